"""A real server with the sample seminar on it, and the people of the stories: plain HTTP and WebSocket clients of
nobody's making.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
from websockets.sync.client import ClientConnection, connect

from live.actions import links
from live.rules.agenda import Agenda
from live.tokens import Tokens
from tests.builders import an_event, the_seminar
from tests.running import Server

SLUG = "seminar"


class Someone:
    """A person with cookies. `moderator` sends the bearer token instead."""

    def __init__(self, event: "Event", token: str | None = None) -> None:
        self.event = event
        headers = {"authorization": f"Bearer {token}"} if token else {"origin": event.base}
        self.http = event.client(accept="application/json", **headers)

    def state(self) -> dict[str, Any]:
        return self.http.get(f"/{SLUG}.json").json()

    def post(self, path: str, body: dict[str, Any] | None = None, **headers: str) -> httpx2.Response:
        return self.http.post(f"/{SLUG}/{path}", json=body or {}, headers=headers)

    def ask(self, text: str = "Får elevene støtte?", **fields: Any) -> dict[str, Any]:
        answer = self.post("questions", {"text": text, **fields})
        assert answer.status_code == 201, answer.text
        return answer.json()["question"]

    @contextmanager
    def live(self, query: str = "", **headers: str) -> Iterator["Live"]:
        cookies = "; ".join(f"{k}={v}" for k, v in self.http.cookies.items())
        extra = {
            "cookie": cookies,
            **({"authorization": self.http.headers["authorization"]} if "authorization" in self.http.headers else {}),
            **headers,
        }
        with connect(
            f"{self.event.ws}/{SLUG}/live?{query}", additional_headers=extra, compression=None, max_size=None
        ) as socket:
            yield Live(socket)


class Live:
    """One socket; `next` waits for a frame of a type."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.seen: list[dict[str, Any]] = []

    def frame(self, seconds: float = 10) -> dict[str, Any]:
        frame = json.loads(self.socket.recv(timeout=seconds))
        self.seen.append(frame)
        return frame

    def next(self, kind: str, seconds: float = 10) -> dict[str, Any]:
        while True:
            frame = self.frame(seconds)
            if frame["type"] == kind:
                return frame

    def change(self, kind: str) -> dict[str, Any]:
        while True:
            for change in self.next("changes")["changes"]:
                if change["kind"] == kind:
                    return change


class Event:
    def __init__(self, server: Server, agenda: Agenda | None = None) -> None:
        self.server = server
        self.base, self.ws = server.base, server.ws
        self.clients: list[httpx2.Client] = []
        live = server.app.state.live
        server.call(live.store.events.create(an_event(), agenda or the_seminar(), live.acting.tokens.fresh(SLUG)))
        copy = server.call(live.store.replica.copy(SLUG))
        self.links = links.addresses(Tokens(server.settings.secret), self.base, SLUG, copy.secrets)

    @property
    def token(self) -> str:
        return self.links["moderator"].split("#")[1]

    def client(self, **headers: str) -> httpx2.Client:
        """A plain HTTP client, closed at the end of the test."""
        client = httpx2.Client(base_url=self.base, headers=headers, timeout=60)  # a busy machine is slow, not wrong
        self.clients.append(client)
        return client

    def close(self) -> None:
        for client in self.clients:
            client.close()

    def moderator(self) -> Someone:
        return Someone(self, self.token)

    def attendee(self) -> Someone:
        return Someone(self)
