"""An address that leads nowhere, mended: a full stop behind it, another case, a key that a mail program has encoded."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from live.house import Services, services_of
from live.pages.answers import ALWAYS
from live.rules.errors import NotFound
from live.rules.mangling import mended

OF_THE_HOUSE = ("new", "diag")


async def elsewhere(request: Request) -> Response | None:
    """Return the way to what was meant, if there is such a thing."""
    better = mended(request.url.path) if request.method in ("GET", "HEAD") else None
    if better is None or not await _exists(services_of(request), better):
        return None
    where, mark, key = better.partition("#")
    query = f"?{request.url.query}" if request.url.query else ""
    status = 302 if mark else 308  # what holds a key is not to be remembered
    return RedirectResponse(f"{where}{query}{mark}{key}", status, {**ALWAYS, "cache-control": "no-store"})


async def _exists(live: Services, path: str) -> bool:
    first = path.split("/")[1].partition("#")[0]
    if first in OF_THE_HOUSE:
        return True
    try:
        await live.store.replica.copy(first.partition(".")[0])
    except NotFound:
        return False
    return True
