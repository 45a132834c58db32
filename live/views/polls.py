"""Polls as pieces of pages: a card for everyone, a row for the desk, a scene for the stage."""

from collections.abc import Mapping
from typing import Any

from live.rules import polls
from live.rules.agenda import Agenda, Session
from live.rules.agenda.moment import Moment
from live.rules.people import Role
from live.rules.polls import Poll, PollStatus, Tally, choices
from live.rules.polls.as_json import results_for
from live.rules.snapshot import Snapshot
from live.rules.state import State, polled
from live.rules.wishes.agenda import SessionKind

GONE = ("done", "cancelled")  # how a session is shown whose polls have left with it
MOST_SPOKEN = 6  # results of one poll
Row = tuple[Poll, dict[str, Any] | None, str | None, int]


def rows(snapshot: Snapshot, role: Role) -> list[Row]:
    """Return the polls a role sees by themselves, each with its results (None where they are not shown), the mean of a
    scale in words, and how many people have answered.
    """
    seen = polled(snapshot.state, role)
    return [row(snapshot, poll, role) for poll in seen if role is Role.MODERATOR or not is_apart(poll)]


def row(snapshot: Snapshot, poll: Poll, role: Role) -> Row:
    tally: Tally = snapshot.pulse.polls.get(poll.id, {})
    seen = results_for(poll, tally, role)
    mean = polls.mean(poll, tally) if seen else None
    return poll, seen, None if mean is None else spoken(mean, snapshot.language), tally.get(polls.VOTERS, 0)


def spoken(mean: float, language: str) -> str:
    """Return one decimal, as it is written in the language."""
    return f"{mean:.1f}" if language == "en" else f"{mean:.1f}".replace(".", ",")


def context(snapshot: Snapshot, poll: Poll, role: Role) -> dict[str, Any]:
    """Return what the template of a poll needs beside the poll."""
    _, results, mean, answered = row(snapshot, poll, role)
    return {"results": results, "mean": mean, "answered": answered, **about(snapshot.state.agenda)}


def about(agenda: Agenda) -> dict[str, Any]:
    """Return what templates ask of any poll: its choices, the session it belongs to, and whether it has left with
    that.
    """

    def held_during(poll: Poll) -> Session | None:
        return _held_during(poll, agenda)

    def is_past(poll: Poll, moment: Moment) -> bool:
        session = held_during(poll)
        return poll.status == "closed" and session is not None and moment.shown.get(session.id) in GONE

    return {"choices_of": choices, "held_during": held_during, "is_past": is_past}


def is_apart(poll: Poll) -> bool:
    """Return whether it is answered with its set, and not among the polls of the event's page."""
    return bool(poll.set) and poll.status == PollStatus.OPEN


def _held_during(poll: Poll, agenda: Agenda) -> Session | None:
    """The session it is about, else the talk that was on when it was opened."""
    at = poll.opened_at or poll.made_at
    on = (s for s in agenda.sessions if s.kind != SessionKind.BREAK and s.starts <= at < s.ends)
    return next((s for s in agenda.sessions if s.id == poll.session), None) or next(on, None)


def scene(snapshot: Snapshot) -> dict[str, Any]:
    """Return what the stage shows of the latest poll: its results, or only what can be chosen."""
    poll = polls.latest(snapshot.state.polls)
    if poll is None:
        return {"poll": None, "results": None, "mean": None, "choices": None, "answered": 0}
    shown, results, mean, answered = row(snapshot, poll, Role.ATTENDEE)
    options = [(choice, words, 0) for choice, words in choices(shown).items()]
    return {
        "poll": shown,
        "results": results,
        "mean": mean,
        "choices": {"people": 0, "counts": options} if options else None,
        "answered": answered,
    }


def answered(state: State, ballots: Mapping[str, list[str]]) -> list[tuple[Poll, list[str], list[str]]]:
    """Return what one person has answered: in words, and as it was chosen."""
    return [
        (poll, [choices(poll).get(choice, choice) for choice in ballots[poll.id]], ballots[poll.id])
        for poll in polled(state, Role.ATTENDEE)
        if poll.id in ballots
    ]


def counted(results: dict[str, Any] | None) -> str:
    """Return results as told aloud after the poll's words: ` – Yes: 7, No: 5`; nothing where none are shown."""
    told = ", ".join(f"{words}: {n}" for _, words, n in results["counts"][:MOST_SPOKEN]) if results else ""
    return f" – {told}" if told else ""
