"""Everyone who is connected to one event in this process: their channels, who they are, and what the event shows them
now.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from live.measures import Deliveries
from live.push.audience import Audience
from live.push.channel import Channel
from live.push.connection import Connection
from live.push.frames import Frame
from live.push.pulse import Pulses, pulse_frame
from live.rules.people import Role
from live.rules.questions import Question
from live.rules.snapshot import Snapshot
from live.store.copies.copy import Copy

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Crowd:
    """`people` has each person's connection, or a list where there are several: most have one, and there are many of
    them.
    """

    def __init__(self, copy: Copy, clock: Clock, deliveries: Deliveries) -> None:
        self.copy = copy
        self.deliveries = deliveries
        self.channels: dict[Audience, Channel] = {}
        self.people: dict[str, Connection | list[Connection]] = {}
        self.total = 0
        self.pulses = Pulses(self)
        self._clock = clock
        self._asked: dict[str, list[Question]] = {}
        self._asked_in: object = None
        self._pulses: dict[Role, tuple[tuple[int, int], object, Frame]] = {}

    def now(self) -> datetime:
        """Return the time in the event's own zone, as everything that is shown of it."""
        return self._clock().astimezone(self.copy.state.event.zone)

    def snapshot(self, language: str) -> Snapshot:
        """Return the event as it stands now."""
        return self.copy.snapshot(language, self._clock())

    def channel(self, audience: Audience) -> Channel:
        if audience not in self.channels:
            self.channels[audience] = Channel(self, audience)
        return self.channels[audience]

    def add(self, connection: Connection, channel: Channel) -> None:
        channel.admit(connection)
        self.total += 1
        there = self.people.get(connection.person)
        if there is None:
            self.people[connection.person] = connection
        elif isinstance(there, list):
            there.append(connection)
        else:
            self.people[connection.person] = [there, connection]

    def discard(self, connection: Connection) -> None:
        assert connection.channel is not None
        channel = self.channels[connection.channel.audience]
        channel.remove(connection)
        if not channel.members:
            del self.channels[channel.audience]
        self.total -= 1
        there = self.people[connection.person]
        if isinstance(there, list):
            there.remove(connection)
        if there in (connection, []):
            del self.people[connection.person]

    def of(self, person_id: str) -> list[Connection]:
        """Return the connections of one person."""
        there = self.people.get(person_id)
        return list(there) if isinstance(there, list) else [there] if there else []

    def everyone(self) -> Iterator[Connection]:
        for channel in self.channels.values():
            yield from channel.members

    def asked_by(self, person_id: str) -> list[Question]:
        """Return the person's own questions; indexed once per state, since everyone who comes back asks."""
        questions = self.copy.state.questions
        if self._asked_in is not questions:
            self._asked_in, self._asked = questions, {}
            for question in sorted(questions.values(), key=lambda q: q.number):
                self._asked.setdefault(question.by, []).append(question)
        return self._asked.get(person_id, [])

    def whole_pulse(self, role: Role) -> Frame:
        """Return the latest of everything that only has a latest value."""
        pulse, state = self.copy.pulse, self.copy.state
        version, made_of, frame = self._pulses.get(role, (None, None, None))
        if frame is None or version != (pulse.seq, pulse.version) or made_of is not state:
            frame = pulse_frame(self.copy, pulse.votes, role, pulse.polls)
            self._pulses[role] = (pulse.seq, pulse.version), state, frame
        return frame
