"""What the desk's templates are given, whichever of them is printed."""

from live.rules.agenda.moment import moment_of
from live.rules.people import Role
from live.rules.polls import VOTERS
from live.rules.questions.fairness import fairness
from live.rules.questions.marks import in_use
from live.rules.snapshot import Snapshot
from live.rules.state import State, polled, standing, waiting
from live.rules.wishes.agenda import Rest
from live.rules.wishes.announcements import Level
from live.views.desk import sets
from live.views.desk import words as desk_words
from live.views.desk.phrases import phrases
from live.views.desk.rows import context_of_rows
from live.views.press import Press
from live.views.press.context import Context
from live.views.press.times import day_of
from live.views.press.words import Words


def context_of(press: Press, words: Words, snapshot: Snapshot) -> Context:
    """Return what every page and piece of the desk is printed from: the event's facts and what moderators note."""
    state, language, now = snapshot.state, snapshot.language, snapshot.now
    return {
        **context_of_rows(press, snapshot),
        "moment": moment_of(state, now),
        "late": desk_words.late,
        **fair(snapshot),
        **sets.context(snapshot, words),
        "undoes": desk_words.undoes(state, words, language),
        "rests": list(Rest),
        "levels": list(Level),
        "phrases": phrases(state, words, now),
        "day_key": _day_key(state),
        "order": state.order,
        "labels": in_use(state.marks),
        "cues": [
            (words.translate(cue, language), words.translate(cue, state.event.language))
            for cue in desk_words.CUES.values()
        ],
        "reasons": [words.translate(reason, state.event.language) for reason in desk_words.REASONS.values()],
    }


def fair(snapshot: Snapshot) -> Context:
    """Return whether every part of the programme gets its answers, and what the parts are called."""
    state = snapshot.state
    titles = {s.id: s.title for s in state.agenda.sessions}
    return {"fairness": fairness(snapshot.pulse.totals, state.questions, titles), "titles": titles}


def running(snapshot: Snapshot) -> Context:
    """Return what everybody sees at this moment: messages, the newest first, and polls that can be answered."""
    state, tallies = snapshot.state, snapshot.pulse.polls
    return {
        "sent": [*standing(state, snapshot.now), *waiting(state)],
        "open_polls": [
            (poll, tallies.get(poll.id, {}).get(VOTERS, 0))
            for poll in polled(state, Role.MODERATOR)
            if poll.status == "open" and not poll.set
        ],
    }


def _day_key(state: State) -> bool:
    """Whether the programme has several days, so that a row must say which."""
    days = {day_of(s.starts, state.event.zone) for s in state.agenda.sessions}
    return len(days) > 1
