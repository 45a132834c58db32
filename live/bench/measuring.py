"""The measurements, one function each.

Every figure is what somebody outside sees; CPU and memory are read from the processes.
"""

import asyncio
import random
import ssl
import statistics
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from urllib.parse import urlsplit

from live.bench.audience import Listeners
from live.bench.figures import Measurement, per
from live.bench.large import filled, large
from live.bench.requests import Asker, asked
from live.bench.target import Target, own
from live.client import Client

RATE = 2.0  # announcements a second in the gentle measurement
PADDING = "a moment of the seminar, " * 9
PAGE_CONNECTIONS = 64
VOTERS, QUESTIONS = 128, 10


async def measured(
    *,
    url: str | None,
    token: str | None,
    connections: int,
    seconds: float,
    workers: int,
    redis: str | None,
    questions: int,
    only: tuple[str, ...],
) -> list[Measurement]:
    """Return all figures, in the order of the table."""
    chosen, figures = only or ("large", "connect", "broadcast", "page", "votes"), list[Measurement]()
    with _target(url, token, workers, redis) as target:
        await _warm(target)
        if questions and target.token:
            await filled(target, questions, _tls(target))
        if "large" in chosen and questions and target.token:  # before there are messages of ours on its pages
            figures += await large(target, seconds)
        if {"connect", "broadcast"} & set(chosen):
            figures += await _listened(target, connections, seconds, broadcast="broadcast" in chosen)
        if "page" in chosen:
            figures += await _page(target, seconds)
        if "votes" in chosen and target.token:
            figures += await _votes(target, seconds)
    return figures


async def _warm(target: Target) -> None:
    """What a process does once, when its first visitors come, is not what each costs."""
    for _ in range(10):
        async with Client(target.base, target.slug) as visitor:
            await visitor.fetch()
            await visitor.http.request("GET", f"/{target.slug}")
    first = Listeners(target.host, target.port, _stream(target), target.base, _tls(target))
    await first.come(50)
    first.go()
    await asyncio.sleep(0.5)


def _stream(target: Target) -> str:
    """What a page without a cookie opens, as most do."""
    return f"/{target.slug}/live?as=json&ticket="


def _target(url: str | None, token: str | None, workers: int, redis: str | None) -> AbstractContextManager[Target]:
    if url:
        parts = urlsplit(url)
        return nullcontext(Target(f"{parts.scheme}://{parts.netloc}", parts.path.strip("/"), token or ""))
    return own(workers, redis)


def _tls(target: Target) -> ssl.SSLContext | None:
    return ssl.create_default_context() if target.tls else None


async def _listened(target: Target, connections: int, seconds: float, *, broadcast: bool) -> list[Measurement]:
    audience = Listeners(target.host, target.port, _stream(target), target.base, _tls(target))
    memory, cpu = target.memory_kb(), target.cpu_seconds()
    took = await audience.come(connections)
    cpu = target.cpu_seconds() - cpu
    await asyncio.sleep(1)
    here = len(audience.here)
    figures = [
        Measurement("connect", "connected", here, f"of {connections}"),
        Measurement("connect", "rate", here / took, "/s"),
        Measurement("connect", "server CPU each", per(cpu, here), "µs"),
        Measurement("connect", "memory each", (target.memory_kb() - memory) / here if memory and here else None, "KB"),
    ]
    if broadcast and target.token and here:
        async with Client(target.base, target.slug, bearer=target.token) as moderator:
            figures += await _gentle(target, audience, moderator, seconds)
            for in_flight in (1, 4):
                figures += await _saturated(target, audience, moderator, seconds, in_flight)
    audience.go()
    return figures


async def _gentle(target: Target, audience: Listeners, moderator: Client, seconds: float) -> list[Measurement]:
    cpu, first = target.cpu_seconds(), audience.published
    for _ in range(max(2, int(seconds * RATE))):
        await asyncio.gather(_announce(audience, moderator), asyncio.sleep(1 / RATE))
    await audience.settled()
    return _delivered("broadcast, gentle", target.cpu_seconds() - cpu, audience, first)


async def _saturated(
    target: Target, audience: Listeners, moderator: Client, seconds: float, in_flight: int
) -> list[Measurement]:
    cpu, first, ends = target.cpu_seconds(), audience.published, time.perf_counter() + seconds
    others = [Client(target.base, target.slug, bearer=target.token) for _ in range(in_flight - 1)]

    async def announcing(client: Client) -> None:
        while time.perf_counter() < ends:
            await audience.at_most(in_flight - 1)
            await _announce(audience, client)

    await asyncio.gather(*(announcing(client) for client in (moderator, *others)))
    await audience.settled()
    for client in others:
        await client.http.close()
    return _delivered(f"broadcast, {in_flight} in flight", target.cpu_seconds() - cpu, audience, first)


