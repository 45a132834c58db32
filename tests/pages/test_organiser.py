"""A new programme over an event that is there: what would change is shown before anything is kept."""

import httpx2
import pytest

from live.actions import links
from tests.journeys.event import SLUG, Event
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
def organiser(server: Server) -> httpx2.Client:
    token = server.call(links.organiser(server.app.state.live.acting, server.base)).rpartition("#")[2]
    client = httpx2.Client(base_url=server.base, headers={"origin": server.base, "accept": "text/html", "accept-language": "nb"})
    assert client.post("/new/badge", data={"token": token}).status_code == 303
    return client


def sent(organiser: httpx2.Client, **fields: str) -> str:
    answer = organiser.post("/new", files={"text": (None, NEW), **{name: (None, value) for name, value in fields.items()}})
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
    assert organiser.post("/new", files={"text": (None, NEW), "slug": (None, SLUG), "replace": (None, "on"), "keep": (None, "on")}).status_code == 303
    assert "12:45–13:15" not in sent(organiser, slug=SLUG, replace="on"), "now nothing would change"
    event.close()
    organiser.close()


def test_without_an_event_there_is_no_difference(organiser: httpx2.Client) -> None:
    assert "difference" not in sent(organiser, slug="elsewhere", replace="on")
    organiser.close()
