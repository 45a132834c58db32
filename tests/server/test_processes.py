"""Supervisor, workers and store as processes: what dies comes back, what is told to go goes in time, and nothing is
left behind.
"""

import os
import signal
import socket
import threading
from pathlib import Path

import httpx2
import pytest

from live.store.embedded import Embedded
from tests.server.started import started
from tests.waiting import until

WORKER, STORE = "live.server.worker", "unixsocket"


def test_serves_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with started(tmp_path, workers=2) as live:
        assert live.get("/hello").isdigit()
        assert len(live.named(WORKER)) == 2
        live.signal(signal.SIGTERM)
        assert live.ended() == 0
        assert live.processes() == []


def test_a_killed_worker_comes_back_and_the_store_stays(tmp_path: Path) -> None:
    with started(tmp_path) as live:
        worker, store = int(live.get("/hello")), live.named(STORE)
        os.kill(worker, signal.SIGKILL)
        until(lambda: live.named(WORKER) not in ([worker], []))
        assert live.get("/hello") != str(worker)
        assert live.named(STORE) == store
        assert "ended (signal SIGKILL); starting another" in live.output


def test_a_worker_told_to_go_is_replaced(tmp_path: Path) -> None:
    with started(tmp_path) as live:
        worker = int(live.get("/hello"))
        os.kill(worker, signal.SIGTERM)
        until(lambda: live.named(WORKER) not in ([worker], []))
        assert live.get("/hello") != str(worker)


def test_the_other_workers_serve_while_one_comes_back(tmp_path: Path) -> None:
    with started(tmp_path, workers=2) as live:
        os.kill(live.named(WORKER)[0], signal.SIGKILL)
        for _ in range(50):
            assert live.get("/hello").isdigit()


def test_a_killed_store_comes_back(tmp_path: Path) -> None:
    with started(tmp_path) as live:
        (store,) = live.named(STORE)
        os.kill(store, signal.SIGKILL)
        until(lambda: live.named(STORE) not in ([store], []))


def test_when_the_supervisor_is_killed_everything_ends_and_the_next_one_starts_at_once(tmp_path: Path) -> None:
    with started(tmp_path, workers=2) as live:
        port, orphans = int(live.base.rpartition(":")[2]), live.processes()
        live.signal(signal.SIGKILL)
        with started(tmp_path, port=port) as successor:
            assert successor.get("/hello").isdigit()
            until(lambda: not set(orphans) & set(live.processes()), 15)


def test_when_everything_is_killed_the_next_one_starts(tmp_path: Path) -> None:
    with started(tmp_path) as live:
        for pid in live.processes():
            os.kill(pid, signal.SIGKILL)
    with started(tmp_path) as live:
        assert live.get("/hello").isdigit()


def test_a_second_one_on_the_same_directory_ends_with_one_sentence(tmp_path: Path) -> None:
    with started(tmp_path), started(tmp_path, wait=False) as second:
        assert second.ended() != 0
        assert f"Another Live is already using {tmp_path}" in second.output.splitlines()[-1]


def test_an_application_that_does_not_start_ends_the_service(tmp_path: Path) -> None:
    with started(tmp_path, "tests.server.trivial:broken", wait=False) as live:
        assert live.ended() == 3
        assert "this application does not start" in live.output
        assert live.processes() == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_that_is_still_starting_can_be_stopped(tmp_path: Path, number: int) -> None:
    with started(tmp_path, "tests.server.trivial:waiting", wait=False) as live:
        until(lambda: live.named(WORKER), 20)
        live.signal(number)
        assert live.ended() == 0
        assert live.processes() == []
        assert "UP" not in live.output


def test_a_store_that_is_still_starting_is_waited_for(tmp_path: Path) -> None:
    store = Embedded(tmp_path / "elsewhere")
    with started(tmp_path, "live.app:build_app", wait=False, redis=store.url) as live:
        until(lambda: live.named(WORKER), 20)
        with store:
            until(lambda: "UP " in live.output, 20)
            assert httpx2.get(live.base + "/readyz?strict=1").status_code == 200


