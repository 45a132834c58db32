"""The moderators' word to everyone: made, set for a time, corrected, told, retracted."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from msgspec.structs import replace

from live.actions.acting import Acting, Actor, Decision, Done, check_revision
from live.rules import announcements
from live.rules.announcements import Announcement, announcement_as_json
from live.rules.changes import Change
from live.rules.errors import Conflict, NotFound
from live.rules.ids import derived
from live.rules.instants import fixed, within
from live.rules.people import Person, Role, limits, require_moderator
from live.rules.state import State
from live.rules.wishes import Move
from live.rules.wishes.announcements import Announce, Correct
from live.store import Copy

SAME_WITHIN = timedelta(minutes=1)  # a form that is sent twice is one announcement
CLOCK = Person(id="clock", role=Role.MODERATOR)  # who tells what was set for a time


async def announce(actor: Actor, wish: Announce) -> Done:
    """Tell everyone at once, or at the time that is wished. Without a key, the same words within a minute are the same
    announcement.
    """
    require_moderator(actor.person)

    def rule(copy: Copy, now: datetime) -> Decision:
        announcement_id = _new_id(copy, actor.person, wish, now)
        kept = copy.state.announcements.get(announcement_id)
        if kept:
            return _nothing(kept)
        made = announcements.announce(announcement_id, wish, now, due=_due(copy.state, wish, now))
        kind = "announcement.scheduled" if made.due_at else "announcement.made"
        return _decision(replace(made, moved_by=actor.person.name), kind, now)

    return await actor.do(rule, wish.key, limits.MOVE)


async def correct(actor: Actor, announcement_id: str, wish: Correct) -> Done:
    """Give it another text, level, link, end, or another time for one that waits.

    Refuses `conflict`, also for one taken back.
    """
    require_moderator(actor.person)

    def rule(copy: Copy, now: datetime) -> Decision:
        kept = _kept(copy, announcement_id)
        check_revision(wish.revision, kept.revision, _current(kept))
        if kept.retracted:
            raise Conflict("This message has been taken back. Send a new one.", current=_current(kept))
        after = announcements.correct(kept, wish, now, _due(copy.state, wish, now))
        kind = "announcement.scheduled" if after.due_at else "announcement.corrected"
        return _decision(replace(after, moved_by=actor.person.name), kind, now) if after is not kept else _nothing(kept)

    return await actor.do(rule, wish.key, limits.MOVE)


async def tell(actor: Actor, announcement_id: str, wish: Move) -> Done:
    """Tell everyone now what was set for later. LogEntry already, or taken back: nothing happens."""
    return await _moved(actor, announcement_id, wish, announcements.tell, "announcement.made")


async def retract(actor: Actor, announcement_id: str, wish: Move) -> Done:
    """Take it back from every page."""
    return await _moved(
        actor, announcement_id, wish, lambda kept, now: announcements.retract(kept), "announcement.retracted"
    )


async def tell_due(acting: Acting, slug: str, announcement_id: str) -> Done:
    """Tell everyone what is due. Any number of processes may try: the store takes only the first."""

    def rule(copy: Copy, now: datetime) -> Decision:
        kept = _kept(copy, announcement_id)
        if kept.due_at is None or not announcements.is_due(kept, now):
            return _nothing(kept)
        return _decision(announcements.tell(kept, kept.due_at), "announcement.made", now)

    return await Actor(acting, slug, CLOCK).do(rule)


async def _moved(
    actor: Actor, announcement_id: str, wish: Move, move: Callable[[Announcement, datetime], Announcement], kind: str
) -> Done:
    require_moderator(actor.person)

    def rule(copy: Copy, now: datetime) -> Decision:
        kept = _kept(copy, announcement_id)
        after = move(kept, now)
        if after is kept:
            return _nothing(kept)
        check_revision(wish.revision, kept.revision, _current(kept))
        return _decision(after, kind, now)

    return await actor.do(rule, wish.key, limits.MOVE)


def _current(kept: Announcement) -> dict[str, object]:
    """What a stale moderator gets."""
    return announcement_as_json(kept) | {"moved_by": kept.moved_by}


def _kept(copy: Copy, announcement_id: str) -> Announcement:
    kept = copy.state.announcements.get(announcement_id)
    if kept is None:
        raise NotFound("There is no such announcement.", code="no_such_announcement")
    return kept


def _due(state: State, wish: Announce | Correct, now: datetime) -> datetime | None:
    """When it is to be told. A time of day is that of the first day of the event on which it is still to come."""
    if wish.in_minutes:
        return now + timedelta(minutes=wish.in_minutes)
    zone = state.event.zone
    if isinstance(wish.starts, time):
        first = max(now, state.agenda.starts or now)
        return within(wish.starts, first, max(first, state.agenda.ends or first), zone)
    if isinstance(wish.starts, datetime):
        return fixed(wish.starts if wish.starts.tzinfo else wish.starts.replace(tzinfo=zone), zone)
    return None


def _new_id(copy: Copy, by: Person, wish: Announce, now: datetime) -> str:
    if wish.key:
        return derived(by.id, "key", wish.key)
    words = " ".join(wish.text.split())
    over = sum(
        1
        for a in copy.state.announcements.values()
        if " ".join(a.text.split()) == words and (a.retracted or now - a.at > SAME_WITHIN)
    )
    later = [str(when) for when in (wish.starts, wish.in_minutes) if when]
    return derived(by.id, "words", words, wish.level, str(over), *later)


def _decision(announcement: Announcement, kind: str, now: datetime) -> Decision:
    change = Change(kind=kind, at=now, thing=announcement)
    return Decision(
        put={f"announcement:{announcement.id}": announcement},
        changes=(change,),
        answer={"announcement": announcement_as_json(announcement)},
    )


def _nothing(announcement: Announcement) -> Decision:
    return Decision(answer={"announcement": announcement_as_json(announcement)})
