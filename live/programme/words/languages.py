"""Guess the language a programme is written in, by the small words that give a language away."""

import re
from collections import Counter

_MARKS = {
    "nb": "og i på av til for med fra ikke jeg er det som hvordan hva hvem å en et de videregående skole velkommen "
    "lunsj avslutning om "
    "være eller etter innledning oppsummering spørsmål påmelding mandag tirsdag lørdag også barn opplæring hvorfor "
    "noe pause frokost "
    "åpning elever lærere kaffe foredrag innlegg gruppearbeid samtale erfaringer skolen vi ved arbeid verksted tid "
    "sted nytt rektor tilbake været hvis innsjekk slutt takk",
    "nn": "og i på av til for med frå ikkje eg er det som korleis kva kven å ein eit dei vidaregåande skule velkomen "
    "lunsj avslutning om "
    "vere eller etter innleiing oppsummering spørsmål påmelding måndag tysdag laurdag òg barn opplæring kvifor "
    "noko deltakarar pause "
    "frukost opning elevar lærarar kaffi foredrag innlegg gruppearbeid samtale erfaringar skulen vi ved arbeid "
    "verkstad tid stad takk slutt oppmøte øvingar hjarte kveld innskriving",
    "en": "the of and to in for with from is how what who a an by on at welcome lunch break closing about questions "
    "school your our or "
    "opening session introduction are be this that coffee panel discussion remarks keynote registration morning "
    "pupils students teachers",
    "de": "der die das und für mit von zu im in wie was wer ein eine ist den dem auf begrüßung mittagspause "
    "kaffeepause pause ende über "
    "fragen schule oder nach einführung zusammenfassung anmeldung uhr bei durch montag dienstag mittwoch abschluss "
    "diskussion vortrag",
    "sv": "och i på av till för med från inte jag är det som hur vad vem att en ett de skola välkommen lunch "
    "avslutning om vara eller efter "
    "inledning sammanfattning frågor anmälan måndag tisdag lördag också barn varför något välkomna fika paus "
    "elever lärare kaffe frukost tid",
    "da": "og i på af til for med fra ikke jeg er det som hvordan hvad hvem at en et de skole velkommen frokost "
    "afslutning om være eller "
    "efter indledning opsamling spørgsmål tilmelding mandag tirsdag lørdag også børn uddannelse oplæg hvorfor "
    "noget velkomst ud ved pause "
    "elever lærere kaffe foredrag åbning skolen vi arbejde tid sted tilbage været hvis tak debat ankomst mellem "
    "fælles hjemme ude nu børnehave",
}
LANGUAGE_NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "norwegian": "nb", "norsk": "nb", "bokmål": "nb", "nynorsk": "nn",
    "swedish": "sv", "svenska": "sv", "danish": "da", "dansk": "da", "french": "fr", "français": "fr", "dutch": "nl",
    "nederlands": "nl", "no": "nb",
}  # fmt: skip
"""What exports call languages instead of their codes."""
_LETTERS = {"nb": "æøå", "nn": "æøå", "da": "æøå", "sv": "äöå", "de": "äöüß", "en": ""}
_MOST_LETTERS = 6  # of a language's own letters that count; one name with an umlaut is no German text
_TELLING = 3  # a word only one of the languages has weighs this much
_WORD = re.compile(r"[^\W\d_]+")
_READ_AT_MOST = 40_000  # characters; a language shows itself long before


def guess_language(text: str, default: str = "nb") -> str:
    """One of nb, nn, en, de, sv, da; `default` when the text does not say."""
    counts = Counter(_WORD.findall(text[:_READ_AT_MOST].lower()))
    letters = Counter(text[:_READ_AT_MOST].lower())
    scores = {language: _score(counts, language) + _lettered(letters, language) for language in _MARKS}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] > scores.get(default, 0) else default


def _score(counts: Counter[str], language: str) -> int:
    return sum(counts[word] * _weight(word) for word in _MARKS[language].split())


def _weight(word: str) -> int:
    holders = sum(f" {word} " in f" {words} " for words in _MARKS.values())
    return max(1, _TELLING + 1 - holders)


def _lettered(letters: Counter[str], language: str) -> int:
    return min(_MOST_LETTERS, sum(letters[letter] for letter in _LETTERS[language]))
