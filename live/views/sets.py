"""Sets of polls for everyone: one line on the event's page, and the page on which all of a set is answered."""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from live.rules.polls import Poll, choices, sets
from live.rules.snapshot import Snapshot
from live.rules.state import State
from live.views.pieces import Piece
from live.views.press import Press, times
from live.views.press.words import Words

SAID: Mapping[str, str] = {
    "poll.opened": "{name}: {n} questions",
    "until": "{name}: {n} questions, until the end of {day}",
    "poll.closed": "The poll is closed: {text}",
}


class OpenSet(msgspec.Struct, frozen=True):
    """A set that can be answered, by the polls of it that can; `until`: the last day on which it can, if it has one."""

    id: str
    name: str
    polls: list[Poll]
    until: date | None = None


def open_sets(state: State) -> list[OpenSet]:
    """Return the sets that can be answered, the latest first."""
    polls = state.polls.values()
    found = ((name, sets.open_of(polls, name)) for name in sets.names(polls))
    return [_open(state, name, here) for name, here in found if here]


def _open(state: State, name: str, here: list[Poll]) -> OpenSet:
    return OpenSet(sets.id_of(name), name, here, sets.last_day(here[0], state.event.zone))


def _day(day: date | None, snapshot: Snapshot) -> str:
    return times.week_date(day, snapshot.language) if day else ""


def line(press: Press, snapshot: Snapshot, poll: Poll) -> Piece:
    """Return the line of the set that a poll belongs to as it now is, or that it goes."""
    name = sets.id_of(poll.set)
    here = sets.open_of(snapshot.state.polls.values(), poll.set)
    if not here:
        return {"put": [], "drop": [name]}
    found = _open(snapshot.state, poll.set, here)
    html = press.fragment("poll_set", snapshot.language, poll_set=found, **press.about_event(snapshot))
    return {"put": [{"id": name, "list": "polls", "html": html}], "drop": []}


def said(words: Words, snapshot: Snapshot, poll: Poll, kind: str) -> str:
    """Return what is told aloud when a set is opened, or closed: once for all of its polls."""
    here = sets.open_of(snapshot.state.polls.values(), poll.set)
    if kind == "poll.closed":
        of = sets.of_set(snapshot.state.polls.values(), poll.set)
        shut = [(one.closed_at, one.id) for one in of if one.closed_at]
        is_last = not here and shut and max(shut)[1] == poll.id
        return words.translate(SAID[kind], snapshot.language, text=poll.set) if is_last else ""
    if kind not in SAID or not here or here[0].id != poll.id:
        return ""
    day = _day(sets.last_day(here[0], snapshot.state.event.zone), snapshot)
    return words.translate(SAID["until" if day else kind], snapshot.language, name=poll.set, n=len(here), day=day)


def page(
    press: Press,
    snapshot: Snapshot,
    given: Mapping[str, Sequence[str]],
    *,
    sent: bool = False,
    why: str = "",
    field: str | None = None,
) -> str:
    """Print the page of everything that can be answered in sets; `given`: what this person has answered or typed.

    `sent`: it has just been kept. `why` and `field`: what was refused, and where.
    """
    return press.print(
        "attendee/polls.html",
        snapshot.language,
        **press.about_event(snapshot),
        open_sets=open_sets(snapshot.state),
        ended=sets.ended_of(snapshot.state.polls.values(), snapshot.state.event.zone),
        choices_of=choices,
        given=given,
        sent=sent,
        why=why,
        field=field,
        scripts=("answering",),
    )
