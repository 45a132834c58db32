"""What an organiser sends of a programme: its text, and the sessions as corrected in the form.

Which of them counts is decided here.
"""

import hashlib
from datetime import date

import msgspec
from msgspec.structs import asdict
from starlette.datastructures import UploadFile
from starlette.requests import Request

from live.pages.reading import bodies
from live.programme import Notice, NotUnderstood, Programme, write
from live.programme.correcting import Row, corrected, rows_of
from live.programme.decoding import decoded
from live.programme.files import is_packed
from live.programme.safely import as_text_safely, read_safely
from live.rules.errors import Conflict, Invalid, Refused, TooLarge, Unfit
from live.rules.wishes.programme import File, NewProgramme

LARGEST_PROGRAMME = 2 * 1024 * 1024  # bytes, as text
LARGEST_FILE = 8 * 1024 * 1024  # bytes of a Word file or a PDF, pictures included
MOST_CORRECTED = 300  # sessions; who has more corrects the source
MOST_FIELDS = 20 + (MOST_CORRECTED + 2) * 10
FIELDS = tuple(name for name in Row.__struct_fields__ if name != "number")
_NO_DATE = ("The text gives no date", "The date has no year")


class Form(msgspec.Struct, kw_only=True):
    """The form as the page gives it back. `source` is what is read: the text, or a file."""

    text: str
    date: str
    timezone: str
    language: str
    slug: str
    replace: str
    use: str
    title: str
    base: str
    read: str
    rows: tuple[Row, ...]
    out: frozenset[str]
    source: bytes
    filename: str = ""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood, and how the form shows it.

    `base` is as read: what rows are numbered by; `rows` is empty when there are too many.
    """

    programme: Programme
    base: Programme
    rows: tuple[Row, ...]
    title: str
    by_row: bool = False  # notices are about rows, not lines of the text
    problems: tuple[tuple[int, str, Notice], ...] = ()

    @property
    def changed(self) -> bool:
        return bool(self.problems) or (self.programme.title, self.programme.entries) != (
            self.base.title,
            self.base.entries,
        )


async def sent(request: Request) -> bodies.Body:
    """Return the fields of a form with a file, or of JSON. Refuses `too_large`."""
    if int(request.headers.get("content-length") or 0) > LARGEST_FILE + 3 * LARGEST_PROGRAMME:
        raise TooLarge("That is more than can be taken at once.")
    if request.headers.get("content-type", "").startswith("application/json"):
        return bodies.from_json(await bodies.content(request, 3 * LARGEST_PROGRAMME))
    async with request.form(max_fields=MOST_FIELDS, max_files=1, max_part_size=LARGEST_PROGRAMME) as fields:
        words = [(name, value) for name, value in fields.multi_items() if isinstance(value, str)]
        files = {name: await _file(value) for name, value in fields.multi_items() if isinstance(value, UploadFile)}
    return bodies.gathered(words) | files


async def _file(upload: UploadFile) -> File | str:
    """A file that was chosen; nothing when none was."""
    content = await upload.read(LARGEST_FILE + 1)
    if len(content) > (LARGEST_FILE if is_packed(content) else LARGEST_PROGRAMME):
        raise TooLarge("That is more than can be taken at once.")
    return File(upload.filename, content) if upload.filename else ""


def form_of(wish: NewProgramme) -> Form:
    """Return what was sent, as the page gives it back."""
    form = Form(
        text=wish.text, date=wish.date, timezone=wish.timezone, language=wish.language, slug=wish.slug,
        replace="on" if wish.replace else "", use=wish.use or "", title=wish.title, base=wish.base, read=wish.read,
        rows=_rows(wish), out=frozenset(wish.out), source=wish.text.encode(),
    )  # fmt: skip
    if wish.file is not None:
        form.source, form.filename = wish.file.content, wish.file.name
        form.text = "" if is_packed(form.source) else decoded(form.source)
    return form


async def understood(form: Form) -> Sheet:
    """Return the sessions when they were corrected, the text when that was changed or is asked for.

    Refuses when it is both, and what is not understood.
    """
    await _unpack(form)
    sheet = await corrections(form)
    fresh = form.read != fingerprint(form)
    chosen = form.use
    if sheet is None or chosen == "text" or (fresh and not sheet.changed and chosen != "table"):
        return _asked(_shown(await _read(form)))
    if fresh and chosen != "table":
        raise Conflict(
            "Both the text and the sessions were changed. Check the corrections, or read the text again.",
            code="both_changed",
            field="text",
        )
    return _asked(sheet)


def refuse_problems(sheet: Sheet) -> None:
    """Refuses `not_corrected` when there are sessions that cannot be read."""
    if sheet.problems:
        raise Unfit("Some sessions cannot be read as they are now.", code="not_corrected")


async def corrections(form: Form) -> Sheet | None:
    """Return the programme as the rows of the form have it; None when no sessions were sent."""
    if not form.base or not form.rows:
        return None
    try:
        base = await read_safely(form.base.encode(), name="programme.json", today=_today())  # it has all its dates
    except NotUnderstood:
        raise Invalid("This is not the form it says it is.") from None
    title = form.title
    kept = [row for row in form.rows if str(row.number) not in form.out]
    made = corrected(base, title, kept)
    if not made.programme.entries:
        nothing = Notice("A programme needs at least one session.")
        return Sheet(
            programme=base, base=base, rows=form.rows, title=title, by_row=True, problems=((0, "title", nothing),)
        )
    return Sheet(programme=made.programme, base=base, rows=made.rows, title=title, by_row=True, problems=made.problems)


async def as_sent(form: Form) -> Sheet | None:
    """Return the corrections beside a text that is not understood, so that they are not lost; None without any."""
    try:
        return await corrections(form)
    except Refused:
        return None


def fingerprint(form: Form) -> str:
    """Return what the sessions were read from; browsers change the newlines of a text."""
    said = ["\n".join(form.text.split()), form.date, form.timezone, form.language]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]


def carried(sheet: Sheet, form: Form, *, refused: bool) -> dict[str, object]:
    """Return the form to give back, with what it carries along.

    Until a refusal is settled the sessions stay of the text they were read from.
    """
    read = form.read if refused and sheet.by_row else fingerprint(form)
    return asdict(form) | {"base": write(sheet.base, "json").decode(), "read": read}


def _shown(programme: Programme) -> Sheet:
    rows = rows_of(programme) if len(programme.entries) <= MOST_CORRECTED else ()
    return Sheet(programme=programme, base=programme, rows=rows, title=programme.title)


def _rows(wish: NewProgramme) -> tuple[Row, ...]:
    """Each field of the sessions as often as there are sessions, in their order."""
    given = {name: getattr(wish, "titles" if name == "title" else name) for name in ("number", *FIELDS)}
    columns = {name: [value.replace("\r\n", "\n") for value in values] for name, values in given.items()}
    numbers = columns.pop("number")
    if any(len(column) != len(numbers) for column in columns.values()) or not all(
        number.isdecimal() and len(number) < 6 for number in numbers
    ):
        raise Invalid("This is not the form it says it is.")
    return tuple(
        Row(number=int(number), **{name: column[at] for name, column in columns.items()})
        for at, number in enumerate(numbers)
    )


async def _unpack(form: Form) -> None:
    """The text of a Word, Excel or PDF file or a mail in the place of the file, to be looked at and changed."""
    if not is_packed(form.source):
        return
    try:
        found = await as_text_safely(form.source, name=form.filename, today=_today())
    except NotUnderstood as error:
        raise _unfit(error) from None
    if found is not None:
        form.text, form.source, form.filename = found.text, found.text.encode(), found.name


async def _read(form: Form) -> Programme:
    try:
        return await read_safely(
            form.source,
            name=form.filename,
            date=_day(form.date),
            timezone=form.timezone or None,
            language=form.language or None,
            today=_today(),
        )
    except NotUnderstood as error:
        raise _unfit(error) from None


def _unfit(error: NotUnderstood) -> Unfit:
    refused = Unfit(error.notice.message, code="not_understood", field="text")
    refused.values = dict(error.notice.values)
    return refused


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise Unfit("“{value}” does not fit here.", field="date", value=str(said)[:40]) from None


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the server's own day is only a guess


def _asked(sheet: Sheet) -> Sheet:
    """The day is what goes wrong unseen: that it has passed, or that nobody has said it, is the first thing to look
    at.
    """
    programme = sheet.programme
    last = max(entry.ends.date() for entry in programme.entries)
    passed = [Notice("This was on {date}; the day has passed.", {"date": last.isoformat()})] if last < _today() else []
    undated = [notice for notice in programme.notices if notice.message.startswith(_NO_DATE)]
    others = [notice for notice in programme.notices if notice not in undated]
    return msgspec.structs.replace(
        sheet, programme=msgspec.structs.replace(programme, notices=(*passed, *undated, *others))
    )
