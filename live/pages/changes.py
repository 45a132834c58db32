"""What has changed: the log of the programme for people and for feed readers, and the feed of answers.

Printed once per cursor and language.
"""

from starlette.requests import Request
from starlette.types import ASGIApp

from live.exports.feeds import answers_feed, changes_feed
from live.pages import answers
from live.pages.reading import Visit, base_of, visit
from live.rules.agenda.history import Told, history
from live.store.copies.cursor import Cursor

HTML = {**answers.ALWAYS, "content-type": "text/html; charset=utf-8", "content-security-policy": answers.policy()}
ATOM = {**answers.ALWAYS, "content-type": "application/atom+xml; charset=utf-8"}


async def show(request: Request) -> ASGIApp:
    """Answer with the log, newest first.

    `?since=<cursor>`: only what came after it, and the page says so; a cursor that is not of this event is not heeded.
    """
    seen = await visit(request)
    moves = history(await seen.live.store.histories.of(seen.copy))
    later = _since(seen, moves, request.query_params.get("since"))
    if later is not None:
        return answers.page(seen.live.views.changes(seen.snapshot, later, since=True))
    name = ("changes", seen.copy.slug, seen.language)
    return await seen.live.page_cache.get(
        name,
        seen.copy,
        seen.language,
        seen.now,
        lambda snapshot: (seen.live.views.changes(snapshot, moves), HTML),
    )


async def feed(request: Request) -> ASGIApp:
    """Answer with the log as Atom."""
    seen = await visit(request)
    moves = history(await seen.live.store.histories.of(seen.copy))
    address = _address(request, seen)
    name = ("changes.atom", address, seen.language)
    return await seen.live.page_cache.get(
        name,
        seen.copy,
        seen.language,
        seen.now,
        lambda snapshot: (changes_feed(seen.live.views.words, snapshot.state, moves, seen.language, address), ATOM),
    )


async def answered(request: Request) -> ASGIApp:
    """Answer with the answered questions as Atom."""
    seen = await visit(request)
    address = _address(request, seen)
    name = ("answers.atom", address, seen.language)
    return await seen.live.page_cache.get(
        name,
        seen.copy,
        seen.language,
        seen.now,
        lambda snapshot: (answers_feed(seen.live.views.words, snapshot.state, seen.language, address), ATOM),
    )


def _since(seen: Visit, moves: tuple[Told, ...], since: str | None) -> tuple[Told, ...] | None:
    """The moves after a cursor; None when there is no cursor, or it is another history's."""
    cursor = Cursor.parse(since)
    if cursor is None or cursor.epoch != seen.copy.cursor.epoch or cursor.n > seen.copy.cursor.n:
        return None
    return tuple(move for move in moves if (last := Cursor.parse(move.cursor)) and last.n > cursor.n)


def _address(request: Request, seen: Visit) -> str:
    return f"{base_of(request, seen.live)}/{seen.copy.slug}"
