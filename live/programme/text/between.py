"""Breaks that have no time of their own: "Pause" on a line between a session that has ended and one that has not
begun.
"""

from itertools import pairwise

from live.programme.breaks import is_break
from live.programme.text.draft import Draft

LONGEST = 40  # characters; a sentence that mentions lunch is no break


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
    for lines in (draft.texts, draft.items):
        while lines and not lines[-1].strip():
            lines.pop()
        if lines and len(lines[-1]) <= LONGEST and is_break(lines[-1]):
            return lines.pop()
    return None
