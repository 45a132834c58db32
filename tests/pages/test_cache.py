"""Ready answers: printed once for all who ask, beside the loop, and never older than what was known when they asked."""

import asyncio
import gzip
import threading
from collections.abc import Callable, Coroutine
from typing import Any

from live.pages.answers.cache import CachedPage, PageCache
from live.rules.changes import Change
from live.rules.snapshot import Snapshot
from live.store.copies.copy import Copy
from live.store.copies.cursor import Cursor
from live.store.events import Loaded
from tests.builders import a_question, a_state, at

EPOCH = "epoch-of-tests"
WAIT_SECONDS = 20


def a_copy() -> Copy:
    state = a_state(questions={"q1": a_question("q1")})
    return Copy("seminar", Loaded(state, Cursor(EPOCH, 1, 7), {}, {}, 0, []))


def ask(copy: Copy, number: int) -> None:
    """Somebody asks one more."""
    asked = a_question(f"q{number}", number=number)
    copy.advance(Cursor(EPOCH, copy.cursor.n + 1, 7), Change(kind="question.asked", at=at(1), thing=asked))


def counted(snapshot: Snapshot) -> tuple[str, dict[str, str]]:
    return f"{len(snapshot.state.questions)} at {snapshot.cursor}", {}


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(asyncio.wait_for(story(), WAIT_SECONDS))


async def sent(page: CachedPage, accepts: str = "") -> tuple[dict[bytes, bytes], bytes]:
    told: list[Any] = []

    async def send(message: Any) -> None:
        told.append(message)

    async def receive() -> Any:
        raise AssertionError("nothing is read")

    await page({"headers": [(b"accept-encoding", accepts.encode())], "method": "GET"}, receive, send)
    return dict(told[0]["headers"]), told[1]["body"]


def test_a_page_is_printed_once_for_all_who_ask_and_the_loop_goes_on_meanwhile() -> None:
    async def story() -> None:
        cache, copy, go_on = PageCache(), a_copy(), threading.Event()

        def slowly(snapshot: Snapshot) -> tuple[str, dict[str, str]]:
            assert go_on.wait(WAIT_SECONDS)
            return counted(snapshot)

        asking = [asyncio.create_task(cache.get(("page",), copy, "nb", at(0), slowly)) for _ in range(3)]
        await asyncio.sleep(0)
        go_on.set()  # only a loop that is free gets here
        pages = [await one for one in asking]
        assert cache.printed == 1
        assert pages[0] is pages[1] is pages[2]
        assert await cache.get(("page",), copy, "nb", at(0), counted) is pages[0]

    run(story)


def test_whoever_asks_after_a_change_gets_it_also_while_an_older_page_is_being_made() -> None:
    async def story() -> None:
        cache, copy, go_on = PageCache(), a_copy(), threading.Event()
        begun = asyncio.Event()
        loop = asyncio.get_running_loop()

        def slowly(snapshot: Snapshot) -> tuple[str, dict[str, str]]:
            loop.call_soon_threadsafe(begun.set)
            assert go_on.wait(WAIT_SECONDS)
            return counted(snapshot)

        early = asyncio.create_task(cache.get(("page",), copy, "nb", at(0), slowly))
        await begun.wait()
        ask(copy, 2)
        late = asyncio.create_task(cache.get(("page",), copy, "nb", at(0), slowly))
        await asyncio.sleep(0)
        go_on.set()
        assert (await sent(await early))[1].startswith(b"1 at ")
        assert (await sent(await early))[1].endswith(f"{EPOCH}.1-7".encode()), "its cursor is that of what it shows"
        assert (await sent(await late))[1] == f"2 at {copy.cursor}".encode()

    run(story)


def test_a_page_that_has_just_been_made_of_less_holds_nobody_up() -> None:
    """Between the end of one and what follows from that, somebody asks who knows more."""

    async def story() -> None:
        cache, copy, name = PageCache(), a_copy(), ("page",)
        older = await cache.get(name, copy, "nb", at(0), counted)

        async def made() -> CachedPage:
            return older

        cache._under_way[name] = done = asyncio.create_task(made())
        await done
        ask(copy, 2)
        assert (await sent(await cache.get(name, copy, "nb", at(0), counted)))[1].startswith(b"2 at ")

    run(story)


def test_a_page_that_cannot_be_printed_fails_for_those_who_asked_and_for_nobody_later() -> None:
    async def story() -> None:
        cache, copy = PageCache(), a_copy()

        def broken(_: Snapshot) -> tuple[str, dict[str, str]]:
            raise ZeroDivisionError

        found = await asyncio.gather(
            *(cache.get(("page",), copy, "nb", at(0), broken) for _ in range(2)), return_exceptions=True
        )
        assert [type(one) for one in found] == [ZeroDivisionError, ZeroDivisionError]
        assert (await sent(await cache.get(("page",), copy, "nb", at(0), counted)))[1].startswith(b"1 at ")

    run(story)


def test_each_coding_is_made_when_it_is_asked_for() -> None:
    async def story() -> None:
        page = await PageCache().get(("page",), a_copy(), "nb", at(0), lambda _: ("å" * 1000, {}))
        headers, body = await sent(page, "gzip")
        assert headers[b"content-encoding"] == b"gzip"
        assert gzip.decompress(body).decode() == "å" * 1000
        assert len(body) == int(headers[b"content-length"])
        assert b"content-encoding" not in (await sent(page))[0]

    run(story)
