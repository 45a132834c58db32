"""A store that has no room: everything is still there to read, actions are put off, and go through with the same key
when there is room.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from live.app import build_app
from live.settings import Settings
from tests.faults.stores import DURABLE, StoreServer, store_servers
from tests.journeys.event import SLUG, Event, Someone
from tests.ports import free_port
from tests.running import running
from tests.waiting import until

RECOVERY_SECONDS = 15.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[StoreServer]:
    server = StoreServer(tmp_path / "store", free_port(), *DURABLE)
    with store_servers(server):
        yield server


@pytest.fixture
def event(store: StoreServer) -> Iterator[Event]:
    settings = Settings(
        redis=f"redis://127.0.0.1:{store.port}", port=0, drain_seconds=1.0, secret="for tests only", limits=False
    )
    with running(settings, build_app) as server:
        told = Event(server)
        yield told
        told.close()


def fill(store: StoreServer, how: str) -> None:
    if how == "disk":
        store.fill_disk()
    else:
        store.ask("CONFIG", "SET", "maxmemory", 1)


def is_taken(visitor: Someone, text: str) -> bool:
    return asked(visitor, text) == 201


def make_room(store: StoreServer, how: str) -> None:
    if how == "disk":
        store.free_disk()
    else:
        store.ask("CONFIG", "SET", "maxmemory", 0)


@pytest.mark.parametrize("how", ["disk", "memory"])
def test_a_full_store_puts_actions_off_and_loses_none(how: str, event: Event, store: StoreServer) -> None:
    ann = event.attendee()
    ann.ask("Mens det er plass?")
    fill(store, how)
    waiting: list[str] = []

    def put_off() -> Any:
        waiting.append(f"Uten plass {len(waiting)}?")
        return asked(ann, waiting[-1]) == 503

    until(put_off, RECOVERY_SECONDS)  # the first may still find room in a buffer
    assert ann.http.get(f"/{SLUG}", headers={"accept": "text/html"}).status_code == 200
    assert ann.http.get("/readyz").status_code == 200
    make_room(store, how)
    for text in waiting:
        until(partial(is_taken, ann, text), RECOVERY_SECONDS)
    questions = event.moderator().state()["questions"]
    assert [q["text"] for q in questions] == ["Mens det er plass?", *waiting]
    assert [q["number"] for q in questions] == list(range(1, len(questions) + 1)), "what was put off left no trace"


def asked(someone: Someone, text: str) -> int:
    """The status; the text is its own key."""
    return someone.post("questions", {"text": text}, **{"idempotency-key": text.replace(" ", "-")}).status_code
