"""The block of facts that Markdown files of web sites begin with (`---`, `title: …`, `---`), read and taken off."""

import datetime as dt
import re

import msgspec

from live.programme.shapes import Hints, Programme
from live.programme.values.decoding import one_line
from live.programme.values.fields import day as day_in
from live.programme.values.zones import is_zone
from live.programme.words.languages import LANGUAGE_NAMES

_BLOCK = re.compile(r"\s*---[ \t]*\n(?P<facts>(?:[^\n]{0,2000}\n){1,100}?)---[ \t]*(?:\n|$)")
_FACT = re.compile(r"(?P<name>[A-Za-z_-]{2,30})[ \t]*:[ \t]+(?P<said>\S[^\n]*)$")
_NO_DATE = "The text gives no date"

Facts = dict[str, str]


def read_page(text: str, hints: Hints) -> Programme:
    """The programme in a text, with what the block of facts before it says; most texts have none."""
    from live.programme.text.reading import read_text

    facts, body = split_front(text)
    if not facts:
        return read_text(text, hints)
    known = hinted(hints, facts)
    programme = read_text(body, known)
    if known.date is None and (day := day_of(facts, programme)):
        programme = read_text(body, msgspec.structs.replace(known, date=day))
    return with_facts(programme, facts)


def split_front(text: str) -> tuple[Facts, str]:
    """The facts by their names in small letters, and the text with blank lines in their place, so that its lines keep
    their numbers. A text that begins with a rule and no facts comes back as it is.
    """
    found = _BLOCK.match(text)
    lines = found["facts"].split("\n") if found else []
    said = {fact["name"].lower(): _bare(fact["said"]) for line in lines if (fact := _FACT.match(line))}
    if not found or not said:
        return {}, text
    return said, "\n" * text.count("\n", 0, found.end()) + text[found.end() :]


def _bare(said: str) -> str:
    plain = one_line(said)
    return plain[1:-1] if plain[:1] == plain[-1:] and plain[:1] in ("'", '"') and len(plain) > 1 else plain


def hinted(hints: Hints, facts: Facts) -> Hints:
    """What the caller knows, completed by the facts: zone and language."""
    zone = next((facts[name] for name in ("timezone", "time_zone", "tz") if is_zone(facts.get(name) or "?")), None)
    said = (facts.get("language") or facts.get("lang") or "").lower()
    language = LANGUAGE_NAMES.get(said, said if re.fullmatch("[a-z]{2}(?:-[a-z]{2})?", said) else None)
    return msgspec.structs.replace(hints, timezone=hints.timezone or zone, language=hints.language or language)


def day_of(facts: Facts, programme: Programme) -> dt.date | None:
    """The day of the facts, when the text itself gives none; many say there when a page was written."""
    undated = any(notice.message.startswith(_NO_DATE) for notice in programme.notices)
    return (
        next((found for name in ("date", "event_date", "start", "starts") if (found := day_in(facts.get(name)))), None)
        if undated
        else None
    )


def with_facts(programme: Programme, facts: Facts) -> Programme:
    """The programme called and summed up as the facts say."""
    summary = facts.get("summary") or facts.get("description") or facts.get("subtitle") or ""
    return msgspec.structs.replace(
        programme,
        title=facts.get("title") or programme.title,
        summary=programme.summary or summary,
        contact=programme.contact or (facts.get("contact") or facts.get("email") or ""),
    )
