"""The stage's address: a projector or a broadcast opens it, other pages may frame it, and it sets no cookie."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from live.house import Services, services_of
from live.pages import answers
from live.pages.joining import code_of
from live.pages.reading import base_of, event_of
from live.rules.event import Stage
from live.store import Copy
from live.views.press.words import known
from live.views.stage import SIDES, WIDTHS, Invitation, Look

SCENES = frozenset(Stage) - {Stage.AUTO}
SCHEMES = ("light", "dark")


async def stage(request: Request) -> Response:
    """Answer with the stage: `?scene=` fixes what it shows, `background=transparent` leaves the page empty around the
    panel, which may have a `width=` and a `side=`; `scheme=` overrides the machine's.
    """
    live = services_of(request)
    copy = await event_of(request)
    # A projector's browser was installed by nobody in the room: what it prefers is nobody's wish, so the event's
    # language comes first.
    language = known(request.query_params.get("lang")) or copy.state.event.language
    snapshot = copy.snapshot(language, live.acting.now())
    html = live.views.stage(snapshot, look_of(request), await _invitation(request, live, copy))
    return answers.page(html, ancestors="*")


def look_of(request: Request) -> Look:
    """Read how the stage is to look; an unknown value is as good as none: a stage must show something."""
    query = request.query_params
    scene = query.get("scene", "")
    return Look(
        scene=Stage(scene) if scene in SCENES else None,
        transparent=query.get("background") == "transparent",
        scheme=_one_of(SCHEMES, query.get("scheme", "")),
        width=_one_of(WIDTHS, query.get("width", "")),
        side=_one_of(SIDES, query.get("side", "")),
        preview="preview" in query,
    )


def _one_of(known: tuple[str, ...], said: str) -> str:
    return said if said in known else ""


async def _invitation(request: Request, live: Services, copy: Copy) -> Invitation:
    host = urlsplit(base_of(request, live)).netloc
    return Invitation(f"{host}/{copy.slug}", host, await code_of(live, copy))
