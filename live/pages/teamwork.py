"""Moderators together: who is at the desk and writes on what, and many questions moved at once."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from live.actions import bulk, desk
from live.badge import NAME_COOKIE, PERSON_SECONDS
from live.pages import answers
from live.pages.attendee import acted
from live.pages.forms import key_of, wish
from live.pages.reading import wants_json
from live.rules.people import require_moderator


async def here(request: Request) -> Response:
    """Say one's name, or what one is writing; the name stays on the device as a cookie."""
    seen = await acted(request)
    body = await wish(request)
    told = await desk.here(seen.live.acting, seen.copy.slug, seen.person, body)
    answer = answers.json(told) if wants_json(request) else answers.redirect(f"/{seen.copy.slug}/desk")
    if "name" in body:
        seen.live.badges.put(answer, NAME_COOKIE, quote(told["name"]), PERSON_SECONDS, f"/{seen.copy.slug}")
    return answer


async def move_questions(request: Request) -> Response:
    """One move for every question that is chosen."""
    seen = await acted(request)
    require_moderator(seen.person)
    body = await wish(request)
    result = await bulk.move(seen.live.acting, seen.copy.slug, seen.person, body, key_of(request, body))
    return answers.done(request, seen, result, to=f"/{seen.copy.slug}/desk")
