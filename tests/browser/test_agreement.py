"""The heart, as it is printed: a page at some moment and the pieces since then, laid over it by the browser's own
modules, are a fresh page, in every role and language and on every transport, order included.
"""

import json
import random
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route
from websockets.exceptions import ConnectionClosed

from tests.builders import a_conference
from tests.journeys.deeds import what_happens
from tests.journeys.event import SLUG, Event, Live, Someone
from tests.journeys.test_agreement import counted
from tests.running import Server
from tests.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
LAYING = (Path(__file__).parent / "laying.js").read_text()
SECONDS = 60
LANGUAGES = ("nb", "nn", "en")
PAGES = {"attendee": f"/{SLUG}", "moderator": f"/{SLUG}/desk"}
THREE_DAYS = a_conference(days=3, tracks=4, each=11)  # of which a page has the second, in short
SECOND_DAY = {"day": "2022-03-09"}
SCRIPTS = re.compile(r"<script\b.*?</script>|<link rel=\"modulepreload\"[^>]*>", re.DOTALL)


@pytest.fixture
def event(server: Server, request: pytest.FixtureRequest) -> Iterator[Event]:
    made = Event(server, THREE_DAYS if request.param == "large" else None)
    yield made
    made.close()


def printed(who: Someone, role: str, language: str) -> str:
    answer = who.http.get(PAGES[role], params={"lang": language, **SECOND_DAY}, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text[:500]
    return answer.text


def cursor_of(page: str) -> str:
    found = re.search(r'data-cursor="([^"]+)"', page)
    assert found
    return found[1]


def query(page: str, language: str) -> str:
    return f"as=html&lang={language}&cursor={cursor_of(page)}"


def streamed(who: Someone, asked: str) -> list[dict[str, Any]]:
    frames: list[dict[str, Any]] = []
    with who.http.stream("GET", f"/{SLUG}/events?{asked}") as stream:
        for line in stream.iter_lines():
            if line.startswith("data: "):
                frames.append(json.loads(line[6:]))
                if frames[-1]["type"] == "pulse":
                    break
    return frames


def polled(who: Someone, asked: str) -> list[dict[str, Any]]:
    frames: list[dict[str, Any]] = who.http.get(f"/{SLUG}/poll?{asked}").json()["frames"]
    return frames


CAME_BACK: dict[str, Callable[[Someone, str], list[dict[str, Any]]]] = {"events": streamed, "poll": polled}


class Follower(threading.Thread):
    """Reads a socket all the time, as a page does; who does not read is let go."""

    def __init__(self, live: Live, cursor: str) -> None:
        super().__init__(daemon=True)
        self.live, self.cursor, self.seq = live, cursor, -1

    def run(self) -> None:
        with suppress(ConnectionClosed):
            while True:
                frame = self.live.frame(SECONDS)
                self.cursor = frame["cursor"] if frame["type"] in ("changes", "beat") else self.cursor
                self.seq = frame["seq"] if frame["type"] == "pulse" else self.seq

    def reached(self, cursor: str, seq: int) -> list[dict[str, Any]]:
        """All frames up to this cursor and these counts."""
        until(lambda: (self.cursor, self.seq >= seq) == (cursor, True), SECONDS)
        return [*self.live.seen]


class Layer:
    """A page without scripts of its own, over which frames are laid."""

    def __init__(self, browser: Browser, event: Event) -> None:
        context = browser.new_context(base_url=event.base, viewport={"width": 1280, "height": 900})
        self._page, self._before = context.new_page(), ""
        self._page.route("**/laid", self._answer)

    def _answer(self, route: Route) -> None:
        route.fulfill(content_type="text/html; charset=utf-8", body=SCRIPTS.sub("", self._before))

    def lay(self, before: str, frames: list[dict[str, Any]], fresh: str) -> dict[str, Any]:
        self._before = before
        self._page.goto("/laid")
        js = re.search(r'src="([^"]+/js/)(?:desk/)?main\.js', before)
        assert js
        laid: dict[str, Any] = self._page.evaluate(LAYING, {"frames": frames, "fresh": fresh, "js": js[1]})
        return laid

    def close(self) -> None:
        self._page.context.close()


@pytest.fixture
def layer(browser: Browser, event: Event) -> Iterator[Layer]:
    made = Layer(browser, event)
    yield made
    made.close()


def differences(laid: dict[str, Any], case: str) -> list[str]:
    """A line for each list or piece that is not as on a fresh page, with the first place where it is not."""
    found = [f"{case}: no place for {name}" for name in laid["homeless"]]
    for part in ("lists", "alone"):
        for name, fresh in laid["fresh"][part].items():
            if (was := laid["laid"][part].get(name)) != fresh:
                found.append(f"{case}: {name} {first_difference(was, fresh)}")
    return found


def first_difference(laid: Any, fresh: Any) -> str:
    one, other = ("".join(it) if isinstance(it, list) else str(it) for it in (laid, fresh))
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"has …{one[max(0, at - 150) : at + 80]}… where a fresh page has …{other[max(0, at - 20) : at + 80]}…"


@pytest.mark.parametrize(
    ("event", "roles", "seed"),
    [("small", ("attendee", "moderator"), 1), ("large", ("attendee",), 2)],
    indirect=["event"],
)
def test_pieces_laid_over_a_page_are_a_fresh_page(
    event: Event, layer: Layer, roles: tuple[str, ...], seed: int
) -> None:
    everybody = {"attendee": event.attendee(), "moderator": event.moderator()}
    people = {role: everybody[role] for role in roles}
    kinds = [(role, language) for role in people for language in LANGUAGES]
    what_happens(event, random.Random(seed + 100), 40)  # so that there is something on the page to begin with
    event.server.call(counted(event))
    before = {kind: printed(people[kind[0]], *kind) for kind in kinds}
    with ExitStack() as doors:
        here = {}
        for kind in kinds:
            live = doors.enter_context(people[kind[0]].live(query(before[kind], kind[1])))
            here[kind] = Follower(live, cursor_of(before[kind]))
            here[kind].start()
        what_happens(event, random.Random(seed))
        seq = event.server.call(counted(event))
        fresh = {kind: printed(people[kind[0]], *kind) for kind in kinds}
        wrong: list[str] = []
        for role, language in kinds:
            kind = (role, language)
            asked = query(before[kind], language)
            told = {name: came(people[role], asked) for name, came in CAME_BACK.items()}
            told["socket"] = here[kind].reached(cursor_of(fresh[kind]), seq)
            for transport, frames in told.items():
                case, types = (role, language, transport), [frame["type"] for frame in frames]
                assert "changes" in types, (case, "without changes this shows nothing")
                assert "resync" not in types, (case, [f for f in frames if f["type"] == "resync"], asked)
                wrong += differences(layer.lay(before[kind], frames, fresh[kind]), f"{role} {language} {transport}")
    assert not wrong, "\n".join(wrong)
