"""Addresses on the web that organisers name, for the video and for hand-outs: https only, of hosts with a name."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from live.rules.errors import TooLong, Unfit
from live.rules.text import clean

LONGEST_ADDRESS = 2000  # characters; Teams needs some 300
_BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]|$)")


def https_address(said: str, field: str) -> str:
    """Return the address, with https:// before one that was written without; empty stays empty.

    Refuses `no_address` and `too_long`, by the name of the field.
    """
    text = clean(said)
    if _BARE.match(text):
        text = f"https://{text}"
    if len(text) > LONGEST_ADDRESS:
        raise TooLong(text, LONGEST_ADDRESS, field)
    if text and not _is_public(text):
        raise Unfit("Write an address that begins with https://.", code="no_address", field=field)
    return text


def _is_public(text: str) -> bool:
    """Whether it is an https address of a host with a name, without a password in it."""
    parts = _split(text)
    if parts is None or parts.scheme != "https" or re.search(r"[\s<>\"\\^`{|}]", text):
        return False
    host = parts.hostname or ""
    return "@" not in parts.netloc and "." in host.strip(".") and not _is_number(host)


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        _ = parts.port  # says what is no port
    except ValueError:
        return None
    return parts


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
