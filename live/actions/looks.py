"""How an event looks: the organiser's colour, and their logo, which is kept before the event is told of it."""

from datetime import datetime

from msgspec import UNSET
from msgspec.structs import replace

from live.actions.acting import Acting, Actor, Decision, Done, check_revision
from live.pictures import Pictures
from live.programme import Notice, Programme
from live.rules.as_json import event_as_json
from live.rules.changes import Change
from live.rules.errors import Refused
from live.rules.event import Event, Logo
from live.rules.people import Person, limits, require_moderator
from live.rules.settings import with_settings
from live.rules.wishes.settings import ChangeLook, Settings
from live.store import Copy

Picture = tuple[Logo, bytes]


async def carried(pictures: Pictures, programme: Programme) -> tuple[Programme, Picture | None]:
    """Return the logo that a programme of ours carries, checked and drawn anew as an upload is; where it cannot be,
    the programme says so.
    """
    if not programme.logo:
        return programme, None
    try:
        return programme, await pictures.fitted(programme.logo)
    except Refused:
        notice = Notice("The logo was left out: it cannot be opened as a picture here.")
        return replace(programme, logo=b"", notices=(*programme.notices, notice)), None


async def bring(acting: Acting, slug: str, by: Person, picture: Picture | None) -> None:
    """Give an event that was imported the logo that came with it."""
    if picture:
        await change(Actor(acting, slug, by), ChangeLook(), picture)


async def change(actor: Actor, wish: ChangeLook, picture: Picture | None) -> Done:
    """Set what is wished; `picture`: the logo, made fit. Refuses `no_colour`, `too_long`, `conflict`."""
    require_moderator(actor.person)
    before = (await actor.copy()).state.event.logo
    if picture:
        await actor.store.logos.keep(actor.slug, picture[0].name, picture[1])

    def rule(copy: Copy, now: datetime) -> Decision:
        was, agenda = copy.state.event, copy.state.agenda
        check_revision(wish.revision, was.revision, event_as_json(was, agenda, now))
        event = _looking(was, wish, picture[0] if picture else None)
        answer = {"event": event_as_json(event, agenda, now)}
        if event is was:
            return Decision(answer=answer)
        return Decision(
            put={"event": event}, changes=(Change(kind="event.changed", at=now, thing=event),), answer=answer
        )

    try:
        done = await actor.do(rule, wish.key, limits.MOVE)
    except Refused:
        if picture:
            await actor.store.logos.replaced(actor.slug, picture[0].name)
        raise
    if before and (picture or wish.without_logo) and (picture is None or before.name != picture[0].name):
        await actor.store.logos.replaced(actor.slug, before.name)
    elif picture:
        await actor.store.logos.stays(actor.slug)
    return done


def _looking(was: Event, wish: ChangeLook, logo: Logo | None) -> Event:
    """The event as it is to look; the same where nothing changes."""
    event = was
    if wish.accent is not UNSET or wish.logo_text is not UNSET:
        event = with_settings(was, Settings(accent=wish.accent, logo_text=wish.logo_text))
    wanted = logo or (None if wish.without_logo else was.logo)
    return event if wanted == was.logo else replace(event, logo=wanted, revision=was.revision + 1)
