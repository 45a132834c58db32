"""Rehearsals: a copy of an event at an address of its own, whose programme runs now, at a chosen speed."""

import re
from datetime import UTC, datetime, time, timedelta
from itertools import chain, count

import msgspec
from msgspec.structs import replace

from live.actions.acting import Acting
from live.actions.programmes import keep
from live.actions.programmes.copying import as_planned, polls_again
from live.actions.slugs import LONGEST_SLUG
from live.programme import Programme
from live.rules.errors import Conflict, NotFound, Unfit
from live.rules.instants import within
from live.rules.people import Role
from live.rules.rehearsal import Cast, Rehearsal, ends_at, title_of
from live.rules.state import State
from live.rules.wishes.rehearsals import Rehearse
from live.store.rehearsals import Booked
from live.tokens import AUDIENCE

CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """A rehearsal, and whether it was there already."""

    slug: str
    again: bool = False


async def rehearse(acting: Acting, slug: str, wish: Rehearse, *, room: int) -> Prepared:
    """Make the rehearsal of an event, or return the one that runs. `room`: how many people may be simulated in all
    rehearsals together.

    Refuses `no_such_event`, `is_rehearsal`, `bad_time`, `over_by_then`, `no_room`.
    """
    copy = await acting.store.replica.copy(slug)
    if copy.state.event.rehearsal:
        raise Conflict("This is a rehearsal already.", code="is_rehearsal")
    booked = await acting.store.rehearsals.all()
    running = next((name for name, one in booked.items() if one.of == slug), None)
    if running and await _is_there(acting, running):
        return Prepared(slug=running, again=True)
    now = acting.now()
    programme = as_planned(copy.state)
    played, last = _played(programme, wish, now)
    check_room(wish.people, room, sum(one.people for one in booked.values() if one.of != slug))
    rehearsal = Rehearsal(of=slug, ends=ends_at(last, now), people=wish.people, helped=wish.helped)
    name = await _free(acting, slug)
    try:
        await _keep(acting, replace(played, slug=name), rehearsal, copy.state, wish.speed)
    except Conflict:  # somebody pressed at the same moment
        return Prepared(slug=name, again=True)
    return Prepared(slug=name)


async def _keep(acting: Acting, played: Programme, rehearsal: Rehearsal, of: State, speed: float) -> None:
    """Book it, and make its event: one that was only half made is found, and ended, by what is booked."""
    slug, title = played.slug, title_of(played.title, of.event.language)
    marked = replace(played, title=title, settings=played.settings | {"title": title, "listed": False})
    booked = Booked(of=rehearsal.of, ends=rehearsal.ends, people=rehearsal.people, helped=rehearsal.helped, speed=speed)
    await acting.store.rehearsals.book(slug, booked)
    await keep(acting, marked, slug=slug, overwrite=False, rehearsal=rehearsal)
    await polls_again(acting, slug, of)


async def cast_of(acting: Acting, slug: str, booked: Booked, base: str, shown: str) -> Cast:
    """Return what the simulated audience of a rehearsal is told: to come to `base`, which is known as `shown`.

    Refuses `no_such_event`.
    """
    secrets = (await acting.store.events.load(slug)).secrets
    token = {role: acting.tokens.token(slug, role, secrets[f"nonce:{role}"]) for role in (AUDIENCE, Role.MODERATOR)}
    return Cast(
        base=base,
        slug=slug,
        audience=token[AUDIENCE],
        moderator=token[Role.MODERATOR],
        people=booked.people,
        shown=shown,
        helped=booked.helped,
        pace=booked.speed,
    )


async def end(acting: Acting, slug: str) -> None:
    """Delete a rehearsal with everything in it. Doing it again does nothing, and no event is deleted that is none."""
    if not await _is_real(acting, slug):
        await acting.store.deletions.delete(slug)
        if copy := acting.store.replica.held(slug):
            acting.store.replica.drop(copy)  # other processes notice by themselves
        await acting.store.deletions.ask_for_rewrite()
    await acting.store.rehearsals.forget(slug)


def check_room(wanted: int, room: int, taken: int) -> None:
    """Refuses `no_room` when more people would be simulated than may be at once."""
    if wanted > room - taken:
        raise Unfit(
            "{free} simulated people can take part now. Choose as many or fewer.",
            code="no_room",
            field="people",
            free=max(0, room - taken),
        )


def _played(programme: Programme, wish: Rehearse, now: datetime) -> tuple[Programme, datetime]:
    """The programme with the chosen moment at the beginning of this minute, and when its last session ends."""
    zone = programme.entries[0].starts.tzinfo
    assert zone is not None
    first = min(entry.starts for entry in programme.entries)
    last = max(entry.ends for entry in programme.entries)
    moment = within(_clock(wish.at), first, last, zone) if wish.at.strip() else first
    if moment >= last:
        raise Unfit(
            "The programme is over by then. Choose a time before {ends}.",
            code="over_by_then",
            field="at",
            ends=f"{last:%H:%M}",
        )
    begins, chosen = now.replace(second=0, microsecond=0).astimezone(UTC), moment.astimezone(UTC)

    def at(planned: datetime) -> datetime:
        away = round((planned.astimezone(UTC) - chosen).total_seconds() / wish.speed)
        return (begins + timedelta(seconds=away)).astimezone(zone)

    entries = tuple(replace(entry, starts=at(entry.starts), ends=at(entry.ends)) for entry in programme.entries)
    return replace(programme, entries=entries), at(last)


def _clock(said: str) -> time:
    found = CLOCK.fullmatch(said.strip())
    if not found:
        raise Unfit("“{value}” is no time of day. Write it as 10:30.", code="bad_time", field="at", value=said[:20])
    return time(int(found[1]), int(found[2]))


async def _free(acting: Acting, slug: str) -> str:
    stem = f"{slug[:LONGEST_SLUG].rstrip('-')}-rehearsal"
    taken = {known.slug for known in await acting.store.events.summaries()}
    return next(name for name in chain([stem], (f"{stem}-{n}" for n in count(2))) if name not in taken)


async def _is_there(acting: Acting, slug: str) -> bool:
    try:
        await acting.store.events.load(slug)
    except NotFound:
        return False
    return True


async def _is_real(acting: Acting, slug: str) -> bool:
    """Whether there is an event at the address of a rehearsal that was deleted by hand."""
    try:
        return (await acting.store.events.load(slug)).state.event.rehearsal is None
    except NotFound:
        return False
