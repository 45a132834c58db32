"""What must be true of every history, whatever went wrong.

Each rule yields a sentence for every place where it is broken.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from live.rules.announcements import Announcement
from live.rules.polls import VOTERS, Poll
from live.rules.questions import PUBLIC, Question
from tests.faults.evidence import (
    acknowledged,
    explained,
    final_changes,
    first_entries,
    known,
    last,
    lost,
    number,
    of_its_start,
    too_slow,
    vote_may_be_lost,
    wishes_to_open,
)
from tests.faults.history import OK, OPEN, REFUSED, History

QUIET_SECONDS = RECOVERY_SECONDS = 10.0  # on an idle machine; a busy one gets as many steps (`pace.py`)
NOUNS = {
    "ask": "question",
    "withdraw": "question",
    "approve": "question",
    "dismiss": "question",
    "announce": "announcement",
    "poll": "poll",
    "move poll": "poll",
}


def i1_nothing_acknowledged_is_lost(history: History) -> Iterator[str]:
    """What was answered with success is an entry of the store's history, unless a failover or a cut log took exactly
    that entry.
    """
    final = set(history.ending.entries)
    for wish in acknowledged(history):
        cursor = wish.answer["cursor"]
        if cursor not in final and cursor not in history.lost and not of_its_start(cursor):
            yield (
                f"{wish.who} was told that '{wish.what}' {wish.key} is kept at {cursor}, which the store does not have"
            )
        if wish.what == "ask" and cursor in final and wish.answer["question"]["id"] not in history.ending.questions:
            yield f"the question {wish.key} of {wish.who} is gone"


def i2_nothing_happens_twice(history: History) -> Iterator[str]:
    """However often a wish was sent, there is one thing of it, and everybody who asked got the same answer."""
    things = defaultdict(set)
    for question_id, text in history.ending.questions.items():
        things[text].add(question_id)
    yield from (
        f"'{text}' was asked once and is there {len(ids)} times" for text, ids in things.items() if len(ids) > 1
    )
    first = (c.thing for c in final_changes(history) if c.kind == "announcement.made" and not c.was)
    made = Counter(thing.text for thing in first if isinstance(thing, Announcement))
    yield from (f"'{text}' was announced {times} times" for text, times in made.items() if times > 1)
    yield from _opened_twice(history)
    answers = defaultdict(set)
    for wish in acknowledged(history):
        if (noun := NOUNS.get(wish.what.removeprefix("again "))) and not lost(history, wish):
            answers[wish.key].add(wish.answer[noun]["id"])
    yield from (f"{key} was answered with {len(ids)} things" for key, ids in answers.items() if len(ids) > 1)


def _opened_twice(history: History) -> Iterator[str]:
    """There is one poll for each wish. It may be opened again after it was closed, but by another wish."""
    status: dict[str, str] = {}
    first: dict[str, str] = {}  # text → the poll with these words
    opened: Counter[str] = Counter()
    for change in final_changes(history):
        poll = change.thing
        if not isinstance(poll, Poll):
            continue
        if first.setdefault(poll.text, poll.id) != poll.id:
            yield f"'{poll.text}' was wished once and is there as {first[poll.text]} and {poll.id}"
        if change.kind == "poll.opened" and status.get(poll.id) == "open":
            yield f"'{poll.text}' was opened while it was open"
        opened[poll.id] += change.kind == "poll.opened"
        status[poll.id] = poll.status
    wished = wishes_to_open(history)
    yield from (
        f"'{text}' was opened {opened[poll]} times by {len(wished[text] | wished[poll])} wishes"
        for text, poll in first.items()
        if opened[poll] > len(wished[text] | wished[poll])
    )


def i3_frames_follow_from_each_other(history: History) -> Iterator[str]:
    """On one connection every frame starts where the one before ended, and leads forwards to an entry that the store
    once had.
    """
    missed: dict[str, int] = {}
    for seen in history.seen:
        if seen.kind == "changes" and not seen.taken and missed.get(seen.who) != seen.line:
            yield f"{seen.who} stood at {seen.before} and got a frame that starts at {seen.prev}"
        if (
            seen.kind == "changes"
            and seen.taken
            and seen.prev in (seen.before, seen.named)
            and number(seen.cursor) < number(seen.prev)
        ):
            yield f"{seen.who} was led back from {seen.prev} to {seen.cursor}"
        if seen.kind in ("changes", "page") and not known(history, seen.cursor):
            yield f"{seen.who} got to {seen.cursor}, which the store never had"


def i4_everybody_ends_equal(history: History) -> Iterator[str]:
    """After the last fault every screen, old or new, shows what the store has."""
    for who, (role, digest) in history.ending.shown.items():
        if digest != history.ending.digests[role]:
            yield (
                f"{who} ends with another state than the store; "
                f"{explained(history, digest, history.ending.digests[role])}"
            )


def i5_a_tally_is_the_number_of_people(history: History) -> Iterator[str]:
    """Counts equal voters; a voter is who last wished it; and every screen shows the counts."""
    ending = history.ending
    for question, voters in ending.voters.items():
        if ending.votes.get(question, 0) != len(voters):
            yield f"{question} counts {ending.votes.get(question, 0)} votes of {len(voters)} people"
    for (who, question), wishes in last(history, "upvote").items():
        voted, wished = history.persons[who] in ending.voters.get(question, set()), [w.fields["on"] for w in wishes]
        if voted not in wished and not vote_may_be_lost(history, wishes, ending.questions):
            yield f"{who} last wished the vote on {question} {'on' if wished[-1] else 'off'}, and it is not"
    for poll, ballots in ending.ballots.items():
        counted = Counter(choice for choices in ballots.values() for choice in (VOTERS, *choices))
        if ending.tallies.get(poll, {}) != counted:
            yield f"{poll} counts {ending.tallies.get(poll)} of the ballots {dict(counted)}"
    for (who, poll), wishes in last(history, "ballot").items():
        kept, wished = ending.ballots.get(poll, {}).get(history.persons[who], []), [w.fields["choice"] for w in wishes]
        if sorted(kept) not in map(sorted, wished) and not vote_may_be_lost(history, wishes, ending.ballots):
            yield f"{who} last chose {wished[-1]} in {poll}, and {kept} is kept"
    for who, shown in ending.shown_tallies.items():
        yield from (
            f"{who} shows the results {counts} of {poll}"
            for poll, counts in shown.items()
            if ending.tallies.get(poll, {}) != counts
        )
    for who, votes in ending.shown_votes.items():
        wrong = {q: n for q, n in votes.items() if ending.votes.get(q, 0) != n}
        if wrong:
            yield f"{who} shows the counts {wrong}"


def i6_answers_are_honest(history: History) -> Iterator[str]:
    """At the cursor of an answer its thing is there: in that entry, or before it (a retry is told where the event
    stands). What was refused is nowhere.
    """
    since = first_entries(history)
    for wish in acknowledged(history):
        noun = NOUNS.get(wish.what)
        if (
            noun
            and not lost(history, wish)
            and since.get(wish.answer[noun]["id"], sys.maxsize) > number(wish.answer["cursor"])
        ):
            yield f"{wish.key} ({wish.what}) was answered with {wish.answer['cursor']}, where its {noun} is not"
    texts = set(history.ending.questions.values())
    for wish in history.wishes:
        if wish.what == "ask" and wish.outcome == REFUSED and wish.fields["text"] in texts:
            yield f"{wish.key} was refused and is there all the same"


def i7_revisions_are_granted_once(history: History) -> Iterator[str]:
    """Moves of the agenda that carry the revision they saw: each success made exactly the next one, and no two the
    same.
    """
    granted: dict[int, str] = {}
    for wish in history.wishes:
        if wish.what == "delay" and wish.outcome == OK and not lost(history, wish):
            revision = wish.answer["agenda"]["revision"]
            if revision != wish.fields["revision"] + 1:
                yield f"{wish.key} saw revision {wish.fields['revision']} and made {revision}"
            if revision in granted:
                yield f"revision {revision} was granted to {granted[revision]} and {wish.key}"
            granted[revision] = wish.key
    if granted and max(granted) > history.ending.agenda_revision and not history.lost:
        yield f"the agenda ends at revision {history.ending.agenda_revision} after {max(granted)} was granted"


def i8_presence_counts_people(history: History) -> Iterator[str]:
    for who, people in history.ending.people.items():
        if people != history.ending.expected_people:
            yield f"{who} is told of {people} people; there are {history.ending.expected_people}"


def i9_it_answers_in_time(history: History) -> Iterator[str]:
    """Everything gets an outcome; and soon, when nothing is wrong."""
    for wish in history.wishes:
        if wish.outcome == OPEN:
            yield f"{wish.key} ({wish.what}) had no outcome {RECOVERY_SECONDS:.0f} s after everything was healed"
        elif too_slow(history, wish, QUIET_SECONDS):
            steps = history.pace.steps(wish.began, wish.ended)
            yield (
                f"{wish.key} ({wish.what}) took {wish.ended - wish.began:.1f} s and {steps} steps "
                f"although nothing was wrong"
            )


def i10_nothing_is_left_over(history: History) -> Iterator[str]:
    yield from (f"{name} is {value:.0f} after everybody has gone" for name, value in history.ending.left_over.items())


def i11_one_cursor_one_state(history: History) -> Iterator[str]:
    """Page + frames = page: whoever stands at a cursor, however they came there, shows what the store's own reducer
    shows there.
    """
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for stood in history.stood:
        who, digest = first.setdefault((stood.role, stood.cursor), (stood.who, stood.digest))
        if digest != stood.digest and not stood.role.endswith("at the end"):
            yield f"at {stood.cursor} {stood.who} and {who} differ; {explained(history, stood.digest, digest)}"


def i12_nobody_sees_what_is_not_theirs(history: History) -> Iterator[str]:
    """No word of another event; and of questions that were never public only one's own."""
    public = {
        c.thing.text
        for c in history.entries.values()
        if isinstance(c.thing, Question) and (c.thing.status in PUBLIC or c.was in PUBLIC)
    }
    for who, texts in history.read.items():
        for text in texts:
            slug, asker, _ = text.split(" ", 2)
            if slug != history.slug:
                yield f"{who} read a question of {slug}"
            if history.roles[who] == "attendee" and asker != who and text not in public:
                yield f"{who} read '{text}' before it was let through"
    yield from (f"{who} was told what moderators note for themselves" for who in history.overheard)
    for who, texts in history.neighbours.items():
        yield from (f"{who} of the other event read '{text}'" for text in texts if text.startswith(f"{history.slug} "))


INVARIANTS: tuple[Callable[[History], Iterator[str]], ...] = (
    i1_nothing_acknowledged_is_lost,
    i2_nothing_happens_twice,
    i3_frames_follow_from_each_other,
    i4_everybody_ends_equal,
    i5_a_tally_is_the_number_of_people,
    i6_answers_are_honest,
    i7_revisions_are_granted_once,
    i8_presence_counts_people,
    i9_it_answers_in_time,
    i10_nothing_is_left_over,
    i11_one_cursor_one_state,
    i12_nobody_sees_what_is_not_theirs,
)


def broken(history: History, most: int = 5) -> list[str]:
    """All that is wrong with a history: a line for each, at most `most` of a kind."""
    found = []
    for invariant in INVARIANTS:
        lines = list(invariant(history))
        found += [f"{invariant.__name__}: {line}" for line in lines[:most]]
        found += [f"{invariant.__name__}: and {len(lines) - most} more"] if len(lines) > most else []
    return found
