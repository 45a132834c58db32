"""What somebody gets who has just connected: hello, then what follows their cursor, then the latest counts.

All of it is worked out without an await, so that the first frame of the channel that reaches them is exactly the next
one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from live.push import frames
from live.push.channel import Channel
from live.push.conflation import conflated
from live.push.frames import Frame
from live.push.rendering import Templates, own, rendered
from live.rules.people import Person
from live.rules.questions.ledger import own_questions_as_json
from live.rules.questions.merging import voted_for

Ballots = Mapping[str, Sequence[str]]  # poll -> what somebody chose
Badge = Mapping[str, str | None]  # what a page is told of the badge it wears
NONE: Ballots = {}
UNTOLD: Badge = {}
MOST_CURSORS = 1000  # whose continuations are kept: cursors are what clients say they are


def opening(
    channel: Channel,
    cursor: str | None,
    person: Person,
    upvoted: Sequence[str],
    views: Templates,
    ballots: Ballots = NONE,
    badge: Badge = UNTOLD,
) -> list[Frame]:
    """Return the first frames.

    `cursor` is the client's own, "" for one that has nothing yet, None for one that wants what comes from now on.
    """
    crowd = channel.crowd
    channel.bridge(str(crowd.copy.cursor))
    follows = continuation(channel, cursor, views)
    start = cursor if cursor and follows and follows.type == "changes" else channel.cursor
    hello = frames.hello(
        crowd.copy.cursor.epoch,
        start,
        crowd.now(),
        {**you(channel, person, upvoted, views, ballots), **badge},
        followed=follows is not None,
    )
    return [hello, *([follows] if follows else []), crowd.whole_pulse(channel.audience.badge)]


def continuation(channel: Channel, cursor: str | None, views: Templates) -> Frame | None:
    """Return `changes`, `resync` or nothing. Made once per cursor: after a cut, thousands come back with the same
    one.
    """
    if cursor is None:
        return None
    if cursor not in channel.continued:
        if len(channel.continued) >= MOST_CURSORS:
            channel.continued.clear()
        channel.continued[cursor] = _continuation(channel, cursor, views)
    return channel.continued[cursor]


def _continuation(channel: Channel, cursor: str, views: Templates) -> Frame | None:
    entries = channel.crowd.copy.since(cursor) if cursor else "first"
    if isinstance(entries, str):
        return frames.resync(entries)
    news = rendered(channel.crowd, conflated([entry.change for entry in entries]), channel.audience, views)
    return frames.changes(cursor, channel.cursor, news) if news else None


def you(
    channel: Channel, person: Person, upvoted: Sequence[str], views: Templates, ballots: Ballots = NONE
) -> dict[str, Any]:
    """Return what is personal. In HTML also `put`: the person's own questions, ready for their list."""
    crowd, audience = channel.crowd, channel.audience
    asked = crowd.asked_by(person.id)
    personal: dict[str, Any] = {
        "role": audience.role,
        "upvoted": voted_for(crowd.copy.state.questions, upvoted),
        "asked": own_questions_as_json(crowd.copy.state, asked, crowd.copy.pulse.votes, crowd.now()),
    }
    if crowd.copy.state.polls:
        personal["ballots"] = ballots
    if audience.html:
        personal["put"] = [put for question in asked for put in own(crowd, question, audience, views)["put"]]
    return personal
