"""Kinds of layouts that organisers publish, each in several languages: what a person reads out of them, we read."""

import datetime as dt
from itertools import pairwise

import pytest

from live.programme import Programme, read
from live.programme.text.lines.noise import is_noise
from live.programme.words.languages import guess_language

TODAY = dt.date(2026, 11, 29)


def _read(text: str) -> Programme:
    return read(text.encode(), today=TODAY)


def _said(programme: Programme) -> list[str]:
    return [f"{one.starts:%H:%M}-{one.ends:%H:%M} {one.title}" for one in programme.entries]


DAY = "Tangdagen\n\nOnsdag 14. april 2027\n\n"
PLAIN = ["09:00-09:30 Åpning", "09:30-10:00 Hva tang er", "10:00-10:15 Pause", "10:15-11:00 Tang på tallerken"]


@pytest.mark.parametrize("number", ["{}. ", "{}) ", "#{} ", "Punkt {}: ", "Pkt. {} ", "TOP {}  ", "Nr. {} – ", "{} "])
def test_numbers_that_count_before_times_are_no_part_of_titles(number: str) -> None:
    times = ["09.00", "09.30", "10.00", "10.15", "11.00"]
    titles = ["Åpning", "Hva tang er", "Pause", "Tang på tallerken", "Slutt"]
    lines = (
        f"{number.format(at)}{time} {title}" for at, (time, title) in enumerate(zip(times, titles, strict=True), 1)
    )
    assert _said(_read(DAY + "\n".join(lines))) == PLAIN


@pytest.mark.parametrize("number", ["{}. ", "{}) ", "#{} ", "Punkt {}: ", "TOP {}: "])
def test_numbers_that_count_behind_times_are_no_part_of_titles(number: str) -> None:
    times = ["09:00–09:30", "kl. 09:30–10:00", "10:00–10:15", "10:15–11:00"]
    lines = (
        f"{time} {number.format(at)}{one[12:]}" for at, (time, one) in enumerate(zip(times, PLAIN, strict=True), 1)
    )
    assert _said(_read(DAY + "\n".join(lines))) == PLAIN


def test_a_number_that_does_not_count_belongs_to_the_title() -> None:
    said = _said(_read(DAY + "09:00 3 barn forteller\n10:00 12 nye arter\n11:00 3 spørsmål\n12:00 Slutt"))
    assert said == ["09:00-10:00 3 barn forteller", "10:00-11:00 12 nye arter", "11:00-12:00 3 spørsmål"]


def test_days_one_after_the_other_are_dates_and_no_order() -> None:
    text = (
        "Leir\n\n| 12. mai 2027 | 09:00–10:00 | Kano |\n| 13. mai 2027 | 09:00–10:00 | Klatring |\n"
        "| 14. mai 2027 | 09:00–10:00 | Bålkos |\n"
    )
    assert [f"{one.starts:%d} {one.title}" for one in _read(text).entries] == ["12 Kano", "13 Klatring", "14 Bålkos"]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n"])
def test_blank_lines_behind_each_line_say_nothing(between: str) -> None:
    lines = ["Tangdagen", "Onsdag 14. april 2027", "Program", "09.00–09.30", "Åpning", "Kari Strand, leder"]
    lines += ["09.30–10.30", "Parallelle kurs", "Kurs 1: Tang i suppe", "Kurs 2: Tang i såpe", "10.30–11.00", "Pause"]
    programme = _read(between.join(lines))
    assert _said(programme) == [
        "09:00-09:30 Åpning", "09:30-10:30 Tang i suppe", "09:30-10:30 Tang i såpe", "10:30-11:00 Pause",
    ]  # fmt: skip
    assert programme.entries[0].speakers == ("Kari Strand, leder",)


def test_capitals_are_read_as_small_letters_are_and_stay_as_they_are() -> None:
    text = (
        "TANGDAGEN\nONSDAG 14. APRIL 2027\n\n09.00\nÅPNING\n\n09.30\nTANG UNDER ISEN\nKARI MOE STRAND, FORSKER\n\n"
        "10.30\nPAUSE\n\n10.45\nWER BRAUCHT ALGEN?\nDR. EVA RIED, LEITERIN DES INSTITUTS\n\n12.00\nSLUTT\n"
    )
    programme = _read(text)
    assert programme.title == "TANGDAGEN"
    assert _said(programme) == [
        "09:00-09:30 ÅPNING", "09:30-10:30 TANG UNDER ISEN", "10:30-10:45 PAUSE", "10:45-12:00 WER BRAUCHT ALGEN?",
    ]  # fmt: skip
    assert [len(one.speakers) for one in programme.entries] == [0, 1, 0, 1]
    assert [one.kind for one in programme.entries] == ["talk", "talk", "break", "talk"]


