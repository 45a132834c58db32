"""Organisers: making and managing events in the browser, with the link that `live serve` prints."""

import logging

from msgspec.structs import asdict
from starlette.requests import Request
from starlette.responses import Response

from live.actions import links, looks, programmes
from live.actions.slugs import refuse_bad
from live.badge import ORGANISER_COOKIE, ROLE_SECONDS
from live.house import Services, services_of
from live.pages import answers
from live.pages.organiser import correcting, programs
from live.pages.organiser.addressing import Address, address_of
from live.pages.organiser.correcting import Form
from live.pages.organiser.receiving import sent
from live.pages.organiser.rehearsed import rehearsed
from live.pages.posting import count, from_here, network_of, takes
from live.pages.reading import base_of, language_of, wants_json
from live.rules.errors import NotKnown, Refused
from live.rules.web import https_address
from live.rules.wishes.people import Badge, LogOut
from live.rules.wishes.programme import NewProgramme
from live.tokens import new_nonce
from live.views.inviting import Listed
from live.views.organiser import NO_ATTEMPT, Attempt, Replacing
from live.views.proof import ProofSheet
from live.worn import bearer_of

doors = logging.getLogger("live.access")
DONE = ("series", "deleted", "rehearsed", "archived", "restored")  # what can have been done to an event


async def new(request: Request) -> Response:
    """Create an event from a programme; the events here.

    Without the organiser's badge it asks for the token of the link.
    """
    live = services_of(request)
    language = language_of(request)
    if not await is_organiser(request, live):
        if wants_json(request):
            raise NotKnown("Open this page with the organiser’s link.")
        return answers.page(live.views.badge_needed(None, language, "new"), 401)
    if wants_json(request):
        return await programs.listed(request, live)
    return await _page(request)


@takes(Badge, by=from_here)
async def badge(request: Request, wish: Badge) -> Response:
    """Exchange the organiser's token for a cookie."""
    live = services_of(request)
    value = live.badges.organiser_for(wish.secret, await links.organiser_key(live.acting))
    if value is None:
        if live.acting.limits:
            count(live.guesses, network_of(request))
        raise NotKnown(
            "This link does not open anything any more. Ask for the new one.", code="bad_token", field="token"
        )
    doors.info("let in: the organiser's link")
    answer = answers.json({"page": "/new"}) if wants_json(request) else answers.redirect("/new")
    live.badges.put(answer, ORGANISER_COOKIE, value, ROLE_SECONDS)
    return answer


@takes(LogOut, by=from_here)
async def log_out(request: Request, wish: LogOut) -> Response:
    """Log the organiser out: this device, or everywhere."""
    live = services_of(request)
    if wish.everywhere and await is_organiser(request, live):
        await live.store.events.end_organiser(new_nonce())
        doors.info("logged out everywhere: every organiser")
    answer = answers.json({"page": "/"}) if wants_json(request) else answers.redirect("/")
    live.badges.put(answer, ORGANISER_COOKIE, "", 0)
    return answer


async def organising(request: Request) -> Request:
    """Take a request of the organiser's, from this very page or with their token. Refuses `foreign`, `not_known`."""
    if bearer_of(request) is None:
        await from_here(request)
    if not await is_organiser(request, services_of(request)):
        raise NotKnown("Open this page with the organiser’s link.")
    return request


@takes(NewProgramme, by=organising, read=sent)
async def create(request: Request, wish: NewProgramme) -> Response:
    """Read a programme, or its sessions as corrected, and show what was understood; with `keep`, keep it and show the
    links.
    """
    live, form = services_of(request), correcting.form_of(wish)
    if wants_json(request):
        return await programs.created(request, form, wish)
    sheet: ProofSheet | None = None
    try:
        sheet, logo = await correcting.with_logo(await correcting.understood(form), live.pictures)
        correcting.refuse_problems(sheet)
        address = await _address(live, sheet, form)
        refuse_bad(address.wanted)
        https_address(sheet.programme.stream, "stream")
        if not wish.keep:
            found = await _difference(live, sheet, address) if wish.replace else None
            return await _page(request, sheet=sheet, form=form, replacing=found)
        listed = None if wish.replace else wish.listed  # what is replaced stays as it is
        kept = await programmes.keep(
            live.acting, sheet.programme, slug=address.slug, overwrite=wish.replace, listed=listed
        )
        await looks.bring(live.acting, kept.slug, programmes.OPERATOR, logo)
    except Refused as refused:
        sheet = sheet or await correcting.as_sent(form)
        return await _page(request, refused.status, sheet=sheet, form=form, refused=refused)
    return answers.redirect(f"/new?made={kept.slug}")


async def _address(live: Services, sheet: ProofSheet, form: Form) -> Address:
    events = await live.store.events.summaries()
    return address_of(sheet.programme, form.slug, form.suggested, events, over=form.replace == "on")


async def _difference(live: Services, sheet: ProofSheet, address: Address) -> Replacing | None:
    """The address of the event this would replace, and what would change in it; None when there is none."""
    found = await programmes.difference(live.acting, sheet.programme, address.slug)
    return (address.slug, found) if found is not None else None


async def _page(
    request: Request,
    status: int = 200,
    *,
    sheet: ProofSheet | None = None,
    form: Form | None = None,
    refused: Refused | None = None,
    replacing: Replacing | None = None,
) -> Response:
    given: dict[str, object] | None = asdict(form) if form else None
    if sheet is not None and form is not None:
        given = correcting.carried(sheet, form, refused=refused is not None)
        given["address"] = await _address(services_of(request), sheet, form)
    return await overview(request, status, Attempt(sheet=sheet, form=given, refused=refused, replacing=replacing))


async def overview(request: Request, status: int = 200, attempt: Attempt = NO_ATTEMPT) -> Response:
    """Answer with the organisers' page."""
    live, query = services_of(request), request.query_params
    page = live.views.organiser.page(
        await listed_events(request, live),
        language_of(request),
        live.acting.now(),
        base=base_of(request, live),
        made=query.get("made"),
        done={name: query[name][:60] for name in DONE if name in query},
        attempt=attempt,
        simulated=live.settings.rehearsal_people,
    )
    return answers.page(page, status)


async def listed_events(request: Request, live: Services) -> list[Listed]:
    """Return every event here with its code, its links and its figures, the latest first."""
    base, events = base_of(request, live), []
    for summary in await live.store.events.summaries():
        copy = await live.store.replica.copy(summary.slug)
        people = await live.store.attendances.of(summary.slug)
        events.append(
            Listed(
                state=copy.state,
                code=summary.code,
                links=links.addresses(live.acting.tokens, base, summary.slug, copy.secrets),
                most=max([copy.pulse.people, *people.values()]),
                size=await live.store.events.size(summary.slug),
            )
        )
    listed = await rehearsed(live, events)
    return sorted(listed, key=lambda event: str(event.state.agenda.starts), reverse=True)


async def is_organiser(request: Request, live: Services) -> bool:
    """Return whether this is the organiser, by cookie or by token. Refuses `bad_token`."""
    return live.badges.organiser(request, await links.organiser_key(live.acting))
