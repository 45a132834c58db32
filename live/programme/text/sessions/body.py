"""The lines under a time: title, people, place, points, and what remains as description."""

import re

import msgspec

from live.programme.text.lines.line import Line
from live.programme.text.lines.marks import after_label, label_of, without_duration
from live.programme.text.sessions.draft import Draft
from live.programme.text.sessions.points import settle_points
from live.programme.text.sessions.titles import continues, settle_title
from live.programme.words.breaks import is_break
from live.programme.words.labels import (
    CHANGE_LABELS,
    DESCRIPTION_LABELS,
    KIND_LABELS,
    LANGUAGE_LABELS,
    LANGUAGES,
    POINT_LABELS,
    ROOM_LABELS,
    SPEAKER_LABELS,
    TIME_LABELS,
    TRACK_LABELS,
    TRACK_WORDS,
)
from live.programme.words.languages import LANGUAGE_NAMES
from live.programme.words.names import is_name
from live.programme.words.people import is_person_line, labelled_people, split_people
from live.programme.words.places import is_room

_TALKS = frozenset("foredrag talk vortrag föredrag oplæg".split())
_HANGING = re.compile(
    r"(?:,|&|\s(?:og|och|and|und|en|et|i|på|ved|av|for|of|at|in|der|des|für|de|du|van|zu|the|vid|för))$", re.IGNORECASE
)
_NEAR_THE_TITLE = 4  # lines; a bare name further down is part of the text
_NUMBERED_PART = re.compile(
    r"(?:pass|sesjon|session|sesión|økt|bolk|bulk|block|del|part|teil|sitzung|sessie|séance|atelier|foredrag|"
    r"innlegg|vortrag|talk|lecture|panel|runde|ronde|round|tema|modul[eo]?|leksjon|lektion|bloc|bloque|mesa|osa|"
    rf"{TRACK_WORDS})\s"
    r"(?:[0-9]{1,2}|[IVX]{1,4}|[A-H])",
    re.IGNORECASE,
)
_WITH_OFFICE = 4  # lines; a title in quotes stands so close below who gives it


def read_body(draft: Draft, beside: str, body: list[Line], language: str) -> None:
    """Fill a draft from the words beside its time and the lines below."""
    rest = _trimmed(body)
    title = beside
    if not title and len(rest) > 1 and is_room(rest[0].text) and (_could_name_it(rest[1]) or _is_shouted(rest[1])):
        draft.room, rest = rest[0].text, rest[1:]
    if not title and rest:
        title, rest = rest[0].text, rest[1:]
    if is_person_line(title) and (at := _below_who_gives_it(title, rest)) is not None:
        draft.speakers.extend(split_people(", ".join([title, *(line.text for line in rest[:at] if line.text)])))
        title, rest = rest[at].text, rest[at + 1 :]
    if not beside and not draft.minutes:
        title, draft.minutes = without_duration(title)
    if _NUMBERED_PART.fullmatch(title) and (at := _what_names_it(rest)) is not None:
        title, rest = f"{title}: {rest[at].text}", rest[:at] + rest[at + 1 :]
    while title and rest and not rest[0].blank and _runs_on(title, rest[0]):
        title, rest = f"{title} {rest[0].text}", rest[1:]
    settle_title(draft, title, language)
    _read_rest(draft, _trimmed(rest))
    settle_points(draft)
    draft.speakers = [one for one in draft.speakers if not any(_is_more(other, one) for other in draft.speakers)]


def _is_more(one: str, other: str) -> bool:
    """ "Mia Heim, docent" says all that "Mia Heim" does."""
    return one.startswith((f"{other},", f"{other} ("))


def _what_names_it(lines: list[Line]) -> int | None:
    """Where the title of "VERKSTAD A" stands: right below, or below where it is."""
    said = ((at, line) for at, line in enumerate(lines[:_WITH_OFFICE]) if not line.blank)
    named = next(((at, line) for at, line in said if label_of(line.text) not in ROOM_LABELS), None)
    return named[0] if named and _could_name_it(named[1]) else None


def _could_name_it(line: Line) -> bool:
    """The line right below "Pass 1" is its title, unless it is a point, a label or a person."""
    plain = not (line.blank or line.bullet or line.heading or len(line.cells) > 1 or line.text[-1] in ".:")
    return plain and not label_of(line.text) and not is_person_line(line.text) and labelled_people(line.text) is None


def _below_who_gives_it(said: str, lines: list[Line]) -> int | None:
    """Where the title stands below a name, and what the person is in between; one line below both is the title, too."""
    if said.isupper():
        return None  # all is in capitals
    shouted = next((at for at, line in enumerate(lines[:_WITH_OFFICE]) if not line.blank and _is_shouted(line)), None)
    return 0 if shouted is None and "(" in said and len(lines) == 1 and _could_name_it(lines[0]) else shouted


