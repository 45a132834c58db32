"""Cells that span several rows of a grid and were pasted once for each: one session, and not as many as it has rows."""

from live.programme.shapes import Notice
from live.programme.text.sessions.draft import Draft
from live.programme.words.breaks import is_break


def with_cells_merged(drafts: list[Draft]) -> tuple[list[Draft], list[Notice]]:
    """The sessions, those with the same title in the same lane right behind each other as one."""
    kept: list[Draft] = []
    merged: dict[int, Draft] = {}
    for one in drafts:
        before = next((other for other in reversed(kept) if _goes_on_in(other, one)), None)
        if before is None:
            kept.append(one)
            continue
        before.ends = one.ends
        before.lines = (before.lines or (before.line, before.line))[0], (one.lines or (one.line, one.line))[1]
        merged[id(before)] = before
    return kept, [
        Notice("Read as one session over several rows: {title}", {"title": one.title}, one.line)
        for one in merged.values()
    ]


def _goes_on_in(one: Draft, after: Draft) -> bool:
    same = (one.day, one.lane, one.title) == (after.day, after.lane, after.title) and one.line != after.line
    return same and bool(one.lane and one.title) and one.ends == after.starts and not is_break(one.title)