def test_a_metrics_port_that_is_taken_is_said_in_one_sentence(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        started(tmp_path, wait=False, metrics_port=taken.getsockname()[1]) as live,
    ):
        assert live.ended() != 0
        assert "Cannot listen on 127.0.0.1 port" in live.output.splitlines()[-1]
        assert live.processes() == []


def test_sighup_replaces_the_workers_without_a_failed_request(tmp_path: Path) -> None:
    answers: set[str] = set()
    stop = threading.Event()
    failures: list[Exception] = []

    def ask(base: str, *, keep: bool) -> None:
        while not stop.is_set():
            try:
                with httpx2.Client(timeout=10) as client:  # one connection for many requests, or one for each
                    for _ in range(200 if keep else 1):
                        answers.add(client.get(base + "/hello").raise_for_status().text)
            except Exception as failure:
                failures.append(failure)

    with started(tmp_path, workers=2) as live:
        threads = [
            threading.Thread(target=ask, args=(live.base,), kwargs={"keep": keep}) for keep in (True, True, False)
        ]
        for thread in threads:
            thread.start()
        before = live.named(WORKER)
        live.signal(signal.SIGHUP)
        until(lambda: len(live.named(WORKER)) == 2 and not set(before) & set(live.named(WORKER)), 30)
        seen = set(answers)
        until(lambda: answers - seen or set(map(str, live.named(WORKER))) <= answers)
        stop.set()
        for thread in threads:
            thread.join()
        assert not failures
        assert not set(map(str, before)) >= answers


def test_a_replacement_that_does_not_start_leaves_the_old_one_in_place(tmp_path: Path) -> None:
    with started(tmp_path / "data", "tests.server.trivial:once") as live:
        worker = live.get("/hello")
        live.signal(signal.SIGHUP)
        until(lambda: "the old one stays" in live.output, 30)
        assert live.get("/hello") == worker
        until(lambda: live.named(WORKER) == [int(worker)])


def test_requests_in_flight_are_finished_when_it_stops(tmp_path: Path) -> None:
    with started(tmp_path) as live:
        answers: list[str] = []
        thread = threading.Thread(target=lambda: answers.append(live.get("/slow?seconds=1.5")))
        base = live.base
        with httpx2.Client() as client:
            client.get(base + "/hello")
            thread.start()
            until(lambda: client.get(base + "/count").text == "1")
        live.signal(signal.SIGTERM)
        assert live.ended() == 0
        thread.join()
        assert answers == ["done"]


def test_an_endless_answer_does_not_keep_it_from_stopping(tmp_path: Path) -> None:
    with started(tmp_path) as live, httpx2.stream("GET", live.base + "/endless") as answer:
        next(answer.iter_raw())
        live.signal(signal.SIGTERM)
        live.signal(signal.SIGTERM)
        assert live.ended(30) == 0


def test_the_second_interrupt_ends_it_at_once(tmp_path: Path) -> None:
    with started(tmp_path) as live, httpx2.stream("GET", live.base + "/endless") as answer:
        next(answer.iter_raw())
        live.signal(signal.SIGINT)
        until(lambda: _refuses(live.base))
        live.signal(signal.SIGINT)
        live.ended(2)
        assert live.processes() == []


def _refuses(base: str) -> bool:
    host, _, port = base.removeprefix("http://").partition(":")
    try:
        socket.create_connection((host, int(port))).close()
    except ConnectionRefusedError:
        return True
    return False


@pytest.mark.slow
def test_a_worker_that_stands_still_is_looked_at_then_killed_and_replaced(tmp_path: Path) -> None:
    with started(tmp_path) as live:
        worker = int(live.get("/hello"))
        threading.Thread(target=lambda: pytest.raises(httpx2.HTTPError, live.get, "/stand_still")).start()
        until(lambda: live.named(WORKER) not in ([worker], []), 30)
        assert "in stand_still" in live.output
        assert live.get("/hello") != str(worker)
