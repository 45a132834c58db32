"""The front page: the listed events here, and joining by short code."""

from starlette.requests import Request
from starlette.responses import Response

from live.house import Services, services_of
from live.pages import answers
from live.pages.answers.refusals import when
from live.pages.reading import language_of, wants_json
from live.rules.errors import Guessed, NotFound
from live.rules.mangling import code_in, mended, path_in
from live.rules.people.guessing import WRONG
from live.store import Copy


async def home(request: Request) -> Response:
    """Live, upcoming and past events; `?code=` leads to the event of a short code."""
    live = services_of(request)
    typed = request.query_params.get("code", "").strip()
    refused = None
    try:
        if slug := await _meant(request, live, typed):
            return answers.redirect(f"/{slug}")
    except Guessed as error:
        if wants_json(request):
            raise
        refused = error
    states = [
        copy.state
        for summary in await live.store.events.summaries()
        if (copy := await _found(live, summary.slug)) and copy.state.event.listed and not copy.state.event.archived
    ]
    html = live.views.home(states, language_of(request), live.acting.now(), code=typed or None, refused=refused)
    answer = answers.page(html, refused.status if refused else 200)
    answer.headers.update(when(refused) if refused else {})
    return answer


async def _meant(request: Request, live: Services, typed: str) -> str | None:
    """The event of a short code, however it is spaced, or of a pasted address. Refuses `too_often`."""
    if path := path_in(typed):
        slug = (mended(path) or path).split("/")[1].partition("#")[0]
        return slug if await _found(live, slug) else None
    code = code_in(typed)
    if not code:
        return None
    return await _looked_up(live, live.badges.place(request).hex(), code)


async def _looked_up(live: Services, place: str, code: str) -> str | None:
    """The event of a code. While a place has guessed too often only codes that were right from there before are looked
    up: any other may be a guess, and is not to be confirmed.
    """
    codes = live.store.codes
    if live.acting.limits and (wait := live.codes.wait(place)) and not await codes.is_known(place, code):
        raise Guessed(wait, WRONG.burst, WRONG.every)
    found = await codes.of(code)
    if found is None:
        live.codes.wrong(place)
    elif live.acting.limits:
        await codes.know(place, code)
    return found


async def _found(live: Services, slug: str) -> Copy | None:
    try:
        return await live.store.replica.copy(slug)
    except NotFound:
        return None
