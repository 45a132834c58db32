"""What is in a request's body, form or JSON: fields by name as they were sent. What they mean is for `decoding.py`."""

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request

from live.rules.errors import Invalid, TooLarge, Unfit, WrongType

MOST_FIELDS, LARGEST_FIELD = 250, 64 * 1024  # a form names every question that is moved
LARGEST_BODY = 256 * 1024
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"

Body = Mapping[str, object]


class Repeated(list[str]):
    """What a form sends more than once under one name."""


async def read(request: Request) -> Body:
    """Return the fields of a POST. Refuses `wrong_type`, `too_large`, `invalid`, and files."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        raise TooLarge("That is more than can be taken at once.")
    if kind == "application/json":
        return from_json(await content(request))
    if kind == URLENCODED:
        return from_pairs(await content(request))
    if kind == MULTIPART:
        return await _in_parts(request)
    if not kind and not await content(request):
        return {}
    raise WrongType("Send this as a form or as JSON.")


async def content(request: Request, most: int = LARGEST_BODY) -> bytes:
    """Return the bytes of the body. Refuses `too_large`."""
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > most:
            raise TooLarge("That is more than can be taken at once.")
    return data


def from_json(data: bytes) -> Body:
    """Return an object with named fields. Refuses `invalid`."""
    try:
        body = msgspec.json.decode(data or b"{}")
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise Invalid("This is not the JSON it says it is.") from None
    if not isinstance(body, dict):
        raise Invalid("Send a JSON object with named fields.")
    return body


def from_pairs(data: bytes) -> Body:
    """Read pairs, also those that programs send without percent-encoding, as UTF-8."""
    try:
        return gathered(parse_qsl(data.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:  # not UTF-8, or too many fields
        raise Invalid("This is not the form it says it is.") from None


async def _in_parts(request: Request) -> Body:
    form = await request.form(max_fields=MOST_FIELDS, max_files=1, max_part_size=LARGEST_FIELD)
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            raise Unfit("A file cannot be sent here.", field=name)
    return gathered((name, str(value)) for name, value in form.multi_items())


def gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Return the fields of a form; what is there more than once is `Repeated`."""
    body: dict[str, object] = {}
    for name, value in pairs:
        before = body.get(name)
        if isinstance(before, Repeated):
            before.append(value)
        else:
            body[name] = value if before is None else Repeated([str(before), value])
    return body
