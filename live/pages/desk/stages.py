"""Big screens report here.

They wear no badge and set no cookie, also inside somebody else's frame; the page itself is ours, so its requests are.
"""

import time

from starlette.requests import Request
from starlette.responses import Response

from live.house import live_of
from live.pages import answers
from live.pages.attendee import acted
from live.pages.reading import wants_json
from live.pages.reading.forms import wish
from live.rules.desk.stages import SILENT_SECONDS, checked_id
from live.rules.errors import TooOften
from live.rules.people import require_moderator
from live.rules.people.crowding import network


async def here(request: Request) -> Response:
    """`id` of the screen, which it makes up; `on` false when it goes."""
    live = live_of(request)
    copy = await live.store.replica.copy(request.path_params["slug"])
    live.origins.check(request)
    if live.acting.limits and (wait := live.reporting.wait(network(request.client.host if request.client else ""))):
        raise TooOften(wait)
    body = await wish(request)
    stage = checked_id(body.get("id", ""))
    if body.get("on", True):
        await live.store.stages.heard(copy.slug, stage, time.time(), live.badges.place(request).hex())
    else:
        await live.store.stages.gone(copy.slug, stage)
    return Response(status_code=204, headers=answers.ALWAYS)


async def forget(request: Request) -> Response:
    """A moderator knows: the screens that have fallen silent are not missed any more."""
    seen = await acted(request)
    require_moderator(seen.person)
    await seen.live.store.stages.forget(seen.copy.slug, time.time() - SILENT_SECONDS)
    return answers.json({"stages": "forgotten"}) if wants_json(request) else answers.redirect(f"/{seen.copy.slug}/desk")
