"""What happened in a run: every wish and its outcome, every frame and page anybody got, every entry of the store's
stream.

The invariants read nothing else. A history can be changed on paper (`mutants.py`) to see whether they notice.
"""

import hashlib
import time
from collections.abc import Mapping
from typing import Any

import msgspec

from live.rules.polls import VOTERS
from tests.faults.pace import Pace

OPEN, OK, REFUSED = "open", "ok", "refused"
OWN_NOTES = {"mark", "marks", "order", "moved_by"}  # for moderators
EXAMPLES = 4000  # states kept to explain a difference with


class Operation(msgspec.Struct, kw_only=True):
    """One action of one person; tried with the same key until its outcome is known.

    `open` at the end: nobody ever told.
    """

    who: str
    what: str
    key: str
    subject: str = ""
    fields: dict[str, Any] = {}
    began: float
    ended: float = 0.0
    outcome: str = OPEN
    answer: Any = None
    status: int = 0
    tries: int = 0


class Seen(msgspec.Struct, kw_only=True):
    """A frame, or a page (`kind` "page"), as somebody got it who stood at `before` (or at `named`, which hello or a
    beat had said).
    """

    who: str
    line: int
    at: float
    kind: str
    before: str
    named: str
    prev: str = ""
    cursor: str = ""
    taken: bool = True
    frame: Mapping[str, Any] | None = None


class Stood(msgspec.Struct, frozen=True):
    """`who` showed the state with this digest while standing at `cursor`."""

    who: str
    role: str
    cursor: str
    digest: str


class Fault(msgspec.Struct):
    name: str
    began: float
    ended: float = 0.0


class Ending(msgspec.Struct, kw_only=True):
    """How everything is after the last fault was healed and everybody had time."""

    cursor: str = ""
    entries: list[str] = []
    questions: dict[str, str] = {}  # id → text
    agenda_revision: int = 0
    votes: dict[str, int] = {}
    voters: dict[str, set[str]] = {}  # question → pseudonyms
    tallies: dict[str, dict[str, int]] = {}  # poll → choice → people
    ballots: dict[str, dict[str, list[str]]] = {}  # poll → pseudonym → choices
    digests: dict[str, str] = {}  # role → the store's own state
    shown: dict[str, tuple[str, str]] = {}  # who → (role, digest), fresh ones too
    shown_votes: dict[str, dict[str, int]] = {}
    shown_tallies: dict[str, dict[str, dict[str, int]]] = {}  # who → poll → choice → people, where results are shown
    people: dict[str, int] = {}  # who → how many people they are told of
    expected_people: int = 0
    left_over: dict[str, float] = {}  # figures that should be back to nothing
    seconds: float = 0.0  # from the healing to here


