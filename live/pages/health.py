"""For operators: is it alive, is it ready. Liveness never asks the store: pages are served without it."""

from starlette.requests import Request
from starlette.responses import Response

from live import __version__
from live.house import services_of
from live.pages import answers


async def healthz(request: Request) -> Response:
    """Answer that the event loop turns."""
    return answers.json({"status": "ok"})


async def readyz(request: Request) -> Response:
    """Started and not draining.

    A store that is away, or takes no writes, does not take the process out of the balancer; `?strict=1` does.
    """
    live = services_of(request)
    healthy, refused = live.store.replica.healthy, live.store.database.writes.refused
    draining = live.hub.draining
    ready = not draining and ((healthy and not refused) or request.query_params.get("strict") != "1")
    told = {
        "status": "draining" if draining else "ok" if ready else "store",
        "redis": "ok" if healthy else "down",
        "writes": "refused" if refused else "ok",
        "error": refused or (live.store.database.last_error if not healthy else ""),
    }
    return answers.json(told, 200 if ready else 503)


async def version(request: Request) -> Response:
    """Tell which release this is, and where what programs need is described."""
    links = answers.linked(service_desc="/openapi.json")
    return answers.json({"version": __version__, "protocol": 1}, headers=links)
