"""What a person checks first of a programme that was read, in one line; and the one question that is worth asking."""

import sys
from datetime import date, datetime

import click

from live.programme import Programme

_NO_DATE = "The text gives no date"  # how the notice begins that says so


def checked_first(programme: Programme, today: date) -> str:
    """Say how many sessions, from when to when, which day and whether it has passed, the zone, the language."""
    first, last = programme.entries[0].starts, max(entry.ends for entry in programme.entries)
    count = f"{len(programme.entries)} session" + ("s" if len(programme.entries) > 1 else "")
    days = _day(first) if last.date() == first.date() else f"{_day(first)} to {_day(last)}"
    passed = ", which has passed" if last.date() < today else ""
    said = "" if not gives_no_date(programme) else ", a day that was assumed"
    when = f"{first:%H:%M}–{last:%H:%M}, {days}{passed}{said}"
    return f"Check first: {count}, {when}, {programme.timezone}, {programme.language}."


def gives_no_date(programme: Programme) -> bool:
    """Tell whether the day had to be assumed."""
    return any(notice.message.startswith(_NO_DATE) for notice in programme.notices)


def asked_for_a_day(programme: Programme, today: date) -> date | None:
    """Ask on a terminal for the day when the text has none, or one that has passed; None: as it was read."""
    first = programme.entries[0].starts.date()
    doubtful = gives_no_date(programme) or first < today
    if not doubtful or not sys.stdin.isatty():
        return None
    why = "The text gives no date." if gives_no_date(programme) else f"{first:%d.%m.%Y} has passed."
    answer: datetime = click.prompt(
        f"{why} First day", default=first.isoformat(), type=click.DateTime(["%Y-%m-%d"]), err=True
    )
    return answer.date() if answer.date() != first else None


def _day(moment: datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B %Y}"
