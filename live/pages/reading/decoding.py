"""From the fields that were sent to a wish, by the types of its struct. A form and JSON are read to the same wish.

What the struct does not have is refused by name; so is a value that is not what its field is.
"""

import functools
from collections.abc import Callable, Mapping
from datetime import datetime, time
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin

import msgspec

from live.pages.reading.bodies import Body, Repeated
from live.rules.errors import Invalid, Unfit
from live.rules.wishes import COMMAS, LINES, Fit, Wish, fits, hints
from live.rules.wishes.programme import File

LARGEST_NUMBER = 1e7
YEARS = range(1900, 2200)  # beyond these a time zone may lead out of what a datetime can be
SWITCH: Mapping[str, bool] = {
    "true": True,
    "1": True,
    "on": True,
    "yes": True,
    "false": False,
    "0": False,
    "off": False,
    "no": False,
}
NOT_SAID = object()  # an empty field of a form that is none of its values: as if it were not there

W = TypeVar("W", bound=Wish)
Reader = Callable[[object, Fit], object]  # from what was sent to a value of the field's type


class Field(msgspec.Struct, frozen=True):
    """How one field of a wish is read."""

    attribute: str  # its name in the struct, which may differ from the one in a form
    read: Reader
    fit: Fit
    nullable: bool
    required: bool


def decoded(kind: type[W], body: Body) -> W:
    """Decode the wish that was sent. Refuses `unknown_field`, `invalid` for a null that means nothing, and what does
    not fit.
    """
    known = fields(kind)
    for name in body:
        if name not in known:
            raise Unfit("There is no field called “{name}” here.", code="unknown_field", field=name, name=name[:40])
    values: dict[str, object] = {}
    for name, given in body.items():
        field = known[name]
        value = _value(name, field, given)
        if value is not NOT_SAID:
            values[field.attribute] = value
    for name in _required(kind):
        if known[name].attribute not in values:
            missing = known[name].fit.missing or "There is nothing here yet. Write something first."
            raise Unfit(missing, code="empty", field=name)
    return kind(**cast("dict[str, Any]", values))  # Any: each has been read by the type of its field


@functools.cache
def fields(kind: type[Wish]) -> Mapping[str, Field]:
    """Return the fields of a wish with what reads them."""
    with_fits, types = fits(kind), hints(kind)
    return {
        info.encode_name: Field(
            info.name,
            reader(types[info.name]),
            with_fits.get(info.name) or Fit(),
            None in parts_of(types[info.name]),
            info.required,
        )
        for info in msgspec.structs.fields(kind)
    }


@functools.cache
def _required(kind: type[Wish]) -> tuple[str, ...]:
    return tuple(name for name, field in fields(kind).items() if field.required)


def _value(name: str, field: Field, given: object) -> object:
    if given is None:
        if not field.nullable:
            raise Invalid("“{name}” cannot be null. Leave it out, or say what it is to be.", field=name, name=name)
        return None
    try:
        return field.read(given, field.fit)
    except (ValueError, TypeError, KeyError, msgspec.ValidationError, OverflowError):
        if field.fit.refusal and field.fit.most is None:
            raise Unfit(field.fit.refusal, code=field.fit.code, field=name) from None
        raise Unfit("“{value}” does not fit here.", field=name, value=str(given)[:40]) from None


def parts_of(hint: Any) -> tuple[Any, ...]:
    """Return the types a field may have; None for null."""
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return tuple(None if part is type(None) else part for part in parts if part is not msgspec.UnsetType)


def reader(hint: Any) -> Reader:
    """Return what reads a value of this type."""
    kind = next(part for part in parts_of(hint) if part is not None)
    if get_origin(kind) is tuple:
        return _list_of(get_args(kind)[0])
    if issubclass(kind, StrEnum):
        return lambda given, fit: kind(_text(given, fit)) if _last(given) != "" else NOT_SAID
    return READERS[kind]


def _list_of(kind: type) -> Reader:
    if kind is str:
        return _texts

    def structs(given: object, fit: Fit) -> object:
        if isinstance(given, str):
            return msgspec.json.decode(given, type=tuple[kind, ...])  # type: ignore[valid-type]  # known only here
        return msgspec.convert(given, tuple[kind, ...])  # type: ignore[valid-type]  # so it is here

    return structs


def _last(given: object) -> object:
    """A field that a form sends twice is what it says last."""
    return given[-1] if isinstance(given, Repeated) else given


def _text(given: object, fit: Fit) -> str:
    given = _last(given)
    if not isinstance(given, str):
        raise TypeError
    return given


def _switch(given: object, fit: Fit) -> bool:
    given = _last(given)
    return SWITCH[given.lower()] if isinstance(given, str) else msgspec.convert(given, bool)


def _number(given: object, fit: Fit) -> object:
    given = _last(given)
    if given == "":
        return NOT_SAID if fit.empty is None else fit.empty
    if isinstance(given, bool) or not isinstance(given, str | float | int):
        raise TypeError
    number = float(given.replace(",", ".") if isinstance(given, str) else given)
    if not abs(number) <= LARGEST_NUMBER:  # also what is no number
        raise ValueError
    return number


def _whole(given: object, fit: Fit) -> object:
    number = _number(given, fit)
    if not isinstance(number, float):
        return number
    if number != int(number):
        raise ValueError
    return int(number)


def _moment(given: object, fit: Fit) -> object:
    """RFC 3339, with or without an offset, or a time of day such as 13:30."""
    said = _text(given, fit).strip()
    if not said:
        return NOT_SAID
    if len(said) <= len("13:30"):
        return time.fromisoformat(said)
    moment = datetime.fromisoformat(said)
    if moment.year not in YEARS:
        raise ValueError
    return moment


def _texts(given: object, fit: Fit) -> tuple[str, ...]:
    """In a form: one on each line, between commas, or the field as often as there are texts."""
    if isinstance(given, str):
        given = Repeated([given])
    if not isinstance(given, Repeated):
        return msgspec.convert(given, tuple[str, ...])
    if fit.many == LINES:
        return tuple(line for text in given for line in text.splitlines() if line.strip())
    if fit.many == COMMAS:
        return tuple(name for text in given for name in text.split(",") if name.strip())
    return tuple(given)


def _file(given: object, fit: Fit) -> object:
    if isinstance(given, File):
        return given
    if given == "":
        return NOT_SAID
    raise TypeError


READERS: Mapping[type, Reader] = {
    File: _file,
    str: _text,
    bool: _switch,
    float: _number,
    int: _whole,
    datetime: _moment,
    time: _moment,
}
