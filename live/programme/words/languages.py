"""Guess the language a programme is written in, by the small words that give a language away."""

import re
from collections import Counter

_MARKS = {
    "nb": "og i på av til for med fra ikke jeg er det som hvordan hva hvem å en et de videregående skole velkommen "
    "lunsj avslutning om "
    "være eller etter innledning oppsummering spørsmål påmelding mandag tirsdag lørdag også barn opplæring hvorfor "
    "noe pause frokost "
    "åpning oppmøte elever lærere kaffe foredrag innlegg gruppearbeid samtale erfaringer skolen vi ved arbeid "
    "verksted ankomst middag felles tid kveld velkomst noen kan her åpner "
    "sted nytt rektor tilbake været hvis innsjekk slutt takk",
    "nn": "innsjekk middag "
    "og i på av til for med frå ikkje eg er det som korleis kva kven å ein eit dei vidaregåande skule velkomen "
    "lunsj avslutning om "
    "vere eller etter innleiing oppsummering spørsmål påmelding måndag tysdag laurdag òg barn opplæring kvifor "
    "noko deltakarar pause "
    "frukost opning elevar lærarar kaffi foredrag innlegg gruppearbeid samtale erfaringar skulen vi ved arbeid "
    "verkstad tid stad takk slutt oppmøte øvingar hjarte kveld innskriving",
    "en": "the of and to in for with from is how what who a an by on at welcome lunch break closing about questions "
    "school your our or "
    "opening session introduction are be this that coffee panel discussion remarks keynote registration morning "
    "pupils students teachers arrival arrivals tea talk talks dinner tour walk",
    "de": "der die das und für mit von zu im in wie was wer ein eine ist den dem auf begrüßung mittagspause "
    "kaffeepause pause ende über "
    "fragen schule oder nach einführung zusammenfassung anmeldung uhr bei durch montag dienstag mittwoch abschluss "
    "diskussion vortrag mittagessen eröffnung ankommen führung imbiss rundgang",
    "sv": "och i på av till för med från inte jag är det som hur vad vem att en ett de skola välkommen lunch "
    "avslutning om vara eller efter "
    "inledning sammanfattning frågor anmälan måndag tisdag lördag också barn varför något välkomna fika paus "
    "elever lärare kaffe frukost tid",
    "da": "og i på af til for med fra ikke jeg er det som hvordan hvad hvem at en et de skole velkommen frokost "
    "afslutning om være eller "
    "efter indledning opsamling spørgsmål tilmelding mandag tirsdag lørdag også børn uddannelse oplæg hvorfor "
    "noget velkomst ud ved pause "
    "elever lærere kaffe foredrag åbning skolen vi arbejde tid sted tilbage været hvis tak debat ankomst mellem "
    "fælles hjemme ude nu børnehave "
    "uge mødested selv koncert rundvisning fortællinger værksted fællesspisning morgenbrød deltagere slutter",
    "fr": "le la les des du de un une et à au aux en dans pour par avec sur est qui que ce cette nous vous notre votre "
    "accueil pause déjeuner ouverture clôture séance atelier ateliers conférence mot bienvenue inscription journée "
    "ou où "
    "lundi mardi mercredi jeudi vendredi samedi dimanche heures table ronde café après entre se plus fin repas",
    "nl": "de het een en van voor met op naar door bij uit is in wat hoe wie onze je zijn over ontvangst inloop pauze "
    "lunch afsluiting welkom aanmelden zaal maandag dinsdag woensdag donderdag vrijdag zaterdag zondag uur opening "
    "borrel ochtend koffie thee vragen gesprek niet ook of aan te programma locatie plaats bijeenkomst",
    "es": "el la los las de del y en con por para un una que es al se su nuestra nuestro bienvenida apertura clausura "
    "inauguración pausa café almuerzo mesa redonda ponencia taller jornada programa lunes martes miércoles jueves "
    "viernes sábado domingo horas inscripción comida cena recepción presentación cómo qué desde entre lugar fecha",
    "fi": "ja on ei se että kuin mitä miten missä tai sekä klo ohjelma avaus tervetuloa kahvi kahvitauko lounas tauko "
    "päätös ilmoittautuminen maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai päivä keskustelu "
    "työpaja seminaari tilaisuus päättyy aika paikka yhdessä mukaan aloitus paneelikeskustelu",
}
LANGUAGE_NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "norwegian": "nb", "norsk": "nb", "bokmål": "nb", "nynorsk": "nn",
    "swedish": "sv", "svenska": "sv", "danish": "da", "dansk": "da", "french": "fr", "français": "fr", "dutch": "nl",
    "nederlands": "nl", "spanish": "es", "español": "es",
    "finnish": "fi", "suomi": "fi", "no": "nb",
}  # fmt: skip
"""What exports call languages instead of their codes."""
_LETTERS = {
    "nb": "æøå", "nn": "æøå", "da": "æøå", "sv": "äöå", "de": "äöüß", "en": "",
    "fr": "éèêàçùœ", "nl": "", "es": "ñáíóú¿¡", "fi": "äö",
}  # fmt: skip
_MOST_LETTERS = 6  # of a language's own letters that count; one name with an umlaut is no German text
_TELLING = 3  # a word only one of the languages has weighs this much
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST, _LONG = (
    2,
    7,
)  # words not in the likely language, or letters of one; "Dans" alone is no French, "laurdag" is Nynorsk
_READ_AT_MOST = 40_000  # characters; a language shows itself long before


_AT_HOME = {
    "Europe/Copenhagen": "da", "Europe/Stockholm": "sv", "Europe/Berlin": "de", "Europe/Vienna": "de",
    "Europe/Zurich": "de", "Europe/London": "en", "Europe/Dublin": "en", "Europe/Paris": "fr",
    "Europe/Amsterdam": "nl", "Europe/Madrid": "es", "Europe/Helsinki": "fi",
}  # fmt: skip


def language_at(zone: str) -> str:
    """The language a programme of a time zone is likely in, where its words do not tell."""
    return _AT_HOME.get(zone, "en" if zone.startswith(("America/", "Australia/")) else "nb")


def guess_language(text: str, default: str = "nb") -> str:
    """One of nb, nn, en, de, sv, da, fr, nl, es, fi; `default` when the text does not say."""
    counts = Counter(_WORD.findall(text[:_READ_AT_MOST].lower()))
    letters = Counter(text[:_READ_AT_MOST].lower())
    scores = {language: _score(counts, language) + _lettered(letters, language) for language in _MARKS}
    best = max(scores, key=lambda language: scores[language])
    own = [word for word in _MARKS[best].split() if counts[word] and word not in _MARKS.get(default, "").split()]
    certain = len(own) >= _FEWEST or any(len(word) >= _LONG for word in own) or not scores.get(default)
    return best if certain and scores[best] > scores.get(default, 0) else default


def _score(counts: Counter[str], language: str) -> int:
    return sum(counts[word] * _weight(word) for word in _MARKS[language].split())


def _weight(word: str) -> int:
    holders = sum(f" {word} " in f" {words} " for words in _MARKS.values())
    return max(1, _TELLING + 1 - holders)


def _lettered(letters: Counter[str], language: str) -> int:
    return min(_MOST_LETTERS, sum(letters[letter] for letter in _LETTERS[language]))
