"""The speaker's address: opened by a link of its own; moderators may look too."""

from starlette.requests import Request
from starlette.responses import Response

from live.pages import answers
from live.pages.reading import visit_of
from live.rules.people import Role

MAY_SEE = (Role.SPEAKER, Role.MODERATOR)


async def speaker(request: Request) -> Response:
    """Answer with the speaker's page; without a badge it asks for the link's token."""
    visit = await visit_of(request)
    if visit.person.role not in MAY_SEE:
        return answers.page(visit.live.views.badge_needed(visit.copy.state.event, visit.language, "speaker"), 401)
    return answers.page(visit.live.views.speaker(visit.snapshot))
