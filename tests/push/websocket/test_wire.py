"""What happens on the line between a client and our WebSocket protocol, with real sockets."""

import gc
import json
import random
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import websockets
from websockets.sync.client import connect

from live.push import drain as drains
from live.push import sweep as sweeping
from live.push.frames import GONE
from live.push.hub import MOST_PER_PERSON
from live.push.websocket import wire as wires
from live.settings import Settings
from tests.push.exchange import announced
from tests.push.wired import Raw, Wired, a_frame, wired
from tests.waiting import until

TEXT, BINARY, CLOSE, PING, PONG, CONTINUATION = 1, 2, 8, 9, 10, 0
BEAT = b'{"type":"beat"}'


@pytest.fixture(params=["uvloop", "asyncio"])
def live(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wired]:
    if request.param == "asyncio":
        monkeypatch.setattr("tests.running.loop_factory", lambda: None)
    with wired(Settings(data=tmp_path, port=0, drain_seconds=0.2)) as server:
        yield server


def joined(live: Wired, **options: Any) -> Raw:
    raw = live.raw(**options)
    assert raw.status == 101
    assert json.loads(raw.receive()[1])["type"] == "hello"
    assert json.loads(raw.receive()[1])["type"] == "pulse"
    return raw


def test_a_real_client_gets_frames_and_a_clean_end(live: Wired) -> None:
    with connect(f"{live.ws}/seminar/live") as client:
        assert json.loads(client.recv())["type"] == "hello"
        assert json.loads(client.recv())["type"] == "pulse"
        cursor = live.publish(announced("hei på deg"))
        frame = json.loads(client.recv())
        assert frame["cursor"] == cursor
        assert frame["changes"][0]["announcement"]["text"] == "hei på deg"
        client.send(BEAT.decode())
        assert client.ping().wait(5)
    assert client.close_code == 1000
    until(lambda: live.exchange.hub.total == 0)


def test_the_handshake_sets_the_cookie_of_somebody_new_and_knows_them_again(live: Wired) -> None:
    first = live.raw()
    cookie = (
        next(line for line in first.head.splitlines() if line.lower().startswith("set-cookie"))
        .split(": ")[1]
        .split(";")[0]
    )
    assert json.loads(first.receive()[1])["you"]["upvoted"] == []
    again = live.raw(headers={"Cookie": cookie})
    assert "set-cookie" not in again.head.lower()
    assert json.loads(again.receive()[1])["you"]["upvoted"] == ["q-voted"]
    assert len(live.exchange.hub.people("seminar")) == 1


def test_a_page_that_says_it_is_closed_takes_its_person_along_and_any_other_close_does_not(live: Wired) -> None:
    for code in (1000, GONE):
        page = live.raw("/seminar/live?ticket=")
        assert json.loads(page.receive()[1])["you"]["badge"]
        [person] = live.exchange.hub.people("seminar")
        page.send(CLOSE, code.to_bytes(2, "big"))
        assert page.closed_with() == code
        until(lambda: live.exchange.hub.total == 0)
        assert live.exchange.presence.gone == ([person] if code == GONE else [])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-WebSocket-Version": "8"}, 426),
        ({"Sec-WebSocket-Version": None}, 426),
        ({"Sec-WebSocket-Key": None}, 400),
        ({"Sec-WebSocket-Key": "short"}, 400),
        ({"Sec-WebSocket-Key": "c2hvcnQ="}, 400),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_bad_handshake_is_refused_before_it_opens(live: Wired, headers: dict[str, str], status: int) -> None:
    raw = live.raw(headers=headers)
    assert raw.status == status
    assert raw.ended()


def test_our_own_page_and_programs_may_open(live: Wired) -> None:
    assert live.raw(headers={"Origin": live.base}).status == 101
    assert live.raw().status == 101


def test_an_unknown_event_closes_with_4301(live: Wired) -> None:
    raw = live.raw("/elsewhere/live")
    assert raw.status == 101
    assert raw.closed_with() == 4301
    raw.send(CLOSE, (4301).to_bytes(2, "big"))
    assert raw.ended()


def test_an_address_without_a_socket_is_refused(live: Wired) -> None:
    assert live.raw("/seminar/nothing").status == 403


def test_no_compression_is_negotiated(live: Wired) -> None:
    raw = live.raw(headers={"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"})
    assert raw.status == 101
    assert "extensions" not in raw.head.lower()


