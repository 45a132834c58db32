"""The HTTP protocol: a deadline for everything a peer has to do, a limit for everything it sends, and no timer for each
connection.
"""

import gc
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from live.server import drain, http
from live.settings import Settings
from tests.running import Server, running
from tests.server import trivial
from tests.waiting import until


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HEAD_SECONDS", "BODY_SECONDS", "IDLE_SECONDS", "STUCK_SECONDS"):
        monkeypatch.setattr(http, name, 0.4)
    monkeypatch.setattr(drain, "TICK_SECONDS", 0.05)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Server]:
    with running(Settings(port=0, data=tmp_path), trivial.build) as server:
        yield server


def dial(server: Server, said: bytes = b"") -> socket.socket:
    caller = socket.create_connection(("127.0.0.1", server.port), timeout=5)
    caller.sendall(said)
    return caller


def heard(caller: socket.socket) -> bytes:
    """Everything until the server hangs up."""
    with caller:
        said = b""
        try:
            while piece := caller.recv(65536):
                said += piece
        except ConnectionResetError:
            pass
        return said


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GET /hello HT", id="half a request line"),
        pytest.param(b"GET /hello HTTP/1.1\r\nHost: x\r\n", id="headers without an end"),
        pytest.param(b"POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nfour", id="half a body"),
    ],
)
@pytest.mark.usefixtures("impatient")
def test_what_is_half_sent_is_cut_off(served: Server, said: bytes) -> None:
    began = time.monotonic()
    assert heard(dial(served, said)) == b""
    assert time.monotonic() - began > 0.3


@pytest.mark.usefixtures("impatient")
def test_three_hundred_half_requests_are_gone_in_one_sweep(served: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "HEAD_SECONDS", 3)
    callers = [dial(served, b"GET /hello HTTP/1.1\r\n") for _ in range(300)]
    until(lambda: len(served.server.connections.timed) == 300)
    until(lambda: not served.server.connections.timed, 6)
    assert all(heard(caller) == b"" for caller in callers)


@pytest.mark.usefixtures("impatient")
def test_bytes_that_trickle_do_not_extend_the_deadline(served: Server) -> None:
    caller = dial(served, b"GET /hello HTTP/1.1\r\nX: ")
    began = time.monotonic()
    with caller, pytest.raises(OSError):
        while time.monotonic() - began < 30:
            caller.sendall(b"x")
            time.sleep(0.02)


@pytest.mark.usefixtures("impatient")
def test_an_idle_connection_is_closed_and_an_active_one_is_not(served: Server) -> None:
    with httpx2.Client() as client:
        for _ in range(6):
            assert client.get(served.base + "/slow?seconds=0.1").text == "done"
        assert len(served.server.connections.timed) == 1
        until(lambda: not served.server.connections.timed, 3)


@pytest.mark.usefixtures("impatient")
def test_a_slow_answer_is_not_cut_off(served: Server) -> None:
    assert httpx2.get(served.base + "/slow?seconds=1.2").text == "done"


UPGRADE = (
    b"GET /hold HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


@pytest.mark.usefixtures("impatient")
def test_a_web_socket_has_no_deadline_here(served: Server) -> None:
    with dial(served, UPGRADE) as caller:
        until(lambda: served.server.connections.connections and not served.server.connections.timed)
        caller.settimeout(0.8)  # twice the deadline
        with pytest.raises(TimeoutError):
            while caller.recv(1000):
                pass


def test_of_the_request_of_a_web_socket_nothing_is_kept(served: Server) -> None:
    gc.collect()
    with dial(served, UPGRADE):
        until(lambda: served.server.connections.connections and not served.server.connections.timed)
        assert not [thing for thing in gc.get_objects() if isinstance(thing, http.LiveHttp)]


@pytest.mark.usefixtures("impatient")
def test_a_peer_that_does_not_read_is_cut_off(served: Server) -> None:
    caller = dial(served)
    caller.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    caller.sendall(b"GET /much HTTP/1.1\r\nHost: x\r\n\r\n")
    until(lambda: served.server.connections.timed)
    until(lambda: not served.server.connections.timed, 5)
    caller.close()


@pytest.mark.usefixtures("impatient")
def test_a_peer_that_reads_slowly_gets_everything(served: Server) -> None:
    caller = dial(served, b"GET /much HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    with caller:
        size = 0
        while piece := caller.recv(4_000_000, socket.MSG_WAITALL):
            size += len(piece)
            time.sleep(0.1)  # over a second in all
    assert size > 50_000_000


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GET /" + b"x" * 40_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"x" * 40_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000, b"431"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", b"400"),
    ],
    ids=["long target", "long header", "many headers", "endless header", "TLS to a plain port", "two lengths"],
)
def test_what_cannot_be_read_is_refused(served: Server, said: bytes, status: bytes) -> None:
    assert heard(dial(served, said)).startswith(b"HTTP/1.1 " + status)


def test_a_large_head_within_the_limit_is_read(served: Server) -> None:
    assert httpx2.get(served.base + "/hello", headers={"cookie": "x" * 30_000}).status_code == 200


def test_pipelined_requests_are_answered_in_order(served: Server) -> None:
    one = b"GET /slow?seconds=0.1 HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    said = heard(dial(served, one + one + last))
    assert said.count(b"HTTP/1.1 200") == 3
    assert said.rindex(b"done") < said.rindex(b"HTTP/1.1 200")


def test_an_upgrade_to_something_else_is_answered_as_usual(served: Server) -> None:
    said = heard(dial(served, b"GET /hello HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n"))
    assert said.startswith(b"HTTP/1.1 200")


def test_says_nothing_about_itself(served: Server) -> None:
    assert "server" not in httpx2.get(served.base + "/hello").headers
