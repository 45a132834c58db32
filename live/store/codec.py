"""Rule objects to JSON bytes and back.

Unknown fields are ignored, so that the previous release can read what this one wrote.
"""

from typing import TypeVar

import msgspec

from live.rules.agenda import Agenda
from live.rules.agenda.undo import Moves
from live.rules.announcements import Announcement
from live.rules.changes import Change
from live.rules.event import Event
from live.rules.polls import Poll
from live.rules.questions import Question
from live.rules.questions.marks import Mark, Order

NUMBER = b"\0"  # stands in a new question's JSON where the store will put its number
_ENCODER = msgspec.json.Encoder()
_TYPES = {
    "event": Event,
    "agenda": Agenda,
    "moves": Moves,
    "question": Question,
    "announcement": Announcement,
    "poll": Poll,
    "mark": Mark,
    "order": Order,
}
_DECODERS = {name: msgspec.json.Decoder(kind) for name, kind in _TYPES.items()}
_CHANGE = msgspec.json.Decoder(Change)
T = TypeVar("T")


def dump(thing: object) -> bytes:
    return _ENCODER.encode(thing)


def dump_unnumbered(thing: object) -> bytes:
    """The same with `NUMBER` for the number of a question that has none yet (0)."""
    return _ENCODER.encode(thing).replace(b'"number":0,', b'"number":' + NUMBER + b",")


def is_known(field: str) -> bool:
    """Whether this release knows what is kept under a field; a later one may keep more."""
    return field.partition(":")[0] in _TYPES


def load_thing(field: str, data: bytes) -> object:
    """What is kept under a field such as `agenda` or `question:<id>`."""
    return _DECODERS[field.partition(":")[0]].decode(data)


def load_change(data: bytes) -> Change:
    return _CHANGE.decode(data)
