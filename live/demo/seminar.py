"""The sample seminar: half a day for teachers about exchanges with schools abroad, as an organiser would paste it.

Its facts and structure are those of a real seminar of a public directorate; the words are ours. It goes through the
same parser as any other programme, so that the demo shows the product and nothing else.
"""

from datetime import UTC, date, datetime, time, timedelta

from msgspec.structs import replace

from live.programme import Programme, read

SLUG = "utveksling"
DAY = date(2022, 3, 8)

TEXT = """\
Utveksling i videregående skole: slik kommer dere i gang

Halvdagsseminar for skoler og fylkeskommuner som vil gi elever et år eller et halvår i utlandet, med støtte fra
Lånekassen.

Program

Tirsdag 8. mars 2022

12:00 – 12:45
Velkommen, og slik virker godkjenningsordningen
Erfaringer fra skoler:
- Kongshavn vgs i Oslo: Partnerskole i Tyskland, studiespesialisering
- Hvam vgs i Viken: Partnerskole i England, naturbruk og landslinje
- Amalie Skram vgs i Bergen: Partnerskoler i Kina og Japan, studiespesialisering
- Borgund vgs i Ålesund: Praksis i Frankrike, Nederland og Tyskland for flere yrkesfag

12:45 – 13:15
Formelle rammer, søknad og økonomi
Erfaringer fra skoler:
- Kuben vgs i Oslo: Nytt samarbeid med Malta, datateknologi og elektronikk
- Dahlske vgs i Grimstad: Nytt samarbeid med Tyskland, studiespesialisering

13:15 – 13:30
Pause

13:30 – 14:00
Skoleeierens rolle: utveksling som strategi
Erfaringer fra skoleeiere:
- Vestland fylkeskommune
- Trøndelag fylkeskommune

14:00 – 14:30
Andre ordninger og ressurser
- Kyrksæterøra vgs i Trøndelag: Langtidsmobilitet med Erasmus+

14:30 – 14:45
Oppsummering og veien videre

Hvem kan være med?

Ledere og lærere i videregående skole, fra studiespesialisering og yrkesfag, og ansatte i fylkeskommunen som arbeider
med videregående opplæring eller internasjonalisering. Seminaret passer både for dem som er nye og dem som har drevet
med utveksling i mange år.

Om utvekslingssamarbeid

Et utvekslingssamarbeid er en avtale mellom en norsk og en utenlandsk videregående skole om at elever kan ta hele
eller deler av Vg2 der. Skoleeieren søker om godkjenning, som gjelder i fem år. Ordningen gjelder også utenfor Europa.

Politiske føringer

Stortingsmeldingen om fullføringsreformen vil at flere elever, lærlinger og lærere skal få reise ut, og ser
internasjonalt samarbeid som en del av opplæringen på alle nivåer.

Om seminaret

Seminaret er laget sammen med fylkesnettverket for internasjonalisering. Dette er et eksempel: folkene i salen er
simulert.

Spørsmål? Skriv til seminar@example.no
"""

# What the simulated audience asks, each about a session (its place in the agenda) or one of its items.
QUESTIONS: tuple[tuple[str, int, int | None], ...] = (
    ("Får elevene støtte fra Lånekassen også hvis de bare er borte et halvt år?", 0, None),
    ("Kongshavn: Hvor mange timer bruker dere på oppfølging av hver elev i uka?", 0, 0),
    ("Borgund: Hvem betaler reise og opphold for yrkesfagelevene?", 0, 3),
    ("Korleis fann de partnarskulen i Japan?", 0, 2),
    ("Hva skjer med fraværet når elevene er i utlandet?", 0, None),
    ("Må hele klassen reise, eller kan enkeltelever bli med?", 0, None),
    ("Kor lang tid tek det å få svar på søknaden?", 1, None),
    ("Gjelder godkjenningen for alle utdanningsprogram ved skolen?", 1, None),
    ("Er det egne krav til forsikring?", 1, None),
    ("Kan to skoler i samme fylke dele på ett samarbeid?", 3, None),
    ("Blir lysbildene delt etterpå?", 5, None),
    ("Could partner schools abroad follow this seminar too?", 0, None),
)

ANSWERS: tuple[str, ...] = (
    "Ja, også for et halvt år, så lenge samarbeidet er godkjent før avreise.",
    "Regn med åtte til tolv uker. Søk i god tid før elevene søker plass.",
    "Enkeltelever kan bli med; det er skolen som velger.",
)

# What the moderator asks everyone, and how much of the audience chooses each answer.
POLL = {
    "text": "Hvor langt er dere kommet med utveksling på din skole?",
    "kind": "single",
    "options": (
        "Vi har elever ute nå",
        "Vi har en avtale, men ingen elever ennå",
        "Vi leter etter en partnerskole",
        "Vi er bare nysgjerrige så langt",
    ),
}
LEANINGS = (4, 2, 7, 5)
# What is asked later in the day, one after the other.
POLLS = (
    POLL,
    {"text": "Hva vinner elevene mest av å reise ut? Ett ord.", "kind": "words"},
    {"text": "Hvor sannsynlig er det at dere søker neste år?", "kind": "scale"},
)
SAID = ("Språk", "Vennskap", "Mot", "språk", "Nye vaner", "Selvtillit", "Økonomi")  # to a poll that takes any words


def seminar(now: datetime, at: str) -> Programme:
    """Return the programme moved so that `now` is the time of day `at` ("12:20") of it, to the minute."""
    programme = read(TEXT.encode(), today=DAY)
    begins = programme.entries[0].starts
    hour, _, minute = at.partition(":")
    into = datetime.combine(DAY, time(int(hour), int(minute or 0)), begins.tzinfo) - begins
    shift = (now.astimezone(UTC) - into).replace(second=0, microsecond=0) - begins.astimezone(UTC)
    entries = tuple(replace(e, starts=_moved(e.starts, shift), ends=_moved(e.ends, shift)) for e in programme.entries)
    return replace(programme, entries=entries, slug=SLUG, notices=())


def _moved(moment: datetime, shift: timedelta) -> datetime:
    return (moment.astimezone(UTC) + shift).astimezone(moment.tzinfo)
