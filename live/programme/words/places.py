"""How tracks and rooms are named: "Spor A", "Sal 2", "Saal Elbe", "Plenum"."""

import re

from live.programme.words.labels import LANE_WORDS, ROOM_WORDS, TRACK_WORDS

_LETTER = r"(?:(?<![^\W\d_])[A-ZÆØÅÄÖ]|[0-9]{1,2}|I{1,3})(?![^\W_])"
TRACK = re.compile(rf"(?i:(?:{TRACK_WORDS})\w{{0,9}})\s?{_LETTER}")
ROOM = re.compile(
    rf"(?i:(?:{ROOM_WORDS})(?:e?[nt])?(?![^\W\d_]))\.?\s?(?:[A-ZÆØÅÄÖ0-9«“][^:–—]{{0,30}})?$|[^\W\d_]{{2,20}}(?i:salen|saal|"
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
# "Sal A: …", "Track 2 – …", "Kurs 1 Lesing", "Grupperom 3. …" as one of several lines under a time
PARALLEL = re.compile(
    rf"(?P<place>(?i:(?:{LANE_WORDS})\w{{0,9}})\s?(?:(?<![^\W\d_])(?:[A-ZÆØÅÄÖ]|I{{1,3}})(?![^\W_])|[0-9]{{1,3}}(?![^\W_])|"
    rf"(?<![^\W\d_])[A-ZÆØÅÄÖ][^\W\d_]{{2,14}}(?=\s?[:–—.-]))|{_NAMED_ROOM}(?=:))"
    r"(?:\s?[:–—.-]\s?|\s{1,3}(?=[«“\"]?[^\W\d_a-zæøåäöü]))(?P<rest>\S.*)$"
)
PARALLEL_BEHIND = re.compile(
    rf"(?P<rest>(?=.{{0,60}}?[^\W\d_]{{4}})\S.*?)\s?[(,–—-]\s?(?P<place>(?i:(?:{LANE_WORDS})\w{{0,9}})\s?(?:(?<![^\W\d_])[A-ZÆØÅÄÖ]|[0-9]{{1,3}}))\)?\.?$"
)
_ROOM_NAME = re.compile(_NAMED_ROOM)


def is_place(heading: str) -> bool:
    """A heading over sessions that run beside others: "Spor B: Ledelse", "Sal 2"."""
    return bool(is_room(heading) or TRACK.match(heading))


def is_room(name: str) -> bool:
    """A room's name, and nothing else."""
    bare = name.rstrip(" :")
    return len(name) < 40 and (ROOM.match(bare) is not None or _ROOM_NAME.fullmatch(bare) is not None)
