"""The audience's one-tap signals: given, taken back, and left uncounted while there is doubt about who gives them."""

from live.actions.acting import Actor
from live.rules.agenda.moment import moment_of
from live.rules.people.signals import check_on, signal_of
from live.rules.wishes.people import GiveSignal


async def give(actor: Actor, name: str, wish: GiveSignal, *, doubted: bool) -> dict[str, object]:
    """Give a signal or take it back, absolutely:

    `on` renews it, off ends it. Of who is `doubted` nothing is kept. Refuses `no_such_signal`, `nothing_on`.
    """
    kind = signal_of(name)
    state, now = (await actor.copy()).state, actor.acting.now()
    if wish.on:
        check_on(moment_of(state, now).phase)
    if not (wish.on and doubted):
        await actor.store.signals.set(actor.slug, kind, actor.person.id, actor.store.now(actor.slug), on=wish.on)
    return {"kind": kind, "on": wish.on}
