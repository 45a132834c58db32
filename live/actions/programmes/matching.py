"""A new programme over an old one: which of its sessions are which, so that ids, questions and what was done by hand
stay with them.
"""

from msgspec.structs import replace

from live.actions.programmes.signs import by_signs
from live.rules.agenda import Agenda, Session, ordered


def over(before: Agenda, agenda: Agenda) -> Agenda:
    """Return the agenda `before` becomes when `agenda` is put over it."""
    return Agenda(revision=before.revision + 1, sessions=_with_old_ids(before, agenda))


def _with_old_ids(before: Agenda, agenda: Agenda) -> tuple[Session, ...]:
    """Match by what identifies a session, then by several signs together; each old session once."""
    free = list(before.sessions)
    matched: dict[str, Session] = {}
    for same in (_same_key, _same_title_and_plan):
        for new in agenda.sessions:
            old = None if new.id in matched else next((s for s in free if same(s, new)), None)
            if old is not None:
                free.remove(old)
                matched[new.id] = old
    matched |= by_signs(free, [new for new in agenda.sessions if new.id not in matched], before, agenda)
    return ordered([_carried(matched[new.id], new) if new.id in matched else new for new in agenda.sessions])


def _carried(old: Session, new: Session) -> Session:
    """The new words and times; identity, bullets' ids and what was decided by hand are the old one's.

    A calendar's UID is made of the key.
    """
    kept_items = {i.text: i for i in old.items}
    merged = tuple(kept_items.get(i.text, i) for i in new.items)
    status = old.status if new.status == "scheduled" else new.status
    stays = (status == old.status == "cancelled") or (old.starts, old.ends) == (new.starts, new.ends)
    carried = replace(
        new,
        id=old.id,
        key=old.key,
        items=merged,
        stream=new.stream or old.stream,
        status=status,
        reason=new.reason or (old.reason if stays else ""),  # why it was moved is over when it is moved anew
        started_at=old.started_at,
        ended_at=old.ended_at,
    )
    return old if replace(carried, revision=old.revision) == old else replace(carried, revision=old.revision + 1)


def _same_key(old: Session, new: Session) -> bool:
    return new.id == old.id or (bool(new.key) and new.key in (old.key, old.id))


def _same_title_and_plan(old: Session, new: Session) -> bool:
    return old.title == new.title and old.planned_starts == new.planned_starts and old.track == new.track
