"""The way to the video, found in programmes and invitations: Teams, Zoom, YouTube, Whereby, Meet, Vimeo.

What a link is about is told by where it stands: among the lines of one session, or anywhere else. One address in all of
a text is the programme's, wherever it stands.
"""

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import msgspec

from live.programme.shapes import Entry, Programme

LONGEST = 2000  # characters of an address
_MOST = 200  # addresses looked at
_URL = re.compile(r"https://[^\s<>\"'«»“”„|\\^`{}]{4,2000}", re.IGNORECASE)
_ENDS = ".,;:!?…*)]’‘"
_ROOM = re.compile(
    r"https://(?:"
    r"teams\.(?:microsoft|live)\.com/(?:l/meetup-join|meet|l/meeting|dl/launcher)"
    r"|(?:[\w-]+\.)?zoom\.(?:us|com)/(?:j|w|s|my|wc)/"
    r"|(?:[\w-]+\.)?whereby\.com/[\w-]{3,}"
    r"|meet\.google\.com/[a-z]{3}-"
    r"|(?:www\.)?youtube\.com/(?:live/|@[\w.-]+/live|channel/[\w-]+/live)"
    r"|vimeo\.com/event/"
    r")",
    re.IGNORECASE,
)
_VIDEO = re.compile(
    r"https://(?:(?:www\.|m\.)?youtube\.com/(?:watch|embed/)|youtu\.be/|(?:player\.)?vimeo\.com/(?:video/)?\d)",
    re.IGNORECASE,
)  # a recording as often as a stream
_NO_ROOM = re.compile(r"whereby\.com/(?:information|blog|org|user|pricing)", re.IGNORECASE)
_DIRECT = re.compile(
    r"direkte|strøm|straum|stream|webinar|sending|sendes|live|følg|delta|bli med|join|watch along|zoom|lenk[ea] til",
    re.IGNORECASE,
)


def with_streams(programme: Programme, text: str) -> Programme:
    """The programme with the video's addresses that stand in its text, unless its format has said them already."""
    if programme.stream or any(entry.stream for entry in programme.entries):
        return programme
    found = list(_found(text))
    if len({url for _, url in found}) < 2:
        return msgspec.structs.replace(programme, stream=found[0][1]) if found else programme
    entries, used = [], set()
    for entry in programme.entries:
        of_it = next(((line, url) for line, url in found if _is_within(line, entry)), None)
        entries.append(msgspec.structs.replace(entry, stream=of_it[1]) if of_it else entry)
        used |= {of_it} if of_it else set()
    around = next((url for line, url in found if (line, url) not in used), "")
    stands_apart = any(entry.lines for entry in programme.entries)  # else nobody knows which address is whose
    return msgspec.structs.replace(programme, entries=tuple(entries), stream=around if stands_apart else "")


def together(programme: Programme) -> Programme:
    """The programme with an address that all its sessions share in their stead."""
    shared = {entry.stream for entry in programme.entries}
    if len(shared) != 1 or not (stream := shared.pop()):
        return programme
    entries = tuple(msgspec.structs.replace(entry, stream="") for entry in programme.entries)
    return msgspec.structs.replace(programme, entries=entries, stream=stream)


def stream_in(text: str) -> str:
    """The first address of a video in a text; empty when there is none."""
    return next((url for _, url in _found(text)), "")


def _is_within(line: int, entry: Entry) -> bool:
    return entry.lines is not None and entry.lines[0] <= line <= entry.lines[1]


def _found(text: str) -> Iterator[tuple[int, str]]:
    """The lines, from 1, and the addresses of videos on them."""
    above, count = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        for match in _URL.finditer(line) if "://" in line else ():
            count += 1
            url = _unwrapped(html.unescape(match[0]).rstrip(_ENDS))
            if count <= _MOST and _is_stream(url, f"{above} {line[: match.start()]}"):
                yield number, url
        above = line.strip() or above


def _is_stream(url: str, before: str) -> bool:
    if len(url) > LONGEST or _NO_ROOM.search(url):
        return False
    return bool(_ROOM.match(url) or (_VIDEO.match(url) and _DIRECT.search(before[-300:])))


def _unwrapped(url: str) -> str:
    """Outlook wraps what it sends in an address of its own."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if host.endswith("safelinks.protection.outlook.com"):
        return next(iter(parse_qs(parts.query).get("url", [])), "")
    return url
