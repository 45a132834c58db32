"""Clocks in words: "klokka sju", "halv ti", "half past eight", "um sieben Uhr". They begin no session, but are told."""

import re

_WORD = (
    r"(?:en|ett|et|to|tre|fire|fem|seks|sju|syv|åtte|otte|ni|ti|elleve|tolv|två|fyra|sex|åtta|nio|tio|elva|"
    r"eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|een|twee|drie|vijf|zes|zeven|negen|tien|twaalf|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|une|deux|trois|quatre|cinq|sept|huit|neuf|dix|"
    r"onze)(?![^\W_])"
)
_HOUR = rf"(?:[0-9]{{1,2}}(?![0-9:.])|{_WORD})"
_SPOKEN = re.compile(
    rf"(?<![^\W_])(?:(?:klokk[ae]n?|klockan|kl\.?)\s(?:halv\s)?{_WORD}|(?:om|um|at|by|till?|fra|från|from|vanaf|"
    rf"ab)\shal[bfv]\s{_HOUR}|"
    rf"(?:møtes|starter|startar|begynner|åpner|börjar|öppnar)\shalv\s{_HOUR}|half\spast\s{_HOUR}|"
    rf"(?:quarter|kvart|kvarter|viertel|kwart)\s(?:past|to|over|över|på|i|nach|vor|voor)\s{_HOUR}|"
    rf"{_WORD}\s(?:uhr|uur)(?![^\W_])|{_HOUR}\so['’]clock|à\s{_WORD}\sheures?|"
    r"(?:ca|cirka|circa|rundt|gegen|about|around|til|till|bis|until)\.?\s(?:[7-9]|1[0-9]|2[0-3])(?=[,.;!)]*\s*$|"
    r"[,;!)]))",
    re.IGNORECASE,
)


def says_a_clock(text: str) -> bool:
    """Whether a line speaks of a time of day in words, or of a bare hour that can be nothing else."""
    return _SPOKEN.search(text) is not None
