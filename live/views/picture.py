"""A poll's result as a picture (SVG) that can be pasted anywhere: text and bars, with nothing to fetch or to run."""

import textwrap
from unicodedata import east_asian_width

import msgspec

from live.rules import polls
from live.rules.accent import shades
from live.rules.polls import Poll, PollStatus, Tally
from live.rules.polls.shares import shares
from live.rules.snapshot import Snapshot
from live.rules.wishes.polls import PollKind
from live.views.polls import counted, spoken
from live.views.press import Press

OURS = "#14518c"
WIDE, BORDER = 1000, 48
TITLE_LETTERS, LABEL_LETTERS = 42, 52  # in a line, as wide as letters are at most on average
TITLE_LINE, LABEL_LINE, BAR, GAP = 46, 32, 20, 28
HEAD, FOOT = 64, 70


class ResultBar(msgspec.Struct, frozen=True, kw_only=True):
    """One result: its words in lines, where they begin, how long its bar is, and its count as told."""

    lines: list[str]
    y: int
    long: int
    count: str


def is_drawn(poll: Poll) -> bool:
    """Return whether there is a result to draw: of what has been opened, and is not answered in full."""
    return poll.status != PollStatus.DRAFT and poll.kind != PollKind.TEXT and not poll.removed


def page(press: Press, snapshot: Snapshot, poll: Poll) -> str:
    """Print it in the snapshot's language. What moderators have hidden is not in it."""
    tally: Tally = snapshot.pulse.polls.get(poll.id, {})
    counts, people = list(polls.results(poll, tally)), tally.get(polls.VOTERS, 0)
    title, accent = _lines(poll.text, TITLE_LETTERS), snapshot.state.event.accent
    top = HEAD + TITLE_LINE * len(title)
    bars = _bars(poll, counts, people, top)
    mean = polls.mean(poll, tally)
    return press.print(
        "poll.svg",
        snapshot.language,
        poll=poll,
        event=snapshot.state.event,
        title=title,
        bars=bars,
        people=people,
        mean=None if mean is None else spoken(mean, snapshot.language),
        told=counted({"counts": counts}),
        shared=poll.kind == PollKind.MULTIPLE and people > 0,
        accent=shades(accent or OURS).light,
        wide=WIDE,
        border=BORDER,
        lines=(TITLE_LINE, LABEL_LINE),
        bar=BAR,
        high=(bars[-1].y + LABEL_LINE * (len(bars[-1].lines) - 1) + BAR + GAP * 2 if bars else top) + FOOT,
    )


def _bars(poll: Poll, counts: list[tuple[str, str, int]], people: int, top: int) -> list[ResultBar]:
    each = shares(poll.kind, [n for _, _, n in counts], people)
    longest = people or 1
    bars, y = list[ResultBar](), top
    for place, (_, words, n) in enumerate(counts):
        lines = _lines(words, LABEL_LETTERS)
        told = f"{n} ({each[place]} %)" if each else str(n)
        bars.append(
            ResultBar(lines=lines, y=y, long=round((WIDE - 2 * BORDER) * min(n, longest) / longest), count=told)
        )
        y += LABEL_LINE * len(lines) + BAR + GAP
    return bars


def _lines(text: str, letters: int) -> list[str]:
    """The text in lines that fit; wide letters take the room of two."""
    is_wide = any(east_asian_width(letter) in "WF" for letter in text)
    return textwrap.wrap(text, letters // 2 if is_wide else letters) or [text]
