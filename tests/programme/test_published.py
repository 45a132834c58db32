"""Ways of writing met on pages that organisers publish, told in a few invented lines each."""

import datetime as dt

import pytest

from live.programme import read
from tests.programme.test_ways import TODAY, as_read

WAYS = {
    "am and pm by their first letter": (
        "9:00a Coffee\n9:15a Call to order\n11:00a Elections\n12:00p Adjourn",
        ["09:00-09:15 *Coffee", "09:15-11:00 Call to order", "11:00-12:00 Elections"],
    ),
    "a name with where it is from, and the title below": (
        "9:00 – 9:10 Welcome\n9:10 – 9:50 Ada Moss (Vik)\n    The grammar of peat\n9:50 – 10:00 Coffee",
        ["09:00-09:10 Welcome", "09:10-09:50 The grammar of peat / Ada Moss (Vik)", "09:50-10:00 *Coffee"],
    ),
    "groups that are no group R": (
        "10.00 Grupper: tang, tau\n11.00 Workshops – choose one\n12.00 Mat rundt bålet",
        ["10:00-11:00 Grupper: tang, tau", "11:00-12:00 Workshops – choose one", "12:00-12:30 *Mat rundt bålet"],
    ),
    "a duration between the title and who speaks": (
        "12.00 Plast på avveie (15 min) – Amir Sæther, Vik kommune\n12.15 Hva nå? (5 min) – Turid Aas, Tangverket",
        ["12:00-12:15 Plast på avveie / Amir Sæther, Vik kommune", "12:15-12:20 Hva nå? / Turid Aas, Tangverket"],
    ),
    "names behind commas in a language that capitalises": (
        "10:00 AM – Glue without tears, Ruth Ellery\n11:00 AM – Rigging clinic, Sol Marchetti\n12:00 PM – Lunch",
        [
            "10:00-11:00 Glue without tears / Ruth Ellery",
            "11:00-12:00 Rigging clinic / Sol Marchetti",
            "12:00-12:30 *Lunch",
        ],
    ),
    "the weekday behind each clock, in short": (
        "Mast camp, 9-11 April 2027\n\n18.00 Fri  Rigging\n20.00 Fri  Supper\n09.00 Sat  Knots\n09.00 Sun  Eights",
        ["18:00-20:00 Rigging", "20:00-20:30 *Supper", "09:00-09:30 Knots", "09:00-09:30 Eights"],
    ),
    "the hours of all below the agenda": (
        "Agenda:\n6:00 pm - Doors\n6:30 pm - Peat\n8:00 pm - Talk\n\nThursday, April 15, 2027\n6:00 PM to 9:00 PM EDT",
        ["18:00-18:30 Doors", "18:30-20:00 Peat", "20:00-21:00 Talk"],
    ),
    "people in bullets, and a sentence above the first time": (
        (
            "Bo Ek, moderator, leder oss hela vägen hem.\n\n\nKl 9:00\n\n\nInledning\n\n• Jon Kall, chef Vika\n"
            "• Eva Sader, docent\n\nKl 9:40\n\n\nUtblick\n\n• Ulla Mod, docent\n\nKl 10:30\n\n\nPaus\n\n\n"
            "Kl 10:50\n\n\nHinkar"
        ),
        [
            "09:00-09:40 Inledning / Jon Kall, chef Vika; Eva Sader, docent",
            "09:40-10:30 Utblick / Ulla Mod, docent",
            "10:30-10:50 *Paus",
            "10:50-11:20 Hinkar",
        ],
    ),
    "what kind of talk it is before who gives it": (
        '10.00 Invited talk — Ada Moss (Vik University): "Peat"\n11.00 SECOND TALK: "MOSS"\n12.00 Lunch',
        ['10:00-11:00 "Peat" / Ada Moss (Vik University)', '11:00-12:00 SECOND TALK: "MOSS"', "12:00-12:30 *Lunch"],
    ),
    "people over several lines under their label": (
        "12.00 Lag\nDeltagare:\nJon Kall,\nordförande, Vika\nEva Sader, docent\n13.00 Slut",
        ["12:00-13:00 Lag / Jon Kall, ordförande, Vika; Eva Sader, docent"],
    ),
    "a range with one clock packed and one dotted": (
        "1300 – 13.10\nVelkommen\n1310 – 14.00\nTorv og tran",
        ["13:00-13:10 Velkommen", "13:10-14:00 Torv og tran"],
    ),
    "an academic degree ends no sentence": (
        "10.00 «Hva nå?» Professor Dr. eng. Aksel Tjøre, Vika museum\n11.00 «Jo.» Dr. polit. Mari Boyum\n12.00 Pause",
        [
            "10:00-11:00 «Hva nå?» / Professor Dr. eng. Aksel Tjøre, Vika museum",
            "11:00-12:00 «Jo.» / Dr. polit. Mari Boyum",
            "12:00-12:30 *Pause",
        ],
    ),
    "a label over a list of people": (
        (
            "09.00 Mossan\nOm tak.\n\nMedverkande:\n\n• Sara Ek, fil. dr\n• Vik bibliotek\n\nArrangör: Takrådet\n\n"
            "10.00 Tak\nModerator: Lars Ek\nMedverkande:\nBo Alm, docent\nIda By, chef\n\n11.00 Slut"
        ),
        [
            "09:00-10:00 Mossan / Sara Ek, fil. dr; Vik bibliotek",
            "10:00-11:00 Tak / Lars Ek; Bo Alm, docent; Ida By, chef",
        ],
    ),
    "a title in capitals names nobody": (
        (
            "9.45 – 10.00\nMia Heim\nHÄRMA ANDRA – HÄRMA MER\nMedverkande: Mia Heim, docent. Moderator: Erik Fur\n\n"
            "10.10–10.25\nEva Sader\nLÄSA SVÅRT – LÄSA LÄTT"
        ),
        [
            "09:45-10:00 HÄRMA ANDRA – HÄRMA MER / Mia Heim, docent; Erik Fur",
            "10:10-10:25 LÄSA SVÅRT – LÄSA LÄTT / Eva Sader",
        ],
    ),
    "the room between time and title, or below it": (
        "kl. 17.00–18.00\nStudio 2, Radiohuset\nHva vet fisken?\nkl. 18.00–19.00\nGarn\nRom 4",
        ["17:00-18:00 Hva vet fisken? / Studio 2, Radiohuset", "18:00-19:00 Garn / Rom 4"],
    ),
    "cells that hold a colon": (
        "| 0800 – 0830 | : | Registrering |\n| 0915 – 0945 | : | Åpning |",
        ["08:00-08:30 Registrering", "09:15-09:45 Åpning"],
    ),
    "years in a list below are no clocks": (
        "10h15 ► Ateliers\n11h00 ► Pot\nProduction :\n• 2013 : 6% des haies\n• 2020 : 20% des haies",
        ["10:15-11:00 Ateliers", "11:00-11:30 Pot"],
    ),
    "a break in the column of people, and nobody who is everybody": (
        (
            "| Time | Speaker | Title |\n|--|--|--|\n| 0850 | Welcome | |\n| 0900 | Ada Moss | Peat |\n"
            "| 1000 | Coffee | – |\n| 1030 | All | Walk |\n| 1900 | TBA | Song |"
        ),
        [
            "08:50-09:00 Welcome",
            "09:00-10:00 Peat / Ada Moss",
            "10:00-10:30 *Coffee",
            "10:30-19:00 Walk",
            "19:00-19:30 Song",
        ],
    ),
    "headings, tags and line ends of other markups": (
        "= Peat days\n\n== September 4th\n\n- *10.00 - 11.00*.  Meet <b>all</b>\\\n- *11.00*. {{< icon >}} Talks",
        ["10:00-11:00 Meet all", "11:00-11:30 Talks"],
    ),
    "clocks glued to titles": (
        "6.00-6.30pmArrival\n6.30-7.30pmPeat\n7.30pmDinner",
        ["18:00-18:30 Arrival", "18:30-19:30 Peat", "19:30-20:00 *Dinner"],
    ),
    "an end before the dinner": (
        "16.00 Paneldebatt\n17.00 Slut för dagen\n19.00 Festmiddag",
        ["16:00-17:00 Paneldebatt", "19:00-19:30 *Festmiddag"],
    ),
    "breaks with what follows them": (
        "10:00 Kaffe og hjemmebakt kake\n11:00 Lunsj før avreise\n12:00 Middag – sandwich i hånden\n13:00 Lunch talk",
        [
            "10:00-11:00 *Kaffe og hjemmebakt kake",
            "11:00-12:00 *Lunsj før avreise",
            "12:00-13:00 *Middag – sandwich i hånden",
            "13:00-13:30 Lunch talk",
        ],
    ),
    "an office in capitals, a label in a cell, and with whom": (
        "9:00 Peat\nTom Ferris, Chief Engineer, Northway\n10:00 Samtale\nMed: Anne Lie og Siri Moe\n11:00 Lunsj",
        [
            "09:00-10:00 Peat / Tom Ferris, Chief Engineer, Northway",
            "10:00-11:00 Samtale / Anne Lie; Siri Moe",
            "11:00-11:30 *Lunsj",
        ],
    ),
    "what is done goes with a title before a conjunction": (
        "8.30: Velkommen og innledning ved Grete Hol\n8.35: Welcome – Jo Marsh, Orchard Trust, chair",
        ["08:30-08:35 Velkommen og innledning / Grete Hol", "08:35-09:05 Welcome / Jo Marsh, Orchard Trust, chair"],
    ),
    "rows below a row, with the time left empty": (
        (
            "Time\tSession\tSpeaker\tLocation\n9:00 – 9:30\tMapping\t\t\n\tOld maps\tClara Voss\tHall A\n"
            "\tMud in 3D\tTim Oakes\tHall B\n9:30 – 10:00\tLunch\t\tCanteen"
        ),
        [
            "09:00-09:30 Mapping",
            "09:00-09:30 Old maps / Clara Voss / Hall A",
            "09:00-09:30 Mud in 3D / Tim Oakes / Hall B",
            "09:30-10:00 *Lunch / Canteen",
        ],
    ),
    "the room in brackets within a title": (
        "14.20-15.50: Session 1 (Sal 1): Arkiver\n16.00: Frokost to go",
        ["14:20-15:50 Session 1: Arkiver / Sal 1", "16:00-16:30 *Frokost to go"],
    ),
    "when all begins, said as a label": (
        "Kl.: 19:00\nSted: Klubbhuset\n\n18:30 Kaffe\n19:00 Årsmøte\n20:30 Fyr langs leia v/ Odd Nes\n22:00 Slutt",
        ["18:30-19:00 *Kaffe", "19:00-20:30 Årsmøte", "20:30-22:00 Fyr langs leia / Odd Nes"],
    ),
    "noon passed where other clocks say am and pm": (
        "9:30 AM: Doors open\n12:00 – 1:15: Build\n1:15 – 1:45: Show\n1:45 PM: Goodbye!",
        ["09:30-12:00 Doors open", "12:00-13:15 Build", "13:15-13:45 Show"],
    ),
    "people whose line is wrapped after a small word": (
        "9.20 – 10.20\nLek\nVed professor Berit Lund, Universitetet i\nAgder\n10.20 – 11.00\nPrat, leia av Jon Hauge",
        ["09:20-10:20 Lek / professor Berit Lund, Universitetet i Agder", "10:20-11:00 Prat / Jon Hauge"],
    ),
    "bare hours in a column of clocks": (
        "8:45am   Meet\n9am      Briefing\n9:15     Paths\n11       Tea\n11:15    More\n1pm      Lunch\n2        Trees",
        [
            "08:45-09:00 Meet",
            "09:00-09:15 Briefing",
            "09:15-11:00 Paths",
            "11:00-11:15 *Tea",
            "11:15-13:00 More",
            "13:00-14:00 *Lunch",
            "14:00-14:30 Trees",
        ],
    ),
    "who before a colon, with where they are from": (
        (
            "9.15 – 9.45\nA. Novak (TU Wien): Noise maps\n9.45 – 10.15\nB. Singh, C. Olsen (DTU): Phones\n\n"
            "Session II – Courts\nChair: Mia Ward\n\n10.15 – 11.00\nTalk (M. Keller, ETH Zurich)"
        ),
        [
            "09:15-09:45 Noise maps / A. Novak (TU Wien)",
            "09:45-10:15 Phones / B. Singh; C. Olsen (DTU)",
            "10:15-11:00 Talk / M. Keller, ETH Zurich",
        ],
    ),
    "a lead in and hours over the list, and when all closes": (
        "Kl. 11–16\n\nPå programmet:\n11.00 Sau\n12.15 Tale. Taler: Jon Blå\n14.00 Workshop 1-4\n16.00 Gården stenger",
        ["11:00-12:15 Sau", "12:15-14:00 Tale / Jon Blå", "14:00-16:00 Workshop 1-4"],
    ),
    "what kind of talk as a label": (
        "13.20 – 14.10 Uhr: Praxis im Bus\nVortrag: Prof. Dr. Anke Reuter\n17.00 Uhr: Ausklang bei Wein und Brezeln",
        ["13:20-14:10 Praxis im Bus / Prof. Dr. Anke Reuter", "17:00-17:30 *Ausklang bei Wein und Brezeln"],
    ),
    "columns of a page whose cells are wrapped": (
        (
            "Tid            Tema                 Ansvarlig\n09:00-09:15    Velkommen            Styreleder\n"
            "10:45-11:45    Lønn – slik          Unni Ask og\n               forbereder du deg    Tor Berg\n"
            "11:45-12:45    Lunsj"
        ),
        [
            "09:00-09:15 Velkommen / Styreleder",
            "10:45-11:45 Lønn – slik forbereder du deg / Unni Ask; Tor Berg",
            "11:45-12:45 *Lunsj",
        ],
    ),
    "talks of a section, each by somebody from somewhere": (
        "15.30 Sektion 1: Werkzeug\nModeration: Lisa Roth\nIna Falk (Graz): Editor\nMax Orth (Kiel): Suche\n17.30 Ende",
        ["15:30-17:30 Sektion 1: Werkzeug / Lisa Roth"],
    ),
    "what comes after who speaks, where to meet, and that we end": (
        "10:15 Fleire med? Innleiing ved Tor Li, deretter drøfting\n11:00 Tur. Møtested: Kiosken\n12:00 Vi avsluttar",
        ["10:15-11:00 Fleire med? / Tor Li", "11:00-12:00 Tur / Kiosken"],
    ),
    "a title in capitals below a room": (
        "Kl. 10.00\nSal 2\nHAVET SOM LYD\nKl. 12.00\nSal 2\nAvslutning",
        ["10:00-12:00 HAVET SOM LYD / Sal 2", "12:00-12:30 Avslutning / Sal 2"],
    ),
    "headings of parallel parts are no people": (
        (
            "10.00–10.30\nLunsj\n\nParallell A – Auditorium 1\n11.00–11.30\nGarn\n\n11.30–12.00\nTau\n\n"
            "Parallell B – Auditorium 2\n11.00–11.30\nTran\n\n11.30–12.00\nTorv"
        ),
        ["10:00-10:30 *Lunsj", "11:00-11:30 Garn", "11:00-11:30 Tran", "11:30-12:00 Tau", "11:30-12:00 Torv"],
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_is_read_as_a_person_reads_it(way: str) -> None:
    text, wanted = WAYS[way]
    assert as_read(read(f"Torvdagen 4. mai 2027\n\n{text}\n".encode(), today=TODAY)) == wanted


def test_a_weekday_before_a_date_in_brackets_is_a_day() -> None:
    text = b"Torftreffen 2027\n\nMontag (10. Mai)\n9.30 Uhr Ankommen\n11 Uhr Ende\nDienstag (11. Mai)\n9.30 Uhr Torf"
    programme = read(text, today=TODAY)
    assert [entry.starts.date() for entry in programme.entries] == [dt.date(2027, 5, 10), dt.date(2027, 5, 11)]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Naar inhoud\n\nLog in!\n\nVeendag", "Veendag"),
        ("# Schedule\n\nThis is the schedule of the workshop in Redmoor 2027.", ""),
        ("Fachtag „Wasser im Dorf“\nSamstag, 8. Mai 2027 | 9:30–16:30 Uhr | Altbach", "Fachtag „Wasser im Dorf“"),
        ("Event Programme\nSymposium on Slow Trains\nLisbon Hall, Porto · 3–4 May 2027", "Symposium on Slow Trains"),
        ("Journée d'étude\nLes murs de pierre sèche", "Les murs de pierre sèche"),
        ("Forskningsdagen 2027 - program", "Forskningsdagen 2027"),
        ("Colloque sur les haies en\nFriche d’été", "Colloque sur les haies en Friche d’été"),
    ],
)
def test_neither_a_link_to_skip_nor_a_sentence_is_the_title(head: str, title: str) -> None:
    programme = read(f"{head}\n\n10:00 Peat\n11:00 Moss\n12:00 Lunch".encode(), name="peat.txt", today=TODAY)
    assert programme.title == (title or "peat")


