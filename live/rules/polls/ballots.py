"""What one person may answer a poll with."""

from collections.abc import Sequence
from datetime import datetime

from live.rules.errors import Conflict, NotFound, Unfit
from live.rules.polls import MOST_OPTIONS, MOST_WORDS, Poll, PollStatus, choices, is_over
from live.rules.polls.spellings import folded
from live.rules.text import fitting
from live.rules.wishes.polls import LONGEST_WORD, PollKind


def ballot(poll: Poll, wish: Sequence[str], now: datetime) -> tuple[str, ...]:
    """Return what one person chooses, whole; nothing takes it back.

    Refuses `no_such_poll`, `poll_closed`, `unknown_choice`, `many_choices`, `too_long`.
    """
    if poll.removed or poll.status == PollStatus.DRAFT:
        raise NotFound("There is no such poll here.", code="no_such_poll")
    chosen = chosen_of(poll, wish)
    if poll.status != PollStatus.OPEN or is_over(poll, now):
        raise Conflict("This poll is closed; it takes no more answers.", code="poll_closed")
    return chosen


def chosen_of(poll: Poll, wish: Sequence[str]) -> tuple[str, ...]:
    """Return a wish as it is kept: each choice once, in the poll's order. Refuses what does not fit this poll."""
    chosen = tuple(dict.fromkeys(_chosen(poll, wish)))
    if len(chosen) > {PollKind.MULTIPLE: MOST_OPTIONS, PollKind.WORDS: MOST_WORDS}.get(poll.kind, 1):
        raise Unfit("These are more answers than this poll takes.", code="many_choices", field="choice")
    return chosen


def _chosen(poll: Poll, wish: Sequence[str]) -> list[str]:
    if poll.kind == PollKind.TEXT:
        return [answer for answer in wish if answer]
    if poll.kind == PollKind.WORDS:
        words = {folded(w): fitting(w, field="choice", longest=LONGEST_WORD) for w in reversed(wish) if w}
        return [*words.values()][::-1]
    known = choices(poll)
    if any(choice not in known for choice in wish):
        raise Unfit("This is not one of the answers.", code="unknown_choice", field="choice")
    return [choice for choice in known if choice in wish]
