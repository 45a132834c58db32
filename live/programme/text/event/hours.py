"""When the event as a whole begins and ends, from a sidebar's "Fra:" and "Til:", a "Tid:

12:00–15:00" or the line over the agenda.
"""

from live.programme.shapes import Notice
from live.programme.text.layouts.readings import Reading
from live.programme.text.lines.marks import FACT, Mark, label_of
from live.programme.text.sessions.draft import Draft, Hours
from live.programme.words.labels import FROM_LABELS, TIME_LABELS, UNTIL_LABELS


def event_hours(layout: Reading) -> Hours | None:
    """The hours of the event, when the text gives them apart from the sessions."""
    starts = ends = None
    line = 0
    for one in [*layout.frames, *(one for one in layout.others if one.place == FACT)]:
        said_start, said_end = _of(one)
        starts = said_start if starts is None else starts
        ends = said_end if ends is None or (one in layout.frames and (said_end or 0) > ends) else ends
        line = one.line.number if said_end is not None or not line else line
    if line:
        return Hours(starts, ends, line)
    first = layout.sessions[0]
    said = (one for one in layout.others if one.index < first.index and one.span.ends and one.dates)
    whole = next((one for one in said if one.span.starts == first.span.starts), None)
    return Hours(whole.span.starts, whole.span.ends, whole.line.number) if whole else None


def _of(one: Mark) -> tuple[int | None, int | None]:
    label = label_of(one.line.text)
    if label in UNTIL_LABELS:
        return None, one.span.ends or one.span.starts
    if label in FROM_LABELS | TIME_LABELS or one.span.ends is not None:
        return one.span.starts, one.span.ends
    return None, None


def hours_notices(hours: Hours | None, drafts: list[Draft]) -> list[Notice]:
    """Tell when the sessions do not fill the event's hours; the sessions stay as they are."""
    if hours is None or hours.ends is None or len({draft.day for draft in drafts}) > 1:
        return []
    last = max(draft.ends or draft.starts for draft in drafts)
    if last == hours.ends:
        return []
    values = {"event": clock(hours.ends), "session": clock(last)}
    return [Notice("The event ends at {event}, the last session at {session}.", values, hours.line)]


def clock(minutes: int) -> str:
    """Minutes after midnight as 13:05."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def blocks_of(layout: Reading) -> list[Hours]:
    """The hours of the parts of the day a text names ("Del 1 (09.00–10.30)"), by line."""
    return [Hours(one.span.starts, one.span.ends, one.line.number) for one in layout.blocks]
