"""The counts of one event on their way out: often enough to feel alive, seldom enough to cost little whatever the audience.

While ten thousand people join, the number of people changes all the time; telling each of them three times a second would
take a third of a core. So the pulse slows down with the size of the audience, and more so when nobody voted.
"""

import asyncio
from typing import TYPE_CHECKING

from live.push import frames
from live.rules.people import Role
from live.rules.questions import PUBLIC
from live.rules.state import State
from live.store.replica import Copy

if TYPE_CHECKING:
    from live.push.crowd import Crowd

VOTES_SECONDS = 100e-6  # per connection, between two pulses: with 10 µs for each write a tenth of a core at most
PEOPLE_SECONDS = 300e-6  # per connection, when only the number of people changed


class Pulses:
    """Collects what changed and sends it when its time has come. The first after a silence goes at once."""

    def __init__(self, crowd: "Crowd") -> None:
        self._crowd = crowd
        self._loop = asyncio.get_running_loop()
        self._votes: dict[str, int] = {}
        self._sent_at = float("-inf")
        self._desk = crowd.copy.pulse.desk
        self._timer: asyncio.TimerHandle | None = None

    def changed(self, votes: dict[str, int]) -> None:
        """Absolute counts that differ from before; none when it is only the people."""
        self._votes |= votes
        self._tell_desks()
        due = self._sent_at + self._crowd.total * (VOTES_SECONDS if self._votes else PEOPLE_SECONDS)
        self.stop()
        if due <= self._loop.time():
            self._send()
        else:
            self._timer = self._loop.call_at(due, self._send)

    def _tell_desks(self) -> None:
        """Moderators are few and wait for nobody: who of them writes on what goes at once."""
        pulse = self._crowd.copy.pulse
        if pulse.desk == self._desk:
            return
        self._desk = pulse.desk
        for channel in self._crowd.channels.values():
            if channel.audience.role is Role.MODERATOR:
                channel.append(pulse_frame(self._crowd.copy, {}, Role.MODERATOR))

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _send(self) -> None:
        votes = self._votes
        self._timer, self._votes, self._sent_at = None, {}, self._loop.time()
        made = dict[Role, frames.Frame]()
        for channel in self._crowd.channels.values():
            role = channel.audience.role
            if role not in made:
                made[role] = pulse_frame(self._crowd.copy, votes, role)
            channel.append(made[role])


def pulse_frame(copy: Copy, votes: dict[str, int], role: Role) -> frames.Frame:
    """The latest values as a role sees them; how many people's votes are in doubt is for moderators."""
    pulse = copy.pulse
    more = {"doubted": pulse.doubted, "desk": pulse.desk} if role is Role.MODERATOR else {}
    return frames.pulse(pulse.seq, pulse.people, pulse.connections, counted(copy.state, votes, role), ledger=pulse.ledger, **more)


def counted(state: State, votes: dict[str, int], role: Role) -> dict[str, int]:
    """The counts this role may see: those of the questions on its list."""
    if role is Role.MODERATOR:
        return votes
    questions = state.questions
    return {q: n for q, n in votes.items() if q in questions and questions[q].status in PUBLIC}
