"""Cells that span several rows of a grid and were pasted once for each: one session, and not as many as it has rows."""

from live.programme.shapes import Notice
from live.programme.text.sessions.draft import Draft
from live.programme.words.breaks import is_break


def with_cells_merged(drafts: list[Draft]) -> tuple[list[Draft], list[Notice]]:
    """The sessions, those with the same title in the same lane right behind each other as one."""
    kept: list[Draft] = []
    last: dict[tuple[object, ...], Draft] = {}
    merged: dict[int, Draft] = {}
    for one in drafts:
        before = last.setdefault((one.day, one.lane, one.title), one)
        if before is one or not _goes_on_in(before, one):
            kept.append(one)
            last[one.day, one.lane, one.title] = one
            continue
        before.ends = one.ends
        before.lines = (before.lines or (before.line, before.line))[0], (one.lines or (one.line, one.line))[1]
        merged[id(before)] = before
    return kept, [
        Notice("Read as one session over several rows: {title}", {"title": one.title}, one.line)
        for one in merged.values()
    ]


def _goes_on_in(one: Draft, after: Draft) -> bool:
    named = bool(one.lane and one.title) and not is_break(one.title)
    return named and one.line != after.line and one.ends == after.starts