async def _announce(audience: Listeners, moderator: Client) -> None:
    await moderator.act("desk/announcements", text=f"{audience.publish()} {PADDING}", level="info")


def _delivered(name: str, cpu: float, audience: Listeners, first: int) -> list[Measurement]:
    took = sorted(
        audience.took[number] for number in range(first + 1, audience.published + 1) if number in audience.took
    )
    deliveries = len(took) * len(audience.here)
    return [
        Measurement(name, "server CPU each delivery", per(cpu, deliveries), "µs"),
        Measurement(name, "to the last, median", statistics.median(took) * 1000, "ms"),
        Measurement(name, "to the last, p99", took[int(len(took) * 0.99)] * 1000, "ms"),
        Measurement(name, "lost or doubled", audience.wrong, f"of {deliveries}"),
    ]


async def _page(target: Target, seconds: float) -> list[Measurement]:
    """The event page as browsers ask for it, compressed, each time by somebody new."""
    host = target.base.split("://")[1]
    request = (
        f"GET /{target.slug} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nAccept-Encoding: gzip, br\r\n\r\n"
    ).encode()
    ends, cpu = time.perf_counter() + seconds, target.cpu_seconds()
    askers, took = await asked(
        target.host,
        target.port,
        _tls(target),
        PAGE_CONNECTIONS,
        lambda _: request if time.perf_counter() < ends else None,
    )
    pages = sum(asker.answers for asker in askers)
    return [
        Measurement("event page", "rate", pages / took, "/s"),
        Measurement("event page", "server CPU each", per(target.cpu_seconds() - cpu, pages), "µs"),
        Measurement("event page", "errors", sum(asker.errors for asker in askers), f"of {pages}"),
    ]


async def _votes(target: Target, seconds: float) -> list[Measurement]:
    async with _questions(target) as (questions, moderator):
        listening = Listeners(target.host, target.port, _stream(target), target.base, _tls(target))
        await listening.come(1)
        wishes: dict[tuple[int, str], bool] = {}
        ends, cpu = time.perf_counter() + seconds, target.cpu_seconds()
        askers, took = await asked(
            target.host, target.port, _tls(target), VOTERS, lambda asker: _vote(target, asker, questions, wishes, ends)
        )
        cpu = target.cpu_seconds() - cpu
        await asyncio.sleep(1)
        pulses = listening.pulses
        listening.go()
        wrong = await _wrong(moderator, questions, wishes)
    votes = sum(asker.answers for asker in askers)
    return [
        Measurement("votes", "rate", votes / took, "/s"),
        Measurement("votes", "server and store CPU each", per(cpu, votes), "µs"),
        Measurement("votes", "wrong tallies", wrong, f"of {len(questions)}"),
        Measurement("votes", "errors", sum(asker.errors for asker in askers), f"of {votes}"),
        Measurement("votes", "pulses to each attendee", pulses / took, "/s"),
    ]


async def _wrong(moderator: Client, questions: list[str], wishes: Mapping[tuple[int, str], bool]) -> int:
    """How many questions have not as many votes as people last wished to give them."""
    await moderator.fetch()
    counted = {q["id"]: q["votes"] for q in moderator.state["questions"]}
    wished = Counter(question for (_, question), on in wishes.items() if on)
    return sum(counted.get(question) != wished[question] for question in questions)


@asynccontextmanager
async def _questions(target: Target) -> AsyncIterator[tuple[list[str], Client]]:
    async with Client(target.base, target.slug, bearer=target.token) as moderator:
        asking = [
            await moderator.act("questions", text=f"Is this measured question {number}?") for number in range(QUESTIONS)
        ]
        yield [asked["question"]["id"] for asked in asking], moderator


def _vote(
    target: Target, asker: Asker, questions: list[str], wishes: dict[tuple[int, str], bool], ends: float
) -> bytes | None:
    if time.perf_counter() > ends:
        return None
    question, on = random.choice(questions), random.random() < 0.7
    wishes[asker.number, question] = on
    body = b"on=true" if on else b"on=false"
    host = target.base.split("://")[1]
    head = (
        f"POST /{target.slug}/questions/{question}/upvote HTTP/1.1\r\n"
        f"Host: {host}\r\nOrigin: {target.base}\r\nAccept: application/json\r\n"
        f"Idempotency-Key: {random.getrandbits(128):032x}\r\n"  # as the page's script sends one
    )
    cookie = b"Cookie: " + asker.cookie + b"\r\n" if asker.cookie else b""
    return (
        head.encode()
        + cookie
        + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n" % len(body)
        + body
    )
