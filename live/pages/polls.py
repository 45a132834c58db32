"""Polls over HTTP: everyone answers, moderators make, open, close and show.

Forms get 303, programs the poll as it now is.
"""

from starlette.responses import Response

from live.actions import polls
from live.pages import answers
from live.pages.posting import acted, meet, moderated, takes
from live.pages.reading import Visit
from live.rules.wishes import Move
from live.rules.wishes.polls import MakePoll, PollMove, Vote


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
