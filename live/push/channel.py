"""Everyone at one event who gets the same bytes: same role, same format, same language. Here the speed of Live is made.

Frames are kept in a ring with absolute numbers; a connection keeps only the number of the next one. A flush walks over
the members in slices, so that the event loop is never held for long, and writes to each all that has come up to that
moment: bursts merge by themselves. Nobody ever waits for a reader.
"""

import asyncio
import random
from datetime import datetime
from typing import Protocol

from live.measures import Deliveries
from live.push import frames
from live.push.audience import Audience
from live.push.connection import Connection
from live.push.frames import Frame, chunk
from live.rules.people import Role
from live.rules.questions import Question
from live.rules.snapshot import Snapshot
from live.store.copies.copy import Copy

RING = 1000  # frames kept for readers that lag
SLICE = 250  # members written to before the loop may do something else: about 2.5 ms
QUIET_SECONDS = 0.01  # a frame after this much silence goes out at once
MERGE_SECONDS = 0.004  # in a burst, frames are collected for this long
CHUNK = 64 * 1024  # bytes given at once to a reader that lags: all that is ever buffered for it


class ShownEvent(Protocol):
    """The event that a channel tells of. A crowd is one; a channel knows no more of it than this."""

    copy: Copy
    deliveries: Deliveries

    def now(self) -> datetime: ...
    def snapshot(self, language: str) -> Snapshot: ...
    def whole_pulse(self, role: Role) -> Frame: ...
    def asked_by(self, person_id: str) -> list[Question]: ...


