"""Everyone's list of questions: a window of it on the event's page, the rest a page at a time."""

from live.rules.people import Role
from live.rules.questions import PUBLIC, Question
from live.rules.questions.listing import WINDOW, after, listed_as, place_of, ranked
from live.rules.snapshot import Snapshot
from live.rules.state import listed
from live.views.fragments import Fragments
from live.views.press import Press
from live.views.press.context import Context

MOST_ORDERS = 500  # lists that are kept in their order
Ordered = list[tuple[Question, int]]


class QuestionList:
    """Sorts the list once for a state and its counts, whatever the languages, and prints parts of it."""

    def __init__(self, press: Press, fragments: Fragments) -> None:
        self._press, self._fragments = press, fragments
        self._kept: dict[tuple[str, str], tuple[object, object, Ordered]] = {}

    def ordered(self, snapshot: Snapshot, sort: str) -> Ordered:
        """Return all of it, each with its votes."""
        state, votes = snapshot.state, snapshot.pulse.votes
        name = state.event.slug, listed_as(sort)
        kept = self._kept.get(name)
        if kept is None or kept[0] is not state.questions or kept[1] is not votes:
            if len(self._kept) >= MOST_ORDERS:
                self._kept = {}
            kept = state.questions, votes, ranked(listed(state, Role.ATTENDEE), votes, sort)
            self._kept[name] = kept
        return kept[2]

    def window(
        self,
        snapshot: Snapshot,
        context: Context,
        sort: str,
        *,
        start: int = 0,
        most: int = WINDOW,
        also: str = "",
    ) -> Context:
        """Return what templates print of the list from its number `start` on; `also` is the id of one more."""
        every = self.ordered(snapshot, sort)
        some = every[start : start + most]
        end = place_of(some[-1], sort) if some and start + len(some) < len(every) else ""
        if also and all(question.id != also for question, _ in some):
            more = snapshot.state.questions.get(also)
            some = [*some, (more, snapshot.pulse.votes.get(also, 0))] if more and more.status in PUBLIC else some
        return {
            "questions": [self._fragments.question(snapshot, q, votes, context) for q, votes in some],
            "total": len(every),
            "end": end,
            "sort": sort,
        }

    def page(self, snapshot: Snapshot, sort: str, place: str) -> str:
        """Print the part of the list after a place, as a page of its own."""
        context = self._press.about_event(snapshot)
        start = after(self.ordered(snapshot, sort), sort, place)
        window = self.window(snapshot, context, sort, start=start)
        return self._press.print("attendee/questions.html", snapshot.language, **context, **window, is_first=start == 0)
