"""Big screens report here.

They wear no badge and set no cookie, also inside somebody else's frame; the page itself is ours, so its requests are.
"""

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from live.house import Services, services_of
from live.pages import answers
from live.pages.posting import count, moderated, network_of, takes
from live.pages.reading import Visit, event_of
from live.rules.desk.stages import SILENT_SECONDS, checked_id
from live.rules.wishes.people import ForgetScreens, Screen


class ScreenPlace(NamedTuple):
    """Where a screen stands: at which event, and on which network."""

    live: Services
    slug: str
    network: str


async def place(request: Request) -> ScreenPlace:
    """Return the place of a report that comes from our own page. Refuses `foreign`, `too_often`."""
    live = services_of(request)
    copy = await event_of(request)
    live.origins.check(request)
    if live.acting.limits:
        count(live.reporting, network_of(request))
    return ScreenPlace(live, copy.slug, live.badges.place(request).hex())


@takes(Screen, by=place)
async def here(where: ScreenPlace, wish: Screen) -> Response:
    """Note a screen by the `id` it makes up; `on` is false when it goes."""
    stages, stage = where.live.store.stages, checked_id(wish.id)
    if wish.on:
        await stages.heard(where.slug, stage, where.live.store.now(where.slug), where.network)
    else:
        await stages.gone(where.slug, stage)
    return Response(status_code=204, headers=answers.ALWAYS)


@takes(ForgetScreens, by=moderated)
async def forget(visit: Visit, wish: ForgetScreens) -> Response:
    """Note that a moderator knows: the screens that have fallen silent are not missed any more."""
    await visit.live.store.stages.forget(visit.copy.slug, visit.live.store.now(visit.copy.slug) - SILENT_SECONDS)
    return answers.result(visit, {"stages": "forgotten"}, to="/desk")
