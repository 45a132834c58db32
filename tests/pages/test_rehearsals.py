"""A rehearsal is begun with one press, says on every surface that it is one, and is ended with another."""

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx2
import pytest

from live.actions import links, programmes
from live.actions.programmes import rehearsing
from live.store.rehearsals import Booked
from tests.journeys.event import SLUG, Event
from tests.running import Server

NAME = f"{SLUG}-rehearsal"
REACHED = {"people": 19, "wanted": 20, "asked": 3, "voted": 1200, "changes": 7, "last": 71.4, "median": 40, "worst": 98}


@pytest.fixture
def organiser(server: Server, event: Event) -> Iterator[httpx2.Client]:
    """With the event on the list."""
    store = server.app.state.live.store
    state = server.call(store.replica.copy(SLUG)).state
    server.call(store.events.index(programmes.summary(state.event, state.agenda)))
    token = server.call(links.organiser(server.app.state.live.acting, server.base)).rpartition("#")[2]
    headers = {"origin": server.base, "accept": "text/html", "accept-language": "nb"}
    with httpx2.Client(base_url=server.base, headers=headers, timeout=60) as client:
        assert client.post("/new/badge", data={"token": token}).status_code == 303
        yield client


@pytest.fixture
def rehearsal(event: Event, organiser: httpx2.Client) -> dict[str, str]:
    """The links of one without simulated people."""
    pressed = organiser.post(f"/{SLUG}/rehearse", data={"people": "0"}, headers={"accept": "application/json"})
    assert pressed.status_code == 201, pressed.text
    found: dict[str, str] = pressed.json()["links"]
    return found


def bearer(link: str) -> dict[str, str]:
    return {"authorization": f"Bearer {link.rpartition('#')[2]}"}


def test_pressing_it_leads_back_to_the_list_and_pressing_again_to_the_same(
    event: Event, organiser: httpx2.Client
) -> None:
    for _ in range(2):
        pressed = organiser.post(f"/{SLUG}/rehearse", data={"people": "0", "speed": "4", "at": ""})
        assert pressed.headers["location"] == f"/new?rehearsal={NAME}#event-{SLUG}"
    page = organiser.get("/new").text
    assert f'href="{event.base}/{NAME}/desk#' in page
    assert f'id="event-{NAME}"' not in page, "it stands at the event it is a copy of"
    assert f'action="/{SLUG}/rehearse"' not in page, "it runs already"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"at": "25:99", "people": "7"}, "at", "«25:99» er ikke noe klokkeslett."),
        ({"at": "23:00"}, "at", "Da er programmet over."),
        ({"people": "501", "speed": "10"}, "people", "Velg fra 0 til 500 deltakere."),
        ({"people": "mange"}, "people", "«mange»"),
        ({"speed": "0,1"}, "speed", "Velg en fart fra 1 til 20."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    event: Event, organiser: httpx2.Client, typed: dict[str, str], field: str, said: str
) -> None:
    refused = organiser.post(f"/{SLUG}/rehearse", data=typed)
    assert refused.status_code == 422
    form = refused.text.partition(f'action="/{SLUG}/rehearse"')[2].partition("</form>")[0]
    assert said in form
    assert f'aria-describedby="refused-{SLUG}"' in form.partition(f'name="{field}"')[2].partition(">")[0]
    for name in typed.keys() - {"speed"}:
        assert f'name="{name}"' in form
        assert f'value="{typed[name]}"' in form


def test_only_organisers_begin_one(event: Event) -> None:
    for client in (event.attendee().http, event.moderator().http):
        assert client.post(f"/{SLUG}/rehearse", json={}).status_code == 401


@pytest.mark.parametrize(
    "path",
    ["", "/desk", "/stage", "/stage?background=transparent", "/speaker", "/mine", "/report", "/embed", "/changes"],
)
def test_every_page_says_that_it_is_one(event: Event, rehearsal: dict[str, str], path: str) -> None:
    answer = event.client().get(f"/{NAME}{path}", headers={"accept": "text/html", **bearer(rehearsal["moderator"])})
    assert answer.status_code == 200
    mark = answer.text.partition('<p class="rehearsal"')[2].partition("</p>")[0]
    assert "Generalprøve" in mark
    assert answer.headers["x-robots-tag"] == "noindex"
    real = event.client().get(f"/{SLUG}{path}", headers={"accept": "text/html", **bearer(event.links["moderator"])})
    assert real.status_code == 200
    assert "rehearsal" not in real.text


@pytest.mark.parametrize(
    "path", ["agenda.ics", "changes.atom", "answers.atom", "schedule.xml", "export.md", "export.json"]
)
def test_every_file_says_so_in_its_title(event: Event, rehearsal: dict[str, str], path: str) -> None:
    answer = event.client().get(f"/{NAME}/{path}", headers=bearer(rehearsal["moderator"]))
    assert answer.status_code == 200
    assert "Generalprøve: " in answer.text.replace("\r\n ", "")


def test_it_is_on_no_list_but_the_organisers(event: Event, rehearsal: dict[str, str], organiser: httpx2.Client) -> None:
    assert NAME not in organiser.get("/").text
    assert NAME in organiser.get("/new").text


def test_its_audience_tells_how_it_goes_and_its_desk_shows_it(
    server: Server, event: Event, rehearsal: dict[str, str]
) -> None:
    acting, booked = server.app.state.live.acting, Booked(of=SLUG, ends=datetime.now(UTC))
    token = server.call(rehearsing.cast_of(acting, NAME, booked, server.base, "")).audience
    somebody = event.client(accept="application/json")
    for shown, status in (("", 401), ("guessed 0", 401), (f"{token} 0", 204)):
        told = somebody.post(f"/{NAME}/rehearsal", json=REACHED, headers={"live-rehearsal": shown})
        assert told.status_code == status
    assert (
        somebody.post(f"/{SLUG}/rehearsal", json=REACHED, headers={"live-rehearsal": f"{token} 0"}).status_code == 401
    )
    mina = {**bearer(rehearsal["moderator"]), "accept-language": "nb"}
    reached = somebody.get(f"/{NAME}/rehearsal", headers=mina).json()
    assert reached["reached"] == REACHED
    assert reached["text"] == "Den siste endringen nådde alle på 71 ms."
    page = somebody.get(f"/{NAME}/rehearsal", headers=mina | {"accept": "text/html"}).text
    assert "19 av 20 simulerte deltakere er her." in page
    assert "den tregeste 98 ms" in page
    assert somebody.get(f"/{NAME}/rehearsal").status_code == 401


def test_its_moderators_and_the_organiser_may_end_it_and_nobody_else(
    event: Event, rehearsal: dict[str, str], organiser: httpx2.Client
) -> None:
    assert event.attendee().http.post(f"/{NAME}/rehearsal/end", json={}).status_code == 401
    assert event.moderator().http.post(f"/{SLUG}/rehearsal/end", json={}).json()["error"]["code"] == "not_rehearsal"
    ended = organiser.post(f"/{NAME}/rehearsal/end")
    assert ended.headers["location"] == f"/new?rehearsed={NAME}#events-heading"
    assert f"Generalprøven /{NAME} er slettet." in organiser.get(ended.headers["location"]).text
    assert organiser.get(f"/{NAME}").status_code == 404
    again = organiser.post(f"/{SLUG}/rehearse", data={}, headers={"accept": "application/json"}).json()["links"]
    mina = event.client(accept="application/json", **bearer(again["moderator"]))
    assert mina.post(f"/{NAME}/rehearsal/end", json={}).json() == {"deleted": NAME}
    assert organiser.get(f"/{SLUG}").status_code == 200
