"""From a programme in some format to an event that is kept: slugs, ids that stay the same, and a new one over an old
one.
"""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from live.actions.acting import Acting, Actor, Decision
from live.actions.agenda import change_of
from live.actions.programmes.matching import over
from live.actions.slugs import free_slug, refuse_bad, wanted_slug
from live.actions.understood import agenda_of, page_language, public_stream
from live.programme import Programme
from live.rules.agenda import Agenda
from live.rules.agenda.differences import Difference, compared
from live.rules.agenda.undo import noted
from live.rules.errors import Conflict, NotFound, Unfit
from live.rules.event import LONGEST_SUMMARY, LONGEST_TITLE, Event, Section
from live.rules.people import Person, Role
from live.rules.rehearsal import Rehearsal
from live.rules.resources import apart
from live.rules.settings import SETTINGS, with_settings
from live.rules.text import clean
from live.rules.wishes.settings import Settings
from live.store import Copy
from live.store.events import Summary

CODE_DIGITS = 6
OPERATOR = Person("operator", Role.MODERATOR)


class Imported(msgspec.Struct, frozen=True):
    """An event after an import."""

    slug: str
    replaced: bool = False


async def keep(
    acting: Acting,
    programme: Programme,
    *,
    slug: str | None,
    overwrite: bool,
    by: Person = OPERATOR,
    listed: bool | None = None,
    rehearsal: Rehearsal | None = None,
) -> Imported:
    """Keep a programme as an event; `listed`: whether the front page lists it, None as the programme says;
    `rehearsal`: it is one, and its simulated audience gets a token of its own.

    Over an existing one only with `overwrite`; then ids, questions and links stay. Refuses `bad_slug`, `slug_taken`.
    """
    wanted = slug or wanted_slug(programme)
    refuse_bad(wanted)
    now = acting.now()
    event, agenda = event_of(programme, wanted, now), agenda_of(programme)
    if listed is not None:
        event = replace(event, listed=listed)
    if rehearsal:
        event = replace(event, rehearsal=rehearsal)
    await acting.store.deletions.finish(wanted)  # nothing of an earlier event at this address may come back
    secrets = acting.tokens.fresh(wanted, audience=rehearsal is not None)
    if await acting.store.events.create(event, agenda, secrets):
        code = await acting.store.codes.take(wanted, CODE_DIGITS)
        await acting.store.events.index(summary(event, agenda, code=code))
        return Imported(wanted)
    if not overwrite:
        raise await _taken(acting, wanted, programme)
    await _replace(acting, by, programme, event, agenda)
    return Imported(wanted, replaced=True)


async def _taken(acting: Acting, slug: str, programme: Programme) -> Conflict:
    """The refusal of an address that another event has, with one that is free."""
    others = {known.slug for known in await acting.store.events.summaries()}
    return Conflict(
        "There is an event at “{slug}” already. Replace it, or choose another address: “{free}” is free.",
        code="slug_taken",
        field="slug",
        slug=slug,
        free=free_slug(slug, others | {slug}, programme.entries[0].starts.year),
    )


async def difference(acting: Acting, programme: Programme, slug: str | None) -> tuple[Difference, ...] | None:
    """Return what keeping this programme over the event at its address would change; None when there is no such
    event.
    """
    try:
        copy = await acting.store.replica.copy(slug or wanted_slug(programme))
    except NotFound:
        return None
    before = copy.state.agenda
    return compared(before, over(before, agenda_of(programme)))


async def _replace(acting: Acting, by: Person, programme: Programme, event: Event, agenda: Agenda) -> None:
    """The new programme over the old: sessions that are the same keep their id and what was done to them by hand, and
    the event keeps what was set at the desk.
    """
    slug = event.slug

    def rule(copy: Copy, now: datetime) -> Decision:
        before, was = copy.state.agenda, copy.state.event
        after, kept = over(before, agenda), _with_settings_of(was, event, programme)
        log = noted(copy.state.moves, before, after, "agenda.replaced", "", now, by.name, events=(was, kept))
        change = replace(change_of(before, after, "agenda.replaced", "", now, by.name), thing=kept)
        return Decision(put={"event": kept, "agenda": after, "moves": log}, changes=(change,), answer={"slug": slug})

    await Actor(acting, slug, by).do(rule)
    known = next((s for s in await acting.store.events.summaries() if s.slug == slug), None)
    code = (known and known.code) or await acting.store.codes.take(slug, CODE_DIGITS)
    await acting.store.events.index(summary(event, agenda, code=code))


def _with_settings_of(was: Event, event: Event, programme: Programme) -> Event:
    """The new event with every setting that the programme does not carry as it was; nothing is emptied by silence."""
    words = ("title", "summary", "contact", "stream")
    silent = [name for name in SETTINGS if name not in programme.settings and name not in words]
    empty = [name for name in (*words, "sections") if not getattr(event, name)]
    kept = {name: getattr(was, name) for name in (*silent, *empty)}
    untold = {name: getattr(was, name) for name in ("embed_origins", "rehearsal", "poll_templates", "logo")}
    return replace(event, **kept, **untold, revision=was.revision + 1)


def event_of(programme: Programme, slug: str, now: datetime) -> Event:
    stream = public_stream(programme.stream)
    about, found = apart(clean(programme.summary, lines=True), but=stream)
    event = Event(
        slug=slug,
        title=clean(programme.title)[:LONGEST_TITLE],
        summary=about[:LONGEST_SUMMARY],
        resources=found,
        language=page_language(programme.language),
        timezone=programme.timezone,
        contact=clean(programme.contact)[:LONGEST_TITLE],
        stream=stream,
        imported_at=now.astimezone(),
        sections=tuple(
            Section(heading=clean(p.heading)[:LONGEST_TITLE], text=clean(p.text, lines=True)) for p in programme.parts
        ),
    )
    said = {name: value for name, value in programme.settings.items() if name in SETTINGS}
    return replace(with_settings(event, _settings(said)), revision=event.revision) if said else event


def _settings(said: dict[str, object]) -> Settings:
    """The settings of a programme that we wrote ourselves. Refuses `unfit`."""
    try:
        return msgspec.convert(said, Settings)
    except msgspec.ValidationError as error:
        raise Unfit("“{value}” does not fit here.", value=str(error)[:60]) from None


def summary(event: Event, agenda: Agenda, code: str = "") -> Summary:
    return Summary(
        slug=event.slug,
        title=event.title,
        starts=agenda.starts,
        ends=agenda.ends,
        timezone=event.timezone,
        language=event.language,
        listed=event.listed,
        code=code,
        rehearsal=event.rehearsal.of if event.rehearsal else "",
    )
