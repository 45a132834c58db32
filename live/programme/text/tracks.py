"""Parallel sessions listed under one time: "Spor A: …", "Spor B: …" become sessions side by side."""

import copy
import re

from live.programme.text.draft import Draft
from live.programme.text.titles import settle_title
from live.programme.words import TRACK_WORDS

_PARALLEL = re.compile(rf"(?:{TRACK_WORDS})\s?(?:[A-ZÆØÅ]|[0-9]{{1,2}})\s?[:–—.-]\s?\S", re.IGNORECASE)


def side_by_side(draft: Draft, language: str) -> list[Draft]:
    """The draft itself, or one draft per track when at least two of its points name one."""
    named = [point for point in draft.items if _PARALLEL.match(point)]
    if len(named) < 2:
        return [draft]
    tracks = [_track_of(draft, point, language) for point in named]
    left = [point for point in draft.items if point not in named]
    tracks[0].items.extend(left)
    return tracks


def _track_of(draft: Draft, point: str, language: str) -> Draft:
    track = copy.copy(draft)
    track.speakers, track.texts, track.items = list(draft.speakers), list(draft.texts), []
    settle_title(track, point, language)
    return track
