"""The audience's one-tap signals: given, taken back, and left uncounted while there is doubt about who gives them."""

from typing import Any

from live.actions.acting import Acting
from live.rules.agenda.moment import moment_of
from live.rules.people import Person
from live.rules.people.signals import check_on, signal_of


async def give(acting: Acting, slug: str, by: Person, name: str, *, on: bool, doubted: bool) -> dict[str, Any]:
    """Absolute:

    `on` renews it, off ends it. Of who is `doubted` nothing is kept. Refuses `no_such_signal`, `nothing_on`.
    """
    kind = signal_of(name)
    state, now = (await acting.store.replica.copy(slug)).state, acting.now()
    if on:
        check_on(moment_of(state, now).phase)
    if not (on and doubted):
        await acting.store.signals.set(slug, kind, by.id, now.timestamp(), on=on)
    return {"kind": kind, "on": on}
