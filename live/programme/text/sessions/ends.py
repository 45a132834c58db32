"""When each session ends, and on which side of noon or midnight it lies, when the text leaves that to the reader.

Breaks without a time of their own, "Pause" on a line between two sessions, fill the gap they stand in.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import groupby, pairwise

from live.programme.shapes import Notice
from live.programme.text.clocks.spans import DAY
from live.programme.text.lines.marks import says_the_end
from live.programme.text.sessions.draft import Draft, Hours
from live.programme.words.breaks import is_break

LAST_MINUTES = 30  # minutes; the last session's length when neither it nor the event says when it ends
LONGEST_BREAK = 40  # characters; a sentence that mentions lunch is no break
_MORNING, _EVENING, _NOON = 6 * 60, 16 * 60, 12 * 60
_EARLIEST_AFTERNOON = 8 * 60  # "1:00" after "11:00" is one o'clock in the afternoon; "8:00" is a morning


def settle_times(drafts: list[Draft], event_end: int | None, blocks: Sequence[Hours] = ()) -> list[Notice]:
    """Give every draft its end, in minutes after midnight of its day (past 1440: the next day).

    What the text leaves out is taken from the next start, but not past the end of the block a session stands in.
    """
    by_day: dict[date, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_day[draft.day].append(draft)
    notices: list[Notice] = []
    for number, day in enumerate(by_day):
        notices += _afternoon(by_day[day])
        notices += _past_midnight(by_day[day])
        notices += _missing_ends(
            by_day[day], event_end if number == len(by_day) - 1 else None, _of_day(blocks, day, drafts)
        )
    return notices


def _of_day(blocks: Sequence[Hours], day: date, drafts: list[Draft]) -> list[Hours]:
    """The blocks whose first session is on that day."""
    if not blocks:
        return []
    below = (
        (block, min((draft for draft in drafts if draft.line > block.line), key=lambda draft: draft.line, default=None))
        for block in blocks
    )
    return [block for block, first in below if first is not None and first.day == day]


def _afternoon(drafts: list[Draft]) -> list[Notice]:
    """Without am and pm and with no hour past noon, a clock that falls back from late morning has passed noon."""
    if any(draft.half_known or draft.starts >= 13 * 60 or (draft.ends or 0) >= 13 * 60 for draft in drafts):
        return []
    moved: list[Draft] = []
    previous = 0
    for draft in drafts:
        if moved or (previous >= 10 * 60 and draft.starts < _EARLIEST_AFTERNOON):
            draft.starts += _NOON if draft.starts < _NOON else 0
            moved.append(draft)
        if draft.ends is not None and draft.ends < draft.starts and draft.ends < _EARLIEST_AFTERNOON + _NOON:
            draft.ends += _NOON
        previous = max(previous, draft.starts)
    return [Notice("Times from here on were read as afternoon.", {}, moved[0].line)] if moved else []


def _past_midnight(drafts: list[Draft]) -> list[Notice]:
    """A small hour after an evening is the next day's."""
    notices: list[Notice] = []
    latest = 0
    for draft in drafts:
        if draft.starts < _MORNING and latest >= _EVENING:
            draft.starts += DAY
            draft.ends = None if draft.ends is None else draft.ends + DAY
            notices.append(Notice("This lies past midnight, on the next day.", {}, draft.line))
        if draft.ends is not None and draft.starts < _EVENING and draft.ends < draft.starts < draft.ends + _NOON:
            draft.ends += _NOON  # "12:00 – 1:15" where other clocks say am and pm
        elif draft.ends is not None and draft.ends < draft.starts:
            draft.ends += DAY
            notices.append(Notice("This ends past midnight, on the next day.", {}, draft.line))
        latest = max(latest, draft.starts)
    return notices


def _missing_ends(drafts: list[Draft], event_end: int | None, blocks: Sequence[Hours]) -> list[Notice]:
    notices: list[Notice] = []
    lanes = {draft.lane for draft in drafts} | {""} if _begin_again(drafts) else {""}
    by_lane = {
        lane: _following([draft for draft in drafts if lane in ("", draft.lane) or not draft.lane]) for lane in lanes
    }
    for draft in drafts:
        following = by_lane[draft.lane if len(lanes) > 1 else ""]
        if draft.ends is not None and draft.ends != draft.starts:
            continue
        if draft.minutes:
            draft.ends = draft.starts + draft.minutes
        elif (block := _block_end(draft, blocks)) and block <= following.get(draft.starts, block):
            draft.ends = block
        elif draft.starts in following:
            draft.ends = following[draft.starts]
        else:
            notices.append(_last_end(draft, event_end))
    return notices


