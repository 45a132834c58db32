"""What an event is called where no line is its title: in a letter, in quotes, in a sentence with its day, below."""

import re

from live.programme.text.days.dates import dates_in
from live.programme.text.event.facts import EVENT, is_when_and_where, without_dates
from live.programme.text.event.naming import LONGEST, PART_OF_DAY, WITHIN
from live.programme.text.lines.line import Line
from live.programme.text.sessions.titles import without_full_stop
from live.programme.words.events import EVENT_WORDS
from live.programme.words.labels import alternatives, weekday_names

_WORD = re.compile(r"[^\W\d_]+")
_EVENT_END = re.compile(rf"(?:{alternatives([*EVENT_WORDS, 'tag'])})$", re.IGNORECASE)
_SHORTEST_COMPOUND = 3  # letters before an event word in one
_PARAGRAPHS = 10  # at most so many of a summary are looked into
_LONGEST_SENTENCE = 600  # characters
_INVITED = re.compile(
    r"\b(?:inviter\w*|innby\w*|indby\w*|inbjud\w*|bjuder in|byr inn|invit\w*|convi\w*|laden|uitnodig\w*|"
    r"nodigen\b.{0,30}\buit|velkommen|velkomen|välkommen|välkomna|welcome|willkommen|programmet|programma|programme|agenda|ablauf)\b"
    r"(?:\s[^\W\d_]+){0,5}?\s(?:des|der|of|til|till|to|zu|zum|zur|à|au|aux|voor|for)\s(?:(?:en|et|ei|ett|our|the|a|an|la|l|"
    r"een|de|het|vår|vårt|vor|vores)[\s'’])?"
    r"(?P<what>\S.{3,200})",
    re.IGNORECASE,
)
_WEEKDAY_END = re.compile(r"[\s,]+(?:den|le|on|am|på|op|the|om|fra)?\s*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")


def invited_to(lines: list[Line]) -> str:
    """What a letter invites to: "Vi inviterer til vårmøte i hagelaget mandag 8. mars" is "Vårmøte i hagelaget"."""
    for line in lines[:WITHIN]:
        if len(line.text) < _LONGEST_SENTENCE and (found := _INVITED.search(line.text)):
            said = found["what"]
            dates = dates_in(said)
            said = _WEEKDAY_END.sub("", said[: dates[0].at] if dates else _SENTENCE_END.split(said, maxsplit=1)[0])
            return without_full_stop(said.strip(" ,(–-"))[:1].upper() + without_full_stop(said.strip(" ,(–-"))[1:]
    return ""


def dated_below(lines: list[Line]) -> str:
    """The one line below the agenda that says what it is and when: "Arbejdsmiljødag, onsdag den 8. september 2027"."""
    named = [line.text for line in lines if len(line.text) < LONGEST and EVENT.search(line.text)]
    said = {
        without_dates(text)
        for text in named
        if dates_in(text) and not is_when_and_where(text) and not text.endswith(".")
    }
    return said.pop() if len(said) == 1 else ""


def named_in_passing(summary: list[str]) -> str:
    """What a sentence that says the day calls it: "am 9. Oktober ist wieder Streuobsttag" is "Streuobsttag"."""
    heads = [text[:_LONGEST_SENTENCE] for text in summary[:_PARAGRAPHS]]
    said = (word for text in heads if dates_in(text) for word in _WORD.findall(text))
    return next((word[:1].upper() + word[1:] for word in said if _is_compound_of_an_event(word)), "")


def _is_compound_of_an_event(word: str) -> bool:
    event = _EVENT_END.search(word)
    named = word.lower() not in weekday_names() and not PART_OF_DAY.search(word)
    return event is not None and event.start() >= _SHORTEST_COMPOUND and named


def quoted_in(summary: list[str]) -> str:
    """The first name in quotes in a summary, for mails that only say «Lese for å lære» in passing."""
    found = re.search(r"[«“„]([^«»“”„]{5,100})[»”“]", " ".join(summary)[:2000])
    return found[1] if found else ""
