"""The page of answers, for everyone once the organiser has said so."""

from starlette.requests import Request
from starlette.types import ASGIApp

from live.pages import answers
from live.pages.reading import visit_of
from live.rules.errors import NotFound
from live.views.answers import page

HTML = {**answers.ALWAYS, "content-type": "text/html; charset=utf-8", "content-security-policy": answers.policy()}


async def show(request: Request) -> ASGIApp:
    """Answer with what was asked and answered. Refuses `not_found` until the answers are public."""
    visit = await visit_of(request)
    if not visit.copy.state.event.answers_public:
        raise NotFound("The answers of this event are not a page of their own.")
    return await visit.live.page_cache.get(
        ("answers", visit.copy.slug, visit.language),
        visit.copy,
        visit.language,
        visit.now,
        lambda snapshot: (page(visit.live.views.press, snapshot), HTML),
    )
