"""What the event is called: of the lines above the agenda, the one that looks most like one, by a table of signs."""

import re
from collections import Counter
from collections.abc import Callable

import msgspec

from live.programme.text.days.dates import dates_in
from live.programme.text.days.headings import day_heading
from live.programme.text.event.facts import (
    EVENT,
    KIND_ALONE,
    is_column_heads,
    is_labelled_fact,
    is_when_and_where,
    without_dates,
)
from live.programme.text.lines.headings import is_programme_heading
from live.programme.text.lines.letters import EMAIL, is_greeting, is_mail_header, subject_of
from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import after_label, label_of
from live.programme.text.lines.noise import is_caption, is_stamp
from live.programme.text.sessions.titles import continues
from live.programme.words.events import PAGE_WORDS
from live.programme.words.labels import (
    CONTACT_HEADINGS,
    DAY_LABELS,
    PARTS_OF_DAY,
    TIME_LABELS,
    TITLE_LABELS,
    alternatives,
)
from live.programme.words.people import is_person_line
from live.programme.words.places import is_place

LONGEST = 160  # characters of a title
WITHIN = 40  # lines of the top of a text; a title stands there
_ENOUGH = -1.4  # a line that looks less like a title is none
_SURE, _APART = 2.0, 1.5  # of a score: so good, and so much better than the next, is no guess
_PAGE = re.compile(rf"(?:{alternatives(PAGE_WORDS)})\W*$", re.IGNORECASE)
_PROGRAMME_FOR = re.compile(
    r"(?:program\w*|agenda|timeplan|tidsplan|tidsskjema|zeitplan|ablauf|tagesordnung|dagsorden|sakliste|schedule|kjøreplan|invitasjon|"
    r"innbydelse|einladung|inbjudan|indbydelse)"
    r"\s(?:for|för|til|till|des|der|zum|zur|voor|van|på|on|of)\s",
    re.IGNORECASE,
)
_PROGRAMME_DASH = re.compile(r"(?:program\w*|agenda|schedule|tagesordnung|ohjelma)\s?[–—:-]\s?(?=\S)", re.IGNORECASE)
_PAGE_BEHIND = re.compile(r"\s(?:side|page|seite|sida)\s[0-9]{1,2}(?:\s?(?:av|of|von|/)\s?[0-9]{1,2})?$", re.IGNORECASE)
_DASH_PROGRAMME = re.compile(
    r"(?<=\S)\s?[–—:-]\s?(?:foreløpig\s)?"
    r"(?:program\w*|agenda|schedule|tidsplan|timeplan|tagesordnung|ohjelma)$",
    re.IGNORECASE,
)
_ABOUT_TIMES = re.compile(
    r"(?:all(?:e)?\s(?:times?|tider|zeiten|klokkeslett|tidspunkt)|times are|tidene er)\b", re.IGNORECASE
)
_ADDRESSED = re.compile(
    r"(?:hei|hallo|hi|hello|hej|dear|kjære|kära|kære|liebe[r]?|beste|geachte)\s[^\W\d_]+[^.!?]{0,20}[,!]", re.IGNORECASE
)
_CRUMBS = re.compile(
    r"(?:hjem|heim|home|forsid\w*|framsid\w*|start(?:side|seite|sida)?|hem|accueil|etusivu|du er her.)\s?"
    r"[/>»›|\\]\s?\S",
    re.IGNORECASE,
)
PART_OF_DAY = re.compile(rf"(?:{PARTS_OF_DAY})\W{{0,2}}", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_BANNER = 4  # lines below a banner
_HOST = re.compile(  # who arranges it
    r"(?:(?:the\s)?(?:department|faculty|institute|school|centre|center)\s(?:of|for)\b|institutt?\s(?:for|för|für)\b|"
    r"(?:fakultet|avdeling|senter)\b|universit\w+\b|[^\W\d_]+\s(?:kommune|fylkeskommune|universit\w+)$)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?:this|here|dette|her|det här|dies|hier|dit|voici|ceci)\s(?:is|are|er|är|ist|sind|zijn|est)\b", re.IGNORECASE
)
_SAYS_WHAT = re.compile(r"(?:an?|et|en|ei|ett|eine?|une?|een)\s(?!\w+$)", re.IGNORECASE)  # "A day on homes"


class _Candidate(msgspec.Struct, frozen=True):
    at: int
    line: Line
    lines: list[Line]  # all above the agenda
    place: int  # how many filled lines stand above it
    often: int  # how often the text says it

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def below(self) -> Line | None:
        return self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None

    @property
    def is_over_its_day(self) -> bool:
        """The next line says when it is."""
        below = next((line for line in self.lines[self.at + 1 : self.at + 4] if not line.blank), None)
        if below is None:
            return False
        label = label_of(below.text) or below.text.lower().split(" ", 1)[0].rstrip(":")
        return day_heading(0, below) is not None or label in DAY_LABELS | TIME_LABELS

    @property
    def is_last_of_crumbs(self) -> bool:
        """A line above leads here: "Forside › Aktuelt › Seminar om lokalaviser"."""
        above = (line.text for line in self.lines[: self.at] if _CRUMBS.match(line.text))
        return any(text.endswith(self.text) for text in above)

    @property
    def is_said_with_more(self) -> bool:
        """A banner ("MARKET!!") over a line that says the same and when."""
        words = set(_LETTERS.findall(self.text.lower()))
        below = (line.text for line in self.lines[self.at + 1 : self.at + 1 + _BANNER] if dates_in(line.text))
        return any(words < set(_LETTERS.findall(text.lower())) for text in below)

    @property
    def is_a_kind_over_a_name(self) -> bool:
        """ "Journée d'étude" right above what it is called."""
        below = self.below
        if below is None or below.blank or KIND_ALONE.fullmatch(self.text.rstrip(" :")) is None:
            return False
        return could_be_title(below) and not (
            dates_in(below.text) or is_labelled_fact(below.text) or is_place(below.text)
        )

    @property
    def is_last(self) -> bool:
        """Right above the first session, with other lines above: more likely the heading of a part."""
        return self.place > 0 and not any(not line.blank for line in self.lines[self.at + 1 :])


SIGNS: tuple[tuple[float, Callable[[_Candidate], bool]], ...] = (
    (6.0, lambda one: one.line.heading == 1),
    (1.0, lambda one: one.line.heading > 1 or one.line.strong),
    (4.0, lambda one: label_of(one.text) in TITLE_LABELS),
    (2.0, lambda one: EVENT.search(one.text) is not None),
    (1.5, lambda one: bool(dates_in(one.text)) and bool(without_dates(one.text))),
    (1.0, lambda one: bool(_PROGRAMME_FOR.match(one.text))),
    (-3.0, lambda one: EVENT.fullmatch(_PROGRAMME_FOR.sub("", one.text)) is not None and " " in one.text),
    (2.0, lambda one: one.place == 0),
    (1.5, lambda one: one.is_over_its_day),
    (4.0, lambda one: one.is_last_of_crumbs),
    (2.0, lambda one: one.often > 1 and len(one.text.split()) > 2),
    (-3.0, lambda one: one.line.aside),
    (0.7, lambda one: one.below is not None and (one.below.blank or day_heading(0, one.below) is not None)),
    (0.5, lambda one: len(one.text.split()) > 2),
    (-3.0, lambda one: one.line.bullet),
    (-6.0, lambda one: one.text.endswith(",") and one.is_over_its_day),
    (-3.0, lambda one: one.is_said_with_more),
    (-1.0, lambda one: bool(_PROGRAMME_DASH.match(one.text))),
    (-1.0, lambda one: one.is_last),
    (-2.0, lambda one: len(one.text) > 100),
    (-1.5, lambda one: bool(_HOST.match(one.text)) and not EVENT.search(one.text)),
    (-2.0, lambda one: is_place(one.text)),
    (-3.0, lambda one: one.text.endswith(".") and len(one.text.split()) > 4),
    (-3.0, lambda one: bool(_SENTENCE.match(one.text))),
    (-4.0, lambda one: one.is_a_kind_over_a_name),
    (-3.0, lambda one: one.place > 0 and bool(_SAYS_WHAT.match(one.text)) and not one.line.heading),
    (-2.0, lambda one: re.search(r"[.!?]\s+[^\W\d_a-zæøåäöü]", one.text) is not None and len(one.text.split()) > 8),
    (-3.0, lambda one: one.text[:1].islower()),
    (-4.0, lambda one: is_when_and_where(one.text)),
    (-5.0, lambda one: bool(_CRUMBS.match(one.text)) or bool(PART_OF_DAY.fullmatch(one.text))),
    (
        -3.0,
        lambda one: one.often > 1 and not one.line.heading and len(one.text.split()) < 3 and not one.is_over_its_day,
    ),
    (-4.0, lambda one: "_" in one.text and " " not in one.text),
    (-4.0, lambda one: is_person_line(one.text) and not EVENT.search(one.text)),
    (-5.0, lambda one: bool(_ADDRESSED.match(one.text))),
    (-7.0, lambda one: bool(_PAGE.match(one.text))),
    (-5.0, lambda one: is_labelled_fact(one.text)),
    (-6.0, lambda one: is_column_heads(one.text) or bool(_ABOUT_TIMES.match(one.text)) or _is_aside(one.text)),
)
"""What speaks for and against a line being the title, and how much."""


class Title(msgspec.Struct, frozen=True):
    """The event's title ("" when no line looks like one), from which line to which it stands, and how sure that is."""

    text: str = ""
    at: int = 0
    to: int = 0
    sure: bool = True


def find_title(lines: list[Line]) -> Title:
    """The line above the agenda that looks most like the event's title."""
    subject = next((said for line in lines[:15] if (said := subject_of(line.text))), "")
    often = Counter(line.text for line in lines if 0 < len(line.text) < LONGEST)
    filled = 0
    best, next_best, found = _ENOUGH, _ENOUGH, -1
    for at, line in enumerate(lines):
        if at < WITHIN * 2 or line.heading == 1:
            candidate = _Candidate(at, line, lines, filled, often[line.text])
            score = _score(candidate) if could_be_title(line) else -9.0
            if score > best:
                best, next_best, found = score, best, at
            else:
                next_best = max(next_best, score)
        filled += not line.blank and bool(without_dates(line.text).strip(" –—-,"))
    if subject and (found < 0 or lines[found].heading != 1):
        return Title(without_dates(subject))
    if found < 0:
        return Title()
    text, at, to = _whole(lines, found)
    return Title(text, at, to, sure=best >= _SURE and best - next_best >= _APART)


def _score(one: _Candidate) -> float:
    return sum(weight for weight, holds in SIGNS if holds(one)) - 0.12 * min(one.place, 15)


def _whole(lines: list[Line], at: int) -> tuple[str, int, int]:
    """The title with the lines it runs on over."""
    text, to = lines[at].text, at + 1
    text = after_label(text) if label_of(text) in TITLE_LABELS else text
    while to < len(lines) and to < at + 3 and not lines[to].blank and not lines[to].bullet and not lines[at].heading:
        below = lines[to].text
        if not continues(text, below) or label_of(below) or len(text) + len(below) > LONGEST * 2:
            break
        text, to = f"{text} {below}", to + 1
    title = _DASH_PROGRAMME.sub("", without_dates(_PAGE_BEHIND.sub("", text)))
    return (_PROGRAMME_DASH.sub("", title, count=1) or title) if _PROGRAMME_DASH.match(title) else title, at, to


def could_be_title(line: Line) -> bool:
    """Short enough, and neither a fact, a greeting, an address nor "Program"."""
    text = line.text
    if not 2 < len(text) <= LONGEST or (line.bullet and len(text) < 12) or not any(map(str.isalpha, text)):
        return False
    if is_programme_heading(text) or is_greeting(text) or EMAIL.search(text) or is_mail_header(text):
        return False
    if text.lower().startswith(CONTACT_HEADINGS) or _only_leads_on(text) or not without_dates(text):
        return False
    day = day_heading(0, line)
    if day and (day.date or day.weekday is not None or day.number) and len(day.title) < 4:
        return False
    return bool(line.heading) or not (text.endswith(".") and len(text.split()) > 12)


def _is_aside(text: str) -> bool:
    """What stands at a picture, or "(Stand 3.5.2027)": about the page."""
    return is_caption(text) or is_stamp(text.strip("()[] "))


def _only_leads_on(text: str) -> bool:
    """ "Programmet for dagen:"; "Away day, Monday 15 March, Barn 2:" says what it is and when."""
    dates = dates_in(text)
    return text.endswith(":") and not (dates and text[: dates[0].at].rstrip().endswith(","))
