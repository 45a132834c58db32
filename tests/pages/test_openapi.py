"""What programs are told of this service is what it does: every address, every action, every field."""

import re
from typing import Any

import httpx2
import pytest
from starlette.routing import Route

from live.pages.openapi import described
from live.pages.posting import wishes_of
from live.pages.reading.decoding import fields
from live.routes import ROUTES
from tests.running import Server

DOCUMENT: Any = described(ROUTES)
PATHS: dict[str, Any] = DOCUMENT["paths"]
HTTP = [route for route in ROUTES if isinstance(route, Route)]


def plain(path: str) -> str:
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", path)


def parts(thing: Any) -> list[Any]:
    """Everything inside, at any depth."""
    inside = list(thing.values()) if isinstance(thing, dict) else thing if isinstance(thing, list) else []
    return [thing, *(part for one in inside for part in parts(one))]


@pytest.mark.parametrize("route", HTTP, ids=lambda route: route.path)
def test_every_address_is_described(route: Route) -> None:
    path = plain(route.path)
    wishes = wishes_of(route.endpoint)
    for move, kind in wishes.items():
        sent = PATHS[path.replace("{move}", move)]["post"]["requestBody"]["content"]["application/json"]["schema"]
        assert sent == {"$ref": f"#/components/schemas/{kind.__name__}"}
    if not wishes:
        assert PATHS[path]["get"]["summary"]


def test_nothing_is_described_that_is_not_there() -> None:
    there = {
        plain(route.path).replace("{move}", move) for route in HTTP for move in wishes_of(route.endpoint) or ("{move}",)
    }
    assert PATHS.keys() == there


def test_an_action_has_the_fields_of_its_wish_with_their_meanings_and_limits() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    for route in HTTP:
        for kind in wishes_of(route.endpoint).values():
            schema, known = schemas[kind.__name__], fields(kind)
            assert schema["properties"].keys() == known.keys()
            assert schema["additionalProperties"] is False
            assert schema["description"]
            for name, field in known.items():
                told = schema["properties"][name]
                assert told["description"], (kind, name)
                longest = told.get("items", told).get("maxLength", 0)
                assert longest == field.fit.longest, (kind, name)
                assert (name in schema["required"]) == field.required
    assert schemas["Announce"]["properties"]["level"]["enum"] == ["info", "important", "urgent"]
    assert schemas["Ask"]["required"] == ["text"]
    assert schemas["Announce"]["properties"]["minutes"]["type"] == ["number", "null"]


def test_what_is_referred_to_is_there_and_every_name_in_an_address_is_a_parameter() -> None:
    for part in parts(DOCUMENT):
        if isinstance(part, dict) and "$ref" in part:
            assert part["$ref"].removeprefix("#/components/schemas/") in DOCUMENT["components"]["schemas"]
    ids = [operation["operationId"] for path in PATHS.values() for operation in path.values()]
    assert len(ids) == len(set(ids))
    for path, operations in PATHS.items():
        for operation in operations.values():
            given = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
            assert given == set(re.findall(r"\{(\w+)\}", path))


def test_it_is_served(server: Server) -> None:
    answer = httpx2.get(f"{server.base}/openapi.json")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json()["paths"].keys() == PATHS.keys()
