"""How soon the page is there and follows along on a bad line, and how soon it says that it does not.

`python -m tests.slow` prints a table for docs/performance.md. Chromium's own emulation slows the line and the
processor; a relay between page and server cuts the line.
"""

import asyncio
import os
import random
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import Browser, BrowserContext, CDPSession, sync_playwright

from live.app import build_app
from live.settings import Settings
from live.store.embedded import Embedded
from tests.browser.desks import READY
from tests.browser.visitors import DESKTOP, PHONE, Seminar
from tests.builders import running_now
from tests.faults.proxy import BLACKHOLE, PASS, Proxy
from tests.running import Server, running
from tests.tools import found

QUESTIONS, MANY = 20, 1000
NOTICED_SECONDS = 20.0
CPU = 4  # times slower
PATIENCE = 60_000  # ms
FOLLOWS = "() => document.querySelector('[data-alone]').hidden"
WHEN = """() => {
    const see = () => {
        const line = document.querySelector("[data-alone]");
        if (line?.hidden) window.followedAt ??= performance.now();
    };
    new MutationObserver(see).observe(document, { subtree: true, childList: true, attributes: true });
}"""
FIRST = """(selector) => {
    const look = () => {
        if (document.querySelector(selector)?.getClientRects().length) window.firstAt = performance.now();
        else requestAnimationFrame(look);
    };
    look();
}"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"


class Line(msgspec.Struct, frozen=True):
    """A line as Chromium slows it, and within how many seconds the page should be painted and follow along."""

    name: str
    bits: float  # a second
    delay: float  # ms, there and back
    painted: float
    followed: float


LINES = (
    Line("1.6 Mbit/s, 150 ms", 1.6e6, 150, 1.0, 2.0),
    Line("0.4 Mbit/s, 400 ms", 0.4e6, 400, 2.0, 4.0),
)


class Busy(msgspec.Struct, frozen=True):
    """A page of a large event: where its first question is, within how many seconds it should be there."""

    name: str
    path: str
    question: str
    seconds: float


BUSY = (
    Busy("page", "/seminar", ".questions > .question", 2.5),
    Busy("desk", "/seminar/desk", ".column .row", 3.0),
)


class Arrival(msgspec.Struct, frozen=True):
    """What a first visit took. `bytes` are those on the wire, with their headers."""

    requests: int
    bytes: int
    painted: float
    followed: float


class Wire:
    """What goes over the wire for one page."""

    def __init__(self, session: CDPSession) -> None:
        self.requests, self.bytes = 0, 0
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._came)

    def _asked(self, _: Any) -> None:
        self.requests += 1

    def _came(self, told: Any) -> None:
        self.bytes += int(told["encodedDataLength"])


def arrive(browser: Browser, address: str, line: Line) -> Arrival:
    """Open the page as somebody who has never been there."""
    context = a_phone(browser)
    page = context.new_page()
    page.add_init_script(f"({WHEN})()")
    session = context.new_cdp_session(page)
    wire = Wire(session)
    each_way = {"downloadThroughput": line.bits / 8, "uploadThroughput": line.bits / 8}
    session.send("Network.emulateNetworkConditions", {"offline": False, "latency": line.delay, **each_way})
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => window.followedAt")
    page.wait_for_load_state("networkidle")
    told = Arrival(wire.requests, wire.bytes, page.evaluate(PAINTED) / 1000, page.evaluate("followedAt") / 1000)
    context.close()
    return told


def first_question(browser: Browser, seminar: Seminar, busy: Busy) -> float:
    """Return after how many seconds the first question is seen by somebody whose processor is slow."""
    known = browser.new_context(locale="nb")
    page = known.new_page()
    page.goto(seminar.links["moderator"])
    page.wait_for_selector(READY, timeout=PATIENCE)
    context = browser.new_context(locale="nb", viewport=DESKTOP, storage_state=known.storage_state())
    known.close()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.add_init_script(f"({FIRST})({busy.question!r})")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    page.goto(f"{seminar.base}{busy.path}", wait_until="commit")
    page.wait_for_function("() => window.firstAt")
    seconds: float = page.evaluate("firstAt") / 1000
    context.close()
    return seconds


def a_phone(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport=PHONE, locale="nb")
    context.set_default_timeout(PATIENCE)
    return context


def noticed(browser: Browser, address: str, proxy: Proxy) -> float:
    """Return how many seconds after its host is cut off the network the page says that it does not follow along."""
    context = a_phone(browser)
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(FOLLOWS)
    since = page.evaluate("performance.now()")
    proxy.mode = BLACKHOLE
    page.wait_for_selector("[data-connection]:not([hidden])")
    seconds: float = (page.evaluate("performance.now()") - since) / 1000
    proxy.mode = PASS
    proxy.cut()
    context.close()
    return seconds


def returned(browser: Browser, address: str, proxy: Proxy) -> tuple[bool, float]:
    """Come back to the page while the server is away, and let the server come back.

    Return whether the browser had kept the page, and how many seconds after that it followed along again.
    """
    context = a_phone(browser)
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(FOLLOWS)
    page.evaluate("addEventListener('pageshow', ({ persisted }) => { window.wasKept = persisted; })")
    page.goto("about:blank")
    proxy.mode = BLACKHOLE
    proxy.cut()
    page.go_back(wait_until="commit")
    kept = bool(page.evaluate("window.wasKept ?? false"))
    page.wait_for_selector("[data-connection]:not([hidden])" if kept else "body")
    since = page.evaluate("performance.now()")
    proxy.mode = PASS
    proxy.cut()
    page.wait_for_function("() => document.querySelector('[data-connection]').hidden")
    seconds = (page.evaluate("performance.now()") - since) / 1000
    context.close()
    return kept, seconds


@contextmanager
def relayed(server: Server) -> Iterator[tuple[Proxy, int]]:
    """A relay in front of the server, on a loop of its own; its port."""
    loop = asyncio.new_event_loop()
    proxy = Proxy(server.port, random.Random(1))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        around = proxy.running()
        asyncio.run_coroutine_threadsafe(around.__aenter__(), loop).result(10)
        yield proxy, proxy.port
        asyncio.run_coroutine_threadsafe(around.__aexit__(None, None, None), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def a_server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder, Embedded(Path(folder) / "valkey", memory="256mb") as store:
        settings = Settings(
            data=Path(folder), redis=store.url, port=0, drain_seconds=0.5, secret="for this run only", limits=False
        )
        with running(settings, build_app) as server:
            yield server


def main() -> int:
    rows = []
    with a_server() as server, Seminar(server, running_now()) as seminar, sync_playwright() as playwright:
        for n in range(QUESTIONS):
            seminar.asked(f"Spørsmål {n}: hva gjelder for elever som reiser i {n + 1} måneder?")
        browser = playwright.chromium.launch(
            executable_path=found("chromium"),
            args=["--no-sandbox"],
            ignore_default_args=["--disable-back-forward-cache"],
        )
        page = f"{server.base}/seminar"
        for line in LINES:
            told = min((arrive(browser, page, line) for _ in range(3)), key=lambda one: one.followed)
            rows.append(
                f"| {line.name}, CPU ÷ {CPU} | {told.requests} requests, {told.bytes / 1000:.1f} kB, painted after "
                f"{told.painted:.2f} s (≤ {line.painted}), follows after {told.followed:.2f} s (≤ {line.followed}) |"
            )
        with relayed(server) as (proxy, port):
            there = f"http://127.0.0.1:{port}/seminar"
            rows.append(f"| host cut off | said after {noticed(browser, there, proxy):.1f} s (≤ {NOTICED_SECONDS}) |")
            kept, seconds = returned(browser, there, proxy)
            rows.append(f"| back while the server is away | kept: {kept}; follows {seconds:.1f} s after it is back |")
        for n in range(QUESTIONS, MANY):
            seminar.asked(f"Spørsmål {n}: hva gjelder for elever som reiser i {n + 1} måneder?", approve=n % 3 > 0)
        for busy in BUSY:
            seconds = min(first_question(browser, seminar, busy) for _ in range(3))
            rows.append(
                f"| {busy.name}, {MANY} questions, CPU ÷ {CPU} | first question after {seconds:.2f} s "
                f"(≤ {busy.seconds}), load {os.getloadavg()[0]:.0f} |"
            )
        browser.close()
    print("\n".join(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
