"""Rehearsals in the browser: begun by the organiser, ended by them or at their own desk; their audience tells how it
goes.
"""

import hmac

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from live.actions import links
from live.actions.programmes import rehearsing
from live.badge import REHEARSING, wrong_token
from live.house import services_of
from live.pages import answers
from live.pages.organiser import is_organiser, organising, overview
from live.pages.posting import moderated, takes
from live.pages.reading import base_of, language_of, visit_of, wants_json
from live.pages.reading.bodies import Body
from live.rules.errors import NotFound, NotKnown, Refused
from live.rules.wishes.rehearsals import EndRehearsal, Reached, Rehearse
from live.store import Copy
from live.tokens import AUDIENCE, digest
from live.views.organiser import Attempt
from live.views.rehearsal import in_short


async def _asked_again(request: Request, body: Body, refused: Refused) -> Response:
    """The list with what was typed, and the sentence at its field."""
    typed = {name: body.get(name, "") for name in ("at", "speed", "people", "helped")}
    return await overview(request, refused.status, Attempt(about=(request.path_params["slug"], refused, typed)))


@takes(Rehearse, by=organising, again=_asked_again)
async def rehearse(request: Request, wish: Rehearse) -> Response:
    """Make a rehearsal of the event, running now; the one that runs already is answered again."""
    live, slug = services_of(request), request.path_params["slug"]
    made = await rehearsing.rehearse(live.acting, slug, wish, room=live.settings.rehearsal_people)
    if wants_json(request):
        copy = await live.store.replica.copy(made.slug)
        found = links.addresses(live.acting.tokens, base_of(request, live), made.slug, copy.secrets)
        return answers.json({"slug": made.slug, "links": found}, 200 if made.again else 201)
    return answers.redirect(f"/new?rehearsal={made.slug}#event-{slug}")


async def _performing(request: Request) -> Request:
    """Take what the simulated audience of this very rehearsal tells. Refuses `bad_token`."""
    kept = (await _copy(request)).secrets.get(AUDIENCE, "")
    token = request.headers.get(REHEARSING, "").partition(" ")[0]
    if not (kept and hmac.compare_digest(digest(token), kept)):
        raise wrong_token()
    return request


@takes(Reached, by=_performing)
async def tell(request: Request, wish: Reached) -> Response:
    """Keep how the rehearsal goes, as its simulated audience tells."""
    await services_of(request).store.rehearsals.tell(request.path_params["slug"], msgspec.json.encode(wish))
    return Response(status_code=204, headers=answers.ALWAYS)


async def show(request: Request) -> Response:
    """Answer how the rehearsal goes, for its moderators and the organiser: as a page, or as figures with a sentence."""
    live = services_of(request)
    is_known = await _moderates(request) or await is_organiser(request, live)
    copy = _rehearsed(await _copy(request))
    if not is_known:
        raise NotKnown("Open this page with the organiser’s link.")
    language = language_of(request, copy)
    told = await live.store.rehearsals.reached(copy.slug)
    reached = msgspec.json.decode(told, type=Reached) if told else None
    if wants_json(request):
        return answers.json({"reached": reached, "text": in_short(live.views.words, reached, language)})
    return answers.page(live.views.rehearsal(copy.snapshot(language, live.acting.now()), reached))


async def _ending(request: Request) -> Request:
    """Take it from a moderator of the rehearsal, or from the organiser. Refuses `not_rehearsal`."""
    await (moderated(request) if await _moderates(request) else organising(request))
    _rehearsed(await _copy(request))
    return request


@takes(EndRehearsal, by=_ending)
async def end(request: Request, wish: EndRehearsal) -> Response:
    """End the rehearsal: it is deleted with everything in it."""
    slug = request.path_params["slug"]
    await rehearsing.end(services_of(request).acting, slug)
    if wants_json(request):
        return answers.json({"deleted": slug})
    is_known = await is_organiser(request, services_of(request))
    return answers.redirect(f"/new?rehearsed={slug}#events-heading" if is_known else "/")


async def _moderates(request: Request) -> bool:
    """Whether it is a moderator of the rehearsal; a token of the organiser's is none of its own."""
    try:
        return (await visit_of(request)).moderates
    except NotKnown:
        return False


async def _copy(request: Request) -> Copy:
    return await services_of(request).store.replica.copy(request.path_params["slug"])


def _rehearsed(copy: Copy) -> Copy:
    if copy.state.event.rehearsal is None:
        raise NotFound("This is no rehearsal.", code="not_rehearsal")
    return copy