class History:
    """Of one event; `keep` keeps whole frames."""

    def __init__(self, slug: str, seed: int, *, keep: bool = True) -> None:
        self.slug, self.seed, self.keep = slug, seed, keep
        self.wishes: list[Operation] = []
        self.seen: list[Seen] = []
        self.stood: list[Stood] = []
        self.entries: dict[str, Any] = {}  # cursor → change, of every history the store ever had
        self.lost: set[str] = set()  # cursors that a failover or a cut log took away
        self.faults: list[Fault] = []
        self.read: dict[str, set[str]] = {}  # who → the questions' words they were shown
        self.overheard: set[str] = set()  # attendees who were told what moderators note for themselves
        self.persons: dict[str, str] = {}  # who → their pseudonym at the event
        self.roles: dict[str, str] = {}
        self.examples: dict[str, bytes] = {}
        self.ending = Ending()
        self.neighbours: dict[str, set[str]] = {}
        self.pace = Pace()

    def wish(self, who: str, what: str, key: str, subject: str, fields: dict[str, Any]) -> Operation:
        wish = Operation(who=who, what=what, key=key, subject=subject, fields=fields, began=time.monotonic())
        self.wishes.append(wish)
        return wish

    def unheard(self) -> int:
        """How many things were made whose makers have no answer yet."""
        waiting = {wish.fields["text"] for wish in self.wishes if wish.outcome == OPEN and "text" in wish.fields}
        return len(waiting & {getattr(change.thing, "text", None) for change in self.entries.values()})

    def stands(self, who: str, role: str, cursor: str, state: Mapping[str, Any]) -> str:
        shown = shown_of(state)
        digest = digest_of(shown)
        if digest not in self.examples and len(self.examples) < EXAMPLES:
            self.examples[digest] = shown
        self.stood.append(Stood(who, role, cursor, digest))
        return digest

    def reads(self, who: str, told: Mapping[str, Any]) -> None:
        texts = self.read.setdefault(who, set())
        texts.update(q["text"] for q in told.get("questions", ()))
        changes = told.get("changes", ())
        texts.update(c["question"]["text"] for c in changes if "text" in (c.get("question") or {}))
        if self.roles[who] == "attendee" and (
            OWN_NOTES & told.keys() or any(OWN_NOTES & change.keys() for change in changes)
        ):
            self.overheard.add(who)

    def reads_of_neighbours(self, other: "History") -> None:
        """What those at the other event read must be of that event: under their own names, for the rule that looks at
        it.
        """
        self.neighbours = dict(other.read)

    def quiet(self, at: float, margin: float) -> bool:
        """Whether no fault was in force at this moment, nor `margin` seconds of an idle machine before it."""
        return self.quiet_since(at, at, margin) is not None

    def quiet_since(self, began: float, ended: float, margin: float) -> float | None:
        """The first moment of this time from which nothing was wrong until its end; None when there is none."""
        since = began
        for fault in self.faults:
            if fault.began <= ended:
                since = max(since, self.pace.after(fault.ended, margin) if fault.ended else float("inf"))
        return since if since <= ended else None


def shown_of(state: Mapping[str, Any]) -> bytes:
    """What belongs to a cursor, in one form: no counts (they have only a latest value) and nothing that the clock alone
    decides.
    """
    agenda = state["agenda"]
    return msgspec.json.encode(
        {
            "event": {k: v for k, v in state["event"].items() if k != "status"},
            "agenda": {
                "revision": agenda["revision"],
                "sessions": [_by_hand(session) for session in agenda["sessions"]],
            },
            "announcements": state["announcements"],
            "questions": [{k: v for k, v in question.items() if k != "votes"} for question in state["questions"]],
            "polls": [{k: v for k, v in poll.items() if k not in ("results", "answered")} for poll in state["polls"]],
            "marks": state.get("marks", []),
            "order": state.get("order"),
        },
        order="deterministic",
    )


def _by_hand(session: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in session.items() if k != "status" or session["by_hand"]}


def counts_of(results: Mapping[str, Any]) -> dict[str, int]:
    """What the results of a poll say, as the store's tally: how many people took part, and how many chose each
    thing.
    """
    told = {VOTERS: results["people"]} | {choice: n for choice, _, n in results["counts"]}
    return {choice: n for choice, n in told.items() if n}


def digest_of(shown: bytes) -> str:
    return hashlib.blake2b(shown, digest_size=12).hexdigest()


def difference(one: bytes, other: bytes) -> str:
    """Which things differ, in a line."""
    left, right = msgspec.json.decode(one), msgspec.json.decode(other)
    found = []
    for shelf in ("questions", "announcements", "polls", "marks"):
        a, b = {t["id"]: t for t in left[shelf]}, {t["id"]: t for t in right[shelf]}
        found += [f"{shelf} {i}: {a.get(i)} / {b.get(i)}" for i in sorted(a.keys() | b.keys()) if a.get(i) != b.get(i)]
        if not found and left[shelf] != right[shelf]:
            found.append(f"order of {shelf}")
    found += [
        f"{name}: {left[name]} / {right[name]}" for name in ("event", "agenda", "order") if left[name] != right[name]
    ]
    return "; ".join(found)[:1500]
