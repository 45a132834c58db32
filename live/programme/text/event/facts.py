"""Lines above an agenda that say when, where or what the columns hold, and are no name of the event."""

import re

from live.programme.text.clocks.spans import spans_in
from live.programme.text.days.dates import Found, blanked, dates_in
from live.programme.text.lines.marks import after_label, label_of
from live.programme.text.sessions.titles import without_full_stop
from live.programme.words.columns import role_of
from live.programme.words.events import EVENT_WORDS, FACT_LABELS
from live.programme.words.labels import DEADLINE_WORDS, TITLE_LABELS, alternatives

KIND_ALONE = re.compile(
    r"web+inar(?:ium|et)?|seminar(?:ium)?|workshop|kurs|møte|möte|meeting|konferan[sc]e|konferens|konference|"
    r"conference|tagung|bijeenkomst|"
    r"réunion|colloque|symposium|event|arrangement|invitation|invitasjon|inbjudan|einladung|uitnodiging|indbydelse|"
    r"dato|når|tid|journée d['’]études?|fagdag|temadag|fachtag|studiedag|themadag|"
    r"åpent (?:møte|seminar)|ope møte|"
    r"v[eæ]rksted|verkstad|dagskonferanse|frokostseminar|lunsjseminar|foredrag|studientag|fagseminar|nettverksmøte|"
    r"öppet möte",
    re.IGNORECASE,
)
_ABOUT = ("om", "about")  # "Foredrag om isbreer" is no head of two columns
_DOTTED = re.compile(r"\S\s[·•|]\s*$")  # "Lisbon Hall, Porto · 3 May"
_BESIDE_A_DATE = re.compile(r"\s?[|·•]\s")  # "17 June 2027 | The Old Foundry"
_LONGEST_PLACE = 5  # words
_LABELLED = re.compile(r"[^\W\d_][^:.!?]{1,28}:(?!//)")
EVENT = re.compile(rf"(?:{alternatives(EVENT_WORDS)})(?![^\W\d_])", re.IGNORECASE)


def is_labelled_fact(text: str) -> bool:
    """ "Sted: …", "Påmeldingsfrist: 1. november": a fact about the event and not its name."""
    label, said = label_of(text), after_label(text)
    if not label or not _LABELLED.match(text) or label in TITLE_LABELS:
        return False
    return label in FACT_LABELS or any(word in label for word in DEADLINE_WORDS) or not without_dates(said)


def is_when_and_where(text: str) -> bool:
    """ "Tirsdag 9. november 2027, 08:30–10:00, Teams", "Webinar torsdag 7. oktober": a date and no name."""
    dates, left = dates_in(text), without_dates(text).split()
    if dates and dates[0].at == 0 and len(left) <= _LONGEST_PLACE and _has_a_place_behind_its_hours(text, dates):
        return True
    beside = dates and (
        _DOTTED.search(text[: dates[0].at]) or (not dates[0].at and _BESIDE_A_DATE.match(text, dates[0].to))
    )
    if beside and not EVENT.search(text):
        return True
    if not dates or len(left) > 2:
        return False
    return dates[0].at == 0 or (len(left) == 1 and KIND_ALONE.fullmatch(left[0]) is not None)


def _has_a_place_behind_its_hours(text: str, dates: list[Found]) -> bool:
    """ "Mittwoch, den 10. November ab 18:30 Uhr, Aula der Grundschule"."""
    spans = spans_in(blanked(text, dates))
    return bool(spans) and text[spans[-1].to :].lstrip().startswith(",")


def is_column_heads(text: str) -> bool:
    """ "Time Topic & presenter", "Emne Kven svarar", "Tid": what the columns of a table hold, and no title."""
    words = [word for word in re.split(r"[\s/|&]+", text.strip(" :|")) if word]
    roles = [role for word in words if (role := role_of(word)) and word.lower() not in _ABOUT]
    return (
        0 < len(words) <= 6
        and not EVENT.match(text)
        and bool(role_of(words[0]))
        and (len(roles) == len(words) or len(set(roles)) >= max(2, len(words) - 1))
    )


def without_dates(text: str) -> str:
    """A title without its date and hours: "Webinar om lesing, 8. mars 2022 kl. 12–13" is "Webinar om lesing"."""
    dates = dates_in(text)
    hidden = blanked(text, dates)
    spans = [span for span in spans_in(hidden) if dates or span.belief == 3]
    if not dates and not spans:
        return without_full_stop(text)
    at = min([date.at for date in dates] + [span.at for span in spans])
    to = max([date.to for date in dates] + [span.to for span in spans])
    head = re.sub(
        r"(?:\s(?:kl|den|fra|the|on|am|from|d|onsdag|i))?[\s.]*$", "", text[:at].rstrip(" ,–—-:(|"), flags=re.IGNORECASE
    )
    tail = text[to:].strip(" ,–—-:)|.")
    return without_full_stop(f"{head} {tail}" if re.match(r"[^\W_]|[(«“]", tail) and head else head + tail)
