"""Copies of events to practise on: how they are marked, when they go, and who comes to them."""

from datetime import datetime, timedelta

import msgspec

AFTER = timedelta(minutes=15)  # the page of thanks and the report stay so long after the last session
LONGEST = timedelta(hours=8)
TITLES = {"nb": "Generalprøve: {title}", "nn": "Generalprøve: {title}", "en": "Rehearsal: {title}"}


class Rehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """What makes an event a rehearsal: the address of the event it is a copy of, and when it is deleted.

    `people`: how many the service simulates in it; `helped`: also a moderator who lets questions through.
    """

    of: str
    ends: datetime
    people: int = 0
    helped: bool = False


class Cast(msgspec.Struct, frozen=True, kw_only=True):
    """What the simulated audience is told first: who comes to which rehearsal. `base` is where the service listens,
    `shown` the address it is known by; `audience` and `moderator` are tokens of the rehearsal. `helped`: a moderator is
    simulated as well. `pace`: how fast they act. `nice`: how far they stand back behind other processes.
    """

    base: str
    slug: str
    audience: str
    moderator: str
    people: int
    shown: str = ""
    helped: bool = False
    pace: float = 1.0
    nice: int = 10


def title_of(title: str, language: str) -> str:
    """Return what a rehearsal of an event is called, wherever only its title is told."""
    return TITLES[language].format(title=title)


def ends_at(last: datetime, now: datetime) -> datetime:
    """Return when a rehearsal that begins now, and whose last session ends at `last`, is deleted."""
    return min(last + AFTER, now + LONGEST)
