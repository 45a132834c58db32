"""Which pages of others may show an event inside theirs: their origins, as the organiser names them."""

from live.addresses import origin_of
from live.rules.errors import Unfit

MOST = 20


def origins(wished: tuple[str, ...]) -> tuple[str, ...]:
    """Return the origins of these addresses, each once. Refuses `bad_link` for what is no https address of a site, and
    more than there may be.
    """
    found = tuple(dict.fromkeys(_origin(one.strip()) for one in wished if one.strip()))
    if len(found) > MOST:
        raise Unfit(
            "This is {over} lines too many. The most is {longest}.",
            field="origins",
            longest=MOST,
            over=len(found) - MOST,
        )
    return found


def _origin(said: str) -> str:
    try:
        origin = origin_of(said if "://" in said else f"https://{said}")
    except ValueError:
        origin = ""
    host = origin.partition("://")[2].partition(":")[0]
    plain = all(letter.isalnum() or letter in ".-[]" for letter in host)
    if not origin.startswith("https://") or "." not in host or not plain:
        raise Unfit(
            "“{said}” is no address of a web site. Write it like https://www.example.no.",
            code="bad_link",
            field="origins",
            said=said[:80],
        )
    return origin
