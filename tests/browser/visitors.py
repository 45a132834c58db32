"""People with browsers, and a moderator who acts over plain HTTP."""

from types import TracebackType
from typing import Any, Self

import httpx2
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize, WebSocketRoute

from live.actions import links
from live.rules.agenda import Agenda
from live.tokens import Tokens
from tests.builders import an_event, zone_of
from tests.running import Server

SLUG = "seminar"
PHONE, DESKTOP, NARROWEST = (ViewportSize(width=w, height=h) for w, h in ((390, 780), (1280, 900), (320, 640)))
EXPECTED = (
    "ERR_INTERNET_DISCONNECTED",
    "Failed to load resource",
    "WebSocket connection to",
)  # what a cut network logs


class Seminar:
    """The event, and everything a moderator does to it."""

    def __init__(self, server: Server, agenda: Agenda) -> None:
        self.server, self.base = server, server.base
        live = server.app.state.live
        self.zone = zone_of(agenda)
        event = an_event(sections=(), timezone=self.zone)
        server.call(live.store.events.create(event, agenda, live.acting.tokens.fresh(SLUG)))
        copy = server.call(live.store.replica.copy(SLUG))
        self.links = links.addresses(Tokens(server.settings.secret), self.base, SLUG, copy.secrets)
        token = self.links["moderator"].split("#")[1]
        self.http = httpx2.Client(
            base_url=self.base, headers={"authorization": f"Bearer {token}", "accept": "application/json"}, timeout=60
        )
        self.crowd = httpx2.Client(
            base_url=self.base, headers={"origin": self.base, "accept": "application/json"}, timeout=60
        )  # somebody among the others

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.http.close()
        self.crowd.close()

    def moderate(self, path: str, **fields: Any) -> dict[str, Any]:
        answer = self.http.post(f"/{SLUG}/desk/{path}", json=fields)
        assert answer.is_success, answer.text
        return answer.json()

    def asked(self, text: str, *, approve: bool = True, **fields: Any) -> dict[str, Any]:
        """A question of somebody who has not asked before."""
        headers = {"origin": self.base, "accept": "application/json"}
        answer = httpx2.post(
            f"{self.base}/{SLUG}/questions", json={"text": text, **fields}, headers=headers, timeout=60
        )
        assert answer.is_success, answer.text
        question = answer.json()["question"]
        if approve:
            self.moderate(f"questions/{question['id']}/approve")
        return question

    def state(self) -> dict[str, Any]:
        return self.http.get(f"/{SLUG}.json").json()


class Line:
    """The way from a page to the server. Emulated offline alone leaves open sockets open, so they are cut here."""

    def __init__(self, page: Page) -> None:
        self._page, self._open, self._is_cut = page, list[WebSocketRoute](), False
        page.route_web_socket("**/live*", self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        if self._is_cut:
            socket.close(code=1011)
        else:
            socket.connect_to_server()
            self._open.append(socket)

    def cut(self) -> None:
        self._is_cut = True
        self._page.context.set_offline(True)
        while self._open:
            self._open.pop().close(code=1011)

    def mend(self) -> None:
        self._is_cut = False
        self._page.context.set_offline(False)


class Visitors:
    """Opens pages and watches over them."""

    def __init__(self, browser: Browser, seminar: Seminar) -> None:
        self._browser, self._seminar = browser, seminar
        self._contexts: list[BrowserContext] = []
        self.errors: list[str] = []
        self.elsewhere: list[str] = []

    def arrive(
        self, path: str = f"/{SLUG}", *, size: ViewportSize | None = None, language: str = "nb", **options: Any
    ) -> Page:
        here = {"timezone_id": self._seminar.zone, **options}  # most read where the event is
        context = self._browser.new_context(
            viewport=size or PHONE,
            locale=language,
            base_url=self._seminar.base,
            **here,
        )
        context.set_default_timeout(20_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", self._logged)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._requested)
        page.goto(path)
        return page

    def on_a_bad_line(self) -> tuple[Page, "Line"]:
        """Somebody whose network can be cut and mended."""
        page = self.arrive("/healthz")
        line = Line(page)
        page.goto(f"/{SLUG}")
        return page, line

    def _logged(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(known in message.text for known in EXPECTED):
            self.errors.append(message.text)

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((self._seminar.base, "data:", "blob:")):
            self.elsewhere.append(request.url)

    def leave(self) -> None:
        for context in self._contexts:
            context.close()
        assert self.errors == [], str(self.errors)
        assert self.elsewhere == []
