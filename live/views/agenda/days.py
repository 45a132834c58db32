"""The days of a programme on the attendee page: those that are there, and where the others are to be had."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from urllib.parse import urlencode

from markupsafe import Markup

from live.rules.agenda import Session
from live.rules.agenda.moment import Moment
from live.rules.agenda.window import Choice, by_day, days_shown, is_large
from live.rules.snapshot import Snapshot
from live.views.fragments import Fragments, SessionLook
from live.views.press.context import Context


def context(fragments: Fragments, snapshot: Snapshot, moment: Moment, choice: Choice, about: Context) -> Context:
    """Return what the templates of the programme use; `day_href` leads to a day, with the tracks that are chosen."""
    agenda, zone = snapshot.state.agenda, snapshot.state.event.zone
    days, large = days_shown(agenda, moment, zone, choice), is_large(agenda)
    here = {session.id for day in days for session in day.sessions} | {s.id for s in (*moment.on, moment.next) if s}

    def row(session: Session) -> Markup:
        look = _look(session, choice, large=large)
        return fragments.session(snapshot, session, moment.shown[session.id], look, about)

    return {
        "days": days,
        "calendar": list(by_day(agenda.sessions, zone)),
        "choice": choice,
        "chosen": choice.tracks,
        "is_large": large,
        "askable": [s for s in agenda.sessions if s.kind != "break" and s.stands and s.id in here],
        "day_href": partial(address, choice.tracks),
        "row_of": row,
    }


def _look(session: Session, choice: Choice, *, large: bool) -> SessionLook:
    asked = session.id == choice.session
    return SessionLook(
        brief=large and not choice.whole and not asked,
        unfolded=asked,
        concealed=bool(choice.tracks and session.track) and session.track not in choice.tracks,
    )


def address(tracks: Iterable[str], day: date, after: int | None = None) -> str:
    """Return `?day=2027-03-08&track=Web#day-2027-03-08`; `after`: seconds since 1970 at which a long day goes on."""
    fields = [
        ("day", day.isoformat()),
        *(("after", str(s)) for s in (after,) if s),
        *(("track", t) for t in sorted(tracks)),
    ]
    return f"?{urlencode(fields)}#day-{day.isoformat()}"
