"""The words programmes are made of, in bokmål, nynorsk, English, German, Swedish and Danish.

Tables only. Month and day names come from CLDR through Babel; what CLDR lacks (how people actually abbreviate) is
added here.
"""

import re
from collections.abc import Iterable
from functools import cache

LANGUAGES = ("nb", "nn", "en", "de", "sv", "da")

_MORE_MONTHS = {
    "mar": 3,
    "mrz": 3,
    "maerz": 3,
    "jun": 6,
    "jul": 7,
    "sept": 9,
    "sep": 9,
    "dec": 12,
    "des": 12,
    "dez": 12,
    "jänner": 1,
}
_MORE_WEEKDAYS = {
    "tirs": 1, "tues": 1, "tys": 1, "thur": 3, "thurs": 3, "tors": 3, "laur": 5, "sundag": 6, "søndag": 6, "lau": 5,
}  # fmt: skip


@cache
def month_names() -> dict[str, int]:
    """Lower-case names and abbreviations of months, without dots, to 1–12."""
    from babel.dates import get_month_names

    names = {
        str(name).lower().rstrip("."): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, language).items()
    }
    return names | _MORE_MONTHS


@cache
def weekday_names() -> dict[str, int]:
    """Lower-case names and abbreviations of days, without dots, to 0 (Monday) – 6."""
    from babel.dates import get_day_names

    names = {
        str(name).lower().rstrip("."): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_day_names(width, "format", language).items()
    }
    return names | _MORE_WEEKDAYS


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


BREAK = frozenset(
    """pause pausen pauser matpause kaffepause lunsjpause røykepause luftepause strekkepause beinstrekk lunsj lunch lunsjen
    lunchpause lunchbreak break breaks coffeebreak teabreak recess intermission fika fikapaus kaffepaus paus lunchpaus bensträckare
    mittagspause kaffeepause mittagessen mittag imbiss pausa kaffipause frokostpause eftermiddagskaffe formiddagskaffe
    middagspause middagspaus nonsmat interval""".split()
)
"""Words that make a short title a break."""

REFRESHMENT = frozenset(
    """kaffe kaffi coffee kaffee te tea tee frokost breakfast frühstück frukost middag dinner abendessen aftensmad aftensmat supper
    mat mad food refreshments forfriskninger forfriskningar förfriskningar erfrischungen snacks buffet buffé
    kaker kake frukt frukter snitter servering morgenmad morgenkaffe brunch kuchen fingermat""".split()
)
"""Words that make a break only among companions of their kind ("kaffe og mingling", not "kaffe i Colombia")."""

COMPANIONS = REFRESHMENT | frozenset(
    """og and und och & + / m/ med mit with i in im at på the en ein eine et a kort lang short long felles gemeinsame gemensam fælles
    mingling mingel minglin nettverk networking nettverking nätverkande netværk utstilling utstillere exhibition ausstellung
    utställning foyer foajeen foajé lobby kantina kantinen kantine cafeteria restaurant restauranten min minutter minutes minuten
    minuter minutters små litt lett light noe noko å for alle til to bite bit drikke drikkevarer drinks getränke registrering registration
    registrierung ankomst arrival omvisning pust strekk på beina pust bakken served serveres servert serverast available
    kurze kurzer lange große kleine time hour påfyll""".split()
)

BREAK_PHRASES = (
    "pust i bakken", "strekk på beina", "strekke på beina", "strekk på bena", "time out", "bio break", "comfort break",
    "health break", "stretch break", "zeit für kaffee", "ben sträckare",
)  # fmt: skip

NOT_A_BREAK = frozenset(
    """foredrag seminar seminarium webinar talk panel workshop verksted keynote debatt diskusjon diskussion discussion etter after
    efter nach før before vor vår bak behind uten without ohne utan room rooms ut vortrag föreläsning oplæg""".split()
)

PROGRAMME_HEADINGS = frozenset(
    """program programme programm programmet agenda agendaen dagsorden dagsordning dagordning tagesordnung ablauf timeplan
    tidsplan tidsskjema kjøreplan køyreplan schedule sakliste sakslista sakliste timetable zeitplan dagsprogram dagsprogrammet
    sessions talks sesjoner tidsprogram programoversikt programoversyn programöversikt programoversigt tagesprogramm""".split()
)

