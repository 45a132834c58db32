"""Polls as pieces of pages: a card for everyone, a row for the desk, a scene for the stage."""

from collections.abc import Mapping
from typing import Any

from live.rules import polls
from live.rules.people import Role
from live.rules.polls import Poll, Tally, choices
from live.rules.polls.as_json import results_for
from live.rules.snapshot import Snapshot
from live.rules.state import State, polled

MOST_SPOKEN = 6  # results of one poll
Row = tuple[Poll, dict[str, Any] | None, str | None, int]


def rows(snapshot: Snapshot, role: Role) -> list[Row]:
    """Return the polls a role sees, each with its results (None where they are not shown), the mean of a scale in
    words, and how many people have answered.
    """
    return [row(snapshot, poll, role) for poll in polled(snapshot.state, role)]


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
    return {"results": results, "mean": mean, "answered": answered, "choices_of": choices}


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
