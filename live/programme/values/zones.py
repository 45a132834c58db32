"""Which zone a text speaks in, when it says: "norsk tid", "CET", "UTC", "Europe/Berlin"."""

import re
from zoneinfo import ZoneInfo

DEFAULT = "Europe/Oslo"
_PHRASES = {
    "norsk tid": DEFAULT,
    "norwegian time": DEFAULT,
    "oslo time": DEFAULT,
    "svensk tid": "Europe/Stockholm",
    "swedish time": "Europe/Stockholm",
    "dansk tid": "Europe/Copenhagen",
    "danish time": "Europe/Copenhagen",
    "deutscher zeit": "Europe/Berlin",
    "deutsche zeit": "Europe/Berlin",
    "finsk tid": "Europe/Helsinki",
    "finnish time": "Europe/Helsinki",
    "uk time": "Europe/London",
    "london time": "Europe/London",
    "eastern time": "America/New_York",
    "pacific time": "America/Los_Angeles",
}
# Capitals only: "est" is a word in three languages.
_LETTERS = {
    "CET": DEFAULT,
    "CEST": DEFAULT,
    "MEZ": "Europe/Berlin",
    "MESZ": "Europe/Berlin",
    "UTC": "UTC",
    "GMT": "UTC",
    "BST": "Europe/London",
    "EET": "Europe/Helsinki",
    "EEST": "Europe/Helsinki",
    "EST": "America/New_York",
    "EDT": "America/New_York",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
}
_NAMED = re.compile(
    r"(?<![\w/])(?:Europe|America|Asia|Africa|Australia|Pacific|Atlantic)/[A-Z][A-Za-z_]{2,30}(?![\w/])"
)
_LETTERED = re.compile(rf"(?<=[0-9 (])(?:{'|'.join(_LETTERS)})(?![\w+-])")
_PHRASED = re.compile("|".join(_PHRASES), re.IGNORECASE)
_READ_AT_MOST = 200_000  # characters


def zone_of(text: str) -> str:
    """The zone a text names first, Europe/Oslo when it names none."""
    text = text[:_READ_AT_MOST]
    for found in _NAMED.finditer(text):
        if is_zone(found[0]):
            return found[0]
    phrase, letters = _PHRASED.search(text), _LETTERED.search(text)
    if phrase and not (letters and letters.start() < phrase.start()):
        return _PHRASES[phrase[0].lower()]
    return _LETTERS[letters[0]] if letters else DEFAULT


def is_zone(name: str) -> bool:
    """Whether this machine knows the zone."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError; odd names are the others
        return False
    return True
