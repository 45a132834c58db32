"""The log of changes in words: for its page and for feeds."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from live.rules.agenda import Session
from live.rules.agenda.differences import Before, Difference
from live.rules.agenda.history import LogEntry
from live.rules.snapshot import Snapshot
from live.rules.state import State
from live.views.press import SHEETS, Press
from live.views.press.context import Context
from live.views.press.times import clock, day_of, minutes, short_date
from live.views.press.words import Words

WORDS: Mapping[str, str] = {
    "added": "New on the programme: “{title}”",
    "removed": "“{title}” is no longer on the programme.",
    "cancelled": "“{title}” is cancelled.",
    "restored": "“{title}” takes place after all.",
    "moved": "“{title}” has moved.",
    "retitled": "“{old}” is now called “{title}”.",
    "reworded": "The details of “{title}” have changed.",
}
STYLES = (*SHEETS, "changes")
MOST_SHOWN = 300
Said = Callable[..., str]


def rows(state: State, told: LogEntry, words: Words, language: str) -> list[Context]:
    """Return the rows of an entry."""
    return rows_of(told.differences, words, language, state.event.zone)


def rows_of(differences: Iterable[Difference], words: Words, language: str, zone: ZoneInfo) -> list[Context]:
    """Return one row per session: what happened in words, the old time and the new one, and by how much."""

    def said(message: str, **values: object) -> str:
        return words.translate(message, language, **values)

    return [_row(one, said, language, zone) for one in differences if one.kinds]


def _row(one: Difference, said: Said, language: str, zone: ZoneInfo) -> Context:
    moved = "moved" in one.kinds
    kinds = [kind for kind in one.kinds if kind != "moved"] or list(one.kinds)
    old = one.was.title if one.was else ""
    return {
        "id": one.id if one.now else None,
        "title": one.title,
        "follows": one.kinds == ("moved",),
        "what": [said(WORDS[kind], title=one.title, old=old) for kind in kinds],
        "was": _span(one.was, one.was, language, zone) if moved and one.was else "",
        "now": _span(one.now, one.was, language, zone)
        if one.now and (moved or "added" in kinds or "restored" in kinds)
        else "",
        "by": _by(one, said) if moved else "",
    }


def _span(side: Session | Before, other: Session | Before | None, language: str, zone: ZoneInfo) -> str:
    """`12:45–13:15`, with the day when it has moved to another one."""
    day = day_of(side.starts, zone)
    far = other is not None and other is not side and day_of(other.starts, zone) != day
    return f"{short_date(day, language) + ' ' if far else ''}{clock(side.starts, zone)}–{clock(side.ends, zone)}"


def _by(one: Difference, said: Said) -> str:
    if one.was is None or one.now is None:
        return ""
    later, longer = one.now.starts - one.was.starts, (one.now.ends - one.now.starts) - (one.was.ends - one.was.starts)
    if later:
        return said("{n} min later", n=minutes(later)) if later > -later else said("{n} min earlier", n=minutes(-later))
    return (
        said("{n} min longer", n=minutes(longer)) if longer > -longer else said("{n} min shorter", n=minutes(-longer))
    )


def headline(entry: list[Context], words: Words, language: str) -> str:
    """Return the first row as one line, and how many more there are."""
    first = entry[0]
    said = " ".join([*first["what"], f"{first['was']} → {first['now']}" if first["was"] else first["now"]]).strip()
    more = len(entry) - 1
    return said + (" " + words.translate("(and {n} more)", language, n=more) if more else "")


def lines(entry: list[Context], reason: str) -> str:
    """Return all rows as plain text, for a feed."""
    told = [
        " ".join(
            filter(
                None,
                [
                    *row["what"],
                    f"{row['was']} → {row['now']}" if row["was"] else row["now"],
                    row["by"] and f"({row['by']})",
                ],
            )
        )
        for row in entry
    ]
    return "\n".join([*([reason] if reason else []), *told])


def page(press: Press, words: Words, snapshot: Snapshot, told: tuple[LogEntry, ...], *, since: bool) -> str:
    """Print the log as a page, by day; `since` when only what came after a cursor is in `told`."""
    state, language = snapshot.state, snapshot.language
    days: dict[date, list[tuple[Context, list[Context]]]] = {}
    for entry in told[:MOST_SHOWN]:
        about = {"anchor": anchor(entry), "updated": entry.updated, "reason": entry.reason}
        days.setdefault(day_of(entry.updated, state.event.zone), []).append(
            (about, rows(state, entry, words, language))
        )
    return press.print(
        "attendee/changes.html",
        language,
        **press.about_event(snapshot),
        days=list(days.items()),
        cursor=snapshot.cursor,
        now=snapshot.now,
        since=since,
        styles=STYLES,
    )


def anchor(entry: LogEntry) -> str:
    """Return where an entry stands on the page: the place of its first change in the stream."""
    return "change-" + entry.id.rpartition(".")[2].partition("-")[0]
