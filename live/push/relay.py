"""From the replica to the hub: each change is rendered and framed once per audience, and handed to those who listen."""

import logging

from live.push import frames
from live.push.channel import Channel
from live.push.crowd import Crowd
from live.push.hub import Hub
from live.push.rendering import own, rendered
from live.rules.access import AccessToken
from live.rules.people import Role
from live.rules.questions import Question
from live.rules.questions.marks import Order
from live.rules.questions.merging import following
from live.store.copies.copy import Copy, StreamEntry
from live.tokens import since

PER_FRAME = 50  # changes; an import or a burst is told in frames of a size that a phone takes in one go
log = logging.getLogger("live.push")


class Relay:
    """The replica's listener. Called in stream order, after the copy was advanced."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def entries(self, copy: Copy, entries: list[StreamEntry]) -> None:
        crowd = self._hub.crowds.get(copy.slug)
        if crowd is None:
            return
        for channel in list(crowd.channels.values()):
            self._publish(channel, entries)
        if any(isinstance(entry.change.thing, Order) for entry in entries):
            crowd.pulses.tell_desks()
        self._tell_askers(crowd, entries)
        renewed = {e.change.role.removeprefix(since("")) for e in entries if e.change.kind == "links.renewed"}
        for role in renewed:
            if role in list(Role):
                self._hub.kick(copy.slug, Role(role), 4200)
        for thing in (entry.change.thing for entry in entries if entry.change.kind == "token.revoked"):
            if isinstance(thing, AccessToken):
                self._hub.expel(copy.slug, thing.person, 4200)

    def _publish(self, channel: Channel, entries: list[StreamEntry]) -> None:
        for start in range(0, len(entries), PER_FRAME):
            some = entries[start : start + PER_FRAME]
            try:
                news = rendered(channel.crowd, [entry.change for entry in some], channel.audience, self._hub.views)
            except Exception:  # a template that breaks must silence neither the other audiences nor the replica
                log.exception("a change could not be shown")
                channel.move(str(some[-1].cursor), frames.resync("unknown"))
                continue
            if news:
                cursor = str(some[-1].cursor)
                channel.move(cursor, frames.changes(channel.cursor, cursor, news), kept_at=some[0].change.at)

    def _tell_askers(self, crowd: Crowd, entries: list[StreamEntry]) -> None:
        """What became of their own question, or of the one it was merged into: whole, whatever the others may see of
        it.
        """
        questions, followers = crowd.copy.state.questions, crowd.copy.pulse.totals.followers
        asked = {
            q.id: (q, entry.change)
            for entry in entries
            if isinstance(entry.change.thing, Question)
            for q in (entry.change.thing, *following(questions, followers, entry.change.thing.id))
        }
        for question, change in asked.values():
            for member in crowd.of(question.by):
                channel = member.channel
                if channel is not None and channel.audience.role is Role.ATTENDEE:
                    content = {
                        "kind": change.kind,
                        "at": change.at,
                        **own(crowd, question, channel.audience, self._hub.views),
                    }
                    channel.tell(member, frames.changes(channel.cursor, channel.cursor, [content]))

    def replaced(self, copy: Copy, why: str) -> None:
        """Send everyone to begin anew: what they have may be of another history."""
        if crowd := self._hub.crowds.get(copy.slug):
            for channel in crowd.channels.values():
                cursor = str(copy.cursor)
                channel.move(
                    cursor,
                    frames.resync(why),
                    frames.beat(crowd.now(), cursor),
                    crowd.whole_pulse(channel.audience.badge),
                )

    def pulsed(self, copy: Copy, votes: dict[str, int]) -> None:
        if crowd := self._hub.crowds.get(copy.slug):
            crowd.pulses.changed(votes)

    def gone(self, slug: str) -> None:
        self._hub.kick(slug, None, 4301)
