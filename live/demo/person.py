"""One simulated person: a cookie jar, a socket that is kept open, and actions over HTTP, as a browser does it."""

import asyncio
import json
import random
import secrets
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

AGAIN_SECONDS = (1.0, 5.0)


class Person:
    """`state` is what this person knows: the questions on their list by id, as the frames told."""

    def __init__(self, base: str, slug: str, token: str = "") -> None:
        self._base, self._slug, self._token = base, slug, token
        self._cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        self.questions: dict[str, dict[str, Any]] = {}

    async def act(self, path: str, **body: Any) -> dict[str, Any]:
        """POST an action; what is refused is an empty answer, since a simulated person shrugs."""
        return await asyncio.to_thread(self._post, path, body)

    async def state(self) -> dict[str, Any]:
        return await asyncio.to_thread(self._get)

    async def listen(self) -> None:
        """Be there until cancelled, coming back after every cut."""
        while True:
            try:
                await self._listen_once()
            except (OSError, TimeoutError, WebSocketException):
                await asyncio.sleep(random.uniform(*AGAIN_SECONDS))

    async def _listen_once(self) -> None:
        for question in (await self.state()).get("questions", []):
            self.questions[question["id"]] = question
        address = f"{self._base.replace('http', 'ws', 1)}/{self._slug}/live?as=json"
        headers = {k: v for k, v in self._headers().items() if k.lower() in ("authorization", "cookie")}
        async with connect(address, additional_headers=headers, compression=None) as socket:
            async for text in socket:
                for change in json.loads(text).get("changes", []):
                    self._learn(change.get("question"))

    def _learn(self, question: dict[str, Any] | None) -> None:
        if question and "text" in question:
            self.questions[question["id"]] = question
        elif question:
            self.questions.pop(question["id"], None)

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {**self._headers(), "Content-Type": "application/json", "Idempotency-Key": secrets.token_hex(8)}
        request = urllib.request.Request(f"{self._base}/{self._slug}/{path}", json.dumps(body).encode(), headers)  # noqa: S310 - our own address
        return self._answer(request)

    def _get(self) -> dict[str, Any]:
        return self._answer(urllib.request.Request(f"{self._base}/{self._slug}.json", headers=self._headers()))  # noqa: S310 - our own address

    def _answer(self, request: urllib.request.Request) -> dict[str, Any]:
        try:
            with self._opener.open(request, timeout=10) as answer:
                found: dict[str, Any] = json.load(answer)
                return found
        except (OSError, ValueError):
            return {}

    def _headers(self) -> dict[str, str]:
        jar = "; ".join(f"{c.name}={c.value}" for c in self._cookies)
        who = {"Authorization": f"Bearer {self._token}"} if self._token else {"Origin": self._base}
        return {**who, **({"Cookie": jar} if jar else {}), "Accept": "application/json"}
