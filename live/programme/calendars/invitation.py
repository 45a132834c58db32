"""An invitation whose description is the agenda: what Outlook and Google send for a webinar with a plan in the text."""

import datetime as dt
import re

import msgspec

from live.programme.shapes import Entry, Hints, NotUnderstood, Programme, without_lines

_FOOTER = re.compile(
    r"^\s*(?:[_─—=*~.-]{8,}\s*$|microsoft teams(?:[\s-]|$)|(?:join|bli med|delta) .{0,60}(?:teams|zoom|meet)\b"
    r"|.{0,80} is inviting you to a (?:scheduled )?zoom|join zoom meeting|-::~)",
    re.IGNORECASE | re.MULTILINE,
)
_AROUND = dt.timedelta(minutes=15)  # doors may open that long before the invitation says
_MOST_CHARACTERS = 20_000


def agenda_within(entry: Entry, title: str, described: str, hints: Hints) -> Programme | None:
    """The programme that an event's description holds, when two of its sessions at least stand within its hours."""
    from live.programme.text.reading import read_text

    said = _FOOTER.split(described[:_MOST_CHARACTERS], maxsplit=1)[0].strip()
    if not entry.ends > entry.starts or said.count("\n") < 1:
        return None
    try:
        inside = read_text(
            f"{title}\n\n{entry.starts:%Y-%m-%d}\n\n{said}\n",
            msgspec.structs.replace(hints, date=entry.starts.date(), timezone=str(entry.starts.tzinfo)),
        )
    except NotUnderstood:
        return None
    within = all(entry.starts - _AROUND <= one.starts < entry.ends for one in inside.entries)
    return _until(inside, entry) if within and len(inside.entries) > 1 else None


def _until(inside: Programme, entry: Entry) -> Programme:
    """The last session ends with the invitation; the day is the invitation's, so nothing about it is assumed."""
    last = max(inside.entries, key=lambda one: one.starts)
    entries = tuple(
        msgspec.structs.replace(one, ends=entry.ends) if one is last or one.ends > entry.ends else one
        for one in inside.entries
    )
    notices = tuple(
        notice
        for notice in inside.notices
        if not notice.message.startswith(("The text gives no date", "No end is given for the last session"))
    )
    return without_lines(msgspec.structs.replace(inside, entries=entries, notices=notices))
