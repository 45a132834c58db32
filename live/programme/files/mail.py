"""A saved mail as the ways to read it: the invitation in it, its text, and the files that hang on it."""

import datetime as dt
import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart

from live.programme.files.apart import Opened
from live.programme.files.kinds import kind_of
from live.programme.shapes import Notice, NotUnderstood

_MOST_PARTS = 60
_ANSWERED = re.compile(r"^(?:(?:re|sv|vs|fw|fwd|aw|wg|antw|tr)\s?:\s*)+", re.IGNORECASE)


def unpack(source: bytes, name: str) -> list[Opened]:
    """Calendars first, then the text, then attached files."""
    message = email.message_from_bytes(source, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise NotUnderstood(Notice("There is no text in this mail."))
    subject, sent = _ANSWERED.sub("", " ".join(str(message.get("Subject") or "").split())), _sent(message)
    parts = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False) if not part.is_multipart()]
    found = [*_calendars(parts), *_texts(message, subject), *_files(parts)]
    if not found:
        raise NotUnderstood(Notice("There is no text in this mail."))
    return [Opened(one.text, one.name, one.today or sent) for one in found]


def _sent(message: EmailMessage) -> dt.date | None:
    moment = getattr(message.get("Date"), "datetime", None)
    return moment.date() if isinstance(moment, dt.datetime) else None


def _content(part: MIMEPart) -> str:
    """The text of a part, whatever it says about its letters."""
    try:
        said = part.get_content()
    except (LookupError, ValueError):
        said = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")  # type: ignore[union-attr]  # bytes: a part
    return said if isinstance(said, str) else bytes(said).decode("utf-8", "replace")


def _calendars(parts: list[EmailMessage]) -> Iterator[Opened]:
    for part in parts:
        if part.get_content_type() == "text/calendar" or (part.get_filename() or "").lower().endswith(".ics"):
            yield Opened(_content(part), "invitation.ics")


def _texts(message: EmailMessage, subject: str) -> Iterator[Opened]:
    """The text of the mail under its subject: HTML as the reader of pages says it, and the plain one."""
    from live.programme.pages.html import text_of_page
    from live.programme.text.lines.line import IN_CELL

    heading = f"# {subject}\n\n" if subject else ""
    for kind in ("html", "plain"):
        body = message.get_body((kind,))
        if body is not None:
            said = _content(body)
            text = text_of_page(said).replace(IN_CELL, "<br>") if kind == "html" else said
            yield Opened(heading + text, "mail.txt")


def _files(parts: list[EmailMessage]) -> Iterator[Opened]:
    from live.programme.files.unpack import unpacker

    for part in parts:
        if part.get_content_disposition() == "attachment" and isinstance(part.get_payload(decode=True), bytes):
            held = bytes(part.get_payload(decode=True))
            try:
                kind = kind_of(held)
                if kind and kind != "mail":
                    yield from unpacker(kind)(held, part.get_filename() or "")
            except (NotUnderstood, ImportError):
                continue
