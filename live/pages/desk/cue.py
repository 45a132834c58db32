"""The desk's word to who is speaking, and the speaker's "seen"."""

from starlette.requests import Request
from starlette.responses import Response

from live.actions.desk import cue
from live.pages import answers
from live.pages.attendee import acted
from live.pages.reading import wants_json
from live.pages.reading.forms import key_of, wish


async def give(request: Request) -> Response:
    """`text`, one line; empty takes the last one back."""
    seen = await acted(request)
    body = await wish(request)
    given = await cue.give(seen.live.acting, seen.copy.slug, seen.person, body.get("text", ""), key_of(request, body))
    return answers.json(given) if wants_json(request) else answers.redirect(f"/{seen.copy.slug}/desk")


async def confirm(request: Request) -> Response:
    """`id` of the cue that was read."""
    seen = await acted(request)
    body = await wish(request)
    given = await cue.seen(seen.live.acting, seen.copy.slug, seen.person, body.get("id", ""))
    return answers.json(given) if wants_json(request) else answers.redirect(f"/{seen.copy.slug}/speaker")