SPEAKER_LABELS = frozenset(
    """foredragsholder foredragsholdere foredragshaldar foredragshaldarar foreleser forelesar innleder innledere innleiar innleiarar
    speaker speakers presenter presenters presented chair chairs host hosts moderator moderatorer moderators moderatoren
    ordstyrer ordstyrar ordstyrere møteleder møteleiar konferansier vert verter programleder programleiar
    panel panelet paneldeltakere paneldeltakarar panelists panelister panellists deltakere
    referent referentin referenten referenter vortragende vortragender sprecher sprecherin sprecher:innen
    talare föreläsare moderering medverkande taler talere oplægsholder oplægsholdere ordstyrere
    mødeleder innlegg innledning ved speaker(s) foredragsholder(e) foredragsholder/e with by von leitung ansvarlig ansvarleg kursholder
    bidragsyter bidragsytere medvirkende medverkande instruktør instruktørar instruktører instructor kursleder kursleiar facilitator facilitators fasilitator prosessleder""".split()
)

ROOM_LABELS = frozenset(
    """rom room raum rum sal saal lokale lokal location sted stad plass place venue hvor kvar where ort plats auditorium""".split()
)

TITLE_LABELS = frozenset(
    "tittel title titel tema topic thema emne ämne rubrik overskrift veranstaltung arrangement event".split()
)

TRACK_LABELS = frozenset("spor track spår".split())

DESCRIPTION_LABELS = frozenset(
    """beskrivelse beskriving description beschreibung beskrivning innhold innhald inhalt innehåll indhold om about abstract
    sammendrag samandrag""".split()
)

TIME_LABELS = frozenset(
    "tid time zeit uhrzeit klokkeslett klokka klokken når when wann hvornår tidspunkt tidpunkt termin zeitpunkt".split()
)

DAY_LABELS = frozenset(
    "dato date datum dag day tag fra frå from von från til till to bis start starts slutt end ends begin".split()
)
"""Labels of facts about the whole event, together with TIME_LABELS."""

FROM_LABELS = frozenset("fra frå from von från start starts begin starter startar".split())
UNTIL_LABELS = frozenset("til till to bis slutt end ends slutter sluttar".split())

DEADLINE_WORDS = (
    "frist",
    "deadline",
    "påmelding",
    "meld deg på",
    "senest",
    "innan ",
    "innen ",
    "anmeldung",
    "anmälan",
    "tilmelding",
    "register by",
    "registration",
    "publisert",
    "publiserad",
    "published",
    "oppdatert",
    "updated",
    "uppdaterad",
    "opdateret",
    "sist endret",
    "sist endra",
    "last modified",
    "stand:",
    "sendt:",
    "sent:",
    "copyright",
    "©",
)

CONTACT_HEADINGS = ("spørsmål", "questions", "fragen", "frågor", "spørgsmål", "kontakt", "contact", "har du spørsmål")

TRACK_WORDS = "spor|track|parallell|strøm|straum|stream|spår|strang|strand|linje"
BLOCK_WORDS = frozenset(
    "sesjon session sessions økt bolk block blokk del part teil parallelle parallell parallel parallella spor program økter sesjoner".split()
)
EXAMPLE_WORDS = (
    "eksempel",
    "eksempler",
    "døme",
    "example",
    "examples",
    "beispiel",
    "beispiele",
    "exempel",
    "case",
    "caser",
)

THE_END = frozenset("""slutt slut ende end schluss finish close heimreise hjemreise avreise farvel""".split())
THE_END_PHRASES = (
    "program slutt",
    "programmet slutter",
    "takk for i dag",
    "takk for oss",
    "hej då",
    "slut för dagen",
    "takk for nå",
    "vel heim",
    "vel hjem",
    "ende der veranstaltung",
    "end of programme",
    "end of program",
    "end of day",
    "end of event",
    "end of the",
    "slutt for",
    "slut for",
    "god tur hjem",
    "ende des",
    "slut på dagen",
)
"""Titles of a last line that is no session but says when the one above it ends."""

PROGRAMME = {"nb": "Program", "nn": "Program", "en": "Programme", "de": "Programm", "sv": "Program", "da": "Program"}
UNTITLED = {
    "nb": "Uten tittel",
    "nn": "Utan tittel",
    "en": "Untitled",
    "de": "Ohne Titel",
    "sv": "Utan titel",
    "da": "Uden titel",
}
MORE = {
    "nb": "Mer informasjon", "nn": "Meir informasjon", "en": "More information", "de": "Weitere Informationen",
    "sv": "Mer information", "da": "Mere information",
}  # fmt: skip
"""The heading for text below the agenda that has none of its own."""
