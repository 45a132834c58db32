"""When each session ends, and on which side of noon or midnight it lies, when the text leaves that to the reader."""

from collections import defaultdict
from datetime import date

from live.programme.shapes import Notice
from live.programme.text.clocks import DAY
from live.programme.text.draft import Draft
from live.programme.words import THE_END, THE_END_PHRASES

LAST_MINUTES = 30  # minutes; the last session's length when neither it nor the event says when it ends
_MORNING, _EVENING, _NOON = 6 * 60, 16 * 60, 12 * 60
_EARLIEST_AFTERNOON = 8 * 60  # "1:00" after "11:00" is one o'clock in the afternoon; "8:00" is a morning


def settle_times(drafts: list[Draft], event_end: int | None) -> list[Notice]:
    """Give every draft its end, in minutes after midnight of its day (past 1440: the next day)."""
    by_day: dict[date, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_day[draft.day].append(draft)
    notices: list[Notice] = []
    for number, day in enumerate(by_day):
        notices += _afternoon(by_day[day])
        notices += _past_midnight(by_day[day])
        notices += _missing_ends(by_day[day], event_end if number == len(by_day) - 1 else None)
    return notices


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
        if draft.ends is not None and draft.ends < draft.starts:
            draft.ends += DAY
            notices.append(Notice("This ends past midnight, on the next day.", {}, draft.line))
        latest = max(latest, draft.starts)
    return notices


def _missing_ends(drafts: list[Draft], event_end: int | None) -> list[Notice]:
    notices: list[Notice] = []
    starts = sorted({draft.starts for draft in drafts})
    following = dict(zip(starts, starts[1:], strict=False))
    for draft in drafts:
        if draft.ends is not None and draft.ends != draft.starts:
            continue
        if draft.minutes:
            draft.ends = draft.starts + draft.minutes
        elif draft.starts in following:
            draft.ends = following[draft.starts]
        else:
            notices.append(_last_end(draft, event_end))
    return notices


def _last_end(draft: Draft, event_end: int | None) -> Notice:
    if event_end is not None and 0 < event_end - draft.starts <= 4 * 60:
        draft.ends = event_end
        return Notice("No end is given for the last session; the end of the event is assumed.", {}, draft.line)
    draft.ends = draft.starts + LAST_MINUTES
    return Notice("No end is given for the last session; {minutes} minutes are assumed.", {"minutes": str(LAST_MINUTES)}, draft.line)


def without_the_end(drafts: list[Draft]) -> tuple[list[Draft], list[Notice]]:
    """A last "15:00 Slutt" is no session; it says when the one before it ends."""
    last = drafts[-1]
    words = last.title.lower().split()
    says_end = last.title.lower().startswith(THE_END_PHRASES) or (len(words) == 1 and words[0].strip("!.") in THE_END)
    if len(drafts) < 2 or last.ends is not None or last.minutes or not says_end or last.items or last.starts <= drafts[-2].starts:
        return drafts, []
    if drafts[-2].ends is None and drafts[-2].day == last.day and not drafts[-2].minutes:
        drafts[-2].ends = last.starts
    return drafts[:-1], [Notice("Read as the end of the programme: {title}", {"title": last.title}, last.line)]
