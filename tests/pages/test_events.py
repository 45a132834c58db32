"""What organisers do with whole events: the same again, put away, deleted."""

import io
import zipfile
from collections.abc import Iterator

import httpx2
import pytest

from live.actions import links
from tests.finding import inside
from tests.journeys.event import SLUG, Event
from tests.running import Server


@pytest.fixture
def organiser(server: Server) -> Iterator[httpx2.Client]:
    token = server.call(links.organiser(server.app.state.live.acting, server.base)).rpartition("#")[2]
    headers = {"origin": server.base, "accept": "text/html", "accept-language": "nb"}
    with httpx2.Client(base_url=server.base, headers=headers, timeout=30) as client:
        assert client.post("/new/badge", data={"token": token}).status_code == 303
        yield client


def state(server: Server, slug: str) -> dict[str, object]:
    found: dict[str, object] = httpx2.get(f"{server.base}/{slug}.json").json()
    return found


def test_the_same_again_has_the_programme_and_the_polls_and_nothing_people_left(
    server: Server, event: Event, organiser: httpx2.Client
) -> None:
    event.attendee().post("questions", {"text": "Får elevene støtte?"})
    mina = event.moderator()
    mina.post("desk/polls", {"text": "Hvor?", "options": ["Her", "Der"], "on": True})
    before = mina.state()
    first = before["agenda"]["sessions"][0]
    mina.post(f"desk/sessions/{first['id']}/delay", {"minutes": 10})
    mina.post("desk/settings", {"stream": "https://zoom.us/j/1", "questions_open": False})
    made = organiser.post(f"/{SLUG}/copy", data={"on": "2031-03-04", "times": "2", "every": "2"})
    assert made.headers["location"] == "/new?series=2#events-heading"
    again = organiser.post(f"/{SLUG}/copy", data={"on": "2031-03-04", "times": "2", "every": "2"})
    assert again.status_code == 303, "sending it again makes nothing twice"
    slugs = sorted(e.slug for e in server.call(server.app.state.live.store.events.summaries()))
    assert [slug for slug in slugs if "2031" in slug] == [f"{SLUG}-2031-03-04", f"{SLUG}-2031-03-18"]
    copy = server.call(server.app.state.live.store.replica.copy(f"{SLUG}-2031-03-18")).state
    assert f"{copy.agenda.starts:%Y-%m-%d %H:%M}" == "2031-03-18 12:00", "as planned, not as it came"
    assert [s.title for s in copy.agenda.sessions] == [s["title"] for s in before["agenda"]["sessions"]]
    assert (copy.event.stream, copy.event.questions_open) == ("https://zoom.us/j/1", True)
    assert [(p.text, p.status) for p in copy.polls.values()] == [("Hvor?", "draft")]
    assert not copy.questions


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"on": "snart"}, "«snart» er ingen dato."),
        ({"on": "2031-03-04"}, "fra før"),
        ({"on": "2020-01-01"}, "Velg en dag som ikke har vært."),
    ],
    ids=["no day", "taken", "past"],
)
def test_what_cannot_be_copied_is_said_at_its_field(
    event: Event, organiser: httpx2.Client, typed: dict[str, str], said: str
) -> None:
    organiser.post(f"/{SLUG}/copy", data={"on": "2031-03-04"})
    copy = f"{SLUG}-2031-03-04"
    refused = organiser.post(f"/{copy}/copy", data=typed)
    assert refused.status_code in (409, 422)
    field = refused.text.partition(f'id="on-{copy}"')[2].partition("</form>")[0]
    assert f'value="{typed["on"]}"' in field
    assert said in field
    assert "autofocus" in field, "it is in sight, without script too"


