"""Ways of writing that programmes have, a few lines of each: what a person reads out of them."""

import datetime as dt

import pytest

from live.programme import NotUnderstood, Programme, read

TODAY = dt.date(2026, 11, 29)


def as_read(programme: Programme) -> list[str]:
    """Each session as "09:00-09:30 Title / people / room", "*" before a break."""
    return [
        f"{e.starts:%H:%M}-{e.ends:%H:%M} {'*' * (e.kind == 'break')}"
        + " / ".join(filter(None, [e.title, "; ".join(e.speakers), e.room]))
        for e in programme.entries
    ]


WAYS = {
    "the unit of a Spanish clock": (
        "15.30 – 19 horas: sesiones (Aula Magna).\n21 horas: cena",
        ["15:30-19:00 sesiones / Aula Magna", "21:00-21:30 *cena"],
    ),
    "a table whose times stand behind, without am and pm": (
        "| Actividad | Hora inicio | Hora fin |\n| Debate | 10:30 | 1:00 |\n| Almuerzo | 1:00 | 2:00 |",
        ["10:30-13:00 Debate", "13:00-14:00 *Almuerzo"],
    ),
    "a range over four lines, its word first": (
        "kl.\n09:00\n-\n09:30\nKaffe\n\nkl.\n09:30\n-\n10:30\nHvem kommer?",
        ["09:00-09:30 *Kaffe", "09:30-10:30 Hvem kommer?"],
    ),
    "points with a number before a clock with a full stop": (
        "1. 7.00 pm Apologies\n2. 7.30 pm The pond\n3. 8.00 pm Tea",
        ["19:00-19:30 Apologies", "19:30-20:00 The pond", "20:00-20:30 *Tea"],
    ),
    "a part of the day before several sessions": (
        "Morning: 10:00 Knots; 10:30 Tails\nAfternoon: 13:00–14:00 Display",
        ["10:00-10:30 Knots", "10:30-13:00 Tails", "13:00-14:00 Display"],
    ),
    "French ways of from": (
        "De 9h à 9h30 : Allumage\nÀ partir de 17h : Vente du pain",
        ["09:00-09:30 Allumage", "17:00-17:30 Vente du pain"],
    ),
    "labels of people in French": (
        "10h15 ► État des lieux\nIntervenants et témoignages : Agathe Perrin (Haies), Yann Yobet\n11h15 ► Buffet",
        ["10:15-11:15 État des lieux / Agathe Perrin (Haies); Yann Yobet", "11:15-11:45 *Buffet"],
    ),
    "who behind a quotation mark": (
        "11:15 ‘Wie groef de sloot?’ Prof. dr. Wim Terhorst\n12:00 Discussie o.l.v. Wilfried Haas\n13:00 Einde",
        ["11:15-12:00 ‘Wie groef de sloot?’ / Prof. dr. Wim Terhorst", "12:00-13:00 Discussie / Wilfried Haas"],
    ),
    "the end said by us, and in Finnish": (
        "19.00 Torv\n20.00 Vi sier takk for i kveld",
        ["19:00-20:00 Torv"],
    ),
    "a dot in the middle before who speaks": (
        "18.00 · Velkomen\n18.10 · Bia og blomen · Torbjørg Aase\n20.15 · Takk for no",
        ["18:00-18:10 Velkomen", "18:10-20:15 Bia og blomen / Torbjørg Aase"],
    ),
    "who sits in the panel": (
        "19.40 Debatt\nI panelet: Kari Solem (ordfører), Per Dybdal (Industri) og Anne Risøy\n20.30 Pause",
        ["19:40-20:30 Debatt / Kari Solem (ordfører); Per Dybdal (Industri); Anne Risøy", "20:30-21:00 *Pause"],
    ),
    "the same moment in two zones": (
        "CEST | EEST | Programme\n13:00 | 14:00 | Welcome\n13:10 | 14:10 | Reading\n13:45 | 14:45 | End",
        ["13:00-13:10 Welcome", "13:10-13:45 Reading"],
    ),
    "where it is, at the end of the line": (
        "Kl. 17.00 Barnas time. Sted: Torget\nKl. 20.00 Konsert. Sted: Kirka",
        ["17:00-20:00 Barnas time / Torget", "20:00-20:30 Konsert / Kirka"],
    ),
    "who gives the talk, below it": (
        "10.15\nFrivillig i en travl tid\nOplæg af Mette Krog, forfatter\n\n11.00\nTur i mosen",
        ["10:15-11:00 Frivillig i en travl tid / Mette Krog, forfatter", "11:00-11:30 Tur i mosen"],
    ),
    "numbers of points in a column": (
        "TOP 1   19.00 Uhr   Eröffnung\nTOP 2   19.10 Uhr   Wahlen\n        21.00 Uhr   Ende",
        ["19:00-19:10 Eröffnung", "19:10-21:00 Wahlen"],
    ),
    "columns of days, workshops and who leads them": (
        ("| Date | Time | Workshop | Tutor |\n| Mon 4 Oct | 10:00–12:00 | Spinning | Fern Abbot |\n"
        "| | 13:00–15:00 | Dyes | Iris Blake |"),
        ["10:00-12:00 Spinning / Fern Abbot", "13:00-15:00 Dyes / Iris Blake"],
    ),
    "who tells of it": (
        "Kl 18.30 Bygdens kvarnar, Sven-Erik Wall berättar\nKl 19.15 Lotteri\nKl 20.00 slutar vi",
        ["18:30-19:15 Bygdens kvarnar / Sven-Erik Wall", "19:15-20:00 Lotteri"],
    ),
    "until when, on a line of its own": (
        "09.30 Skoletime\n10.15 Vafler og saft\nTil 11.00",
        ["09:30-10:15 Skoletime", "10:15-11:00 *Vafler og saft"],
    ),
    "the same hours on several days": (
        "5. mai kl. 18.00–20.00: Opplegg\n12. mai kl. 18.00–20.00: Mønster\n19. mai kl. 18.00–20.00: Montering",
        ["18:00-20:00 Opplegg", "18:00-20:00 Mønster", "18:00-20:00 Montering"],
    ),
    "who with where they are from, above the title": (
        ("13 January, 16:00–17:00\nAlice Thwaite (Brindle)\nMud, memory and maps\n\n"
        "20 January, 16:00–17:00\nBoris Lark (Wrack)\nWhat bees owe us"),
        [
            "16:00-17:00 Mud, memory and maps / Alice Thwaite (Brindle)",
            "16:00-17:00 What bees owe us / Boris Lark (Wrack)",
        ],
    ),
    "who before a title in quotes": (
        "9 h 30 – 10 h 15 : Anaïs Bert, « Lire les ruines »\n10 h 15 – 11 h 00 : Débat",
        ["09:30-10:15 « Lire les ruines » / Anaïs Bert", "10:15-11:00 Débat"],
    ),
    "stages one after the other": (
        "Stora scenen\n12.00–12.45 Harpa\n13.00–14.00 Kör\n\nTrädgårdsscenen\n12.30–13.15 Sagor\n13.30–14.15 Tang",
        [
            "12:00-12:45 Harpa / Stora scenen", "12:30-13:15 Sagor / Trädgårdsscenen", "13:00-14:00 Kör / Stora scenen",
            "13:30-14:15 Tang / Trädgårdsscenen",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_it_is_read_as_a_person_reads_it(way: str) -> None:
    text, wanted = WAYS[way]
    assert as_read(read(f"Fagdag\n\n4 May 2027\n\n{text}".encode(), today=TODAY)) == wanted


@pytest.mark.parametrize(
    "title",
    ["Broodjesmaaltijd", "Ankommen bei Kaffee und Brezeln", "Inloop met koffie", "Ilmoittautuminen ja aamukahvi",
     "Tangfrokost", "Madpakker i det grønne", "Registrering og noe å bite i", "Coffee and name tags", "Lunchmingel",
     "Nattmat", "Soupe de poisson", "Fiskefrokost i teltet",
     "Korv och dricka"],
)  # fmt: skip
def test_what_is_a_break_in_more_languages(title: str) -> None:
    assert as_read(read(f"4 May 2027\n09:00–09:30 {title}\n09:30–10:00 X".encode(), today=TODAY))[0][12] == "*"


@pytest.mark.parametrize("title", ["Format", "Skoleklimat", "Mingling", "Automat"])
def test_what_only_ends_like_a_break(title: str) -> None:
    assert as_read(read(f"4 May 2027\n09:00–09:30 {title}\n09:30–10:00 X".encode(), today=TODAY))[0][12] != "*"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Journée des bocages\n9h00 Accueil et ouverture\n10h00 Pause café\n10h15 Table ronde sur les haies", "fr"),
        ("Dag van de heg\n9.00 uur Inloop\n10.00 uur Opening door de voorzitter\n11.00 uur Afsluiting", "nl"),
        ("Jornada de molinos\n9.00 horas: Bienvenida\n10.00 horas: Mesa redonda sobre el agua", "es"),
        ("Saunaseminaari\nklo 9.00 Avaus\nklo 10.00 Kahvitauko\nklo 11.00 Keskustelu ja päätös", "fi"),
    ],
)
def test_the_language_is_told_where_the_text_tells_it(text: str, language: str) -> None:
    assert read(text.encode(), today=TODAY).language == language


@pytest.mark.parametrize(("zone", "language"), [("Europe/Copenhagen", "da"), ("Europe/Oslo", "nb")])
def test_where_words_do_not_tell_the_zone_does(zone: str, language: str) -> None:
    assert read(b"4.5.2027\n9.00 Samling\n10.00 Pause", today=TODAY, timezone=zone).language == language


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("am 9. Oktober 2027 ist wieder Streuobsttag. Der Ablauf:\n\n10 Uhr Sorten\n11 Uhr Schnitt", "Streuobsttag"),
        ("Her er programmet for Møte om lesing tirsdag 16. mars 2027:\n\n10.00 A\n11.00 Veien", "Møte om lesing"),
    ],
)  # fmt: skip
def test_a_title_in_a_sentence_is_found_and_told(text: str, title: str) -> None:
    assert read(f"Hei!\n\n{text}".encode(), name="untitled.txt", today=TODAY).title == title


