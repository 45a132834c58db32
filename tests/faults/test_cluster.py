"""Redis Cluster: each event lives in one slot, events spread over the nodes, and a node that dies takes nobody else's
event with it.
"""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import httpx2
import pytest
from redis.crc import key_slot
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from live.app import build_app
from live.settings import Settings
from live.store.keys import Keys
from tests.builders import an_event, the_seminar
from tests.faults.stores import DURABLE, StoreServer, store_servers
from tests.ports import free_ports
from tests.running import Server, running
from tests.waiting import until

SLOTS = 16384
CLUSTER = ("--cluster-enabled", "yes", "--cluster-node-timeout", "1500", "--cluster-require-full-coverage", "no")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[list[StoreServer]]:
    """Three primaries; the first has a replica."""
    nodes = [StoreServer(tmp_path / f"node{n}", port, *DURABLE, *CLUSTER) for n, port in enumerate(free_ports(4))]
    with store_servers(*nodes):
        first, *others = nodes
        for number, node in enumerate(nodes[:3]):
            node.ask("CLUSTER", "SET-CONFIG-EPOCH", number + 1)
            node.ask("CLUSTER", "ADDSLOTSRANGE", number * SLOTS // 3, (number + 1) * SLOTS // 3 - 1)
        for node in others:
            node.ask("CLUSTER", "MEET", "127.0.0.1", first.port)
        until(lambda: all(count(node, "cluster_known_nodes") == 4 for node in nodes), 20)
        replica = nodes[3]
        until(lambda: replica.ask("CLUSTER", "REPLICATE", first.ask("CLUSTER", "MYID")))
        until(
            lambda: all(
                count(node, "cluster_slots_ok") == SLOTS and node.facts("CLUSTER", "INFO")["cluster_state"] == "ok"
                for node in nodes
            ),
            20,
        )
        until(lambda: info(replica).get("master_link_status") == "up", 20)
        yield nodes


def count(node: StoreServer, name: str) -> int:
    return int(node.facts("CLUSTER", "INFO").get(name, 0))


def info(node: StoreServer) -> dict[str, str]:
    return node.facts("INFO", "replication")


def node_of(slug: str) -> int:
    return key_slot(f"{{{slug}}}".encode()) * 3 // SLOTS


@pytest.fixture
def server(cluster: list[StoreServer]) -> Iterator[Server]:
    url = "redis+cluster://" + ",".join(f"127.0.0.1:{node.port}" for node in cluster[:2])
    with running(
        Settings(redis=url, port=0, drain_seconds=1.0, secret="for tests only", limits=False), build_app
    ) as served:
        yield served


class Visitor:
    """Somebody at one event of the cluster."""

    def __init__(self, server: Server, slug: str) -> None:
        self.server, self.slug = server, slug
        self.http = httpx2.Client(
            base_url=f"{server.base}/{slug}", headers={"origin": server.base, "accept": "application/json"}, timeout=30
        )
        assert self.http.get("/mine").status_code == 200

    def post(self, path: str, key: str, **fields: Any) -> int:
        return self.http.post(path, json=fields, headers={"idempotency-key": key}).status_code

    def state(self) -> dict[str, Any]:
        return self.http.get(f"{self.server.base}/{self.slug}.json").json()

    def socket(self) -> ClientConnection:
        return connect(
            f"{self.server.ws}/{self.slug}/live?cursor={self.state()['cursor']}",
            origin=Origin(self.server.base),
            compression=None,
        )


def is_voted_for(visitor: Visitor) -> bool:
    return bool(visitor.state()["questions"][0]["votes"] == 1)


def told(socket: ClientConnection, text: str) -> None:
    """Wait for the frame with the question."""
    while True:
        frame = json.loads(socket.recv(timeout=10))
        if any(change.get("question", {}).get("text") == text for change in frame.get("changes", ())):
            return


@pytest.fixture
def visitors(server: Server) -> Iterator[list[Visitor]]:
    """One at an event of each node."""
    slugs = [next(slug for slug in (f"event{n}" for n in range(99)) if node_of(slug) == node) for node in range(3)]
    store, tokens = server.app.state.live.store, server.app.state.live.acting.tokens
    for slug in slugs:
        assert server.call(store.events.create(an_event(slug=slug, moderated=False), the_seminar(), tokens.fresh(slug)))
    coming = [Visitor(server, slug) for slug in slugs]
    yield coming
    for visitor in coming:
        visitor.http.close()


def test_events_on_all_nodes_are_followed_side_by_side(cluster: list[StoreServer], visitors: list[Visitor]) -> None:
    with ExitStack() as stack:
        sockets = [stack.enter_context(visitor.socket()) for visitor in visitors]
        for visitor, socket in zip(visitors, sockets, strict=True):
            assert visitor.post("/questions", "1", text="Får vi høre mer?") == 201
            began = time.monotonic()
            told(socket, "Får vi høre mer?")
            assert time.monotonic() - began < 0.5, "no event waits for the reading of another"
            (question,) = visitor.state()["questions"]
            assert visitor.post(f"/questions/{question['id']}/upvote", "2", on=True) == 200
            until(partial(is_voted_for, visitor))
    assert [bool(node.stream(visitor.slug)) for node, visitor in zip(cluster, visitors, strict=False)] == [
        True,
        True,
        True,
    ]
    gone, server = visitors[2], visitors[2].server
    server.call(server.app.state.live.store.deletions.delete(gone.slug))
    until(lambda: gone.http.get(f"{server.base}/{gone.slug}.json").status_code == 404)
    passing = {Keys(gone.slug).presence, Keys(gone.slug).workers}  # end by themselves
    assert set(cluster[2].keys(Keys(gone.slug).every())) <= passing


def test_a_dead_node_holds_up_only_its_own_events_until_its_replica_takes_over(
    cluster: list[StoreServer], visitors: list[Visitor]
) -> None:
    first, second, _ = visitors
    with first.socket() as firsts, second.socket() as seconds:
        assert first.post("/questions", "before", text="Før feilen?") == 201
        told(firsts, "Før feilen?")
        until(lambda: info(cluster[3])["master_repl_offset"] == info(cluster[0])["master_repl_offset"])
        cluster[0].kill()
        until(lambda: second.post("/questions", "during", text="Imens?") == 201, 10)
        told(seconds, "Imens?")
        until(lambda: first.post("/questions", "after", text="Etter feilen?") == 201, 40)
        told(firsts, "Etter feilen?")
    assert [q["text"] for q in first.state()["questions"]] == ["Før feilen?", "Etter feilen?"]