def _following(drafts: list[Draft]) -> dict[int, int]:
    """Start → the next one, in minutes."""
    starts = sorted({draft.starts for draft in drafts})
    return dict(zip(starts, starts[1:], strict=False))


def _begin_again(drafts: list[Draft]) -> bool:
    """Each room's or track's sessions are listed by themselves: the clock begins again where another lane does."""
    listed = sorted(drafts, key=lambda draft: draft.line)
    return any(one.lane != other.lane and other.starts < one.starts for one, other in pairwise(listed))


def _block_end(draft: Draft, blocks: Sequence[Hours]) -> int | None:
    """The end of the last block named above this session, if the session lies in it."""
    above = [block for block in blocks if block.line < draft.line]
    inside = above and (above[-1].starts or 0) <= draft.starts < (above[-1].ends or 0)
    return above[-1].ends if inside else None


def _last_end(draft: Draft, event_end: int | None) -> Notice:
    if event_end is not None and 0 < event_end - draft.starts <= 4 * 60:
        draft.ends = event_end
        return Notice("No end is given for the last session; the end of the event is assumed.", {}, draft.line)
    draft.ends = draft.starts + LAST_MINUTES
    return Notice(
        "No end is given for the last session; {minutes} minutes are assumed.",
        {"minutes": str(LAST_MINUTES)},
        draft.line,
    )


def without_the_end(drafts: list[Draft]) -> tuple[list[Draft], list[Notice]]:
    """A day's last "15:00 Slutt" is no session; it says when the one before it ends, even if a dinner follows."""
    kept: list[Draft] = []
    notices: list[Notice] = []
    for _, group in groupby(drafts, key=lambda draft: draft.day):
        of_day = list(group)
        for one in of_day:
            before = kept[-1] if kept and kept[-1].day == one.day else None
            if before is None or one.starts <= before.starts or not _says_the_end(one, last=one is of_day[-1]):
                kept.append(one)
                continue
            for last in _latest(kept, one):
                last.ends = one.starts if last.ends is None and not last.minutes else last.ends
            notices.append(Notice("Read as the end of the programme: {title}", {"title": one.title}, one.line))
    return kept, notices


def _latest(drafts: list[Draft], end: Draft) -> list[Draft]:
    """Those that begin last before a day's end, in whichever order they are written."""
    of_day = [draft for draft in drafts if draft.day == end.day and draft.starts < end.starts]
    return [draft for draft in of_day if draft.starts == max(other.starts for other in of_day)]


def _says_the_end(draft: Draft, *, last: bool) -> bool:
    if not says_the_end(draft.title) or draft.ends is not None or draft.minutes or draft.items:
        return False
    return last or len(draft.title.split()) > 1  # "Avreise" within a day is a journey, "Slut för dagen" is none


def with_untimed_breaks(drafts: list[Draft]) -> list[Draft]:
    """The sessions with a break in each gap that the line above the gap names."""
    found = list(drafts)
    for one, following in pairwise(drafts):
        if (
            one.day == following.day
            and one.ends is not None
            and one.ends < following.starts
            and (name := _named_last(one))
        ):
            found.insert(
                found.index(following),
                Draft(
                    line=one.line,
                    lines=one.lines and (one.lines[1], one.lines[1]),
                    day=one.day,
                    starts=one.ends,
                    ends=following.starts,
                    title=name.rstrip(" ."),
                    track=one.track,
                    room=one.room,
                ),
            )
    return found


def _named_last(draft: Draft) -> str | None:
    """The last line below a session, taken from it, when it names a break."""
    for lines in () if draft.labelled else (draft.texts, draft.items):
        while lines and not lines[-1].strip():
            lines.pop()
        if lines and len(lines[-1]) <= LONGEST_BREAK and is_break(lines[-1]):
            return lines.pop()
    return None
