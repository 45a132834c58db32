"""Names of people as they are written, with what a person is in front or behind; and what only looks like one."""

import re
from functools import lru_cache

from live.programme.words.places import is_place

_PARTICLES = "von|van|de|der|den|la|le|el|al|bin|ben|di|da|du|dos|ten|ter|zu|zur|zum"
_STYLED = (
    r"Dipl\.-[A-Z]\w{1,5}|Ing|Mag|Pfr|[Dd]r|[Pp]rof|Professor|professor|[Ss]tatsråd|Minister|"
    r"Frau|Herr|Hr|Fru|Mr|Mrs|Ms|Sir|PD|Priv\.-Doz|Revd?|Canon|Bishop"
)
_FIELD = r"(?:med|phil|ing|rer|nat|eng|polit|philos|scient|jur|oecon|theol|vet|art|min)\.?\s"
_TITLE = rf"(?:(?:{_STYLED})(?:\.\s?|\s)(?:{_FIELD})*){{0,2}}"
STYLED_NAME = re.compile(rf"(?:{_STYLED})\.?\s")
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_WORD = rf"(?:{_CAPITAL}[^\W\d_]{{0,3}}\.|{_CAPITAL}[^\W\d_]*(?:['’.-]{{1,2}}[^\W\d_]+)*)"
_NAME = re.compile(rf"{_TITLE}{_WORD}(?:\s(?:(?i:{_PARTICLES})\s){{0,2}}{_WORD}){{1,3}}$")
# What belongs to organisations and headlines, not to people: anywhere in a word, at the end of one, as a whole word.
_OF_NO_NAME = frozenset(
    """kommun fylke direktorat department universit høgskol högskol hochschul institut school skole skule skola
    schule gymnas senter sentre centre center zentrum norge noreg norway sverige sweden danmark denmark
    deutschland germany europ utdanning bildung education digital forening forbund verband minister ministry
    council museum bibliotek library akademi academy stiftelse foundation gmbh behörde verlag forlag norsk
    norges etaten barnehage barnehagar college association company skolverket utvalg sesjon session workshop
    program welcome velkom välkom willkomm keynote questions spørsmål lunch lunsj pause seminari förlag klinik
    hospital sykehus teater theater hotel verein stiftung styrelse myndighet society network nettverk bureau
    byrå universität instituut hogeschool gemeente stichting université école kyrka kirkelig kirche
    kulturhus næringsliv kaffe coffee introduction discussion
    learning research teaching project prosjekt projekt erasmus microsoft google
    youtube""".split()
)
_ACRONYM = re.compile(r"(?<![^\W_])(?:[A-ZÆØÅÄÖ]{3,6}|TU|FH|PH|KS|EU|UN)(?![\w.])")  # "ETH Zurich"
_ENDS_OF_NO_NAME = tuple(
    "amt erei verket region gruppe laget kirke kirken kirkens tag dagen abend treffen markt fest festen".split()
)
_NO_NAMES = frozenset(
    """Zoom Teams Nordplus Horizon Open New The How What Why Your Our Hva Hvordan Hvorfor Room Rom Sal Raum Saal
    Track Spor Hall Online Only Live Virtual Optional Panel Opening Closing Future Tools Group Building Bygg
    Break Del Part Dag Day Tag Chief Engineer Officer Director Head Manager Senior Lead Vice Founder Partner
    Scientist Developer Designer Analyst Editor Consultant Executive Principal Adviser Advisor Fellow Trust Studio
    Studios Media Labs Club Union Parish Charity City County Borough Services Systems Cluster Lab Solutions Consulting
    Energy Talk Lecture Session Foredrag Vortrag Föredrag""".split()
)
_IN_BRACKETS = re.compile(r"\s*\([^()]{1,120}\)\s*$")
BRACKETED = re.compile(r"\((?P<who>[^()]{4,120})\)\s*$")
# What people are, as it stands before a name: "avdelingsleiar", "Plansjef", "Prof. Dr.", "Leiar for digitalisering".
_OFFICE = (
    r"[^\W\d_-]{0,24}-?(?:minister(?:in|en)?|rektor(?:n)?|professor(?:in|n)?|sekret[æä]r(?:en)?|direktør|"
    r"direktör|direktor(?:in)?|rådgiver|rådgivar(?:e)?|leder(?:en)?|leiar(?:en)?|ledare|ordfører|ordførar|"
    r"ordförande|amanuensis|forsker|forskar(?:e)?|lærer|lærar(?:e)?|lektor|psykolog|leiter(?:in)?|headteacher|"
    r"director|sjef|chef(?:en)?|konsulent|konsult|redaktør|redaktör|redakteur(?:in)?|bibliotekar(?:ie)?|"
    r"statistiker|rådmann|rådmand|fylkesmann|byfogd|kasserer|kasserar|styremedlem|styreleder|formand|formann|"
    r"forfatter|forfattar(?:en)?|författare|journalist|advokat|lege|lækjar|läkare|prest|biskop|kantor(?:in)?|"
    r"docent|stipendiat|student|pedagog|terapeut|ingeniør|arkitekt|koordinator|coordinator|manager|officer|"
    r"president(?:in)?|chair|secretary|lecturer|researcher|referent(?:in)?|vorsitzende[r]?|sprecher(?:in)?|"
    r"beauftragte[r]?|voorzitter|gespreksleider|wethouder|dekan|prodekan|prorektor|inspektør|statsråd|"
    r"stortingsrepresentant|moderator|ordstyrer|ordstyrar|konferansier|vert(?:inne)?|konstnär|kunstner|kunstnar|"
    r"skuespiller|musiker|komponist|historiker|filolog)"
)
_ROLE = re.compile(
    rf"(?:(?i:daglig|fung(?:\.|erende)|konstituert|tidligere|assisterende|første|senior|former|fagleg|faglig)\s)?"
    rf"(?i:{_OFFICE})(?:,?\s(?:for|i|of|für|för|av|ved|på|em\.?)\s[^,()]{{2,40}}?)?,?\s(?=[^\W\d_a-zà-öø-ÿ])"
)
_LONGEST_NAMED = 110  # characters of a person with office and affiliation
_IN_NO_NAME = frozenset(
    """i på av til for med fra frå om og er som ved en et ei ein det hva hvordan hvem mot uten under over of the to
    and in with from on at by how what why is are der die das und mit im am zu für wie was unter über durch nach
    bei aus des dem och till från hur vad att ett är hvad af""".split()
)
_SMALL = frozenset("i ved på of at in für för und og and och av af for mit med with til to in an".split())


