"""The report: what became of the event, for its moderators, while it goes on and afterwards."""

from starlette.requests import Request
from starlette.responses import Response

from live.exports.happenings import happened
from live.pages import answers
from live.pages.reading import visit_of


async def show(request: Request) -> Response:
    """Answer with the page; without a badge it asks for the link's token like the desk."""
    visit = await visit_of(request)
    if not visit.moderates:
        return answers.page(visit.live.views.badge_needed(visit.copy.state.event, visit.language, "desk"), 401)
    known = await happened(visit.live.acting, visit.copy)
    return answers.page(visit.live.views.report(visit.snapshot, known.attendance, known.moves, known.written))
