"""The same event on another day: its programme as it was planned, its settings and polls; nothing people left in it."""

import re
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from live.actions import polls
from live.actions.acting import Acting, Actor, Decision
from live.actions.programmes import OPERATOR, keep
from live.actions.programmes.writing import programme_of
from live.programme import Entry, Programme
from live.programme.moving import first_day, programme_later
from live.rules.changes import Change
from live.rules.errors import Conflict, Unfit
from live.rules.polls import Poll
from live.rules.settings import SETTINGS
from live.rules.state import State
from live.rules.wishes.events import CopyEvent
from live.rules.wishes.polls import MakePoll
from live.store import Copy

_DATED = re.compile(r"-\d{4}(?:-\d{2}-\d{2})?$")  # what an address may end in already
_STEM = 40  # characters of an address before the day
_FRESH = {"questions_open": True, "stage": "auto"}  # settings of a moment, not of an event


async def copied(acting: Acting, slug: str, wish: CopyEvent) -> list[str]:
    """Make the events that are not there yet and return the addresses of all of them.

    Refuses `bad_day`, `past`, `no_such_event`, and `slug_taken` when all of them are there.
    """
    state = (await acting.store.replica.copy(slug)).state
    programme = as_planned(state)
    day = _day(wish.on, acting.now().astimezone(state.event.zone).date())
    made = []
    for number in range(wish.times):
        on = day + timedelta(weeks=number * int(wish.every))
        later = replace(programme_later(programme, (on - first_day(programme.entries)).days), slug="")
        made.append(f"{_DATED.sub('', slug)[:_STEM].rstrip('-')}-{on.isoformat()}")
        await _keep(acting, later, made[-1], state, may_exist=wish.times > 1)
    return made


def _day(said: str, today: date) -> date:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise Unfit("“{value}” is no date.", code="bad_day", field="on", value=said[:40]) from None
    if day < today:
        raise Unfit("Choose a day that has not passed.", code="past", field="on")
    return day


async def _keep(acting: Acting, programme: Programme, slug: str, state: State, *, may_exist: bool) -> None:
    """One event of a series; one that is there already, from an earlier try, stays as it is."""
    try:
        await keep(acting, programme, slug=slug, overwrite=False)
    except Conflict as taken:
        if not may_exist:
            taken.field = "on"
            raise
        return
    await polls_again(acting, slug, state)


async def polls_again(acting: Acting, slug: str, state: State) -> None:
    """Make the polls of an event at another, as drafts, with its logo; doing it again makes no second ones."""
    for poll in sorted(state.polls.values(), key=_turn):
        if not poll.removed:
            await polls.make(Actor(acting, slug, OPERATOR), _draft(poll))
    await _with_what_is_theirs(Actor(acting, slug, OPERATOR), state)


async def _with_what_is_theirs(actor: Actor, state: State) -> None:
    """The organiser's own templates of polls and their logo go along."""
    templates, logo = state.event.poll_templates, state.event.logo

    def rule(copy: Copy, now: datetime) -> Decision:
        was = copy.state.event
        event = replace(was, poll_templates=templates, logo=logo, revision=was.revision + 1)
        change = Change(kind="event.changed", at=now, thing=event)
        return Decision(put={"event": event}, changes=(change,))

    if logo and (picture := await actor.store.logos.of(state.event.slug, logo.name)):
        await actor.store.logos.keep(actor.slug, logo.name, picture)
    if templates or logo:
        await actor.do(rule)


def _turn(poll: Poll) -> tuple[bool, float]:
    """Each after the one before it; a poll that is added to a set becomes its last one."""
    made_at = poll.made_at.timestamp()
    return bool(poll.set), -made_at if poll.set else made_at


def _draft(poll: Poll) -> MakePoll:
    options = tuple(option.text for option in poll.options) if poll.kind in ("single", "multiple") else ()
    return MakePoll(
        text=poll.text,
        kind=poll.kind,
        options=options,
        set=poll.set,
        session=poll.session or "",
        key=f"copy:{poll.id}",
    )


def as_planned(state: State) -> Programme:
    """Return the programme as it was published, with the settings of the event."""
    programme = programme_of(state)
    given = {name: getattr(state.event, name) for name in SETTINGS}
    return replace(
        programme,
        entries=tuple(map(_planned, programme.entries)),
        settings=given | {**_FRESH, "title": programme.title},
    )


def _planned(entry: Entry) -> Entry:
    """As it was published. The key goes: two events in one calendar are two."""
    return replace(
        entry,
        key="",
        starts=entry.planned_starts or entry.starts,
        ends=entry.planned_ends or entry.ends,
        planned_starts=None,
        planned_ends=None,
        status="scheduled",
        reason="",
        started_at=None,
        ended_at=None,
    )
