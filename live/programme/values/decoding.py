"""Bytes to clean text: encodings as they occur in the wild, and characters that have no business in a programme."""

import re
import unicodedata

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Controls but tab and newline; soft hyphen; zero-width and bidi marks and overrides (they hide or reorder text);
# byte order marks; tags; private use.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f]"
)
_NEWLINES = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def decoded(source: bytes) -> str:
    """The text of `source`: what its byte order mark says, else UTF-8, else UTF-16 by its zeros, else Windows-1252."""
    for mark, encoding in _BOMS:
        if source.startswith(mark):
            return clean(source[len(mark) if encoding == "utf-8" else 0 :].decode(encoding, "replace"))
    if guessed := _utf16_without_mark(source):
        return clean(source.decode(guessed, "replace"))
    try:
        return clean(source.decode("utf-8"))
    except UnicodeDecodeError:
        return clean(source.decode("cp1252", "replace"))


def _utf16_without_mark(source: bytes) -> str:
    """Western text in UTF-16 has a zero in every other byte; Notepad of old wrote it without a mark."""
    head = source[:200]
    if len(head) < 8:
        return ""
    if head[1::2].count(0) * 2 > len(head) // 2 and not head[0::2].count(0):
        return "utf-16-le"
    if head[0::2].count(0) * 2 > len(head) // 2 and not head[1::2].count(0):
        return "utf-16-be"
    return ""


def clean(text: str) -> str:
    """NFC, plain spaces and newlines, nothing invisible. Lines keep their numbers."""
    text = _NEWLINES.sub("\n", text)
    text = _UNWANTED.sub("", _SPACES.sub(" ", text))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Clean text on one line, with single spaces."""
    return " ".join(clean(text).split())
