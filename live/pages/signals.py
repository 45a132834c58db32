"""One-tap signals of the audience. The answer is the same for who is in doubt: nobody learns that they are."""

from starlette.requests import Request
from starlette.responses import Response

from live.actions import signals
from live.pages import answers
from live.pages.attendee import acted
from live.pages.reading import Visit, wants_json
from live.pages.reading.forms import wish
from live.rules.errors import TooOften
from live.rules.people.crowding import network


async def give(request: Request) -> Response:
    """`on`, absolute; saying it again renews it."""
    seen = await acted(request)
    body = await wish(request)
    if seen.live.acting.limits:
        _count(request, seen)
    slug, person = seen.copy.slug, seen.person
    doubted = body.get("on", True) and await seen.live.doubts.unheard(slug, person.id, seen.worn.origin)
    given = await signals.give(
        seen.live.acting, slug, person, request.path_params["kind"], on=body.get("on", True), doubted=doubted
    )
    answer = answers.json(given) if wants_json(request) else answers.redirect(f"/{slug}#signals")
    seen.live.badges.wear(answer, seen.worn)
    return answer


def _count(request: Request, seen: Visit) -> None:
    """Per person, and per address against those who make themselves many."""
    place = network(request.client.host if request.client else "")
    if wait := seen.live.signalling.wait(f"{seen.copy.slug} {seen.person.id}") or seen.live.signalling_places.wait(
        place
    ):
        raise TooOften(wait)
