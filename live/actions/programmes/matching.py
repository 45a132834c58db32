"""A new programme over an old one: which of its sessions are which, so that ids, questions and what was done by hand
stay with them.
"""

from difflib import SequenceMatcher

from msgspec.structs import replace

from live.rules.agenda import Agenda, Session, ordered

ALIKE = 0.6  # difflib's own advice for "close matches"


def over(before: Agenda, agenda: Agenda) -> Agenda:
    """The agenda `before` becomes when `agenda` is put over it."""
    return Agenda(revision=before.revision + 1, sessions=_with_old_ids(before, agenda))


def _with_old_ids(before: Agenda, agenda: Agenda) -> tuple[Session, ...]:
    """Match by the source's own key, by title and start, by title alone, by place with a similar title; each old
    session once.
    """
    free = list(before.sessions)
    matched: dict[str, Session] = {}
    for same in (_same_key, _same_title_and_plan, _same_title, _same_place):
        for new in agenda.sessions:
            old = None if new.id in matched else next((s for s in free if same(s, new)), None)
            if old is not None:
                free.remove(old)
                matched[new.id] = old
    return ordered([_carried(matched[new.id], new) if new.id in matched else new for new in agenda.sessions])


def _carried(old: Session, new: Session) -> Session:
    """The new words and times; identity, bullets' ids and what was decided by hand are the old one's.

    A calendar's UID is made of the key.
    """
    kept_items = {i.text: i for i in old.items}
    merged = tuple(kept_items.get(i.text, i) for i in new.items)
    status = old.status if new.status == "scheduled" else new.status
    carried = replace(
        new, id=old.id, key=old.key, items=merged, status=status, started_at=old.started_at, ended_at=old.ended_at
    )
    return (
        old
        if replace(carried, revision=old.revision, reason=old.reason) == old
        else replace(carried, revision=old.revision + 1)
    )


def _same_key(old: Session, new: Session) -> bool:
    return new.id == old.id or (bool(new.key) and new.key in (old.key, old.id))


def _same_title_and_plan(old: Session, new: Session) -> bool:
    return old.title == new.title and old.planned_starts == new.planned_starts and old.track == new.track


def _same_title(old: Session, new: Session) -> bool:
    return old.kind == new.kind and old.title == new.title and old.track == new.track


def _same_place(old: Session, new: Session) -> bool:
    """A title that was corrected: the same time and track, and similar words or the same speakers."""
    if (old.kind, old.planned_starts, old.track) != (new.kind, new.planned_starts, new.track):
        return False
    same_people = bool(new.speakers) and old.speakers == new.speakers
    return same_people or SequenceMatcher(None, old.title.casefold(), new.title.casefold()).ratio() >= ALIKE
