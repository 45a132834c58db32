"""The heart: a page at some moment and the frames since then are a fresh page, for every role and transport."""

import asyncio
import json
import random
from typing import Any

import pytest

from live.store.keys import Keys
from tests.journeys.deeds import what_happens
from tests.journeys.event import SLUG, Event, Someone
from tests.journeys.reducing import reduced


def comparable(state: dict[str, Any]) -> dict[str, Any]:
    """Without what only has a moment: the time, and who is here now."""
    kept = {key: value for key, value in state.items() if key not in ("now", "presence")}
    return kept | {
        "questions": sorted(kept["questions"], key=lambda q: q["id"]),
        "announcements": sorted(kept["announcements"], key=lambda a: a["id"]),
        "polls": sorted(kept["polls"], key=lambda p: p["id"]),
    }


@pytest.mark.parametrize("seed", range(3))
def test_page_and_socket_agree_for_every_role(event: Event, seed: int) -> None:
    ann, mina = event.attendee(), event.moderator()
    before = {who: who.state() for who in (ann, mina)}
    with ann.live(f"cursor={before[ann]['cursor']}") as anns, mina.live(f"cursor={before[mina]['cursor']}") as minas:
        what_happens(event, random.Random(seed))
        seq = event.server.call(
            counted(event)
        )  # before any state is asked for: what is shelved may be a second behind the counts
        for who, live in ((ann, anns), (mina, minas)):
            end = who.state()
            cursor = before[who]["cursor"]
            while cursor != end["cursor"]:
                frame = live.frame()
                if frame["type"] == "changes":
                    assert frame["prev"] == cursor
                    cursor = frame["cursor"]
            while max((f["seq"] for f in live.seen if f["type"] == "pulse"), default=-1) < seq:
                live.frame()
            made, is_now = comparable(reduced(before[who], live.seen)), comparable(who.state())
            assert made == is_now


@pytest.mark.parametrize("transport", ["poll", "events", "socket"])
def test_who_comes_back_later_agrees_too(event: Event, transport: str) -> None:
    ann = event.attendee()
    before = ann.state()
    what_happens(event, random.Random(7))
    event.server.call(counted(event))
    frames = {"poll": polled, "events": streamed, "socket": opened}[transport](ann, before["cursor"])
    assert comparable(reduced(before, frames)) == comparable(ann.state())


async def counted(event: Event) -> int:
    """Wait until the process has heard of every vote; the number of its last pulse."""
    copy = await event.server.app.state.live.store.replica.copy(SLUG)
    loaded = await event.server.app.state.live.store.events.load(SLUG)
    store = event.server.app.state.live.store
    answered = await store.database.run(lambda r: r.hget(Keys(SLUG).meta, "polls"))
    async with asyncio.timeout(10):
        while copy.pulse.version != loaded.votes_version or copy.pulse.polls_version != int(answered or 0):
            await asyncio.sleep(0.02)
    return copy.pulse.seq


def polled(who: Someone, cursor: str) -> list[dict[str, Any]]:
    return who.http.get(f"/{SLUG}/poll", params={"cursor": cursor}).json()["frames"]


def streamed(who: Someone, cursor: str) -> list[dict[str, Any]]:
    with who.http.stream("GET", f"/{SLUG}/events", headers={"last-event-id": cursor}) as stream:
        frames = []
        for line in stream.iter_lines():
            if line.startswith("data: "):
                frames.append(json.loads(line[6:]))
                if frames[-1]["type"] == "pulse":
                    return frames
    raise AssertionError("the stream ended")


def opened(who: Someone, cursor: str) -> list[dict[str, Any]]:
    with who.live(f"cursor={cursor}") as live:
        live.next("pulse")
        return live.seen
