"""What an event with many questions costs: its pages, a move, and how long the event loop is held while all of it
happens at once.
"""

import asyncio
import random
import re
import ssl
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from itertools import count, cycle

import brotli

from live.bench.figures import Measurement, per
from live.bench.requests import Asker, asked
from live.bench.target import Target
from live.client import Client
from live.client.http import Http, Response
from live.rules.event import LANGUAGES

ASKERS = 64  # at a time
AT_ONCE = 150  # questions in one move of many
HELD, ANSWERED = 0.3, 0.2  # of all questions
MOVES, VIEWS = 3.0, 2.0  # a second, while it is looked how long the loop is held; views of each page in each language
PROBE_SECONDS = 0.005  # between two looks
ELEMENT = re.compile(rb"<[a-z]")
Act = Callable[[], Awaitable[object]]
WORDS = (
    "får elevene støtte også hvis skolen ikke har søkt innen fristen og hvordan dekkes reise til Tyskland eller "
    "Frankrike når gruppen er stor kan vi bruke midlene fra i fjor hva gjelder for voksne som tar fag"
).split()


async def filled(target: Target, number: int, tls: ssl.SSLContext | None) -> None:
    """Ask so many questions, each of somebody else; a part is held back, a part is answered."""
    chance = random.Random(number)  # the same questions each time
    texts = iter([" ".join(chance.choices(WORDS, k=chance.randint(8, 24))) for _ in range(number)])
    async with Client(target.base, target.slug, bearer=target.token) as moderator:
        await moderator.act("desk/settings", moderated=False)
        await asked(target.host, target.port, tls, ASKERS, lambda asker: _question(target, asker, texts))
        await moderator.fetch()
        ids = [question["id"] for question in moderator.state["questions"]]
        held, answered = int(number * HELD), int(number * (HELD + ANSWERED))
        for start in range(0, answered, AT_ONCE):
            some = ids[start : min(start + AT_ONCE, answered)]
            await moderator.act("desk/questions/bulk", ids=some, move="hold" if start < held else "answer")
        await moderator.act("desk/settings", moderated=True)


