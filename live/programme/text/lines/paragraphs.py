"""Lines to running text: wrapped lines joined, paragraphs kept apart, bullets kept as bullets."""

from collections.abc import Iterable

from live.programme.text.lines.line import Line

_WRAPPED = (
    60  # characters; a line at least this long that does not end a sentence was wrapped by a mail program or a PDF
)


def running_text(lines: Iterable[str]) -> str:
    """Paragraphs with an empty line between them; within one, lines that were only wrapped are joined."""
    out: list[str] = []
    above = ""
    for text in lines:
        if above and text and _runs_on(above, text):
            out.append(f" {text}")
        elif text or above:
            out.append(f"\n{text}")
        above = text
    return "".join(out).strip()


def _runs_on(above: str, text: str) -> bool:
    if text.startswith("- ") or above.endswith((".", ":", "!", "?")):
        return False
    return text[0].islower() or len(above) >= _WRAPPED


def as_written(lines: Iterable[Line]) -> str:
    """The running text of lines, bullets with a dash in front."""
    return running_text(f"- {line.text}" if line.bullet else line.text for line in lines)
