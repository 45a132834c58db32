"""Access tokens in the browser and over HTTP, for the organiser: made, shown once more on asking, revoked."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from live.actions import access
from live.actions.acting import Actor, Done
from live.actions.programmes import OPERATOR
from live.house import services_of
from live.pages import answers
from live.pages.embed import snippet
from live.pages.organiser import is_organiser, organising
from live.pages.posting import takes
from live.pages.reading import base_of, language_of, wants_json
from live.pages.reading.bodies import Body
from live.rules.access import AccessToken, standing, token_as_json
from live.rules.errors import NotKnown, Refused
from live.rules.state import State
from live.rules.wishes.access import LONGEST_NAME, MakeToken, RevokeToken
from live.views.organiser import STYLES
from live.views.press.times import day_of, long_date


async def show(request: Request) -> Response:
    """List the access tokens of the event, as a page or as JSON; `?made=` also tells the token of this id itself."""
    live = services_of(request)
    if not await is_organiser(request, live):
        if wants_json(request):
            raise NotKnown("Open this page with the organiser’s link.")
        return answers.page(live.views.badge_needed(None, language_of(request), "new"), 401)
    copy = await live.store.replica.copy(request.path_params["slug"])
    if wants_json(request):
        return answers.json({"tokens": [token_as_json(token) for token in standing(copy.state.tokens)]})
    return _page(request, copy.state)


def _page(request: Request, state: State, refused: Refused | None = None, typed: str = "") -> Response:
    live, event, language = services_of(request), state.event, language_of(request)
    made = state.tokens.get(request.query_params.get("made", ""))
    html = live.views.page(
        "organiser/tokens.html",
        language,
        event=event,
        tokens=[(token, long_date(day_of(token.made_at, event.zone), language)) for token in standing(state.tokens)],
        made=made,
        secret=access.secret_of(live.acting.tokens, event.slug, made) if made and not made.revoked_at else "",
        typed=typed,
        snippet=snippet(f"{base_of(request, live)}/{event.slug}", event.title),
        longest=LONGEST_NAME,
        error=live.views.message(refused, language) if refused else "",
        styles=STYLES,
        scripts=("desk/copy",),
    )
    return answers.page(html, refused.status if refused else 200)


def _asked_again(request: Request, body: Body, refused: Refused) -> Response:
    """The page with the reason beside the field, and the name still there."""
    copy = services_of(request).store.replica.held(request.path_params["slug"])
    if copy is None:
        raise refused
    return _page(request, copy.state, refused, str(body.get("name", "")))


async def _organising(request: Request) -> Request:
    """Take a request of the organiser's at an event there is."""
    await organising(request)
    await services_of(request).store.replica.copy(request.path_params["slug"])
    return request


@takes(MakeToken, by=_organising, again=_asked_again)
async def make(request: Request, wish: MakeToken) -> Response:
    """Make a token; the answer has the token itself as `secret`."""
    live, slug = services_of(request), request.path_params["slug"]
    done = await access.make(_actor(request), wish)
    if not wants_json(request):
        return answers.redirect(f"/{slug}/tokens?made={_id(done)}")
    token = await _kept(request, _id(done))
    told = {**token_as_json(token), "secret": access.secret_of(live.acting.tokens, slug, token)}
    return answers.json({"token": told, "cursor": str(done.cursor)}, 200 if done.again else 201)


@takes(RevokeToken, by=_organising)
async def revoke(request: Request, wish: RevokeToken) -> Response:
    """End a token, and every connection that was opened with it."""
    done = await access.revoke(_actor(request), request.path_params["token"], wish)
    if wants_json(request):
        return answers.json(answers.with_cursor(done))
    return answers.redirect(f"/{request.path_params['slug']}/tokens")


def _actor(request: Request) -> Actor:
    return Actor(services_of(request).acting, request.path_params["slug"], OPERATOR)


def _id(done: Done) -> str:
    return str(msgspec.json.decode(done.answer)["token"]["id"])


async def _kept(request: Request, token: str) -> AccessToken:
    copy = await services_of(request).store.replica.copy(request.path_params["slug"])
    return copy.state.tokens[token]
