"""The whole wire on one page: what the server says, in JSON, and how a connection ends.

A `Frame` is made once for everyone who gets it. Its text goes out as a WebSocket message, a server-sent event or an
item of a poll's answer; the first two are framed once, when somebody first needs them.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

PROTOCOL = 1
PING_SECONDS = 60  # a peer behind a proxy that has gone shows only here; to any other the kernel gives up by itself
HEARTBEAT_SECONDS = 7
LATE_SECONDS = 3  # a client gives up after 2 · 7 + 3 s: a host cut off the network is noticed within 20 s
POLL_SECONDS = 10  # a browser lets a poll wait so long: shorter than the silence after which it gives up

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
GONE = 4400  # the one close code of a client that says something: its page is closed, and with it who it was
PING_FRAME = b"\x89\x00"
LARGEST_CLOSE_REASON = 123

_encode = msgspec.json.Encoder().encode


class Close(msgspec.Struct, frozen=True):
    """Why a connection ends, and what a client does about it (`client.py` and `socket.js` follow this)."""

    meaning: str
    client: str  # done | backoff | soon | advised | reload | stop


CLOSES: dict[int, Close] = {
    1000: Close("done", "done"),
    1001: Close("going away", "done"),
    1002: Close("broken frame", "stop"),
    1003: Close("binary message", "stop"),
    1006: Close("connection lost", "backoff"),
    1007: Close("text is not UTF-8", "stop"),
    1008: Close("against the rules", "stop"),
    1009: Close("message too large", "stop"),
    1011: Close("error here", "backoff"),
    1012: Close("restarting", "backoff"),
    1013: Close("try later", "backoff"),
    4000: Close("state doubtful", "soon"),
    4001: Close("no heartbeat", "soon"),
    4100: Close("this server is being replaced", "advised"),
    4101: Close("overloaded", "advised"),
    4102: Close("reader too slow", "advised"),
    4103: Close("store unavailable", "advised"),
    4104: Close("sent too fast", "advised"),
    4200: Close("badge expired", "reload"),
    4201: Close("role changed", "reload"),
    4202: Close("page too old", "reload"),
    4300: Close("removed by a moderator", "stop"),
    4301: Close("no such event", "stop"),
    4302: Close("sent what is not understood here", "stop"),
    4303: Close("too many connections of one person", "stop"),
}


def client_does(code: int) -> str:
    """Return what a client does on a close code, also one made after it was written: the range decides."""
    if code in CLOSES:
        return CLOSES[code].client
    if code < 4000:
        return "backoff"
    return ("soon", "advised", "reload")[(code - 4000) // 100] if code < 4300 else "stop"


class Frame:
    """One message from the server, ready for every transport.

    `cursor` is where a reader stands after it, if it moves or names that.
    """

    __slots__ = ("_event", "_message", "_pings", "cursor", "is_news", "silent", "text", "type")

    def __init__(
        self, content: dict[str, object], cursor: str | None = None, *, silent: bool = False, pings: bool = False
    ) -> None:
        self.type = str(content["type"])
        self.text: bytes = _encode(content)
        self.cursor = cursor
        self.silent = silent  # nothing in it for people: not worth an answer to a poll
        self.is_news = not silent  # worth waking a poll: of counts not those that change because polls come and go
        self._pings = pings  # goes with a ping, so that a peer that is gone is noticed
        self._message: bytes | None = None
        self._event: bytes | None = None

    @property
    def message(self) -> bytes:
        """As a WebSocket message."""
        if self._message is None:
            self._message = framed(self.text) + (PING_FRAME if self._pings else b"")
        return self._message

    @property
    def event(self) -> bytes:
        """As a server-sent event."""
        if self._event is None:
            name = f"id: {self.cursor}\n" if self.cursor else ""
            self._event = f"event: {self.type}\n{name}data: ".encode() + self.text + b"\n\n"
        return self._event


def hello(epoch: str, cursor: str, now: datetime, you: dict[str, object], *, followed: bool) -> Frame:
    """Greet; `cursor` is where this connection's chain starts.

    Followed by changes it names none to EventSource, which would skip them.
    """
    content = {
        "type": "hello",
        "protocol": PROTOCOL,
        "epoch": epoch,
        "cursor": cursor,
        "now": now,
        "heartbeat": HEARTBEAT_SECONDS,
        "you": you,
    }
    return Frame(content, None if followed else cursor)


def changes(prev: str, cursor: str, seen: Sequence[dict[str, object]]) -> Frame:
    """Return what an audience may see of the stream between two cursors; with nothing to see it only moves the reader
    on.
    """
    return Frame({"type": "changes", "prev": prev, "cursor": cursor, "changes": seen}, cursor, silent=not seen)


def pulse(seq: int, people: int, connections: int, votes: dict[str, int], **more: object) -> Frame:
    """Make the frame of counts; `more` holds other things that only have a latest value, such as the ledger's
    counts.
    """
    return Frame({"type": "pulse", "seq": seq, "people": people, "connections": connections, "votes": votes, **more})


def resync(why: str) -> Frame:
    """Say why to begin anew: `first`, `epoch`, `unknown`, `far`, `fork` or `slow`: what the reader has cannot be
    continued; it fetches the page.
    """
    return Frame({"type": "resync", "why": why})


def beat(now: datetime, cursor: str, *, pings: bool = True) -> Frame:
    """Make a sign of life. `pings`: answered by the peer's browser, which costs as much again and is rarely needed."""
    return Frame({"type": "beat", "now": now, "cursor": cursor}, cursor, silent=True, pings=pings)


def bye(code: int, after: tuple[int, int]) -> Frame:
    """Say that the connection will end with `code`; come back at a random moment within `after` (milliseconds from
    now).
    """
    return Frame({"type": "bye", "code": code, "after": after})


def framed(payload: bytes, opcode: int = TEXT) -> bytes:
    """Return one whole, unmasked WebSocket frame (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < 126:
        return bytes((0x80 | opcode, size)) + payload
    if size < 65536:
        return bytes((0x80 | opcode, 126)) + size.to_bytes(2, "big") + payload
    return bytes((0x80 | opcode, 127)) + size.to_bytes(8, "big") + payload


def chunk(data: bytes) -> bytes:
    """Return one chunk of an HTTP/1.1 answer (RFC 9112, 7.1). An empty one would end it: nothing stays nothing."""
    return b"%x\r\n%b\r\n" % (len(data), data) if data else b""


def close_frame(code: int) -> bytes:
    """Return a close with its meaning as the reason; 1005 and 1006 never go over the wire."""
    meaning = CLOSES[code].meaning if code in CLOSES else ""
    return framed(code.to_bytes(2, "big") + meaning.encode()[:LARGEST_CLOSE_REASON], CLOSE)
