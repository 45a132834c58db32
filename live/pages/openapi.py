"""`/openapi.json`: every address and what it takes, written from the routes and the wishes themselves (OpenAPI 3.1)."""

import inspect
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import get_args, get_origin

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from live import __version__
from live.pages import answers
from live.pages.posting import wishes_of
from live.pages.reading.decoding import Field, fields, parts_of
from live.rules.schemas import schema_of as shape_schema
from live.rules.shapes import SHAPES
from live.rules.wishes import Wish, hints, meanings
from live.rules.wishes.programme import File
from live.rules.wishes.questions import Step

Json = dict[str, object]

WHERE = re.compile(r"\{(\w+)(?::\w+)?\}")
SENT_AS = ("application/json", "application/x-www-form-urlencoded")
REFUSED: Json = {
    "description": "Refused; `error` says why, in the reader's language.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}},
}
REFUSAL: Json = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "field": {"type": "string"},
                "retry_after": {"type": "number", "description": "Seconds."},
                "current": {"description": "The thing as it is now, where somebody was faster."},
            },
        }
    },
}
KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 100},
    "description": "The same key from the same person takes effect once, and gets the same answer.",
}


async def show(request: Request) -> Response:
    """Answer the description of this service for programs."""
    return answers.json(described(request.app.routes))


def described(routes: Iterable[BaseRoute]) -> Json:
    """Return the whole document for these routes."""
    paths: dict[str, dict[str, object]] = {}
    schemas: dict[str, Json] = {"Refusal": REFUSAL} | {name: shape_schema(kind) for name, kind in SHAPES.items()}
    for route in (route for route in routes if isinstance(route, Route)):
        for path, method, kind in _operations(route):
            paths.setdefault(path, {})[method] = _operation(route, path, method, kind)
            if kind is not None:
                schemas[kind.__name__] = schema_of(kind)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Live", "version": __version__, "description": "A companion page for a live webinar."},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "The token of a link."}},
        },
        "security": [{}, {"token": []}],
    }


def _operations(route: Route) -> Iterator[tuple[str, str, type[Wish] | None]]:
    """Each address and method of a route; one for each move where the address has several."""
    path = WHERE.sub(r"{\1}", route.path)
    wishes = wishes_of(route.endpoint)
    if "POST" not in (route.methods or ()):
        yield path, "get", None
    for move, kind in wishes.items():
        yield path.replace("{move}", move), "post", kind


def _operation(route: Route, path: str, method: str, kind: type[Wish] | None) -> Json:
    names = WHERE.findall(path)
    told = inspect.getdoc(kind if kind is not None and "{move}" in route.path else route.endpoint) or ""
    parameters = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]
    operation: Json = {
        "operationId": f"{method} {path}",
        "summary": (told or inspect.getdoc(kind) or route.name).split("\n\n")[0].replace("\n", " "),
        "parameters": [*parameters, *([KEY] if kind is not None else [])],
        "responses": {"2XX": {"description": "Done; JSON where it was asked for."}, "4XX": REFUSED, "503": REFUSED},
    }
    if kind is not None:
        schema = {"$ref": f"#/components/schemas/{kind.__name__}"}
        forms = ("application/json", "multipart/form-data") if File in _types(kind) else SENT_AS
        operation["requestBody"] = {"content": {form: {"schema": schema} for form in forms}}
    return operation


def _types(kind: type[Wish]) -> set[object]:
    return {part for hint in hints(kind).values() for part in parts_of(hint)}


def schema_of(kind: type[Wish]) -> Json:
    """Return the JSON Schema of a wish, from its fields, their limits and what they mean."""
    known, types, told = fields(kind), hints(kind), meanings(kind)
    return {
        "type": "object",
        "description": inspect.getdoc(kind) or "",
        "properties": {
            name: {**_schema(types[field.attribute], field), "description": told.get(field.attribute, "")}
            for name, field in known.items()
        },
        "required": [name for name, field in known.items() if field.required],
        "additionalProperties": False,
    }


def _schema(hint: object, field: Field) -> Json:
    kind = next(part for part in parts_of(hint) if part is not None)
    schema = _list(get_args(kind)[0], field) if get_origin(kind) is tuple else _plain(kind, field)
    return {**schema, "type": [str(schema["type"]), "null"]} if field.nullable else schema


def _list(kind: type, field: Field) -> Json:
    if kind is Step:
        return {"type": "array", "items": next(iter(msgspec.json.schema_components([Step])[1].values()))}
    return {"type": "array", "items": _plain(kind, field)}


def _plain(kind: type, field: Field) -> Json:
    """Return the schema of one value."""
    fit = field.fit
    if kind is bool:
        return {"type": "boolean"}
    if kind in (int, float):
        bounds = {"minimum": fit.least, "maximum": fit.most}
        return {"type": "integer" if kind is int else "number", **{k: v for k, v in bounds.items() if v is not None}}
    if issubclass(kind, StrEnum):
        return {"type": "string", "enum": [one.value for one in kind]}
    lengths = {"minLength": fit.shortest, "maxLength": fit.longest}
    return {"type": "string", **{k: v for k, v in lengths.items() if v}}
