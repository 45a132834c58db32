"""Everyone's list of questions beyond the window of the event's page."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from live.pages import answers
from live.pages.reading import visit_of, wants_json
from live.rules.people import Role
from live.rules.questions.as_json import question_as_json
from live.rules.questions.listing import WINDOW, after, listed_as, place_of


async def show(request: Request) -> Response:
    """Answer `GET /<slug>/questions?after=<place>&sort=…`: the next window of everyone's list, as a page or as JSON."""
    visit = await visit_of(request)
    asked, snapshot, questions = request.query_params, visit.snapshot, visit.live.views.questions
    sort, place = listed_as(asked.get("sort", "")), asked.get("after", "")
    if not wants_json(request):
        return answers.page(questions.page(snapshot, sort, place))
    every = questions.ordered(snapshot, sort)
    start = after(every, sort, place)
    some = every[start : start + WINDOW]
    told = [question_as_json(question, votes, Role.ATTENDEE) for question, votes in some]
    following = place_of(some[-1], sort) if some and start + len(some) < len(every) else None
    rest = {"sort": sort, "after": following}
    links = answers.linked(next=f"/{visit.copy.slug}/questions?{urlencode(rest)}") if following else {}
    return answers.json(
        {"questions": told, "total": len(every), "next": following, "cursor": str(visit.copy.cursor)}, headers=links
    )
