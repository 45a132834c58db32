"""Polls over HTTP: everyone answers, moderators make, open, close and show.

Forms get 303, programs the poll as it now is.
"""

import contextlib

from starlette.requests import Request
from starlette.responses import Response

from live.actions import polls
from live.pages import answers
from live.pages.posting import acted, meet, moderated, takes
from live.pages.reading import Visit, visit_of
from live.rules.errors import NotFound, Unavailable
from live.rules.people import Role
from live.rules.polls.as_json import results_for
from live.rules.wishes import Move
from live.rules.wishes.polls import MakePoll, PollMove, Vote
from live.views.picture import is_drawn, page


async def picture(request: Request) -> Response:
    """Answer with the result as a picture in the event's language, for whoever may see it."""
    visit = await visit_of(request)
    poll = visit.copy.state.polls.get(visit.path["poll"])
    role = visit.person.role if visit.moderates else Role.ATTENDEE
    if poll is None or not is_drawn(poll) or results_for(poll, {}, role) is None:
        raise NotFound("There is nothing at this address.")
    live, language = visit.live, visit.copy.state.event.language
    with contextlib.suppress(Unavailable):
        await live.store.replica.count(visit.copy)
    drawn = page(live.views.press, visit.copy.snapshot(language, live.acting.now()), poll)
    named = {"content-disposition": f'inline; filename="{visit.copy.slug}-{poll.id}.svg"'}
    return Response(drawn, 200, {**answers.own(), **named}, "image/svg+xml; charset=utf-8")


@takes(Vote, by=acted)
async def vote(visit: Visit, wish: Vote) -> Response:
    """Take a whole answer, `choice` as often as something is chosen.

    Without script, the page of one's own shows what was counted.
    """
    meet(visit, visit.live.answering)
    poll = visit.path["poll"]
    return answers.result(visit, await polls.answer(visit.actor, poll, wish), to=f"/mine#poll-{poll}")


@takes(MakePoll, by=moderated)
async def make(visit: Visit, wish: MakePoll) -> Response:
    return answers.done(visit, await polls.make(visit.actor, wish), to="/desk", created=True)


@takes(polls.WISHES, by=moderated)
async def move(visit: Visit, wish: Move) -> Response:
    result = await polls.move(visit.actor, visit.path["poll"], PollMove(visit.path["move"]), wish)
    return answers.done(visit, result, to="/desk")
