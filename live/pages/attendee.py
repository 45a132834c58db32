"""The attendee's pages and what attendees can do."""

import time

import msgspec
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from live.actions import polls, questions
from live.actions.questions import erasing
from live.house import Services, services_of
from live.pages import answers
from live.pages.choosing import chosen
from live.pages.joining import code_of
from live.pages.posting import acted, meet, takes
from live.pages.reading import LANGUAGE_COOKIE, Visit, event_of, language_of, visit_of, wants_json
from live.pages.reading.bodies import Body
from live.rules.errors import Refused, TooOften
from live.rules.people import Role
from live.rules.questions.ledger import own_questions_as_json, public_counts
from live.rules.questions.listing import WINDOW, listed_as
from live.rules.questions.merging import voted_for
from live.rules.snapshot import Snapshot
from live.rules.state import state_for
from live.rules.wishes.access import BecomeSomebody
from live.rules.wishes.people import ForgetDevice
from live.rules.wishes.questions import Ask, EraseMine, Reword, Upvote, Withdraw
from live.views import QuestionDraft

MOST_AT_ONCE = 1000  # questions
NOTHING_ASKED = QueryParams()
OF_ONE_ALONE = frozenset({"about", "question", "first"})  # what makes a page for whoever asked
YEAR_SECONDS = 365 * 24 * 3600
HTML = {**answers.ALWAYS, "content-type": "text/html; charset=utf-8", "content-security-policy": answers.policy()}
JSON = {**answers.ALWAYS, "content-type": "application/json"}
OF_MODERATORS = JSON | {"cache-control": "private, no-store"}


async def show(request: Request) -> ASGIApp:
    """Answer with the event.

    Everybody in a language who wants to see the same of it gets the same bytes, unless they ask about one item, come to
    one question or want more of them than usual.
    """
    if wants_json(request):
        return await state(request)
    live = services_of(request)
    copy = await event_of(request)
    language = language_of(request, copy)
    now = live.acting.now()
    asked = request.query_params if request.scope["query_string"] else NOTHING_ASKED
    sort, choice = listed_as(asked.get("sort", ""), usual=""), chosen(copy.state, asked)
    if not OF_ONE_ALONE.isdisjoint(asked.keys()):
        return answers.page(
            live.views.attendee(
                copy.snapshot(language, now),
                about=asked.get("about"),
                sort=sort,
                most=_first(asked.get("first", "")),
                question=asked.get("question", ""),
                choice=choice,
            )
        )
    away = unsaved(live)
    if copy.code_until < time.monotonic():
        await code_of(live, copy)
    kept = await live.page_cache.get(
        ("page", copy.slug, language, away, sort, choice),
        copy,
        language,
        now,
        lambda snapshot: (live.views.attendee(snapshot, away=away, sort=sort, choice=choice), HTML),
    )
    return _chosen(request, kept, language)


def unsaved(live: Services) -> str:
    """Return why nothing that is sent can be kept just now, "" while it can."""
    if not live.store.replica.healthy:
        return "gone"
    return "full" if live.store.database.writes.refused else ""


def _first(asked: str) -> int:
    """Return how much of the list a page is to have, which is as much as it had before."""
    return min(max(int(asked), WINDOW), MOST_AT_ONCE) if asked.isascii() and asked.isdigit() else WINDOW


async def state(request: Request) -> ASGIApp:
    """Answer with STATE of docs/protocol.md, as the badge may see it."""
    visit = await visit_of(request)
    role, kept = (Role.MODERATOR, OF_MODERATORS) if visit.moderates else (Role.ATTENDEE, JSON)
    links = answers.linked(alternate=f"/{visit.copy.slug}", service_desc="/openapi.json")
    return await visit.live.page_cache.get(
        ("state", visit.copy.slug, role),
        visit.copy,
        "",
        visit.now,
        lambda snapshot: (whole(snapshot, role), kept | links),
        second=True,
    )


def whole(snapshot: Snapshot, role: Role) -> bytes:
    """Return STATE of docs/protocol.md."""
    told = {
        "epoch": snapshot.epoch,
        "cursor": snapshot.cursor,
        **state_for(snapshot.state, snapshot.viewer(role)),
        "presence": {"people": snapshot.pulse.people, "connections": snapshot.pulse.connections},
    }
    return msgspec.json.encode(told)


