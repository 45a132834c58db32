"""Server-sent events over a real socket: the same frames, resumable by their ids."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from live.push import frames
from live.push.fallbacks import sse
from live.server import http
from live.settings import Settings
from tests.push.exchange import announced, asked
from tests.push.wired import Wired, wired
from tests.waiting import until


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Wired]:
    with wired(Settings(data=tmp_path, port=0, drain_seconds=0.2)) as server:
        yield server


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wired]:
    """On an HTTP protocol that is not ours."""
    monkeypatch.setattr("live.server.web.LiveHttp", "httptools")
    with wired(Settings(data=tmp_path, port=0, drain_seconds=0.2)) as server:
        yield server


class Events:
    """A reader of an event stream: (event, id, data) one after the other."""

    def __init__(self, live: Wired, query: str = "", headers: dict[str, str] | None = None) -> None:
        self._stream = httpx.stream("GET", f"{live.base}/seminar/events{query}", headers=headers, timeout=10)
        self.response = self._stream.__enter__()
        self._lines = self.response.iter_lines()
        self.retry: list[int] = []

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.__exit__(None, None, None)

    def next(self) -> Any:
        event: dict[str, str] = {}
        for line in self._lines:
            if not line and event.get("data"):
                return event["event"], event.get("id"), json.loads(event["data"])
            name, _, value = line.partition(": ")
            if name == "retry":
                self.retry.append(int(value))
            elif name:
                event[name] = value
        return None


def test_frames_come_as_events_with_the_cursor_as_id(live: Wired) -> None:
    with Events(live) as events:
        assert events.next()[:2] == ("hello", str(live.exchange.copy.cursor))
        assert events.next()[:2] == ("pulse", None)
        cursor = live.publish(announced("hei"))
        kind, event_id, frame = events.next()
        assert (kind, event_id, frame["cursor"]) == ("changes", cursor, cursor)
        assert 1000 <= events.retry[0] <= 5000
    until(lambda: live.exchange.hub.total == 0)


def test_on_another_server_the_same_comes_more_slowly(elsewhere: Wired) -> None:
    with Events(elsewhere) as events:
        assert [events.next()[0], events.next()[0]] == ["hello", "pulse"]
        cursor = elsewhere.publish(announced("hei"))
        assert events.next()[:2] == ("changes", cursor)
        elsewhere.call(elsewhere.exchange.hub.drain(0.1))
        assert events.next()[0] == "bye"
    until(lambda: elsewhere.exchange.hub.total == 0)


def test_who_asks_for_the_head_gets_no_place(live: Wired) -> None:
    with httpx.Client() as client:
        answer = client.head(f"{live.base}/seminar/events")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
        assert client.get(f"{live.base}/seminar/poll").status_code == 200, "the connection goes on"
    assert live.exchange.hub.total == 0


def test_one_that_reads_late_misses_nothing(live: Wired) -> None:
    with Events(live) as events:
        events.next(), events.next()
        (member,) = live.exchange.hub.crowds["seminar"].everyone()
        sent = [str(number) for number in range(400)]
        for number in sent:
            live.publish(announced(f"{number} {'x' * 20_000}"))
        until(lambda: member.paused)
        texts: list[str] = []
        while len(texts) < len(sent):
            _, _, frame = events.next()
            texts += [c["announcement"]["text"].split()[0] for c in frame.get("changes", ())]
        assert texts == sent
        assert live.publish(announced("last")) == events.next()[1], "and is served as the others again"


def test_no_proxy_may_keep_or_change_it(live: Wired) -> None:
    with Events(live) as events:
        assert events.response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert events.response.headers["cache-control"] == "no-store, no-transform"
        assert events.response.headers["x-accel-buffering"] == "no"
        assert "live=" in events.response.headers["set-cookie"]


def test_the_last_event_id_beats_the_query_and_hello_has_no_id_before_changes(live: Wired) -> None:
    first = live.publish(announced("one"))
    second = live.publish(announced("two"))
    live.publish(announced("three"))
    with Events(live, f"?cursor={first}", {"Last-Event-ID": second}) as events:
        kind, event_id, hello = events.next()
        assert (kind, event_id, hello["cursor"]) == ("hello", None, second)
        _, _, changes = events.next()
        assert [c["announcement"]["text"] for c in changes["changes"]] == ["three"]


def test_an_asker_hears_of_the_own_question(live: Wired) -> None:
    with Events(live) as events:
        events.next(), events.next()
        (person,) = live.exchange.hub.people("seminar")
        live.publish(asked("q1", "pending", by=person))
        assert events.next()[2]["changes"][0]["question"]["id"] == "q1"


def test_a_stream_is_never_silent_for_long_and_does_not_last_for_ever(
    live: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames, "HEARTBEAT_SECONDS", 0.05)
    monkeypatch.setattr(sse, "ROTATE_SECONDS", 1.5)
    with httpx.stream("GET", f"{live.base}/seminar/events", timeout=10) as response:
        text = response.read().decode()
    assert text.count("event: beat\n") >= 1
    assert text.count("retry: ") == 2
    assert "event: bye" not in text


def test_an_unknown_event_is_404_and_a_foreign_page_403(live: Wired) -> None:
    assert httpx.get(f"{live.base}/elsewhere/events").status_code == 404
    assert httpx.get(f"{live.base}/seminar/events", headers={"Origin": "https://evil.example"}).status_code == 403


def test_a_drain_says_bye_and_when_to_come_back(live: Wired) -> None:
    with Events(live) as events:
        events.next(), events.next()
        draining = threading.Thread(target=lambda: live.call(live.exchange.hub.drain(0.2)))
        draining.start()
        kind, _, bye = events.next()
        assert (kind, bye["code"]) == ("bye", 4100)
        assert events.next() is None
        assert len(events.retry) == 2
        draining.join()
    with Events(live) as events:
        assert events.next()[0] == "bye"


def test_a_reader_that_does_not_read_holds_no_place(live: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "STUCK_SECONDS", 0.3)
    raw = live.raw("/seminar/events", headers={"Upgrade": None, "Connection": None}, receive_buffer=4096)
    assert raw.status == 200
    until(lambda: live.exchange.hub.total == 1)
    for number in range(400):
        live.publish(*[announced(f"{number} {'x' * 400}") for _ in range(50)])
        if live.exchange.hub.total == 0:
            break
    until(lambda: live.exchange.hub.total == 0)
