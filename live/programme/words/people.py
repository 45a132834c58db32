"""Names of speakers in running text: "v/ Kari Nordmann, rektor", "Foredragsholder: …", "… – Kari Nordmann, Udir"."""

import re

from live.programme.words.labels import SPEAKER_LABELS, alternatives
from live.programme.words.names import BRACKETED, STYLED_NAME, is_name, is_named

_DONE = (  # "ledet av", "guided by": the work goes with the name, not with the title
    r"(?:ledet|leda|leia(?=\sav\s)|styrt|styrd|leidd|ledes|leiast|holdt|holdes|innledet|innledes|presentert|presenteres|moderert|modereres|modererad|leds|ledd|"
    r"under ledelse|under ledning|ledelse|guided|led|presented|hosted|moderated|chaired|introduced|"
    r"facilitated|geleitet|moderiert|präsentiert|geleid|gepresenteerd|animée?s?|présentée?s?)|"
    r"(?<=[\w:,.!?–—-]\s)(?<!\bog\s)(?<!\boch\s)(?<!\b[au]nd\s)(?<!&\s)(?:innledning|innleiing|indledning|inledning|introduksjon|einleitung|foredrag|"
    r"vortrag|föredrag|oplæg|innlegg|presentasjon|konsert|omvisning)|(?<=[:,.!?–—-]\s)(?:keynote|lecture|talk)"
)
_BY_WORD = (
    r"v/:?\s?|o\.\s?l\.\s?v\.\s|v\.\s|ved[\s:]\s?|by[\s:]\s?|(?:mit|med|with|av|af|von|durch|door|met|avec|par)\s"
)
_BY_WORDS = rf"(?:(?:(?:{_DONE})\s)?(?:{_BY_WORD}))"
_BY = re.compile(rf"{_BY_WORDS}(?P<who>\S.*)$", re.IGNORECASE)
_BY_BEGINS = re.compile(rf"(?:^|(?<=[\s,–—(.-])){_BY_WORDS}(?=\S)", re.IGNORECASE)
_CERTAIN_BY = re.compile(
    r"(?:.*\s)?(?:v/|v\.|o\.\s?l\.\s?v\.|ved:|by:)|(?:guided|presented|hosted|moderated|chaired) by", re.IGNORECASE
)
_LABELS = f"(?:{alternatives(SPEAKER_LABELS)})"
_AND_WORDS = "(?:og|and|und|och|et|en|y|ja)(?![^\\W_])"
_LABEL = re.compile(
    rf"\W{{0,3}}(?:(?:i|im|in|in the|on the|auf dem)\s)?{_LABELS}"
    rf"(?:\s?(?:&|/|{_AND_WORDS})\s?[^\W\d_]+)?\s?:\s*(?P<who>.*)$",
    re.IGNORECASE,
)
_LABEL_AGAIN = re.compile(rf"[.;]\s{_LABELS}\s?:\s", re.IGNORECASE)  # "…, docent. Moderator: Erik Fur"
_LONG_LABELS = f"(?:{alternatives(word for word in SPEAKER_LABELS if len(word) > 6)})"
_ROLE_INSIDE = re.compile(
    rf"[.!?,;–—-]\s(?:{_LONG_LABELS}|{_LABELS}(?=\s?:))\s?(?P<colon>:?)\s(?P<who>[^:]+)$", re.IGNORECASE
)
_SEPARATOR = re.compile(  # "Dr. eng. Aksel Lie" is cut nowhere
    r"\s[–—·-]\s|\s\|\s|(?<!\b[Dd]r)(?<!\b[Pp]rof)(?<!\b[Mm]rs)(?<!\b[MmHhSs][rst])[.!?,:]\s|(?<=[\w,.!?][\"”»’])\.?\s"
)
_MOST_SEPARATORS = 12  # in a title; more are no title
_AND = re.compile(
    r"(?<!-)\s(?:in conversation with|i samtale med|i samtal med|im gespräch mit|"
    r"og|and|und|och|et|y|ja|sowie|samt|&|\+|OG|AND|UND|OCH|ET)\s|\s?;\s?|\s?/\s(?=[^\W\d_])"
)
# "Hvad ved vi om lesing? Oplæg af …": what kind of talk it is goes with the name.
_KIND = (
    r"(?:et |en |ein |eit |a )?(?:oplæg|foredrag|innlegg|innledning|innleiing|vortrag|talk|lecture|presentation|"
    r"presentasjon|föredrag|föreläsning|keynote|lezing)"
)
_KIND_OF_TALK = re.compile(rf"(?<=[.!?:,–—-])\s+{_KIND}$", re.IGNORECASE)
_TALK_BY = re.compile(rf"{_KIND}\s{_BY_WORDS}(?P<who>\S.*)$", re.IGNORECASE)
_KIND_LABEL = re.compile(
    rf"(?:{_KIND}|impuls|input|grußwort|referat)\s?:\s(?P<who>\S.*)$", re.IGNORECASE
)  # "Vortrag: Dr. Eva Ried"
_LONGEST_AFFILIATION = 5  # words behind a dash
_LONGEST_SPEAKER_LINE = 220  # characters
_TELLS = re.compile(  # "Sven-Erik Wall berättar"
    r"\s(?:berättar|forteller|fortel|fortæller|erzählt|leser|läser|liest|viser|visar|zeigt|spiller|spelar|synger|"
    r"syng|sjunger|spielt|vertelt|raconte)\.?$"
)
_QUOTED = re.compile(r"(?P<who>[^«“„\"]{5,80}?)\s?[,:–—-]\s(?P<title>[«“„\"].+[»”“\"])$")  # "Anaïs Bert, « Ruines »"
_KIND_BEFORE = re.compile(rf"(?:(?:invited|plenary|opening|keynote)\s)?{_KIND}\s?[:–—-]\s", re.IGNORECASE)
_NOBODY = frozenset("tba tbd tbc n.n nn t.b.a t.b.d all alle alla everyone everybody allemaal tous kaikki".split())
_AFFILIATED = re.compile(r"\([^()]+\)$")  # "A. Novak (TU Wien): Noise maps"
_WITH_A_TITLE = re.compile(r"\)\s?:\s\S")  # "Ina Falk (Graz): Leichte Editoren"
_THEN = re.compile(
    r",?\s(?:deretter|etterfulgt av|med påfølgende|mit anschl\S*|followed by|därefter|derefter|efterfulgt af)\s.*$",
    re.IGNORECASE,
)
_CAPITALISING = ("en", "de")  # languages whose titles capitalise common words


