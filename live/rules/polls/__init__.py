"""Simple polls: a question the moderators put to everyone, one ballot per person until it is closed, and what came of
it.

Tallies are counted apart and only interpreted here: how many chose each thing, and under `VOTERS` how many people took
part.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from live.rules.agenda import Agenda, Session
from live.rules.errors import Conflict, NotFound, Unfit
from live.rules.people import Role
from live.rules.polls.spellings import folded
from live.rules.text import fitting

POLL_KINDS = ("single", "multiple", "scale", "words")
SCALE = ("1", "2", "3", "4", "5")
LONGEST_TEXT, LONGEST_OPTION, LONGEST_WORD = 200, 100, 40
FEWEST_OPTIONS, MOST_OPTIONS = 2, 12
MOST_WORDS = 3  # of one person
MOST_TOLD = 40  # different words shown, the most frequent first
MOST_POLLS = 50  # of one event
VOTERS = ""  # in a tally: how many people took part; nobody can choose this
NOW = "now"  # of a draft: it will be about what is on when it is opened
Tally = Mapping[str, int]


class Option(msgspec.Struct, frozen=True):
    id: str
    text: str


class Poll(msgspec.Struct, frozen=True, kw_only=True):
    """A poll as it is kept. `shown`: everyone sees the results. `session`: what it is about, `NOW` while that is not
    known.

    `hidden`: words, folded as by `folded`, that only moderators see.
    """

    id: str
    text: str
    kind: str = "single"
    options: tuple[Option, ...] = ()
    status: str = "draft"  # draft | open | closed
    shown: bool = False
    removed: bool = False
    session: str | None = None
    hidden: tuple[str, ...] = ()
    made_at: datetime
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    revision: int = 1


def make(
    poll_id: str, text: object, kind: str, options: Sequence[str], now: datetime, *, session: str | None = None
) -> Poll:
    """A draft. Refuses `empty`, `too_long`, `unknown_kind`, `few_options`, `many_options`."""
    if kind not in POLL_KINDS:
        raise Unfit("Choose a kind: single, multiple, scale or words.", code="unknown_kind", field="kind")
    return Poll(id=poll_id, text=_text(text), kind=kind, options=_options(kind, options), session=session, made_at=now)


def edit(poll: Poll, wish: Mapping[str, Any]) -> Poll:
    """Other words or options for one that nobody has seen. Refuses `not_draft`."""
    if poll.status != "draft" or poll.removed:
        raise Conflict("People have seen this poll; its words stay. Make a new one.", code="not_draft")
    kind = wish.get("kind") or poll.kind
    options = wish["options"] if wish.get("options") is not None else [o.text for o in poll.options]
    made = make(poll.id, poll.text if wish.get("text") is None else wish["text"], kind, options, poll.made_at)
    session = poll.session if wish.get("session") is None else wish["session"] or None
    return _touched(poll, text=made.text, kind=made.kind, options=made.options, session=session)


def twin(polls: Iterable[Poll], made: Poll, session: str | None) -> Poll | None:
    """One of the same words that has been neither closed nor removed: making it again is not meant as another.

    `session`: None or `NOW` for whatever it is about.
    """
    same = (p for p in polls if (p.text, p.kind, p.options) == (made.text, made.kind, made.options))
    return next(
        (p for p in same if p.status != "closed" and not p.removed and session in (None, NOW, p.session or "")), None
    )


def about(agenda: Agenda, session: str | None) -> str | None:
    """What a poll is about: a session of the programme, `NOW`, or nothing in particular (None).

    Refuses `no_such_session`.
    """
    if session and session != NOW and all(s.id != session for s in agenda.sessions):
        raise Unfit("There is no such session on this agenda.", code="no_such_session", field="session")
    return session or None


def open_(poll: Poll, now: datetime, on: Sequence[Session] = ()) -> Poll:
    """From now on everyone may answer, again after it was closed too. `on`: the sessions that are on."""
    held = [s.id for s in on if s.kind != "break"]
    session = poll.session if poll.session != NOW else held[0] if len(held) == 1 else None
    return _touched(
        poll, status="open", removed=False, session=session, opened_at=poll.opened_at or now, closed_at=None
    )


def close(poll: Poll, now: datetime) -> Poll:
    """No more answers. Refuses `not_open` for a draft."""
    if poll.status == "draft":
        raise Conflict("This poll has not been opened.", code="not_open")
    return poll if poll.status == "closed" else _touched(poll, status="closed", closed_at=now)


def show(poll: Poll, *, on: bool) -> Poll:
    """Whether everyone sees the results."""
    return _touched(poll, shown=on)


def remove(poll: Poll) -> Poll:
    """Gone for everybody; the answers are kept, so that it can come back."""
    return _touched(poll, removed=True)


def restore(poll: Poll) -> Poll:
    return _touched(poll, removed=False)


def hide_word(poll: Poll, word: str, *, on: bool) -> Poll:
    """A word that everyone but the moderators is spared, however it was written."""
    same = folded(word)
    others = tuple(w for w in poll.hidden if w != same)
    return _touched(poll, hidden=(*others, same) if on and same else others)


def is_public(poll: Poll) -> bool:
    """On everyone's page: while it can be answered, and afterwards as long as the results are shown."""
    return not poll.removed and (poll.status == "open" or (poll.status == "closed" and poll.shown))


