"""The way to the video, found in what organisers paste."""

from datetime import date

import pytest

from live.programme import Programme, read, write

TODAY = date(2027, 1, 1)
TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_ab%40thread.v2/0?context=%7b%22Tid%22%3a%22x%22%7d"
ZOOM = "https://uio.zoom.us/j/123456?pwd=abc"


def programme(text: str) -> Programme:
    return read(text.encode(), today=TODAY)


@pytest.mark.parametrize(
    ("line", "url"),
    [
        (f"Bli med på Teams: {TEAMS}.", TEAMS),
        (f"Zoom ({ZOOM})", ZOOM),
        ("Direkte på https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc"),
        ("https://whereby.com/fagrommet", "https://whereby.com/fagrommet"),
        ("https://meet.google.com/abc-defg-hij", "https://meet.google.com/abc-defg-hij"),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fzoom.us%2Fj%2F1&data=05",
            "https://zoom.us/j/1",
        ),
        ("Se opptaket fra i fjor: https://www.youtube.com/watch?v=abc", ""),
        ("Meld deg på: https://zoom.us/webinar/register/WN_x", ""),
        ("https://evil.example/https://zoom.us/j/1", ""),
        ("http://zoom.us/j/1", ""),
    ],
)
def test_an_address_in_an_invitation_is_found(line: str, url: str) -> None:
    for text in (
        f"Fagdag\n8. mars 2027\n{line}\n\n09:00–10:00 A\n10:00–11:00 B\n",
        f"Fagdag\n8. mars 2027\n09:00–10:00 A\n10:00–11:00 B\n{line}\n",
    ):
        assert programme(text).stream == url
        assert not any(entry.stream for entry in programme(text).entries)


def test_addresses_among_the_lines_of_sessions_are_theirs() -> None:
    found = programme(f"Fagdag\n8. mars 2027\nTeams: {TEAMS}\n\n09:00–10:00 A\n{ZOOM}\n10:00–11:00 B\nTekst\n")
    assert (found.stream, [entry.stream for entry in found.entries]) == (TEAMS, [ZOOM, ""])


def test_a_web_page_has_them_in_its_links() -> None:
    page = (
        f'<html><body><h1>Fagdag</h1><p>8. mars 2027</p><p><a href="{TEAMS}">Bli med</a></p><p>09:00–10:00 '
        f"A</p></body></html>"
    )
    assert programme(page).stream == TEAMS


def test_calendars_carry_them_there_and_back() -> None:
    text = f"Fagdag\n8. mars 2027\nTeams: {TEAMS}\n\n09:00–10:00 A\n{ZOOM}\n10:00–11:00 B\n11:00–11:30 Pause\n"
    calendar = write(programme(text), "ics")
    lines = calendar.decode().replace("\r\n ", "").split("\r\n")
    assert f"URL:{ZOOM}" in lines
    assert f"CONFERENCE;FEATURE=VIDEO;VALUE=URI:{ZOOM}" in lines
    assert f"LOCATION:{TEAMS}" in lines
    assert [entry.stream for entry in read(calendar, today=TODAY).entries] == [ZOOM, TEAMS, ""]
    one = write(programme(f"Fagdag\n8. mars 2027\nTeams: {TEAMS}\n\n09:00–10:00 A\n10:00–11:00 B\n"), "ics")
    assert read(one, today=TODAY).stream == TEAMS


def test_an_invitation_of_outlook_says_it_in_its_own_way() -> None:
    invitation = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nSUMMARY:Fagdag\nDTSTART:20270308T080000Z\n"
        "DTEND:20270308T100000Z\nLOCATION:Microsoft Teams-møte\n"
        f"X-MICROSOFT-SKYPETEAMSMEETINGURL:{TEAMS}\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert programme(invitation).stream == TEAMS
