"""The language an event's own words are in, which may be one that the pages do not speak."""

from collections import Counter

from live.rules.agenda import Agenda
from live.rules.event import LANGUAGES, Event

FALLBACK = "en"  # the language of pages about programmes in a language that they do not speak


def spoken(event: Event, agenda: Agenda) -> str:
    """Return the language of the programme: that of most sessions where the pages do not speak it, else the event's."""
    if event.language != FALLBACK:
        return event.language
    said = Counter(session.language for session in agenda.sessions)
    most = said.most_common(1)[0][0] if said else ""
    return most if most and most not in LANGUAGES else event.language
