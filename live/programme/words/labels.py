"""The words programmes are made of, in bokmål, nynorsk, English, German, Swedish and Danish.

Tables only. Month and day names come from CLDR through Babel; what CLDR lacks (how people actually abbreviate) is
added here.
"""

import re
from collections.abc import Iterable
from functools import cache

LANGUAGES = ("nb", "nn", "en", "de", "sv", "da")

DATE_LANGUAGES = (*LANGUAGES, "nl", "fr", "es", "fi")
"""Languages whose months and days are known, too, though nothing is written in them."""

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
        for language in DATE_LANGUAGES
        for width in (("wide", "abbreviated") if language not in ("fr", "es", "fi") else ("wide",))
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
        for language in DATE_LANGUAGES
        for width in (("wide", "abbreviated") if language in LANGUAGES else ("wide",))
        for context in ("format", "stand-alone")
        for number, name in get_day_names(width, context, language).items()
    }
    return names | _MORE_WEEKDAYS


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


PROGRAMME_HEADINGS = frozenset(
    """program programme programm programmet agenda agendaen dagsorden dagsordning dagordning tagesordnung
    ablauf timeplan tidsplan tidsskjema kjøreplan køyreplan schedule sakliste sakslista sakliste timetable
    zeitplan dagsprogram dagsprogrammet sessions talks sesjoner tidsprogram programoversikt programoversyn
    programöversikt programoversigt tagesprogramm programa programma ohjelma aikataulu horario horaires déroulé
    déroulement""".split()
)

SPEAKER_LABELS = frozenset(
    """foredragsholder foredragsholdere foredragshaldar foredragshaldarar foreleser forelesar innleder
    innledere innleiar innleiarar speaker speakers presenter presenters presented chair chairs host hosts
    moderator moderatorer moderators moderatoren ordstyrer ordstyrar ordstyrere møteleder møteleiar
    konferansier vert verter programleder programleiar panel panelet paneldeltakere paneldeltakarar
    panelists panelister panellists deltakere deltakarar deltagare deltagere
    referent referentin referenten referenter vortragende
    vortragender sprecher sprecherin sprecher:innen talare föreläsare moderering medverkande taler talere
    oplægsholder oplægsholdere ordstyrere mødeleder innlegg innledning ved speaker(s) foredragsholder(e)
    foredragsholder/e with by von leitung ansvarlig ansvarleg kursholder bidragsyter bidragsytere
    medvirkende medverkande instruktør instruktørar instruktører instructor kursleder kursleiar
    intervenant intervenants intervenante intervenantes orateur orateurs oratrice animateur animatrice animation
    spreker sprekers ponente ponentes intervienen modera puhuja puhujat alustaja facilitator facilitators
    fasilitator ledare kursledare kursleiar tutor tutors teacher teachers artist artists prosessleder guide guider
    guiden omviser omvisar
    turleder turleiar med mit met avec referentinnen moderatorin moderation impulsgeberin impulsgeber dozentin dozent
    dozenten debattleder debattleiar debattledare samtaleleder
    samtaleleiar
    samtalsledare kveldsvert programvert dagvoorzitter gespreksleider begeleider begeleiding puheenjohtaja
    juontaja animée modérateur
    modératrice""".split()
)

ROOM_LABELS = frozenset(
    """rom room raum rum sal saal lokale lokal location sted stad plass place venue hvor kvar where ort plats
    auditorium mødested møtested møtestad oppmøtested mötesplats samlingsplats treffpunkt""".split()
)

TITLE_LABELS = frozenset(
    "tittel title titel tema topic thema emne ämne rubrik overskrift veranstaltung arrangement event".split()
)

TRACK_LABELS = frozenset("spor track spår".split())

DESCRIPTION_LABELS = frozenset(
    """beskrivelse beskriving description beschreibung beskrivning innhold innhald inhalt innehåll indhold om
    about abstract sammendrag samandrag""".split()
)

KIND_LABELS = frozenset("type art typ".split())
LANGUAGE_LABELS = frozenset("språk language sprache sprog taal langue".split())
POINT_LABELS = frozenset("punkt point".split())
CHANGE_LABELS = frozenset("endring change änderung ändring ændring".split())
"""What the text form says of a session beside its title; `prose` writes them."""

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
    "until",
    "cancel",
    "avmelding",
    "avbestill",
    "free of charge",
    "inskrijving",
    "aanmelden",
    "inschrijv",
    "inscription",
    "avanmäl",
    "rabatt",
    "early bird",
    "billett",
    "ticket",
    "svarfrist",
    "seinast",
    "senast",
    "spätestens",
    "meld deg",
    "sign up",
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

TRACK_WORDS = (
    "spor|track|parallell|strøm|straum|stream|spår|strang|strand|linje|smågruppe|gruppe|grupp|group|verksted|"
    "verkstad|værksted|workshop|arbeitsgruppe|stream"
)
ROOM_WORDS = (
    "rom|room|rum|sal|salen|raum|saal|auditorium|auditoriet|aud|hall|hallen|grupperom|møterom|mødelokale|lokale|"
    "lokal|scene|stage|bühne|zaal|"
    "salle|plenumssal|seminarrom|seminarraum|klasserom|kinosal|foredragssal|hörsal|hörsaal|meeting room|studio|"
    "foajeen?|foajén?|foyer|foyeren|kantinen?|kantina|lobby|scenen|zelt|tent|teltet|tältet|tæltet|amphi|"
    "amphithéâtre|aula|sala|salón|auditorio|auditoire|sali|luentosali"
)
LANE_WORDS = (
    f"{TRACK_WORDS}|{ROOM_WORDS}|kurs|kursus|course|atelier|forum|bord|table|tisch|stasjon|station|alternativ|valg|option|"
    "tilbud|pulje|seminar"
)
"""What runs side by side under one time, numbered or lettered."""
BLOCK_WORDS = frozenset(
    "sesjon session sessions økt bolk block blokk del part teil parallelle parallell parallel parallella spor "
    "program økter sesjoner".split()
)
PARTS_OF_DAY = (
    "formiddag|ettermiddag|kveld|morgen|morning|afternoon|evening|vormittags?|nachmittags?|abends?|förmiddag|"
    "eftermiddag|kväll|aften|ochtend|middag|avond|matin(?:ée)?|après-midi|soir(?:ée)?|mañana|tarde|noche|aamupäivä|"
    "iltapäivä|ilta"
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