@pytest.mark.parametrize(
    "times",
    [
        "0900,0930,1000,1015,1100",
        "kl 0900,kl 0930,kl 1000,kl 1015,kl 1100",
        "9 Uhr,9 Uhr 30,10 Uhr,10 Uhr 15,11 Uhr",
        "9h00,9h30,10h00,10h15,11h00",
        "Klokka 9,Klokka 9.30,Klokka 10,Klokka 10.15,Klokka 11",
        "9.00,9.30,10.00,10.15,11.00",
    ],
)
def test_clocks_in_every_dress(times: str) -> None:
    titles = [*(one[12:] for one in PLAIN), "Slutt"]
    lines = (f"{time} {title}" for time, title in zip(times.split(","), titles, strict=True))
    assert _said(_read(DAY + "\n".join(lines))) == PLAIN


def test_bare_hours_beside_others_are_believed() -> None:
    assert _said(_read(DAY + "09 – 10 Sang\n10 – 10.30 Kaffe\n10.30 – 11.30 Dans\n11.30 – 12 Dikt")) == [
        "09:00-10:00 Sang", "10:00-10:30 Kaffe", "10:30-11:30 Dans", "11:30-12:00 Dikt",
    ]  # fmt: skip


def test_a_year_among_packed_ranges_is_a_clock() -> None:
    assert "19:00-19:30 Festmiddag" in _said(_read(DAY + "1700-1800 Omvisning\n1800-1845 Tale\n1900 Festmiddag"))


HEADS = {
    "en": "Skip to content\nWe use cookies to make it better.\nAccept all\nOnly necessary\nHome\nEvents\nAbout us\n",
    "de": "Zum Inhalt springen\nDiese Webseite verwendet Cookies.\nNur notwendige\nStartseite\nAktuelles\nÜber uns\n",
    "sv": "Till innehållet\nVi använder kakor (cookies)\nGodkänn alla kakor\nHem\nKalender\nOm oss\n",
    "nb": "Hopp til hovedinnhold\nBare nødvendige\nTangsenteret\nForside\nAktuelt\nFor skoler\nOm oss\n",
}
FEET = {
    "en": "\nShare this event\nSubscribe to our newsletter\nPrivacy policy\nAll rights reserved\n",
    "de": "\nSeite drucken\nMelden Sie sich für unseren Newsletter an.\nImpressum\nDatenschutz\n",
    "sv": "\nDela sidan\nNyhetsbrev\nOm webbplatsen\nTillgänglighetsredogörelse\n",
    "nb": "\nDel på Facebook\nAbonner på nyhetsbrevet vårt\nPersonvern\nTilgjengelighetserklæring\n",
}


@pytest.mark.parametrize("site", HEADS)
def test_a_site_around_a_programme_changes_neither_title_nor_language(site: str) -> None:
    text = (
        "Tang og tare\nOnsdag 14. april 2027\n"
        + "\n".join(f"{one[:5]} {one[12:]}" for one in PLAIN)
        + "\n11:00 Slutt\n"
    )
    programme = _read(HEADS[site] + text + FEET[site])
    assert (programme.title, programme.language) == ("Tang og tare", "nb")
    assert _said(programme) == PLAIN
    assert not any(entry.description for entry in programme.entries)


def test_a_meeting_link_in_english_does_not_change_the_language() -> None:
    text = DAY + "19:00 – 19:10: Velkommen\n19:10 – 20:00: Tang om natta, ved Nora Vang\n\n" + "_" * 60
    foot = (
        "\nMicrosoft Teams meeting\nJoin on your computer, mobile app or room device\nMeeting ID: 333\nPasscode: aBc\n"
    )
    programme = _read(text + foot)
    assert (programme.language, len(programme.entries)) == ("nb", 2)


