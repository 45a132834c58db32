"""What the supervisor tells a worker first, on the channel between them."""

import msgspec

from live.settings import Settings


class Orders(msgspec.Struct, frozen=True, kw_only=True):
    """`listeners` are file descriptors the worker has inherited."""

    number: int
    app: str
    settings: Settings
    listeners: list[int]


def encoded(orders: Orders) -> bytes:
    return msgspec.json.encode(orders, enc_hook=str) + b"\n"


def decoded(line: bytes) -> Orders:
    return msgspec.json.decode(line, type=Orders, dec_hook=lambda kind, value: kind(value))
