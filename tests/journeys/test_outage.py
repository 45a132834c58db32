"""The store goes away in the middle of the event, and comes back."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from live.settings import Settings
from live.store.embedded import Embedded
from tests.journeys.event import SLUG, Event
from tests.running import running
from tests.waiting import until


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Embedded]:
    with Embedded(tmp_path / "own", memory="64mb") as server:
        yield server


@pytest.fixture
def event(store: Embedded) -> Iterator[Event]:
    from live.app import build_app

    settings = Settings(redis=store.url, port=0, drain_seconds=1.0, secret="for tests only", limits=False)
    with running(settings, build_app) as server:
        told = Event(server)
        yield told
        told.close()


def test_a_store_that_hangs_is_waited_for_with_the_same_key(event: Event, store: Embedded) -> None:
    ann = event.attendee()
    question = ann.ask("Før pausen?")
    os.kill(store.pid, signal.SIGSTOP)
    try:
        answer = ann.post("questions", {"text": "Under pausen?"}, **{"idempotency-key": "once"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "busy")
        assert answer.json()["error"]["retry_after"] > 0
        assert int(answer.headers["retry-after"]) > 0
        until(lambda: not event.server.app.state.live.store.replica.healthy)
        page = ann.http.get(f"/{SLUG}", headers={"accept": "text/html", "accept-language": "en"})
        assert page.status_code == 200
        assert "cannot be saved just now" in page.text
        assert ann.http.get("/readyz").status_code == 200
        assert ann.http.get("/readyz?strict=1").status_code == 503
    finally:
        os.kill(store.pid, signal.SIGCONT)
    until(lambda: ann.post("questions", {"text": "Under pausen?"}, **{"idempotency-key": "once"}).status_code == 201)
    mine = ann.http.get(f"/{SLUG}/mine").json()["asked"]
    assert sorted(q["text"] for q in mine) == ["Før pausen?", "Under pausen?"]
    assert question["id"] in [q["id"] for q in mine]


def test_a_store_that_was_killed_comes_back_with_everything_acknowledged(event: Event, store: Embedded) -> None:
    ann, mina = event.attendee(), event.moderator()
    cursor = ann.state()["cursor"]
    asked = [ann.ask(f"Spørsmål {n}?")["id"] for n in range(20)]
    with ann.live(f"cursor={cursor}") as anns:
        anns.next("hello")
        os.kill(store.pid, signal.SIGKILL)
        until(lambda: not store.alive())
        store.revive()
        until(
            lambda: (
                mina.post("desk/announcements", {"text": "Vi er tilbake"}, **{"idempotency-key": "back"}).status_code
                == 201
            )
        )
        assert anns.change("announcement.made")["announcement"]["text"] == "Vi er tilbake"
        assert not [f for f in anns.seen if f["type"] == "resync"], (
            "nothing acknowledged was lost, so nobody has to start over"
        )
    assert {q["id"] for q in mina.state()["questions"]} == set(asked)