async def mine(request: Request) -> Response:
    """My questions and votes: as a page, which stores nothing, or for programs JSON, with the cookie of who is new."""
    visit = await visit_of(request)
    upvoted = voted_for(
        visit.copy.state.questions, await visit.live.store.votes.upvoted(visit.copy.slug, visit.person.id)
    )
    ballots = await polls.mine(visit.actor, visit.copy)
    if wants_json(request):
        mine = [q for q in visit.copy.state.questions.values() if q.by == visit.person.id]
        asked = own_questions_as_json(visit.copy.state, mine, visit.copy.pulse.votes, visit.now)
        told = {"asked": asked, "upvoted": upvoted, "ballots": ballots, "cursor": str(visit.copy.cursor)}
        return answers.worn(visit, answers.json(told))
    done = next((name for name in ("erased", "forgotten") if name in request.query_params), "")
    return answers.page(visit.live.views.mine(visit.snapshot, visit.person.id, set(upvoted), ballots, done=done))


@takes(BecomeSomebody, by=acted)
async def become(visit: Visit, wish: BecomeSomebody) -> Response:
    """Be somebody at the event: the cookie of the answer says who, from now on."""
    return answers.result(visit, {"role": visit.person.role, "cursor": str(visit.copy.cursor)}, to="/mine")


async def ledger(request: Request) -> Response:
    """Tell how many questions have which fate. Public: numbers only."""
    visit = await visit_of(request)
    return answers.json({"ledger": public_counts(visit.copy.state, visit.now), "cursor": str(visit.copy.cursor)})


def _asked_again(visit: Visit, body: Body, refused: Refused) -> Response:
    """The page with the reason beside the field, and every word still there."""
    said = {name: value for name, value in body.items() if isinstance(value, str)}
    draft = QuestionDraft(text=said.get("text", ""), name=said.get("name", ""))
    about = said.get("item") or said.get("session")
    answer = answers.page(
        visit.live.views.attendee(visit.snapshot, about=about, draft=draft, refused=refused),
        refused.status,
    )
    return answers.worn(visit, answer)


@takes(Ask, by=acted, again=_asked_again)
async def ask(visit: Visit, wish: Ask) -> Response:
    if wait := await visit.live.vote_guard.ask_wait(visit.copy.slug, visit.person.id, visit.worn.arrival):
        raise TooOften(wait)
    return answers.done(visit, await questions.ask(visit.actor, wish), to="/mine", created=True)


@takes(Upvote, by=acted)
async def upvote(visit: Visit, wish: Upvote) -> Response:
    meet(visit, visit.live.voting)
    counted = await questions.upvote(visit.actor, visit.path["question"], wish)
    if not wants_json(visit.request):  # without script the next page must show what was just done
        await visit.live.store.replica.count(visit.copy)
    return answers.result(visit, counted, to=f"?question={counted['id']}#question-{counted['id']}")


@takes(Withdraw, by=acted)
async def withdraw(visit: Visit, wish: Withdraw) -> Response:
    return answers.done(visit, await questions.withdraw(visit.actor, visit.path["question"], wish), to="/mine")


@takes(Reword, by=acted)
async def reword(visit: Visit, wish: Reword) -> Response:
    return answers.done(visit, await questions.reword(visit.actor, visit.path["question"], wish), to="/mine")


@takes(EraseMine, by=acted)
async def erase_mine(visit: Visit, wish: EraseMine) -> Response:
    """Erase everything of one's own."""
    erased = await erasing.erase_mine(visit.actor, wish)
    return answers.result(visit, {"erased": erased}, to="/mine?erased")


@takes(ForgetDevice, by=acted)
async def forget(visit: Visit, wish: ForgetDevice) -> Response:
    """Take the person's cookie and the chosen language from this device; its script empties the storage."""
    page = f"/{visit.copy.slug}/mine?forgotten"
    answer = answers.json({"page": page}) if wants_json(visit.request) else answers.redirect(page)
    visit.live.badges.forget(answer)
    visit.live.badges.put(answer, LANGUAGE_COOKIE, "", 0)
    answer.set_cookie(LANGUAGE_COOKIE, "", max_age=0, samesite="lax")  # as it was called before it had a prefix
    return answer


def _chosen(request: Request, kept: ASGIApp, language: str) -> ASGIApp:
    """A language chosen in the address is remembered; only then does the page set a cookie.

    A page fetched `again` by its own script names the language it is in, which chooses nothing.
    """
    asked = request.query_params if request.scope["query_string"] else {}
    if "lang" not in asked or "again" in asked:
        return kept
    return answers.with_cookie(kept, services_of(request).badges.header(language, LANGUAGE_COOKIE, YEAR_SECONDS))
