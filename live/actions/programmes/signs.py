"""Which sessions of two programmes are the same one, when it was moved, reworded or both: several signs, weighed."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from difflib import SequenceMatcher

from live.rules.agenda import Agenda, Session

ALIKE = 0.6  # difflib's own advice for "close matches"
ENOUGH = 4.0  # two strong signs, or a strong one and the place in the programme
_NEAR = timedelta(minutes=30)
_MOST_PAIRS = 20_000  # that are compared word by word; in longer programmes only neighbours are
_NEIGHBOURS = 12
_STEM = 6  # letters of a word that say what it is


def by_signs(free: Sequence[Session], fresh: Sequence[Session], before: Agenda, agenda: Agenda) -> dict[str, Session]:
    """Return for each fresh session the old one it most probably is, each once, by the id of the fresh one."""
    was, now = _places(before), _places(agenda)
    pairs = sorted(
        (
            (weight, at, old, new)
            for at, (old, new) in enumerate(_pairs(free, fresh, was, now))
            if (weight := _weight(old, new, was, now)) >= ENOUGH
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    found: dict[str, Session] = {}
    taken: set[str] = set()
    for _, _, old, new in pairs:
        if new.id not in found and old.id not in taken:
            found[new.id] = old
            taken.add(old.id)
    return found


def _places(agenda: Agenda) -> dict[str, int]:
    return {session.id: place for place, session in enumerate(agenda.sessions)}


def _pairs(
    free: Sequence[Session], fresh: Sequence[Session], was: dict[str, int], now: dict[str, int]
) -> Iterator[tuple[Session, Session]]:
    everything = len(free) * len(fresh) <= _MOST_PAIRS
    titles = {(session.title, session.kind) for session in free}
    for new in fresh:
        for old in free:
            near = everything or abs(was[old.id] - now[new.id]) <= _NEIGHBOURS
            if near or ((new.title, new.kind) in titles and old.title == new.title):
                yield old, new


def _weight(old: Session, new: Session, was: dict[str, int], now: dict[str, int]) -> float:
    """How much speaks for the two being one: words, people, text, time, place in the programme, track and room."""
    if old.kind != new.kind and old.title.casefold() != new.title.casefold():
        return 0
    start = abs(old.planned_starts - new.planned_starts)
    return (
        _title(old.title.casefold(), new.title.casefold())
        + 3 * _shared(old.speakers, new.speakers)
        + 2 * (bool(old.description) and old.description == new.description)
        + _shared([item.text for item in old.items], [item.text for item in new.items])
        + (2 if not start else 1 if start <= _NEAR else 0)
        + (abs(was[old.id] - now[new.id]) <= 1)
        + 0.5 * (old.ends - old.starts == new.ends - new.starts)
        + 0.5 * (bool(old.room) and old.room == new.room)
        + (0 if old.track == new.track else -1)
    )


def _title(old: str, new: str) -> float:
    if old == new:
        return 5
    if _within(old.split(), new.split()):
        return 3.5
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0
    ratio = matcher.ratio()
    return 4 * ratio if ratio >= ALIKE else 0


def _within(old: list[str], new: list[str]) -> bool:
    """Whether all words of the shorter title, two at least, are in the longer one, whatever their endings."""
    shorter, longer = sorted((old, new), key=len)
    stems = {word[:_STEM] for word in longer}
    return len(shorter) > 1 and all(word[:_STEM] in stems for word in shorter)


def _shared(old: Sequence[str], new: Sequence[str]) -> float:
    """How many of two lists are in both, from 0 to 1; of people the name before the comma counts."""
    left, right = ({one.split(",")[0].casefold().strip() for one in those} for those in (old, new))
    return len(left & right) / len(left | right) if left and right else 0
