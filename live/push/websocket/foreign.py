"""A WebSocket on an ASGI server that is not ours: the same frames, slower, by one task that fetches and one that
listens.
"""

import asyncio

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from live.push import frames
from live.push.fallbacks.fetching import Fetching
from live.push.hub import Hub
from live.push.sweep import SLOW_SECONDS
from live.push.websocket.incoming import is_beat

IDLE_SECONDS = 60.0


class ForeignWire(Fetching):
    __slots__ = ("_websocket",)

    def __init__(self, websocket: WebSocket) -> None:
        super().__init__()
        self._websocket = websocket

    async def serve(self, hub: Hub) -> None:
        """Serve until either side ends it."""
        listening = asyncio.create_task(self._listen())
        try:
            while self.ended is None:
                for frame in await self.fetch(IDLE_SECONDS):
                    async with asyncio.timeout(SLOW_SECONDS):
                        await self._websocket.send_text(frame.text.decode())
            await self._say_bye()
        except (TimeoutError, WebSocketDisconnect, RuntimeError):
            pass  # the peer does not read or is gone: nothing to tell it
        finally:
            hub.leave(self)
            hub.leaving.pop(self, None)
            listening.cancel()

    async def _say_bye(self) -> None:
        assert self.ended is not None
        code, after = self.ended
        if after:
            await self._websocket.send_text(frames.bye(code, after).text.decode())
        if code >= 1000 and code != 1006 and self._websocket.application_state is WebSocketState.CONNECTED:
            await self._websocket.close(code)

    async def _listen(self) -> None:
        try:
            while True:
                text = await self._websocket.receive_text()
                if not is_beat(text.encode()):
                    self.farewell(4302)
                    return
        except WebSocketDisconnect:
            self.drop()
        except KeyError:
            self.farewell(1003)  # not text
