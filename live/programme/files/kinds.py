"""What a file is, by what stands in it; its name says nothing here."""

import re

from live.programme.shapes import Notice, NotUnderstood

_ZIPS, _OLE, _PDF = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0", b"%PDF-"
_PDF_WITHIN = 1024  # bytes: Adobe's own readers look that far for the mark
# Names of members as they stand in a zip's local headers and directory.
_INSIDE = (
    (b"word/document", "docx"),
    (b"xl/workbook", "xlsx"),
    (b"ppt/presentation", "PowerPoint"),
    (b"opendocument.text", "OpenDocument"),
    (b"opendocument.spreadsheet", "OpenDocument"),
    (b"Index/Document.iwa", "Pages"),
)
_ARCHIVE = re.compile(rb"SHA256SUMS.{0,80}PK\x05\x06", re.DOTALL)  # the last member of the archives that we write
_OTHERS = {
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"RIFF": "WebP",
    b"\x1f\x8b": "gzip",
}
_HEADER = re.compile(
    rb"^(?:Received|Return-Path|Delivered-To|From|To|Cc|Subject|Date|Message-ID|MIME-Version|Content-Type"
    rb"|Reply-To|Sender"
    rb"|Thread-Topic|Thread-Index|DKIM-Signature|ARC-[A-Za-z-]+|X-[A-Za-z0-9-]+|Content-Language"
    rb"|Content-Transfer-Encoding"
    rb"|Accept-Language|In-Reply-To|References|List-[A-Za-z-]+|User-Agent|Authentication-Results): ",
    re.IGNORECASE,
)
_MACHINE_MADE = re.compile(
    rb"^(?:Received|Message-ID|MIME-Version|Return-Path|X-Unsent): ?", re.IGNORECASE | re.MULTILINE
)


def kind_of(source: bytes) -> str | None:
    """docx, xlsx, pdf, mail or archive (one of ours); None for what is text. Raises NotUnderstood for files in which no
    text can be read.
    """
    if source.startswith(_ZIPS):
        return _zipped(source)
    if _PDF in source[:_PDF_WITHIN]:
        return "pdf"
    if source.startswith(_OLE):
        raise NotUnderstood(
            Notice(
                "This is an old Office file (.doc, .xls or .msg): save it as .docx, .xlsx or PDF, or paste the "
                "programme."
            )
        )
    other = next((kind for mark, kind in _OTHERS.items() if source.startswith(mark)), None)
    if other:
        raise NotUnderstood(_no_text(other))
    return "mail" if _is_mail(source) else None


def is_packed(source: bytes) -> bool:
    """Whether these bytes are no text to show to anybody."""
    try:
        return kind_of(source) is not None
    except NotUnderstood:
        return True


def _zipped(source: bytes) -> str:
    if _ARCHIVE.search(source):
        return "archive"
    found = next((kind for name, kind in _INSIDE if name in source), "zip")
    if found not in ("docx", "xlsx"):
        raise NotUnderstood(_no_text(found))
    return found


def _no_text(kind: str) -> Notice:
    return Notice("This is a file of {kind}, not text: open it, copy the programme and paste it.", {"kind": kind})


def _is_mail(source: bytes) -> bool:
    """A message as mail programs save it: header lines first, one of them a machine's. One pasted by hand is text."""
    head = re.split(rb"\r?\n\r?\n", source[:100_000].lstrip(), maxsplit=1)[0]
    return bool(_HEADER.match(head)) and _MACHINE_MADE.search(head) is not None and head.count(b"\n") >= 2
