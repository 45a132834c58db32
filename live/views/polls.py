"""Polls as pieces of pages: a card for everyone, a row for the desk, a scene for the stage."""

from collections.abc import Mapping
from typing import Any

from live.rules import polls
from live.rules.changes import Change
from live.rules.people import Role
from live.rules.polls import Poll, Tally, as_told, choices, told
from live.rules.state import State, polled
from live.views.press import Press
from live.views.press.words import Words

SAID: Mapping[str, str] = {"poll.opened": "New poll: {text}"}
Row = tuple[Poll, dict[str, Any] | None, str | None, int]


def rows(state: State, tallies: Mapping[str, Tally], role: Role, language: str) -> list[Row]:
    """The polls a role sees, each with its results (None where they are not shown), the mean of a scale in words, and
    how many people have answered.
    """
    return [row(poll, tallies.get(poll.id, {}), role, language) for poll in polled(state, role)]


def row(poll: Poll, tally: Tally, role: Role, language: str) -> Row:
    seen = told(poll, tally, role)
    mean = polls.mean(poll, tally) if seen else None
    return poll, seen, None if mean is None else spoken(mean, language), tally.get(polls.VOTERS, 0)


def spoken(mean: float, language: str) -> str:
    """One decimal, as it is written in the language."""
    return f"{mean:.1f}" if language == "en" else f"{mean:.1f}".replace(".", ",")


def piece(
    press: Press, words: Words, state: State, change: Change, tallies: Mapping[str, Tally], language: str
) -> dict[str, Any] | None:
    """A change of a poll for everyone; None when it is not theirs to see."""
    assert change.poll is not None
    poll, results, mean, answered = row(change.poll, tallies.get(change.poll.id, {}), Role.ATTENDEE, language)
    seen = as_told(poll, change.was, {}, Role.ATTENDEE)
    if seen is None:
        return None
    if "text" not in seen:
        return {"put": [], "drop": [f"poll-{poll.id}"]}
    html = press.fragment(
        "poll",
        language,
        poll=poll,
        results=results,
        mean=mean,
        answered=answered,
        choices_of=choices,
        **press.about_event(state, language),
    )
    said = {"say": words.translate(SAID[change.kind], language, text=poll.text)} if change.kind in SAID else {}
    return {"put": [{"id": f"poll-{poll.id}", "list": "polls", "html": html}], "drop": [], **said}


def desk_piece(
    press: Press, change: Change, tallies: Mapping[str, Tally], context: dict[str, Any], language: str
) -> dict[str, Any]:
    """A change of a poll for moderators."""
    assert change.poll is not None
    poll, results, mean, _ = row(change.poll, tallies.get(change.poll.id, {}), Role.MODERATOR, language)
    if poll.removed:
        return {"put": [], "drop": [f"poll-{poll.id}"]}
    html = press.fragment("desk/poll", language, poll=poll, results=results, mean=mean, **context)
    return {"put": [{"id": f"poll-{poll.id}", "list": "polls", "html": html}], "drop": []}


def scene(state: State, tallies: Mapping[str, Tally], language: str) -> dict[str, Any]:
    """What the stage shows of the latest poll: its results, or only what can be chosen."""
    poll = polls.latest(state.polls)
    if poll is None:
        return {"poll": None, "results": None, "mean": None, "choices": None, "answered": 0}
    shown, results, mean, answered = row(poll, tallies.get(poll.id, {}), Role.ATTENDEE, language)
    options = [(choice, words, 0) for choice, words in choices(shown).items()]
    return {
        "poll": shown,
        "results": results,
        "mean": mean,
        "choices": {"people": 0, "counts": options} if options else None,
        "answered": answered,
    }


def answered(state: State, ballots: Mapping[str, list[str]]) -> list[tuple[Poll, list[str], list[str]]]:
    """What one person has answered: in words, and as it was chosen."""
    return [
        (poll, [choices(poll).get(choice, choice) for choice in ballots[poll.id]], ballots[poll.id])
        for poll in polled(state, Role.ATTENDEE)
        if poll.id in ballots
    ]
