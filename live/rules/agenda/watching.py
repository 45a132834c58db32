"""When the page offers the way to the video, and which."""

from datetime import timedelta

import msgspec

from live.rules.agenda.moment import Moment
from live.rules.event import Event
from live.rules.streams import stream_of

IN_TIME = timedelta(minutes=60)  # before the start: rooms of video services open about then


class Offer(msgspec.Struct, frozen=True):
    """What the now-card links to; empty where there is nothing to watch now."""

    url: str = ""
    other: str = ""  # in sign language, or another language


def offer(event: Event, moment: Moment) -> Offer:
    """Return what to offer at a moment; `static/js/streams.js` decides the same."""
    if moment.phase in ("empty", "after"):
        return Offer()
    if moment.phase == "before" and (moment.starts is None or moment.starts - moment.now > IN_TIME):
        return Offer()
    return Offer(stream_of(event, moment.session or moment.next), event.other_stream)
