"""Moderators together: who is at the desk and writes on what, many questions moved at once, labels, and the order of
the queue.
"""

from urllib.parse import quote

from starlette.responses import Response

from live.actions import desk
from live.actions.questions import bulk, marks
from live.badge import NAME_COOKIE, PERSON_SECONDS
from live.pages import answers
from live.pages.posting import acted, moderated, takes
from live.pages.reading import Visit
from live.rules.wishes.people import Here
from live.rules.wishes.questions import Arrange, Bulk, Label

LABEL = "label"  # as a move of many questions


@takes(Here, by=acted)
async def here(visit: Visit, wish: Here) -> Response:
    """Say one's name, or what one is writing; the name stays on the device as a cookie."""
    told = await desk.here(visit.actor, wish)
    answer = answers.result(visit, told, to="/desk")
    if wish.name is not None:
        visit.live.badges.put(answer, NAME_COOKIE, quote(told["name"]), PERSON_SECONDS, slug=visit.copy.slug)
    return answer


@takes(Bulk, by=moderated)
async def move_questions(visit: Visit, wish: Bulk) -> Response:
    """Make one move for every question that is chosen."""
    act = marks.label_all if wish.move == LABEL else bulk.move
    return answers.done(visit, await act(visit.actor, wish), to="/desk")


@takes(Label, by=moderated)
async def label_question(visit: Visit, wish: Label) -> Response:
    """Labels for the moderators' own eyes."""
    return answers.done(visit, await marks.label(visit.actor, visit.path["question"], wish), to="/desk")


@takes(Arrange, by=moderated)
async def arrange_queue(visit: Visit, wish: Arrange) -> Response:
    """Put the queue in an order by hand, or by votes again."""
    return answers.done(visit, await marks.arrange(visit.actor, wish), to="/desk")
