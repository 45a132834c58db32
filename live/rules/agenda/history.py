"""The programme's history as attendees may read it: one entry per move, from when to when and why.

A moderator who fiddles makes one entry: moves of the same session within a minute are told together, and what came to
nothing is not told.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import msgspec

from live.rules.agenda import Session
from live.rules.agenda.differences import Before, Difference, difference
from live.rules.changes import Change

FIDDLING = timedelta(minutes=1)
WORDED = ("session.edited", "agenda.replaced")  # the moves after which other words may be all that differs


class LogEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry.

    `id` is the cursor of its first change and stays, `cursor` that of its last; `subject` is the session that was
    moved.
    """

    id: str
    cursor: str
    at: datetime
    updated: datetime
    subject: str
    kind: str
    differences: tuple[Difference, ...]

    @property
    def reason(self) -> str:
        """What the moderators said of it, as long as the session it was said of still carries it."""
        return next((d.now.reason for d in self.differences if d.now and d.id == self.subject), "")


class _Run(msgspec.Struct, kw_only=True):
    """Moves that are told together, while they are read."""

    id: str
    cursor: str
    at: datetime
    updated: datetime
    subject: str
    kind: str
    worded: bool
    was: dict[str, Before | None]
    now: dict[str, Session | None]


def history(entries: Iterable[tuple[str, Change]]) -> tuple[LogEntry, ...]:
    """Return the entries, newest first, of changes in the order of their stream, each with its cursor."""
    runs: list[_Run] = []
    for cursor, change in entries:
        if not change.agenda_revision:
            continue
        if runs and _continues(runs[-1], change):
            _add(runs[-1], cursor, change)
        else:
            runs.append(_add(_begun(cursor, change), cursor, change))
    told = [_entry(run) for run in reversed(runs)]
    return tuple(entry for entry in told if entry.differences)


def _continues(run: _Run, change: Change) -> bool:
    return change.subject == run.subject != "" and change.at - run.updated <= FIDDLING


def _begun(cursor: str, change: Change) -> _Run:
    return _Run(
        id=cursor,
        cursor=cursor,
        at=change.at,
        updated=change.at,
        subject=change.subject,
        kind=change.kind,
        worded=False,
        was={},
        now={},
    )


def _add(run: _Run, cursor: str, change: Change) -> _Run:
    before = {was.id: was for was in change.before}
    for session_id, now in [*((s.id, s) for s in change.sessions), *((i, None) for i in change.removed)]:
        run.was.setdefault(session_id, before.get(session_id))
        run.now[session_id] = now
    run.cursor, run.updated, run.kind, run.worded = cursor, change.at, change.kind, run.worded or change.kind in WORDED
    return run


def _entry(run: _Run) -> LogEntry:
    found = [_visible(run.was[i], now, worded=run.worded) for i, now in run.now.items()]
    differences = sorted(
        (d for d in found if d is not None and d.kinds), key=lambda d: (d.id != run.subject, _starts(d), d.id)
    )
    return LogEntry(
        id=run.id,
        cursor=run.cursor,
        at=run.at,
        updated=run.updated,
        subject=run.subject,
        kind=run.kind,
        differences=tuple(differences),
    )


def _starts(one: Difference) -> datetime:
    return min(side.starts for side in (one.now, one.was) if side is not None)


def _visible(was: Before | None, now: Session | None, *, worded: bool) -> Difference | None:
    """The difference as far as a reader sees it: to the minute, and not that what is over has ended."""
    if was is None and now is None:
        return None
    found = difference(was, now)
    unseen = set() if worded else {"reworded"}
    if (
        was
        and now
        and (
            now.status == "done" or (_minute(was.starts), _minute(was.ends)) == (_minute(now.starts), _minute(now.ends))
        )
    ):
        unseen.add("moved")
    return msgspec.structs.replace(found, kinds=tuple(kind for kind in found.kinds if kind not in unseen))


def _minute(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)
