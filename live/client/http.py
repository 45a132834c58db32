"""As much HTTP/1.1 as a client of Live needs, on asyncio alone: one connection that is kept, or a response read line by
line.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import msgspec

SECONDS = 30.0  # for an answer; polls wait 20
FAREWELL_SECONDS = 1.0
LARGEST_LINE = 1 << 20


class Response(msgspec.Struct, frozen=True):
    status: int
    headers: dict[str, str]
    body: bytes = b""

    def json(self) -> Any:
        return msgspec.json.decode(self.body)


class Http:
    """One server. Requests go one after the other; cookies are kept and sent. `shown`: the address the server is known
    by, where it is reached by another one.
    """

    def __init__(
        self, base: str, *, bearer: str | None = None, tls: ssl.SSLContext | None = None, shown: str = ""
    ) -> None:
        parts = urlsplit(base)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.shown = shown or self.origin
        self.cookies: dict[str, str] = {}
        self.host, self._netloc = parts.hostname or "127.0.0.1", parts.netloc
        self._secure = parts.scheme == "https"
        self.port = parts.port or (443 if self._secure else 80)
        self.tls = (tls or ssl.create_default_context()) if self._secure else None
        self._bearer = bearer
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._busy = asyncio.Lock()

    def headers(self) -> dict[str, str]:
        """Return who we are."""
        known = {"Authorization": f"Bearer {self._bearer}"} if self._bearer else {}
        if self.cookies:
            known["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return known

    async def request(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Response:
        """Return the whole answer. Raises `OSError` (with `TimeoutError`) when there is none."""
        async with self._busy, asyncio.timeout(SECONDS):
            fresh = self._line is None
            try:
                return await self._exchange(method, path, body, headers or {})
            except (OSError, asyncio.IncompleteReadError, RuntimeError) as error:  # uvloop's: "the handler is closed"
                await self.close()
                if fresh or method != "GET":
                    raise OSError("no answer") from error
                return await self._exchange(method, path, body, headers or {})  # a kept connection had gone stale
            except BaseException:
                await self.close()
                raise

    async def _exchange(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Response:
        reader, writer = self._line = self._line or await self._connect()
        writer.write(self._head(method, path, headers, len(body)) + body)
        response = await self._read_head(reader)
        body = await _read_body(reader, response.headers)
        if response.headers.get("connection", "").lower() == "close":
            await self.close()
        return msgspec.structs.replace(response, body=body)

    @asynccontextmanager
    async def stream(
        self, path: str, headers: Mapping[str, str]
    ) -> AsyncIterator[tuple[Response, AsyncIterator[bytes]]]:
        """Open a response that goes on, as its lines, on a connection of its own."""
        reader, writer = await self._connect()
        try:
            writer.write(self._head("GET", path, headers, 0))
            async with asyncio.timeout(SECONDS):
                response = await self._read_head(reader)
            yield response, _lines(reader, chunked="chunked" in response.headers.get("transfer-encoding", ""))
        finally:
            await _closed(writer)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(self.host, self.port, ssl=self.tls, limit=LARGEST_LINE)

    def _head(self, method: str, path: str, headers: Mapping[str, str], size: int) -> bytes:
        fields = {"Host": self._netloc, "Origin": self.shown, **self.headers(), **headers}
        if method != "GET":
            fields["Content-Length"] = str(size)
        return "".join(
            [f"{method} {path} HTTP/1.1\r\n", *(f"{name}: {value}\r\n" for name, value in fields.items()), "\r\n"]
        ).encode()

    async def _read_head(self, reader: asyncio.StreamReader) -> Response:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")[:-2]
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
            if name.lower() == "set-cookie":
                self.keep(value.strip())
        return Response(int(first.split()[1]), headers)

    def keep(self, cookie: str) -> None:
        """Keep a cookie that was set."""
        name, _, value = cookie.partition(";")[0].partition("=")
        self.cookies[name] = value

    async def close(self) -> None:
        if self._line is not None:
            writer, self._line = self._line[1], None
            await _closed(writer)


async def _closed(writer: asyncio.StreamWriter) -> None:
    """Close the connection and wait a moment for the other side to agree, as TLS does."""
    writer.close()
    try:
        async with asyncio.timeout(FAREWELL_SECONDS):
            await writer.wait_closed()
    except (OSError, TimeoutError):
        writer.transport.abort()


async def _read_body(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> bytes:
    if "chunked" not in headers.get("transfer-encoding", ""):
        return await reader.readexactly(int(headers.get("content-length", "0")))
    return b"".join([chunk async for chunk in _chunks(reader)])


async def _chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        yield await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readuntil(b"\r\n")


async def _lines(reader: asyncio.StreamReader, *, chunked: bool) -> AsyncIterator[bytes]:
    if not chunked:
        while line := await reader.readline():
            yield line.rstrip(b"\r\n")
        return
    rest = b""
    async for chunk in _chunks(reader):
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line
