"""How programmes say that they are over, in the languages they are read in. Tables only."""

import re

THE_END = frozenset(
    """goodbye farewell adjö
    slutt slut ende end ends schluss finish finished close fin einde afsluitet adjourn avslut avslutt
    sluiting fermeture adjourned adjournment dismissal ferdig ferdige hemresa hemfärd hjemrejse hjemtur
    heimtur afrejse abreise heimfahrt departure departures vertrek départ heimreise hjemreise avreise
    farvel møteslutt programslutt dagsslutt seminarslutt kursslutt konferanseslutt mötets-slut slutter
    sluttar programmslut""".split()
)
AT_THE_END = frozenset(
    "og och and und et en takk tak tack danke thanks merci farvel vel hjem heim for i dag kveld".split()
)
"""What may stand beside such a word: "Farvel og tak", "Slutt for i dag"."""
THE_END_PHRASES = (
    "home time",
    "hometime",
    "time to go home",
    "program slutt",
    "programmet slutter",
    "takk for i dag",
    "takk for i kveld",
    "tak for i aften",
    "tack för i kväll",
    "tack för ikväll",
    "thanks for coming",
    "danke und gute nacht",
    "tak for i dag",
    "tack för i dag",
    "tack för idag",
    "vi slutter",
    "vi avslutt",
    "vi avslutar",
    "vi sluttar",
    "programmet er slutt",
    "slutt på dagen",
    "slutt på programmet",
    "ende gegen",
    "slut ca",
    "end of the programme",
    "programme ends",
    "programme end",
    "meeting ends",
    "event ends",
    "veranstaltungsende",
    "programmende",
    "tagungsende",
    "ende der tagung",
    "einde programma",
    "fin de",
    "takk for oss",
    "hej då",
    "slut för dagen",
    "takk for nå",
    "takk for no",
    "fin de la jornada",
    "vel heim",
    "vel hjem",
    "ende der veranstaltung",
    "end of programme",
    "end of program",
    "end of day",
    "end of event",
    "end of the",
    "end of workshop",
    "end of meeting",
    "end of conference",
    "close of conference",
    "close of meeting",
    "close of the",
    "close of day",
    "end of seminar",
    "end of session",
    "einde van",
    "tot ziens",
    "au revoir",
    "fin du",
    "fin des",
    "trevlig hemresa",
    "god hjemrejse",
    "god heimtur",
    "gute heimreise",
    "slutt for",
    "slut for",
    "god tur hjem",
    "ende des",
    "slut på dagen",
)
"""Titles of a last line that is no session but says when the one above it ends."""

WE_SAY = re.compile(r"(?:(?:og|and|und|och|et|en)\s)?(?:vi|we|wir)\s(?:sier|seier|siger|säger|say|sagen|zeggen)\s")
"""What may stand before such a phrase: "Vi sier takk for i kveld"."""

IT_ENDS = re.compile(
    r"(?:slutter|sluttar|slutar|avslutter|avslutar)\s(?:vi|dagen|kvelden|kvällen|møtet|mötet)$|"
    r"(?:[^\W\d_]+\s){1,2}(?:(?:er|är|is|ist|est)\s"
    r"(?:slutt?|over|över|ferdig|färdig|forbi|vorbei|zu ende|finished|afgelopen|finie?|terminée?)|"
    r"(?:slutter|sluttar|slutar|stenger|stengjer|stänger|lukker|ends|endet|closes|schließt|sluit|ferme|heves|hevast|hæves|avsluttes|avslutast|avslutas|afsluttes|eindigt|"
    r"päättyy|termina|finaliza|se termine))$"
)
"""Sentences that say the same: "kvelden er slutt", "dagen är slut", "the meeting ends"."""

CLOSING = re.compile(
    r"(?:felles\s|fælles\s|official\s)?(?:closing|avslutning|avrunding|avslutande|afslutning|afrunding|abschluss|schlusswort|verabschiedung|clôture|"
    r"mot de clôture|afsluiting|päätös|päätössanat|wrap[- ]?up|farewell|slotord)(?![^\W\d_])",
    re.IGNORECASE,
)
"""How the title of a last session begins that has no text of its own."""
