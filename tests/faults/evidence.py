"""What the rules of `invariants.py` ask a history: what was acknowledged, lost, known, wished last."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping

from live.rules.announcements import Announcement
from live.rules.changes import Change
from live.rules.polls import Poll
from live.rules.questions import Question
from tests.faults.history import OK, History, Operation, difference
from tests.faults.nemesis import LOSSY
from tests.faults.pace import steps_of

SLOWEST_SECONDS = 5.0  # without a fault now or shortly before, an action is answered within this on an idle machine
LOG_TAIL_SECONDS = 3.0  # how far back a cut log can reach into votes, which leave no entry


def acknowledged(history: History) -> list[Operation]:
    return [wish for wish in history.wishes if wish.outcome == OK and "cursor" in wish.answer]


def number(cursor: str) -> int:
    return int(cursor.partition(".")[2].partition("-")[0])


def of_its_start(cursor: str) -> bool:
    return number(cursor) == 0


def known(history: History, cursor: str) -> bool:
    return cursor in history.entries or cursor in history.lost or of_its_start(cursor)


def lost(history: History, wish: Operation) -> bool:
    return wish.answer["cursor"] in history.lost


def first_entries(history: History) -> Mapping[str, int]:
    """Thing → the number of the first entry about it."""
    first: dict[str, int] = {}
    for cursor in history.ending.entries:
        change = history.entries.get(cursor)
        if change is not None and isinstance(thing := change.thing, Question | Announcement | Poll):
            first.setdefault(thing.id, number(cursor))
    return first


def final_changes(history: History) -> Iterator[Change]:
    return (history.entries[cursor] for cursor in history.ending.entries if cursor in history.entries)


def last(history: History, what: str) -> Mapping[tuple[str, str], list[Operation]]:
    """(who, subject) → the wish that was answered with success last, and later ones that may have taken effect.

    These were tried more than once: an answer may have been lost, and the repeat refused because the question or the
    poll had gone meanwhile. What was refused at its only try did nothing.
    """
    found: dict[tuple[str, str], list[Operation]] = {}
    for wish in (wish for wish in history.wishes if wish.what == what):
        if wish.outcome == OK:
            found[wish.who, wish.subject] = [wish]
        elif (wish.who, wish.subject) in found and wish.tries > 1:
            found[wish.who, wish.subject].append(wish)
    return found


def vote_may_be_lost(history: History, wishes: list[Operation], left: Container[str]) -> bool:
    if wishes[0].subject not in left:  # the question or poll itself was lost
        return bool(history.lost)
    return any(
        fault.name in LOSSY and wish.began <= fault.ended and wish.ended >= fault.began - LOG_TAIL_SECONDS
        for fault in history.faults
        for wish in wishes
    )


def explained(history: History, one: str, other: str) -> str:
    if one in history.examples and other in history.examples:
        return difference(history.examples[one], history.examples[other])
    return "(too long ago to say how)"


def wishes_to_open(history: History) -> Mapping[str, set[str]]:
    """The words or the id of a poll → the keys of the wishes that may have opened it."""
    found: dict[str, set[str]] = defaultdict(set)
    for wish in history.wishes:
        if wish.what == "poll":
            found[wish.fields["text"]].add(wish.key)
        elif wish.what == "move poll" and wish.fields["path"].endswith("/open"):
            found[wish.subject].add(wish.key)
    return found


def too_slow(history: History, wish: Operation, margin: float) -> bool:
    """Slower than an idle machine is and by more than this one was busy, not counting what was wrong meanwhile."""
    since = history.quiet_since(wish.began, wish.ended, margin)
    if since is None or wish.ended - since <= SLOWEST_SECONDS:
        return False
    return history.pace.steps(since, wish.ended) > steps_of(SLOWEST_SECONDS)