def test_an_event_called_after_its_file_is_told() -> None:
    programme = read(b"4 May 2027\n10.00 A\n11.00 B", name="fagdag.txt", today=TODAY)
    assert programme.title == "fagdag"
    assert any("No title was found" in notice.text() for notice in programme.notices)


def test_a_week_grid_without_a_corner_is_no_programme() -> None:
    text = "        Mandag   Tirsdag   Onsdag   Torsdag   Fredag\n08.30   Norsk    Matte     Norsk    Engelsk   Gym"
    with pytest.raises(NotUnderstood, match="hours without titles"):
        read(f"{text}\n09.30   Matte    Norsk     KRLE     Matte     Norsk".encode(), today=TODAY)


def test_a_page_that_marks_who_speaks_is_believed() -> None:
    page = (
        "<h1>Fagdag</h1><p>4 May 2027</p><h2>10:00 Not og nål</h2><p>Slik bøtes garn.</p>"
        '<p class="speaker">Peder Vik</p><h2>11:00 Pause</h2>'
    )
    assert as_read(read(page.encode(), today=TODAY))[0] == "10:00-11:00 Not og nål / Peder Vik"


def test_an_event_of_schema_org_is_read_with_those_below_it() -> None:
    made = (
        '{"@type":"Event","name":"Fern Forum","startDate":"2027-08-21T10:00:00+01:00","subEvent":[{"@type":"Event",'
        '"name":"Spores","startDate":"2027-08-21T10:00:00+01:00","endDate":"2027-08-21T10:40:00+01:00",'
        '"performer":{"@type":"Person","name":"Dilys Rowan"},"location":{"@type":"Place","name":"Gate B"}}]}'
    )
    programme = read(made.encode(), name="fern.json", today=TODAY)
    assert (programme.title, as_read(programme)) == ("Fern Forum", ["10:00-10:40 Spores / Dilys Rowan / Gate B"])