def test_food_is_no_cookie_and_closing_is_no_button() -> None:
    assert not any(
        map(is_noise, ("Coffee and cookies", "Kaffe och kakor", "Nyhetsbrev for nybegynnere", "Kun en time"))
    )
    assert all(map(is_noise, ("Nur notwendige", "Bare nødvendige", "Manage preferences", "Godkänn alla kakor")))
    assert _said(_read(DAY + "09:00\nOpen\n\n10:00\nTalks\n\n11:00\nClose"))[-1] == "10:00-11:00 Talks"


def test_one_word_of_another_language_is_not_that_language() -> None:
    assert guess_language("Sang i hagen\nKaffe\nDans\nDikt", "nb") == "nb"
    assert guess_language("Begrüßung und Kaffee, danach die Führung durch das Haus", "nb") == "de"


@pytest.mark.parametrize("lane", ["Kurs", "Gruppe", "Parallell", "Group", "Bord", "Workshop"])
@pytest.mark.parametrize("sign", [": ", " – ", " "])
def test_what_is_numbered_under_one_time_runs_side_by_side(lane: str, sign: str) -> None:
    first = f"09:00–10:00\n{lane} 1{sign}Suppe\nv/ Kari Moe\n{lane} 2{sign}Såpe\n"
    programme = _read(f"{DAY}{first}10:00–10:30 {lane} 1{sign}Garn\n{lane} 2{sign}Gjødsel")
    assert _said(programme) == ["09:00-10:00 Suppe", "09:00-10:00 Såpe", "10:00-10:30 Garn", "10:00-10:30 Gjødsel"]
    assert [one.track for one in programme.entries] == [f"{lane} 1", f"{lane} 2"] * 2
    assert programme.entries[0].speakers == ("Kari Moe",)


@pytest.mark.parametrize("text", ["{} (Rom 101)\n{} (Rom 102)", "Rom 101\n{}\nRom 102\n{}", "Rom 101: {}\nRom 102: {}"])
def test_rooms_under_one_time(text: str) -> None:
    programme = _read(DAY + "09:00–10:00\n" + text.format("Tang i suppe", "Tang i såpe") + "\n10:00–10:30 Pause")
    assert [(one.title, one.room) for one in programme.entries[:2]] == [
        ("Tang i suppe", "Rom 101"), ("Tang i såpe", "Rom 102"),
    ]  # fmt: skip


def test_capitals_name_no_track_by_their_last_letter() -> None:
    assert [one.track for one in _read(DAY + "09:00 GRUPPER\n10:00 PARALLELLE KURS\n11:00 SLUTT").entries] == ["", ""]


def test_what_stands_above_a_credit_is_a_picture_and_no_title() -> None:
    text = "Hjem\n/\nTangdagen i fjæra\nBarn som samler tang i en bøtte\nFoto: Nils Havn\n"
    text += "Tangdagen i fjæra\n14. april 2027\n"
    assert _read(text + "10:00 Åpning\n11:00 Rebus\n12:00 Slutt").title == "Tangdagen i fjæra"


@pytest.mark.parametrize("crumbs", ["Forside › Aktuelt › {}", "Startseite > Termine > {}", "Hem / Kalender / {}"])
def test_the_last_of_the_crumbs_is_the_title(crumbs: str) -> None:
    text = f"Havets hus\n{crumbs.format('Tang og tare')}\nKom og se\nTang og tare\nStort og smått.\n14. april 2027\n"
    assert _read(text + "10:00 Åpning\n11:00 Rebus\n12:00 Slutt").title == "Tang og tare"


def test_whose_page_it_is_stands_above_the_menu_and_is_no_title() -> None:
    text = "Tanghøgskolen i Nord\nStudier\nForskning\nBiblioteket\nOm oss\nTang i tida\nNår: 14. april 2027\n"
    assert _read(text + "10:00 Åpning\n11:00 Rebus\n12:00 Slutt").title == "Tang i tida"


def test_a_cell_that_spans_rows_is_one_session() -> None:
    text = (
        "Tangdagen 14. april 2027\n\n| Tid | Sal Nord | Sal Sør |\n| --- | --- | --- |\n"
        "| 09.00–10.00 | Suppe | Såpe |\n| 10.00–11.00 | Garn | Såpe |\n| 11.00–11.30 | Pause | Pause |\n"
    )
    programme = _read(text)
    assert _said(programme) == ["09:00-10:00 Suppe", "09:00-11:00 Såpe", "10:00-11:00 Garn", "11:00-11:30 Pause"]
    assert any("over several rows" in notice.text() for notice in programme.notices)


