"""The speaker's address: opened by a link of its own; moderators may look too."""

from starlette.requests import Request
from starlette.responses import Response

from live.pages import answers
from live.pages.reading import visit
from live.rules.people import Role

MAY_SEE = (Role.SPEAKER, Role.MODERATOR)


async def speaker(request: Request) -> Response:
    """Answer with the speaker's page; without a badge it asks for the link's token."""
    seen = await visit(request)
    if seen.person.role not in MAY_SEE:
        return answers.page(seen.live.views.badge_needed(seen.copy.state.event, seen.language, "speaker"), 401)
    answer = answers.page(seen.live.views.speaker(seen.snapshot))
    seen.live.badges.wear(answer, seen.worn)
    return answer
