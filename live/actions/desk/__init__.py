"""Being at the desk: a name, and what one is writing on."""

from live.actions.acting import Actor, question_of
from live.rules.desk import seat_id, sit
from live.rules.people import require_moderator
from live.rules.wishes.people import Here


async def here(actor: Actor, wish: Here) -> dict[str, str]:
    """Tell the other desks; answers what they call this one. A name that is not said is the one said before."""
    require_moderator(actor.person)
    name = actor.person.name if wish.name is None else wish.name
    if wish.question:
        question_of((await actor.copy()).state, wish.question)
    await actor.store.desk.sit(
        actor.slug, actor.person.id, sit(name, wish.question, wish.kind, actor.store.now(actor.slug))
    )
    return {"you": seat_id(actor.slug, actor.person.id), "name": name}
