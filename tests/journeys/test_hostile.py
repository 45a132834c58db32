"""What no browser sends: every door gets it, and answers with a kind refusal and never with an error of its own."""

import http.client
import json
import logging
import socket
from collections.abc import Iterator
from functools import partial
from typing import Any

import httpx2
import pytest
from starlette.routing import Match, Route

from live.actions import links
from live.house import Services
from live.pages.answers.refusals import HUNG_UP
from live.pages.posting import wishes_of
from live.routes import ROUTES
from tests.journeys.event import SLUG, Event
from tests.waiting import until

NASTY: tuple[Any, ...] = (
    "²",
    "9" * 5000,
    "x:²",
    "x:" + "9" * 5000,
    "№²",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "9999-12-31T23:59",
    "24:61",
    "NaN",
    "1e999",
    "\0\x1b[31m",
    "\u202e\u2066",
    "\u200b\u200b",
    "a" * 70_000,
    ["²"],
    [f"x{n}" for n in range(10_000)],
    {},
    [[]],
    True,
    -1,
    1e308,
)
BODIES = {
    "nothing": b"",
    "deep": b"[" * 100_000,
    "no object": b"[1]",
    "no number": b'{"minutes":NaN,"revision":1e999}',
    "half a character": b'{"text":"\\ud800"}',
    "not UTF-8": b'{"text":"\xff"}',
    "twice": b'{"text":"en to tre","text":"fire fem"}',
    "huge number": b'{"revision":1' + b"0" * 5000 + b"}",
    "too much": b'{"text":"' + b"x" * 300_000 + b'"}',
}
COOKIES = (
    "live=abc.\xe6",
    "live=!!!.x",
    "live-desk-seminar=moderator.\xb2.x",
    "live-desk-seminar=moderator." + "9" * 5000 + ".x",
    "live-desk-seminar=moderator.9999999999.\xe6",
    "live-organiser=\xe6",
    "live-name-seminar=%ff%00\xff",
    "lang=\xff",
)