def test_the_card_of_links_has_a_text_to_paste_and_a_code_to_print(event: Event, organiser: httpx2.Client) -> None:
    event.moderator().post("desk/settings", {"stream": "https://zoom.us/j/1"})
    organiser.post(f"/{SLUG}/copy", data={"on": "2031-03-04"})
    page = organiser.get("/new").text
    for line in (
        "tirsdag 4. mars 2031, 12:00–14:45",
        "tysdag 4. mars 2031, 12:00–14:45",
        f"Follow the programme and ask questions: {event.base}/{SLUG}-2031-03-04",
        "Videoen: https://zoom.us/j/1",
    ):
        assert line in page
    picture = organiser.get(f"/{SLUG}/qr.png")
    assert picture.headers["content-type"] == "image/png"
    width = int.from_bytes(picture.content[16:20], "big")
    assert width > 1000


def test_an_event_that_is_put_away_is_off_the_front_page_and_can_come_back(
    server: Server, event: Event, organiser: httpx2.Client
) -> None:
    assert f'href="/{SLUG}"' not in organiser.get("/").text, "made by a test, without a list"
    organiser.post(f"/{SLUG}/copy", data={"on": "2031-03-04"})
    copy = f"{SLUG}-2031-03-04"
    assert f'href="/{copy}"' in organiser.get("/").text
    away = organiser.post(f"/{copy}/archive", data={"on": "true"}).headers["location"]
    assert away == f"/new?archived={copy}#event-{copy}"
    page = organiser.get(away).text
    assert f"/{copy} er arkivert." in page
    assert '<details class="organiser__away" open>' in page, "what was just put away is in sight"
    assert f'href="/{copy}"' not in organiser.get("/").text
    assert inside(state(server, copy), "event", "archived") is True
    assert organiser.get(f"/{copy}").status_code == 200
    asked = httpx2.post(f"{server.base}/{copy}/questions", json={"text": "Hva nå?"}, headers={"origin": server.base})
    assert asked.json()["error"]["code"] == "questions_closed", asked.text
    back = organiser.post(f"/{copy}/archive", data={"on": "false"}).headers["location"]
    assert f"/{copy} er hentet fram igjen." in organiser.get(back).text
    assert f'href="/{copy}"' in organiser.get("/").text


def test_an_event_is_deleted_when_its_address_is_typed_again(
    server: Server, event: Event, organiser: httpx2.Client
) -> None:
    refused = organiser.post(f"/{SLUG}/delete", data={"slug": "noe annet"})
    assert refused.status_code == 422
    organiser.post(f"/{SLUG}/copy", data={"on": "2031-03-04"})
    copy = f"{SLUG}-2031-03-04"
    typo = organiser.post(f"/{copy}/delete", data={"slug": "noe annet"})
    assert f"Skriv adressen til arrangementet, «{copy}», for å slette det." in typo.text
    assert 'value="noe annet"' in typo.text
    gone = organiser.post(f"/{copy}/delete", data={"slug": copy})
    assert gone.headers["location"] == f"/new?deleted={copy}#events-heading"
    assert organiser.get(f"/{copy}").status_code == 404
    assert f"/{copy} er slettet." in organiser.get(f"/new?deleted={copy}").text
    with httpx2.Client(base_url=server.base, headers={"origin": server.base}) as stranger:
        assert stranger.post(f"/{SLUG}/delete", data={"slug": SLUG}).status_code == 401
        assert event.attendee().state()["event"]["slug"] == SLUG


def test_the_organiser_takes_an_archive_before_an_event_is_deleted(event: Event, organiser: httpx2.Client) -> None:
    event.attendee().post("questions", {"text": "Får elevene støtte?"})
    organiser.post(f"/{SLUG}/copy", data={"on": "2031-03-04"})
    assert f'href="/{SLUG}-2031-03-04/archive.zip"' in organiser.get("/new").text
    archive = organiser.get(f"/{SLUG}/archive.zip")
    assert "attachment" in archive.headers["content-disposition"]
    packed = zipfile.ZipFile(io.BytesIO(archive.content))
    assert "Får elevene støtte?" in packed.read("index.html").decode()
    assert event.client().get(f"/{SLUG}/archive.zip").status_code == 401
    assert organiser.get("/no-such-event/archive.zip").status_code == 404
