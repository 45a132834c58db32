"""Questions like another one: offered to whoever types it, and to moderators who may join them.

All from memory; nothing is kept.
"""

import asyncio
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from live.actions.acting import question_of
from live.pages import answers
from live.pages.posting import count, network_of
from live.pages.reading import Visit, visit_of, wants_json
from live.rules.people import require_moderator
from live.rules.questions import OPEN, PUBLIC, VOTABLE, Question
from live.rules.questions.as_json import question_as_json
from live.rules.questions.lookup import Index
from live.rules.wishes.questions import LONGEST

AT_ONCE = 20  # questions, about two milliseconds


async def show(request: Request) -> Response:
    """Answer `GET /<slug>/similar?text=…`: open questions that ask much the same, as QUESTION, the likest first."""
    visit = await visit_of(request)
    who = network_of(request) if visit.worn.is_new else visit.person.id
    if visit.live.acting.limits:
        count(visit.live.looking, f"{visit.copy.slug} {who}")
    questions = visit.copy.state.questions.values()
    text = request.query_params.get("text", "")[: 2 * LONGEST]
    found = await _like(visit.copy.similar, text, (q for q in questions if q.status in VOTABLE))
    return _answer(visit, found)


async def suggest(request: Request) -> Response:
    """Answer `GET /<slug>/desk/similar/<id>`: what a question may be joined with, as a page or as JSON."""
    visit = await visit_of(request)
    require_moderator(visit.person)
    question = question_of(visit.copy.state, request.path_params["question"])
    others = (q for q in visit.copy.state.questions.values() if q.status in OPEN | PUBLIC and q.id != question.id)
    found = await _like(visit.copy.similar, question.text, others)
    if wants_json(request):
        return _answer(visit, found)
    return answers.page(visit.live.views.similar(visit.snapshot, question, found))


async def _like(index: Index, text: str, others: Iterable[Question]) -> list[Question]:
    """Return those of the others most like a text. New ones are taken into the index a few at a time."""
    known = {q.id: q for q in others}
    missing = index.missing((q.id, q.text) for q in known.values())
    for at in range(0, len(missing), AT_ONCE):
        for name, new in missing[at : at + AT_ONCE]:
            index.put(name, new)
        await asyncio.sleep(0)  # a process that has just started meets thousands: let frames and answers pass
    among = {name: place for place, name in enumerate(known)}
    return [known[name] for name, _ in index.similar(text, among)]


def _answer(visit: Visit, found: list[Question]) -> Response:
    votes = visit.copy.pulse.votes
    return answers.json(
        {
            "similar": [question_as_json(q, votes.get(q.id, 0), visit.person.role) for q in found],
            "cursor": str(visit.copy.cursor),
        }
    )