def test_numbered_dates_of_a_series_are_its_sessions() -> None:
    text = """Reihe „Leise lehren“

Termin 1: Mittwoch, 3. März 2027, 14.00–16.00 Uhr
Thema: Tempo
Referentin: Dr. Silke Brandt

Termin 2: Mittwoch, 10. März 2027, 14.00–16.00 Uhr
Thema: Fragen
Referentinnen: Eva Lorenz, Ina Vogt"""
    programme = read(text.encode(), today=TODAY)
    assert [entry.starts.day for entry in programme.entries] == [3, 10]
    assert as_read(programme) == ["14:00-16:00 Tempo / Dr. Silke Brandt", "14:00-16:00 Fragen / Eva Lorenz; Ina Vogt"]


def test_the_weekday_before_a_range_is_of_its_last_day() -> None:
    programme = read("Kor\nFredag – søndag 5.–7. november 2027\n18.30 Øving\n19.30 Kveld".encode(), today=TODAY)
    assert not [notice for notice in programme.notices if "weekday" in notice.message]


def test_a_page_that_states_its_sessions_for_search_engines_is_believed() -> None:
    page = """<html><head><script type="application/ld+json">{"@type":"Event","name":"Peat Forum",
"startDate":"2027-05-06T09:00+02:00","subEvent":[{"@type":"Event","name":"Moss","startDate":"2027-05-06T09:30+02:00",
"endDate":"2027-05-06T10:30+02:00","performer":{"@type":"Person","name":"Ada Brook"}}]}</script></head>
<body><h1>Peat Forum</h1><p>Come and see.</p></body></html>"""
    programme = read(page.encode(), name="peat.html", today=TODAY)
    assert (programme.title, as_read(programme)) == ("Peat Forum", ["09:30-10:30 Moss / Ada Brook"])


