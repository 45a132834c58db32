"""How tracks and rooms are named: "Spor A", "Sal 2", "Saal Elbe", "Plenum"."""

import re

from live.programme.words.labels import ROOM_WORDS, TRACK_WORDS

_LETTER = r"(?:[A-ZÆØÅÄÖ]|[0-9]{1,2}|I{1,3})(?![^\W_])"
TRACK = re.compile(rf"(?i:(?:{TRACK_WORDS})\w{{0,9}})\s?{_LETTER}")
ROOM = re.compile(
    rf"(?i:(?:{ROOM_WORDS})(?![^\W\d_]))\.?\s?(?:[A-ZÆØÅÄÖ0-9«“][^:–—]{{0,30}})?$|[^\W\d_]{{2,20}}(?i:salen|saal|"
    rf"rommet|scenen)$"
)
ROOM_LIKE = re.compile(rf"(?:{ROOM_WORDS}|plenum)(?![^\W_])", re.IGNORECASE)
EVERYONE = re.compile(
    r"(?:plenum|plenary|felles|fellesdel|fælles|gemensamt|common|alle|everyone|gemeinsam)\b", re.IGNORECASE
)
# "Stora salen", "Main hall", "Kinosalen", "Salle bleue"
_NAMED_ROOM = (
    rf"(?:[A-ZÆØÅÄÖ][^\W\d_]{{1,14}}\s)?(?i:(?:{ROOM_WORDS})|[^\W\d_]{{2,14}}(?:salen|saal|rommet|rummet|scenen|zaal))"
    r"(?:\s[^\W\d_]{2,14})?"
)
# "Sal A: …", "Track 2 – …", "Grupperom 3. …" as one of several points under a time
PARALLEL = re.compile(
    rf"(?P<place>(?i:(?:{TRACK_WORDS}|{ROOM_WORDS})\w{{0,9}})\s?(?:[A-ZÆØÅÄÖ]|[0-9]{{1,3}}|"
    rf"[A-ZÆØÅÄÖ][^\W\d_]{{2,14}})|{_NAMED_ROOM}(?=:))\s?[:–—.-]\s?(?P<rest>\S.*)$"
)
_ROOM_NAME = re.compile(_NAMED_ROOM)


def is_place(heading: str) -> bool:
    """A heading over sessions that run beside others: "Spor B: Ledelse", "Sal 2"."""
    return bool(is_room(heading) or TRACK.match(heading))


def is_room(name: str) -> bool:
    """A room's name, and nothing else."""
    bare = name.rstrip(" :")
    return len(name) < 40 and (ROOM.match(bare) is not None or _ROOM_NAME.fullmatch(bare) is not None)
