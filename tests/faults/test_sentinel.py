"""A primary that Sentinels watch dies, and the service goes on with the one they choose."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from live.app import build_app
from live.settings import Settings
from tests.faults.stores import DURABLE, SentinelServer, StoreServer, store_servers
from tests.journeys.event import SLUG, Event
from tests.ports import free_ports
from tests.running import running
from tests.waiting import until


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[StoreServer, StoreServer, SentinelServer]]:
    first, second, third = free_ports(3)
    primary = StoreServer(tmp_path / "primary", first, *DURABLE)
    replica = StoreServer(tmp_path / "replica", second, *DURABLE, "--replicaof", "127.0.0.1", str(first))
    sentinel = SentinelServer(tmp_path / "sentinel", third, first)
    with store_servers(primary, replica):
        until(lambda: replica.facts("INFO", "replication")["master_link_status"] == "up")
        with store_servers(sentinel):
            until(lambda: sentinel.ask("SENTINEL", "REPLICAS", "main"), 15)
            yield primary, replica, sentinel


def test_the_service_goes_on_after_a_failover(watched: tuple[StoreServer, StoreServer, SentinelServer]) -> None:
    primary, replica, sentinel = watched
    url = f"redis+sentinel://127.0.0.1:1,127.0.0.1:{sentinel.port}/main"  # the first Sentinel is dead
    with running(
        Settings(redis=url, port=0, drain_seconds=1.0, secret="for tests only", limits=False), build_app
    ) as server:
        event = Event(server)
        ann, mina = event.attendee(), event.moderator()
        before = ann.ask("Før feilen?")
        with mina.live(f"cursor={mina.state()['cursor']}") as minas:
            minas.next("hello")
            ann.ask("Rett før feilen?")
            assert minas.change("question.asked")["question"]["text"] == "Rett før feilen?"
            until(lambda: replica.stream(SLUG) == primary.stream(SLUG))
            primary.kill()
            began = time.monotonic()
            until(
                lambda: (
                    ann.post("questions", {"text": "Etter feilen?"}, **{"idempotency-key": "after"}).status_code == 201
                ),
                30,
            )
            assert time.monotonic() - began < 20
            assert minas.change("question.asked")["question"]["text"] == "Etter feilen?"
            assert not [frame for frame in minas.seen if frame["type"] == "resync"], (
                "the replica had everything, so nobody starts over"
            )
        assert replica.stream(SLUG), "the replica is the primary now"
        assert before["id"] in [q["id"] for q in mina.state()["questions"]]
        assert len(mina.state()["questions"]) == 3
        event.close()
