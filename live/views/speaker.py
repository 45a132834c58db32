"""The speaker's page: a glance at a phone.

How long is left, what is being answered, what most people ask, what comes next.
"""

from datetime import datetime
from typing import Any

from live.rules.agenda.moment import moment_of
from live.rules.people import Role
from live.rules.people.signals import seen_signals
from live.rules.questions import Question
from live.rules.questions.marks import queue
from live.rules.stage import answering
from live.rules.state import State
from live.views.copies import Copy
from live.views.press import Press

STYLES = ("tokens", "reset", "text", "button", "speaker", "heard", "status")
TOP = 5  # questions; more is not a glance


def top(state: State, votes: dict[str, int]) -> list[tuple[Question, int]]:
    """Return the open questions in the order of the moderators' queue: by hand if they arranged it, else what is
    pinned, then what most people want.
    """
    return [(q, votes.get(q.id, 0)) for q in queue(state.questions.values(), votes, state.order)[:TOP]]


def page(press: Press, copy: Copy, language: str, now: datetime) -> str:
    state, question = copy.state, answering(copy.state)
    context: dict[str, Any] = press.about_event(state, language)
    return press.print(
        "speaker/speaker.html",
        language,
        **context,
        moment=moment_of(state, now),
        question=question,
        top=top(state, copy.pulse.votes),
        rows=TOP,
        arranged=[q.id for q, _ in top(state, copy.pulse.votes) if q.id in state.order.ids],
        votes=copy.pulse.votes,
        cue=copy.pulse.cue,
        signals=seen_signals(copy.pulse.signals, Role.SPEAKER),
        epoch=copy.cursor.epoch,
        cursor=str(copy.cursor),
        styles=STYLES,
        scripts=("speaker/main",),
    )
