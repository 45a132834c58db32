"""What pages wrap around a programme: menus, sharing links, cookie banners, page numbers, icons' names, captions."""

import re
from collections import Counter

import msgspec

from live.programme.shapes import Notice
from live.programme.text.clocks.spans import CERTAIN, spans_in
from live.programme.text.days.dates import blanked, dates_in
from live.programme.text.lines.line import Line
from live.programme.text.lines.menus import menus
from live.programme.text.lines.open_hours import open_hours
from live.programme.words.names import is_name
from live.programme.words.pages import (
    BEGINNINGS,
    BUTTONS,
    CONSENT,
    COOKIES,
    LETTERS_TO_GET,
    OF_THE_SITE,
    SETTINGS,
    TO_GET,
)

_LONGEST = 300  # characters of a line that may be noise
_AROUND = " .!›»>→<«‹←↑↓+×✕|·•:"
# What stands under or instead of a picture: its text for those who do not see it, and who took it.
_CAPTION = re.compile(
    r"(?:(?:foto(?:graf|grafi)?|photo(?:graph)?(?:er)?|ill(?:ustrasjon|ustration|\.)|image|picture|bilde|bilete|"
    r"bild|billede|grafikk|logo|video|film(?!\sa))\s?"
    r"(?::|©|/|by\s|av\s|af\s|von\s|of\s|credit)|(?:bilde(?:t)?|bilete(?:t)?|billedet?|bilden?)\s(?:viser|syner|"
    r"visar|zeigt|av|av et)\s|"
    r"(?:image|picture|photo|portrait)\s(?:of|shows|showing)\s|portrett av\s|profilbilde|skjermbilde"
    r")",
    re.IGNORECASE,
)
_CREDITED = re.compile(r"[.)]\s(?:foto|photo)\s?:", re.IGNORECASE)
_PICTURE = re.compile(r"foto|photo|ill|image|pict|portr|prof|skjerm|bil[del]|graf|logo|video|film", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?:(?:side|page|seite|sida|s\.|p\.)\s?[0-9]{1,3}(?:\s?(?:av|of|von|af|/)\s?[0-9]{1,3})?|"
    r"[–—-]\s?[0-9]{1,3}\s?[–—-]|[0-9]{1,3}\s?/\s?[0-9]{1,3}|[0-9]{1,2})$",
    re.IGNORECASE,
)
_EMPTY_LABEL = re.compile(r"[^\W\d_][^:.!?]{2,40}:$")
_LABEL_LINE = re.compile(r"[^\W\d_][\w ]{1,30}:(?:\s|$)")
# When a page was published or a mail was sent.
_STAMP = re.compile(
    r"(?:sist |last )?(?:publisert|publiserad|published|oppdatert|updated|uppdaterad|opdateret|endret|endra|"
    r"modified|stand|sendt|sent|gesendet|"
    r"skickat|aktualisiert|veröffentlicht|laatst bijgewerkt|gepubliceerd|publié|mis à jour)\b|©|copyright\b",
    re.IGNORECASE,
)


def is_noise(text: str) -> bool:
    """A line that is no part of what the page is about."""
    if len(text) >= _LONGEST:
        return False
    said = text.strip(_AROUND)
    return said.lower() in BUTTONS or BEGINNINGS.match(text) is not None or _asks_for_consent(said)


def _asks_for_consent(text: str) -> bool:
    """ "Vi bruker informasjonskapsler", "Nur notwendige", "Sign up for our newsletter"; cookies at coffee are food."""
    if COOKIES.search(text):
        return OF_THE_SITE.search(text) is not None
    asked = CONSENT.match(text) or SETTINGS.match(text)
    return asked is not None or (LETTERS_TO_GET.search(text) is not None and TO_GET.search(text) is not None)


def is_stamp(text: str) -> bool:
    """ "Publisert 3. mars 2027 kl. 09:14": when the page was made."""
    return len(text) < 200 and _STAMP.match(text) is not None


def is_caption(text: str) -> bool:
    """ "Bilde av en tavle", "Foto: Ola Vik": stands at a picture."""
    return (
        len(text) < 500
        and _PICTURE.search(text) is not None
        and (_CAPTION.match(text) is not None or _CREDITED.search(text) is not None)
    )


