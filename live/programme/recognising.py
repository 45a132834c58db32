"""Which format is this? By what it says first, by its file name only when the content could be several things."""

import re

_CALENDAR = re.compile(r"(?:\s*<!--)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|div|table|main|article|section|p|h[1-6]"
    r"|ul|ol|span|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*(?:<\?xml\b|<!DOCTYPE\b|<!ENTITY\b|<schedule\b|<iCalendar\b)", re.IGNORECASE)
_TOML_SESSIONS = re.compile(
    r"^[ \t]*(?:\[\[[ \t]*(?:sessions|session|entries)[ \t]*\]\]|(?:sessions|session)[ \t]*=[ \t]*\[)", re.MULTILINE
)
_BY_NAME = {
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "ics": "ics",
    "ical": "ics",
    "ifb": "ics",
    "json": "json",
    "xml": "xml",
    "csv": "csv",
    "tsv": "csv",
    "toml": "toml",
    "txt": "text",
    "md": "text",
    "markdown": "text",
    "text": "text",
    "eml": "text",
}


def recognise(text: str, name: str) -> str:
    """text, html, ics, json, xml, csv or toml."""
    head = text[:4000]
    ending = _BY_NAME.get(name.rpartition(".")[2].lower(), "") if "." in name else ""
    if _CALENDAR.match(head):
        return "ics"
    if head.lstrip()[:1] in ("{", "[") and (ending == "json" or _like_json(text)):
        return "json"
    if _PAGE.match(head) or (_XML.match(head) and re.search(r"<(?:!doctype\s+)?html\b", head, re.IGNORECASE)):
        return "html"
    if _XML.match(head):
        return "xml"
    if _TOML_SESSIONS.search(text[:200_000]) and ending in ("", "toml"):
        return "toml"
    return _by_name_or_header(head, ending)


def _like_json(text: str) -> bool:
    """A Markdown link or a "[09:00]" begins with a bracket, too."""
    return re.match(r'\s*(?:\{\s*(?:"|\})|\[\s*(?:\{|\]|"))', text) is not None and text.rstrip()[-1:] in ("}", "]")


def _by_name_or_header(head: str, ending: str) -> str:
    from live.programme.tables.table import looks_like_table

    if ending in ("csv", "text", ""):
        return "csv" if looks_like_table(head, sure=ending == "csv") else "text"
    return ending
