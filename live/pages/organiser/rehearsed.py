"""Rehearsals on the organiser's list: each at the event it is a copy of, as long as there is one."""

import msgspec
from msgspec.structs import replace

from live.house import Services
from live.rules.wishes.rehearsals import Reached
from live.views.inviting import Listed, Rehearsing


async def rehearsed(live: Services, events: list[Listed]) -> list[Listed]:
    """Return the events with their rehearsals at them."""
    running: dict[str, Rehearsing] = {}
    known = {event.state.event.slug for event in events}
    for event in events:
        rehearsal = event.state.event.rehearsal
        if rehearsal and rehearsal.of in known:
            slug = event.state.event.slug
            told = await live.store.rehearsals.reached(slug)
            running[rehearsal.of] = Rehearsing(
                slug=slug,
                links=event.links,
                ends=rehearsal.ends.astimezone(event.state.event.zone),
                reached=msgspec.json.decode(told, type=Reached) if told else None,
            )
    under = {one.slug for one in running.values()}
    kept = [event for event in events if event.state.event.slug not in under]
    return [replace(event, rehearsal=running.get(event.state.event.slug)) for event in kept]
