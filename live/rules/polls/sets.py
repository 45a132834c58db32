"""Sets of polls: those that belong together, such as an evaluation, are opened at once and answered on one page."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo

from msgspec.structs import replace

from live.rules.errors import NotFound, Unfit
from live.rules.event import Event
from live.rules.ids import lettered
from live.rules.polls import Poll, PollStatus, close, is_over
from live.rules.templates import PollTemplate, TemplatePoll

STEP = timedelta(milliseconds=1)  # between the moments of two polls of a set: lists have the latest first
FARTHEST = timedelta(days=366)
MOST_TEMPLATES = 12  # of one's own


def id_of(name: str) -> str:
    """Return what a set is called where its name cannot stand."""
    return lettered("s", name)


def of_set(polls: Iterable[Poll], name: str) -> list[Poll]:
    """Return the polls of a set that are not removed, the first one first."""
    here = (poll for poll in polls if poll.set == name and not poll.removed)
    return sorted(here, key=_place, reverse=True)


def in_turn(polls: Iterable[Poll]) -> list[Poll]:
    """Return polls as they came, the first one first; those of a set stay together, in the order they are asked in."""
    latest_first = sorted(polls, key=_place, reverse=True)
    began = {poll.set: poll.opened_at or poll.made_at for poll in latest_first if poll.set}

    def turn(poll: Poll) -> tuple[datetime, str, str]:
        return (began[poll.set], poll.set, "") if poll.set else (poll.opened_at or poll.made_at, "", poll.id)

    return sorted(latest_first, key=turn)


def _place(poll: Poll) -> tuple[datetime, str]:
    return poll.opened_at or poll.made_at, poll.id


def names(polls: Iterable[Poll]) -> list[str]:
    """Return the sets that there are, the latest first."""
    made = {poll.set: poll.made_at for poll in sorted(polls, key=lambda p: p.made_at) if poll.set and not poll.removed}
    return sorted(made, key=lambda name: made[name], reverse=True)


def open_of(polls: Iterable[Poll], name: str) -> list[Poll]:
    """Return those of a set that can be answered."""
    return [poll for poll in of_set(polls, name) if poll.status == PollStatus.OPEN]


def closes_next(polls: Iterable[Poll], now: datetime) -> datetime | None:
    """Return when the next of these closes by itself; None when none will."""
    ends = (poll.closes_at for poll in polls if poll.status == PollStatus.OPEN)
    return min((end for end in ends if end and end > now), default=None)


def by_the_clock(polls: Iterable[Poll], now: datetime) -> list[Poll]:
    """Return them as they are at this moment: closed where their time has passed, although nobody has come to do it."""
    return [close(poll, now) if is_over(poll, now) else poll for poll in polls]


def standing(polls: Iterable[Poll], zone: tzinfo, now: datetime) -> list[tuple[str, bool, date | None]]:
    """Return the sets that have been opened, the latest first: whether each can be answered at this moment, also where
    nobody has come to close it, and its last day.
    """
    kept = by_the_clock(polls, now)
    found = []
    for name in names(kept):
        of = [poll for poll in of_set(kept, name) if poll.status != PollStatus.DRAFT]
        if of:
            opened = [poll for poll in of if poll.status == PollStatus.OPEN]
            found.append((name, bool(opened), last_day((opened or of)[-1], zone)))
    return found


def ended_of(polls: Iterable[Poll], zone: tzinfo) -> list[tuple[str, date | None]]:
    """Return the sets that could be answered and cannot any more, the latest first, and the last day of those that
    closed by themselves.
    """
    shut = [poll for poll in polls if poll.status != PollStatus.DRAFT]
    found = ((name, of_set(shut, name)) for name in names(shut))
    return [(name, last_day(here[0], zone)) for name, here in found if not open_of(here, name)]


def end_of(day: str, zone: tzinfo, now: datetime, latest: datetime | None) -> datetime | None:
    """Return the moment at which a last day (YYYY-MM-DD; empty: none) is over. Refuses `bad_day`, `past`, `too_far`:
    after a year, or `latest`, when what was answered is deleted.
    """
    if not day:
        return None
    try:
        end = datetime.combine(date.fromisoformat(day) + timedelta(days=1), time(), zone)
    except (ValueError, OverflowError):
        raise Unfit("“{value}” is no date.", code="bad_day", field="until", value=day[:40]) from None
    if end <= now:
        raise Unfit("Choose a day that has not passed.", code="past", field="until")
    if end > min(latest or now + FARTHEST, now + FARTHEST):
        raise Unfit(
            "By then everything people left here is deleted. Choose a day before.", code="too_far", field="until"
        )
    return end


def last_day(poll: Poll, zone: tzinfo) -> date | None:
    """Return the last day on which a poll can be answered, where it has one."""
    return (poll.closes_at - STEP).astimezone(zone).date() if poll.closes_at else None


def known(polls: Iterable[Poll], name: str) -> list[Poll]:
    """Return the polls of a set. Refuses `no_such_set`."""
    found = of_set(polls, name)
    if not found:
        raise NotFound("There is no such set of polls here.", code="no_such_set")
    return found


def moments(now: datetime, many: int) -> list[datetime]:
    """Return when each of so many polls is made or opened, so that the first one stands first in every list."""
    return [now + place * STEP for place in reversed(range(many))]


def made_last(polls: Iterable[Poll], name: str, now: datetime) -> datetime:
    """Return when a poll is made that becomes the last one of its set."""
    moments = [poll.opened_at or poll.made_at for poll in of_set(polls, name)] if name else []
    return min([now, *(moment - STEP for moment in moments)])


def template_of(name: str, polls: Iterable[Poll]) -> PollTemplate:
    """Return the template that makes the same set again."""
    asked = (TemplatePoll(poll.text, poll.kind, tuple(option.text for option in poll.options)) for poll in polls)
    return PollTemplate(name, tuple(asked))


def keep(event: Event, template: PollTemplate) -> Event:
    """Keep a template, in place of one of the same name. Refuses `many_templates`."""
    others = tuple(one for one in event.poll_templates if one.name != template.name)
    if len(others) >= MOST_TEMPLATES:
        raise Unfit("There are {most} templates already. Forget one first.", code="many_templates", most=MOST_TEMPLATES)
    return _with(event, (*others, template))


def forget(event: Event, name: str) -> Event:
    """Forget a template; one that is not there is forgotten already."""
    return _with(event, tuple(one for one in event.poll_templates if one.name != name))


def _with(event: Event, templates: tuple[PollTemplate, ...]) -> Event:
    if templates == event.poll_templates:
        return event
    return replace(event, poll_templates=templates, revision=event.revision + 1)
