"""The attendee's pages and what attendees can do."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from live.actions import polls, questions
from live.house import live_of
from live.pages import answers
from live.pages.reading import LANGUAGE_COOKIE, Visit, language_of, visit, wants_json
from live.pages.reading.forms import key_of, wish
from live.rules.errors import Refused, TooOften
from live.rules.people import Role
from live.rules.people.crowding import network
from live.rules.people.limits import Counted
from live.rules.questions.ledger import seen_own, told_counts
from live.rules.questions.merging import voted_for
from live.rules.state import seen_state, viewer_of
from live.views import Draft

MOST_TRACKS = 50  # looked at in an address
YEAR_SECONDS = 365 * 24 * 3600
HTML = {**answers.ALWAYS, "content-type": "text/html; charset=utf-8", "content-security-policy": answers.policy()}
JSON = {**answers.ALWAYS, "content-type": "application/json"}


async def show(request: Request) -> Any:
    """The event.

    Everybody in a language gets the same bytes, unless they ask about one item, have just voted or choose an order or
    tracks.
    """
    if wants_json(request):
        return await state(request)
    live = live_of(request)
    copy = await live.store.replica.copy(request.path_params["slug"])
    language = language_of(request, copy)
    now = live.acting.now().astimezone(copy.state.event.zone)
    if request.scope["query_string"] and request.query_params.keys() & {"about", "voted", "sort", "track"}:
        asked = request.query_params
        return answers.page(
            live.views.attendee(
                copy,
                language,
                now,
                about=asked.get("about"),
                sort=asked.get("sort", ""),
                tracks=asked.getlist("track")[:MOST_TRACKS],
            )
        )
    away = not live.store.replica.healthy
    kept = live.shelf.get(
        ("page", copy.slug, language, str(away)),
        copy,
        now,
        lambda: (live.views.attendee(copy, language, now, away=away), HTML),
    )
    return _chosen(request, kept, language)


async def state(request: Request) -> Any:
    """STATE of docs/protocol.md, as the badge may see it."""
    seen = await visit(request)
    role = Role.MODERATOR if seen.moderates else Role.ATTENDEE
    return seen.live.shelf.get(
        ("state", seen.copy.slug, role), seen.copy, seen.now, lambda: (whole(seen, role), JSON), second=True
    )


def whole(seen: Visit, role: Role) -> bytes:
    copy = seen.copy
    viewer = viewer_of(copy.state, role, seen.now, copy.pulse.votes, copy.pulse.polls)
    told = {
        "epoch": copy.cursor.epoch,
        "cursor": str(copy.cursor),
        **seen_state(copy.state, viewer),
    }
    return msgspec.json.encode(
        {**told, "presence": {"people": copy.pulse.people, "connections": copy.pulse.connections}}
    )


async def mine(request: Request) -> Response:
    """My questions and votes, as a page or as JSON."""
    seen = await visit(request)
    upvoted = voted_for(seen.copy.state.questions, await seen.live.store.votes.upvoted(seen.copy.slug, seen.person.id))
    ballots = await polls.mine(seen.live.acting, seen.copy, seen.person)
    if wants_json(request):
        asked = [
            seen_own(seen.copy.state, q, seen.copy.pulse.votes.get(q.id, 0), seen.now)
            for q in seen.copy.state.questions.values()
            if q.by == seen.person.id
        ]
        answer = answers.json({"asked": asked, "upvoted": upvoted, "ballots": ballots, "cursor": str(seen.copy.cursor)})
    else:
        answer = answers.page(
            seen.live.views.mine(seen.copy, seen.person.id, set(upvoted), seen.language, seen.now, ballots)
        )
    seen.live.badges.wear(answer, seen.worn)
    return answer


async def ledger(request: Request) -> Response:
    """How many questions have which fate. Public: numbers only."""
    seen = await visit(request)
    return answers.json({"ledger": told_counts(seen.copy.state, seen.now), "cursor": str(seen.copy.cursor)})


async def ask(request: Request) -> Response:
    seen = await acted(request)
    body = await wish(request)
    try:
        if wait := await seen.live.doubts.ask_wait(seen.copy.slug, seen.person.id, seen.worn.origin):
            raise TooOften(wait)
        result = await questions.ask(seen.live.acting, seen.copy.slug, seen.person, body, key_of(request, body))
    except Refused as refused:
        if wants_json(request):
            raise
        return _asked_again(seen, body, refused)
    return answers.done(request, seen, result, to=f"/{seen.copy.slug}/mine", created=True)


async def upvote(request: Request) -> Response:
    seen = await acted(request)
    body = await wish(request)
    await met(seen, seen.live.voting)
    counted = await questions.upvote(
        seen.live.acting, seen.copy.slug, seen.person, request.path_params["question"], on=body.get("on", True)
    )
    if wants_json(request):
        answer = answers.json(counted)
    else:  # without script the next page must show what was just done
        await seen.live.store.replica.count(seen.copy)
        answer = answers.redirect(f"/{seen.copy.slug}?voted#question-{counted['id']}")
    seen.live.badges.wear(answer, seen.worn)
    return answer


async def withdraw(request: Request) -> Response:
    seen = await acted(request)
    body = await wish(request)
    result = await questions.withdraw(
        seen.live.acting, seen.copy.slug, seen.person, request.path_params["question"], key_of(request, body)
    )
    return answers.done(request, seen, result, to=f"/{seen.copy.slug}/mine")


async def met(seen: Visit, pace: Counted) -> None:
    """Before a vote or an answer: not more of them than anybody means, and whoever comes in a crowd is doubted first.
    Refuses `too_often`.
    """
    if seen.live.acting.limits and (wait := pace.wait(f"{seen.copy.slug} {seen.person.id}")):
        raise TooOften(wait)
    await seen.live.doubts.meet(seen.copy.slug, seen.person.id, seen.worn.origin)


async def acted(request: Request) -> Visit:
    """A state-changing request from one of our own pages or a program with a token. Refuses `foreign`, `too_often`."""
    seen = await visit(request)
    if not seen.worn.with_token:
        seen.live.origins.check(request)
    if seen.worn.cookie and seen.live.acting.limits:
        _count_newcomer(request, seen)
    return seen


def _count_newcomer(request: Request, seen: Visit) -> None:
    """Minting identities is what vote stuffing needs: limited per address, generously, since a whole school shares
    one.
    """
    if wait := seen.live.newcomers.wait(network(request.client.host if request.client else "")):
        raise TooOften(wait)


def _asked_again(seen: Visit, body: dict[str, Any], refused: Refused) -> Response:
    """The page with the reason beside the field, and every word still there."""
    draft = Draft(text=body.get("text", ""), name=body.get("name", ""))
    about = body.get("item") or body.get("session")
    answer = answers.page(
        seen.live.views.attendee(seen.copy, seen.language, seen.now, about=about, draft=draft, refused=refused),
        refused.status,
    )
    seen.live.badges.wear(answer, seen.worn)
    return answer


def _chosen(request: Request, kept: Any, language: str) -> Any:
    """A language chosen in the address is remembered; only then does the page set a cookie.

    A page fetched `again` by its own script names the language it is in, which chooses nothing.
    """
    asked = request.query_params if request.scope["query_string"] else {}
    if "lang" not in asked or "again" in asked:
        return kept

    async def remembering(scope: Any, receive: Any, send: Any) -> None:
        async def with_cookie(message: Any) -> None:
            if message["type"] == "http.response.start":
                cookie = f"{LANGUAGE_COOKIE}={language}; Path=/; Max-Age={YEAR_SECONDS}; SameSite=Lax"
                message = {**message, "headers": [*message["headers"], (b"set-cookie", cookie.encode())]}
            await send(message)

        await kept(scope, receive, with_cookie)

    return remembering
