"""Sets of polls over HTTP: made from templates, opened and closed by moderators; answered by everyone on one page."""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from live.actions import polls, sets
from live.pages import answers
from live.pages.posting import acted, meet, moderated, takes
from live.pages.reading import Visit, bodies, visit_of, wants_json
from live.pages.reading.bodies import Body
from live.retention import ended
from live.rules.errors import Refused
from live.rules.wishes.sets import AnswerOf, AnswerSet, MakeSet, MoveSet, SetMove
from live.views.desk.sets import template_of
from live.views.sets import page

FIELD = "answer-"  # and the id of a poll: a field of the form


@takes(MakeSet, by=moderated)
async def make(visit: Visit, wish: MakeSet) -> Response:
    offered = template_of(visit.live.views.words, wish.template, visit.copy.state.event.language)
    return answers.done(visit, await sets.make(visit.actor, wish, offered, _latest(visit)), to="/desk", created=True)


@takes(sets.WISHES, by=moderated)
async def move(visit: Visit, wish: MoveSet) -> Response:
    result = await sets.move(visit.actor, SetMove(visit.path["move"]), wish, _latest(visit))
    return answers.done(visit, result, to="/desk")


def _latest(visit: Visit) -> datetime | None:
    """When everything people left in the event is deleted."""
    days = visit.live.settings.retention_days
    return ended(visit.copy.state, days) if days else None


async def show(request: Request) -> Response:
    """Answer with everything that can be answered together, and what this person has answered."""
    visit = await visit_of(request)
    given = await polls.mine(visit.actor, visit.copy)
    sent = "sent" in request.query_params
    return answers.worn(visit, answers.page(page(visit.live.views.press, visit.snapshot, given, sent=sent)))


async def read(request: Request) -> Body:
    """Return the answers of a form, a field for each poll, as a program sends them."""
    body = await bodies.read(request)
    return body if "answers" in body or wants_json(request) else {**_others(body), "answers": _answers(body)}


def _others(body: Body) -> Body:
    return {name: value for name, value in body.items() if not name.startswith(FIELD)}


def _answers(body: Body) -> list[dict[str, object]]:
    return [
        {"poll": name.removeprefix(FIELD), "choice": value if isinstance(value, list) else [value]}
        for name, value in body.items()
        if name.startswith(FIELD)
    ]


def _again(visit: Visit, body: Body, refused: Refused) -> Response:
    """The page with the reason beside the poll, and every word still there."""
    why = visit.live.views.message(refused, visit.language)
    html = page(visit.live.views.press, visit.snapshot, _typed(body), why=why, field=refused.field)
    return answers.worn(visit, answers.page(html, refused.status))


def _typed(body: Body) -> Mapping[str, Sequence[str]]:
    with contextlib.suppress(msgspec.ValidationError):
        return {one.poll: one.choice for one in msgspec.convert(body.get("answers", []), list[AnswerOf])}
    return {}


@takes(AnswerSet, by=acted, read=read, again=_again)
async def answer(visit: Visit, wish: AnswerSet) -> Response:
    """Take the answers to several polls at once."""
    meet(visit, visit.live.answering)
    return answers.result(visit, await sets.answer(visit.actor, wish.answers), to="/polls?sent")
