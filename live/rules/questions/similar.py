"""Which questions ask much the same, without a model and without a network: Dice over letter trigrams of normalised
words.

Bokmål and nynorsk write the same word differently ("hvordan" / "korleis", "skolen" / "skulen", "-ene" / "-ane"). So
function words are left out or brought to one form, and word endings and the commonest vowels that differ are levelled
before comparing. It suggests and never decides.
"""

import functools
import re

import msgspec

LEAST = 0.5  # of 1: rewordings of the tests' pairs lie above it, other questions of the same seminar below
MOST = 5  # suggestions
SHORTEST = 8  # characters typed before anything is compared
INSIDE_WEIGHT = 0.9  # of words in common, beside trigrams in common
SMALLEST = 3  # words: one or two in common prove nothing

# One form for words that the two written standards spell apart, and what carries no meaning in a question left out
# ("").
ALIKE = {
    "hva": "kva",
    "hvor": "kvar",
    "kor": "kvar",
    "samtidig": "samstundes",
    "også": "",
    "òg": "",
    "hvordan": "korleis",
    "hvem": "kven",
    "hvilke": "kva",
    "hvilken": "kva",
    "hvilket": "kva",
    "hvorfor": "kvifor",
    "hvis": "viss",
    "ikke": "ikkje",
    "bare": "berre",
    "mye": "mykje",
    "noe": "noko",
    "noen": "nokon",
    "mer": "meir",
    "uke": "veke",
    "skole": "skule",
    "skoler": "skule",
    "se": "sjå",
    "være": "vere",
    "kreve": "krevje",
    "kreves": "krevje",
    "søke": "søkje",
    "søker": "søkje",
    "støtte": "stønad",
    "penger": "pengar",
    "fra": "frå",
    "hjem": "heim",
    "how": "korleis",
    "what": "kva",
    "when": "når",
    "where": "kvar",
    "why": "kvifor",
    "who": "kven",
}
EMPTY = frozenset(
    "er vere blir vert bli verte ble vart det den de dei dette denne desse disse der her en ein ei eit et og "
    "eller at som i på til av for med om å kan kunne skal "
    "skulle vil ville må får få har hadde vi me jeg eg du dere de oss dykk man ein seg sin vår vårt våre mi min "
    "mitt så da då også "
    "the a an is are be will can do does we i you it to of in on for with this that and or there any".split()
)
ENDINGS = re.compile(r"(?:enes|anes|enes|ene|ane|ende|ande|else|elsen|er|ar|ene|en|et|a|e|r|s)$")
LEVELLED = str.maketrans({"æ": "e", "é": "e", "ô": "o", "ò": "o"})
WORD = re.compile(r"[^\W_]+")


class Print(msgspec.Struct, frozen=True):
    """A text as it is compared."""

    trigrams: frozenset[str]
    words: frozenset[str]


@functools.lru_cache(maxsize=5000)  # the questions of an event are compared with every text that is typed
def print_of(text: str) -> Print:
    """Return the fingerprint of a text."""
    words = [stem for word in WORD.findall(text.lower()) if (stem := _stem(word))]
    return Print(frozenset(gram for word in words for gram in _trigrams(word)), frozenset(words))


def likeness(one: Print, other: Print) -> float:
    """Return, from 0 to 1, the better of trigrams in common and words in common (a short question inside a long one
    counts for most of it).
    """
    return max(_dice(one.trigrams, other.trigrams), INSIDE_WEIGHT * _inside(one.words, other.words))


def _stem(word: str) -> str:
    word = ALIKE.get(word, word)
    if not word or word in EMPTY:
        return ""
    word = word.translate(LEVELLED)
    if len(word) > 4:
        word = ENDINGS.sub("", word)
    return (
        word.replace("kj", "k")
        .replace("skol", "skul")
        .replace("hv", "kv")
        .replace("øk", "ok")
        .replace("au", "ø")
        .replace("øy", "ø")
        .replace("ei", "e")
    )


def _trigrams(word: str) -> list[str]:
    padded = f" {word} "
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _inside(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller is in the larger; one or two words prove nothing."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= SMALLEST else 0.0
