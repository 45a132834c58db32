"""Names of speakers in running text: "v/ Kari Nordmann, rektor", "Foredragsholder: …", "… – Kari Nordmann, Udir"."""

import re

from live.programme.words import SPEAKER_LABELS, alternatives

_PARTICLES = "von|van|de|der|den|la|le|el|al|bin|ben|di|da|du|dos|ten|ter|zu|zur|zum"
_TITLE = r"(?:(?:[Dd]r|[Pp]rof|Professor|professor|[Ss]tatsråd|Minister|Frau|Herr|Hr|Fru|Mr|Mrs|Ms|Sir)\.?\s(?:(?:med|phil|ing|rer|nat)\.\s?)*){0,2}"
_WORD = r"[^\W\d_a-zà-öø-ÿ][^\W\d_]*(?:['’.-]{1,2}[^\W\d_]+)*\.?"
_NAME = re.compile(rf"{_TITLE}{_WORD}(?:\s(?:(?:{_PARTICLES})\s){{0,2}}{_WORD}){{1,3}}$")
# Capitalised words that belong to organisations and headlines, not to people.
_NOT_NAMES = re.compile(
    r"(?i:kommun|fylke|direktorat|department|universit|høgskol|högskol|hochschul|institut|school|skole|skule|skola|schule|gymnas|"
    r"sent(?:er|re)|centre|center|zentrum|norge|noreg|norway|sverige|sweden|danmark|denmark|deutschland|germany|europ|utdanning|"
    r"bildung|education|digital|forening|forbund|verband|minister|ministry|council|museum|bibliotek|library|akademi|academy|stiftelse|"
    r"foundation|gmbh|amt\b|behörde|verlag|forlag|norsk|norges|etaten|barnehage|barnehagar|college|association|company|skolverket|verket\b|utvalg|"
    r"sesjon|session|workshop|program|welcome|velkom|välkom|willkomm|keynote|questions|spørsmål|lunch|lunsj|pause|"
    r"kaffe|coffee|introduction|discussion|learning|research|teaching|project|prosjekt|projekt|erasmus|microsoft|google|youtube)|"
    r"\b(?:Zoom|Teams|Nordplus|Horizon|Open|New|The|How|What|Why|Your|Our|Hva|Hvordan|Hvorfor|Room|Rom|Sal|Raum|Saal|Track|Spor|Hall|"
    r"Online|Only|Live|Virtual|Optional|Panel|Opening|Closing|Future|Tools|Group|Building|Bygg|Break|Del|Part|Dag|Day|Tag)\b"
)
_BY_WORDS = r"(?:v/:?\s?|ved[\s:]\s?|v\.\s|presented\sby:?\s|by[\s:]\s?|mit\s|med\s|with\s|av\s|af\s|von\s)"
_BY = re.compile(rf"{_BY_WORDS}(?P<who>\S.*)$", re.IGNORECASE)
_BY_BEGINS = re.compile(rf"(?:^|(?<=[\s,–—(.-])){_BY_WORDS}(?=\S)", re.IGNORECASE)
_CERTAIN_BY = re.compile(r"v/|v\.|ved:|by:|presented", re.IGNORECASE)
_LABEL = re.compile(
    rf"\W{{0,3}}(?:{alternatives(SPEAKER_LABELS)})(?:\s?(?:&|og|and|/)\s?(?:{alternatives(SPEAKER_LABELS)}))?\s?:\s*(?P<who>.*)$",
    re.IGNORECASE,
)
_ROLE_INSIDE = re.compile(
    rf"[.!?,;–—-]\s(?:{alternatives(word for word in SPEAKER_LABELS if len(word) > 6)})\s?(?P<colon>:?)\s(?P<who>[^:]+)$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s[–—-]\s|\s\|\s|[.!?,:]\s|(?<=[,.][\"”»])\s")
_MOST_SEPARATORS = 12  # in a title; more are no title
_BRACKETED = re.compile(r"\((?P<who>[^()]{4,120})\)\s*$")
_AND = re.compile(r"(?<!-)\s(?:og|and|und|och|&|\+)\s|\s?;\s?|\s?/\s(?=[^\W\d_])")
_ROLE = re.compile(
    r"[^\W\d_]{0,20}(?:minister(?:in)?|rektor|professor(?:in)?|sekretær|direktør|rådgiver|rådgivar|leder|leiar|ordfører|amanuensis|forsker|"
    r"lærer|lærar|psykolog|leiterin|leiter|headteacher|director|rektorn|generalsekreterare)\s",
    re.IGNORECASE,
)
# "Hvad ved vi om lesing? Oplæg af …": what kind of talk it is goes with the name.
_KIND_OF_TALK = re.compile(
    r"(?<=[.!?:,–—-])\s+(?:et |en |ein |eit |a )?(?:oplæg|foredrag|innlegg|innledning|innleiing|vortrag|talk|lecture|presentation|presentasjon|föredrag|"
    r"föreläsning|keynote)$",
    re.IGNORECASE,
)
_LONGEST_SPEAKER_LINE = 220  # characters
_SENTENCE_CASE = ("nb", "nn", "sv", "da")  # languages whose titles do not capitalise common words


