"""Firefox by WebDriver BiDi and WebKit by WebDriver, as far as a short journey needs them."""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import httpx2
from websockets.sync.client import ClientConnection, connect

from tests.ports import free_port
from tests.tools import wanted

STARTING_SECONDS, PATIENCE_SECONDS = 60.0, 60.0
MINI = "/usr/lib/*/webkit2gtk-4*/MiniBrowser"


class Engine(Protocol):
    """A browser with one page."""

    def goto(self, url: str) -> None: ...

    def run(self, expression: str) -> Any:
        """What a JavaScript expression gives: something that JSON can hold."""


def until(engine: Engine, expression: str) -> Any:
    """Wait until an expression is true, and return it."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        if found := engine.run(expression):
            return found
        time.sleep(0.2)
    raise AssertionError(f"never true: {expression}; the page says {engine.run('document.body.innerText')[:600]}")


@contextmanager
def firefox(screen: str = "", size: tuple[int, int] = (1280, 900)) -> Iterator[Engine]:
    """Without a window, or with one of this size on a screen (":90")."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="live-firefox-") as profile:
        command = [
            wanted("firefox"),
            *(("--width", str(size[0]), "--height", str(size[1])) if screen else ("--headless",)),
            "--no-remote",
            "--profile",
            profile,
            f"--remote-debugging-port={port}",
        ]
        environment = os.environ | {"HOME": profile} | ({"DISPLAY": screen} if screen else {})
        with _running(command, environment), ExitStack() as opened:
            yield _Bidi(_retried(lambda: opened.enter_context(_connected(port))))


@contextmanager
def webkit() -> Iterator[Engine]:
    port, number = free_port(), 90 + os.getpid() % 900
    driver, screen = wanted("WebKitWebDriver"), wanted("Xvfb")
    environment = os.environ | {"DISPLAY": f":{number}", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    with (
        _running([screen, f":{number}", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], os.environ),
        _running([driver, f"--port={port}", "--host=127.0.0.1"], environment),
    ):
        browser = _WebDriver(port)
        try:
            yield browser
        finally:
            browser.close()


def _connected(port: int) -> AbstractContextManager[ClientConnection]:
    return connect(f"ws://127.0.0.1:{port}/session", compression=None)


class _Bidi:
    """https://w3c.github.io/webdriver-bidi: one socket, commands with numbers."""

    def __init__(self, opened: ClientConnection) -> None:
        self._socket = opened
        self._numbers = count(1)
        self._command("session.new", capabilities={})
        self._page = self._command("browsingContext.getTree")["contexts"][0]["context"]

    def goto(self, url: str) -> None:
        self._command("browsingContext.navigate", context=self._page, url=url, wait="complete")

    def run(self, expression: str) -> Any:
        found = self._command(
            "script.evaluate",
            expression=f"JSON.stringify({expression} ?? null)",
            target={"context": self._page},
            awaitPromise=True,
        )
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])

    def _command(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=PATIENCE_SECONDS))
            if answer.get("id") == number:
                assert answer["type"] == "success", answer
                return answer["result"]


class _WebDriver:
    """https://w3c.github.io/webdriver: plain HTTP."""

    def __init__(self, port: int) -> None:
        self._http = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_SECONDS)
        binary = next(map(str, Path("/").glob(MINI[1:])), "MiniBrowser")
        options = {"webkitgtk:browserOptions": {"binary": binary, "args": ["--automation"]}}
        made = _retried(lambda: self._post("/session", {"capabilities": {"alwaysMatch": options}}))
        self._session = f"/session/{made['sessionId']}"

    def goto(self, url: str) -> None:
        self._post(f"{self._session}/url", {"url": url})

    def run(self, expression: str) -> Any:
        script = f"return JSON.stringify({expression} ?? null)"
        return json.loads(self._post(f"{self._session}/execute/sync", {"script": script, "args": []}))

    def close(self) -> None:
        self._http.delete(self._session)
        self._http.close()

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        answer = self._http.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()["value"]


@contextmanager
def _running(command: list[str], environment: Any) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _retried(attempt: Any) -> Any:
    """A program that has just been started does not listen yet."""
    ends = time.monotonic() + STARTING_SECONDS
    while True:
        try:
            return attempt()
        except (OSError, httpx2.TransportError):
            if time.monotonic() > ends:
                raise
            time.sleep(0.2)
