"""A programme shown to the person who imports it."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from live.programme import Entry, Programme
from live.rules.agenda import Session
from live.rules.agenda.differences import Before, Difference, by_kind


def as_text(
    programme: Programme, links: Mapping[str, str] | None, changes: tuple[Difference, ...] | None = None
) -> str:
    about = [
        programme.title,
        f"{programme.language}, {programme.timezone}" + (f", contact {programme.contact}" if programme.contact else ""),
        "",
    ]
    agenda = [line for first, entry in _by_day(programme.entries) for line in _entry(first, entry)]
    beside = (
        ["", "Also: " + " · ".join(part.heading or "(untitled)" for part in programme.parts)] if programme.parts else []
    )
    warnings = (
        ["", "Please check:", *(f"  {notice.text()}" for notice in programme.notices)] if programme.notices else []
    )
    ending = (
        ["", f"Kept as {links['slug']}.", *(f"  {name:10} {link}" for name, link in links.items() if name != "slug")]
        if links
        else ["", "Nothing was kept."]
    )
    return "\n".join([*about, *agenda, *beside, *warnings, *_changes(changes, ZoneInfo(programme.timezone)), *ending])


def _changes(changes: tuple[Difference, ...] | None, zone: ZoneInfo) -> list[str]:
    """What would become of the event that is there."""
    if changes is None:
        return []
    found = by_kind(changes)
    same = len(found.pop("unchanged"))
    lines = [f"  {kind:10} {_change(one, zone)}" for kind, those in found.items() for one in those]
    return [
        "",
        f"Over the event that is there ({same} sessions stay as they are):",
        *(lines or ["  nothing would change"]),
    ]


def _change(one: Difference, zone: ZoneInfo) -> str:
    was, now = (_span(one.was, zone) if one.was else ""), (_span(one.now, zone) if one.now else "")
    times = f"{was} → {now}" if was and now and was != now else now or was
    old = f"  (was: {one.was.title})" if one.was and one.was.title != one.title else ""
    return f"{times}  {one.title}{old}"


def _span(side: Session | Before, zone: ZoneInfo) -> str:
    starts, ends = side.starts.astimezone(zone), side.ends.astimezone(zone)
    return f"{starts:%Y-%m-%d %H:%M}–{ends:%H:%M}"


def _by_day(entries: tuple[Entry, ...]) -> list[tuple[bool, Entry]]:
    """Each entry, and whether it is the first of its day."""
    days = [entry.starts.date() for entry in entries]
    return [(index == 0 or days[index - 1] != days[index], entry) for index, entry in enumerate(entries)]


def _entry(first: bool, entry: Entry) -> list[str]:  # noqa: FBT001
    day = [f"{entry.starts:%Y-%m-%d}"] if first else []
    notes = " · ".join(
        filter(None, [", ".join(entry.speakers), entry.track, entry.room, "break" if entry.kind == "break" else ""])
    )
    line = f"  {entry.starts:%H:%M}–{entry.ends:%H:%M}  {entry.title}" + (f"  ({notes})" if notes else "")
    return [*day, line, *(f"               • {item}" for item in entry.items)]