def _question(target: Target, asker: Asker, texts: Iterator[str]) -> bytes | None:
    text = next(texts, None)
    if text is None:
        return None
    asker.cookie = b""
    body = f'{{"text": "{text}?"}}'.encode()
    return (
        f"POST /{target.slug}/questions HTTP/1.1\r\nHost: {target.base.split('://')[1]}\r\nOrigin: {target.base}\r\n"
        f"Accept: application/json\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


async def large(target: Target, seconds: float) -> list[Measurement]:
    """Return what pages weigh, what a move costs, and how long `/healthz` waits while all of it happens at once."""
    async with _listening(target):
        return [
            *await _pages(target),
            *await _moves(target, seconds),
            *await _held(target, seconds),
        ]


@asynccontextmanager
async def _listening(target: Target) -> AsyncIterator[None]:
    """A page and a desk in each language that follow."""
    async with AsyncExitStack() as open_streams:
        readers = await open_streams.enter_async_context(asyncio.TaskGroup())
        for language in LANGUAGES:
            for token in (None, target.token):
                there = Http(target.base, bearer=token)
                path = f"/{target.slug}/events?as=html&lang={language}"
                _, lines = await open_streams.enter_async_context(there.stream(path, {}))
                task = readers.create_task(_read(lines))
                open_streams.callback(task.cancel)
        yield


async def _read(lines: AsyncIterator[bytes]) -> None:
    async for _ in lines:
        pass


async def _pages(target: Target) -> list[Measurement]:
    """The pages as a browser gets them, after a change and again."""
    found = []
    async with Client(target.base, target.slug, bearer=target.token) as moderator:
        await moderator.fetch()
        for name, path in (("event page", f"/{target.slug}"), ("desk", f"/{target.slug}/desk")):
            await _got(moderator.http, path)  # what is done once in a process is no page's cost
            await _move(moderator, 0)
            first, answer = await _got(moderator.http, path)
            again = statistics.median([(await _got(moderator.http, path))[0] for _ in range(20)])
            is_compressed = answer.headers.get("content-encoding") == "br"
            whole = brotli.decompress(answer.body) if is_compressed else answer.body
            found += [
                Measurement(f"{name}, large event", "as sent", len(answer.body) / 1000, "kB"),
                Measurement(f"{name}, large event", "whole", len(whole) / 1000, "kB"),
                Measurement(f"{name}, large event", "elements", len(ELEMENT.findall(whole)), ""),
                Measurement(f"{name}, large event", "first after a change", first * 1000, "ms"),
                Measurement(f"{name}, large event", "again, median", again * 1000, "ms"),
            ]
    return found


async def _got(http: Http, path: str) -> tuple[float, Response]:
    began = time.perf_counter()
    answer = await http.request("GET", path, headers={"Accept": "text/html", "Accept-Encoding": "br"})
    return time.perf_counter() - began, answer


async def _move(moderator: Client, turn: int) -> None:
    """An open question is answered now, and is back in the queue with the next turn."""
    waiting = [q for q in moderator.state["questions"] if q["status"] in ("approved", "live")]
    move = "reopen" if turn % 2 else "take"
    await moderator.act(f"desk/questions/{waiting[turn // 2 % len(waiting)]['id']}/{move}")


async def _moves(target: Target, seconds: float) -> list[Measurement]:
    took: list[float] = []
    async with Client(target.base, target.slug, bearer=target.token) as moderator:
        await moderator.fetch()
        ends, cpu = time.perf_counter() + seconds, target.cpu_seconds()
        while (began := time.perf_counter()) < ends:
            await _move(moderator, len(took))
            took.append(time.perf_counter() - began)
        cpu = target.cpu_seconds() - cpu
    return [
        Measurement("move of a question", "CPU each, six following", per(cpu, len(took)), "µs"),
        Measurement("move of a question", "median", statistics.median(took) * 1000, "ms"),
    ]


async def _held(target: Target, seconds: float) -> list[Measurement]:
    """Ask again and again what `/healthz` says: alone, and while moves, views and searches go on."""
    alone = await _probed(target, seconds)
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as doing:
        tasks = [doing.create_task(_again(rate, act)) for rate, act in await _everything(target, stack)]
        cpu = target.cpu_seconds()
        waited = await _probed(target, seconds)
        cpu = target.cpu_seconds() - cpu
        for task in tasks:
            task.cancel()
    name = "loop held, all at once"
    return [
        Measurement(name, "healthz alone, p99", alone[int(len(alone) * 0.99)] * 1000, "ms"),
        Measurement(name, "healthz, median", statistics.median(waited) * 1000, "ms"),
        Measurement(name, "healthz, p99", waited[int(len(waited) * 0.99)] * 1000, "ms"),
        Measurement(name, "healthz, longest", waited[-1] * 1000, "ms"),
        Measurement(name, "CPU of a core", cpu / seconds * 100, "%"),
    ]


async def _everything(target: Target, stack: AsyncExitStack) -> list[tuple[float, Act]]:
    """Return what goes on, and how often a second."""
    moderator = await stack.enter_async_context(Client(target.base, target.slug, bearer=target.token))
    await moderator.fetch()
    turns = count()
    asked_before = cycle([(q["id"], "%20".join(q["text"].split()[:4])) for q in moderator.state["questions"][:20]])
    looks: list[tuple[float, Act]] = [(MOVES, lambda: _move(moderator, next(turns)))]
    for language in LANGUAGES:
        question, text = next(asked_before)
        for path in (
            f"?lang={language}&again",
            f"/desk?lang={language}",
            f"/desk/similar/{question}",
            f"/similar?text={text}",
        ):
            http = Http(target.base, bearer=target.token)
            stack.push_async_callback(http.close)
            looks.append((VIEWS, partial(_got, http, f"/{target.slug}{path}")))
    return looks


async def _again(rate: float, act: Act) -> None:
    """Act so often a second, beginning anywhere in the first."""
    await asyncio.sleep(random.random() / rate)
    while True:
        await asyncio.gather(act(), asyncio.sleep(1 / rate))


async def _probed(target: Target, seconds: float) -> list[float]:
    """Return how long each answer took, sorted."""
    http, waited, ends = Http(target.base), list[float](), time.perf_counter() + seconds
    while time.perf_counter() < ends:
        waited.append((await _got(http, "/healthz"))[0])
        await asyncio.sleep(PROBE_SECONDS)
    await http.close()
    return sorted(waited)
