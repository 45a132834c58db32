"""The whole service with people connected: leaving, replacing workers, and losing one, seen from their side."""

import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.finding import there
from tests.server.started import Service, started
from tests.test_cli import PROGRAMME, live
from tests.waiting import until

PEOPLE = 40
WORKER = "live.server.worker"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with started(tmp_path, "live.app:build_app", workers=2, drain_seconds=2) as running:
        assert live("import", "-", "--slug", "day", "--data", tmp_path, said=PROGRAMME).returncode == 0
        yield running


def joined(service: Service, many: int, until_done: ExitStack) -> list[ClientConnection]:
    people = [
        until_done.enter_context(
            connect(service.base.replace("http", "ws") + "/day/live?as=json", origin=Origin(service.base))
        )
        for _ in range(many)
    ]
    for person in people:
        assert json.loads(person.recv(timeout=10))["type"] == "hello"
    return people


def farewell(person: ClientConnection) -> tuple[dict[str, Any], int, float]:
    """The last frame, the close code, and when it came."""
    last = {}
    try:
        while True:
            last = json.loads(person.recv(timeout=20))
    except ConnectionClosed as closed:
        return last, there(closed.rcvd).code, time.monotonic()


def test_everyone_is_told_when_to_come_back_and_not_all_at_once(service: Service) -> None:
    with ExitStack() as until_done:
        people = joined(service, PEOPLE, until_done)
        service.signal(signal.SIGTERM)
        ends = list(until_done.enter_context(ThreadPoolExecutor(PEOPLE)).map(farewell, people))
        assert all(
            last["type"] == "bye" and last["code"] == code == 4100 and last["after"][0] < last["after"][1]
            for last, code, _ in ends
        )
        assert max(when for _, _, when in ends) - min(when for _, _, when in ends) > 0.2
        assert service.ended(30) == 0
        assert service.processes() == []


def test_an_audience_that_neither_reads_nor_answers_does_not_keep_it_from_stopping(service: Service) -> None:
    host, port = service.base.removeprefix("http://").split(":")
    request = (
        f"GET /day/live HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {service.base}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\n"
    )
    key = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    with ExitStack() as until_done:
        for _ in range(PEOPLE):
            deaf = until_done.enter_context(socket.create_connection((host, int(port)), timeout=10))
            deaf.sendall((request + key).encode())
            assert deaf.recv(12) == b"HTTP/1.1 101"
        service.signal(signal.SIGTERM)
        assert service.ended(20) == 0
        assert service.processes() == []


def test_while_workers_are_replaced_everyone_can_come_back_at_once(service: Service) -> None:
    with ExitStack() as until_done:
        people = joined(service, PEOPLE, until_done)
        before = set(service.named(WORKER))
        service.signal(signal.SIGHUP)
        assert all(farewell(person)[1] == 4100 for person in people)
        joined(service, PEOPLE, until_done)
        until(lambda: not before & set(service.named(WORKER)), 30)
        assert httpx2.get(service.base + "/day.json").json()["event"]["title"] == "Fagdag om lesing"


def test_what_was_asked_is_still_there_after_everything_was_killed(service: Service, tmp_path: Path) -> None:
    asked = httpx2.post(
        service.base + "/day/questions",
        json={"text": "Blir det opptak?"},
        headers={"origin": service.base, "accept": "application/json"},
    )
    assert asked.status_code == 201, asked.text
    for pid in service.processes():
        os.kill(pid, signal.SIGKILL)
    with started(tmp_path, "live.app:build_app") as again:
        token = json.loads(live("links", "day", "--json", "--data", tmp_path).stdout)["moderator"].partition("#")[2]
        seen = httpx2.get(again.base + "/day.json", headers={"authorization": f"Bearer {token}"}).json()
        assert [question["text"] for question in seen["questions"]] == ["Blir det opptak?"]


def test_when_a_worker_is_killed_its_audience_finds_another(service: Service) -> None:
    with ExitStack() as until_done:
        people = joined(service, PEOPLE, until_done)
        os.kill(service.named(WORKER)[0], signal.SIGKILL)
        joined(service, 10, until_done)
        assert people
