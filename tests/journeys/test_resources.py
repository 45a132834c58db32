"""Slides and links from the desk to everyone: pushed, on the page, in the calendar, the report and the files."""

from live.actions.understood import agenda_of
from live.programme import read
from tests.builders import at
from tests.journeys.event import SLUG, Event

HTML = {"accept": "text/html", "accept-language": "nb"}
SLIDES = "https://example.org/lysark.pdf"


def test_what_is_added_at_the_desk_is_everywhere_at_once(event: Event) -> None:
    mina = event.moderator()
    with event.attendee().live("protocol=1&as=html&lang=nb") as ann:
        ann.next("hello")
        for _ in range(2):
            mina.post("desk/sessions/rules/edit", {"resources": [f"Lysark: {SLIDES}"]})
        pieces = ann.change("session.edited")["put"]
        assert f'href="{SLIDES}"' in next(piece["html"] for piece in pieces if piece["id"] == "session-rules")
        mina.post("desk/settings", {"resources": ["Skjema: https://example.org/skjema"]})
        about = ann.change("event.changed")["put"]
        assert "https://example.org/skjema" in "".join(piece["html"] for piece in about)
    state = event.attendee().state()
    [told] = next(s for s in state["agenda"]["sessions"] if s["id"] == "rules")["resources"]
    assert (told["title"], told["url"]) == ("Lysark", SLIDES)
    assert state["event"]["resources"][0]["title"] == "Skjema"
    page = event.client(accept="text/html").get(f"/{SLUG}").text
    assert page.count(SLIDES) == 1
    report = mina.http.get(f"/{SLUG}/report", headers=HTML).text
    assert SLIDES in report
    calendar = event.client().get(f"/{SLUG}/agenda.ics").text.replace("\r\n ", "")
    assert f"ATTACH:{SLIDES}" in calendar
    assert f"Lysark: {SLIDES}" in calendar.replace("\\", "")


def test_what_does_not_fit_is_said_and_nothing_changes(event: Event) -> None:
    mina = event.moderator()
    for wished, code in (
        ("Lysark: http://example.org", "no_address"),
        ("\n".join(f"{n}: https://example.org/{n}" for n in range(13)), "too_many"),
    ):
        refused = mina.post("desk/sessions/rules/edit", {"resources": wished.splitlines()}).json()["error"]
        assert (refused["code"], refused["field"]) == (code, "resources")
        assert mina.post("desk/settings", {"resources": wished.splitlines()}).json()["error"]["code"] == code
    assert mina.state()["event"]["resources"] == []


def test_every_form_of_a_programme_brings_them_back(event: Event) -> None:
    mina = event.moderator()
    mina.post("desk/sessions/rules/edit", {"resources": [f"Lysark: {SLIDES}", "Skjema: https://example.org/s"]})
    for form in ("txt", "ics", "json", "md", "toml", "pretalx.json", "agenda.csv"):
        written = mina.http.get(f"/{SLUG}/export.{form}").content
        programme = read(written, name=f"x.{form}", today=at(0).date())
        there = [s.resources for s in agenda_of(programme).sessions if s.resources]
        assert there == [(f"Lysark: {SLIDES}", "Skjema: https://example.org/s")], form
