"""Once a second, for all connections of this process: heartbeats, and an end for those who are slow, silent or leaving.

This is instead of timers per connection. What is looked at is short: channels, and the few that lag or leave.
"""

from typing import Protocol

from live.push import frames
from live.push.channel import Channel
from live.push.connection import Connection
from live.push.crowd import Crowd

EVERY_SECONDS = 1.0
SLOW_SECONDS = 10  # something was written and has not left in this time: the reader does not read
LEAVING_SECONDS = 3  # for the peer to answer a close


class SweptHub(Protocol):
    """Who is here, and since when some lag or are on their way out."""

    crowds: dict[str, Crowd]
    lagging: dict[Connection, float]
    leaving: dict[Connection, float]


def sweep(hub: SweptHub, now: float) -> None:
    for crowd in list(hub.crowds.values()):
        for channel in list(crowd.channels.values()):
            channel.bridge(str(crowd.copy.cursor))
            if now >= min(channel.beat_at, channel.spoke_at + frames.HEARTBEAT_SECONDS):
                beat(channel, now)
    for connection, since in list(hub.lagging.items()):
        if now - since > SLOW_SECONDS:
            connection.drop()
    for connection, since in list(hub.leaving.items()):
        if now - since > LEAVING_SECONDS:
            hub.leaving.pop(connection, None)
            connection.drop()


def beat(channel: Channel, now: float) -> None:
    """Send a heartbeat, so that nobody hears nothing for longer. Once a minute it asks for an answer as well; whoever
    has not answered the last two is not there.
    """
    pings = now >= channel.ping_at
    channel.beat_at = now + frames.PING_SECONDS
    if pings:
        channel.ping_at = channel.beat_at
    for member in [m for m in channel.members if m.silent]:
        member.drop()
    channel.append(frames.beat(channel.crowd.now(), channel.cursor, pings=pings))
