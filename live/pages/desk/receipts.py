"""Which announcements have been on how many people's screens: told by the attendee page, counted for the moderators."""

from starlette.requests import Request
from starlette.responses import Response

from live.pages import answers
from live.pages.posting import acted, takes
from live.pages.reading import Visit, visit_of
from live.rules.announcements import stands
from live.rules.errors import NotFound
from live.rules.people import require_moderator
from live.rules.state import standing
from live.rules.wishes.people import Shown


@takes(Shown, by=acted)
async def shown(visit: Visit, wish: Shown) -> Response:
    """Count that somebody has had it on their screen.

    Counted are those whose page is connected: an identity alone costs nothing.
    """
    announcement = visit.copy.state.announcements.get(visit.path["announcement"])
    if announcement is None or announcement.due_at:
        raise NotFound("There is no such announcement.", code="no_such_announcement")
    if stands(announcement, visit.now) and await visit.live.store.presence.here(visit.copy.slug, [visit.person.id]):
        await visit.live.store.receipts.shown(visit.copy.slug, announcement.id, visit.person.id)
    return Response(status_code=204, headers=answers.ALWAYS)


async def counts(request: Request) -> Response:
    """People by announcement that stands, and how many are here now."""
    visit = await visit_of(request)
    require_moderator(visit.person)
    told = await visit.live.store.receipts.counts(
        visit.copy.slug, [a.id for a in standing(visit.copy.state, visit.now)]
    )
    return answers.json({"shown": told, "people": visit.copy.pulse.people})
