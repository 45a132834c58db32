"""A programme shown to the person who imports it, and as the object of the contract to programs."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from live.programme import Entry, Programme
from live.rules.agenda import current, seen_session, shown_status

LINKS = ("attendee", "moderator", "stage")


def as_object(programme: Programme, slug: str | None, links: Mapping[str, str] | None) -> dict[str, Any]:
    from live.actions.programmes import agenda_of, slug_of

    agenda, now = agenda_of(programme), datetime.now(UTC)
    on = current(agenda, now)
    return {
        "slug": links["slug"] if links else slug or programme.slug or slug_of(programme.title),
        "title": programme.title, "summary": programme.summary, "language": programme.language, "timezone": programme.timezone,
        "starts": agenda.starts, "ends": agenda.ends, "contact": programme.contact,
        "sections": [{"heading": part.heading, "text": part.text} for part in programme.parts],
        "sessions": [seen_session(session, shown_status(session, on, now)) for session in agenda.sessions],
        "warnings": [notice.text() for notice in programme.notices],
        "links": {name: links[name] for name in LINKS} if links else None,
    }  # fmt: skip


def as_text(programme: Programme, links: Mapping[str, str] | None) -> str:
    about = [programme.title, f"{programme.language}, {programme.timezone}" + (f", contact {programme.contact}" if programme.contact else ""), ""]
    agenda = [line for first, entry in _by_day(programme.entries) for line in _entry(first, entry)]
    beside = ["", "Also: " + " · ".join(part.heading or "(untitled)" for part in programme.parts)] if programme.parts else []
    warnings = ["", "Please check:", *(f"  {notice.text()}" for notice in programme.notices)] if programme.notices else []
    ending = ["", f"Kept as {links['slug']}.", *(f"  {name:10} {link}" for name, link in links.items() if name != "slug")] if links else ["", "Nothing was kept."]
    return "\n".join([*about, *agenda, *beside, *warnings, *ending])


def _by_day(entries: tuple[Entry, ...]) -> list[tuple[bool, Entry]]:
    """Each entry, and whether it is the first of its day."""
    days = [entry.starts.date() for entry in entries]
    return [(index == 0 or days[index - 1] != days[index], entry) for index, entry in enumerate(entries)]


def _entry(first: bool, entry: Entry) -> list[str]:  # noqa: FBT001
    day = [f"{entry.starts:%Y-%m-%d}"] if first else []
    notes = " · ".join(filter(None, [", ".join(entry.speakers), entry.track, entry.room, "break" if entry.kind == "break" else ""]))
    line = f"  {entry.starts:%H:%M}–{entry.ends:%H:%M}  {entry.title}" + (f"  ({notes})" if notes else "")
    return [*day, line, *(f"               • {item}" for item in entry.items)]
