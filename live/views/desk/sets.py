"""Templates of polls that everyone has, in the language of the event, and the sets that are at the desk."""

from collections.abc import Mapping
from datetime import date

import msgspec

from live.rules.polls import VOTERS, Poll, PollStatus, sets
from live.rules.snapshot import Snapshot
from live.rules.templates import PollTemplate, TemplatePoll
from live.rules.wishes.polls import PollKind
from live.views.press.words import Words

WORDS: Mapping[str, str] = {
    "evaluation": "Evaluation",
    "pace": "The pace",
    "start": "Who is here",
    "useful": "How useful was this to you?",
    "carried_out": "How well was it carried out?",
    "recommended": "How likely are you to recommend it to others?",
    "best": "What was most useful?",
    "better": "What can be better next time?",
    "how_fast": "How is the pace?",
    "slow": "Too slow",
    "right": "Just right",
    "fast": "Too fast",
    "where": "Where are you following from?",
    "known": "How much do you know about this already?",
}
MADE_OF: Mapping[str, tuple[tuple[str, PollKind, tuple[str, ...]], ...]] = {
    "evaluation": (
        ("useful", PollKind.SCALE, ()),
        ("carried_out", PollKind.SCALE, ()),
        ("recommended", PollKind.SCALE, ()),
        ("best", PollKind.TEXT, ()),
        ("better", PollKind.TEXT, ()),
    ),
    "start": (("where", PollKind.WORDS, ()), ("known", PollKind.SCALE, ())),
    "pace": (("how_fast", PollKind.SINGLE, ("slow", "right", "fast")),),
}


class SetAtDesk(msgspec.Struct, frozen=True):
    """A set as moderators see it: its polls, how many of them are open, how many people have answered any, and the last
    day on which it can be answered or could.
    """

    id: str
    name: str
    polls: list[Poll]
    open: int
    answered: int
    until: date | None = None


def template_of(words: Words, name: str, language: str) -> PollTemplate | None:
    """Return a template that everyone has, in a language; None where there is none of that name."""

    def said(key: str) -> str:
        return words.translate(WORDS[key], language)

    if name not in MADE_OF:
        return None
    asked = (TemplatePoll(said(text), kind, tuple(map(said, options))) for text, kind, options in MADE_OF[name])
    return PollTemplate(said(name), tuple(asked))


def context(snapshot: Snapshot, words: Words) -> dict[str, object]:
    """Return what the desk shows of sets and templates."""
    event, language = snapshot.state.event, snapshot.language
    return {
        "sets": at_desk(snapshot),
        "templates": [(name, words.translate(WORDS[name], language)) for name in MADE_OF],
        "own_templates": [template.name for template in event.poll_templates],
    }


def at_desk(snapshot: Snapshot) -> list[SetAtDesk]:
    polls = snapshot.state.polls.values()
    return [_set(snapshot, name, sets.of_set(polls, name)) for name in sets.names(polls)]


def _set(snapshot: Snapshot, name: str, of: list[Poll]) -> SetAtDesk:
    tallies = snapshot.pulse.polls
    is_open = [poll for poll in of if poll.status == PollStatus.OPEN]
    people = max((tallies.get(poll.id, {}).get(VOTERS, 0) for poll in of), default=0)
    return SetAtDesk(
        sets.id_of(name),
        name,
        of,
        len(is_open),
        people,
        sets.last_day((is_open or of)[0], snapshot.state.event.zone),
    )