@lru_cache(maxsize=20_000)
def is_name(text: str) -> bool:
    """Two to four capitalised words that look like a person and not like an organisation."""
    if not 4 < len(text) < 60 or _NAME.match(text) is None or _names_a_thing(text):
        return False
    return not text.isupper() or not _says_more_than_a_name(text)


def _says_more_than_a_name(text: str) -> bool:
    """In capitals, "WURZELN UNTER ASPHALT" and "LEITERIN DES AMTS" look like names but for their words."""
    words = text.lower().split()
    return not _IN_NO_NAME.isdisjoint(words) or re.match(rf"{_OFFICE}(?![^\W_])", text, re.IGNORECASE) is not None


def _names_a_thing(text: str) -> bool:
    said = text.lower()
    words = re.findall(r"\w+", text.title() if text.isupper() else text)
    return (
        is_place(text)
        or any(stem in said for stem in _OF_NO_NAME)
        or not _NO_NAMES.isdisjoint(words)
        or (not text.isupper() and _ACRONYM.search(text) is not None)
        or any(word.lower().endswith(_ENDS_OF_NO_NAME) for word in words)
    )


@lru_cache(maxsize=20_000)
def is_named(text: str) -> bool:
    """A name, perhaps with what the person is in front ("bibliotekarie Arvid Lundh") or behind in brackets."""
    if len(text) > _LONGEST_NAMED:
        return False
    text = _IN_BRACKETS.sub("", text).strip()
    return is_name(text) or is_name(_ROLE.sub("", text, count=1)) or is_name(_without_role(text))


def names_someone(text: str) -> bool:
    """Whether a line ends in a name: "Hilsen fra rådmand Birthe Klitgaard"."""
    words = text.rstrip(" .").split()
    return any(is_name(" ".join(words[-count:])) for count in (2, 3) if len(words) >= count)


def _without_role(who: str) -> str:
    """ "rektor Kari Nordmann" begins with what she is."""
    words = who.split()
    role = next((at for at, word in enumerate(words[:3]) if not (word.isalpha() and word[0].islower())), 0)
    return who if _SMALL.intersection(words[:role]) else " ".join(words[role:])
