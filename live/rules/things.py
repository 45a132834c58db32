"""The table of things: everything that is kept of an event and told, a row for each noun.

What follows from a row: its field in `State`, `apply` and STATE (`state.py`), what an audience is told of a change
(`changes.py`), its shelf and its type in the store (`store/codec.py`, `store/events.py`), what somebody who was away is
told (`push/conflation.py`), its piece of a page (`views/pieces.py`), and how clients put it into what they have
(`client/reducer.py`, `static/js/things.js`). docs/architecture.md says in ten steps how to add a row.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

from live.rules.access import AccessToken
from live.rules.agenda import Agenda
from live.rules.agenda.undo import Moves
from live.rules.announcements import Announcement, announcement_for, announcement_in_change
from live.rules.as_json import agenda_for, event_as_json
from live.rules.event import Event
from live.rules.nouns import MODERATORS, NOBODY, Noun, Thing, row
from live.rules.polls import Poll
from live.rules.polls.as_json import poll_for, poll_in_change
from live.rules.questions import PUBLIC, Question
from live.rules.questions.as_json import question_for
from live.rules.questions.marks import UNORDERED, Mark, Order, mark_as_json, order_as_json


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Everything kept about an event but its counts and its secrets. The mappings are never changed in place."""

    agenda: Annotated[
        Agenda,
        Noun(
            name="agenda",
            as_json=agenda_for,
            kinds={
                "session.delayed": "moved by minutes, with what follows",
                "session.moved": "moved to a time, swapped or extended, with what follows",
                "session.started": "begun by hand",
                "session.ended": "ended by hand",
                "session.cancelled": "will not happen",
                "session.restored": "happens after all",
                "session.edited": "other words or times",
                "session.inserted": "new on the agenda",
                "agenda.undone": "the last move was taken back",
            },
        ),
    ]
    event: Annotated[
        Event,
        Noun(
            name="event",
            as_json=lambda event, viewer: event_as_json(event, viewer.agenda, viewer.now),
            kinds={
                "agenda.replaced": "a programme was imported over this one",
                "event.changed": "a setting or a fact about the event",
                "links.renewed": "old links and badges of a role stop working",
            },
        ),
    ]
    questions: Annotated[
        Mapping[str, Question],
        Noun(
            name="question",
            as_json=question_for,
            public=tuple(sorted(PUBLIC)),
            order=("number",),
            kinds={
                "question.asked": "new, pending or open at once",
                "question.approved": "on everyone's list",
                "question.dismissed": "left out, perhaps with a reason",
                "question.taken": "being answered now",
                "question.answered": "answered, in writing or live",
                "question.reopened": "open again",
                "question.held": "waits for the moderators again",
                "question.edited": "clearer words",
                "question.pinned": "pinned or unpinned",
                "question.promised": "will be answered later, or not after all",
                "question.merged": "the same as another",
                "question.unmerged": "not the same after all",
                "question.withdrawn": "taken back by its asker",
                "question.erased": "its words or its answer are gone for good; only the number stays",
            },
        ),
    ] = {}
    marks: Annotated[
        Mapping[str, Mark],
        Noun(
            name="mark",
            audience=MODERATORS,
            as_json=lambda mark, viewer: mark_as_json(mark),
            kinds={"question.marked": "other labels; for moderators only"},
        ),
    ] = {}
    order: Annotated[
        Order,
        Noun(
            name="order",
            audience=MODERATORS,
            as_json=lambda order, viewer: order_as_json(order),
            kinds={"queue.arranged": "the queue in an order by hand, or by votes again; for moderators only"},
        ),
    ] = UNORDERED
    announcements: Annotated[
        Mapping[str, Announcement],
        Noun(
            name="announcement",
            as_json=announcement_for,
            in_change=announcement_in_change,
            order=("at", "id"),
            latest_first=True,
            kinds={
                "announcement.made": "the moderator's word to everyone",
                "announcement.scheduled": "set for a time or changed before it came; for moderators only",
                "announcement.corrected": "other words for what was told",
                "announcement.retracted": "taken back",
            },
        ),
    ] = {}
    polls: Annotated[
        Mapping[str, Poll],
        Noun(
            name="poll",
            as_json=poll_for,
            in_change=poll_in_change,
            order=("opened_at|made_at", "id"),
            latest_first=True,
            kinds={
                "poll.made": "a draft, or a removed poll that is back; for moderators only unless it is public",
                "poll.edited": "other words for a draft, or a word hidden from the results",
                "poll.opened": "everyone may answer",
                "poll.closed": "no more answers",
                "poll.shown": "everyone sees the results, or not any more",
                "poll.removed": "gone for everybody",
            },
        ),
    ] = {}
    tokens: Annotated[
        Mapping[str, AccessToken],
        Noun(
            name="token",
            audience=NOBODY,
            kinds={
                "token.made": "a program may come with a token of its own",
                "token.revoked": "a program may not come any more",
            },
        ),
    ] = {}
    moves: Annotated[Moves, Noun(name="moves", audience=NOBODY)] = Moves()


def _rows() -> Iterator[Noun]:
    for field, hint in get_type_hints(State, include_extras=True).items():
        bare, noun = get_args(hint)
        many = get_origin(bare) is Mapping
        yield row(noun, field, get_args(bare)[1] if many else bare, many=many)


THINGS: tuple[Noun, ...] = tuple(_rows())
BY_NAME: Mapping[str, Noun] = {noun.name: noun for noun in THINGS}
BY_TYPE: Mapping[type, Noun] = {noun.type: noun for noun in THINGS}
KINDS: Mapping[str, str] = {kind: meaning for noun in THINGS for kind, meaning in noun.kinds.items()}
CARRIES: Mapping[str, Noun] = {kind: noun for noun in THINGS for kind in noun.kinds}  # kind -> what it is about
_PREFIXES: Mapping[type, str] = {noun.type: f"{noun.name}:" for noun in THINGS if noun.many}


def noun_of(thing: Thing) -> Noun:
    return BY_TYPE[type(thing)]


def key_of(thing: Any) -> str:
    """Return where a thing is kept in the store: `event`, `question:<id>`."""
    kind = type(thing)
    return f"{_PREFIXES[kind]}{thing.id}" if kind in _PREFIXES else BY_TYPE[kind].name


def revision_of(state: State, key: str) -> int:
    """Return the revision that what is kept there has in this state; 0 when it does not exist."""
    name, _, thing_id = key.partition(":")
    noun = BY_NAME[name]
    kept = getattr(state, noun.field)
    thing = kept.get(thing_id) if noun.many else kept
    return int(thing.revision) if thing is not None else 0
