"""Static files, the calendar, the QR code and the exports: things with an address of their own that are not pages."""

import io
import re
from collections.abc import Callable

import segno
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp

from live import exports
from live.exports import following
from live.house import services_of
from live.pages import answers
from live.pages.reading import base_of, visit_of
from live.rules.errors import NotFound
from live.rules.people import require_moderator
from live.rules.state import State

FOREVER = "public, max-age=31536000, immutable"
SCHEDULES = {"xml": ("application/xml", "xml"), "json": ("application/json", "pretalx")}
QR_SCALE, QR_PIXELS, QR_BORDER = 8, 32, 4


async def static(request: Request) -> Response:
    """Answer with a file under the fingerprint of all of them, in the coding the browser takes; other fingerprints are
    other builds, and do not exist.
    """
    asset = services_of(request).views.assets.get(request.path_params["build"], request.path_params["name"])
    if asset is None:
        raise NotFound("There is nothing at this address.")
    headers = {**answers.ALWAYS, "cache-control": FOREVER, "content-type": asset.type, "vary": "accept-encoding"}
    taken = request.headers.get("accept-encoding", "")
    coding = next((coding for coding in asset.coded if coding in taken), "")
    if coding:
        headers["content-encoding"] = coding
    return Response(asset.coded.get(coding, asset.content), headers=headers)


async def favicon(request: Request) -> Response:
    asset = services_of(request).views.assets.files["icon.svg"]
    return Response(
        asset.content, headers={**answers.ALWAYS, "cache-control": "public, max-age=86400", "content-type": asset.type}
    )


async def calendar(request: Request) -> ASGIApp:
    """Answer with the agenda as a calendar; `?session=` for one. UIDs stay, SEQUENCE grows with each move.

    `?subscribe` leads to a calendar program, which asks again by itself.
    """
    if "subscribe" in request.query_params:
        visit = await visit_of(request)
        address = f"{base_of(request, visit.live)}/{visit.copy.slug}/agenda.ics"
        return RedirectResponse(re.sub("^https?:", "webcal:", address), 302, answers.ALWAYS)
    session = request.query_params.get("session")
    return await _followed(
        request,
        "agenda.ics",
        "text/calendar",
        lambda state, base: following.calendar(state, session, base=base),
        session,
    )


async def schedule(request: Request) -> ASGIApp:
    """Answer with the agenda for schedule apps and software of conferences, as `xml` or as pretalx's `json`."""
    form = request.path_params["form"]
    if form not in SCHEDULES:
        raise NotFound("There is nothing at this address.")
    kind, written = SCHEDULES[form]
    return await _followed(
        request, f"schedule.{form}", kind, lambda state, base: following.schedule(state, written, base)
    )


async def _followed(
    request: Request, name: str, kind: str, write: Callable[[State, str], bytes], part: str | None = None
) -> ASGIApp:
    """What programs fetch again and again: the same bytes for everyone, and 304 until something has moved."""
    visit = await visit_of(request)
    if part:
        visit.copy.state.agenda.session(part)  # refused here, and not kept
    base = base_of(request, visit.live)
    headers = {
        **answers.ALWAYS,
        "content-type": f"{kind}; charset=utf-8",
        "content-disposition": f'inline; filename="{visit.copy.slug}.{name.rpartition(".")[2]}"',
        "cross-origin-resource-policy": "cross-origin",
    }
    return await visit.live.page_cache.get(
        (name, base, visit.copy.slug, part or ""),
        visit.copy,
        "",
        visit.now,
        lambda snapshot: (write(snapshot.state, base), headers),
    )


async def qr(request: Request) -> Response:
    """Answer with the attendee address, dark on white with a quiet border, as scanners want it."""
    address = await _address(request)
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(
        drawn, kind="svg", scale=QR_SCALE, border=QR_BORDER, light="#fff", xmldecl=False, svgns=True, title=address
    )
    return _picture(drawn, "image/svg+xml; charset=utf-8")


async def qr_picture(request: Request) -> Response:
    """Answer with the same as a PNG, large enough for print: some 1,200 pixels wide."""
    drawn = io.BytesIO()
    segno.make_qr(await _address(request), error="m").save(
        drawn, kind="png", scale=QR_PIXELS, border=QR_BORDER, light="#fff"
    )
    return _picture(drawn, "image/png")


async def _address(request: Request) -> str:
    visit = await visit_of(request)
    return f"{base_of(request, visit.live)}/{visit.copy.slug}"


def _picture(drawn: io.BytesIO, kind: str) -> Response:
    """Answer with a picture that any web site may show: it says nothing but the event's address."""
    told = {
        "cache-control": "public, max-age=3600",
        "content-type": kind,
        "cross-origin-resource-policy": "cross-origin",
    }
    return Response(drawn.getvalue(), headers={**answers.ALWAYS, **told})


async def export(request: Request) -> Response:
    """Answer with an event in one of `FORMATS`, for moderators, during the event or after.

    `?start=` or `?offset=` say when the recording begins, `?lang=` whose words a workbook has.
    """
    visit = await visit_of(request)
    require_moderator(visit.person)
    form = request.path_params["form"]
    recording = {name: request.query_params.get(name, "") for name in ("start", "offset")}
    base = base_of(request, visit.live)
    data, kind = await exports.of_copy(visit.live.acting, visit.copy, form, base, **recording, language=visit.language)
    return _file(data, f"{visit.copy.slug}-{visit.now:%Y-%m-%d}.{form}", kind, attached=True)


def _file(data: bytes, name: str, kind: str, *, attached: bool = False) -> Response:
    disposition = f'{"attachment" if attached else "inline"}; filename="{name}"'
    return Response(
        data,
        headers={
            **answers.ALWAYS,
            "cache-control": "private, no-store",
            "content-type": kind,
            "content-disposition": disposition,
        },
    )
