"""The event as it is shown inside a page of somebody else's: to read, with a way to the event's own page."""

from live.rules.agenda import ordered
from live.rules.agenda.moment import moment_of
from live.rules.people import Role
from live.rules.questions.listing import SORTS, ranked
from live.rules.snapshot import Snapshot
from live.rules.state import listed
from live.views.press import Press
from live.views.press.times import milliseconds

STYLES = ("tokens", "reset", "brand", "text", "button", "embed")
MOST_QUESTIONS = 10


def page(press: Press, snapshot: Snapshot, address: str) -> str:
    """Print it; `address` is the event's own page. The same for everyone at this cursor and in this language."""
    state, now = snapshot.state, snapshot.now
    turns = [moment for s in state.agenda.sessions for moment in (s.starts, s.ends) if moment > now]
    return press.print(
        "embed.html",
        snapshot.language,
        **press.about_event(snapshot),
        moment=moment_of(state, now),
        sessions=ordered(state.agenda.sessions),
        questions=ranked(listed(state, Role.ATTENDEE), snapshot.pulse.votes, SORTS[0])[:MOST_QUESTIONS],
        total=len(listed(state, Role.ATTENDEE)),
        address=address,
        turns=milliseconds(min(turns)) if turns else 0,
        cursor=snapshot.cursor,
        styles=STYLES,
        scripts=("embed/main", "embed/ask"),
    )
