"""Somebody whose network lets only plain requests through: each answer says what they chose as it is then."""

import socket
from concurrent.futures import ThreadPoolExecutor

from tests.journeys.event import SLUG, Event
from tests.waiting import until


def test_what_is_chosen_while_a_poll_waits_is_in_its_answer(event: Event) -> None:
    ann, mina = event.attendee(), event.moderator()
    question = event.attendee().ask("Når er fristen?")
    mina.post(f"desk/questions/{question['id']}/approve")
    asked = mina.post("desk/polls", {"text": "Ja?", "kind": "words", "on": True}).json()["poll"]["id"]
    ann.post("signals/applause", {"on": True})  # by an act they become somebody
    cursor = ann.http.get(f"/{SLUG}/poll?wait=0").json()["cursor"]
    with ThreadPoolExecutor(1) as elsewhere:
        answer = elsewhere.submit(ann.http.get, f"/{SLUG}/poll?cursor={cursor}&wait=20")
        until(lambda: event.server.app.state.live.hub.total == 1)
        assert ann.post(f"questions/{question['id']}/upvote", {"on": True}).is_success
        assert ann.post(f"polls/{asked}/vote", {"choice": ["fjord"]}).is_success
        mine = ann.ask("Når er pausen?")
        mina.post("desk/announcements", {"text": "Pause"})
        [hello, *_] = answer.result().json()["frames"]
    assert hello["you"]["upvoted"] == [question["id"]]
    assert hello["you"]["ballots"] == {asked: ["fjord"]}
    assert [own["id"] for own in hello["you"]["asked"]] == [mine["id"]]
    assert event.server.app.state.live.hub.total == 0


def test_a_poll_whose_reader_hangs_up_is_over(event: Event) -> None:
    hub = event.server.app.state.live.hub
    cursor = event.attendee().http.get(f"/{SLUG}/poll?wait=0").json()["cursor"]
    with socket.create_connection(("127.0.0.1", event.server.port)) as line:
        line.sendall(f"GET /{SLUG}/poll?cursor={cursor}&wait=20 HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        until(lambda: hub.total == 1)
    until(lambda: hub.total == 0, 5)
