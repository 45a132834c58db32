"""The addresses of events: made of a title, free, and none that the house itself needs."""

import hashlib
import re
import unicodedata
from collections.abc import Collection
from itertools import chain, count

from live.programme import Programme
from live.rules.errors import Unfit

RESERVED = frozenset(
    (
        "new",
        "static",
        "healthz",
        "readyz",
        "metrics",
        "diag",
        "version",
        "about",
        "privacy",
        "api",
        "favicon.ico",
        "robots.txt",
        "join",
        "feed",
        "openapi",
        "asyncapi",
        "oembed",
    )
)
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
LONGEST_SLUG = 40
LETTERS: dict[int, str] = {
    ord(k): v for k, v in {"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "ð": "d", "þ": "th", "đ": "d"}.items()
}


def refuse_bad(slug: str) -> None:
    """Refuses `bad_slug`: an address that is reserved, or has other characters than addresses have."""
    if not SLUG.fullmatch(slug) or slug in RESERVED:
        raise Unfit(
            "An address has small letters, digits and hyphens; “{slug}” cannot be used.",
            code="bad_slug",
            field="slug",
            slug=slug[:60],
        )


def wanted_slug(programme: Programme) -> str:
    """Return the address a programme gets when nobody says one."""
    return programme.slug or slug_of(programme.title)


def free_slug(wanted: str, taken: Collection[str], year: int) -> str:
    """Return this address, or one made of it that is free: with the year, or with a number."""
    if wanted not in taken:
        return wanted
    stem = wanted[:LONGEST_SLUG].rstrip("-")
    tries = chain([] if str(year) in wanted else [str(year)], map(str, count(2)))
    return next(slug for end in tries if (slug := f"{stem}-{end}") not in taken)


def slug_of(title: str) -> str:
    """Return a readable address:

    `Webinar om utvekslingssamarbeid i videregående skole` → `webinar-om-utvekslingssamarbeid`.
    """
    text = title.lower().translate(LETTERS)
    words = re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode())
    slug = "-".join(words)
    if len(slug) > LONGEST_SLUG:
        whole = slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
        slug = re.sub(r"(-[a-z]{1,2})+$", "", whole)  # no address ends in "-i" or "-av"
    slug = slug or f"event-{hashlib.sha256(title.encode()).hexdigest()[:6]}"
    return f"{slug}-1" if slug in RESERVED else slug
