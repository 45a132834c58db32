"""Questions like another one: offered to whoever types it, and to moderators who may join them.

All from memory; nothing is kept.
"""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from live.actions.acting import question_of
from live.pages import answers
from live.pages.reading import Visit, visit, wants_json
from live.rules.errors import TooOften
from live.rules.people import require_moderator
from live.rules.questions import OPEN, PUBLIC, VOTABLE, Question, seen_question
from live.rules.questions.similar import similar
from live.rules.wishes.questions import LONGEST


async def show(request: Request) -> Response:
    """Answer `GET /<slug>/similar?text=…`: open questions that ask much the same, as QUESTION, the likest first."""
    seen = await visit(request)
    who = seen.person.id if seen.live.badges.known(request) else request.client.host if request.client else ""
    if seen.live.acting.limits and (wait := seen.live.looking.wait(f"{seen.copy.slug} {who}")):
        raise TooOften(wait)
    questions = seen.copy.state.questions.values()
    found = _like(request.query_params.get("text", "")[: 2 * LONGEST], (q for q in questions if q.status in VOTABLE))
    return _answer(seen, found)


async def suggest(request: Request) -> Response:
    """Answer `GET /<slug>/desk/similar/<id>`: what a question may be joined with, as a page or as JSON."""
    seen = await visit(request)
    require_moderator(seen.person)
    question = question_of(seen.copy.state, request.path_params["question"])
    others = (q for q in seen.copy.state.questions.values() if q.status in OPEN | PUBLIC and q.id != question.id)
    found = _like(question.text, others)
    if wants_json(request):
        return _answer(seen, found)
    return answers.page(seen.live.views.similar(seen.copy, question, found, seen.language, seen.now))


def _like(text: str, others: Iterable[Question]) -> list[Question]:
    known = {q.id: q for q in others}
    return [known[name] for name, _ in similar(text, ((q.id, q.text) for q in known.values()))]


def _answer(seen: Visit, found: list[Question]) -> Response:
    votes = seen.copy.pulse.votes
    return answers.json(
        {
            "similar": [seen_question(q, votes.get(q.id, 0), seen.person.role) for q in found],
            "cursor": str(seen.copy.cursor),
        }
    )
