"""What everything that is sent here goes through: it comes from one of our own pages or with a token, from people who
are not too many, as a wish with a type.

`takes` says beside each action what it takes; documents and tests read it from there with `wishes_of`.
"""

import functools
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar, cast

from starlette.requests import Request
from starlette.responses import Response

from live.badge import NO_TOKENS, host_of
from live.house import services_of
from live.pages.reading import Visit, bodies, visit_of, wants_json
from live.pages.reading.bodies import Body
from live.pages.reading.decoding import W, decoded
from live.rules.errors import NotAllowed, NotFound, Refused, TooOften
from live.rules.people import require_moderator
from live.rules.people.crowding import network
from live.rules.people.limits import Counted
from live.rules.wishes import Wish

V = TypeVar("V")  # what is known of whoever sends it
Wishes = Mapping[str, type[Wish]]  # by move; "" where there is only one
Endpoint = Callable[[Request], Awaitable[Response]]
GIVEN_BACK = ("text", "reason", "title")  # what was typed, on the page of a refusal


async def acted(request: Request) -> Visit:
    """Take a state-changing request from one of our own pages or a program with a token. Refuses `bad_token`,
    `foreign`, `too_often`, and a token for reading.
    """
    visit = await visit_of(request)
    if visit.worn.reads:
        raise NotAllowed("This token is for reading only.")
    if not visit.worn.with_token:
        visit.live.origins.check(request)
    if visit.worn.is_new and visit.live.acting.limits:
        count(visit.live.newcomers, network_of(request, visit.copy.secrets))
    return visit


async def from_here(request: Request) -> Request:
    """Take a request of one of our own pages, from whomever. Refuses `foreign`."""
    services_of(request).origins.check(request)
    return request


async def moderated(request: Request) -> Visit:
    """Take the same, from a moderator. Refuses `not_known`."""
    visit = await acted(request)
    require_moderator(visit.person)
    return visit


def takes(
    what: type[W] | Mapping[str, type[W]],
    *,
    by: Callable[[Request], Awaitable[V]],
    read: Callable[[Request], Awaitable[Body]] = bodies.read,
    again: Callable[[V, Body, Refused], Response | Awaitable[Response]] | None = None,
) -> Callable[[Callable[[V, W], Awaitable[Response]]], Endpoint]:
    """Return an action that takes a wish, by the last part of its address where there are several.

    `by` finds out who sends it, and refuses them. `read` takes the request's body apart. `again`: the page that is
    shown to people when it is refused.
    """
    wishes = cast("Wishes", what if isinstance(what, Mapping) else {"": what})

    def endpoint_of(act: Callable[[V, W], Awaitable[Response]]) -> Endpoint:
        @functools.wraps(act)
        async def endpoint(request: Request) -> Response:
            who = await by(request)
            kind = _kind(wishes, request)
            body = await _sent(request, read)
            try:
                return await act(who, cast("W", decoded(kind, body)))
            except Refused as refused:
                if again is None or wants_json(request):
                    raise
                services_of(request).refusals[refused.status, refused.why] += 1
                answer = again(who, body, refused)
                return await answer if isinstance(answer, Awaitable) else answer

        endpoint.__dict__["takes"] = wishes
        return endpoint

    return endpoint_of


def wishes_of(endpoint: Callable[..., object]) -> Wishes:
    """Return what an endpoint takes, by move; nothing for one that is only read."""
    return cast("Wishes", endpoint.__dict__.get("takes", {}))


async def _sent(request: Request, read: Callable[[Request], Awaitable[Body]]) -> Body:
    """The fields that were sent; the key is in a form or in a header."""
    body = await read(request)
    request.state.typed = next((body[name] for name in GIVEN_BACK if isinstance(body.get(name), str)), None)
    key = request.headers.get("idempotency-key")
    return {**body, "key": key} if key else body


def _kind(wishes: Wishes, request: Request) -> type[Wish]:
    kind = wishes.get(request.path_params.get("move", ""))
    if kind is None:
        raise NotFound("There is no such move.", code="no_such_move")
    return kind


def network_of(request: Request, tokens: Mapping[str, str] = NO_TOKENS) -> str:
    """Return where it comes from, as limits count it; at an event whose `tokens` these are."""
    return network(host_of(request, tokens))


def count(pace: Counted, who: str) -> None:
    """Count one more of somebody. Refuses `too_often`."""
    if wait := pace.wait(who):
        raise TooOften(wait, pace.limit.burst, pace.limit.every)


def meet(visit: Visit, pace: Counted) -> None:
    """Before a vote or an answer: not more of them than anybody means, and whoever comes in a crowd is doubted first.
    Refuses `too_often`.
    """
    if visit.live.acting.limits:
        count(pace, f"{visit.copy.slug} {visit.person.id}")
    visit.live.vote_guard.meet(visit.copy.slug, visit.person.id, visit.worn.arrival)
