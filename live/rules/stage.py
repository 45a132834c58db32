"""What the stage shows: which scene, which question, and when it goes on.

`static/js/stage/scene.js` decides the same in the browser; a test compares them.
"""

from datetime import datetime

from live.rules.agenda import Session
from live.rules.agenda.moment import Moment
from live.rules.event import Stage
from live.rules.questions import Question
from live.rules.state import State

SCENES = ("question", "poll", "now", "break", "join", "agenda", "end")
ROWS = 6  # of the agenda


def scene_of(wish: Stage, phase: str, *, answering: bool, transparent: bool, polling: bool = False) -> str:
    """Return which scene that wish means now; "" is an empty screen.

    A question or poll scene without one invites, or leaves a broadcast alone.
    """
    if answering and wish in (Stage.AUTO, Stage.QUESTION):
        return "question"
    if wish in (Stage.QUESTION, Stage.POLL):
        return "poll" if polling and wish is Stage.POLL else "" if transparent else "join"
    if wish is Stage.JOIN:
        return "join"
    if phase in ("after", "empty"):
        return "end" if phase == "after" else "join"
    if wish in (Stage.AGENDA, Stage.BREAK):
        return str(wish)
    return {"before": "join", "live": "now", "break": "break", "between": "break"}[phase]


def answering(state: State) -> Question | None:
    """Return the question being answered: the one taken last."""
    taken = [q for q in state.questions.values() if q.status == "live"]
    return max(taken, key=lambda q: (q.changed_at, q.number), default=None)


def back_at(moment: Moment) -> datetime | None:
    """Return when it goes on: the end of the break, else the next start.

    None when that has passed: a break has run over, or by hand nobody has begun what is next.
    """
    on = moment.session
    if moment.phase == "break" and on:
        back: datetime | None = on.ends
    else:
        back = moment.next.starts if moment.next else moment.starts
    return back if back and back > moment.now else None


def rows(state: State, moment: Moment) -> list[Session]:
    """Return the agenda from now on."""
    return [s for s in state.agenda.sessions if moment.shown[s.id] != "done"][:ROWS]