class Caller:
    """Sends exactly what it is told, as whoever has the moderators' token or nobody."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.connection = http.client.HTTPConnection("127.0.0.1", event.server.port, timeout=10)

    def status(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> int:
        self.connection.request(
            method, path, body, {"origin": self.event.base, "accept": "application/json", **headers}
        )
        answer = self.connection.getresponse()
        said = answer.read()
        if answer.status >= 400 and method != "HEAD":
            assert json.loads(said)["error"]["message"], path
        return answer.status


@pytest.fixture
def caller(event: Event) -> Iterator[Caller]:
    calling = Caller(event)
    yield calling
    calling.connection.close()


def doors(event: Event) -> list[str]:
    """The address of everything that can be sent to, with things that are there."""
    mina = event.moderator()
    question = mina.ask("Er dette et spørsmål?")["id"]
    session = mina.state()["agenda"]["sessions"][1]["id"]
    announcement = mina.post("desk/announcements", {"text": "Hei"}).json()["announcement"]["id"]
    poll = mina.post("desk/polls", {"text": "Hva?", "kind": "words", "on": True}).json()["poll"]["id"]
    known = {
        "slug:slug": SLUG,
        "question": question,
        "session": session,
        "announcement": announcement,
        "poll": poll,
        "kind": "sound",
        "burst": "abc-%C2%B2",
    }
    moves = {
        "sessions": ("delay", "move", "edit"),
        "questions": ("merge", "edit", "dismiss"),
        "polls": ("edit", "hide_word"),
        "sets": ("open",),
    }
    paths = []
    for route in ROUTES:
        if isinstance(route, Route) and "POST" in (route.methods or ()) and not route.path.startswith("/new"):
            path = route.path
            for name, value in known.items():
                path = path.replace(f"{{{name}}}", value)
            kind = next((part for part in path.split("/")[-3:-1] if part in moves), "") if "{move}" in path else ""
            paths += [path.replace("{move}", move) for move in moves.get(kind, ("",))]
    return paths


def fields_of(path: str) -> list[str]:
    """What can be sent there."""
    scope = {"type": "http", "method": "POST", "path": path, "root_path": ""}
    for route in ROUTES:
        match, found = route.matches(scope)
        if match is Match.FULL:
            wishes = wishes_of(found["endpoint"])
            return list(wishes[found["path_params"].get("move", "")].__struct_fields__)
    raise AssertionError(path)


def test_no_body_and_no_value_is_an_error_of_ours(event: Event, caller: Caller) -> None:
    limits = event.server.app.state.live.acting
    limits.limits = False
    token = {"authorization": f"Bearer {event.token}", "content-type": "application/json"}
    good = {
        "text": "Hei der",
        "move": "merge",
        "starts": "12:30",
        "ends": "12:40",
        "title": "Nytt",
        "preview": True,
        "question": "x",
        "ids": ["x"],
    }
    for path in doors(event):
        for name, body in BODIES.items():
            assert caller.status("POST", path, body, **token) < 500, (path, name)
        known = fields_of(path)
        fine = {name: value for name, value in good.items() if name in known}
        for field in known:
            for value in NASTY:
                assert caller.status("POST", path, json.dumps({**fine, field: value}), **token) < 500, (
                    path,
                    field,
                    str(value)[:40],
                )


@pytest.mark.parametrize("cookie", COOKIES)
def test_whatever_stands_in_a_cookie_its_owner_is_somebody_new(event: Event, caller: Caller, cookie: str) -> None:
    for path in (f"/{SLUG}.json", f"/{SLUG}/mine", f"/{SLUG}/poll"):
        assert caller.status("GET", path, cookie=cookie) == 200
    for path in (f"/{SLUG}/desk/votes", "/new"):
        caller.connection.request("GET", path, headers={"cookie": cookie})
        answer = caller.connection.getresponse()
        answer.read()
        assert answer.status == 401


def test_guessing_locks_nobody_out_who_has_the_link(event: Event) -> None:
    ann = event.attendee()
    statuses = [ann.post("badge", {"token": f"guess-{n}"}).status_code for n in range(15)]
    assert (statuses[0], statuses[-1]) == (401, 429)
    assert event.attendee().post("badge", {"token": event.token}).json()["role"] == "moderator"


def test_mangled_addresses_lead_to_what_was_meant(event: Event) -> None:
    def way(path: str) -> tuple[int, str]:
        answer = httpx2.get(f"{event.server.base}{path}", headers={"accept": "text/html"})
        return answer.status_code, answer.headers.get("location", "")

    slug = SLUG
    for mangled in (f"/{slug}/", f"/{slug.upper()}", f"/{slug}.", f"/{slug})", f"/{slug},", f"/{slug}%C2%BB"):
        assert way(mangled) == (308, f"/{slug}"), mangled
    assert way(f"/{slug}/?lang=nn") == (308, f"/{slug}?lang=nn")
    assert way(f"/{slug}/desk%23abc_-9") == (302, f"/{slug}/desk#abc_-9")
    assert way("/new%23abc") == (302, "/new#abc")
    assert way("/nobody/")[0] == 404
    assert way(f"/{slug}/nothing")[0] == 404


def has_hung_up(live: Services, times: int) -> bool:
    return live.refusals[HUNG_UP, "hung_up"] == times


def test_who_hangs_up_in_the_middle_of_a_post_leaves_one_debug_line(
    event: Event, caplog: pytest.LogCaptureFixture
) -> None:
    live = event.server.app.state.live
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    for kind in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        before = live.refusals[HUNG_UP, "hung_up"]
        with socket.create_connection(("127.0.0.1", event.server.port)) as caller:
            caller.sendall(
                f"POST /{SLUG}/questions HTTP/1.1\r\nHost: here\r\nSec-Fetch-Site: same-origin\r\n"
                f"Content-Type: {kind}\r\nContent-Length: 4000\r\n\r\n".encode()
                + b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhalf a quest'
            )
        until(partial(has_hung_up, live, before + 1))
    said = [record for record in caplog.records if record.name.startswith(("live", "uvicorn"))]
    assert [record.levelname for record in said] == ["DEBUG"] * 3
    assert not [record for record in said if record.exc_info or "half" in record.getMessage()]


def test_a_junk_bearer_switches_no_check_off_for_whoever_a_cookie_names(event: Event) -> None:
    live = event.server.app.state.live
    token = event.server.call(links.organiser(live.acting, event.base)).split("#")[1]
    http_client = event.client(origin=event.base, accept="application/json")
    assert http_client.post("/new/badge", json={"token": token}).status_code == 200
    foreign = {"origin": "https://evil.example", "authorization": "Bearer junk"}
    for path in ("/new", "/new/badge", "/new/badge/end", f"/{SLUG}/questions", f"/{SLUG}/badge", f"/{SLUG}/stage/here"):
        assert http_client.post(path, json={}, headers=foreign).status_code in (401, 403), path
    assert http_client.get("/new", headers={"accept": "text/html"}).status_code == 200, "nothing has happened"


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("HTTP/1.1\r\n", 400),
        ("HTTP/1.1\r\nHost: a\r\nHost: a\r\n", 400),
        ("HTTP/1.1\r\nHost: a\r\nhOsT: b\r\n", 400),
        ("HTTP/1.0\r\nHost: a\r\nHost: a\r\n", 400),
        ("HTTP/1.1\r\nHost: a\r\n", 200),
        ("HTTP/1.0\r\n", 200),
    ],
)
def test_a_request_names_one_host(event: Event, head: str, status: int) -> None:
    for more in ("", "Connection: Upgrade\r\nUpgrade: websocket\r\n" if status == 400 else ""):
        with socket.create_connection(("127.0.0.1", event.server.port), timeout=10) as caller:
            caller.sendall(f"GET /healthz {head}{more}\r\n".encode())
            assert caller.recv(200).split()[1] == str(status).encode()
