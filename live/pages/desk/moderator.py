"""The desk: the badge it asks for, and everything moderators can do.

Every move answers forms with 303 and programs with the thing as it now is.
"""

import logging

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from live.actions import agenda, announcements, links, questions, settings
from live.actions.agenda import previews
from live.actions.questions import erasing, sweeping, voting
from live.badge import NAME_COOKIE, ROLE_COOKIE, ROLE_SECONDS
from live.pages import answers
from live.pages.posting import acted, count, moderated, network_of, takes
from live.pages.reading import Visit, base_of, visit_of, wants_json
from live.rules.errors import NotKnown
from live.rules.people import Role, require_moderator
from live.rules.wishes import Move
from live.rules.wishes.agenda import InsertSession, SessionAction, SessionMove, Undo
from live.rules.wishes.announcements import Announce, Correct
from live.rules.wishes.people import Badge, Judge, LogOut
from live.rules.wishes.questions import Erasure, QuestionMove, Sweep
from live.rules.wishes.settings import Settings

doors = logging.getLogger("live.access")
DESK = "/desk"
PAGES = {Role.MODERATOR: "desk", Role.SPEAKER: "speaker"}


async def desk(request: Request) -> ASGIApp:
    """Answer with the moderators' page; without a badge it asks for the link's token, which the script reads from the
    fragment.
    """
    visit = await visit_of(request)
    if not visit.moderates:
        return answers.page(visit.live.views.badge_needed(visit.copy.state.event, visit.language, "desk"), 401)
    address, name = f"{base_of(request, visit.live)}/{visit.copy.slug}", visit.person.name
    views = visit.live.views
    return await visit.live.page_cache.get(
        ("desk", address, visit.language, name),
        visit.copy,
        visit.language,
        visit.now,
        lambda snapshot: (
            views.desk(snapshot, address=address, name=name),
            {**answers.own(), "content-type": "text/html; charset=utf-8"},
        ),
    )


@takes(Badge, by=acted)
async def badge(visit: Visit, wish: Badge) -> Response:
    """Exchange a link's token for its role's cookie.

    Wrong guesses are limited per address; nobody can lock out who has the link.
    """
    found = visit.live.badges.exchange(wish.secret, visit.copy.slug, visit.copy.secrets)
    if found is None:
        if visit.live.acting.limits:
            count(visit.live.guesses, network_of(visit.request))
        raise NotKnown(
            "This link does not open anything any more. Ask for the new one.", code="bad_token", field="token"
        )
    role, cookie = found
    doors.info("let in: the link of a %s at %s", role, visit.copy.slug)
    page = f"/{PAGES[role]}"
    answer = answers.result(visit, {"role": role, "page": f"/{visit.copy.slug}{page}"}, to=page)
    visit.live.badges.put(answer, ROLE_COOKIE, cookie, ROLE_SECONDS, slug=visit.copy.slug)
    return answer


@takes(LogOut, by=acted)
async def log_out(visit: Visit, wish: LogOut) -> Response:
    """Log out of a role: this device, or every device that wears a badge of it. The link stays."""
    slug, role = visit.copy.slug, visit.person.role
    if wish.everywhere and role is not Role.ATTENDEE:
        await links.end_sessions(visit.live.acting, slug, role, visit.person)
    if role is not Role.ATTENDEE:
        doors.info("logged out%s: a %s of %s", " everywhere" if wish.everywhere else "", role, slug)
    answer = answers.result(visit, {"page": f"/{slug}"}, to="")
    visit.live.badges.put(answer, ROLE_COOKIE, "", 0, slug=slug)
    visit.live.badges.put(answer, NAME_COOKIE, "", 0, slug=slug)
    return answer


async def slips(request: Request) -> Response:
    """Answer with the ways out when the session that is on runs over its end."""
    visit = await visit_of(request)
    return answers.json(await previews.ways_out(visit.actor))


@takes(agenda.WISHES, by=moderated)
async def move_session(visit: Visit, wish: SessionMove) -> Response:
    """Carry out a move of a session, or with `preview` what it would change."""
    session, move = visit.path["session"], SessionAction(visit.path["move"])
    if wish.preview or _only_asks(visit):
        return answers.json(await previews.move(visit.actor, session, move, wish))
    return answers.done(visit, await agenda.move(visit.actor, session, move, wish), to=DESK)


@takes(InsertSession, by=moderated)
async def insert_session(visit: Visit, wish: InsertSession) -> Response:
    if wish.preview or _only_asks(visit):
        return answers.json(await previews.insert(visit.actor, wish))
    return answers.done(visit, await agenda.insert(visit.actor, wish), to=DESK, created=True)


@takes(Undo, by=moderated)
async def undo(visit: Visit, wish: Undo) -> Response:
    if wish.preview or _only_asks(visit):
        return answers.json(await previews.undo(visit.actor, wish))
    return answers.done(visit, await agenda.undo(visit.actor, wish), to=DESK)


@takes(questions.WISHES | sweeping.WISHES | erasing.WISHES, by=moderated)
async def move_question(visit: Visit, wish: Move) -> Response:
    question, move = visit.path["question"], visit.path["move"]
    if move in erasing.ERASURES:
        return answers.done(visit, await erasing.erase_one(visit.actor, question, Erasure(move), wish), to=DESK)
    if move in sweeping.SWEEPS:
        return answers.done(visit, await sweeping.SWEEPS[Sweep(move)].swept(visit.actor, question, wish), to=DESK)
    return answers.done(visit, await questions.moderate(visit.actor, question, QuestionMove(move), wish), to=DESK)


@takes(Announce, by=moderated)
async def announce(visit: Visit, wish: Announce) -> Response:
    return answers.done(visit, await announcements.announce(visit.actor, wish), to=DESK, created=True)


@takes(Correct, by=moderated)
async def correct(visit: Visit, wish: Correct) -> Response:
    return answers.done(visit, await announcements.correct(visit.actor, visit.path["announcement"], wish), to=DESK)


@takes(Move, by=moderated)
async def tell(visit: Visit, wish: Move) -> Response:
    return answers.done(visit, await announcements.tell(visit.actor, visit.path["announcement"], wish), to=DESK)


@takes(Move, by=moderated)
async def retract(visit: Visit, wish: Move) -> Response:
    return answers.done(visit, await announcements.retract(visit.actor, visit.path["announcement"], wish), to=DESK)


@takes(Settings, by=moderated)
async def change_settings(visit: Visit, wish: Settings) -> Response:
    return answers.done(visit, await settings.change(visit.actor, wish), to=DESK)


async def bursts(request: Request) -> Response:
    """Crowds of newcomers whose votes wait, as a page or as JSON."""
    visit = await visit_of(request)
    require_moderator(visit.person)
    found = await voting.bursts(visit.actor)
    if wants_json(request):
        return answers.json({"bursts": found})
    return answers.page(visit.live.views.bursts(visit.snapshot, found))


@takes(Judge, by=moderated)
async def judge(visit: Visit, wish: Judge) -> Response:
    """Count one of them (`on`), or leave it out, with `stayed` false also those who have stayed: absolute, so that it
    can be taken back.
    """
    return answers.result(visit, await voting.judge(visit.actor, visit.path["burst"], wish), to=f"{DESK}/votes")


def _only_asks(visit: Visit) -> bool:
    return visit.request.query_params.get("preview") in ("1", "true", "on")
