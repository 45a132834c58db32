"""What people wish for: one struct for each action, with its fields, their limits and their words for a refusal.

A wish that exists fits: texts are cleaned and every limit is checked when it is made, wherever it comes from. What a
form or a program sends is read into one in `pages/reading/decoding.py`, and documents are written from the same
structs.
"""

import functools
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

from live.rules.errors import TooLong, Unfit
from live.rules.text import fitting
from live.rules.web import LONGEST_ADDRESS, https_address

LONGEST_KEY = 100
LINES, COMMAS, REPEATED = "lines", "commas", "repeated"  # how a form sends a list of texts


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """What fits into a field. 0 is no limit.

    `longest` and `shortest` are characters after cleaning, of each text of a list too; `many`: how a form sends a list.
    `web`: an https address.
    `refusal` and `code`: what is said of a value that is none of a closed set, or of a number out of range. `missing`:
    what is said when a field that is needed is not there.
    """

    longest: int = 0
    shortest: int = 0
    lines: bool = False
    web: bool = False
    cleaned: bool = True
    many: str = ""
    least: float | None = None
    most: float | None = None
    refusal: str = ""
    code: str = "unfit"
    missing: str = ""
    empty: float | None = None  # what an empty field of a form means, where it does not mean that nothing was said


def line(about: str, *, longest: int, shortest: int = 0) -> msgspec.Meta:
    """Declare one line of text."""
    return _meta(about, Fit(longest=longest, shortest=shortest))


def words(about: str, *, longest: int, shortest: int = 0) -> msgspec.Meta:
    """Text of several lines."""
    return _meta(about, Fit(longest=longest, shortest=shortest, lines=True))


def raw(about: str, *, longest: int = 0) -> msgspec.Meta:
    """Text that is taken as it is: an id, a token, a key."""
    return _meta(about, Fit(longest=longest, cleaned=False))


def texts(about: str, *, many: str, longest: int = 0) -> msgspec.Meta:
    """Declare a list of lines of text."""
    return _meta(about, Fit(longest=longest, many=many))


def choice(refusal: str, about: str, *, code: str = "unfit") -> msgspec.Meta:
    """Declare one of a closed set of words."""
    return _meta(about, Fit(refusal=refusal, code=code))


def needed(missing: str, about: str) -> msgspec.Meta:
    """Return what has to be said; `missing` asks for it."""
    return _meta(about, Fit(missing=missing))


def within(
    refusal: str,
    about: str,
    *,
    least: float,
    most: float,
    code: str = "unfit",
    missing: str = "",
    empty: float | None = None,
) -> msgspec.Meta:
    """Declare a number between two others."""
    return _meta(about, Fit(refusal=refusal, least=least, most=most, code=code, missing=missing, empty=empty))


def web(about: str) -> msgspec.Meta:
    """Declare an https address; empty: none."""
    return _meta(about, Fit(longest=LONGEST_ADDRESS, web=True))


def described(about: str) -> msgspec.Meta:
    """Declare a field that its type says everything about."""
    return _meta(about, Fit())


def _meta(about: str, fit: Fit) -> msgspec.Meta:
    return msgspec.Meta(description=about, extra={"fit": fit})


RESOURCES = texts(
    "Slides, hand-outs, forms: lines “Title: https://…”, 12 at most.", many=LINES, longest=LONGEST_ADDRESS + 200
)


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What every action takes. `key`: the same key from the same person takes effect once, and gets the same answer."""

    key: Annotated[str | None, raw("The idempotency key, for forms; programs send the header `Idempotency-Key`.")] = (
        None
    )

    def __post_init__(self) -> None:
        for name, fit in _limited(type(self)):
            value = getattr(self, name)
            if value is None or value is msgspec.UNSET:
                continue
            fitted = _fitted(name, value, fit)
            if fitted is not value:
                msgspec.structs.force_setattr(self, name, fitted)


class Move(Wish, frozen=True, kw_only=True):
    """What every move of a moderator takes."""

    revision: Annotated[
        int | None, described("The revision the moderator saw; an older one is refused with `conflict`.")
    ] = None


@functools.cache
def hints(kind: type[Wish]) -> dict[str, object]:
    """Return the fields of a wish and their types, without what is annotated."""
    return {name: get_args(hint)[0] if get_origin(hint) is Annotated else hint for name, hint in _annotated(kind)}


@functools.cache
def fits(kind: type[Wish]) -> dict[str, Fit]:
    """Return the fields of a wish that have a `Fit`."""
    return {name: meta.extra["fit"] for name, meta in _metas(kind) if meta.extra}


@functools.cache
def _limited(kind: type[Wish]) -> tuple[tuple[str, Fit], ...]:
    """Return the fields of a wish that something may not fit into: votes come by the thousand."""
    return tuple((name, fit) for name, fit in fits(kind).items() if fit.longest or fit.most is not None)


@functools.cache
def meanings(kind: type[Wish]) -> dict[str, str]:
    """Return what each field of a wish means, for documents."""
    return {name: meta.description or "" for name, meta in _metas(kind)}


def _metas(kind: type[Wish]) -> Iterator[tuple[str, msgspec.Meta]]:
    for name, hint in _annotated(kind):
        if get_origin(hint) is Annotated:
            yield name, next(part for part in get_args(hint) if isinstance(part, msgspec.Meta))


def _annotated(kind: type[Wish]) -> list[tuple[str, Any]]:
    found = get_type_hints(kind, include_extras=True)
    return [(name, found[name]) for name in kind.__struct_fields__]


def _fitted(name: str, value: object, fit: Fit) -> object:
    """The value as it is kept. Refuses what does not fit, by the name of the field."""
    if isinstance(value, str) and type(value) is str:
        return _text(name, value, fit)
    if isinstance(value, tuple) and fit.longest:
        return tuple(_text(name, one, fit) for one in value)
    if isinstance(value, float | int) and fit.most is not None and fit.least is not None:
        check_number(name, value, fit)
    return value


def _text(name: str, value: str, fit: Fit) -> str:
    if fit.web:
        return https_address(value, name)
    if fit.cleaned and fit.longest:
        return fitting(value, field=name, longest=fit.longest, shortest=fit.shortest, lines=fit.lines)
    if fit.longest and len(value) > fit.longest:
        raise TooLong(value, fit.longest, name)
    return value


def check_number(name: str, value: float, fit: Fit) -> None:
    """Refuses a number that is out of the range of its field."""
    if not (fit.least or 0) <= value <= (fit.most or 0):
        raise Unfit(fit.refusal, code=fit.code, field=name, least=fit.least, most=fit.most)
