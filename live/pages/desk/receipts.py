"""Which announcements have been on how many people's screens: told by the attendee page, counted for the moderators."""

from starlette.requests import Request
from starlette.responses import Response

from live.pages import answers
from live.pages.posting import acted, takes
from live.pages.reading import Visit, visit
from live.rules.announcements import stands
from live.rules.errors import NotFound
from live.rules.people import require_moderator
from live.rules.state import standing
from live.rules.wishes.people import Shown


@takes(Shown, by=acted)
async def shown(seen: Visit, wish: Shown) -> Response:
    """Count that somebody has had it on their screen.

    Counted are those whose page is connected: an identity alone costs nothing.
    """
    announcement = seen.copy.state.announcements.get(seen.path["announcement"])
    if announcement is None or announcement.due_at:
        raise NotFound("There is no such announcement.", code="no_such_announcement")
    if stands(announcement, seen.now) and await seen.live.store.presence.here(seen.copy.slug, [seen.person.id]):
        await seen.live.store.receipts.shown(seen.copy.slug, announcement.id, seen.person.id)
    return Response(status_code=204, headers=answers.ALWAYS)


async def counts(request: Request) -> Response:
    """People by announcement that stands, and how many are here now."""
    seen = await visit(request)
    require_moderator(seen.person)
    told = await seen.live.store.receipts.counts(seen.copy.slug, [a.id for a in standing(seen.copy.state, seen.now)])
    return answers.json({"shown": told, "people": seen.copy.pulse.people})