def test_the_hours_of_the_event_are_read_in_a_sentence_that_invites() -> None:
    text = "Torfabend\n\nWir laden ein am Dienstag, 5. Oktober 2027, von 19:00 bis 21:00 Uhr.\n\n19:00 Film\n20:50 Dank"
    programme = read(text.encode(), today=TODAY)
    assert as_read(programme) == ["19:00-20:50 Film", "20:50-21:00 Dank"]
    assert [notice.line for notice in programme.notices] == [6]


def test_a_page_that_marks_rooms_is_believed() -> None:
    slot = "<div><p>{}</p><h3>{}</h3><p class='speaker'>Maya Quill</p><p class='room'>{}</p></div>"
    page = "<h1>Peat Conf</h1><h2>June 10, 2027</h2>" + "".join(
        slot.format(*said) for said in (("09:00", "Moss", "Boat shed"), ("10:00", "Fern", "Main stage"))
    )
    programme = read(f"<html><body>{page}</body></html>".encode(), name="peat.html", today=TODAY)
    assert [entry.room for entry in programme.entries] == ["Boat shed", "Main stage"]


def test_a_clock_left_in_a_title_is_told() -> None:
    programme = read(b"4 mai 2027\n10.00 Torv\n12.30 och 12.45: Utflykt\n14.00 Slut", today=TODAY)
    assert any("left in the title" in notice.message for notice in programme.notices)