def split_people(text: str) -> tuple[str, ...]:
    """People in a list, each with the affiliation that follows the name: "Kari Nordmann, rektor og Ola Hansen" are
    two.
    """
    people: list[str] = []
    text = _TELLS.sub("", _bare(_THEN.sub("", text)))
    for joint, group in zip(["", *_AND.findall(text)], _AND.split(text), strict=True):
        pieces = [piece.strip() for piece in _outside_brackets(group)]
        for position, piece in enumerate(pieces):
            named = is_named(piece) and not _is_where(pieces, position)
            if named or (position == 0 and (not people or "," not in text)):
                people.append(piece)
            elif people and piece:
                people[-1] = f"{people[-1]}, {piece}" if position else f"{people[-1]}{joint}{piece}"
    return tuple(person for person in people if person and person.lower().strip(".") not in _NOBODY)


def _outside_brackets(group: str) -> list[str]:
    """Cut at commas, but not at those in brackets."""
    return re.split(r",(?![^()]*\))", group) if "(" in group else group.split(",")


def _is_where(pieces: list[str], position: int) -> bool:
    """In "Ingeborg Thorn, lektor, Vesterø Park" what follows the office at the end is where she works."""
    last = position == len(pieces) - 1
    return last and position >= 2 and pieces[position - 1][:1].islower() and not is_named(pieces[position - 1])


def _bare(text: str) -> str:
    """Without punctuation around it; "adm. dir." keeps its full stop."""
    text = text.strip(" ,:;")
    return text[:-1] if text.endswith(".") and len(text.rsplit(" ", 1)[-1]) > 5 else text


def labelled_people(line: str) -> tuple[str, ...] | None:
    """The people of a line such as "Foredragsholder: …" or "v/ …"; None when the line is something else."""
    if len(line) > _LONGEST_SPEAKER_LINE:
        return None
    if (found := _LABEL.match(line)) and found["who"]:
        return tuple(person for group in _LABEL_AGAIN.split(found["who"]) for person in split_people(group))
    if (given := _KIND_LABEL.match(line)) and _surely_person(given["who"]):
        return split_people(given["who"])
    by = _BY.match(line) or _TALK_BY.match(line)
    if by and (_CERTAIN_BY.match(line[: by.start("who")]) or _leads_with_name(_AND.split(by["who"])[0])):
        return split_people(by["who"])
    return None


