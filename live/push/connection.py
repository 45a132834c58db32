"""One listener, however it is connected: what the hub knows of it and may ask of it."""

from collections.abc import Callable, Sequence
from typing import Protocol

from live.push.audience import Audience
from live.push.frames import Frame


class Ring(Protocol):
    """What a connection has a place in: a channel, as far as one of its members needs to know it."""

    slug: str
    audience: Audience
    cursor: str
    fetching: set["Connection"]

    def messages(self, member: "Connection") -> bytes: ...
    def events(self, member: "Connection") -> bytes: ...
    def fetch(self, member: "Connection") -> list[Frame]: ...
    def tell(self, member: "Connection", frame: Frame) -> None: ...


class Connection:
    """A place in a channel and one number: that of the next frame it has not been given.

    `send` writes to the socket itself, past the transport, or is None where that cannot be done. `paused`: something of
    what was written is still on its way (or this connection fetches by itself); it is passed over by flushes and serves
    itself from the channel's ring.
    """

    __slots__ = ("channel", "paused", "person", "place", "send", "sent")

    def __init__(self) -> None:
        self.channel: Ring | None = None
        self.place = 0
        self.sent = 0
        self.send: Callable[[bytes], int] | None = None
        self.paused = False
        self.person = ""

    @property
    def alive(self) -> bool:
        """False once the peer is gone: there is no use in joining."""
        raise NotImplementedError

    @property
    def silent(self) -> bool:
        """True when the peer has not been heard of for so long that it must be gone."""
        return False

    def start(self, frames: Sequence[Frame]) -> None:
        """Send the first frames, in one write."""
        raise NotImplementedError

    def catch_up(self, last: Frame | None = None) -> None:
        """Write what waits for it in its channel, and after that a frame of its own. Never waits; may pause. Only for a
        connection that is not paused.
        """
        assert self.channel is not None
        self.write(self.channel.messages(self) + (last.message if last else b""))

    def write(self, data: bytes) -> None:
        """Write bytes as its transport has them, WebSocket messages if nothing else is said."""
        raise NotImplementedError

    def finish(self, rest: bytes) -> None:
        """Send the end of something whose beginning was sent; the socket takes no more now."""
        raise NotImplementedError

    def wake(self, *, news: bool = True) -> None:
        """There is something to fetch, perhaps no `news` but who is here; only those that fetch by themselves care."""

    def farewell(self, code: int, after: tuple[int, int] | None = None) -> None:
        """Say why (and, with a window, when to come back), then end. It has left its channel already."""
        raise NotImplementedError

    def drop(self) -> None:
        """End at once: the peer does not read, or is not there."""
        raise NotImplementedError
