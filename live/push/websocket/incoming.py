"""What a client sends over a WebSocket, taken apart strictly (RFC 6455): small, masked, no extensions.

Sans I/O: bytes in, whole messages and control frames out, or a `Violation` with the code to close with.
"""

import msgspec

from live.push.frames import BINARY, CLOSE, GONE, TEXT, close_frame, framed

CONTINUATION = 0x0
LARGEST_MESSAGE = 16 * 1024  # bytes; a beat has 15
LARGEST_CONTROL = 125
BEATS = frozenset({b'{"type":"beat"}', b'{"type": "beat"}'})
KNOWN = frozenset({CONTINUATION, TEXT, BINARY, CLOSE, 0x9, 0xA})


class Violation(Exception):
    """The client broke the protocol; close with `code`."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Incoming:
    """The half-received state of one connection; there is none most of the time (`idle`)."""

    __slots__ = ("_buffer", "_parts", "_size")

    def __init__(self) -> None:
        self._buffer = b""
        self._parts: list[bytes] | None = None
        self._size = 0

    @property
    def idle(self) -> bool:
        return not self._buffer and self._parts is None

    def feed(self, data: bytes) -> list[tuple[int, bytes]]:
        """Return everything that is now complete, as (opcode, payload).

        A piece of a longer text is an empty continuation, to be counted.
        """
        buffer, at = self._buffer + data, 0
        found = []
        while len(buffer) - at >= 2:
            header = self._header(buffer, at)
            if header is None or len(buffer) < header[1] + header[2]:
                break
            opcode, start, size = header
            payload = unmasked(buffer[start : start + size], buffer[start - 4 : start])
            found.append(self._whole(opcode, payload, final=bool(buffer[at] & 0x80)))
            at = start + size
        self._buffer = buffer[at:]
        return found

    def _header(self, buffer: bytes, at: int) -> tuple[int, int, int] | None:
        """(opcode, where the payload starts, its size), or None if the header is not all here.

        Refuses before reading a payload.
        """
        first, second = buffer[at], buffer[at + 1]
        opcode, size = first & 0x0F, second & 0x7F
        control = opcode >= CLOSE
        if first & 0x70 or opcode not in KNOWN or not second & 0x80:
            raise Violation(1002)
        if control and (not first & 0x80 or size > LARGEST_CONTROL):
            raise Violation(1002)
        if opcode == BINARY:
            raise Violation(1003)
        if not control and (opcode == CONTINUATION) != (self._parts is not None):
            raise Violation(1002)
        wide = {126: 2, 127: 8}.get(size, 0)
        if len(buffer) - at < 6 + wide:
            return None
        if wide:
            size = int.from_bytes(buffer[at + 2 : at + 2 + wide], "big")
            if size < (126 if wide == 2 else 65536):
                raise Violation(1002)  # not the shortest form
        if not control and self._size + size > LARGEST_MESSAGE:
            raise Violation(1009)
        return opcode, at + 6 + wide, size

    def _whole(self, opcode: int, payload: bytes, *, final: bool) -> tuple[int, bytes]:
        if opcode >= CLOSE:
            return opcode, payload
        self._parts = [*(self._parts or ()), payload]
        self._size += len(payload)
        if not final:
            return CONTINUATION, b""
        text, self._parts, self._size = b"".join(self._parts), None, 0
        check_text(text)
        return TEXT, text


def unmasked(payload: bytes, mask: bytes) -> bytes:
    size = len(payload)
    key = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "little") ^ int.from_bytes(key, "little")).to_bytes(size, "little")


def check_text(text: bytes) -> None:
    try:
        text.decode()
    except UnicodeDecodeError:
        raise Violation(1007) from None


def answer_to_close(payload: bytes) -> bytes:
    """Return the same code back, or what is wrong with it."""
    try:
        check_close(payload)
    except Violation as broken:
        return close_frame(broken.code)
    return framed(payload[:2], CLOSE)


def is_for_good(payload: bytes) -> bool:
    """Return whether a page says that it is closed, and with it who it was."""
    return int.from_bytes(payload[:2], "big") == GONE


def check_close(payload: bytes) -> None:
    """Check a close: it is empty, or a code that may go over the wire with a reason in UTF-8."""
    if not payload:
        return
    code = int.from_bytes(payload[:2], "big")
    if len(payload) < 2 or not (1000 <= code <= 1014 or 3000 <= code <= 4999) or code in (1004, 1005, 1006):
        raise Violation(1002)
    check_text(payload[2:])


def is_beat(text: bytes) -> bool:
    """Return the one thing a client may say, however it is spelled."""
    if text in BEATS:
        return True
    try:
        return bool(msgspec.json.decode(text) == {"type": "beat"})
    except (msgspec.DecodeError, RecursionError):
        return False
