"""One person's own page: what they asked, what they voted for, what they answered."""

from collections.abc import Mapping

from live.rules.people import Role
from live.rules.polls import choices
from live.rules.questions import ledger
from live.rules.questions.listing import ranked
from live.rules.questions.merging import target
from live.rules.snapshot import Snapshot
from live.rules.state import asked_by, listed
from live.views import polls
from live.views.press import Press


def page(
    press: Press, snapshot: Snapshot, person_id: str, upvoted: set[str], ballots: Mapping[str, list[str]], done: str
) -> str:
    """Print it, the newest question first. `done`: what has just been done, see `Views.mine`."""
    state = snapshot.state
    voted = [q for q in listed(state, Role.ATTENDEE) if q.id in upvoted]
    return press.print(
        "attendee/mine.html",
        snapshot.language,
        **press.about_event(snapshot),
        asked=[(q, target(state.questions, q)) for q in asked_by(state, person_id)[::-1]],
        voted=ranked(voted, snapshot.pulse.votes),
        over=ledger.is_over(state, snapshot.now),
        answered=polls.answered(state, ballots),
        choices_of=choices,
        done=done,
        scripts=("forgetting",),
    )
