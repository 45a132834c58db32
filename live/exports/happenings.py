"""What the reports tell of an event beside its state, read from the store."""

from datetime import datetime

import msgspec

from live.actions.acting import Acting
from live.rules.agenda.history import LogEntry, history
from live.rules.people.attendance import Attendance
from live.rules.polls import Written
from live.rules.state import in_full
from live.store import Copy


class Happened(msgspec.Struct, frozen=True):
    """What is known of an event beside its state: how many people were here when, what was moved, what was answered in
    full, what time it is, and the bytes of its logo.
    """

    now: datetime
    attendance: Attendance = {}
    moves: tuple[LogEntry, ...] = ()
    written: Written = {}
    logo: bytes = b""


async def happened(acting: Acting, copy: Copy) -> Happened:
    """Read what the reports tell. Raises `Unavailable`."""
    return Happened(
        acting.now(),
        await acting.store.attendances.of(copy.slug),
        history(await acting.store.histories.of(copy)),
        await acting.store.ballots.written(copy.slug, in_full(copy.state)),
        await _logo(acting, copy),
    )


async def _logo(acting: Acting, copy: Copy) -> bytes:
    logo = copy.state.event.logo
    return (await acting.store.logos.of(copy.slug, logo.name) if logo else None) or b""
