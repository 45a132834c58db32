"""The desk: the badge it asks for, and everything moderators can do.

Every move answers forms with 303 and programs with the thing as it now is.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from live.actions import agenda, announcements, questions, settings
from live.actions.acting import Done
from live.actions.agenda import previews
from live.actions.questions import sweeping, voting
from live.badge import ROLE_COOKIE, ROLE_SECONDS
from live.pages import answers
from live.pages.attendee import acted
from live.pages.reading import Visit, base_of, visit, wants_json
from live.pages.reading.forms import key_of, wish
from live.rules.errors import NotKnown, TooOften
from live.rules.people import Role, require_moderator
from live.rules.people.crowding import network
from live.rules.people.limits import Counted

PAGES = {Role.MODERATOR: "desk", Role.SPEAKER: "speaker"}


async def desk(request: Request) -> Response:
    """The moderators' page; without a badge it asks for the link's token, which the script reads from the fragment."""
    seen = await visit(request)
    if not seen.moderates:
        return answers.page(seen.live.views.badge_needed(seen.copy, seen.language, "desk"), 401)
    answer = answers.page(
        seen.live.views.desk(
            seen.copy,
            seen.language,
            seen.now,
            address=f"{base_of(request, seen.live)}/{seen.copy.slug}",
            name=seen.person.name,
        )
    )
    seen.live.badges.wear(answer, seen.worn)
    return answer


async def badge(request: Request) -> Response:
    """Exchange a link's token for its role's cookie.

    Wrong guesses are limited per address; nobody can lock out who has the link.
    """
    seen = await acted(request)
    body = await wish(request)
    found = seen.live.badges.exchange(
        body.get("token", "").strip().rpartition("#")[2], seen.copy.slug, seen.copy.secrets
    )
    if found is None:
        _count_guess(request, seen)
        raise NotKnown(
            "This link does not open anything any more. Ask for the new one.", code="bad_token", field="token"
        )
    role, cookie = found
    answer = (
        answers.json({"role": role, "page": f"/{seen.copy.slug}/{PAGES[role]}"})
        if wants_json(request)
        else answers.redirect(f"/{seen.copy.slug}/{PAGES[role]}")
    )
    seen.live.badges.wear(answer, seen.worn)
    seen.live.badges.put(answer, ROLE_COOKIE, cookie, ROLE_SECONDS, f"/{seen.copy.slug}")
    return answer


async def slips(request: Request) -> Response:
    """The ways out when the session that is on runs over its end."""
    seen = await visit(request)
    return answers.json(await previews.ways_out(seen.live.acting, seen.copy.slug, seen.person))


async def move_session(request: Request) -> Response:
    """A move of a session, or with `preview` what it would change."""
    seen, body = await _moderating(request)
    what = (
        seen.live.acting,
        seen.copy.slug,
        seen.person,
        request.path_params["session"],
        request.path_params["move"],
        body,
    )
    if _only_asks(request, body):
        return answers.json(await previews.move(*what))
    return _done(request, seen, await agenda.move(*what, key_of(request, body)))


async def insert_session(request: Request) -> Response:
    seen, body = await _moderating(request)
    if _only_asks(request, body):
        return answers.json(await previews.insert(seen.live.acting, seen.copy.slug, seen.person, body))
    result = await agenda.insert(seen.live.acting, seen.copy.slug, seen.person, body, key_of(request, body))
    return _done(request, seen, result, created=True)


async def undo(request: Request) -> Response:
    seen, body = await _moderating(request)
    if _only_asks(request, body):
        return answers.json(await previews.undo(seen.live.acting, seen.copy.slug, seen.person, body))
    return _done(
        request, seen, await agenda.undo(seen.live.acting, seen.copy.slug, seen.person, body, key_of(request, body))
    )


async def move_question(request: Request) -> Response:
    seen, body = await _moderating(request)
    path = request.path_params
    act = sweeping.sweep if path["move"] in sweeping.SWEEPS else questions.moderate
    result = await act(
        seen.live.acting, seen.copy.slug, seen.person, path["question"], path["move"], body, key_of(request, body)
    )
    return _done(request, seen, result)


async def announce(request: Request) -> Response:
    seen, body = await _moderating(request)
    return _done(
        request,
        seen,
        await announcements.announce(seen.live.acting, seen.copy.slug, seen.person, body, key_of(request, body)),
        created=True,
    )


async def correct(request: Request) -> Response:
    seen, body = await _moderating(request)
    announcement = request.path_params["announcement"]
    return _done(
        request,
        seen,
        await announcements.correct(
            seen.live.acting, seen.copy.slug, seen.person, announcement, body, key_of(request, body)
        ),
    )


async def tell(request: Request) -> Response:
    seen, body = await _moderating(request)
    announcement = request.path_params["announcement"]
    return _done(
        request,
        seen,
        await announcements.tell(seen.live.acting, seen.copy.slug, seen.person, announcement, key_of(request, body)),
    )


async def retract(request: Request) -> Response:
    seen, body = await _moderating(request)
    announcement = request.path_params["announcement"]
    return _done(
        request,
        seen,
        await announcements.retract(seen.live.acting, seen.copy.slug, seen.person, announcement, key_of(request, body)),
    )


async def change_settings(request: Request) -> Response:
    seen, body = await _moderating(request)
    wishes = {k: v for k, v in body.items() if k not in ("key", "text", "token")}
    return _done(
        request,
        seen,
        await settings.change(seen.live.acting, seen.copy.slug, seen.person, wishes, key_of(request, body)),
    )


async def bursts(request: Request) -> Response:
    """Crowds of newcomers whose votes wait, as a page or as JSON."""
    seen = await visit(request)
    require_moderator(seen.person)
    found = await voting.bursts(seen.live.acting, seen.copy.slug, seen.person)
    if wants_json(request):
        return answers.json({"bursts": found})
    return answers.page(seen.live.views.bursts(seen.copy, found, seen.language, seen.now))


async def judge(request: Request) -> Response:
    """Count one of them (`on`), or leave it out, with `stayed` false also those who have stayed: absolute, so that it
    can be taken back.
    """
    seen, body = await _moderating(request)
    judged = await voting.judge(
        seen.live.acting,
        seen.copy.slug,
        seen.person,
        request.path_params["burst"],
        on=body.get("on", True),
        stayed=body.get("stayed", True),
    )
    return answers.json(judged) if wants_json(request) else answers.redirect(f"/{seen.copy.slug}/desk/votes")


async def _moderating(request: Request) -> tuple[Visit, dict[str, Any]]:
    seen = await acted(request)
    require_moderator(seen.person)
    body = await wish(request)
    request.state.typed = body.get("text") or body.get("reason") or body.get("title")  # given back if it is refused
    return seen, body


def _only_asks(request: Request, body: dict[str, Any]) -> bool:
    return bool(body.get("preview")) or request.query_params.get("preview") in ("1", "true", "on")


def _done(request: Request, seen: Visit, result: Done, *, created: bool = False) -> Response:
    return answers.done(request, seen, result, to=f"/{seen.copy.slug}/desk", created=created)


def _count_guess(request: Request, seen: Visit) -> None:
    guesses: Counted = seen.live.guesses
    wait = guesses.wait(network(request.client.host if request.client else "")) if seen.live.acting.limits else 0
    if wait:
        raise TooOften(wait)
