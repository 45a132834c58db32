"""The report: what became of the event, for its moderators, while it goes on and afterwards."""

from starlette.requests import Request
from starlette.responses import Response

from live.exports import happened
from live.pages import answers
from live.pages.reading import visit


async def show(request: Request) -> Response:
    """Answer with the page; without a badge it asks for the link's token like the desk."""
    seen = await visit(request)
    if not seen.moderates:
        return answers.page(seen.live.views.badge_needed(seen.copy.state.event, seen.language, "desk"), 401)
    known = await happened(seen.live.acting, seen.copy)
    return answers.page(seen.live.views.report(seen.snapshot, known.attendance, known.moves))
