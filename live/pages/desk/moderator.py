"""The desk: the badge it asks for, and everything moderators can do.

Every move answers forms with 303 and programs with the thing as it now is.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from live.actions import agenda, announcements, questions, settings
from live.actions.agenda import previews
from live.actions.questions import sweeping, voting
from live.badge import ROLE_COOKIE, ROLE_SECONDS
from live.pages import answers
from live.pages.posting import acted, count, moderated, network_of, takes
from live.pages.reading import Visit, base_of, visit, wants_json
from live.rules.errors import NotKnown
from live.rules.people import Role, require_moderator
from live.rules.wishes import Move
from live.rules.wishes.agenda import InsertSession, SessionAction, SessionMove, Undo
from live.rules.wishes.announcements import Announce, Correct
from live.rules.wishes.people import Badge, Judge
from live.rules.wishes.questions import QuestionMove, Sweep
from live.rules.wishes.settings import Settings

DESK = "/desk"
PAGES = {Role.MODERATOR: "desk", Role.SPEAKER: "speaker"}


async def desk(request: Request) -> ASGIApp:
    """Answer with the moderators' page; without a badge it asks for the link's token, which the script reads from the
    fragment.
    """
    seen = await visit(request)
    if not seen.moderates:
        return answers.page(seen.live.views.badge_needed(seen.copy.state.event, seen.language, "desk"), 401)
    address, name = f"{base_of(request, seen.live)}/{seen.copy.slug}", seen.person.name
    views, badges, cookie = seen.live.views, seen.live.badges, seen.worn.cookie
    kept = await seen.live.page_cache.get(
        ("desk", address, seen.language, name),
        seen.copy,
        seen.language,
        seen.now,
        lambda snapshot: (
            views.desk(snapshot, address=address, name=name),
            {**answers.own(), "content-type": "text/html; charset=utf-8"},
        ),
    )
    return answers.with_cookie(kept, badges.header(cookie)) if cookie else kept


@takes(Badge, by=acted)
async def badge(seen: Visit, wish: Badge) -> Response:
    """Exchange a link's token for its role's cookie.

    Wrong guesses are limited per address; nobody can lock out who has the link.
    """
    found = seen.live.badges.exchange(wish.secret, seen.copy.slug, seen.copy.secrets)
    if found is None:
        if seen.live.acting.limits:
            count(seen.live.guesses, network_of(seen.request))
        raise NotKnown(
            "This link does not open anything any more. Ask for the new one.", code="bad_token", field="token"
        )
    role, cookie = found
    page = f"/{PAGES[role]}"
    answer = answers.told(seen, {"role": role, "page": f"/{seen.copy.slug}{page}"}, to=page)
    seen.live.badges.put(answer, ROLE_COOKIE, cookie, ROLE_SECONDS, f"/{seen.copy.slug}")
    return answer


async def slips(request: Request) -> Response:
    """Answer with the ways out when the session that is on runs over its end."""
    seen = await visit(request)
    return answers.json(await previews.ways_out(seen.actor))


@takes(agenda.WISHES, by=moderated)
async def move_session(seen: Visit, wish: SessionMove) -> Response:
    """Carry out a move of a session, or with `preview` what it would change."""
    session, move = seen.path["session"], SessionAction(seen.path["move"])
    if wish.preview or _only_asks(seen):
        return answers.json(await previews.move(seen.actor, session, move, wish))
    return answers.done(seen, await agenda.move(seen.actor, session, move, wish), to=DESK)


@takes(InsertSession, by=moderated)
async def insert_session(seen: Visit, wish: InsertSession) -> Response:
    if wish.preview or _only_asks(seen):
        return answers.json(await previews.insert(seen.actor, wish))
    return answers.done(seen, await agenda.insert(seen.actor, wish), to=DESK, created=True)


@takes(Undo, by=moderated)
async def undo(seen: Visit, wish: Undo) -> Response:
    if wish.preview or _only_asks(seen):
        return answers.json(await previews.undo(seen.actor, wish))
    return answers.done(seen, await agenda.undo(seen.actor, wish), to=DESK)


@takes(questions.WISHES | sweeping.WISHES, by=moderated)
async def move_question(seen: Visit, wish: Move) -> Response:
    question, move = seen.path["question"], seen.path["move"]
    if move in sweeping.SWEEPS:
        return answers.done(seen, await sweeping.SWEEPS[Sweep(move)].swept(seen.actor, question, wish), to=DESK)
    return answers.done(seen, await questions.moderate(seen.actor, question, QuestionMove(move), wish), to=DESK)


@takes(Announce, by=moderated)
async def announce(seen: Visit, wish: Announce) -> Response:
    return answers.done(seen, await announcements.announce(seen.actor, wish), to=DESK, created=True)


@takes(Correct, by=moderated)
async def correct(seen: Visit, wish: Correct) -> Response:
    return answers.done(seen, await announcements.correct(seen.actor, seen.path["announcement"], wish), to=DESK)


@takes(Move, by=moderated)
async def tell(seen: Visit, wish: Move) -> Response:
    return answers.done(seen, await announcements.tell(seen.actor, seen.path["announcement"], wish), to=DESK)


@takes(Move, by=moderated)
async def retract(seen: Visit, wish: Move) -> Response:
    return answers.done(seen, await announcements.retract(seen.actor, seen.path["announcement"], wish), to=DESK)


@takes(Settings, by=moderated)
async def change_settings(seen: Visit, wish: Settings) -> Response:
    return answers.done(seen, await settings.change(seen.actor, wish), to=DESK)


async def bursts(request: Request) -> Response:
    """Crowds of newcomers whose votes wait, as a page or as JSON."""
    seen = await visit(request)
    require_moderator(seen.person)
    found = await voting.bursts(seen.actor)
    if wants_json(request):
        return answers.json({"bursts": found})
    return answers.page(seen.live.views.bursts(seen.snapshot, found))


@takes(Judge, by=moderated)
async def judge(seen: Visit, wish: Judge) -> Response:
    """Count one of them (`on`), or leave it out, with `stayed` false also those who have stayed: absolute, so that it
    can be taken back.
    """
    return answers.told(seen, await voting.judge(seen.actor, seen.path["burst"], wish), to=f"{DESK}/votes")


def _only_asks(seen: Visit) -> bool:
    return seen.request.query_params.get("preview") in ("1", "true", "on")
