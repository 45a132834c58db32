"""The counts of one event on their way out: often enough to feel alive, seldom enough to cost little whatever the
audience.

While ten thousand people join, the number of people changes all the time; telling each of them three times a second
would take a third of a core. So the pulse slows down with the size of the audience, and more so when nobody voted.
"""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Protocol

from live.push import frames
from live.push.audience import Audience
from live.push.channel import Channel
from live.rules.desk import cue
from live.rules.people import Role, signals
from live.rules.polls import VOTERS, Tally, is_public
from live.rules.polls.as_json import results_for
from live.rules.questions import PUBLIC
from live.rules.state import State
from live.store.copies.copy import Copy

VOTES_SECONDS = 100e-6  # per connection, between two pulses: with 10 µs for each write a tenth of a core at most
PEOPLE_SECONDS = 300e-6  # per connection, when only the number of people changed


class Listening(Protocol):
    """Everyone at one event, as far as the pulse needs to know them."""

    copy: Copy
    total: int
    channels: dict[Audience, Channel]


class Pulses:
    """Collects what changed and sends it when its time has come. The first after a silence goes at once."""

    def __init__(self, crowd: Listening) -> None:
        self._crowd = crowd
        self._loop = asyncio.get_running_loop()
        self._votes: dict[str, int] = {}
        self._tallies: Mapping[str, Tally] = crowd.copy.pulse.polls  # as last results_for
        self._sent_at = float("-inf")
        self._urgent = urgent(crowd.copy)
        self._asides = {role: self._aside(role) for role in Role}  # as last told
        self._timer: asyncio.TimerHandle | None = None

    def changed(self, votes: dict[str, int]) -> None:
        """Take in absolute counts that differ from before; none when it is only the people."""
        self._votes |= votes
        self.tell_desks()
        due = self._sent_at + self._crowd.total * (VOTES_SECONDS if self._votes or self._answered() else PEOPLE_SECONDS)
        self.stop()
        if due <= self._loop.time():
            self._send()
        else:
            self._timer = self._loop.call_at(due, self._send)

    def tell_desks(self) -> None:
        """Moderators and speakers are few and wait for nobody: what is theirs to act on goes at once."""
        if self._urgent == (now := urgent(self._crowd.copy)):
            return
        self._urgent = now
        for channel in self._crowd.channels.values():
            if channel.audience.badge is not Role.ATTENDEE:
                channel.append(pulse_frame(self._crowd.copy, {}, channel.audience.badge))

    def _answered(self) -> list[str]:
        """The polls whose tallies differ from what was results_for."""
        tallies = self._crowd.copy.pulse.polls
        return (
            []
            if tallies is self._tallies
            else [poll for poll, tally in tallies.items() if self._tallies.get(poll) != tally]
        )

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _send(self) -> None:
        votes, answered = self._votes, self._answered()
        self._tallies = self._crowd.copy.pulse.polls
        self._timer, self._votes, self._sent_at = None, {}, self._loop.time()
        before, self._asides = self._asides, {role: self._aside(role) for role in Role}
        made = dict[Role, frames.Frame]()
        for channel in self._crowd.channels.values():
            role = channel.audience.badge
            if role not in made:
                made[role] = pulse_frame(self._crowd.copy, votes, role, answered)
                made[role].is_news = before[role] != self._asides[role] or bool(votes or answered)
            channel.append(made[role])

    def _aside(self, role: Role) -> tuple[object, ...]:
        """What the role is told besides votes, answers and how many people there are."""
        pulse = self._crowd.copy.pulse
        doubted = pulse.doubted if role is Role.MODERATOR else 0
        return pulse.ledger, signals.signals_for(pulse.signals, role), doubted


def pulse_frame(copy: Copy, votes: dict[str, int], role: Role, answered: Iterable[str] = ()) -> frames.Frame:
    """Return the latest values as whoever wears a badge of this role sees them: doubts, the desk and the screens are
    for moderators, the cue for them and speakers, and for speakers also what the moderators have put at the top of
    the queue.
    """
    pulse = copy.pulse
    more: dict[str, object] = {"ledger": pulse.ledger, "signals": signals.signals_for(pulse.signals, role)}
    if role is not Role.ATTENDEE:
        more["cue"] = cue.cue_as_json(pulse.cue)
    if role is Role.SPEAKER:
        more["top"] = [q for q in copy.state.order.ids if copy.state.questions[q].status == "approved"]
    if role is Role.MODERATOR:
        more |= {
            "doubted": pulse.doubted,
            "desk": pulse.desk,
            "unheard": signals.unheard(pulse.signals, pulse.people),
            "stages": pulse.stages,
        }
    if polls := polled(copy, answered, role):
        more["polls"] = polls
    if answered := so_far(copy, answered, role):
        more["answered"] = answered
    return frames.pulse(pulse.seq, pulse.people, pulse.connections, counted(copy.state, votes, role), **more)


def urgent(copy: Copy) -> tuple[object, ...]:
    """Return what moderators and speakers are results_for as soon as it changes, whatever the pace of the audience."""
    pulse = copy.pulse
    return pulse.desk, pulse.signals, pulse.cue, pulse.stages, copy.state.order.ids


def polled(copy: Copy, answered: Iterable[str], role: Role) -> dict[str, object]:
    """Return the results of these polls as far as the role may see them."""
    polls = copy.state.polls
    seen = {poll: results_for(polls[poll], copy.pulse.polls.get(poll, {}), role) for poll in answered if poll in polls}
    return {poll: results for poll, results in seen.items() if results is not None}


def so_far(copy: Copy, answered: Iterable[str], role: Role) -> dict[str, int]:
    """Return how many people have answered these polls, where the role sees no results."""
    polls = copy.state.polls
    return {
        poll: copy.pulse.polls.get(poll, {}).get(VOTERS, 0)
        for poll in answered
        if poll in polls and is_public(polls[poll]) and results_for(polls[poll], {}, role) is None
    }


def counted(state: State, votes: dict[str, int], role: Role) -> dict[str, int]:
    """Return the counts this role may see: those of the questions on its list."""
    if role is Role.MODERATOR:
        return votes
    questions = state.questions
    return {q: n for q, n in votes.items() if q in questions and questions[q].status in PUBLIC}
