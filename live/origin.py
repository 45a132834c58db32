"""Where a request comes from: no page of somebody else's may act or listen in a visitor's name.

State-changing requests need `Sec-Fetch-Site: same-origin`, or an `Origin` that is ours, or where a filter has removed
both, a `Referer` of ours; or a bearer token (which no browser sends by itself). With a public address configured, only
that is ours; without, the address the browser used is (a laptop, a rehearsal).
"""

from functools import lru_cache

from starlette.requests import HTTPConnection

from live.addresses import origin_of
from live.rules.errors import NotAllowed

LONGEST = 400  # characters of an origin: scheme, a name of 253, a port, all written with some ado


class Origins:
    def __init__(self, public_url: str) -> None:
        self._ours = origin_of(public_url) if public_url else ""

    def allowed(self, connection: HTTPConnection) -> bool:
        """Return whether the `Origin` header is ours. A missing one is not a foreign one: programs send none."""
        origin = connection.headers.get("origin")
        return origin is None or self._is_ours(origin, connection)

    def check(self, connection: HTTPConnection) -> None:
        """Refuses `foreign` for a state-changing request that did not come from our own pages. Whoever is known by a
        bearer token, not by a cookie, is not asked.
        """
        if not self._sent_by_us(connection):
            raise NotAllowed(
                "This has to be sent from the event’s own page. Open it, and try again there.", code="foreign"
            )

    def _sent_by_us(self, connection: HTTPConnection) -> bool:
        """The first of these that a browser has sent decides; a page can suppress the last, and forge none of them."""
        headers = connection.headers
        if (site := headers.get("sec-fetch-site")) is not None:
            return bool(site == "same-origin")
        if (origin := headers.get("origin")) is not None and origin != "null":
            return self._is_ours(origin, connection)
        return self._is_ours(_origin_in(headers.get("referer", "")), connection)

    def _is_ours(self, origin: str, connection: HTTPConnection) -> bool:
        host = "" if self._ours else connection.headers.get("host", "")
        return len(origin) <= LONGEST and len(host) <= LONGEST and _named_same(origin, self._ours, host)


@lru_cache(maxsize=256)  # an audience comes from one page, ten thousand times
def _named_same(origin: str, ours: str, host: str) -> bool:
    """Whether `origin` is `ours`, or where that is not known, the address the browser used."""
    try:
        named = origin_of(origin)
        return named == (ours or origin_of(f"{named.partition(':')[0]}://{host}"))
    except ValueError:
        return False


def _origin_in(address: str) -> str:
    """Scheme, host and port of an address."""
    return "/".join(address.split("/", 3)[:3])
