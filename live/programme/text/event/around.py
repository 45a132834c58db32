"""What stands before and after the agenda: title, summary, facts about the event, headed sections, whom to ask."""

import re
from dataclasses import dataclass, field

from live.programme.shapes import Notice, Part
from live.programme.text.clocks.spans import spans_in
from live.programme.text.days.dates import blanked, dates_in
from live.programme.text.days.headings import day_heading
from live.programme.text.event.facts import is_column_heads
from live.programme.text.event.naming import find_title
from live.programme.text.event.passing import invited_to
from live.programme.text.lines.headings import is_contact_heading, is_programme_heading, looks_like_heading
from live.programme.text.lines.letters import EMAIL, is_greeting, is_mail_header, is_sign_off, subject_of
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import after_label, label_of
from live.programme.text.lines.noise import is_empty_label
from live.programme.text.lines.paragraphs import as_written
from live.programme.words.labels import CONTACT_HEADINGS, DAY_LABELS, ROOM_LABELS, TIME_LABELS

_LONGEST_CONTACT = 12  # words beside an address that still only say whom to write to


@dataclass(slots=True)
class Around:
    """What the lines outside the agenda say."""

    title: str = ""
    summary: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def read_before(lines: list[Line]) -> Around:
    """The lines above the first session."""
    around = Around()
    at = _take_title(around, lines)
    for heading, body in _sections(around, lines[at:]):
        text = as_written(body)
        if heading and not is_programme_heading(heading):
            _keep_part(around, heading, text)
        elif text:
            around.summary.append(text)
    return around


def read_after(lines: list[Line], around: Around, otherwise: str) -> None:
    """The lines below the last session; text without a heading goes under the heading `otherwise`."""
    for heading, body in _sections(around, lines):
        if heading or any(not line.blank for line in body):
            _keep_part(around, heading or otherwise, as_written(body))


def find_contact(lines: list[Line]) -> str:
    """The address to write to: the first one near a word like "spørsmål" or "kontakt", else the first there is."""
    found = [
        (index, match[0]) for index, line in enumerate(lines) if "@" in line.text for match in EMAIL.finditer(line.text)
    ]
    for index, address in found[:50]:
        nearby = " ".join(line.text.lower() for line in lines[max(0, index - 4) : index + 1])
        if any(
            word in nearby for word in ("spørsmål", "kontakt", "contact", "question", "fragen", "frågor", "spørgsmål")
        ):
            return address
    return found[0][1] if found else ""


def _take_title(around: Around, lines: list[Line]) -> int:
    """Find the title among the first lines; give back where the rest begins."""
    found = find_title(lines)
    around.title = found.text or invited_to(lines)
    if around.title:
        around.summary.extend(filter(None, [as_written(line for line in lines[: found.at] if _says_something(line))]))
    if around.title and not (found.text and found.sure):
        line = lines[found.at].number
        around.notices.append(Notice("The event's title is a guess: “{title}”.", {"title": around.title}, line))
    return found.to


def _says_something(line: Line) -> bool:
    return bool(line.text) and not (
        len(line.text) < 3
        or _is_fact(line.text)
        or is_column_heads(line.text)
        or is_mail_header(line.text)
        or is_greeting(line.text)
        or is_programme_heading(line.text)
    )


def _sections(around: Around, lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """The lines by the headings they stand under; facts, greetings and signatures are taken out."""
    sections: list[tuple[str, list[Line]]] = [("", [])]
    for at, line in enumerate(lines):
        if is_sign_off(line.text):
            break
        if line.blank:
            sections[-1][1].append(line)
        elif is_empty_label(lines, at) and not day_heading(at, line):
            around.notices.append(Notice("Left out, as nothing follows it: {lines}", {"lines": line.text}, line.number))
        elif label_of(line.text) in ROOM_LABELS and after_label(line.text):
            around.parts.append(Part(line.text.split(":")[0].strip(), after_label(line.text)))
        elif _is_told_elsewhere(lines, at):
            continue
        elif _heads_a_section(lines, at):
            sections.append((line.text, []))
        else:
            sections[-1][1].append(line)
    return sections


def _heads_a_section(lines: list[Line], at: int) -> bool:
    line = lines[at]
    day = day_heading(at, line)
    if label_of(line.text) in DAY_LABELS | TIME_LABELS or (day and not (line.heading and day.title)):
        return False
    if line.heading or is_programme_heading(line.text) or is_contact_heading(line.text):
        return True
    alone_above = at == 0 or lines[at - 1].blank
    below = next((other for other in lines[at + 1 : at + 4] if not other.blank), None)
    return alone_above and below is not None and looks_like_heading(line)


def _is_told_elsewhere(lines: list[Line], at: int) -> bool:
    text, heading = lines[at].text, day_heading(at, lines[at])
    if EMAIL.search(text) and text.lower().startswith(CONTACT_HEADINGS) and len(text.split()) <= _LONGEST_CONTACT:
        return True
    mail = is_greeting(text) or is_mail_header(text) or bool(subject_of(text))
    return mail or _is_fact(text) or (heading is not None and not heading.title)


def _is_fact(text: str) -> bool:
    """ "Fra: 8. mar. 2022 12:00": the calendar has read it."""
    if label_of(text) not in DAY_LABELS | TIME_LABELS:
        return False
    said = after_label(text)
    dates = dates_in(said)
    left = blanked(said, dates)
    for span in spans_in(left):
        left = left[: span.at] + " " * (span.to - span.at) + left[span.to :]
    return len(re.sub(r"[\W_]|kl|norsk tid|cest|cet", "", left, flags=re.IGNORECASE)) < 12


def _keep_part(around: Around, heading: str, text: str) -> None:
    if is_contact_heading(heading) and EMAIL.search(text) and len(text.split()) <= _LONGEST_CONTACT:
        return
    heading = heading.rstrip(":").strip()
    if text:
        around.parts.append(Part(heading, text))
    elif heading:
        around.notices.append(Notice("A heading with nothing below it was left out: {lines}", {"lines": heading}))
