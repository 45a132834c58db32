"""The one way to make ids: a digest of what a thing is, so that the same thing made twice has one id."""

import base64
import hashlib

ID_BYTES = 10
PLACE_LETTERS = 10  # hexadecimal


def derived(*parts: str) -> str:
    """Return the id of something a person makes: who, and the key or the words they made it with."""
    return base64.b32encode(_digest(parts)[:ID_BYTES]).decode().lower()


def lettered(letter: str, *parts: str) -> str:
    """Return the id of a part of the programme. It begins with a letter, as programmes that are written out want it."""
    return letter + _digest(parts).hex()[:PLACE_LETTERS]


def _digest(parts: tuple[str, ...]) -> bytes:
    return hashlib.sha256("\0".join(parts).encode()).digest()
