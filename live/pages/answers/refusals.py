"""Every refusal becomes an answer here: JSON for programs, a page for people, both in the reader's language."""

import logging
import math
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from live.house import services_of
from live.pages import answers
from live.pages.mangled import elsewhere
from live.pages.reading import language_of, wants_json
from live.rules.errors import Invalid, NotFound, NotSupported, Refused, TooLarge, TooOften, Unavailable

log = logging.getLogger("live.pages")
doors = logging.getLogger("live.access")
NOT_LET_IN = (401, 403)
KNOWN = {404: NotFound, 405: NotSupported, 413: TooLarge}
PROBLEM = "application/problem+json"  # what programs ask for that want problem details
HUNG_UP = 499  # what nginx calls it; nobody receives it
WORDS = {
    404: "There is nothing at this address.",
    405: "That cannot be done at this address.",
    413: "That is more than can be taken at once.",
}


async def refused(request: Request, exception: Exception) -> Response:
    assert isinstance(exception, Refused)
    live = services_of(request)
    if isinstance(exception, NotFound) and (way := await elsewhere(request)):
        return way
    status = 500 if exception.why == "error" else exception.status
    live.refusals[status, exception.why] += 1
    slug = request.path_params.get("slug") or request.url.path.split("/")[1]
    copy = live.store.replica.held(str(slug))
    if status in NOT_LET_IN and not live.noted.wait(""):
        doors.info("not let in: %s (%d) at %s of %s", exception.why, status, _door(request), copy.slug if copy else "-")
    language = language_of(request, copy)
    headers = when(exception)
    message = live.views.message(exception, language)
    if PROBLEM in request.headers.get("accept", ""):
        return answers.json(problem_of(exception, message, status), status, {**headers, "content-type": PROBLEM})
    if wants_json(request) or request.url.path.endswith(".json"):
        return answers.json({"error": error_of(exception, message)}, status, headers)
    back = f"/{copy.slug}{'/desk' if request.url.path.startswith(f'/{copy.slug}/desk') else ''}" if copy else None
    answer = answers.page(
        live.views.refusal(exception, language, back=back, kept=getattr(request.state, "typed", None)), status
    )
    answer.headers.update(headers)
    return answer


def _door(request: Request) -> str:
    """What was asked for, as the code calls it: an address may hold anything."""
    return str(getattr(request.scope.get("endpoint"), "__name__", "-"))


def when(refused: Refused) -> dict[str, str]:
    """Return the headers that say when to try again: `Retry-After`, and the limit as a `RateLimit` field has it
    (draft-ietf-httpapi-ratelimit-headers).
    """
    if not refused.retry_after:
        return {}
    seconds = str(max(1, round(refused.retry_after)))
    if not isinstance(refused, TooOften):
        return {"retry-after": seconds}
    policy = f'"{refused.why}";q={refused.burst};w={math.ceil(refused.burst * refused.every)}' if refused.burst else ""
    told = {"retry-after": seconds, "ratelimit": f'"{refused.why}";r=0;t={seconds}'}
    return told | ({"ratelimit-policy": policy} if policy else {})


def problem_of(refused: Refused, message: str, status: int) -> dict[str, object]:
    """Return the refusal as problem details (RFC 9457), with `error` beside them."""
    return {
        "type": f"urn:live:refusal:{refused.why}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": message,
        "error": error_of(refused, message),
    }


def error_of(refused: Refused, message: str) -> dict[str, object]:
    """Return `error` of docs/protocol.md."""
    error: dict[str, object] = {"code": refused.why, "message": message}
    for name in ("field", "retry_after", "current"):
        if (value := getattr(refused, name)) is not None:
            error[name] = value
    return error


async def not_routed(request: Request, exception: Exception) -> Response:
    """Tell what Starlette itself refuses: no such address, no such method, a body too large or broken."""
    assert isinstance(exception, HTTPException)
    kind = KNOWN.get(exception.status_code, Invalid)
    return await refused(request, kind(WORDS.get(exception.status_code, "What was sent cannot be read.")))


async def hung_up(request: Request, exception: Exception) -> Response:
    """Answer nobody: the client went in the middle of what it sent."""
    log.debug("a client hung up in the middle of a request to %s", request.scope["path"])
    services_of(request).refusals[HUNG_UP, "hung_up"] += 1
    return Response(status_code=HUNG_UP)


async def failed(request: Request, exception: Exception) -> Response:
    """Answer for a bug of ours. The log gets the trace; the reader gets a sentence, and may try again with the same
    key.
    """
    log.error("an error at %s", request.scope["path"], exc_info=exception)
    return await refused(
        request,
        Unavailable(
            "Something went wrong here. Nothing you wrote is lost; try again in a moment.", code="error", retry_after=5
        ),
    )
