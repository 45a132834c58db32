"""Moderators together: who is at the desk and writes on what, many questions moved at once, labels, and the order of
the queue.
"""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from live.actions import desk
from live.actions.questions import bulk, marks
from live.badge import NAME_COOKIE, PERSON_SECONDS
from live.pages import answers
from live.pages.attendee import acted
from live.pages.reading import wants_json
from live.pages.reading.forms import key_of, wish
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
    act = marks.label_all if body.get("move") == "label" else bulk.move
    result = await act(seen.live.acting, seen.copy.slug, seen.person, body, key_of(request, body))
    return answers.done(request, seen, result, to=f"/{seen.copy.slug}/desk")


async def label_question(request: Request) -> Response:
    """Labels for the moderators' own eyes."""
    seen = await acted(request)
    require_moderator(seen.person)
    body = await wish(request)
    result = await marks.label(
        seen.live.acting, seen.copy.slug, seen.person, request.path_params["question"], body, key_of(request, body)
    )
    return answers.done(request, seen, result, to=f"/{seen.copy.slug}/desk")


async def arrange_queue(request: Request) -> Response:
    """The queue in an order by hand, or by votes again."""
    seen = await acted(request)
    require_moderator(seen.person)
    body = await wish(request)
    result = await marks.arrange(seen.live.acting, seen.copy.slug, seen.person, body, key_of(request, body))
    return answers.done(request, seen, result, to=f"/{seen.copy.slug}/desk")