WRONG = {
    "unmasked": (a_frame(TEXT, BEAT, mask=False), 1002),
    "compressed": (a_frame(TEXT, BEAT, reserved=0x40), 1002),
    "unknown opcode": (a_frame(3, b""), 1002),
    "long ping": (a_frame(PING, b"x" * 126), 1002),
    "ping in pieces": (a_frame(PING, b"x", final=False), 1002),
    "end of nothing": (a_frame(CONTINUATION, b"x"), 1002),
    "text within a text": (a_frame(TEXT, b"{", final=False) + a_frame(TEXT, b"}"), 1002),
    "binary": (a_frame(BINARY, b"x"), 1003),
    "not utf-8": (a_frame(TEXT, b"\xff\xfe"), 1007),
    "too large": (a_frame(TEXT, size=16 * 1024 + 1), 1009),
    "a terabyte": (a_frame(TEXT, size=1 << 40), 1009),
    "too large in pieces": (a_frame(TEXT, b"x" * 10_000, final=False) + a_frame(CONTINUATION, b"x" * 10_000), 1009),
    "a command": (a_frame(TEXT, b'{"type":"vote"}'), 4302),
    "not json": (a_frame(TEXT, b"beat"), 4302),
    "deep json": (a_frame(TEXT, b"[" * 9000), 4302),
    "a beat with more": (a_frame(TEXT, b'{"type":"beat","x":1}'), 4302),
    "not the shortest length": (bytes((0x81, 0x80 | 126, 0, 5)) + b"0000" + b"12345", 1002),
    "half a code": (a_frame(CLOSE, b"\x03"), 1002),
    "a code that is never sent": (a_frame(CLOSE, (1005).to_bytes(2, "big")), 1002),
    "a reason that is not utf-8": (a_frame(CLOSE, (1000).to_bytes(2, "big") + b"\xff"), 1007),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_not_a_beat_ends_the_connection_with_its_code(live: Wired, wrong: Any) -> None:
    raw = joined(live)
    data, code = WRONG[wrong]
    raw.line.sendall(data)
    assert raw.closed_with() == code
    until(lambda: live.exchange.hub.total == 0)


def test_pieces_of_a_beat_are_put_together_and_pings_in_between_answered(live: Wired) -> None:
    raw = joined(live)
    data = (
        a_frame(TEXT, BEAT[:4], final=False)
        + a_frame(PING, b"now")
        + a_frame(CONTINUATION, BEAT[4:])
        + a_frame(PING, b"then")
    )
    for at in range(0, len(data), 3):
        raw.line.sendall(data[at : at + 3])
        time.sleep(0.001)
    assert raw.receive() == (PONG, b"now")
    assert raw.receive() == (PONG, b"then")


def test_a_close_is_answered_and_the_line_ended(live: Wired) -> None:
    raw = joined(live)
    raw.send(CLOSE, (1000).to_bytes(2, "big"))
    assert raw.closed_with() == 1000
    assert raw.ended()
    assert live.exchange.hub.total == 0


def test_a_flood_of_pings_ends(live: Wired) -> None:
    raw = joined(live)
    flood = a_frame(PING, b"x" * 100) * 2000
    raw.line.sendall(flood)
    assert raw.closed_with() == 4104


def test_pings_that_nobody_reads_fill_no_memory(live: Wired) -> None:
    raw = joined(live, receive_buffer=4096)
    raw.line.settimeout(5)
    with pytest.raises(OSError):
        for _ in range(100_000):
            raw.line.sendall(a_frame(PING, b"x" * 125) * 10)
    until(lambda: live.exchange.hub.total == 0)


def test_a_reader_that_does_not_read_is_let_go_and_costs_the_others_nothing(
    live: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "SLOW_SECONDS", 1)
    stuck, reading = joined(live, receive_buffer=4096), joined(live)
    text = "x" * 400
    for number in range(100):
        live.publish(*[announced(f"{number} {text}") for _ in range(100)])
        while True:
            frame = json.loads(reading.receive()[1])
            if frame["type"] == "changes" and frame["changes"][-1]["announcement"]["text"].startswith(f"{number} "):
                break
    until(lambda: live.exchange.hub.total == 1)
    assert stuck.ended()
    assert live.exchange.hub.lagging == {}


def test_a_slow_reader_gets_everything_in_order(live: Wired) -> None:
    raw = joined(live, receive_buffer=4096)
    for number in range(60):
        live.publish(*[announced(f"{number}.{n} {'x' * 400}") for n in range(30)])
    texts, cursor = list[str](), None
    while len(texts) < 1800:
        opcode, payload = raw.receive()
        frame = json.loads(payload)
        if frame["type"] == "changes":
            assert cursor in (None, frame["prev"])
            cursor = frame["cursor"]
            texts += [change["announcement"]["text"].split()[0] for change in frame["changes"]]
        time.sleep(0.0005)
    assert texts == [f"{number}.{n}" for number in range(60) for n in range(30)]


def test_too_many_connections_of_one_person_are_told_so(live: Wired) -> None:
    first = live.raw()
    cookie = (
        next(line for line in first.head.splitlines() if line.lower().startswith("set-cookie"))
        .split(": ")[1]
        .split(";")[0]
    )
    others = [live.raw(headers={"Cookie": cookie}) for _ in range(MOST_PER_PERSON - 1)]
    assert all(other.status == 101 for other in others)
    assert live.raw(headers={"Cookie": cookie}).closed_with() == 4303


def test_a_cut_line_is_noticed(live: Wired) -> None:
    raw = joined(live)
    raw.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    raw.close()
    until(lambda: live.exchange.hub.total == 0)


def test_who_does_not_answer_pings_is_dropped(live: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wires, "SILENT_SECONDS", 0)
    raw = joined(live)
    time.sleep(1.1)

    def beat() -> Any:
        for channel in list(live.exchange.hub.crowds["seminar"].channels.values()):
            sweeping.beat(channel, 0)

    live.on_loop(beat)
    assert raw.ended()
    until(lambda: live.exchange.hub.total == 0)


def test_a_beat_names_the_cursor_and_carries_a_ping(live: Wired) -> None:
    raw = joined(live)
    cursor = str(live.exchange.copy.cursor)

    def beat() -> None:
        for channel in live.exchange.hub.crowds["seminar"].channels.values():
            sweeping.beat(channel, channel.ping_at)

    live.on_loop(beat)
    assert json.loads(raw.receive()[1])["cursor"] == cursor
    assert raw.receive() == (PING, b"")


def test_everyone_is_told_when_to_come_back_before_the_process_ends(live: Wired) -> None:
    raws = [joined(live) for _ in range(20)]
    live.call(live.exchange.hub.drain(0.3))
    for raw in raws:
        opcode, payload = raw.receive()
        bye = json.loads(payload)
        assert (bye["type"], bye["code"]) == ("bye", 4100)
        assert bye["after"][0] <= bye["after"][1]
        assert raw.closed_with() == 4100
    assert live.raw().closed_with() == 4100


def test_farewells_are_spread_and_the_few_are_not_waited_for(live: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drains, "LAST_SECONDS", 100.0)
    for _ in range(12):
        joined(live)
    started, ends = time.monotonic(), []

    def drain() -> None:
        live.call(live.exchange.hub.drain(1.0))

    draining = threading.Thread(target=drain)
    draining.start()
    for raw in live.opened:
        raw.closed_with()
        raw.send(CLOSE, (4100).to_bytes(2, "big"))
        ends.append(time.monotonic() - started)
    draining.join()
    assert max(ends) > 0.6
    assert time.monotonic() - started < 50


def test_many_who_knock_at_once_are_all_let_in_and_nobody_else_waits_for_them(live: Wired) -> None:
    watching = joined(live)
    lines = [socket.create_connection(("127.0.0.1", live.port)) for _ in range(300)]
    request = (
        b"GET /seminar/live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    try:
        for line in lines:
            line.sendall(request)
        live.publish(announced("in between"))
        while json.loads(watching.receive()[1])["type"] != "changes":
            pass
        for line in lines:
            line.settimeout(10)
            assert line.recv(4096).startswith(b"HTTP/1.1 101 ")
        until(lambda: live.exchange.hub.total == 301)
    finally:
        for line in lines:
            line.close()
    until(lambda: live.exchange.hub.total == 1)


def test_random_bytes_from_many_clients_harm_nobody(live: Wired) -> None:
    watching = joined(live)
    noise = random.Random(7)
    for _ in range(150):
        raw = joined(live)
        raw.line.sendall(noise.randbytes(noise.randint(1, 400)))
        raw.close()
    live.publish(announced("still here"))
    while True:
        frame = json.loads(watching.receive()[1])
        if frame["type"] == "changes":
            break
    assert frame["changes"][0]["announcement"]["text"] == "still here"
    until(lambda: live.exchange.hub.total == 1)


def test_nothing_of_a_connection_is_left_for_the_collector(live: Wired) -> None:
    joined(live).close()
    until(lambda: live.exchange.hub.total == 0)
    live.on_loop(gc.collect)
    live.on_loop(gc.disable)
    raws = [joined(live) for _ in range(20)]
    try:
        left = live.on_loop(
            lambda: [
                type(o).__name__
                for o in gc.get_objects()
                if type(o).__name__ in ("LiveHttp", "Handshake", "WebSocket", "HttpRequestParser")
            ]
        )
        assert left == []
    finally:
        live.on_loop(gc.enable)
        for raw in raws:
            raw.close()


def test_the_library_s_own_client_sees_the_code(live: Wired) -> None:
    with connect(f"{live.ws}/seminar/live") as client:
        client.send("what?")
        with pytest.raises(websockets.ConnectionClosedError):
            while True:
                client.recv()
    assert client.close_code == 4302
