"""Simple polls: a question the moderators put to everyone, one ballot per person until it is closed, and what came of
it.

Tallies are counted apart and only interpreted here: how many chose each thing, and under `VOTERS` how many people took
part.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from live.rules.agenda import Agenda, Session
from live.rules.errors import Conflict, Unfit
from live.rules.polls.spellings import folded
from live.rules.wishes.agenda import SessionKind
from live.rules.wishes.polls import EditPoll, MakePoll, PollKind

SCALE = ("1", "2", "3", "4", "5")
FEWEST_OPTIONS, MOST_OPTIONS = 2, 12
MOST_WORDS = 3  # of one person
MOST_TOLD = 40  # different words shown, the most frequent first
MOST_POLLS = 50  # of one event
VOTERS = ""  # in a tally: how many people took part; nobody can choose this
NOW = "now"  # of a draft: it will be about what is on when it is opened
Tally = Mapping[str, int]
Written = Mapping[str, Sequence[str]]  # poll -> the answers in full


class PollStatus(StrEnum):
    """Whether a poll can be answered."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Option(msgspec.Struct, frozen=True):
    id: str
    text: str


class Poll(msgspec.Struct, frozen=True, kw_only=True):
    """A poll as it is kept. `shown`: everyone sees the results. `session`: what it is about, `NOW` while that is not
    known.

    `set`: the name of the polls it belongs to, which are answered together. `hidden`: words, folded as by `folded`,
    that only moderators see. `closes_at`: it closes by itself then; what is kept of one that has.
    """

    id: str
    text: str
    kind: PollKind = PollKind.SINGLE
    options: tuple[Option, ...] = ()
    status: PollStatus = PollStatus.DRAFT
    shown: bool = False
    removed: bool = False
    session: str | None = None
    set: str = ""
    hidden: tuple[str, ...] = ()
    made_at: datetime
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    closes_at: datetime | None = None
    revision: int = 1


def make(poll_id: str, wish: MakePoll, now: datetime, *, session: str | None = None) -> Poll:
    """Make a draft. Refuses `few_options`, `many_options`."""
    options = _options(wish.kind, wish.options)
    return Poll(id=poll_id, text=wish.text, kind=wish.kind, options=options, session=session, set=wish.set, made_at=now)


def edit(poll: Poll, wish: EditPoll) -> Poll:
    """Give other words or options for one that nobody has seen. Refuses `not_draft`."""
    if poll.status != PollStatus.DRAFT or poll.removed:
        raise Conflict("People have seen this poll; its words stay. Make a new one.", code="not_draft")
    kind = poll.kind if wish.kind is UNSET else wish.kind
    options = tuple(o.text for o in poll.options) if wish.options is UNSET else wish.options
    text = poll.text if wish.text is UNSET else wish.text
    session = poll.session if wish.session is None else wish.session or None
    return _touched(poll, text=text, kind=kind, options=_options(kind, options), session=session)


def twin(polls: Iterable[Poll], made: Poll, session: str | None) -> Poll | None:
    """Return one of the same words that has been neither closed nor removed: making it again is not meant as another.

    `session`: None or `NOW` for whatever it is about.
    """
    words = made.text, made.kind, made.options, made.set
    same = (p for p in polls if (p.text, p.kind, p.options, p.set) == words)
    return next(
        (
            p
            for p in same
            if p.status != PollStatus.CLOSED and not p.removed and session in (None, NOW, p.session or "")
        ),
        None,
    )


def about(agenda: Agenda, session: str | None) -> str | None:
    """Return what a poll is about: a session of the programme, `NOW`, or nothing in particular (None).

    Refuses `no_such_session`.
    """
    if session and session != NOW and all(s.id != session for s in agenda.sessions):
        raise Unfit("There is no such session on this agenda.", code="no_such_session", field="session")
    return session or None


def open_(poll: Poll, now: datetime, on: Sequence[Session] = (), closes_at: datetime | None = None) -> Poll:
    """Open it: from now on everyone may answer, again after it was closed too, until it is closed or `closes_at`.

    `on`: the sessions that are on.
    """
    held = [s.id for s in on if s.kind != SessionKind.BREAK]
    return _touched(
        poll,
        status=PollStatus.OPEN,
        removed=False,
        session=poll.session if poll.session != NOW else held[0] if len(held) == 1 else None,
        opened_at=poll.opened_at or now,
        closed_at=None,
        closes_at=closes_at,
    )


def close(poll: Poll, now: datetime) -> Poll:
    """Take no more answers. Refuses `not_open` for a draft."""
    if poll.status == PollStatus.DRAFT:
        raise Conflict("This poll has not been opened.", code="not_open")
    if poll.status == PollStatus.CLOSED:
        return poll
    by_itself = poll.closes_at if is_over(poll, now) else None
    return _touched(poll, status=PollStatus.CLOSED, closed_at=by_itself or now, closes_at=by_itself)


