"""The request that wants to become a WebSocket (RFC 6455, section 4.2), and why it may not."""

import base64
import binascii
import hashlib

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3
KEY_BYTES = 16
Headers = list[tuple[bytes, bytes]]


class Refusal(Exception):
    """The request cannot become a WebSocket."""

    def __init__(self, status: int, headers: Headers | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.headers = headers or []


def parse_request(head: bytes) -> tuple[bytes, Headers]:
    """Return (target, headers) of the request as uvicorn's HTTP protocol hands it over: already parsed once, so
    well-formed.
    """
    line, *rest = head.partition(b"\r\n\r\n")[0].split(b"\r\n")
    words = line.split(b" ")
    if len(words) != 3 or words[0] != b"GET":
        raise Refusal(400)
    headers = [(name.lower(), value.strip()) for name, _, value in (field.partition(b":") for field in rest)]
    return words[1], headers


def accept_key(headers: Headers) -> bytes:
    """Return what proves that we speak WebSocket.

    Refuses another version (426) and a missing, doubled or malformed key (400).
    """
    if [value for name, value in headers if name == b"sec-websocket-version"] != [b"13"]:
        raise Refusal(426, [(b"sec-websocket-version", b"13")])
    keys = [value for name, value in headers if name == b"sec-websocket-key"]
    try:
        if len(keys) != 1 or len(base64.b64decode(keys[0], validate=True)) != KEY_BYTES:
            raise Refusal(400)
    except binascii.Error:
        raise Refusal(400) from None
    return base64.b64encode(hashlib.sha1(keys[0] + MAGIC, usedforsecurity=False).digest())
