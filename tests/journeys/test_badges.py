"""A page wears its badge in memory until something is done: then it is the cookie, of the same person."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any

import httpx2
import pytest

from live.badge import DAY_SECONDS
from live.rules.people import crowding
from live.rules.people.limits import Limit
from live.worn import HEADER
from tests.builders import an_event, the_seminar
from tests.journeys.event import SLUG, Event, Live
from tests.waiting import until

WITH_TICKET = "ticket=&as=json"


@contextmanager
def a_page(event: Event, ticket: str = "", **headers: str) -> Iterator[tuple[Live, dict[str, Any]]]:
    """What a page opens, and what `hello` tells of its reader."""
    with event.attendee().live(f"as=json&ticket={ticket}", **headers) as live:
        assert "set-cookie" not in live.socket.response.headers  # type: ignore[union-attr]  # it was answered
        yield live, live.next("hello")["you"]


def sender(event: Event, badge: str = "", cookie: str = "") -> httpx2.Client:
    more = {HEADER: badge} if badge else {}
    return event.client(
        accept="application/json", origin=event.base, **more, **({"cookie": f"live={cookie}"} if cookie else {})
    )


def asked(client: httpx2.Client, text: str = "Får elevene støtte?") -> httpx2.Response:
    answer = client.post(f"/{SLUG}/questions", json={"text": text})
    assert answer.status_code == 201, answer.text
    return answer


def cookie_of(answer: httpx2.Response) -> str:
    return SimpleCookie(answer.headers["set-cookie"])["live"].value


def is_here(event: Event) -> int:
    return len(event.server.app.state.live.hub.people(SLUG))


@pytest.mark.parametrize("path", ["live", "events", "poll"])
def test_no_stream_of_a_page_sets_a_cookie_and_one_of_a_program_does(event: Event, path: str) -> None:
    def head(query: str) -> tuple[httpx2.Headers | Any, dict[str, Any]]:
        if path == "live":
            with event.attendee().live(query) as live:
                return live.socket.response.headers, live.next("hello")["you"]  # type: ignore[union-attr]  # it was answered
        if path == "poll":
            answer = sender(event).get(f"/{SLUG}/poll?{query}")
            return answer.headers, answer.json()["frames"][0]["you"]
        with sender(event).stream("GET", f"/{SLUG}/events?{query}") as stream:
            data = next(line for line in stream.iter_lines() if line.startswith("data: "))
            return stream.headers, json.loads(data[6:])["you"]

    headers, you = head(WITH_TICKET)
    assert "set-cookie" not in headers
    assert you["badge"]
    assert you["ticket"]
    headers, you = head("as=json")
    assert "live=" in headers["set-cookie"]
    assert not {"badge", "ticket"} & you.keys()
    headers, you = head("as=json&watching=")
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    "path", ["", "/mine", "/mine?forgotten", "/questions", "/ledger", "/similar?text=penger", "/diag"]
)
def test_no_page_sets_a_cookie_whatever_badge_is_shown(event: Event, path: str) -> None:
    with a_page(event) as (_, you):
        for accept in ("text/html", "*/*"):
            for badge in ("", you["badge"]):
                answer = sender(event, badge).get(f"/{SLUG}{path}", headers={"accept": accept})
                assert answer.status_code == 200
                assert "set-cookie" not in answer.headers


def test_the_first_act_makes_the_badge_the_cookie_and_the_stream_goes_on_as_the_same_person(event: Event) -> None:
    with a_page(event) as (live, you):
        client = sender(event, you["badge"])
        first = asked(client)
        assert (cookie_of(first), first.headers[HEADER]) == (you["badge"], "kept")
        morsel = SimpleCookie(first.headers["set-cookie"])["live"]
        assert int(morsel["max-age"]) == event.server.settings.retention_days * DAY_SECONDS
        assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "lax", "/")
        question = first.json()["question"]["id"]
        event.moderator().post(f"desk/questions/{question}/dismiss", {"reason": "Utenfor temaet"})
        assert live.change("question.dismissed")["question"]["reason"] == "Utenfor temaet"
        again = client.post(f"/{SLUG}/person", json={})
        assert again.headers[HEADER] == "known", "the cookie says the same"
        assert "set-cookie" not in again.headers
        assert [q["id"] for q in client.get(f"/{SLUG}/mine").json()["asked"]] == [question]


def test_a_cookie_beats_a_badge_and_a_page_that_wears_another_is_told(event: Event) -> None:
    with a_page(event) as (_, mine), a_page(event) as (_, theirs):
        asked(sender(event, mine["badge"]), "Med merket")
        client = sender(event, theirs["badge"], cookie=mine["badge"])
        second = asked(client, "Med informasjonskapselen")
        assert second.headers[HEADER] == "other"
        assert "set-cookie" not in second.headers
        assert len(client.get(f"/{SLUG}/mine").json()["asked"]) == 2
        with a_page(event, theirs["ticket"], cookie=f"live={mine['badge']}") as (_, again):
            assert again["badge"] is None
            assert len(again["asked"]) == 2


def test_a_cookie_from_before_is_as_good_as_ever(event: Event) -> None:
    before = event.attendee()
    with before.live() as live:
        known = cookie_of(live.socket.response)  # type: ignore[arg-type]  # it was answered
    asked(sender(event, cookie=known))
    with a_page(event, cookie=f"live={known}") as (_, you):
        assert you["badge"] is None
        assert "ticket" not in you
        assert len(you["asked"]) == 1


def test_whoever_acts_with_neither_is_somebody_new_and_a_page_is_told(event: Event) -> None:
    answer = asked(sender(event))
    assert answer.headers[HEADER] == "other"
    assert cookie_of(answer)
    junk = asked(sender(event, "bm9ib2R5.c2lnbmF0dXJl"), "Med et merke fra et annet sted")
    assert junk.headers[HEADER] == "other"
    assert cookie_of(junk) != "bm9ib2R5.c2lnbmF0dXJl"


def test_a_ticket_listens_and_does_nothing(event: Event) -> None:
    with a_page(event) as (_, you):
        asked(sender(event, you["badge"]))
        with a_page(event, you["ticket"]) as (_, again):
            assert "badge" not in again
            assert len(again["asked"]) == 1
            assert is_here(event) == 1
        as_badge = asked(sender(event, you["ticket"]), "Med en billett")
        assert as_badge.headers[HEADER] == "other"
        assert cookie_of(as_badge) != you["ticket"]
        for path in (f"/{SLUG}?ticket={you['ticket']}", f"/{SLUG}/mine?ticket={you['ticket']}"):
            answer = sender(event).get(path, headers={"accept": "text/html"})
            assert "set-cookie" not in answer.headers
        assert sender(event).get(f"/{SLUG}/mine?ticket={you['ticket']}").json()["asked"] == []


def test_a_ticket_of_another_event_or_somebody_elses_hand_is_none(event: Event) -> None:
    live = event.server.app.state.live
    other = live.acting.tokens.fresh("other")
    event.server.call(live.store.events.create(an_event(slug="other"), the_seminar(), other))
    elsewhere = sender(event).get("/other/poll?ticket=").json()["frames"][0]["you"]
    with a_page(event) as (_, you):
        person, _, signature = you["ticket"].partition(".")
        for wrong in (elsewhere["ticket"], f"{person}.", person, f"a{person[1:]}.{signature}", "..", "é.ø"):
            with a_page(event, httpx2.QueryParams({"t": wrong})["t"]) as (_, told):
                assert told["badge"] not in (None, you["badge"])
    assert you["badge"] != elsewhere["badge"]


def test_no_other_site_makes_a_cookie_of_a_badge(event: Event) -> None:
    """A form cannot send the header; a script would have to be allowed to, and the origin is looked at besides."""
    with a_page(event) as (_, attackers):
        foreign = event.client(origin="https://evil.example", **{HEADER: attackers["badge"]})
        answer = foreign.post(f"/{SLUG}/person", json={})
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
        asking = {"access-control-request-method": "POST", "access-control-request-headers": HEADER}
        preflight = foreign.options(f"/{SLUG}/questions", headers=asking)
        assert not [name for name in preflight.headers if name.startswith("access-control-allow")]
        form = sender(event).post(f"/{SLUG}/person", data={HEADER: attackers["badge"], "ticket": attackers["ticket"]})
        assert cookie_of(form) != attackers["badge"] if form.status_code == 200 else form.status_code == 422


def test_a_refused_act_and_a_receipt_set_no_cookie(event: Event) -> None:
    told = event.moderator().post("desk/announcements", {"text": "Velkommen", "level": "info"}).json()
    with a_page(event) as (_, you):
        client = sender(event, you["badge"])
        assert "set-cookie" not in client.post(f"/{SLUG}/questions", json={"text": ""}).headers
        seen = client.post(f"/{SLUG}/announcements/{told['announcement']['id']}/shown")
        assert (seen.status_code, "set-cookie" in seen.headers) == (204, False)
        shown = event.moderator().http.get(f"/{SLUG}/desk/announcements/shown").json()["shown"]
        assert list(shown.values()) == [1], "of somebody who is connected"


def test_a_vote_of_a_connected_newcomer_counts_beyond_the_share_of_their_place(
    event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowding, "PROVEN_SECONDS", 0.3)
    live = event.server.app.state.live
    question = asked(sender(event), "Stemmer alle?").json()["question"]["id"]
    event.moderator().post(f"desk/questions/{question}/approve")
    path = f"/{SLUG}/questions/{question}/upvote"

    def counted() -> int:
        return int(event.server.call(live.store.events.load(SLUG)).votes.get(question, 0))

    began = time.monotonic()
    for _ in range(crowding.FREE.burst + 5):
        assert sender(event).post(path, json={"on": True}).status_code == 200
    most = counted()
    assert most <= crowding.FREE.burst + 1 + (time.monotonic() - began) // crowding.FREE.every
    with a_page(event) as (_, you):
        answer = sender(event, you["badge"]).post(path, json={"on": True})
        assert answer.headers[HEADER] == "kept"
        until(lambda: counted() > most)


def test_a_page_that_was_given_its_badge_is_no_newcomer_of_its_network(
    event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_page(event) as (_, you):
        monkeypatch.setattr(event.server.app.state.live.newcomers, "limit", Limit(burst=1, every=3600))
        assert sender(event).post(f"/{SLUG}/person").status_code == 200
        assert sender(event).post(f"/{SLUG}/person").status_code == 429
        assert sender(event, you["badge"]).post(f"/{SLUG}/person").headers[HEADER] == "kept"


def test_a_moderators_desk_sets_no_more_than_the_link_did(event: Event) -> None:
    client = event.client(origin=event.base, accept="application/json")
    first = client.post(f"/{SLUG}/badge", json={"token": event.token})
    assert sorted(client.cookies) == ["live", "live-desk-seminar"]
    assert first.status_code == 200
    client.cookies.delete("live")
    for page in ("desk", "speaker", "report", "mine"):
        assert "set-cookie" not in client.get(f"/{SLUG}/{page}", headers={"accept": "text/html"}).headers, page