def test_the_end_of_a_day_ends_what_begins_last_in_whichever_order() -> None:
    programme = _read(DAY + "kl. 12.00 Om elver\nkl. 13.30 Om mose\nkl. 12.45 Om torv\nkl. 14.15 Slutt")
    by_start = sorted(programme.entries, key=lambda one: one.starts)
    assert all(one.ends == after.starts for one, after in pairwise(by_start))
    assert f"{by_start[-1].ends:%H:%M}" == "14:15"


def test_minutes_among_other_words_in_brackets_are_not_how_long_it_lasts() -> None:
    text = DAY + "12:10 Felles avgang (10 minutters gange) fra hotellet\n12:30 Tale (15 min)\n13:00 Slutt"
    assert [one[:11] for one in _said(_read(text))] == ["12:10-12:30", "12:30-12:45"]


def test_lanes_on_one_line_run_side_by_side() -> None:
    programme = _read(
        DAY + "09.45–10.30 Gruppe 1: Bål / Gruppe 2: Kompass\n10.45–11.30 Gruppe 1: Kompass / Gruppe 2: Bål"
    )
    assert [(one.title, one.track) for one in programme.entries[:2]] == [("Bål", "Gruppe 1"), ("Kompass", "Gruppe 2")]
    assert len(programme.entries) == 4


def test_bare_hours_under_weekdays_begin_again_each_morning() -> None:
    text = (
        "Kunstuka 4.–8. oktober 2027\n\nMandag\n10–12 Leire\n13–15 Trykk\n\nOnsdag\n10–12 Akvarell\n18–20 Utstilling\n"
    )
    assert [f"{one.starts:%d %H}" for one in _read(text).entries] == ["04 10", "04 13", "06 10", "06 18"]


def test_what_is_alone_in_its_room_stays_there() -> None:
    text = "Dagen 22. april 2027\n\n| Kl. | Sal 1 | Sal 2 |\n|---|---|---|\n| 10.00–10.45 | Sensorer | Droner |\n"
    programme = _read(text + "| 10.45–11.15 | Kaffe | |\n| 11.15–12.00 | Robot i fjøs | |\n")
    assert [(one.title, one.room) for one in programme.entries[2:]] == [("Kaffe", ""), ("Robot i fjøs", "Sal 1")]


def test_how_long_it_lasts_below_its_time_is_no_title() -> None:
    assert _said(_read(DAY + "10.00\n(15 min) Velkommen\n\n10.30\n(45 min) Tall\n")) == [
        "10:00-10:15 Velkommen", "10:30-11:15 Tall",
    ]  # fmt: skip


def test_a_title_about_something_is_no_head_of_columns() -> None:
    text = "Bremuseet\nBilletter\nUtstillinger\nArrangementer\nForedrag om isbreer\n26. januar 2027\nGratis\n"
    assert _read(text + "18.00 Velkommen\n18.10 Isen\n19.00 Slutt").title == "Foredrag om isbreer"


def test_a_weekday_tells_the_language() -> None:
    assert _read("Bokdagar\nLaurdag 30. oktober 2027\n\n12.00 Hav\n13.00 Dikt\n14.00 Slutt").language == "nn"


def test_what_a_page_says_twice_above_its_agenda_is_its_title() -> None:
    text = "Vanntilsynet\nSøk\nTema\nRegelverk\nOm oss\nForsiden\n"
    text += "Trygge vann i hagen\n\nTrygge vann i hagen\n\nFor eiere.\n"
    assert (
        _read(text + "Tid\n11. mai 2027\n\nProgram\n12.00 Regler\n12.30 Dammer\n13.00 Slutt").title
        == "Trygge vann i hagen"
    )


@pytest.mark.parametrize(
    "end", ["Farvel og tak", "Slutt for i dag", "Takk og farvel!", "Home time", "-> Slutt", "Ende"]
)
def test_a_farewell_ends_what_is_above(end: str) -> None:
    assert _said(_read(DAY + f"09:00 Åpning\n10:00 Tang\n11:00 {end}"))[-1] == "10:00-11:00 Tang"
    assert len(_read(DAY + "09:00 Åpning\n10:00 Slutt på plast i havet? Et foredrag\n11:00 Slutt").entries) == 2