def is_over(poll: Poll, now: datetime) -> bool:
    """Return whether it is open still, but its time has passed."""
    return poll.status == PollStatus.OPEN and poll.closes_at is not None and poll.closes_at <= now


def until(poll: Poll, closes_at: datetime | None) -> Poll:
    """Let one that is open close by itself at another time, or not (None)."""
    return _touched(poll, closes_at=closes_at) if poll.status == PollStatus.OPEN else poll


def show(poll: Poll, *, on: bool) -> Poll:
    """Return whether everyone sees the results. Refuses `not_possible` for what people have written."""
    if on and poll.kind == PollKind.TEXT:
        raise Conflict("What people write in full is read by the moderators only.", code="not_possible")
    return _touched(poll, shown=on)


def remove(poll: Poll) -> Poll:
    """Gone for everybody; the answers are kept, so that it can come back."""
    return _touched(poll, removed=True)


def restore(poll: Poll) -> Poll:
    return _touched(poll, removed=False)


def hide_word(poll: Poll, word: str, *, on: bool) -> Poll:
    """Return a word that everyone but the moderators is spared, however it was written."""
    same = folded(word)
    others = tuple(w for w in poll.hidden if w != same)
    return _touched(poll, hidden=(*others, same) if on and same else others)


def is_public(poll: Poll) -> bool:
    """Return whether it is on everyone's page: while it can be answered, and afterwards as long as the results are
    shown.
    """
    return not poll.removed and (poll.status == PollStatus.OPEN or (poll.status == PollStatus.CLOSED and poll.shown))


def choices(poll: Poll) -> dict[str, str]:
    """Return what can be chosen, with its words, in order; nothing where people write."""
    return {step: step for step in SCALE} if poll.kind == PollKind.SCALE else {o.id: o.text for o in poll.options}


def results(poll: Poll, tally: Tally, *, hidden: bool = False) -> list[tuple[str, str, int]]:
    """Return (id, words, count) of each choice in its order, or of each word, the most frequent first; `hidden`: those
    for moderators too. Answers in full are not counted: there is nothing of them here.

    Spellings that are the same when `folded` are one word, written as most wrote it; its id is the folded one.
    """
    if poll.kind != PollKind.WORDS:
        return [(choice, words, tally.get(choice, 0)) for choice, words in choices(poll).items()]
    counts, spellings = Counter[str](), dict[str, str]()
    for word, n in sorted(tally.items(), key=lambda pair: (-pair[1], pair[0])):
        same = folded(word)
        if word != VOTERS and n > 0 and (hidden or same not in poll.hidden):
            counts[same] += n
            spellings.setdefault(same, word)
    return [
        (same, spellings[same], n)
        for same, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_TOLD]
    ]


def mean(poll: Poll, tally: Tally) -> float | None:
    """Return the mean of a scale; None while nobody has answered, and for other kinds."""
    people = sum(tally.get(step, 0) for step in SCALE)
    return (
        sum(int(step) * tally.get(step, 0) for step in SCALE) / people
        if poll.kind == PollKind.SCALE and people
        else None
    )


def latest(polls: Mapping[str, Poll]) -> Poll | None:
    """Return what a big screen shows: the public poll opened last, one that can be answered before one that is
    closed. A set is answered on a page of its own, and shown only when it is closed.
    """
    public = [p for p in polls.values() if is_public(p) and not (p.set and p.status == PollStatus.OPEN)]
    return max(public, key=lambda p: (p.status == PollStatus.OPEN, p.opened_at or p.made_at, p.id), default=None)


def _options(kind: PollKind, options: Sequence[str]) -> tuple[Option, ...]:
    if kind not in (PollKind.SINGLE, PollKind.MULTIPLE):
        return ()
    texts = list(dict.fromkeys(filter(None, options)))
    if len(texts) < FEWEST_OPTIONS:
        raise Unfit(
            "Give at least two different answers to choose from, one on each line.", code="few_options", field="options"
        )
    if len(texts) > MOST_OPTIONS:
        raise Unfit(
            "This is {over} lines too many. The most is {longest}.",
            code="many_options",
            field="options",
            longest=MOST_OPTIONS,
            over=len(texts) - MOST_OPTIONS,
        )
    return tuple(Option(f"o{n}", text) for n, text in enumerate(texts, 1))


def _touched(poll: Poll, **values: object) -> Poll:
    if all(getattr(poll, name) == value for name, value in values.items()):
        return poll
    return replace(poll, **values, revision=poll.revision + 1)