class Channel:
    """`cursor` is where every member stands at once it has been given all frames."""

    def __init__(self, crowd: ShownEvent, audience: Audience) -> None:
        self.crowd = crowd
        self.slug = crowd.copy.slug
        self.audience = audience
        self.cursor = str(crowd.copy.cursor)
        self.members: list[Connection] = []
        self.fetching: set[Connection] = set()
        self.continued: dict[str, Frame | None] = {}  # what follows a cursor, for as long as `cursor` stands
        self._loop = asyncio.get_running_loop()
        self.spoke_at = self._loop.time()
        self.beat_at = self.spoke_at + frames.PING_SECONDS * random.uniform(0.5, 1.0)  # also if it speaks all the time
        self.ping_at = self.beat_at
        self._ring: list[Frame] = []
        self._base = 0
        self._joined: dict[int, bytes] = {}  # from which number on -> all messages
        self._told: dict[int, bytes] = {}  # the same as server-sent events
        self._owed: dict[Connection, list[tuple[int, Frame]]] = {}
        self._flushing = False
        self._kept_at: datetime | None = None  # when the oldest change was kept that not everyone has been given
        self._deliveries = crowd.deliveries
        self._position = self._aim = 0
        self._passed_at = 0.0

    @property
    def top(self) -> int:
        return self._base + len(self._ring)

    # Members. Removal swaps the last one in; as a flush goes from the end to the start, it passes over nobody.

    def admit(self, member: Connection) -> None:
        """Admit a member that has been given everything up to now."""
        member.channel, member.place, member.sent = self, len(self.members), self.top
        self.members.append(member)

    def remove(self, member: Connection) -> None:
        last = self.members.pop()
        if last is not member:
            self.members[member.place] = last
            last.place = member.place
        member.channel = None
        self.fetching.discard(member)
        self._owed.pop(member, None)

    # Publishing

    def append(self, *new: Frame) -> None:
        """Frames for everyone, in this order."""
        self.spoke_at = self._loop.time()
        self._ring.extend(new)
        for frame in new:
            self._deliveries.frame_bytes.add(len(frame.text))
        self._joined.clear()
        self._told.clear()
        if len(self._ring) > 2 * RING:
            self._base += len(self._ring) - RING
            del self._ring[:-RING]
        news = any(frame.is_news for frame in new)
        for member in self.fetching:
            member.wake(news=news)
        if not self._flushing:
            self._flushing = True
            self._schedule()

    def move(self, cursor: str, *new: Frame, kept_at: datetime | None = None) -> None:
        """Frames after which everyone stands at `cursor`. `kept_at`: when the first change in them was kept."""
        self._kept_at = self._kept_at or kept_at
        self.cursor = cursor
        self.continued.clear()
        self.append(*new)

    def bridge(self, cursor: str) -> None:
        """Take everyone over changes that are not theirs to see."""
        if cursor != self.cursor:
            self.move(cursor, frames.changes(self.cursor, cursor, ()))

    def tell(self, member: Connection, frame: Frame) -> None:
        """Give a frame to one member, at exactly this place among the frames for all."""
        if member.paused:
            self._owed.setdefault(member, []).append((self.top, frame))
            member.wake()
            return
        member.catch_up(frame)

    # Flushing

    def _schedule(self) -> None:
        """At once after a silence; within a burst after the little while in which more may come."""
        if self._loop.time() - self._passed_at > QUIET_SECONDS:
            self._loop.call_soon(self._start)
        else:
            self._loop.call_later(MERGE_SECONDS, self._start)

    def _start(self) -> None:
        self._position, self._aim = len(self.members), self.top
        self._slice()

    def _slice(self) -> None:
        members, top, joined = self.members, self.top, self._joined
        at = min(self._position, len(members))
        stop = max(0, at - SLICE)
        while at > stop:
            at -= 1
            member = members[at]
            if member.sent == top or member.paused:
                continue
            send = member.send
            if send is None:
                member.catch_up()
                continue
            data = joined.get(member.sent) or self._messages_from(member.sent)
            member.sent = top
            try:
                written = send(data)
            except BlockingIOError:
                written = 0
            except OSError:
                member.drop()
                continue
            if written != len(data):
                member.finish(data[written:])
        self._position = at
        if at:
            self._loop.call_soon(self._slice)
        else:
            self._passed()

    def _passed(self) -> None:
        self._passed_at = self._loop.time()
        self._flushing = self._aim != self.top  # those visited early in this pass have not got what came during it
        if self._flushing:
            self._schedule()
        elif self._kept_at is not None:
            self._deliveries.seconds.add(max(0.0, (self.crowd.now() - self._kept_at).total_seconds()))
            self._kept_at = None

    def messages(self, member: Connection) -> bytes:
        """Return all messages that wait for a member, which has them then."""
        start, member.sent = member.sent, self.top
        return self._messages_from(start)

    def events(self, member: Connection) -> bytes:
        """Return all that waits for a member as server-sent events in one chunk, joined once for everyone who stands
        there.
        """
        start, member.sent = member.sent, self.top
        if start not in self._told:
            self._told[start] = chunk(b"".join([frame.event for frame in self._frames_from(start)]))
        return self._told[start]

    def _messages_from(self, start: int) -> bytes:
        """All messages from number `start` on, joined once for everyone who stands there."""
        if start not in self._joined:
            self._joined[start] = b"".join([frame.message for frame in self._frames_from(start)])
        return self._joined[start]

    def _frames_from(self, start: int) -> list[Frame]:
        return self._ring[start - self._base :] if start >= self._base else self._fallen_behind()

    # Readers that lag, and those that fetch by themselves

    def fetch(self, member: Connection) -> list[Frame]:
        """Return what comes next for a member that is behind, about CHUNK bytes at most: pulses as one, no stale
        beats.
        """
        if member.sent < self._base:
            self._owed.pop(member, None)
            member.sent = self.top
            return self._fallen_behind()
        owed, taken, pulses, size = self._owed.pop(member, []), list[Frame](), list[Frame](), 0
        while member.sent < self.top and size < CHUNK:
            taken += _due(owed, member.sent)
            frame = self._ring[member.sent - self._base]
            member.sent += 1
            if frame.type == "pulse":
                pulses.append(frame)
            elif frame.type != "beat" or member.sent == self.top:
                taken.append(frame)
                size += len(frame.text)
        if pulses:
            taken.append(pulses[0] if len(pulses) == 1 else self.crowd.whole_pulse(self.audience.badge))
        if member.sent == self.top:
            return taken + [frame for _, frame in owed]
        if owed:
            self._owed[member] = owed
        return taken

    def _fallen_behind(self) -> list[Frame]:
        """The beat names the cursor from which the chain goes on, for a client that keeps the connection while it
        fetches the page.
        """
        return [
            frames.resync("slow"),
            frames.beat(self.crowd.now(), self.cursor),
            self.crowd.whole_pulse(self.audience.badge),
        ]


def _due(owed: list[tuple[int, Frame]], number: int) -> list[Frame]:
    due = [frame for at, frame in owed if at <= number]
    del owed[: len(due)]
    return due
