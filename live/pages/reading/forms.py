"""From what was sent to named Python values, refusing kindly. A form and JSON are read to the same mapping."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request

from live.actions.questions.bulk import Step
from live.rules.errors import Invalid, TooLarge, Unfit, WrongType

MOST_FIELDS, LARGEST_FIELD = 250, 64 * 1024  # a form names every question that is moved
LARGEST_BODY = 256 * 1024
LONGEST_KEY = 100
LARGEST_NUMBER = 1e7
YEARS = range(1900, 2200)  # beyond these a time zone may lead out of what a datetime can be
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"

# How each field of any form is read; what is not here is not looked at.
READ: Mapping[str, Callable[[Any], Any]] = {}


async def wish(request: Request) -> dict[str, Any]:
    """The known fields of a POST. Refuses `wrong_type`, `too_large`, `invalid`, and `unfit` values by field."""
    body = await _body(request)
    return {name: _value(name, body[name]) for name in READ if name in body and body[name] is not None}


def key_of(request: Request, body: Mapping[str, Any]) -> str | None:
    """The idempotency key: the header, or the form field `key`."""
    key = request.headers.get("idempotency-key") or body.get("key") or None
    if key is not None and len(key) > LONGEST_KEY:
        raise Invalid("An idempotency key has at most {longest} characters.", field="key", longest=LONGEST_KEY)
    return key


async def _body(request: Request) -> dict[str, Any]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        raise TooLarge("That is more than can be taken at once.")
    if kind == "application/json":
        return _json(await _bytes(request))
    if kind == URLENCODED:
        return _pairs(await _bytes(request))
    if kind == MULTIPART:
        return await _form(request)
    if not kind and not await _bytes(request):
        return {}
    raise WrongType("Send this as a form or as JSON.")


async def _bytes(request: Request) -> bytes:
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > LARGEST_BODY:
            raise TooLarge("That is more than can be taken at once.")
    return data


def _json(data: bytes) -> dict[str, Any]:
    try:
        body = msgspec.json.decode(data or b"{}")
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise Invalid("This is not the JSON it says it is.") from None
    if not isinstance(body, dict):
        raise Invalid("Send a JSON object with named fields.")
    return body


def _pairs(data: bytes) -> dict[str, Any]:
    """Also what programs send without percent-encoding, as UTF-8."""
    try:
        pairs = parse_qsl(data.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:  # not UTF-8, or too many fields
        raise Invalid("This is not the form it says it is.") from None
    chosen = ",".join(value for name, value in pairs if name == "ids")
    choices = [value for name, value in pairs if name == "choice"]
    return dict(pairs) | ({"ids": chosen} if chosen else {}) | ({"choice": choices} if choices else {})


async def _form(request: Request) -> dict[str, Any]:
    form = await request.form(max_fields=MOST_FIELDS, max_files=1, max_part_size=LARGEST_FIELD)
    fields: dict[str, Any] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            raise Unfit("A file cannot be sent here.", field=name)
        fields[name] = [*fields.get(name, ()), value] if name == "choice" else value
    return fields


def _value(name: str, given: Any) -> Any:
    try:
        return READ[name](given)
    except (ValueError, TypeError, msgspec.ValidationError, OverflowError):
        raise Unfit("“{value}” does not fit here.", field=name, value=str(given)[:40]) from None


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise TypeError
    return given


def _switch(given: Any) -> bool:
    if isinstance(given, str):
        return {
            "true": True,
            "1": True,
            "on": True,
            "yes": True,
            "false": False,
            "0": False,
            "off": False,
            "no": False,
        }[given.lower()]
    return msgspec.convert(given, bool)


def _number(given: Any) -> float | None:
    if given == "":
        return None
    if isinstance(given, bool):
        raise TypeError
    number = float(given.replace(",", ".") if isinstance(given, str) else given)
    if not abs(number) <= LARGEST_NUMBER:  # also what is no number
        raise ValueError
    return number


def _whole(given: Any) -> int | None:
    number = _number(given)
    if number is None:
        return None
    if number != int(number):
        raise ValueError
    return int(number)


def _moment(given: Any) -> datetime | time | None:
    """RFC 3339, with or without an offset, or a time of day such as 13:30."""
    if given == "":
        return None
    text = _text(given).strip()
    if len(text) <= 5:
        return time.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    if moment.year not in YEARS:
        raise ValueError
    return moment


def _texts(given: Any) -> list[str]:
    return (
        [line for line in given.splitlines() if line.strip()]
        if isinstance(given, str)
        else msgspec.convert(given, list[str])
    )


def _names(given: Any) -> list[str]:
    return (
        [name for name in given.split(",") if name.strip()]
        if isinstance(given, str)
        else msgspec.convert(given, list[str])
    )


def _choices(given: Any) -> list[str]:
    """A form repeats the field: words may hold commas."""
    return [given] if isinstance(given, str) else msgspec.convert(given, list[str])


def _steps(given: Any) -> list[Step]:
    return msgspec.json.decode(given, type=list[Step]) if isinstance(given, str) else msgspec.convert(given, list[Step])


def _safe_switch(given: Any) -> bool:
    try:
        return _switch(given)
    except KeyError:
        raise ValueError from None


READ = {
    **dict.fromkeys(
        (
            "text",
            "session",
            "item",
            "name",
            "key",
            "reason",
            "level",
            "into",
            "other",
            "rest",
            "title",
            "kind",
            "track",
            "room",
        ),
        _text,
    ),
    **dict.fromkeys(
        (
            "description",
            "summary",
            "contact",
            "advance",
            "stage",
            "token",
            "slug",
            "date",
            "timezone",
            "language",
            "code",
            "id",
            "back",
        ),
        _text,
    ),
    **dict.fromkeys(("on", "moderated", "questions_open", "listed", "replace", "preview", "stayed"), _safe_switch),
    **dict.fromkeys(("starts", "ends"), _moment),
    "choice": _choices,
    "options": _texts,
    "link": _text,
    "link_label": _text,
    "in_minutes": _number,
    "question": _text,
    "move": _text,
    "label": _text,
    "labels": _names,
    "ids": _names,
    "each": _steps,
    "minutes": _number,
    "revision": _whole,
    "items": _texts,
    "flagged_words": _texts,
    "announcement_templates": _texts,
    "slow_seconds": _whole,
    "speakers": _names,
}
