"""The lines of the desk's columns, each printed once for as long as nothing in it changes."""

from markupsafe import Markup

from live.rules.questions import Question
from live.rules.snapshot import Snapshot
from live.views.press import Press
from live.views.press.context import Context


def context_of_rows(press: Press, snapshot: Snapshot) -> Context:
    """Return what lines are printed from beside their question."""
    state = snapshot.state
    return {
        **press.about_event(snapshot),
        "root": f"/{state.event.slug}/desk",
        "marks": state.marks,
        "votes": snapshot.pulse.votes,
        "number_of": lambda question: state.questions[question].number if question in state.questions else 0,
    }


def row(press: Press, snapshot: Snapshot, question: Question, context: Context) -> Markup:
    """Return the line of a question; `context` is that of rows, or more."""
    event, mark = snapshot.state.event, snapshot.state.marks.get(question.id)
    made_of = (
        *("desk", snapshot.language, event.slug, event.timezone, event.flagged_words),
        *(question, snapshot.pulse.votes.get(question.id, 0), mark and mark.labels),
    )
    return press.kept.get(
        made_of, lambda: press.fragment("desk/question", snapshot.language, question=question, **context)
    )
