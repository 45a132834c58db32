"""What people notice when one of several machines is cut off the network, and how long a change takes between them.

`python -m tests.deploy.cutting haproxy --people 300` prints the figures of docs/machines.md; it needs root.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import msgspec
from websockets.asyncio.client import connect

from live.client import Client
from live.server.sockets import raise_file_limit
from tests.deploy.conftest import made_in
from tests.deploy.machines import HOSTS, SLUG, Machines, machines
from tests.deploy.proxies import HAPROXY, NGINX

CUT = HOSTS[1]
LONGEST_SECONDS = 60.0  # then nobody need wait any more
ANNOUNCE_SECONDS = 1.0  # between announcements
APART_SECONDS = 0.05  # changes by themselves: in a burst they are collected for 4 ms
CLOSER_SECONDS = 0.05
AT_ONCE = 25  # who arrive together


@dataclass
class Person:
    """A follower, and when each announcement was heard."""

    client: Client
    heard: dict[str, float] = field(default_factory=dict)

    async def follow(self) -> None:
        async with self.client, aclosing(self.client.frames()) as frames:
            async for _ in frames:
                now = time.monotonic()
                for announcement in self.client.state["announcements"]:
                    self.heard.setdefault(announcement["text"], now)


class Moderator:
    """Announces all the time, by turns over a connection that is kept and over a new one. `said`: from when to when."""

    def __init__(self, site: Machines) -> None:
        self._site = site
        self.said: dict[str, tuple[float, float]] = {}

    async def announce_on(self) -> None:
        async with asyncio.TaskGroup() as group, self._site.client(self._site.token) as kept:
            number = 0
            while True:
                number += 1
                group.create_task(self._announce(str(number), kept if number % 2 else None))
                await asyncio.sleep(ANNOUNCE_SECONDS)

    async def _announce(self, text: str, kept: Client | None) -> None:
        client = kept or self._site.client(self._site.token)
        began = time.monotonic()
        await client.act("desk/announcements", text=text)
        self.said[text] = began, time.monotonic()
        if client is not kept:
            await client.http.close()

    def since(self, moment: float) -> set[str]:
        """Return what was said after a moment, by who has had an answer."""
        return {text for text, (began, _) in self.said.items() if began > moment}


@dataclass
class Figures:
    """What a cut did to people, in seconds: `behind` until each heard something that was said after it."""

    moved: int
    behind: list[float]
    posts: list[float]
    lost: int

    def __str__(self) -> str:
        late = sorted(self.behind)[-self.moved :] or [0.0]
        return (
            f"{len(self.behind)} people, {self.moved} moved: half of those follow again after {median(late):.1f} s, "
            f"all after {max(late):.1f} s; the slowest of {len(self.posts)} posts took {max(self.posts):.1f} s; "
            f"lost: {self.lost}"
        )


async def cut_off(site: Machines, people: int) -> Figures:
    """Have a crowd follow, cut a machine off, measure until everyone follows again, and let it come back."""
    crowd = [Person(site.client()) for _ in range(people)]
    moderator = Moderator(site)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(moderator.announce_on())]
        for at in range(0, people, AT_ONCE):
            some = crowd[at : at + AT_ONCE]
            tasks += [group.create_task(person.follow()) for person in some]
            await closer(lambda: all(person.heard for person in some))  # noqa: B023 - waited for in the same turn
        figures = await _through_a_cut(site, crowd, moderator)
        for task in tasks:
            task.cancel()
    return figures


async def _through_a_cut(site: Machines, crowd: Sequence[Person], moderator: Moderator) -> Figures:
    connects = [person.client.connects for person in crowd]
    cut_at = time.monotonic()
    with site.network.cut(CUT):
        await closer(lambda: all(moderator.since(cut_at) & person.heard.keys() for person in crowd))
        after = moderator.since(cut_at)
    behind = [min(person.heard[text] for text in after & person.heard.keys()) - cut_at for person in crowd]
    said = set(moderator.said)
    await closer(lambda: all(said <= person.heard.keys() for person in crowd))
    return Figures(
        moved=sum(person.client.connects > before for person, before in zip(crowd, connects, strict=True)),
        behind=behind,
        posts=[ended - began for began, ended in moderator.said.values() if ended > cut_at],
        lost=sum(len(said - person.heard.keys()) for person in crowd),
    )


async def closer(state: Callable[[], object]) -> None:
    """Wait until a state is reached; fail when it is not."""
    async with asyncio.timeout(LONGEST_SECONDS):
        while not state():
            await asyncio.sleep(CLOSER_SECONDS)


async def latencies(site: Machines, to: str, count: int = 60) -> list[float]:
    """Announce on the first machine; how many seconds until somebody on the machine `to` has it, each time."""
    here, there = (f"{site.hosts[host]}:8000" for host in (HOSTS[0], to))
    found = []
    async with (
        connect(f"ws://{there}/{SLUG}/live", compression=None, max_size=None) as socket,
        Client(f"http://{here}", SLUG, bearer=site.token) as moderator,
    ):
        for number in range(count):
            text, began = f"{to} {number}", time.perf_counter()
            post = asyncio.create_task(moderator.act("desk/announcements", text=text))
            while not _tells(await socket.recv(), text):
                pass
            found.append(time.perf_counter() - began)
            await post
            await asyncio.sleep(APART_SECONDS)
    return sorted(found)


def _tells(frame: str | bytes, text: str) -> bool:
    changes = msgspec.json.decode(frame).get("changes", ())
    return any(change.get("announcement", {}).get("text") == text for change in changes)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("proxy", choices=["haproxy", "nginx"])
    asked.add_argument("--people", type=int, default=300)
    asked.add_argument("--cluster", action="store_true")
    chosen = asked.parse_args()
    proxy = HAPROXY if chosen.proxy == "haproxy" else NGINX
    raise_file_limit()
    with tempfile.TemporaryDirectory() as room:
        certificate = made_in(Path(room))
        with machines(proxy, Path(room), certificate, cluster=chosen.cluster) as site:
            for host in HOSTS:
                took = asyncio.run(latencies(site, host))
                print(f"from {HOSTS[0]} to {host}: median {median(took) * 1000:.1f} ms, p95 {took[-4] * 1000:.1f} ms")
            print(asyncio.run(cut_off(site, chosen.people)))


if __name__ == "__main__":
    main()
