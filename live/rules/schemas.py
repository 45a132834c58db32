"""JSON Schema (2020-12) of the shapes that go over the wire, and their fields in words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from msgspec import Meta

from live.rules.shapes.naming import name_of

Schema = dict[str, object]
Parts = tuple[object, ...]  # what a type is made of
PLACE = "#/components/schemas/"
_PLAIN: Mapping[type, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    NoneType: {"type": "null"},
}
_WORDS: Mapping[type, str] = {str: "text", int: "number", bool: "true or false", datetime: "time", NoneType: "null"}


def schema_of(kind: type) -> Schema:
    """Return the schema of one shape; it has the fields of the shape and no others."""
    fields = get_type_hints(kind, include_extras=True)
    told = (kind.__doc__ or "").strip()
    return {
        "type": "object",
        "description": told,
        "properties": {name: _schema(hint) for name, hint in fields.items()},
        "required": sorted(name for name in fields if name in _required(kind)),
        "additionalProperties": False,
    }


def _required(kind: type) -> frozenset[str]:
    """The fields of a TypedDict that are always there."""
    found: frozenset[str] = vars(kind)["__required_keys__"]
    return found


def _schema(hint: Any) -> Schema:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        meta = next(part for part in parts[1:] if isinstance(part, Meta))
        inner = _schema(parts[0])
        return inner if "$ref" in inner else {**inner, "description": meta.description}
    return _COMPOUND[origin](parts) if origin in _COMPOUND else _named(hint)


def _any_of(parts: Parts) -> Schema:
    return {"anyOf": [_schema(part) for part in parts]}


def _row(parts: Parts) -> Schema:
    size = len(parts)
    return {"type": "array", "prefixItems": [_schema(part) for part in parts], "minItems": size, "maxItems": size}


_COMPOUND: Mapping[object, Callable[[Parts], Schema]] = {
    NotRequired: lambda parts: _schema(parts[0]),
    Union: _any_of,
    UnionType: _any_of,
    list: lambda parts: {"type": "array", "items": _schema(parts[0])},
    dict: lambda parts: {"type": "object", "additionalProperties": _schema(parts[1])},
    tuple: _row,
    Literal: lambda parts: {"enum": list(parts)},
}


def _named(kind: type) -> Schema:
    if is_typeddict(kind):
        return {"$ref": PLACE + name_of(kind)}
    if issubclass(kind, StrEnum):
        return {"type": "string", "enum": [one.value for one in kind]}
    return dict(_PLAIN[kind])


def in_words(hint: Any) -> str:
    """Return what a field holds, as the tables of docs/protocol.md say it."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in _SAID:
        return _SAID[origin](parts)
    if is_typeddict(hint):
        return name_of(hint)
    return _words(one.value for one in hint) if issubclass(hint, StrEnum) else _WORDS[hint]


def _words(values: Iterable[object]) -> str:
    return ", ".join(f"`{str(value).lower()}`" for value in values)


_SAID: Mapping[object, Callable[[Parts], str]] = {
    NotRequired: lambda parts: in_words(parts[0]),
    Annotated: lambda parts: in_words(parts[0]),
    Union: lambda parts: " or ".join(in_words(part) for part in parts),
    UnionType: lambda parts: " or ".join(in_words(part) for part in parts),
    list: lambda parts: f"list of {in_words(parts[0])}",
    dict: lambda parts: f"{in_words(parts[1])} by id",
    tuple: lambda parts: f"[{', '.join(in_words(part) for part in parts)}]",
    Literal: _words,
}


def rows_of(kind: type) -> list[tuple[str, str, str, bool]]:
    """Return the fields of a shape: name, what it holds, what it means, whether it is always there."""
    found = []
    for name, hint in get_type_hints(kind, include_extras=True).items():
        meant = [part.description or "" for part in _metas(hint)]
        found.append((name, in_words(hint), " ".join(meant), name in _required(kind)))
    return found


def _metas(hint: object) -> list[Meta]:
    if get_origin(hint) is NotRequired:
        return _metas(get_args(hint)[0])
    return [part for part in get_args(hint)[1:] if isinstance(part, Meta)] if get_origin(hint) is Annotated else []
