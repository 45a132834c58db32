"""Whatever is sent to any address that `/openapi.json` describes is answered, never failed for: no 5xx, and every
refusal says why in the contract's words.
"""

from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec.structs import replace

from live.actions import links
from live.pages.openapi import described
from live.routes import ROUTES
from live.settings import Settings
from tests.journeys.event import SLUG, Event

DOCUMENT: Any = described(ROUTES)
LEFT_OUT = ("/{slug}/events", "/diag/events", "/{slug}/delete")  # do not end by themselves; end the event
OPERATIONS = [
    (method, path, operation)
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
    if path not in LEFT_OUT
]
SCHEMAS = DOCUMENT["components"]["schemas"]
REQUESTS = 400
odd_text = st.text(max_size=12) | st.sampled_from(["", " ", "\0", "<b>", "=1+1", "../..", "🙂" * 300, "x" * 9000])
junk: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | odd_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(odd_text, inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, limits=False)


def fitting(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values of the kind a field asks for, and now and then one that is not."""
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    found: dict[Any, st.SearchStrategy[Any]] = {
        "boolean": st.booleans(),
        "integer": st.integers(-5, 5000),
        "number": st.floats(-5, 5000),
        "array": st.lists(odd_text | st.integers(), max_size=3),
    }
    times = st.sampled_from(["12:30", "2022-03-08T12:30", "2022-03-08T12:30:00+01:00", "now", "25:99", "Hva nå?"])
    right = st.sampled_from(schema["enum"]) if "enum" in schema else found.get(kind, odd_text | times)
    return st.integers(0, 7).flatmap(lambda n: right if n else junk)


@st.composite
def bodies(draw: st.DrawFn, operation: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a request with this operation's fields, as JSON or as a form, or with anything."""
    name = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    fields = SCHEMAS[name]["properties"]
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), unique=True, max_size=5)) + SCHEMAS[name]["required"]
    body = {field: draw(fitting(fields[field])) for field in chosen if field != "key"}
    if draw(st.integers(0, 9)) == 0:
        return {"content": draw(st.binary(max_size=40)), "headers": {"content-type": draw(types)}}
    if draw(st.booleans()):
        return {"json": body if draw(st.integers(0, 9)) else draw(junk)}
    return {"data": {field: str(value) for field, value in body.items()}}


types = st.sampled_from(
    ["application/json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain", ""]
)


@st.composite
def requests(draw: st.DrawFn, ids: tuple[str, ...]) -> tuple[int, str, str, dict[str, Any]]:
    method, path, operation = draw(st.sampled_from(OPERATIONS))
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            value = (
                SLUG if parameter["name"] == "slug" else draw(st.sampled_from(ids) | st.text(min_size=1, max_size=6))
            )
            path = path.replace(f"{{{parameter['name']}}}", quote(value, safe=""))
    queries = st.dictionaries(
        st.sampled_from(
            [
                "lang",
                "sort",
                "after",
                "since",
                "text",
                "session",
                "cursor",
                "start",
                "offset",
                "about",
                "track",
                "scene",
                "made",
                "as",
                "code",
            ]
        ),
        odd_text,
        max_size=3,
    )
    sent = draw(bodies(operation)) if "requestBody" in operation else {}
    return draw(st.integers(0, 2)), method.upper(), path, {"params": draw(queries), **sent}


def test_nothing_that_is_sent_breaks_anything(event: Event) -> None:
    live = event.server.app.state.live
    token = event.server.call(links.organiser(live.acting, event.base)).split("#")[1]
    organiser = event.client(accept="application/json", authorization=f"Bearer {token}")
    people = (event.moderator().http, event.attendee().http, organiser)
    seen = set[int]()

    @hypothesis_settings(max_examples=REQUESTS, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(request=requests(ids_of(event)))
    def walk(request: tuple[int, str, str, dict[str, Any]]) -> None:
        who, method, path, sent = request
        answer = people[who].request(method, path, **sent)
        seen.add(answer.status_code)
        assert answer.status_code < 500, (method, path, sent, answer.text[:500])
        assert_told(answer, method, path)

    walk()
    assert seen >= {200, 400, 401, 404, 422}, "a walk that does not get anywhere proves nothing"
    assert people[0].get(f"/{SLUG}.json").status_code == 200


def ids_of(event: Event) -> tuple[str, ...]:
    """Things there are, to be acted on."""
    mina = event.moderator()
    session = mina.state()["agenda"]["sessions"][0]["id"]
    question = event.attendee().ask()["id"]
    mina.post(f"desk/questions/{question}/approve")
    poll = mina.post("desk/polls", {"text": "Ja?", "options": ["Ja", "Nei"], "on": True}).json()["poll"]["id"]
    told = mina.post("desk/announcements", {"text": "Hei"}).json()["announcement"]["id"]
    return session, question, poll, told, "json", "sound", "x"


def assert_told(answer: httpx2.Response, method: str, path: str) -> None:
    if answer.status_code >= 400 and answer.headers.get("content-type") == "application/json":
        error = answer.json()["error"]
        assert error["code"], (method, path)
        assert error["message"], (method, path)
