"""What has changed: the log of the programme for people and for feed readers, and the feed of answers.

Printed once per cursor and language.
"""

from starlette.requests import Request
from starlette.types import ASGIApp

from live.exports.feeds import answers_feed, changes_feed
from live.pages import answers
from live.pages.reading import Visit, base_of, visit_of
from live.rules.agenda.history import LogEntry, history
from live.store.copies.cursor import Cursor

HTML = {**answers.ALWAYS, "content-type": "text/html; charset=utf-8", "content-security-policy": answers.policy()}
ATOM = {**answers.ALWAYS, "content-type": "application/atom+xml; charset=utf-8"}


async def show(request: Request) -> ASGIApp:
    """Answer with the log, newest first.

    `?since=<cursor>`: only what came after it, and the page says so; a cursor that is not of this event is not heeded.
    """
    visit = await visit_of(request)
    moves = history(await visit.live.store.histories.of(visit.copy))
    later = _since(visit, moves, request.query_params.get("since"))
    if later is not None:
        return answers.page(visit.live.views.changes(visit.snapshot, later, since=True))
    name = ("changes", visit.copy.slug, visit.language)
    return await visit.live.page_cache.get(
        name,
        visit.copy,
        visit.language,
        visit.now,
        lambda snapshot: (visit.live.views.changes(snapshot, moves), HTML),
    )


async def feed(request: Request) -> ASGIApp:
    """Answer with the log as Atom."""
    visit = await visit_of(request)
    moves = history(await visit.live.store.histories.of(visit.copy))
    address = _address(request, visit)
    name = ("changes.atom", address, visit.language)
    return await visit.live.page_cache.get(
        name,
        visit.copy,
        visit.language,
        visit.now,
        lambda snapshot: (changes_feed(visit.live.views.words, snapshot.state, moves, visit.language, address), ATOM),
    )


async def answered(request: Request) -> ASGIApp:
    """Answer with the answered questions as Atom."""
    visit = await visit_of(request)
    address = _address(request, visit)
    name = ("answers.atom", address, visit.language)
    return await visit.live.page_cache.get(
        name,
        visit.copy,
        visit.language,
        visit.now,
        lambda snapshot: (answers_feed(visit.live.views.words, snapshot.state, visit.language, address), ATOM),
    )


def _since(visit: Visit, moves: tuple[LogEntry, ...], since: str | None) -> tuple[LogEntry, ...] | None:
    """The moves after a cursor; None when there is no cursor, or it is another history's."""
    cursor = Cursor.parse(since)
    if cursor is None or cursor.epoch != visit.copy.cursor.epoch or cursor.n > visit.copy.cursor.n:
        return None
    return tuple(move for move in moves if (last := Cursor.parse(move.cursor)) and last.n > cursor.n)


def _address(request: Request, visit: Visit) -> str:
    return f"{base_of(request, visit.live)}/{visit.copy.slug}"
