"""What an organiser sends of a programme: its text, and the sessions as corrected in the form.

Which of them counts is decided here.
"""

import hashlib
from datetime import date, timedelta

import msgspec
from msgspec.structs import asdict

from live.actions import looks
from live.pages.organiser.receiving import MOST_CORRECTED
from live.pictures import Pictures
from live.programme import Notice, NotUnderstood, Programme, write
from live.programme.correcting import Row, corrected, rows_of
from live.programme.files import is_packed
from live.programme.moving import first_day, programme_later
from live.programme.safely import as_text_safely, read_safely
from live.programme.values.decoding import decoded
from live.rules.errors import Conflict, Invalid, Refused, Unfit
from live.rules.wishes.programme import NewProgramme
from live.views.proof import ProofSheet

FIELDS = tuple(name for name in Row.__struct_fields__ if name != "number")
_NO_DATE = ("The text gives no date", "The date has no year")


class Form(msgspec.Struct, kw_only=True):
    """The form as the page gives it back. `source` is what is read: the text, or a file."""

    text: str
    date: str
    timezone: str
    language: str
    slug: str
    suggested: str
    listed: bool
    stream: str
    stream_was: str
    replace: str
    use: str
    on: str
    title: str
    base: str
    read: str
    rows: tuple[Row, ...]
    out: frozenset[str]
    source: bytes
    filename: str = ""


def form_of(wish: NewProgramme) -> Form:
    """Return what was sent, as the page gives it back."""
    form = Form(
        text=wish.text, date=wish.date, timezone=wish.timezone, language=wish.language,
        slug=wish.offered or wish.slug, suggested=wish.suggested, listed=wish.listed,
        stream=wish.stream, stream_was=wish.stream_was,
        replace="on" if wish.replace else "", use=wish.use or "", on=_today().isoformat() if wish.today else wish.on,
        title=wish.title, base=wish.base, read=wish.read, rows=_rows(wish), out=frozenset(wish.out),
        source=wish.text.encode(),
    )  # fmt: skip
    if wish.file is not None:
        form.source, form.filename = wish.file.content, wish.file.name
        form.text = "" if is_packed(form.source) else decoded(form.source)
    return form


async def understood(form: Form) -> ProofSheet:
    """Return the sessions when they were corrected, the text when that was changed or is asked for.

    Refuses when it is both, and what is not understood.
    """
    await _unpack(form)
    sheet = await corrections(form)
    fresh = form.read != fingerprint(form) and form.use != "table"
    day = _day(form.on, "on")
    form.date = day.isoformat() if day else form.date
    if sheet is None or form.use == "text" or ((fresh or day) and not sheet.changed):
        return _asked(_shown(await _read(form)), form)
    if fresh:
        raise Conflict(
            "Both the text and the sessions were changed. Check the corrections, or read the text again.",
            code="both_changed",
            field="text",
        )
    return _asked(_on(sheet, day) if day and not sheet.problems else sheet, form)


async def with_logo(sheet: ProofSheet, pictures: Pictures) -> tuple[ProofSheet, looks.Picture | None]:
    """Return the sheet and the logo that its programme carries, made fit; what cannot be is told on the sheet."""
    programme, picture = await looks.carried(pictures, sheet.programme)
    return msgspec.structs.replace(sheet, programme=programme, logo=picture), picture


def _on(sheet: ProofSheet, day: date) -> ProofSheet:
    """The sessions and what they were read from, moved to another day together: what was corrected stays so."""
    days = (day - first_day(sheet.programme.entries)).days
    rows = tuple(
        msgspec.structs.replace(row, day=(date.fromisoformat(row.day) + timedelta(days)).isoformat())
        for row in sheet.rows
    )
    programme, base = programme_later(sheet.programme, days), programme_later(sheet.base, days)
    return msgspec.structs.replace(sheet, programme=programme, base=base, rows=rows)


def refuse_problems(sheet: ProofSheet) -> None:
    """Refuses `not_corrected` when there are sessions that cannot be read."""
    if sheet.problems:
        raise Unfit("Some sessions cannot be read as they are now.", code="not_corrected")


async def corrections(form: Form) -> ProofSheet | None:
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
        return ProofSheet(
            programme=base, base=base, rows=form.rows, title=title, by_row=True, problems=((0, "title", nothing),)
        )
    return ProofSheet(
        programme=made.programme, base=base, rows=made.rows, title=title, by_row=True, problems=made.problems
    )


async def as_sent(form: Form) -> ProofSheet | None:
    """Return the corrections beside a text that is not understood, so that they are not lost; None without any."""
    try:
        return await corrections(form)
    except Refused:
        return None


def fingerprint(form: Form) -> str:
    """Return what the sessions were read from; browsers change the newlines of a text."""
    said = ["\n".join(form.text.split()), form.date, form.timezone, form.language]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]


def carried(sheet: ProofSheet, form: Form, *, refused: bool) -> dict[str, object]:
    """Return the form to give back, with what it carries along.

    Until a refusal is settled the sessions stay of the text they were read from.
    """
    read = form.read if refused and sheet.by_row else fingerprint(form)
    return asdict(form) | {"base": write(sheet.base, "json").decode(), "read": read}


def _shown(programme: Programme) -> ProofSheet:
    rows = rows_of(programme) if len(programme.entries) <= MOST_CORRECTED else ()
    return ProofSheet(programme=programme, base=programme, rows=rows, title=programme.title)


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


def _day(said: str | None, field: str = "date") -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise Unfit("“{value}” does not fit here.", field=field, value=str(said)[:40]) from None


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the server's own day is only a guess


def _asked(sheet: ProofSheet, form: Form) -> ProofSheet:
    """The day is what goes wrong unseen: that nobody has said it is the first thing to look at."""
    programme = sheet.programme
    undated = [notice for notice in programme.notices if notice.message.startswith(_NO_DATE)]
    others = [notice for notice in programme.notices if notice not in undated]
    stream = form.stream if form.stream != form.stream_was else programme.stream
    form.stream, form.stream_was = stream, programme.stream
    return msgspec.structs.replace(
        sheet, programme=msgspec.structs.replace(programme, notices=(*undated, *others), stream=stream)
    )
