"""What moderators often have to tell everyone: phrases to begin a message with, in the event's language, and their
own.
"""

from datetime import datetime

from live.rules.state import State
from live.views.press.times import clock
from live.views.press.words import Words

WORDS = {
    "soon": "We start in five minutes.",
    "back": "We are back at {time}.",
    "sound": "The sound is being fixed.",
    "slides": "The slides are here:",
}


def phrases(state: State, words: Words, now: datetime) -> list[str]:
    """Return the moderators' own first. The time is when the next session begins."""
    return [
        *state.event.announcement_templates,
        *(words.translate(message, state.event.language, time=_next(state, now)) for message in WORDS.values()),
    ]


def _next(state: State, now: datetime) -> str:
    starts = min(
        (s.starts for s in state.agenda.sessions if s.starts > now and s.kind != "break" and s.status != "cancelled"),
        default=None,
    )
    return clock(starts, state.event.zone) if starts else "…"
