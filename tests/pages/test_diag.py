"""What gets through: the page for an IT department, and the answers its tests rely on."""

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.journeys.event import SLUG, Event


@pytest.mark.parametrize("path", ["/diag", f"/{SLUG}/diag"])
@pytest.mark.parametrize(
    ("language", "heading"),
    [("nb", "Virker Live herfra?"), ("nn", "Verkar Live herifrå?"), ("en", "Does Live work from here?")],
)
def test_without_script_it_says_what_to_let_through(event: Event, path: str, language: str, heading: str) -> None:
    page = httpx2.get(f"{event.base}{path}", headers={"accept-language": language})
    assert page.status_code == 200
    assert f"<h1>{heading}</h1>" in page.text
    assert f"ws://127.0.0.1:{event.server.port}{'/*' if path == '/diag' else f'/{SLUG}'}/live" in page.text
    assert "TCP" in page.text
    assert "<noscript>" in page.text


def test_an_event_that_is_not_there_has_no_such_page(event: Event) -> None:
    assert httpx2.get(f"{event.base}/nowhere/diag").status_code == 404


def test_what_is_sent_is_told_its_time_and_whether_a_cookie_came_along_and_none_is_set(event: Event) -> None:
    ann = event.attendee()
    first = ann.http.post("/diag")
    ann.ask()
    second = ann.http.post("/diag")
    assert (first.json()["cookie"], second.json()["cookie"]) == (False, True)
    assert second.json()["now"].endswith("Z")
    assert "set-cookie" not in first.headers | second.headers


@pytest.mark.parametrize("headers", [{}, {"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}])
def test_what_does_not_say_where_it_comes_from_is_refused_as_an_action_would_be(
    event: Event, headers: dict[str, str]
) -> None:
    answer = httpx2.post(f"{event.base}/diag", headers={"accept": "application/json", **headers})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "foreign")


def test_the_stream_speaks_at_once_and_then_stays_open(event: Event) -> None:
    with httpx2.stream("GET", f"{event.base}/diag/events", timeout=5) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["cache-control"] == "no-store, no-transform"
        first = next(stream.iter_text())
        assert "event: hello" in first


def test_a_socket_and_a_poll_without_an_event_hear_that_there_is_none(event: Event) -> None:
    here = Origin(event.base)
    with connect(f"{event.ws}/diag/live?as=json", origin=here) as socket, pytest.raises(ConnectionClosed):
        socket.recv(timeout=10)
    assert socket.close_code == 4301
    assert httpx2.get(f"{event.base}/diag/poll", headers={"accept": "application/json"}).status_code == 404
