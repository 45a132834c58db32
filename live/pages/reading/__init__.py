"""What every page needs to know of a request: who, in which language, at which event, answered how."""

from datetime import datetime

import msgspec
from starlette.requests import Request

from live.actions.acting import Actor
from live.house import Services, services_of, who
from live.rules.people import Person, Role
from live.rules.snapshot import Snapshot
from live.store import Copy
from live.views.press.words import negotiate
from live.worn import Worn, bearer_of

LANGUAGE_COOKIE = "lang"


class Visit(msgspec.Struct, frozen=True):
    """One request at one event."""

    request: Request
    live: Services
    copy: Copy
    worn: Worn
    language: str

    @property
    def person(self) -> Person:
        return self.worn.person

    @property
    def actor(self) -> Actor:
        return Actor(self.live.acting, self.copy.slug, self.person)

    @property
    def path(self) -> dict[str, str]:
        """The named parts of the address."""
        return self.request.path_params

    @property
    def moderates(self) -> bool:
        return self.person.role is Role.MODERATOR

    @property
    def snapshot(self) -> Snapshot:
        return self.copy.snapshot(self.language, self.live.acting.now())

    @property
    def now(self) -> datetime:
        return self.live.acting.now().astimezone(self.copy.state.event.zone)


async def visit_of(request: Request) -> Visit:
    """Return the event in the path and whoever asks. Refuses `no_such_event`, `bad_token`."""
    live = services_of(request)
    copy = await live.store.replica.copy(request.path_params["slug"])
    return Visit(request, live, copy, who(request, copy), language_of(request, copy))


async def event_of(request: Request) -> Copy:
    """Return the event in the path, for an answer that does not depend on who asks. Refuses `no_such_event`,
    `bad_token`.
    """
    copy = await services_of(request).store.replica.copy(request.path_params["slug"])
    if bearer_of(request) is not None:
        who(request, copy)
    return copy


def language_of(request: Request, copy: Copy | None = None) -> str:
    """Asked for in the address, chosen before, preferred by the browser, the event's, bokmål."""
    return negotiate(
        request.query_params.get("lang") if request.scope["query_string"] else None,
        _kept_language(request),
        request.headers.get("accept-language", ""),
        copy.state.event.language if copy else None,
    )


def _kept_language(request: Request) -> str | None:
    """As it was chosen here; also by its name of before, without a prefix over https."""
    name = services_of(request).badges.name_of(LANGUAGE_COOKIE)
    return request.cookies.get(name, request.cookies.get(LANGUAGE_COOKIE))


def wants_json(request: Request) -> bool:
    """Programs get JSON: they ask for it, or send an action without asking for a page."""
    accept = request.headers.get("accept", "")
    if request.method in ("GET", "HEAD"):
        return "application/json" in accept and "text/html" not in accept
    return "text/html" not in accept


def base_of(request: Request, live: Services) -> str:
    """Return the address people use: the configured one, or the one this request came to."""
    return live.settings.public_url.rstrip("/") or f"{request.url.scheme}://{request.headers.get('host', '')}"