def is_name(text: str) -> bool:
    """Two to four capitalised words that look like a person and not like an organisation."""
    return 4 < len(text) < 60 and _NAME.match(text) is not None and not _NOT_NAMES.search(text)


def split_people(text: str) -> tuple[str, ...]:
    """People in a list, each with the affiliation that follows the name: "Kari Nordmann, rektor og Ola Hansen" are
    two.
    """
    people: list[str] = []
    for group in _AND.split(_bare(text)):
        for position, piece in enumerate(piece.strip() for piece in group.split(",")):
            named = is_name(_ROLE.sub("", _BRACKETED.sub("", piece).strip()))
            if named or (position == 0 and (not people or "," not in text)):
                people.append(piece)
            elif people and piece:
                people[-1] = f"{people[-1]}, {piece}" if position else f"{people[-1]} og {piece}"
    return tuple(person for person in people if person)


def _bare(text: str) -> str:
    """Without punctuation around it; "adm. dir." keeps its full stop."""
    text = text.strip(" ,:;")
    return text[:-1] if text.endswith(".") and len(text.rsplit(" ", 1)[-1]) > 5 else text


def labelled_people(line: str) -> tuple[str, ...] | None:
    """The people of a line such as "Foredragsholder: …" or "v/ …"; None when the line is something else."""
    if len(line) > _LONGEST_SPEAKER_LINE:
        return None
    if (found := _LABEL.match(line)) and found["who"]:
        return split_people(found["who"])
    by = _BY.match(line)
    if by and (_CERTAIN_BY.match(line) or _leads_with_name(_without_role(by["who"]))):
        return split_people(by["who"])
    return None


def is_person_line(line: str) -> bool:
    """A line that is a name, perhaps with an affiliation behind a comma, a dash or in brackets."""
    if len(line) > _LONGEST_SPEAKER_LINE or line.endswith((".", "!", "?", ":")):
        return False
    people = _AND.split(line)
    return len(people) <= 4 and all(_leads_with_name(person) for person in people)


def people_in_title(title: str, language: str) -> tuple[str, tuple[str, ...]]:
    """A title without the people in it, and the people: "Åpning v/ Kari Nordmann", "Åpning – Kari Nordmann, Udir"."""
    cut = _labelled_inside(title) or _by(title) or _bracketed(title) or _separated(title, language)
    if cut and (head := title[: cut[0]].rstrip(" ,–—-:(|").strip()):
        return _KIND_OF_TALK.sub("", head).replace(',"', '"').replace(",”", "”"), split_people(cut[1])
    head, colon, tail = title.partition(": ")
    if colon and _trusted(head, language) and (language in _SENTENCE_CASE or "," in head):
        return tail.strip(), split_people(head)
    return title, ()


def _labelled_inside(title: str) -> tuple[int, str] | None:
    """ "Paneldebatt. Ordstyrer: …", "Välkomna! Moderator Anna Ek"."""
    found = _ROLE_INSIDE.search(title)
    return (found.start() + 1, found["who"]) if found and (found["colon"] or _surely_person(found["who"])) else None


def _by(title: str) -> tuple[int, str] | None:
    for found in _BY_BEGINS.finditer(title):
        match = _BY.match(title, found.start())
        if match and (_CERTAIN_BY.match(found[0]) or _surely_person(_without_role(match["who"]))):
            return match.start(), match["who"] if "(" in match["who"] else match["who"].rstrip(")")
    return None


def _without_role(who: str) -> str:
    """ "rektor Kari Nordmann" begins with what she is."""
    words = who.split()
    role = next((at for at, word in enumerate(words[:3]) if not (word.isalpha() and word[0].islower())), 0)
    return " ".join(words[role:])


def _surely_person(who: str) -> bool:
    """After a weak word ("med", "by", "von") everything up to the end must be people."""
    return all(_leads_with_name(person) for person in _AND.split(who.rstrip(").")))


def _leads_with_name(text: str) -> bool:
    return is_name(_ROLE.sub("", re.split(r"\s?[,(]|\s[–—-]\s", text.strip(), maxsplit=1)[0].strip()))


def _bracketed(title: str) -> tuple[int, str] | None:
    found = _BRACKETED.search(title)
    if found and (labelled := _LABEL.match(found["who"])):
        return found.start(), labelled["who"]
    return (found.start(), found["who"]) if found and _surely_person(found["who"]) else None


def _separated(title: str, language: str) -> tuple[int, str] | None:
    """The first dash, comma, colon or full stop after which there is nothing but people."""
    for number, found in enumerate(_SEPARATOR.finditer(title)):
        if number >= _MOST_SEPARATORS:
            break
        if title.count("(", 0, found.start()) == title.count(")", 0, found.start()) and _trusted(
            title[found.end() :], language
        ):
            return found.start() + (found[0][0] in "!?"), title[found.end() :]
    return None


def _trusted(who: str, language: str) -> bool:
    """Where titles capitalise every word, a bare pair of capitals is no name; with an affiliation it is."""
    return _surely_person(who) and (language in _SENTENCE_CASE or "," in who or "(" in who)