def test_a_cell_that_fills_two_rows_is_the_time_of_both() -> None:
    page = """<h1>Fjord</h1><p>14. april 2027</p><table><tr><th>Tid</th><th>Tittel</th><th>Rom</th></tr>
<tr><td rowspan="2">1020–1100</td><td>Bløtdyr</td><td>Rom 1</td></tr><tr><td>Krepsdyr</td><td>Rom 2</td></tr>
<tr><td>1100</td><td colspan="2">Suppe</td></tr></table>"""
    programme = read(f"<html><body>{page}</body></html>".encode(), name="fjord.html", today=TODAY)
    assert as_read(programme) == [
        "10:20-11:00 Bløtdyr / Rom 1",
        "10:20-11:00 Krepsdyr / Rom 2",
        "11:00-11:30 *Suppe",
    ]


def test_blocks_beside_each_other_are_one_session() -> None:
    row = "<div class='row'><div class='time'>{}</div><div class='title'>{}</div><div class='desc'>{}</div></div>"
    rows = (("1:00 pm", "Static", "Fiddle and hum."), ("2:30 pm", "Sets", "Workshop in tent 2"), ("4:00 pm", "Tea", ""))
    page = f"<h1>Fest</h1><p>4 July 2027</p>{''.join(row.format(*said) for said in rows)}"
    programme = read(f"<html><body>{page}</body></html>".encode(), name="fest.html", today=TODAY)
    assert [entry.description for entry in programme.entries] == ["Fiddle and hum.", "Workshop in tent 2", ""]


