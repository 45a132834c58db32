"""Sessions listed under one time, each with the room, the track or the group it is in: "Spor A: …", "… (Sal B)"."""

import copy
import re
from itertools import pairwise

import msgspec

from live.programme.text.lines.line import Line
from live.programme.text.sessions.body import read_body
from live.programme.text.sessions.draft import Draft
from live.programme.words.people import is_person_line, labelled_people
from live.programme.words.places import PARALLEL, PARALLEL_BEHIND, is_place, is_room

_MOST_COMMON = 2  # lines above the first of them
_BETWEEN = re.compile(r"\s?[/;|]\s")
_HEADS_THEM = re.compile(
    r"paral+el|sesjon|session|økt|kurs|work\s?shop|v[eæ]rksted|verkstad|grupp|spor|spår|track|seminar|bolk|stasjon|station|valgfri|velg",
    re.IGNORECASE,
)


class _Lane(msgspec.Struct, frozen=True):
    """Where in the lines a lane begins, how it is called, its title, and where its other lines begin."""

    at: int
    place: str
    title: str
    below: int


def side_by_side(blank: Draft, beside: str, body: list[Line], language: str) -> list[Draft]:
    """A draft for each lane of a session; none if its lines name fewer than two."""
    lines = [Line(blank.line, beside), *body]
    said = [piece for line in lines if not line.blank for piece in _apart(line)]
    lanes = _named_in_front(said) or _named_above(said) or _named_behind(said)
    if len({lane.place for lane in lanes}) < 2 or lanes[0].at > _MOST_COMMON:
        return []
    common = [line.text for line in said[: lanes[0].at] if not _HEADS_THEM.search(line.text)]
    stops = [*(lane.at for lane in lanes[1:]), len(said)]
    return [
        _draft(blank, lane, said[lane.below : stop], common, language) for lane, stop in zip(lanes, stops, strict=True)
    ]


def _apart(line: Line) -> list[Line]:
    """ "Gruppe 1: Bål / Gruppe 2: Kompass" as two lines."""
    pieces = _BETWEEN.split(line.text)
    if len(pieces) < 2 or not all(map(PARALLEL.match, pieces)):
        return [line]
    return [msgspec.structs.replace(line, text=piece, cells=()) for piece in pieces]


def _draft(blank: Draft, lane: _Lane, below: list[Line], common: list[str], language: str) -> Draft:
    draft = copy.copy(blank)
    draft.speakers, draft.texts, draft.items = [], [], []
    if is_room(lane.place):
        draft.room = lane.place
    else:
        draft.track = lane.place
    read_body(draft, lane.title, below, language)
    draft.texts = [*common, *draft.texts]
    return draft


def _named_in_front(said: list[Line]) -> list[_Lane]:
    """ "Sal A: Graviterende bøker" """
    found = ((at, PARALLEL.match(line.text)) for at, line in enumerate(said) if not line.cells)
    return _several([_Lane(at, one["place"], one["rest"], at + 1) for at, one in found if one])


def _named_above(said: list[Line]) -> list[_Lane]:
    """ "Sal A" on a line of its own, above what is there."""
    places = [at for at, line in enumerate(said) if is_place(line.text)]
    apart = all(after - at > 1 for at, after in pairwise([*places, len(said)]))
    return _several(
        [_Lane(at, said[at].text.rstrip(" :"), said[at + 1].text, at + 2) for at in places] if apart else []
    )


def _named_behind(said: list[Line]) -> list[_Lane]:
    """ "Graviterende bøker (Sal A)", and nothing between such lines but people."""
    found = [(at, PARALLEL_BEHIND.match(line.text)) for at, line in enumerate(said)]
    lanes = _several([_Lane(at, one["place"], one["rest"], at + 1) for at, one in found if one])
    others = [line for (at, one), line in zip(found, said, strict=True) if lanes and at > lanes[0].at and not one]
    people = all(is_person_line(line.text) or labelled_people(line.text) is not None for line in others)
    return lanes if people else []


def _several(lanes: list[_Lane]) -> list[_Lane]:
    """The lanes, if there are two or more and each is named once."""
    return lanes if 1 < len(lanes) == len({lane.place for lane in lanes}) else []
