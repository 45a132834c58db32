"""The address of a big screen, put together by choosing: a form that needs no script, and how the screen looks."""

from starlette.requests import Request
from starlette.responses import Response

from live.pages import answers
from live.pages.reading import base_of, visit_of
from live.pages.stage import look_of
from live.views import screen
from live.views.press.words import known


async def show(request: Request) -> Response:
    """Answer with the form, the address of what is chosen, and how that looks now."""
    visit = await visit_of(request)
    language = known(request.query_params.get("language")) or ""
    html = screen.page(visit.live.views.press, visit.snapshot, look_of(request), language, base_of(request, visit.live))
    policy = answers.policy().replace("default-src 'none'", "default-src 'none'; frame-src 'self'")
    return Response(html, 200, {**answers.own(), "content-security-policy": policy}, "text/html")
