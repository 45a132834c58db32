"""Being at the desk: a name, and what one is writing on."""

import time
from collections.abc import Mapping
from typing import Any

from live.actions.acting import Acting, question_of
from live.rules.desk import LONGEST_NAME, seat_id, sit
from live.rules.people import Person, require_moderator
from live.rules.text import fitting


def named(wish: Mapping[str, Any], by: Person) -> str:
    """The name a moderator says now, or has said before. Refuses `too_long`."""
    return fitting(wish["name"], field="name", longest=LONGEST_NAME) if "name" in wish else by.name


async def here(acting: Acting, slug: str, by: Person, wish: Mapping[str, Any]) -> dict[str, Any]:
    """Tell the other desks; answers what they call this one.

    `question` and `kind`: what is being written, if anything.
    """
    require_moderator(by)
    name, question = named(wish, by), wish.get("question") or ""
    if question:
        question_of((await acting.store.replica.copy(slug)).state, question)
    await acting.store.desk.sit(slug, by.id, sit(name, question, wish.get("kind") or "", time.time()))
    return {"you": seat_id(slug, by.id), "name": name}
