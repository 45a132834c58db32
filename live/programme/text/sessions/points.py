"""The points of a session: bullets that are people, and points whose bullets were lost in pasting."""

import re

from live.programme.text.lines.marks import label_of
from live.programme.text.sessions.draft import Draft
from live.programme.words.events import FACT_LABELS
from live.programme.words.labels import EXAMPLE_WORDS
from live.programme.words.people import is_person_line, split_people

_COLON_POINT = re.compile(r"[^:]{1,80}: \S|[A-H]\. \S")
_LONGEST_POINT = 220  # characters


def settle_points(draft: Draft) -> None:
    """Put people in bullets with who speaks, and lines that are points with the points."""
    _people_in_points(draft)
    _points_without_bullets(draft)


def _people_in_points(draft: Draft) -> None:
    """Bullets that are all people with what they are: "• Ada Moss, docent"."""
    if not draft.speakers and all(is_person_line(item) and "," in item for item in draft.items):
        draft.speakers, draft.items = [who for item in draft.items for who in split_people(item)], []


def _points_without_bullets(draft: Draft) -> None:
    """Bullets lost in pasting: lines "Kuben vgs i Oslo: …" side by side, an "Eksempel fra …: …", or short lines under
    "Skoleeksempler:".
    """
    at = [position for position, text in enumerate(draft.texts) if _like_a_point(text)]
    examples = [position for position in at if draft.texts[position].lower().startswith(EXAMPLE_WORDS)]
    points = at if len(at) >= 2 else examples
    if not points and not draft.items:
        points = _under_a_lead(draft.texts)
    draft.items = [draft.texts[position] for position in points] + draft.items
    draft.texts = [text for position, text in enumerate(draft.texts) if position not in set(points)]


def _like_a_point(text: str) -> bool:
    if label_of(text) in FACT_LABELS:
        return False
    return len(text) <= _LONGEST_POINT and _COLON_POINT.match(text) is not None and "://" not in text


def _under_a_lead(texts: list[str]) -> list[int]:
    lead = next((position for position, text in enumerate(texts) if text.endswith(":") and len(text) < 80), None)
    if lead is None:
        return []
    below = range(lead + 1, next((at for at in range(lead + 1, len(texts)) if not texts[at]), len(texts)))
    short = all(len(texts[at]) < 80 and not texts[at].endswith(".") for at in below)
    return list(below) if len(below) >= 2 and short else []
