"""Every action takes a wish with a type: what the struct does not have is refused by name, and a form says the same as
JSON.
"""

import json
import re
from datetime import datetime, time
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest
from starlette.routing import Route

from live.actions import links
from live.pages.posting import wishes_of
from live.pages.reading.bodies import from_json, from_pairs
from live.pages.reading.decoding import decoded, fields, parts_of
from live.routes import ROUTES
from live.rules.errors import Invalid, Unfit
from live.rules.wishes import COMMAS, LINES, Fit, Wish, hints, meanings
from live.rules.wishes.programme import File
from live.rules.wishes.questions import Step
from live.rules.wishes.sets import AnswerOf
from live.views.press.words import Words
from tests.journeys.event import SLUG, Event, Someone

POSTS = [route for route in ROUTES if isinstance(route, Route) and "POST" in (route.methods or ())]
ACTIONS = [(route, move, kind) for route in POSTS for move, kind in wishes_of(route.endpoint).items()]
KINDS = sorted({kind for _, _, kind in ACTIONS}, key=lambda kind: kind.__name__)
NAMES = {
    "slug:slug": SLUG,
    "question": "q",
    "session": "rules",
    "announcement": "a",
    "poll": "p",
    "kind": "sound",
    "burst": "b-1",
}


def address(route: Route, move: str) -> str:
    path = route.path
    for name, value in {**NAMES, "move": move}.items():
        path = path.replace(f"{{{name}}}", value)
    return path


def in_words(action: tuple[Route, str, type[Wish]]) -> str:
    return f"{action[0].path} {action[1]}".strip()


@pytest.fixture
def mina(event: Event) -> Someone:
    return event.moderator()


def test_every_action_takes_a_wish() -> None:
    assert [route.path for route in POSTS if not wishes_of(route.endpoint)] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_says_what_it_means(kind: type[Wish]) -> None:
    assert kind.__doc__
    assert [name for name in kind.__struct_fields__ if not meanings(kind).get(name)] == []


def is_organisers(path: str) -> bool:
    return (
        path.startswith("/new")
        or "/tokens" in path
        or path.endswith(("/delete", "/embed", "/copy", "/archive", "/rehearse"))
    )


def test_what_the_struct_does_not_have_is_refused_by_name(event: Event, mina: Someone) -> None:
    token = event.server.call(links.organiser(event.server.app.state.live.acting, "")).partition("#")[2]
    organiser = event.client(accept="application/json", authorization=f"Bearer {token}", origin=event.base)
    page = event.client(accept="application/json", origin=event.base, authorization=f"Bearer {event.token}")
    for route, move, _ in ACTIONS:
        path = address(route, move)
        if "/rehearsal" in path:  # this is none, which is said first
            continue
        bodies: tuple[dict[str, Any], ...] = ({"json": {"levl": "urgent"}}, {"data": {"levl": "urgent"}})
        for body in bodies:
            client = (
                page if path.endswith("/here") or path == "/diag" else organiser if is_organisers(path) else mina.http
            )
            answer = client.post(path, **body)
            assert (answer.status_code, answer.json()["error"]["field"]) == (422, "levl"), path
            assert answer.json()["error"]["code"] == "unknown_field", path


def test_a_misspelt_level_makes_no_announcement(event: Event, mina: Someone) -> None:
    assert mina.post("desk/announcements", {"text": "Brann", "levl": "urgent"}).status_code == 422
    assert mina.state()["announcements"] == []


def test_a_null_that_means_nothing_is_no_value(mina: Someone) -> None:
    for route, move, kind in ACTIONS:
        switches = [name for name, hint in hints(kind).items() if bool in parts_of(hint)]
        for name in switches:
            with pytest.raises(Invalid) as refused:
                decoded(kind, {name: None})
            assert (refused.value.status, refused.value.field) == (400, name), in_words((route, move, kind))
    answer = mina.post("questions/q/upvote", {"on": None})
    assert (answer.status_code, answer.json()["error"]["field"]) == (400, "on")


WEB = "https://live.example.no/"


def sample(hint: Any, fit: Fit) -> tuple[Any, list[str]]:
    """A value in JSON, and what a form sends for it."""
    kind = next(part for part in parts_of(hint) if part is not None)
    if kind == tuple[str, ...]:
        texts = ["en", "to"]
        return texts, ["\n".join(texts)] if fit.many == LINES else [",".join(texts)] if fit.many == COMMAS else texts
    if kind == tuple[Step, ...]:
        steps = [{"id": "q", "move": "pin", "on": False}]
        return steps, [json.dumps(steps)]
    if kind == tuple[AnswerOf, ...]:
        answers = [{"poll": "p", "choice": ["a"]}]
        return answers, [json.dumps(answers)]
    if issubclass(kind, StrEnum):
        return next(iter(kind)).value, [next(iter(kind)).value]
    if kind is File:
        return None, [""]
    text = f"{WEB}et-ord" if fit.web else "et ord"
    values: dict[type, tuple[Any, str]] = {
        str: (text, text),
        bool: (False, "false"),
        int: (3, "3"),
        float: (2.5, "2,5"),
        datetime: ("13:30", "13:30"),
        time: ("13:30", "13:30"),
    }
    return values[kind][0], [values[kind][1]]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_form_says_the_same_as_json(kind: type[Wish]) -> None:
    samples = {name: sample(hints(kind)[field.attribute], field.fit) for name, field in fields(kind).items()}
    in_json = from_json(json.dumps({name: value for name, (value, _) in samples.items()}).encode())
    in_form = from_pairs(urlencode([(name, one) for name, (_, sent) in samples.items() for one in sent]).encode())
    wish = decoded(kind, in_json)
    assert wish == decoded(kind, in_form)
    assert [name for name in kind.__struct_fields__ if getattr(wish, name) is msgspec.UNSET] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_limits_hold_wherever_a_wish_comes_from(kind: type[Wish]) -> None:
    whole = {name: sample(hints(kind)[field.attribute], field.fit)[0] for name, field in fields(kind).items()}
    for name, fit in ((name, field.fit) for name, field in fields(kind).items() if field.fit.longest):
        start = WEB if fit.web else ""
        long = start + "å" * (fit.longest + 1 - len(start))
        with pytest.raises(Unfit) as refused:
            decoded(kind, whole | {name: [long] if isinstance(whole[name], list) else long})
        assert (refused.value.why, refused.value.field) == ("too_long", name)
        fitting = long[:-1]
        decoded(kind, whole | {name: [fitting] if isinstance(whole[name], list) else fitting})


def test_an_unknown_move_is_no_address(mina: Someone) -> None:
    for path in ("desk/sessions/rules/dance", "desk/questions/q/dance", "desk/polls/p/dance"):
        answer = mina.post(path)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_such_move")


SPELT_ALIKE = {"info"}  # in both languages


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_norwegian_refusal_offers_the_words_of_the_protocol(language: str) -> None:
    words, looked_at = Words(), 0
    for kind in KINDS:
        for field in fields(kind).values():
            choices = next(
                (p for p in parts_of(hints(kind)[field.attribute]) if isinstance(p, type) and issubclass(p, StrEnum)),
                None,
            )
            if choices is None or not field.fit.refusal:
                continue
            said = set(re.findall(r"\w+", words.translate(field.fit.refusal, language)))
            assert not said & ({one.value for one in choices} - SPELT_ALIKE), (kind, field.attribute)
            looked_at += 1
    assert looked_at > 10
