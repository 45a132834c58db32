"""How an event looks: its colour and its logo, set by moderators; and the sheet and the pictures everyone gets, at
addresses where nothing ever changes.
"""

import re

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from live.actions import looks
from live.house import services_of
from live.pages import answers
from live.pages.files import FOREVER
from live.pages.posting import moderated, takes
from live.pages.reading import Visit, bodies, event_of, visit_of
from live.pages.reading.bodies import Body
from live.pictures import LARGEST_LOGO, Job
from live.rules.accent import colour
from live.rules.errors import NotFound, Refused, TooLarge
from live.rules.wishes.programme import File
from live.rules.wishes.settings import ChangeLook
from live.views.looks import context, shared_picture
from live.views.looks import sheet as sheet_of

LARGEST_FORM = 64 * 1024 * 1024  # bytes; a file that is too large is read to its end, so that the rest is not lost
COLOUR = re.compile(r"[0-9a-f]{6}")


async def sheet(request: Request) -> Response:
    """Answer with the sheet of a colour, whichever event has it."""
    build, said = request.path_params["build"], request.path_params["colour"]
    if build != services_of(request).views.assets.build or not COLOUR.fullmatch(said):
        raise NotFound("There is nothing at this address.")
    return _for_ever(sheet_of(f"#{said}").encode(), "text/css; charset=utf-8")


async def logo(request: Request) -> Response:
    """Answer with the logo; one that was replaced is there for an hour."""
    live, copy, name = services_of(request), await event_of(request), request.path_params["name"]
    kept = f"{copy.slug}/{name}"
    picture = live.pictures.kept(kept) or await live.store.logos.of(copy.slug, name)
    if picture is None:
        raise NotFound("There is nothing at this address.")
    live.pictures.keep(kept, picture)
    return _for_ever(picture, "image/png")


async def shared(request: Request) -> Response:
    """Answer with the picture that a pasted link to the event shows; other web sites may show it."""
    live, copy, name = services_of(request), await event_of(request), request.path_params["name"]
    event = copy.state.event
    if name != shared_picture(event):
        raise NotFound("There is nothing at this address.")
    mark = await live.store.logos.of(copy.slug, event.logo.name) if event.logo else None
    job = Job(shared=True, logo=mark or b"", ground=event.logo.ground if event.logo else "", colour=event.accent)
    drawn = await live.pictures.shared(name, job)
    if drawn is None:  # the library is missing
        return answers.redirect(live.views.assets.url("share.png"))
    answer = _for_ever(drawn, "image/png")
    answer.headers["cross-origin-resource-policy"] = "cross-origin"
    return answer


def _for_ever(content: bytes, kind: str) -> Response:
    return Response(content, headers={**answers.ALWAYS, "cache-control": FOREVER, "content-type": kind})


async def show(request: Request) -> Response:
    """Answer with the page on which moderators set the look."""
    visit = await visit_of(request)
    if not visit.moderates:
        return answers.page(visit.live.views.badge_needed(visit.copy.state.event, visit.language, "desk"), 401)
    return _page(visit)


def _page(visit: Visit, typed: dict[str, str] | None = None, refused: Refused | None = None) -> Response:
    why = visit.live.views.message(refused, visit.language) if refused else ""
    snapshot, press = visit.snapshot, visit.live.views.press
    told = context(snapshot, typed or {}, why, (refused.field or "") if refused else "")
    html = press.print("moderator/look.html", visit.language, **press.about_event(snapshot), **told)
    return answers.page(html, refused.status if refused else 200)


async def _sent(request: Request) -> Body:
    """Return the fields of a form with a picture, or of JSON. Refuses `too_large`."""
    if not request.headers.get("content-type", "").startswith(bodies.MULTIPART):
        return await bodies.read(request)
    if int(request.headers.get("content-length") or LARGEST_FORM) >= LARGEST_FORM:
        raise TooLarge("That is more than can be taken at once.")
    async with request.form(max_fields=bodies.MOST_FIELDS, max_files=1, max_part_size=bodies.LARGEST_FIELD) as form:
        fields = bodies.gathered((name, value) for name, value in form.multi_items() if isinstance(value, str))
        files = {name: await _file(value) for name, value in form.multi_items() if isinstance(value, UploadFile)}
    return fields | files


async def _file(upload: UploadFile) -> File | str:
    """A picture that was chosen; nothing when none was."""
    content = await upload.read(LARGEST_LOGO + 1)
    return File(upload.filename, content) if upload.filename else ""


def _again(visit: Visit, body: Body, refused: Refused) -> Response:
    """The page with the reason beside its field, and every word still there."""
    typed = {name: str(body[name]) for name in ("accent", "logo_text") if name in body}
    return _page(visit, typed, refused)


@takes(ChangeLook, by=moderated, read=_sent, again=_again)
async def change(visit: Visit, wish: ChangeLook) -> Response:
    """Set the colour and the logo, or take the logo away."""
    picture = await visit.live.pictures.fitted(wish.logo.content) if wish.logo else None
    try:
        colour(wish.accent or "")
    except Refused:
        if picture:  # a file cannot be given back: it is kept, and only the colour is asked for again
            await looks.change(visit.actor, ChangeLook(), picture)
        raise
    return answers.done(visit, await looks.change(visit.actor, wish, picture), to="/desk/look")
