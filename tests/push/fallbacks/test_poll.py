"""Long polling over a real socket: each answer is what a socket that opens at this cursor would get."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from live.push.fallbacks import poll
from live.settings import Settings
from tests.push.exchange import announced, asked
from tests.push.wired import Wired, wired
from tests.waiting import until


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Wired]:
    with wired(Settings(data=tmp_path, port=0, drain_seconds=0.2)) as server:
        yield server


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=10) as client:
        yield client


def ask(client: httpx.Client, live: Wired, query: str = "") -> Any:
    answer = client.get(f"{live.base}/seminar/poll{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def kinds(answer: Any) -> Any:
    return [frame["type"] for frame in answer["frames"]]


def test_the_first_answer_comes_at_once_and_says_where_one_is(live: Wired, client: httpx.Client) -> None:
    answer = ask(client, live, "?wait=20")
    assert kinds(answer) == ["hello", "pulse"]
    assert answer["cursor"] == str(live.exchange.copy.cursor)


def test_what_came_meanwhile_comes_at_once(live: Wired, client: httpx.Client) -> None:
    first = live.publish(announced("one"))
    second = live.publish(announced("two"))
    answer = ask(client, live, f"?cursor={first}&wait=20")
    assert kinds(answer) == ["hello", "changes", "pulse"]
    assert (answer["frames"][1]["prev"], answer["frames"][1]["cursor"], answer["cursor"]) == (first, second, second)


def test_a_cursor_that_cannot_be_continued_gets_resync(live: Wired, client: httpx.Client) -> None:
    assert ask(client, live, "?cursor=other-epoch.1-1&wait=20")["frames"][1] == {"type": "resync", "why": "epoch"}


def test_a_poll_waits_for_the_next_change(live: Wired, client: httpx.Client) -> None:
    cursor = live.publish(announced("one"))
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(ask(client, live, f"?cursor={cursor}&wait=20")))
    waiting.start()
    until(lambda: live.exchange.hub.total == 1)
    now = live.publish(announced("two"))
    waiting.join()
    assert kinds(answers[0]) == ["hello", "changes", "pulse"]
    assert answers[0]["cursor"] == now
    assert live.exchange.hub.total == 0


def test_what_comes_together_goes_together(live: Wired, client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poll, "GATHER_SECONDS", 1.0)
    cursor = live.publish(announced("one"))
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(ask(client, live, f"?cursor={cursor}&wait=20")))
    waiting.start()
    until(lambda: live.exchange.hub.total == 1)
    live.publish(announced("two"))
    last = live.publish(announced("three"))
    waiting.join()
    assert answers[0]["cursor"] == last
    assert len(answers[0]["frames"][1]["changes"]) == 2


def test_hidden_changes_end_no_poll_but_move_it_on(live: Wired, client: httpx.Client) -> None:
    cursor = live.publish(announced("one"))
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(ask(client, live, f"?cursor={cursor}&wait=2")))
    waiting.start()
    until(lambda: live.exchange.hub.total == 1)
    hidden = live.publish(asked("q1", "pending"))
    started = time.monotonic()
    waiting.join()
    assert time.monotonic() - started > 0.5
    assert kinds(answers[0]) == ["hello", "pulse"]
    assert answers[0]["cursor"] == hidden


def test_time_is_up(live: Wired, client: httpx.Client) -> None:
    cursor = str(live.exchange.copy.cursor)
    answer = ask(client, live, f"?cursor={cursor}&wait=1")
    assert kinds(answer) == ["hello", "pulse"]


def test_counts_alone_end_a_poll_but_not_several_times_a_second(
    live: Wired, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "PULSE_SECONDS", 0.3)
    live.publish(asked("q1", "approved"))
    cursor = str(live.exchange.copy.cursor)
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(ask(client, live, f"?cursor={cursor}&wait=20")))
    started = time.monotonic()
    waiting.start()
    until(lambda: live.exchange.hub.total == 1)
    live.on_loop(lambda: live.exchange.pulse(q1=7))
    waiting.join()
    assert 0.25 < time.monotonic() - started < 15  # it would have waited 20
    assert answers[0]["frames"][-1]["votes"] == {"q1": 7}


def test_what_was_counted_between_two_polls_is_not_kept_until_the_end_of_the_next(
    live: Wired, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "PULSE_SECONDS", 0.1)
    live.publish(asked("q1", "approved"))
    first = ask(client, live, "?wait=20")
    live.on_loop(lambda: live.exchange.pulse(q1=7))  # while nobody waits
    started = time.monotonic()
    second = ask(client, live, f"?cursor={first['cursor']}&counts={first['counts']}&wait=20")
    assert time.monotonic() - started < 15  # it would have waited 20
    assert second["frames"][-1]["votes"] == {"q1": 7}
    third = ask(client, live, f"?cursor={second['cursor']}&counts={second['counts']}&wait=1")
    assert time.monotonic() - started > 1, "what has been told ends no poll"
    assert third["counts"] == second["counts"] != first["counts"]


def test_somebody_who_goes_away_is_not_waited_for(live: Wired) -> None:
    cursor = str(live.exchange.copy.cursor)
    with socket.create_connection(("127.0.0.1", live.port)) as line:
        line.sendall(f"GET /seminar/poll?cursor={cursor}&wait=20 HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        until(lambda: live.exchange.hub.total == 1)
    until(lambda: live.exchange.hub.total == 0)


def test_a_drain_ends_polls_with_bye(live: Wired, client: httpx.Client) -> None:
    cursor = str(live.exchange.copy.cursor)
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(ask(client, live, f"?cursor={cursor}&wait=20")))
    waiting.start()
    until(lambda: live.exchange.hub.total == 1)
    live.call(live.exchange.hub.drain(0.1))
    waiting.join()
    assert answers[0]["frames"][0]["code"] == 4100
    assert answers[0]["cursor"] == cursor
    assert ask(client, live, f"?cursor={cursor}&wait=20")["frames"][0]["type"] == "bye"


def test_people_who_come_and_go_end_no_poll_and_wake_none(
    live: Wired, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "PULSE_SECONDS", 0.0)
    cursor = live.publish(announced("one"))
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(ask(client, live, f"?cursor={cursor}&wait=20")))
    waiting.start()
    until(lambda: live.exchange.hub.total == 1)
    [member] = live.exchange.hub.crowds["seminar"].everyone()
    assert isinstance(member, poll.Waiting)
    waits = member._waiting
    for people in range(1, 6):
        live.exchange.copy.pulse.people = people
        live.call(pulsed(live))
    assert member._waiting is waits, "nothing has woken it"
    assert not answers
    live.call(pulsed(live, q1=3))
    waiting.join()
    assert answers[0]["frames"][-1]["people"] == 5


async def pulsed(live: Wired, **votes: int) -> None:
    live.exchange.pulse(**votes)
