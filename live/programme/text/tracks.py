"""Parallel sessions listed under one time: "Spor A: …", "Sal B: …" become sessions side by side."""

import copy

from live.programme.text.draft import Draft
from live.programme.text.places import PARALLEL, is_room
from live.programme.text.titles import settle_title


def side_by_side(draft: Draft, language: str) -> list[Draft]:
    """The draft itself, or one draft per track or room when at least two of its points name one."""
    said = [draft.title, *draft.texts, *draft.items]
    named = [point for point in said if PARALLEL.match(point)]
    if len(named) < 2 or (PARALLEL.match(draft.title) is None and not draft.items and len(named) < len(draft.texts)):
        return [draft]
    left = copy.copy(draft)
    left.texts, left.items = ([text for text in texts if text not in named] for texts in (draft.texts, draft.items))
    tracks = [_track_of(left, point, language) for point in named]
    tracks[0].items.extend(left.items)
    return tracks


def _track_of(draft: Draft, point: str, language: str) -> Draft:
    track = copy.copy(draft)
    track.speakers, track.texts, track.items = list(draft.speakers), list(draft.texts), []
    found = PARALLEL.match(point)
    if found and is_room(found["place"]):
        track.room, point = found["place"], found["rest"]
    elif found:
        track.track, point = found["place"], found["rest"]
    settle_title(track, point, language)
    return track
