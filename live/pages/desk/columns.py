"""More of the desk: one question with everything that can be done to it, and what is beyond the window of a column."""

from starlette.requests import Request
from starlette.responses import Response

from live.actions.acting import question_of
from live.pages import answers
from live.pages.reading import visit_of, wants_json
from live.rules.desk.columns import COLUMNS, PAGE, column, found
from live.rules.people import Role, require_moderator
from live.rules.questions.as_json import question_as_json
from live.rules.questions.marks import Mark, mark_as_json
from live.rules.wishes.questions import LONGEST
from live.views.desk import More


async def question(request: Request) -> Response:
    """Answer `GET /<slug>/desk/questions/<id>`, as a page or as JSON."""
    visit = await visit_of(request)
    require_moderator(visit.person)
    asked = question_of(visit.copy.state, request.path_params["question"])
    if not wants_json(request):
        return answers.page(visit.live.views.for_moderators.question(visit.snapshot, asked))
    mark = visit.copy.state.marks.get(asked.id, Mark(id=asked.id))
    votes = visit.copy.pulse.votes.get(asked.id, 0)
    told = {"question": question_as_json(asked, votes, Role.MODERATOR), "mark": mark_as_json(mark)}
    return answers.json(told | {"cursor": str(visit.copy.cursor)})


async def questions(request: Request) -> Response:
    """Answer `GET /<slug>/desk/questions?column=…&from=…`, or `?find=…`: a hundred at a time, as a page or as JSON."""
    visit = await visit_of(request)
    require_moderator(visit.person)
    state, votes = visit.copy.state, visit.copy.pulse.votes
    find = request.query_params.get("find", "")[:LONGEST].strip()
    name = request.query_params.get("column", "")
    name = name if name in COLUMNS else "queue"
    titles = {s.id: s.title for s in state.agenda.sessions}
    asked = state.questions.values()
    matching = found(asked, find, state.marks, titles) if find else column(asked, name, votes, state.order)
    start = _place(request.query_params.get("from", ""))
    some = matching[start : start + PAGE]
    if wants_json(request):
        following = start + len(some) if start + len(some) < len(matching) else None
        told = [question_as_json(q, votes.get(q.id, 0), Role.MODERATOR) for q in some]
        return answers.json(
            {"questions": told, "total": len(matching), "next": following, "cursor": str(visit.copy.cursor)}
        )
    more = More(column=name, find=find, found=some, start=start, total=len(matching))
    return answers.page(visit.live.views.for_moderators.questions(visit.snapshot, more))


def _place(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
