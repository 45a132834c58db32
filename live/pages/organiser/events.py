"""What organisers do with whole events: the same on other days, put away, deleted. Refusals stand at their event."""

from starlette.requests import Request
from starlette.responses import Response

from live import exports
from live.actions.programmes import archiving, copying
from live.house import services_of
from live.pages import answers
from live.pages.organiser import is_organiser, organising, overview, programs
from live.pages.posting import takes
from live.pages.reading import base_of, wants_json
from live.rules.errors import NotKnown, Refused, Unfit
from live.rules.wishes.events import ArchiveEvent, CopyEvent
from live.rules.wishes.programme import DeleteEvent
from live.views.organiser import Attempt


@takes(CopyEvent, by=organising)
async def copy(request: Request, wish: CopyEvent) -> Response:
    """Make the same event on another day, or a series of them."""
    slug = request.path_params["slug"]
    try:
        made = await copying.copied(services_of(request).acting, slug, wish)
    except Refused as refused:
        return await _refused(request, refused, {"on": wish.on, "times": wish.times, "every": wish.every})
    if wants_json(request):
        return answers.json({"made": made}, 201)
    return answers.redirect(f"/new?made={made[0]}" if len(made) == 1 else f"/new?series={len(made)}#events-heading")


@takes(ArchiveEvent, by=organising)
async def archive(request: Request, wish: ArchiveEvent) -> Response:
    """Put an event away, or take it out again."""
    slug = request.path_params["slug"]
    await archiving.archive(services_of(request).acting, slug, wish)
    if wants_json(request):
        return answers.json({"archived": wish.on})
    return answers.redirect(f"/new?{'archived' if wish.on else 'restored'}={slug}#event-{slug}")


async def whole(request: Request) -> Response:
    """Answer with all of an event in one archive, for its organiser: to be kept before it is deleted."""
    live, slug = services_of(request), request.path_params["slug"]
    if not await is_organiser(request, live):
        raise NotKnown("Open this page with the organiser’s link.")
    copy = await live.store.replica.copy(slug)
    data, kind = await exports.of_copy(live.acting, copy, "zip", base_of(request, live))
    named = {"content-disposition": f'attachment; filename="{slug}.zip"', "cache-control": "private, no-store"}
    return Response(data, headers={**answers.ALWAYS, **named, "content-type": kind})


@takes(DeleteEvent, by=organising)
async def delete(request: Request, wish: DeleteEvent) -> Response:
    """Delete an event, its questions, votes, answers, people and links. Its address is typed again."""
    slug = request.path_params["slug"]
    if wish.slug.strip().lower().rpartition("/")[2] != slug:
        wrong = Unfit("Type the address of the event, “{slug}”, to delete it.", field="slug", slug=slug)
        return await _refused(request, wrong, {"slug": wish.slug})
    await programs.deleted(request, slug)
    if wants_json(request):
        return answers.json({"deleted": slug})
    return answers.redirect(f"/new?deleted={slug}#events-heading")


async def _refused(request: Request, refused: Refused, typed: dict[str, object]) -> Response:
    """The page with what was typed, and the sentence at its field; JSON for programs."""
    if wants_json(request):
        raise refused
    return await overview(request, refused.status, Attempt(about=(request.path_params["slug"], refused, typed)))
