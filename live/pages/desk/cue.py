"""The desk's word to who is speaking, and the speaker's "seen"."""

from starlette.responses import Response

from live.actions.desk import cue
from live.pages import answers
from live.pages.posting import acted, takes
from live.pages.reading import Visit
from live.rules.wishes.people import ConfirmCue, GiveCue


@takes(GiveCue, by=acted)
async def give(visit: Visit, wish: GiveCue) -> Response:
    """Give a cue: `text` is one line; empty takes the last one back."""
    return answers.result(visit, await cue.give(visit.actor, wish), to="/desk")


@takes(ConfirmCue, by=acted)
async def confirm(visit: Visit, wish: ConfirmCue) -> Response:
    """Note that the cue with this `id` was read."""
    return answers.result(visit, await cue.confirm(visit.actor, wish), to="/speaker")
