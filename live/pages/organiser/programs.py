"""Events for programs with the organiser's token: listed, made, replaced and deleted over HTTP."""

from starlette.requests import Request
from starlette.responses import Response

from live.actions import links, looks, programmes
from live.actions.slugs import refuse_bad
from live.actions.understood import as_object
from live.house import Services, services_of
from live.pages import answers
from live.pages.organiser import correcting
from live.pages.organiser.addressing import address_of
from live.pages.organiser.correcting import Form
from live.pages.reading import base_of
from live.programme import Programme
from live.rules.errors import NotFound, Refused
from live.rules.wishes.programme import NewProgramme


async def listed(request: Request, live: Services) -> Response:
    """Answer with every event here and its links, the latest first."""
    base, events = base_of(request, live), []
    for summary in sorted(await live.store.events.summaries(), key=lambda one: str(one.starts), reverse=True):
        copy = await live.store.replica.copy(summary.slug)
        found = links.addresses(live.acting.tokens, base, summary.slug, copy.secrets)
        events.append({**{name: getattr(summary, name) for name in summary.__struct_fields__}, "links": found})
    return answers.json({"events": events})


async def created(request: Request, form: Form, wish: NewProgramme) -> Response:
    """Answer with what was understood; with `keep` make or replace the event, once for each key. Refuses what the
    form refuses.
    """
    live = services_of(request)
    sheet, logo = await correcting.with_logo(await correcting.understood(form), live.pictures)
    correcting.refuse_problems(sheet)
    events = await live.store.events.summaries()
    address = address_of(sheet.programme, form.slug, form.suggested, events, over=wish.replace)
    refuse_bad(address.wanted)
    if not wish.keep:
        changes = await programmes.difference(live.acting, sheet.programme, address.slug) if wish.replace else None
        return answers.json(as_object(sheet.programme, address.slug, None, changes))
    slug, again = await _kept(live, sheet.programme, address.slug, wish)
    if not again or wish.replace:
        await looks.bring(live.acting, slug, programmes.OPERATOR, logo)
    copy = await live.store.replica.copy(slug)
    found = links.addresses(live.acting.tokens, base_of(request, live), slug, copy.secrets) | {"slug": slug}
    status = 200 if again or wish.replace else 201
    return answers.json(as_object(sheet.programme, slug, found), status, {"location": f"/{slug}"})


async def _kept(live: Services, programme: Programme, slug: str, wish: NewProgramme) -> tuple[str, bool]:
    """The address it is kept at, and whether this key has kept it before."""
    again = False
    if wish.key:
        slug, again = await live.store.events.made_with(wish.key, slug)
        if again and not wish.replace and await _is_there(live, slug):
            return slug, True
    try:
        await programmes.keep(
            live.acting, programme, slug=slug, overwrite=wish.replace, listed=None if wish.replace else wish.listed
        )
    except Refused:
        if wish.key:
            await live.store.events.not_made(wish.key)
        raise
    return slug, again


async def _is_there(live: Services, slug: str) -> bool:
    try:
        await live.store.replica.copy(slug)
    except NotFound:
        return False
    return True


async def deleted(request: Request, slug: str) -> None:
    """Delete an event and everything anybody left in it. Refuses `no_such_event`."""
    live = services_of(request)
    if slug not in await live.store.deletions.unfinished():
        await live.store.events.load(slug)
    await live.store.deletions.delete(slug)
    if copy := live.store.replica.held(slug):
        live.store.replica.drop(copy)  # other processes notice by themselves
    await live.store.deletions.ask_for_rewrite()
