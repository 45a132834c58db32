"""The same frames over TLS, and on a WebSocket implementation that is not ours."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import connect

from live.push import sweep as sweeping
from live.push.websocket import foreign
from live.settings import Settings
from tests.push.exchange import announced
from tests.push.wired import Wired, wired
from tests.tools import wanted
from tests.waiting import until


@pytest.fixture(params=["uvloop", "asyncio"])
def tls(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wired]:
    openssl = wanted("openssl")
    if request.param == "asyncio":
        monkeypatch.setattr("tests.running.loop_factory", lambda: None)
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        [
            openssl,
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "1",
            "-subj",
            "/CN=localhost",
            "-keyout",
            key,
            "-out",
            cert,
        ],
        check=True,
        capture_output=True,
    )
    with wired(Settings(data=tmp_path, port=0, drain_seconds=0.2, tls_cert=str(cert), tls_key=str(key))) as server:
        yield server


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wired]:
    monkeypatch.setattr("live.server.web.LiveWire", "websockets-sansio")
    with wired(Settings(data=tmp_path, port=0, drain_seconds=0.2)) as server:
        yield server


def test_frames_over_tls(tls: Wired) -> None:
    raw = tls.raw(tls=True)
    assert json.loads(raw.receive()[1])["type"] == "hello"
    for number in range(20):
        tls.publish(announced(f"{number} {'x' * 400}"))
    texts: list[str] = []
    while len(texts) < 20:
        frame = json.loads(raw.receive()[1])
        texts += [c["announcement"]["text"].split()[0] for c in frame.get("changes", ())]
    assert texts == [str(n) for n in range(20)]


def test_a_reader_over_tls_that_does_not_read_is_let_go(tls: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "SLOW_SECONDS", 1)
    raw = tls.raw(tls=True, receive_buffer=4096)
    for number in range(300):
        tls.publish(*[announced(f"{number} {'x' * 400}") for _ in range(50)])
    until(lambda: tls.exchange.hub.total == 0)
    assert raw.ended()


def test_another_implementation_serves_the_same_frames(other: Wired) -> None:
    with connect(f"{other.ws}/seminar/live") as client:
        assert json.loads(client.recv())["type"] == "hello"
        assert json.loads(client.recv())["type"] == "pulse"
        client.send('{"type":"beat"}')
        cursor = other.publish(announced("hei"))
        assert json.loads(client.recv())["cursor"] == cursor
    until(lambda: other.exchange.hub.total == 0)


@pytest.mark.parametrize(("said", "code"), [("nonsense", 4302), (b"bytes", 1003)])
def test_another_implementation_takes_beats_only(other: Wired, said: Any, code: int) -> None:
    with connect(f"{other.ws}/seminar/live") as client:
        client.send(said)
        with pytest.raises(ConnectionClosedError):
            while True:
                client.recv()
    assert client.close_code == code


def test_another_implementation_says_bye(other: Wired) -> None:
    with connect(f"{other.ws}/seminar/live") as client:
        client.recv(), client.recv()
        other.call(other.exchange.hub.drain(0.1))
        assert json.loads(client.recv())["code"] == 4100
        with pytest.raises(ConnectionClosedError):
            client.recv()
    assert client.close_code == 4100
    with connect(f"{other.ws}/elsewhere/live") as client, pytest.raises(ConnectionClosedError):
        client.recv()
    assert client.close_code == 4301


def test_another_implementation_lets_a_stuck_reader_go(other: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "SLOW_SECONDS", 0.5)
    raw = other.raw(receive_buffer=4096)
    until(lambda: other.exchange.hub.total == 1)
    for number in range(400):
        other.publish(*[announced(f"{number} {'x' * 400}") for _ in range(50)])
        if other.exchange.hub.total == 0:
            break
    until(lambda: other.exchange.hub.total == 0)
    assert raw.status == 101


@pytest.mark.parametrize("http", ["h11", "httptools"])
def test_our_sockets_work_behind_uvicorn_s_own_http(http: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("live.server.web.LiveHttp", http)
    with wired(Settings(data=tmp_path, port=0, drain_seconds=0.2)) as server:
        with connect(f"{server.ws}/seminar/live") as client:
            assert json.loads(client.recv())["type"] == "hello"
            assert json.loads(client.recv())["type"] == "pulse"
            cursor = server.publish(announced("hei"))
            assert json.loads(client.recv())["cursor"] == cursor
        until(lambda: server.exchange.hub.total == 0)
