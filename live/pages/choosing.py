"""What of the programme an address asks for: only what there is, so that there are no more pages than choices."""

from contextlib import suppress
from datetime import UTC, date, datetime

from starlette.datastructures import QueryParams

from live.rules.agenda.window import EVERYTHING_NOW, Choice, days_of
from live.rules.questions.listing import topics
from live.rules.state import State

MOST_NAMED = 50  # days and tracks looked at in an address
CHOOSING = frozenset({"day", "track", "session", "after", "whole"})


def chosen(state: State, asked: QueryParams) -> Choice:
    """Return the choice in an address; what is not on the agenda is left out.

    `day`: `2027-03-08`; `track`: its name; both as often as wanted. `session`: the id of one, or of an item of one, to
    be seen whole on its day. `after`: seconds since 1970, where a long day goes on. `whole`: everything.
    """
    if CHOOSING.isdisjoint(asked.keys()):
        return EVERYTHING_NOW
    topic = topics(state).get(asked.get("session", ""))
    session = next((s for s in state.agenda.sessions if topic and s.id == topic.session), None)
    there = days_of(state.agenda.sessions, state.event.zone)
    days = {day for text in asked.getlist("day")[:MOST_NAMED] if (day := _day(text)) in there}
    days |= set(days_of([session] if session else [], state.event.zone))
    return Choice(
        days=tuple(sorted(days)),
        tracks=frozenset(asked.getlist("track")[:MOST_NAMED]) & frozenset(state.agenda.tracks),
        session=session.id if session else "",
        after=_moment(asked.get("after", ""), state),
        whole="whole" in asked,
    )


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def _moment(text: str, state: State) -> datetime | None:
    """A moment at which some session begins; any other would be one more page to keep."""
    if not (text.isascii() and text.isdigit()):
        return None
    starts = (s.starts for s in state.agenda.sessions)
    return next((start.astimezone(UTC) for start in starts if int(start.timestamp()) == int(text[:15])), None)
