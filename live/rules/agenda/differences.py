"""What became of an agenda: each session of two versions side by side, and in which ways it differs.

A preview of a move, an import over a running event and the change log all show the same thing.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from live.rules.agenda import Agenda, Session

KINDS = ("added", "removed", "cancelled", "restored", "moved", "retitled", "reworded")


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be remembered of a session to say what became of it."""

    id: str
    title: str
    starts: datetime
    ends: datetime
    status: str = "scheduled"


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One session.

    `was` is None for a new one, `now` for one that is gone; `kinds` are some of `KINDS`, none when nothing differs.
    """

    was: Before | None
    now: Session | None
    kinds: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.now.id if self.now else self.was.id if self.was else ""

    @property
    def title(self) -> str:
        return self.now.title if self.now else self.was.title if self.was else ""


def as_before(session: Session) -> Before:
    return Before(id=session.id, title=session.title, starts=session.starts, ends=session.ends, status=session.status)


def difference(was: Before | None, now: Session | None) -> Difference:
    """Return one session before and after.

    Without any other difference its words must have changed, or it would not have been told.
    """
    if was is None or now is None:
        return Difference(was=was, now=now, kinds=("added",) if was is None else ("removed",))
    kinds = []
    if (was.status == "cancelled") != (now.status == "cancelled"):
        kinds.append("cancelled" if now.status == "cancelled" else "restored")
    if (was.starts, was.ends) != (now.starts, now.ends):
        kinds.append("moved")
    if was.title != now.title:
        kinds.append("retitled")
    if not kinds and was.status == now.status:
        kinds.append("reworded")
    return Difference(was=was, now=now, kinds=tuple(kinds))


def compared(before: Agenda, after: Agenda) -> tuple[Difference, ...]:
    """Return every session of either agenda, in the order of the new one; those that are gone stand where they were."""
    was = {s.id: s for s in before.sessions}
    found = [_same(was.get(s.id), s) for s in after.sessions]
    stays = {s.id for s in after.sessions}
    found += [difference(as_before(s), None) for s in before.sessions if s.id not in stays]
    return tuple(sorted(found, key=_place))


def _same(was: Session | None, now: Session) -> Difference:
    if was is not None and msgspec.structs.replace(was, revision=now.revision, place=now.place) == now:
        return Difference(was=as_before(was), now=now, kinds=())
    return difference(as_before(was) if was else None, now)


def _place(one: Difference) -> datetime:
    starts = one.now.starts if one.now else one.was.starts if one.was else None
    assert starts is not None
    return starts


def by_kind(differences: Iterable[Difference]) -> dict[str, list[Difference]]:
    """Return those of each kind, and `unchanged`; a session that differs in two ways stands under both."""
    found: dict[str, list[Difference]] = {kind: [] for kind in (*KINDS, "unchanged")}
    for one in differences:
        for kind in one.kinds or ("unchanged",):
            found[kind].append(one)
    return found


def difference_as_json(one: Difference) -> dict[str, object]:
    """Return a difference for programs: the session as it would be, and as it is under `was`."""
    now = one.now
    times: dict[str, object] = (
        {"starts": now.starts, "ends": now.ends, "status": now.status}
        if now
        else {"starts": None, "ends": None, "status": "removed"}
    )
    was = (
        {"title": one.was.title, "starts": one.was.starts, "ends": one.was.ends, "status": one.was.status}
        if one.was
        else None
    )
    return {"id": one.id, "title": one.title, "kinds": one.kinds, **times, "was": was}
