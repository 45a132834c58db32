"""One person with a browser of their own, watched: what their page logs, what it is told, whether it ever loads again
by itself.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Error, Page, Response, WebSocket, WebSocketRoute

from tests.rehearsal.hall import SLUG

PATIENCE = 90_000  # ms for one click or one state, with fifty pages on two cores that others keep busy too
REFUSED = ("401", "409", "429", "503")  # answers a page is made for; the browser logs them all the same
UNPLUGGED = ("ERR_INTERNET_DISCONNECTED", "Failed to load resource", "WebSocket connection to", "ERR_CONNECTION")

# Keeps what an event stream brings, which a test cannot listen to from outside.
LISTENING = """
window.heard = [];
window.EventSource = class extends EventSource {
  addEventListener(type, does) { super.addEventListener(type, (event) => { window.heard.push(event.data ?? "");
    does(event); }); }
};
"""


class Person:
    """`heard`: every word the server sent after the page;

    `wrong`: what no page may do. `disturbed`: a fault is on, and browsers log it.
    """

    def __init__(self, name: str, kind: str, page: Page, *, script: bool = True) -> None:
        self.name, self.kind, self.page, self.script = name, kind, page, script
        self.heard: list[str] = []
        self.wrong: list[str] = []
        self.disturbed = False
        self.loads_meant = self._loads = 0
        self._reading: set[asyncio.Task[None]] = set()
        self._sockets: list[WebSocketRoute] = []
        self._is_cut = False
        page.on("console", self._logged)
        page.on("pageerror", lambda error: self.wrong.append(f"threw {error}"))
        page.on("domcontentloaded", self._loaded)
        page.on("websocket", self._opened)
        page.on("response", self._answered)
        page.on("request", self._asked_elsewhere)

    async def open(self, path: str) -> None:
        """Go there on purpose."""
        self.loads_meant += 1
        await self.page.goto(path)

    async def all_heard(self) -> str:
        streamed = await self.page.evaluate("window.heard ?? []") if self.script else []
        return "\n".join([*self.heard, *streamed])

    def reloads(self) -> int:
        return self._loads - self.loads_meant if self.script else 0

    # A network that can be cut: emulated offline alone leaves open sockets open.

    async def on_a_line(self) -> None:
        await self.page.route_web_socket("**/live*", self._connect)

    def _connect(self, socket: WebSocketRoute) -> Any:
        if self._is_cut:
            return socket.close(code=1011)
        self._sockets.append(socket)
        server = socket.connect_to_server()

        def pass_on(text: str | bytes) -> None:
            self.heard.append(str(text))
            socket.send(text)

        server.on_message(pass_on)
        return None

    async def cut(self) -> None:
        self._is_cut = self.disturbed = True
        await self.page.context.set_offline(True)
        while self._sockets:
            await self._sockets.pop().close(code=1011)

    async def mend(self) -> None:
        self._is_cut = False
        await self.page.context.set_offline(False)

    # What is watched

    def _logged(self, message: ConsoleMessage) -> None:
        text = message.text
        expected = any(f"status of {status}" in text for status in REFUSED) or (
            self.disturbed and any(known in text for known in UNPLUGGED)
        )
        if message.type in ("error", "warning") and not expected:
            self.wrong.append(f"logged {text} ({message.location['url']})")

    def _loaded(self, _: Page) -> None:
        self._loads += 1

    def _opened(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda text: self.heard.append(str(text)))

    def _asked_elsewhere(self, request: Any) -> None:
        if self.page.url.startswith("http") and not request.url.startswith(
            (self.page.url.split("/", 3)[0], "data:", "blob:")
        ):
            self.wrong.append(f"asked {request.url}")

    def _answered(self, response: Response) -> None:
        if f"/{SLUG}/" in response.url and response.request.resource_type == "fetch":
            task = asyncio.ensure_future(self._read(response))
            self._reading.add(task)
            task.add_done_callback(self._reading.discard)

    async def _read(self, response: Response) -> None:
        with suppress(Error):  # the page has gone on, or the network was cut
            self.heard.append(await response.text())


async def arrive(
    browser: Browser,
    base: str,
    name: str,
    kind: str,
    *,
    line: bool = False,
    sockets: bool = True,
    streams: bool = True,
    **look: Any,
) -> Person:
    """Somebody with a new browser profile. Without `sockets` or `streams` something on their way refuses these."""
    script = look.get("java_script_enabled", True)
    context = await browser.new_context(base_url=base, **look)
    context.set_default_timeout(PATIENCE)
    person = Person(name, kind, await context.new_page(), script=script)
    if not sockets:
        await person.page.route_web_socket("**/live*", lambda socket: socket.close(code=1011))
        await context.add_init_script(LISTENING)
    if not streams:
        await person.page.route("**/events*", lambda route: route.abort())
    person.disturbed = not (sockets and streams)
    if line:
        await person.on_a_line()
    return person


def look(
    width: int, *, language: str = "nb", dark: bool = False, touch: bool = False, script: bool = True
) -> Mapping[str, Any]:
    """What a browser is told about its screen and its owner."""
    size = {"width": width, "height": 800 if width < 600 else 900}
    return {
        "viewport": size,
        "locale": language,
        "color_scheme": "dark" if dark else "light",
        "has_touch": touch,
        "is_mobile": touch,
        "java_script_enabled": script,
    }