def without_noise(lines: list[Line]) -> tuple[list[Line], list[Notice]]:
    """The lines with noise blanked out, and a notice that says so."""
    running = _running_heads(lines)
    unwanted = {at for at, line in enumerate(lines) if _unwanted(line, running) and not _is_below_its_clock(lines, at)}
    over = _over_credits(lines)
    kept = _blanked(lines, unwanted | _names_at_pictures(lines) | open_hours(lines))
    menu, site = menus(kept)
    kept = _blanked(kept, menu)
    for at in over | site:
        kept[at] = msgspec.structs.replace(kept[at], aside=True)
    dropped = [line for line, now in zip(lines, kept, strict=True) if not line.blank and now.blank]
    if not dropped:
        return kept, []
    sample = ", ".join(f"“{text}”" for text in dict.fromkeys(line.text[:40] for line in dropped[:20]))
    return kept, [Notice("Left out, as no part of a programme: {lines}", {"lines": sample[:300]}, dropped[0].number)]


def _blanked(lines: list[Line], without: set[int]) -> list[Line]:
    return [Line(line.number, "") if at in without else line for at, line in enumerate(lines)]


def _over_credits(lines: list[Line]) -> set[int]:
    """What stands right above "Foto: Ola Vik", as alt texts do, and is said nowhere else."""
    said = Counter(line.text for line in lines)
    return {
        above
        for at, line in enumerate(lines)
        if is_caption(line.text) and (above := _filled_above(lines, at)) is not None and said[lines[above].text] == 1
    }


def _filled_above(lines: list[Line], at: int) -> int | None:
    return next((above for above in range(at - 1, max(-1, at - 3), -1) if not lines[above].blank), None)


def _unwanted(line: Line, running: dict[str, int]) -> bool:
    text = line.text
    if not text or line.cells:
        return False
    if _is_page_number(line) or running.get(text, line.number) < line.number:
        return True
    return (is_noise(text) or is_caption(text)) and (is_stamp(text) or not _says_when(text))


def _is_below_its_clock(lines: list[Line], at: int) -> bool:
    """ "Close" below "12:45" is what happens then."""
    above = _filled_above(lines, at)
    if above is None or lines[at].text.lower() not in BUTTONS or dates_in(lines[above].text):
        return False
    text = lines[above].text
    spans = spans_in(text)
    return len(spans) == 1 and not (text[: spans[0].at] + text[spans[0].to :]).strip(" .:kKlL")


def _says_when(text: str) -> bool:
    """ "Share your story 10:00–10:30" is no button, whatever it begins with."""
    return any(span.belief >= CERTAIN for span in spans_in(blanked(text, dates_in(text))))


def _names_at_pictures(lines: list[Line]) -> set[int]:
    """Two or more bare names in a paragraph that are said again below with what they are, as under portraits."""
    found: set[int] = set()
    paragraph: list[int] = []
    for at, line in enumerate([*lines, Line(0, "")]):
        if not line.blank and len(line.text) < 40 and is_name(line.text):
            paragraph.append(at)
        elif line.blank and len(paragraph) > 1 and all(_said_below(lines, one) for one in paragraph):
            found.update(paragraph)
            paragraph = []
        elif not line.blank or paragraph:
            paragraph = []
    return found


def _said_below(lines: list[Line], at: int) -> bool:
    name = f"{lines[at].text},"
    return any(name in line.text for line in lines[at + 1 : at + 30])


def _is_page_number(line: Line) -> bool:
    return len(line.text) < 20 and not line.bullet and not line.heading and _PAGE_NUMBER.match(line.text) is not None


def _running_heads(lines: list[Line]) -> dict[str, int]:
    """Heads and feet a PDF repeats on each page, by their text, with the line where each is first seen."""
    beside: dict[str, list[int]] = {}
    filled = [line for line in lines if not line.blank]
    for before, line, after in zip(filled, filled[1:], filled[2:] + filled[-1:], strict=False):
        if _is_page_number(line):
            for neighbour in (before, after):
                beside.setdefault(neighbour.text, []).append(neighbour.number)
    first = next((line for line in filled if not _is_page_number(line)), None)
    heads = {text: min(numbers) for text, numbers in beside.items() if len(set(numbers)) > 1}
    if first and first.text in beside:
        heads[first.text] = first.number
    return heads


def is_empty_label(lines: list[Line], index: int) -> bool:
    """ "Påmeldingsfrist:" with nothing behind it and nothing below it."""
    text = lines[index].text
    if not _EMPTY_LABEL.match(text):
        return False
    below = next((line for line in lines[index + 1 : index + 6] if not line.blank), None)
    return below is None or _LABEL_LINE.match(below.text) is not None