def _is_shouted(line: Line) -> bool:
    """A title in capitals, or in quotes, below who gives it."""
    return line.text.isupper() or line.text.startswith(("«", "“", "„", "”", '"'))


def _trimmed(body: list[Line]) -> list[Line]:
    first = next((at for at, line in enumerate(body) if not line.blank), len(body))
    last = next((at for at in range(len(body), first, -1) if not body[at - 1].blank), first)
    return body[first:last]


def _runs_on(title: str, line: Line) -> bool:
    return not line.bullet and not line.heading and labelled_people(line.text) is None and continues(title, line.text)


def _read_rest(draft: Draft, lines: list[Line]) -> None:
    previous: Line | None = None
    for position, line in enumerate(_people_joined(_each_labelled(lines))):
        if line.blank:
            draft.texts.append("")
        elif line.bullet:
            draft.items.append(line.text)
        elif previous and previous.bullet and line.indent > previous.indent:
            draft.items[-1] = f"{draft.items[-1]} {line.text}"
            continue
        elif _labelled(draft, line.text) or _person(draft, line, previous, position):
            pass
        elif position < _NEAR_THE_TITLE and not draft.room and is_room(line.text):
            draft.room = line.text
        else:
            draft.texts.append(line.text)
        previous = line


def _each_labelled(lines: list[Line]) -> list[Line]:
    """ "Medverkande:" above a list: each of its lines is labelled with it."""
    found: list[Line] = []
    label, listed = "", False
    for line in lines:
        if label_of(line.text) in SPEAKER_LABELS and not after_label(line.text):
            label, listed = line.text, False
            continue
        if listed and not line.blank and _goes_on(found[-1].text):
            found.append(line)
            continue
        listed = listed if line.blank else bool(label) and (line.bullet or is_person_line(line.text))
        label = label if listed or (line.blank and found and label) else ""
        found.append(msgspec.structs.replace(line, text=f"{label} {line.text}", bullet=False) if listed else line)
    return found


def _people_joined(lines: list[Line]) -> list[Line]:
    """ "Medverkande: Isidor Palm, fil. dr och" goes on in the line below it."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above and line.text and not line.bullet and _goes_on(above.text) and labelled_people(above.text):
            joined[-1] = msgspec.structs.replace(above, text=f"{above.text} {line.text}")
        else:
            joined.append(line)
    return joined


def _goes_on(text: str) -> bool:
    return _HANGING.search(text) is not None or text.count("(") > text.count(")")


def _labelled(draft: Draft, text: str) -> bool:
    """A line that says what it is: "Foredragsholder: …", "Rom: …", "Beskrivelse: …"."""
    people = labelled_people(text)
    label, said = label_of(text), after_label(text)
    if people is not None:
        draft.speakers.extend(person for person in people if person not in draft.speakers)
    elif label in ROOM_LABELS and said and len(said) < 80:
        draft.room = draft.room or said
    elif label in TRACK_LABELS and said and len(said) < 80:
        draft.track = draft.track or said
    elif label in DESCRIPTION_LABELS and said:
        draft.texts.append(said)
        draft.labelled = True
    elif _remark(draft, label, said):
        return True
    else:
        return label in TIME_LABELS
    return True


def _remark(draft: Draft, label: str, said: str) -> bool:
    """Read "Type: pause", "Språk: engelsk", "Endring: Toget er forsinket"; False when it is something else."""
    word = said.lower().rstrip(" .")
    if label in KIND_LABELS and (word in _TALKS or is_break(said)):
        draft.kind = "talk" if word in _TALKS else "break"
    elif label in LANGUAGE_LABELS and (word in LANGUAGE_NAMES or word in LANGUAGES):
        draft.language = LANGUAGE_NAMES.get(word, word)
    elif label in POINT_LABELS and said:
        draft.items.append(said)
        draft.labelled = True
    elif label in CHANGE_LABELS and said:
        draft.reason = said
    else:
        return False
    return True


def _person(draft: Draft, line: Line, previous: Line | None, position: int) -> bool:
    """A name right below the title is who speaks; a short line right below a bare name is what they are."""
    early = not any(draft.texts) or (len(draft.texts) == 1 and "," in line.text)
    if position < _NEAR_THE_TITLE and early and not draft.items and is_person_line(line.text):
        draft.speakers.extend(person for person in split_people(line.text) if person not in draft.speakers)
        return True
    below_name = (
        previous is not None and draft.speakers and previous.text == draft.speakers[-1] and is_name(previous.text)
    )
    if (
        below_name
        and len(line.text) < 80
        and line.text[-1] not in ".!?:"
        and (line.text[0].islower() or len(line.text.split()) < 6)
    ):
        draft.speakers[-1] = f"{draft.speakers[-1]}, {line.text}"
        return True
    return False