def _told(text: str) -> list[str]:
    return [notice.text() for notice in read(text.encode(), today=TODAY).notices]


def test_a_title_that_could_be_another_line_is_told() -> None:
    agenda = "\n\n09.00 Åpning\n09.30 Garn\n10.00 Tran"
    told = _told("Havkanten forlag\nVika fiskeri\n12. mars 2027" + agenda)
    assert any(line.startswith("line 2: The event's title is a guess: “Vika fiskeri”") for line in told)
    assert not any("title is a guess" in line for line in _told("Seminar om garn\n12. mars 2027" + agenda))


def test_the_schedule_of_the_conference_is_not_its_name() -> None:
    text = "Konferansen om fyrlys\nTidsskjema for konferansen\nTorsdag 14. januar 2027\n09.00 Åpning\n09.30 Lys"
    assert read(text.encode(), today=TODAY).title == "Konferansen om fyrlys"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Housing Forward 2027\nA one-day conference on homes\n\n23 September 2027", "Housing Forward 2027"),
        ("*Team offsite – Thursday 17 June 2027* :tada:\n\nHi all, here's the plan!", "Team offsite"),
        (
            "Etusivu\nPalvelut\nTapahtumat\nEtusivu > Tapahtumat > Jokipäivä\nJokipäivä 2027\n22.5.2027",
            "Jokipäivä 2027",
        ),
    ],
)
def test_the_title_is_no_subtitle_and_no_menu(head: str, title: str) -> None:
    assert read(f"{head}\n\n10.00 Peat\n11.00 Moss\n12.00 Tow".encode(), today=TODAY).title == title


def test_a_name_in_capitals_that_was_left_in_a_title_is_told() -> None:
    told = _told("09.00 KAFFE\n09.15 DEN STÖKIGA BACKEN, KARIN BLOM\n10.00 FIKA")
    assert any(line.startswith("line 2: The end of the title") for line in told)


def test_text_below_a_closing_is_told_however_long_the_talks_are() -> None:
    talks = "".join(f"{hour}:00\nGarn og tau {hour}\nAda Moss\nVik fabrikk\nMer om dette\n" for hour in (9, 10, 11))
    told = _told(f"Garndagen 12. mars 2027\n{talks}12:00\nAvslutning\nSkaff deg en plass")
    assert any("Read as a part of the last session: Skaff deg en plass" in line for line in told)
