"""The address of an event that is being made: proposed, taken, free."""

import msgspec

from live.actions import slugs
from live.programme import Programme
from live.programme.moving import first_day
from live.store.events import Summary


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """`slug` is what the form shows; `suggested` what was proposed, which it may still be. `taken`: the event that has
    the wanted address already, whose name `free` is like.
    """

    slug: str
    suggested: str
    wanted: str
    taken: Summary | None = None
    free: str = ""


def address_of(programme: Programme, typed: str, suggested: str, events: list[Summary], *, over: bool) -> Address:
    """Return the address of a programme; `over`: it replaces the event that is there."""
    own = "" if typed == suggested else typed
    wanted = own or slugs.wanted_slug(programme)
    known = {event.slug: event for event in events}
    free = slugs.free_slug(wanted, known, first_day(programme.entries).year)
    proposed = wanted if own or over else free
    return Address(slug=proposed, suggested="" if own else proposed, wanted=wanted, taken=known.get(wanted), free=free)
