"""A new programme over an event that is there: what would change is shown before anything is kept."""

import time
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser

import httpx2
import pytest

from live.actions import links
from live.views.press.times import long_date
from tests.builders import OSLO
from tests.journeys.event import SLUG, Event
from tests.programme.made import ROWS, excel, mail, word
from tests.programme.test_hostile import HOSTILE
from tests.running import Server

NEW = """Utvekslingssamarbeid

8. mars 2022

12:00 – 12:45 Opening
- Kongshavn vgs i Oslo: samarbeid med Tyskland
- Hvam vgs
12:45 – 13:20 Rules
13:20 – 13:30 Pause
13:30 – 14:00 Ownership
"""


@pytest.fixture
def organiser(server: Server) -> Iterator[httpx2.Client]:
    token = server.call(links.organiser(server.app.state.live.acting, server.base)).rpartition("#")[2]
    with httpx2.Client(
        base_url=server.base,
        headers={"origin": server.base, "accept": "text/html", "accept-language": "nb"},
        timeout=30,  # the first reading starts a process, and a busy machine takes its time
    ) as client:
        assert client.post("/new/badge", data={"token": token}).status_code == 303
        yield client


def sent(organiser: httpx2.Client, **fields: str) -> str:
    answer = organiser.post(
        "/new",
        files={"text": (None, fields.pop("text", NEW)), **{name: (None, value) for name, value in fields.items()}},
    )
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_difference_is_shown_before_it_is_kept(server: Server, organiser: httpx2.Client) -> None:
    event = Event(server)
    before = event.moderator().state()
    page = sent(organiser, slug=SLUG, replace="on")
    assert "12:45–13:15" in page, "as it is"
    assert "12:45–13:20" in page, "as it would be"
    assert "«Owners» heter nå «Ownership»." in page
    assert "«Closing» er ikke lenger på programmet." in page
    assert event.moderator().state()["cursor"] == before["cursor"]
    assert (
        organiser.post(
            "/new", files={"text": (None, NEW), "slug": (None, SLUG), "replace": (None, "on"), "keep": (None, "on")}
        ).status_code
        == 303
    )
    assert "12:45–13:15" not in sent(organiser, slug=SLUG, replace="on"), "now nothing would change"
    event.close()


def test_without_an_event_there_is_no_difference(organiser: httpx2.Client) -> None:
    assert "difference" not in sent(organiser, slug="elsewhere", replace="on")