def ballot(poll: Poll, wish: Sequence[str]) -> tuple[str, ...]:
    """What one person chooses, whole; nothing takes it back.

    Refuses `no_such_poll`, `poll_closed`, `unknown_choice`, `many_choices`, `too_long`.
    """
    if not is_public(poll):
        raise NotFound("There is no such poll here.", code="no_such_poll")
    chosen = chosen_of(poll, wish)
    if poll.status != "open":
        raise Conflict("This poll is closed; it takes no more answers.", code="poll_closed")
    return chosen


def chosen_of(poll: Poll, wish: Sequence[str]) -> tuple[str, ...]:
    """A wish as it is kept: each choice once, in the poll's order. Refuses what does not fit this poll."""
    chosen = tuple(dict.fromkeys(_chosen(poll, wish)))
    if len(chosen) > {"multiple": MOST_OPTIONS, "words": MOST_WORDS}.get(poll.kind, 1):
        raise Unfit("These are more answers than this poll takes.", code="many_choices", field="choice")
    return chosen


def _chosen(poll: Poll, wish: Sequence[str]) -> list[str]:
    if poll.kind == "words":
        words = {folded(w): w for w in reversed([fitting(w, field="choice", longest=LONGEST_WORD) for w in wish]) if w}
        return [*words.values()][::-1]
    known = choices(poll)
    if any(choice not in known for choice in wish):
        raise Unfit("This is not one of the answers.", code="unknown_choice", field="choice")
    return [choice for choice in known if choice in wish]


def choices(poll: Poll) -> dict[str, str]:
    """What can be chosen, with its words, in order; nothing for open words."""
    return {step: step for step in SCALE} if poll.kind == "scale" else {o.id: o.text for o in poll.options}


def results(poll: Poll, tally: Tally, *, hidden: bool = False) -> list[tuple[str, str, int]]:
    """(id, words, count) of each choice in its order, or of each word, the most frequent first; `hidden`: those for
    moderators too.

    Spellings that are the same when `folded` are one word, written as most wrote it; its id is the folded one.
    """
    if poll.kind != "words":
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
    """Of a scale; None while nobody has answered, and for other kinds."""
    people = sum(tally.get(step, 0) for step in SCALE)
    return sum(int(step) * tally.get(step, 0) for step in SCALE) / people if poll.kind == "scale" and people else None


def told(poll: Poll, tally: Tally, role: Role) -> dict[str, Any] | None:
    """The counts this role may see: people, and [id, words, count] of each result; None when they are not shown."""
    if role is not Role.MODERATOR and not (poll.shown and is_public(poll)):
        return None
    return {
        "people": tally.get(VOTERS, 0),
        "counts": [list(one) for one in results(poll, tally, hidden=role is Role.MODERATOR)],
    }


def seen_poll(poll: Poll, tally: Tally, role: Role) -> dict[str, Any]:
    """POLL of docs/protocol.md. `results` is None where they are not shown; `hidden` and `removed` are for moderators."""
    seen = {
        "id": poll.id,
        "text": poll.text,
        "kind": poll.kind,
        "options": [{"id": o, "text": words} for o, words in choices(poll).items()],
        "status": poll.status,
        "shown": poll.shown,
        "session": poll.session,
        "made_at": poll.made_at,
        "opened_at": poll.opened_at,
        "closed_at": poll.closed_at,
        "answered": tally.get(VOTERS, 0),
        "results": told(poll, tally, role),
        "revision": poll.revision,
    }
    return seen | {"hidden": poll.hidden, "removed": poll.removed} if role is Role.MODERATOR else seen


def latest(polls: Mapping[str, Poll]) -> Poll | None:
    """What a big screen shows: the public poll opened last, one that can be answered before one that is closed."""
    public = [p for p in polls.values() if is_public(p)]
    return max(public, key=lambda p: (p.status == "open", p.opened_at or p.made_at, p.id), default=None)


def _text(text: object) -> str:
    return fitting(text, field="text", shortest=1, longest=LONGEST_TEXT)


def _options(kind: str, options: Sequence[str]) -> tuple[Option, ...]:
    if kind not in ("single", "multiple"):
        return ()
    texts = list(dict.fromkeys(filter(None, (fitting(o, field="options", longest=LONGEST_OPTION) for o in options))))
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


def _touched(poll: Poll, **values: Any) -> Poll:
    if all(getattr(poll, name) == value for name, value in values.items()):
        return poll
    return replace(poll, **values, revision=poll.revision + 1)
