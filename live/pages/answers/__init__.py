"""How an answer leaves: JSON for programs, a redirect for people, and the headers every answer carries."""

import msgspec
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from live.actions.acting import Done
from live.headers import NO_PAGE
from live.pages.reading import Visit, wants_json

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}; require-trusted-types-for 'script'; "
    "trusted-types live"
)
ALWAYS = NO_PAGE | {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "x-robots-tag": "noindex",
}


def linked(**links: str) -> dict[str, str]:
    """Return the `Link` header of these relations (RFC 8288), `_` standing for a hyphen."""
    return {"link": ", ".join(f'<{to}>; rel="{name.replace("_", "-")}"' for name, to in links.items())}


def page(html: str, status: int = 200, *, ancestors: str = "'none'") -> Response:
    """Answer with a page that is for this one reader."""
    return Response(html, status, own(ancestors), "text/html")


def own(ancestors: str = "'none'") -> dict[str, str]:
    """Return the headers of a page that nobody but its reader may keep."""
    return {**ALWAYS, "content-security-policy": policy(ancestors), "cache-control": "private, no-store"}


def policy(ancestors: str = "'none'") -> str:
    return POLICY.format(ancestors=ancestors)


def json(content: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    data = content if isinstance(content, bytes) else msgspec.json.encode(content)
    told = {**ALWAYS, "cache-control": "no-store", "content-type": "application/json", **(headers or {})}
    return Response(data, status, told)


def done(visit: Visit, result: Done, *, to: str, created: bool = False) -> Response:
    """Return what an action answers: the thing as it now is with its cursor, or 303 to a page of the event that shows
    it.
    """
    if wants_json(visit.request):
        return worn(visit, json(with_cursor(result), 201 if created else 200))
    return worn(visit, redirect(f"/{visit.copy.slug}{to}"))


def result(visit: Visit, content: object, *, to: str) -> Response:
    """Return what an action answers that is not in the stream: JSON, or 303 to a page of the event."""
    if wants_json(visit.request):
        return worn(visit, json(content))
    return worn(visit, redirect(f"/{visit.copy.slug}{to}"))


def worn(visit: Visit, answer: Response) -> Response:
    """Return the answer to something done, or to a program, with the cookie of whoever is new here."""
    visit.live.badges.wear(answer, visit.worn)
    return answer


def with_cookie(kept: ASGIApp, cookie: str) -> ASGIApp:
    """Return an answer that many get, for the one who gets this cookie with it."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], (b"set-cookie", cookie.encode())]}
            await send(message)

        await kept(scope, receive, sending)

    return answer


def with_cursor(result: Done) -> bytes:
    """Return the answer's object with `cursor` as its last field, without decoding it."""
    return result.answer[:-1] + b',"cursor":' + msgspec.json.encode(str(result.cursor)) + b"}"


def redirect(to: str) -> Response:
    return RedirectResponse(to, 303, ALWAYS)
