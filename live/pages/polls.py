"""Polls over HTTP: everyone answers, moderators make, open, close and show.

Forms get 303, programs the poll as it now is.
"""

from starlette.requests import Request
from starlette.responses import Response

from live.actions import polls
from live.pages import answers
from live.pages.attendee import acted, met
from live.pages.reading import wants_json
from live.pages.reading.forms import key_of, wish
from live.rules.people import require_moderator


async def vote(request: Request) -> Response:
    """A whole answer, `choice` as often as something is chosen.

    Without script, the page of one's own shows what was counted.
    """
    seen = await acted(request)
    body = await wish(request)
    await met(seen, seen.live.answering)
    poll = request.path_params["poll"]
    counted = await polls.answer(seen.live.acting, seen.copy.slug, seen.person, poll, body.get("choice") or [])
    answer = answers.json(counted) if wants_json(request) else answers.redirect(f"/{seen.copy.slug}/mine#poll-{poll}")
    seen.live.badges.wear(answer, seen.worn)
    return answer


async def make(request: Request) -> Response:
    seen = await acted(request)
    require_moderator(seen.person)
    body = await wish(request)
    request.state.typed = body.get("text")  # given back if it is refused
    result = await polls.make(seen.live.acting, seen.copy.slug, seen.person, body, key_of(request, body))
    return answers.done(request, seen, result, to=f"/{seen.copy.slug}/desk", created=True)


async def move(request: Request) -> Response:
    seen = await acted(request)
    require_moderator(seen.person)
    body = await wish(request)
    path = request.path_params
    result = await polls.move(
        seen.live.acting, seen.copy.slug, seen.person, path["poll"], path["move"], body, key_of(request, body)
    )
    return answers.done(request, seen, result, to=f"/{seen.copy.slug}/desk")
