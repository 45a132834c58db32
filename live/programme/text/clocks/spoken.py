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
_HOUR_OF_DAY = r"(?:0?[7-9]|1[0-9]|2[0-3])"
_OF_A_NUMBER = (  # "side 9-10", "trinn 8-10": what is counted is no hour
    r"(?<!side)(?<!page)(?<!seite)(?<!sida)(?<!trinn)(?<!klasse)(?<!alder)(?<!age)(?<!aged)(?<!nr)(?<!no)(?<!kap)(?<!s\.)"
    r"(?<!p\.)(?<!pp\.)(?<!rom)(?<!room)(?<!par)(?<!chapter)(?<!art)(?<!pkt)(?<!punkt)(?<!sak)"
)
_AFTER_HOURS = r"(?=[.,;!?)]*(?:$|\s(?:i|in|im|på|at|ved|hos|am|er|är|is|ist|blir|kan|har)\s))"
_BARE_RANGE = re.compile(
    rf"(?:{_OF_A_NUMBER}\s|^){_HOUR_OF_DAY}\s?[-–]\s?{_HOUR_OF_DAY}{_AFTER_HOURS}"
    rf"|\b(?:mellom|between|zwischen|mellan|mellem|tussen|entre)\s{_HOUR_OF_DAY}\s"
    rf"(?:og|and|und|och|en|et)\s{_HOUR_OF_DAY}{_AFTER_HOURS}",
    re.IGNORECASE,
)


def says_a_clock(text: str) -> bool:
    """Whether a line speaks of a time of day in words, or of bare hours that can be nothing else: "9-10 i kantina"."""
    return _SPOKEN.search(text) is not None or _BARE_RANGE.search(text) is not None
