"""Resources: what an organiser links to from an event or a session, such as slides, hand-outs and forms.

They are kept as lines "Title: https://…", which is also how programmes carry them as text.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from live.rules.errors import TooLong, Unfit
from live.rules.ids import lettered
from live.rules.web import https_address

MOST = 12  # of an event, and of each session
LONGEST_TITLE = 120
FIELD = "resources"
_LINE = re.compile(rf"\S[^\n]{{0,{LONGEST_TITLE - 1}}}: https://\S+")


class Resource(msgspec.Struct, frozen=True):
    id: str
    title: str
    url: str


def lines(wished: Iterable[str]) -> tuple[str, ...]:
    """Return lines as they are kept, each address once. Refuses `no_address`, `too_long`, `too_many`."""
    kept = tuple({_split(line)[1]: line for line in map(_line, filter(None, wished))}.values())
    if len(kept) > MOST:
        raise Unfit(
            "This is {over} lines too many. The most is {longest}.",
            code="too_many",
            field=FIELD,
            longest=MOST,
            over=len(kept) - MOST,
        )
    return kept


def _line(said: str) -> str:
    """A title and an address, in that order; an address alone is called by its host."""
    before, _, address = said.strip().rpartition(" ")
    url = https_address(address, FIELD)
    title = before.strip().rstrip(":–-").strip() or (urlsplit(url).hostname or "")
    if len(title) > LONGEST_TITLE:
        raise TooLong(title, LONGEST_TITLE, FIELD)
    return f"{title}: {url}"


def _split(line: str) -> tuple[str, str]:
    title, _, url = line.rpartition(": ")
    return title, url


def resources(kept: Iterable[str]) -> list[Resource]:
    """Return what the lines lead to."""
    return [Resource(lettered("r", line), *_split(line)) for line in kept]


def joined(words: str, kept: Iterable[str]) -> str:
    """Return a description with its resources below it, as programmes carry them."""
    return "\n".join(filter(None, (words, *kept)))


def apart(words: str, *, but: str = "") -> tuple[str, tuple[str, ...]]:
    """Return a description without its lines that are a title and an address, and those; `but`: the video's, which is
    none.
    """
    said, found = list[str](), list[str]()
    for line in words.split("\n"):
        is_one = bool(_LINE.fullmatch(line.strip())) and len(found) < MOST and _split(line.strip())[1] != but
        (found if is_one else said).append(line)
    try:
        return "\n".join(said).strip(), lines(found)
    except Unfit:
        return words, ()