def test_a_name_that_a_title_may_end_in_is_told() -> None:
    text = "4 May 2027\n09:00 Shipping less – Marek Dolny\n10:00 Why – and how\n11:00 Lunch – Hall One\n12:00 The end"
    told = [notice.text() for notice in read(text.encode(), today=TODAY, language="en").notices]
    assert [one for one in told if "who speaks" in one] == [
        "line 2: The end of the title “Shipping less – Marek Dolny” may be who speaks."
    ]


def test_a_list_keeps_its_own_word_for_and() -> None:
    text = "4 May 2027\n09:00 Clay\nSpeaker: Jane Doe, School of Arts and Crafts\n10:00 The end of it"
    assert read(text.encode(), today=TODAY).entries[0].speakers == ("Jane Doe, School of Arts and Crafts",)


def test_a_line_with_the_name_and_the_day_is_the_title_though_it_ends_in_a_colon() -> None:
    text = "Hi team,\n\nAway day, Monday 15 March 2027, Barn 2:\n\n09:30 Coffee\n10:00 What we stopped doing"
    assert read(text.encode(), today=TODAY).title.startswith("Away day")


@pytest.mark.parametrize(
    "text",
    [
        "Museum\nDi–Fr 10.00–17.00 Uhr\nSa, So 11.00–18.00 Uhr\nMo geschlossen",
        "Kafé\nKjøkkenet er åpent\nman–tors 11–21\nfre–lør 11–22\nsøn 12–20\n\nLunsjmeny 11–15",
        "Biblioteca\nLunes a viernes: 9:00 – 14:00 y 16:00 – 20:00\nSábados: 10:00 – 14:00",
        "Legekontoret\nTelefontid: 08.30–11.00 og 12.30–14.30\nLaboratoriet åpent 09.00–14.00",
    ],
)
def test_hours_of_a_place_are_no_programme(text: str) -> None:
    with pytest.raises(NotUnderstood, match="hours without titles"):
        read(text.encode(), today=TODAY)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("LOPPEMARKED!!\nLoppemarked på Lia skole lørdag 24. april 2027", "Loppemarked på Lia skole"),
        ("Department of Landscape\nWinter Seminar Series\n24 April 2027", "Winter Seminar Series"),
        ("Hovedmeny\nSøk\nKonferanse om samarbeid\nFra: 24. april 2027 09:00", "Konferanse om samarbeid"),
    ],
)
def test_neither_a_banner_nor_a_menu_is_the_title(head: str, title: str) -> None:
    assert read(f"{head}\n\n09:00–10:00 Førsalg\n10:00–15:00 Salg".encode(), today=TODAY).title == title


def test_houses_whose_sessions_half_overlap_are_side_by_side() -> None:
    text = "Kulturnatt 4 May 2027\n\nBiblioteket\n18.00 Lest\n19.00 Ord\n\nKirken\n18.30 Orgel\n20.00 Natt"
    assert [entry.track for entry in read(text.encode(), today=TODAY).entries] == [
        "Biblioteket", "Kirken", "Biblioteket", "Kirken",
    ]  # fmt: skip
