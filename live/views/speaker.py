"""The speaker's page: a glance at a phone.

How long is left, what is being answered, what most people ask, what comes next.
"""

from collections.abc import Mapping

from live.rules.agenda.moment import moment_of
from live.rules.people import Role
from live.rules.people.signals import signals_for
from live.rules.questions import Question
from live.rules.questions.marks import queue
from live.rules.snapshot import Snapshot
from live.rules.stage import answering
from live.rules.state import State
from live.views.press import Press

STYLES = ("tokens", "reset", "text", "button", "speaker", "heard", "status")
TOP = 5  # questions; more is not a glance


def top(state: State, votes: Mapping[str, int]) -> list[tuple[Question, int]]:
    """Return the open questions in the order of the moderators' queue: by hand if they arranged it, else what is
    pinned, then what most people want.
    """
    return [(q, votes.get(q.id, 0)) for q in queue(state.questions.values(), votes, state.order)[:TOP]]


def page(press: Press, snapshot: Snapshot) -> str:
    state, pulse = snapshot.state, snapshot.pulse
    first = top(state, pulse.votes)
    return press.print(
        "speaker/speaker.html",
        snapshot.language,
        **press.about_event(snapshot),
        moment=moment_of(state, snapshot.now),
        question=answering(state),
        top=first,
        rows=TOP,
        arranged=[q.id for q, _ in first if q.id in state.order.ids],
        votes=pulse.votes,
        cue=pulse.cue,
        signals=signals_for(pulse.signals, Role.SPEAKER),
        epoch=snapshot.epoch,
        cursor=snapshot.cursor,
        styles=STYLES,
        scripts=("speaker/main",),
    )