class Form(HTMLParser):
    """What a browser without script would send back of a page: every field of the programme's form, as it is filled
    in.
    """

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: list[tuple[str, str]] = []
        self._area: str | None = None
        self._select: str | None = None
        self.feed(page.partition('id="events-heading"')[0])  # below it are the forms of other events

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "textarea" and "name" in at:
            self._area = at["name"]
            self.fields.append((at["name"], ""))
        elif tag == "select":
            self._select = at["name"]
            self.fields.append((at["name"], "?"))
        elif tag == "option" and self._select and ("selected" in at or self.fields[-1] == (self._select, "?")):
            self.fields[-1] = (self._select, at["value"])
        elif tag == "input" and "name" in at and at.get("type") not in ("file", "checkbox"):
            self.fields.append((at["name"], at.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[-1] = (self._area, self.fields[-1][1] + data)

    def put(self, name: str, value: str, nth: int = 0) -> "Form":
        places = [place for place, (named, _) in enumerate(self.fields) if named == name]
        self.fields[places[nth]] = (name, value)
        return self

    def send(self, organiser: httpx2.Client, **more: str) -> httpx2.Response:
        return organiser.post("/new", files=[(name, (None, value)) for name, value in [*self.fields, *more.items()]])


def test_a_session_is_corrected_where_it_stands(server: Server, organiser: httpx2.Client) -> None:
    form = Form(sent(organiser, slug="corrected"))
    form.put("title", "Fagdag").put("session-title", "Åpning").put("session-ends", "12:50").put(
        "session-speakers", "Kari Nordmann\r\nOla Berg", 1
    )
    page = form.send(organiser, use="table", out="2")
    assert page.status_code == 200
    assert "«Rules» begynner 12:45, før «Åpning» er slutt." in page.text
    assert 'href="#row-1"' in page.text
    again = Form(page.text)
    assert [value for name, value in again.fields if name == "session-title"] == ["Åpning", "Rules", "Ownership", ""]
    assert again.put("session-starts", "12:50", 1).send(organiser, keep="on").status_code == 303
    kept = server.call(server.app.state.live.store.replica.copy("corrected")).state
    assert kept.event.title == "Fagdag"
    assert [(s.title, f"{s.starts:%H:%M}–{s.ends:%H:%M}", s.speakers) for s in kept.agenda.sessions] == [
        ("Åpning", "12:00–12:50", ()),
        ("Rules", "12:50–13:20", ("Kari Nordmann", "Ola Berg")),
        ("Ownership", "13:30–14:00", ()),
    ]
    assert [item.text for item in kept.agenda.sessions[0].items] == [
        "Kongshavn vgs i Oslo: samarbeid med Tyskland",
        "Hvam vgs",
    ]


def test_one_is_added_and_what_is_refused_is_not_lost(server: Server, organiser: httpx2.Client) -> None:
    form = Form(sent(organiser, slug="added")).put("session-title", "Omvisning", -1).put("session-starts", "", -1)
    refused = form.send(organiser, keep="on")
    assert refused.status_code == 422
    assert "«» er ikke noe klokkeslett." in refused.text
    again = Form(refused.text)
    assert ("session-title", "Omvisning") in again.fields
    assert (
        again.put("session-starts", "14:00", -2).put("session-ends", "14:30", -2).send(organiser, keep="on").status_code
        == 303
    )
    kept = server.call(server.app.state.live.store.replica.copy("added")).state
    assert [s.title for s in kept.agenda.sessions] == ["Opening", "Rules", "Pause", "Ownership", "Omvisning"]


def test_an_address_that_is_taken_does_not_cost_the_corrections(server: Server, organiser: httpx2.Client) -> None:
    event = Event(server)
    refused = Form(sent(organiser, slug=SLUG)).put("session-title", "Åpning").send(organiser, keep="on")
    assert refused.status_code == 409
    assert ("session-title", "Åpning") in Form(refused.text).fields
    page = Form(refused.text).send(organiser, use="table", replace="on").text
    assert "«Opening» heter nå «Åpning»." in page, "the difference is of the corrected programme"
    assert Form(page).send(organiser, keep="on", replace="on").status_code == 303
    assert event.moderator().state()["agenda"]["sessions"][0]["title"] == "Åpning"
    event.close()


def test_when_text_and_sessions_were_both_changed_the_organiser_chooses(organiser: httpx2.Client) -> None:
    def both() -> Form:
        return (
            Form(sent(organiser, slug="both"))
            .put("session-title", "Åpning")
            .put("text", NEW.replace("Rules", "Regler"))
        )

    refused = both().send(organiser, keep="on")
    assert refused.status_code == 409
    assert Form(refused.text).send(organiser, keep="on").status_code == 409, "still not chosen"
    titles = {
        use: [v for n, v in Form(both().send(organiser, use=use).text).fields if n == "session-title"][:2]
        for use in ("table", "text")
    }
    assert titles == {"table": ["Åpning", "Rules"], "text": ["Opening", "Regler"]}
    lost = both().put("text", "ingenting").send(organiser, use="text")
    assert lost.status_code == 422
    assert ("session-title", "Åpning") in Form(lost.text).fields


def test_a_form_that_does_not_hang_together_is_refused(organiser: httpx2.Client) -> None:
    form = Form(sent(organiser, slug="odd"))
    form.fields.append(("session-number", "7"))
    assert form.send(organiser, keep="on").status_code == 400
    assert organiser.post("/new", files=[("base", (None, "{")), ("session-number", (None, "x"))]).status_code == 400


def test_three_hundred_sessions_can_be_corrected_and_more_are_shown(organiser: httpx2.Client) -> None:
    def text(count: int) -> str:
        clocks = [f"{9 + n // 60:02}:{n % 60:02}" for n in range(count + 1)]
        return "Dag\n\n8. mars 2022\n\n" + "\n".join(
            f"{a}–{b} Punkt {n}" for n, (a, b) in enumerate(zip(clocks, clocks[1:], strict=False))
        )

    form = Form(sent(organiser, text=text(300)))
    page = form.put("session-title", "Siste", 299).send(organiser, use="table")
    assert page.status_code == 200
    assert ("session-title", "Siste") in Form(page.text).fields
    assert "session-title" not in sent(organiser, text=text(301))


@pytest.mark.parametrize(
    "source",
    [
        word(),
        excel(("Ark1", [["Tid", "Hva", "Hvem"], *map(list, ROWS)])),
        mail("Fagdag", "Se vedlegg.", attached=word()),
    ],
    ids=["word", "excel", "mail"],
)
def test_a_file_is_shown_as_text_beside_what_was_understood(organiser: httpx2.Client, source: bytes) -> None:
    page = organiser.post("/new", files={"file": ("programmet", source)})
    assert page.status_code == 200, page.text
    form = Form(page.text)
    assert ("session-title", "Leseforståelse i alle fag") in form.fields
    assert "Leseforståelse i alle fag" in dict(form.fields)["text"]
    again = form.send(organiser, use="text")
    assert ("session-title", "Leseforståelse i alle fag") in Form(again.text).fields


def test_the_day_is_the_first_thing_to_look_at(organiser: httpx2.Client) -> None:
    passed = sent(organiser, text="Fagdag\n\n8. mars 2022\n\n09:00 A\n10:00–10:30 B\n11:00 C\n")
    assert "tirsdag 8. mars 2022" in _head(passed)
    assert "har vært" in _head(passed)
    unsaid = sent(organiser, text="Dag\n\n09:00 A\n10:00–10:30 B\n11:00–12:00 C\n")
    assert "Teksten har ingen dato" in _first_notice(unsaid)


def _head(page: str) -> str:
    return page.partition('class="proof__sum"')[2].partition("</p>")[0]


def test_it_is_moved_to_another_day_and_what_was_corrected_stays(server: Server, organiser: httpx2.Client) -> None:
    form = Form(sent(organiser, slug="moved")).put("session-title", "Åpning")
    moved = Form((page := form.send(organiser, on="2031-05-06", use="table")).text)
    assert "tirsdag 6. mai 2031" in _head(page.text)
    assert ("session-title", "Åpning") in moved.fields
    assert {value for name, value in moved.fields if name == "session-day"} == {"2031-05-06"}
    today = long_date(datetime.now(OSLO).date(), "nb")  # late in the day the programme is over by then
    assert today in _head(moved.send(organiser, today="on").text)
    assert moved.send(organiser, keep="on").status_code == 303
    kept = server.call(server.app.state.live.store.replica.copy("moved")).state.agenda
    assert f"{kept.starts:%Y-%m-%d %H:%M}" == "2031-05-06 12:00"


def test_a_day_to_move_to_that_is_none_is_said_at_its_field(organiser: httpx2.Client) -> None:
    page = Form(sent(organiser, slug="moved")).send(organiser, on="2031-15-06")
    assert page.status_code == 422
    assert 'name="on" form="programme-form" value="2031-15-06"' in page.text
    assert "«2031-15-06» passer ikke her." in page.text


def test_an_address_that_is_taken_gets_a_free_one_beside_it(server: Server, organiser: httpx2.Client) -> None:
    first = Form(sent(organiser))
    assert ("slug", "utvekslingssamarbeid") in first.fields
    assert first.send(organiser, keep="on", listed="off").status_code == 303
    again = sent(organiser)
    assert "/utvekslingssamarbeid er opptatt av «Utvekslingssamarbeid»." in again
    assert ("slug", "utvekslingssamarbeid-2022") in Form(again).fields
    typed = Form(again).put("slug", "utvekslingssamarbeid").send(organiser, keep="on")
    assert typed.status_code == 409
    assert "«utvekslingssamarbeid-2022» er ledig" in typed.text
    assert Form(typed.text).send(organiser, keep="on", offered="utvekslingssamarbeid-2022").status_code == 303
    events = {e.slug: e.listed for e in server.call(server.app.state.live.store.events.summaries())}
    assert (events["utvekslingssamarbeid"], events["utvekslingssamarbeid-2022"]) == (False, True)
    reserved = Form(again).put("slug", "diag").send(organiser)
    assert reserved.status_code == 422
    assert "«diag» kan ikke brukes" in reserved.text


def test_the_way_to_the_video_is_found_shown_and_corrected(server: Server, organiser: httpx2.Client) -> None:
    room = "https://teams.microsoft.com/meet/1"
    form = Form(sent(organiser, text=f"{NEW}\nTeams: {room}\n", slug="video"))
    assert ("stream", room) in form.fields
    refused = form.put("stream", "http://zoom.us/j/2").send(organiser, keep="on")
    assert refused.status_code == 422
    assert "Skriv en adresse som begynner med https://." in refused.text
    again = Form(refused.text)
    assert ("stream", "http://zoom.us/j/2") in again.fields
    assert again.put("stream", "zoom.us/j/2").send(organiser, keep="on").status_code == 303
    kept = server.call(server.app.state.live.store.replica.copy("video")).state
    assert kept.event.stream == "https://zoom.us/j/2"
    assert "LOCATION:https://zoom.us/j/2" in organiser.get("/video/agenda.ics").text


def test_a_notice_stands_at_its_session(organiser: httpx2.Client) -> None:
    page = sent(organiser, text="Fagdag\n\n8. mars 2022\n\n09:00–10:00 A\n10:30–11:00 B\n")
    assert "Ingenting er lagt inn fra 10:00 til 10:30" in page.partition('id="said-1"')[2].partition("</div>")[0]
    assert 'data-lines="6 6"' in page
    assert 'href="#row-1"' in page


def _first_notice(page: str) -> str:
    return page.partition('class="understood__notices"')[2].partition("</li>")[0]


def test_a_day_that_is_none_is_refused_by_its_name(organiser: httpx2.Client) -> None:
    answer = organiser.post("/new", files={"text": (None, NEW), "date": (None, "soon")})
    assert answer.status_code == 422
    assert "«soon»" in answer.text


@pytest.mark.parametrize(
    "what", ["fifty megabytes", "deep html", "an xml bomb", "deep json", "noise", "nothing but times"]
)
def test_a_file_made_to_hurt_is_refused_while_others_are_served(
    server: Server, organiser: httpx2.Client, what: str
) -> None:
    sent(organiser)  # the first reading waits for the reader to start
    began = time.monotonic()
    answer = organiser.post("/new", files={"file": ("programme", HOSTILE[what])})
    assert answer.status_code in (413, 422)
    assert time.monotonic() - began < 6  # two, on a machine that does nothing else
    assert httpx2.get(f"{server.base}/healthz").status_code == 200