def is_person_line(line: str) -> bool:
    """A line that is a name, perhaps with an affiliation behind a comma, a dash or in brackets."""
    if len(line) > _LONGEST_SPEAKER_LINE or line.endswith((".", "!", "?", ":")):
        return False
    people = [] if _WITH_A_TITLE.search(line) else _AND.split(line)
    return 0 < len(people) <= 4 and all(_leads_with_name(person) for person in people) and not _says_more(line)


def _says_more(line: str) -> bool:
    """ "Torunn Hauk – Ord om temaet medlemsvekst" is a talk; "Torunn Hauk – Oslo kommune" is a person."""
    _, dash, tail = re.sub(r"\s[–—-]\s", " – ", line, count=1).partition(" – ")
    return (
        bool(dash)
        and tail[:1].isupper()
        and len(tail.split()) > _LONGEST_AFFILIATION
        and not is_named(tail.split(",")[0])
    )


def name_left(title: str, language: str) -> str:
    """The name behind a dash or a comma at the end of a title that may be who speaks, where other words are
    capitalised, too.
    """
    *before, tail = re.split(r"\s[–—·|-]\s|,\s", title)
    return tail if before and (language in _CAPITALISING or tail.isupper()) and is_name(tail) else ""


def people_in_title(title: str, language: str) -> tuple[str, tuple[str, ...]]:
    """A title without the people in it, and the people: "Åpning v/ Kari Nordmann", "Åpning – Kari Nordmann, Udir"."""
    if kind := _KIND_BEFORE.match(title):  # "Invited talk — Ada Moss (Vik): Peat"
        said, people = people_in_title(title[kind.end() :], language)
        if people and title.endswith(said):
            return said, people
    if (quoted := _QUOTED.match(title)) and _surely_person(quoted["who"]):
        return quoted["title"], split_people(quoted["who"])
    head, colon, tail = title.partition(": ")
    if colon and tail and _AFFILIATED.search(head) and _surely_person(head):
        return tail.strip(), split_people(head)
    cut = _labelled_inside(title) or _by(title) or _separated(title, language) or _bracketed(title)
    if cut and (head := title[: cut[0]].rstrip(" ,–—-:(|").strip()):
        return _KIND_OF_TALK.sub("", head).replace(',"', '"').replace(",”", "”"), split_people(cut[1])
    if colon and _trusted(head, language) and (language not in _CAPITALISING or "," in head):
        return tail.strip(), split_people(head)
    return title, ()


def _labelled_inside(title: str) -> tuple[int, str] | None:
    """ "Paneldebatt. Ordstyrer: …", "Välkomna! Moderator Anna Ek"."""
    found = _ROLE_INSIDE.search(title)
    return (found.start() + 1, found["who"]) if found and (found["colon"] or _surely_person(found["who"])) else None


def _by(title: str) -> tuple[int, str] | None:
    for found in _BY_BEGINS.finditer(title):
        match = _BY.match(title, found.start())
        if match and (_CERTAIN_BY.match(found[0]) or _surely_person(match["who"])):
            return match.start(), match["who"] if "(" in match["who"] else match["who"].rstrip(")")
    return None


def _surely_person(who: str) -> bool:
    """After a weak word ("med", "by", "von") everything up to the end must be people."""
    return all(_leads_with_name(person) for person in _AND.split(who.rstrip(").")))


def _leads_with_name(text: str) -> bool:
    return is_named(
        re.split(r"\s?[,(]|\s[–—-]\s|\s(?:fra|frå|from|från|aus|vom)\s", _TELLS.sub("", text.strip()), maxsplit=1)[
            0
        ].strip()
    )


def _bracketed(title: str) -> tuple[int, str] | None:
    found = BRACKETED.search(title)
    if found and (labelled := _LABEL.match(found["who"])):
        return found.start(), labelled["who"]
    return (found.start(), found["who"]) if found and _surely_person(found["who"]) else None


def _separated(title: str, language: str) -> tuple[int, str] | None:
    """The first dash, comma, colon or full stop after which there is nothing but people."""
    for number, found in enumerate(_SEPARATOR.finditer(title)):
        if number >= _MOST_SEPARATORS:
            break
        if title.count("(", 0, found.start()) == title.count(")", 0, found.start()) and _trusted(
            (who := title[found.end() :].lstrip(" –—-")), language
        ):
            return found.start() + (found[0][0] in "!?"), who
    return None


def _trusted(who: str, language: str) -> bool:
    """Where titles capitalise every word, a bare pair of capitals is no name; with an affiliation it is."""
    told = language not in _CAPITALISING or "," in who or "(" in who or STYLED_NAME.match(who) is not None
    affiliated = "," in who or "(" in who
    return told and (affiliated or not who.isupper()) and _surely_person(who)
