"""What programs are told of the wire is valid by the validators of its own kind, and is what goes over it."""

import json
import random
from functools import cache
from typing import Any, get_type_hints

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from live.pages.openapi import described as paths_described
from live.push.asyncapi import FRAMES, TRANSPORTS, described
from live.push.frames import CLOSES
from live.routes import ROUTES
from live.rules.people import Role
from live.rules.shapes import SHAPES, ChangeShape, StateShape
from live.rules.shapes.naming import name_of
from live.rules.things import KINDS, THINGS
from tests.journeys.deeds import DEEDS, Hall, each_once
from tests.journeys.event import SLUG, Event
from tests.tools import ROOT, wanted_package

OVER_HTTP: Any = paths_described(ROUTES)
PUSHED: Any = described("live.example.no", secure=True)
ASYNCAPI = ROOT / "node_modules/@asyncapi/specs/schemas/3.0.0-without-$id.json"


def test_openapi_is_valid_by_its_validator() -> None:
    assert [error.message for error in OpenAPIV31SpecValidator(OVER_HTTP).iter_errors()] == []


def test_asyncapi_is_valid_by_its_schema() -> None:
    wanted_package(ASYNCAPI)
    validator = Draft7Validator(json.loads(ASYNCAPI.read_text()))
    assert [(list(error.path), error.message[:200]) for error in validator.iter_errors(PUSHED)] == []
    assert list(validator.iter_errors({**PUSHED, "channels": []})), "this validator takes anything"


def test_both_are_served(event: Event) -> None:
    program = event.client()
    assert program.get("/openapi.json").json()["components"]["schemas"].keys() >= SHAPES.keys()
    served = program.get("/asyncapi.json").json()
    assert served["servers"]["socket"] == {"host": event.base.partition("//")[2], "protocol": "ws"}
    assert served["channels"].keys() == TRANSPORTS.keys()


def test_every_noun_that_is_told_has_a_place_in_state_and_in_a_change() -> None:
    state, change = get_type_hints(StateShape), get_type_hints(ChangeShape)
    told = [noun for noun in THINGS if noun.audience]
    assert {noun.field for noun in told} <= state.keys()
    assert {noun.name for noun in told} <= change.keys()


def test_every_frame_and_every_reference_is_there() -> None:
    assert all(name_of(kind) in PUSHED["components"]["schemas"] for kind in FRAMES)
    for document in (PUSHED, OVER_HTTP):
        for name in references(document):
            assert name in document["components"]["schemas"], name
    assert str(max(CLOSES)) in str(PUSHED["components"]["schemas"]["BYE"])


def references(part: Any) -> list[str]:
    inside = list(part.values()) if isinstance(part, dict) else part if isinstance(part, list) else []
    here = [part["$ref"].rpartition("/")[2]] if isinstance(part, dict) and "/schemas/" in str(part.get("$ref")) else []
    return [*here, *(name for one in inside for name in references(one))]


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": PUSHED["components"]})


def fits(name: str, told: Any) -> list[str]:
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in validator(name).iter_errors(told)]


def test_everything_that_is_told_has_the_shape_it_is_said_to_have(event: Event) -> None:
    """One deed of every kind, heard by an attendee, who asks and answers too, and by a moderator."""
    ann, mina = event.attendee(), event.moderator()
    ann.post("person")
    kinds = set[str]()
    with ann.live() as anns, mina.live() as minas:
        ann.ask()
        for kind in ("question.marked", "queue.arranged"):  # need a question that nothing has happened to
            DEEDS[kind][0](Hall(event, random.Random(1)))
        each_once(event, random.Random(3))
        end = mina.state()["cursor"]
        for live in (anns, minas):
            while not any(frame.get("cursor") == end for frame in live.seen):
                live.frame()
    for frame in (*anns.seen, *minas.seen):
        assert fits(frame["type"].upper(), frame) == [], frame["type"]
        kinds |= {change["kind"] for change in frame.get("changes", ())}
    assert {f["type"] for f in (*anns.seen, *minas.seen)} >= {"hello", "changes", "pulse"}
    silent = {"token.made", "token.revoked"}
    assert kinds == KINDS.keys() - silent, "a kind that nobody heard proves nothing"
    for who in (ann, mina):
        assert fits("STATE", who.state()) == []
    with ann.live(f"cursor={ann.state()['cursor']}") as again:
        assert fits("HELLO", again.next("hello")) == []
        assert again.seen[0]["you"]["asked"]


@pytest.mark.parametrize("role", Role)
def test_no_shape_takes_a_field_it_does_not_have(role: Role, event: Event) -> None:
    state = (event.moderator() if role is Role.MODERATOR else event.attendee()).state()
    assert fits("STATE", state) == []
    assert fits("STATE", {**state, "extra": 1})
    assert fits("EVENT", {**state["event"], "slug": None})


def test_what_else_is_read_is_there(event: Event) -> None:
    assert event.client().get(f"/{SLUG}.json").json().keys() >= StateShape.__required_keys__
