"""Parts of an agenda, made in the same way at the desk and from a programme that was read."""

from datetime import tzinfo

from msgspec.structs import replace

from live.rules.agenda import Agenda, Item
from live.rules.ids import lettered
from live.rules.instants import fixed
from live.rules.text import fitting
from live.rules.wishes.agenda import LONGEST_ITEM


def items(session_id: str, texts: tuple[str, ...]) -> tuple[Item, ...]:
    """Points with ids that follow their words, so that a reordered list keeps its questions."""
    seen: dict[str, int] = {}
    made = []
    for text in texts:
        words = fitting(text, field="items", longest=LONGEST_ITEM)
        seen[words] = seen.get(words, 0) + 1
        made.append(Item(id=lettered("i", session_id, words, str(seen[words])), text=words))
    return tuple(made)


def in_zone(agenda: Agenda, zone: tzinfo) -> Agenda:
    """Return the same instants with the offsets the zone has then: what moves over a change of the clock takes its new
    offset.
    """
    times = ("starts", "ends", "planned_starts", "planned_ends")
    sessions = [replace(s, **{name: fixed(getattr(s, name), zone) for name in times}) for s in agenda.sessions]
    return replace(agenda, sessions=tuple(sessions))
