"""docs/protocol.md as an outsider meets it: status codes, shapes, frames, refusals."""

from typing import Any

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.finding import there
from tests.journeys.event import SLUG, Event

QUESTION = {
    "id",
    "number",
    "text",
    "name",
    "session",
    "item",
    "status",
    "votes",
    "pinned",
    "answer",
    "reason",
    "merged_into",
    "asked_at",
    "changed_at",
    "revision",
}
SESSION = {
    "id",
    "title",
    "kind",
    "starts",
    "ends",
    "planned_starts",
    "planned_ends",
    "status",
    "speakers",
    "track",
    "room",
    "description",
    "language",
    "items",
    "revision",
}


def test_state_has_the_shape_of_the_protocol(event: Event) -> None:
    state = event.attendee().state()
    assert {"epoch", "cursor", "now", "event", "agenda", "announcements", "questions", "presence"} <= state.keys()
    assert {"revision", "sessions", "current", "next"} <= state["agenda"].keys()
    assert state["agenda"]["sessions"][0].keys() >= SESSION
    assert state["event"]["status"] == "over"
    assert state["agenda"]["sessions"][0]["starts"] == "2022-03-08T12:00:00+01:00"
    assert state["cursor"].startswith(state["epoch"] + ".")


def test_the_page_carries_its_cursor_and_is_the_same_for_everyone(event: Event) -> None:
    page = httpx2.get(f"{event.base}/{SLUG}", headers={"accept": "text/html", "accept-language": "nb"})
    assert page.status_code == 200
    assert f'data-cursor="{event.attendee().state()["cursor"]}"' in page.text
    assert "set-cookie" not in page.headers
    assert "unsafe" not in page.headers["content-security-policy"]
    again = httpx2.get(
        f"{event.base}/{SLUG}",
        headers={"accept": "text/html", "accept-language": "nb", "if-none-match": page.headers["etag"]},
    )
    assert again.status_code == 304


def test_a_question_goes_from_asked_to_answered(event: Event) -> None:
    mina, ann, bob = event.moderator(), event.attendee(), event.attendee()
    with bob.live() as bobs, mina.live() as desk:
        assert bobs.frame()["you"] == {"role": "attendee", "upvoted": [], "asked": []}
        desk.next("hello")
        question = ann.ask(item="i1")
        assert question["number"] == 1
        assert question["session"] == "opening"
        assert question.keys() >= QUESTION
        assert desk.change("question.asked")["question"]["text"] == question["text"]
        assert bob.state()["questions"] == []
        assert bob.post(f"questions/{question['id']}/upvote").status_code == 404
        answer = mina.post(f"desk/questions/{question['id']}/approve", {"revision": 1})
        assert (answer.status_code, answer.json()["question"]["status"]) == (200, "approved")
        assert bobs.change("question.approved")["question"]["text"] == question["text"]
        voted = bob.post(f"questions/{question['id']}/upvote", {"on": True})
        assert voted.json() == {"id": question["id"], "votes": 1, "on": True}
        while not (votes := bobs.next("pulse")["votes"]):  # one that tells of people may come first
            continue
        assert votes == {question["id"]: 1}
        stale = mina.post(f"desk/questions/{question['id']}/answer", {"text": "Ja.", "revision": 1})
        assert stale.status_code == 409
        assert stale.json()["error"]["current"]["revision"] == 2
        mina.post(f"desk/questions/{question['id']}/answer", {"text": "Ja.", "revision": 2})
        assert bobs.change("question.answered")["question"]["answer"] == "Ja."


def test_a_dismissed_question_is_told_to_its_asker_and_never_leaks(event: Event) -> None:
    mina, ann, bob = event.moderator(), event.attendee(), event.attendee()
    question = ann.ask("Hemmelig spørsmål?")
    assert "Hemmelig" in mina.http.get(f"/{SLUG}.json").text, "there is something to leak"
    with ann.live() as anns, bob.live() as bobs:
        assert [q["text"] for q in anns.next("hello")["you"]["asked"]] == ["Hemmelig spørsmål?"]
        mina.post(f"desk/questions/{question['id']}/approve")
        bobs.change("question.approved")
        mina.post(f"desk/questions/{question['id']}/dismiss", {"reason": "Utenfor tema"})
        assert bobs.change("question.dismissed")["question"] == {"id": question["id"], "status": "dismissed"}
        while (told := anns.change("question.dismissed")["question"]).get("reason") is None:
            pass
        assert told["reason"] == "Utenfor tema"
    assert "Hemmelig" not in bob.http.get(f"/{SLUG}.json").text
    assert ann.http.get(f"/{SLUG}/mine").json()["asked"][0]["reason"] == "Utenfor tema"


def test_a_delay_reaches_everyone_with_all_it_moved(event: Event) -> None:
    mina, ann = event.moderator(), event.attendee()
    with ann.live(f"cursor={ann.state()['cursor']}") as anns:
        hello = anns.next("hello")
        answer = mina.post("desk/sessions/rules/delay", {"minutes": 10, "revision": 1}).json()
        frame = anns.next("changes")
        assert frame["prev"] == hello["cursor"]
        assert frame["cursor"] == answer["cursor"]
        change = frame["changes"][0]
        assert [s["id"] for s in change["sessions"]] == ["rules", "pause", "owners", "others", "closing"]
        assert change["sessions"][0]["starts"] == "2022-03-08T12:55:00+01:00"
        assert change["sessions"][0]["planned_starts"] == "2022-03-08T12:45:00+01:00"
        assert change["agenda"]["revision"] == answer["agenda"]["revision"] == 2
        assert mina.post("desk/sessions/rules/delay", {"minutes": 5, "revision": 1}).status_code == 409
        assert mina.post("desk/undo").json()["undone"] == "session.delayed"
        assert anns.change("agenda.undone")["sessions"][0]["starts"] == "2022-03-08T12:45:00+01:00"


def test_who_comes_back_gets_exactly_what_was_missed(event: Event) -> None:
    mina, ann = event.moderator(), event.attendee()
    cursor = ann.state()["cursor"]
    for number in range(3):
        mina.post("desk/announcements", {"text": f"Nummer {number}"})
    with ann.live(f"cursor={cursor}") as anns:
        assert anns.frame()["cursor"] == cursor
        frame = anns.frame()
        assert (frame["type"], frame["prev"]) == ("changes", cursor)
        assert [c["announcement"]["text"] for c in frame["changes"]] == ["Nummer 0", "Nummer 1", "Nummer 2"]
        assert frame["cursor"] == ann.state()["cursor"]
    with ann.live(f"cursor={cursor}x") as anns:
        anns.next("hello")
        assert anns.frame() == {"type": "resync", "why": "unknown"}


def test_the_same_frames_come_as_events_and_by_polling(event: Event) -> None:
    mina, ann = event.moderator(), event.attendee()
    cursor = ann.state()["cursor"]
    mina.post("desk/announcements", {"text": "Hei"})
    polled = ann.http.get(f"/{SLUG}/poll", params={"cursor": cursor}).json()
    assert [f["type"] for f in polled["frames"]] == ["hello", "changes", "pulse"]
    assert polled["cursor"] == polled["frames"][1]["cursor"]
    with ann.http.stream("GET", f"/{SLUG}/events?cursor={cursor}") as stream:
        text = ""
        for chunk in stream.iter_text():
            text += chunk
            if "event: pulse" in text:
                break
    assert text.index("event: hello") < text.index("event: changes") < text.index(f"id: {polled['cursor']}")


def test_announcements_reach_late_joiners_until_retracted(event: Event) -> None:
    mina, ann = event.moderator(), event.attendee()
    made = mina.post("desk/announcements", {"text": "Lenken er byttet", "level": "important", "minutes": 10})
    assert made.status_code == 201
    announcement = made.json()["announcement"]
    assert [a["text"] for a in ann.state()["announcements"]] == ["Lenken er byttet"]
    mina.post(f"desk/announcements/{announcement['id']}/retract")
    assert ann.state()["announcements"] == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "https://evil.example"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "same-origin"}, 201),
    ],
)
def test_only_our_own_pages_may_ask(event: Event, headers: dict[str, str], status: int) -> None:
    answer = httpx2.post(f"{event.base}/{SLUG}/questions", json={"text": "Får elevene støtte?"}, headers=headers)
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["error"]["code"] == "foreign"


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("questions", {"text": ""}, 422, "empty"),
        ("questions", {"text": "   \u202e "}, 422, "empty"),
        ("questions", {"text": "x" * 501}, 422, "too_long"),
        ("questions", {"text": ["a"]}, 422, "unfit"),
        ("questions", {"text": "Hva?", "session": "nope"}, 422, "no_such_session"),
        ("questions/nope/upvote", {"on": True}, 404, "no_such_question"),
        ("desk/sessions/rules/delay", {"minutes": 5}, 401, "not_known"),
        ("badge", {"token": "wrong"}, 401, "bad_token"),
    ],
)
def test_each_bad_input_gets_its_refusal_in_the_readers_language(
    event: Event, path: str, body: dict[str, Any], status: int, code: str
) -> None:
    english = event.attendee().post(path, body, **{"accept-language": "en"})
    assert (english.status_code, english.json()["error"]["code"]) == (status, code)
    nynorsk = event.attendee().post(path, body, **{"accept-language": "nn"})
    assert nynorsk.json()["error"]["message"] != english.json()["error"]["message"]


@pytest.mark.parametrize(
    ("move", "body", "status"),
    [
        ("desk/sessions/rules/delay", {"minutes": "lots"}, 422),
        ("desk/sessions/rules/delay", {"minutes": 1e300}, 422),
        ("desk/sessions/rules/delay", {}, 422),
        ("desk/sessions/nope/delay", {"minutes": 5}, 404),
        ("desk/sessions/rules/dance", {}, 404),
        ("desk/sessions/rules/delay", {"minutes": -20}, 422),
        ("desk/announcements", {"text": "Hei", "level": "loud"}, 422),
        ("desk/announcements", {"text": ""}, 422),
        ("desk/settings", {"moderated": "perhaps"}, 422),
        ("desk/settings", {}, 422),
        ("desk/undo", {}, 409),
    ],
)
def test_moderators_are_refused_kindly_too(event: Event, move: str, body: dict[str, Any], status: int) -> None:
    answer = event.moderator().post(move, body)
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["message"]


def test_bodies_that_cannot_be_read_are_refused(event: Event) -> None:
    ann = event.attendee().http
    assert ann.post(f"/{SLUG}/questions", content=b"{", headers={"content-type": "application/json"}).status_code == 400
    assert (
        ann.post(f"/{SLUG}/questions", content=b"[" * 100_000, headers={"content-type": "application/json"}).status_code
        == 400
    )
    assert ann.post(f"/{SLUG}/questions", content=b"<x/>", headers={"content-type": "text/xml"}).status_code == 415
    assert (
        ann.post(f"/{SLUG}/questions", content=b"x" * 300_000, headers={"content-type": "application/json"}).status_code
        == 413
    )
    assert ann.get(f"/{SLUG}/undo").status_code == 404
    assert ann.get(f"/{SLUG}/person").status_code == 405
    assert ann.get("/nowhere").status_code == 404


def test_forms_without_script_get_redirects_and_pages(event: Event) -> None:
    ann = event.client(**{"accept": "text/html", "origin": event.base, "accept-language": "nb"})
    asked = ann.post(f"/{SLUG}/questions", data={"text": "Får elevene støtte?", "session": ""})
    assert (asked.status_code, asked.headers["location"]) == (303, f"/{SLUG}/mine")
    assert "Får elevene støtte?" in ann.get(f"/{SLUG}/mine").text
    refused = ann.post(f"/{SLUG}/questions", data={"text": "x" * 600, "name": "Kari"})
    assert refused.status_code == 422
    assert "x" * 600 in refused.text
    assert "Kari" in refused.text


def test_a_form_may_come_as_raw_utf8_or_in_parts(event: Event) -> None:
    ann = event.attendee().http
    raw = ann.post(
        f"/{SLUG}/questions",
        content="text=Får elevene støtte?&session=".encode(),
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert raw.json()["question"]["text"] == "Får elevene støtte?"
    parts = ann.post(f"/{SLUG}/questions", files={"text": (None, "Også så?")})
    assert parts.json()["question"]["text"] == "Også så?"
    many = "&".join(f"f{n}=1" for n in range(300))
    assert (
        ann.post(
            f"/{SLUG}/questions", content=many.encode(), headers={"content-type": "application/x-www-form-urlencoded"}
        ).status_code
        == 400
    )


def test_a_form_of_the_desk_that_is_sent_twice_takes_effect_once(event: Event) -> None:
    mina = event.moderator()
    for _ in range(2):
        mina.post("desk/announcements", {"text": "Hei på dere"})
        mina.post("desk/sessions", {"title": "Ekstra", "starts": "2022-03-08T15:00", "minutes": 10})
    state = mina.state()
    assert len(state["announcements"]) == 1
    assert [s["title"] for s in state["agenda"]["sessions"]].count("Ekstra") == 1


def test_a_vote_without_script_shows_on_the_next_page(event: Event) -> None:
    mina = event.moderator()
    question = mina.ask("Får elevene støtte?")
    ann = event.client(**{"accept": "text/html", "origin": event.base, "accept-language": "nb"})
    voted = ann.post(f"/{SLUG}/questions/{question['id']}/upvote", data={"on": "true"})
    assert voted.status_code == 303
    page = ann.get(voted.headers["location"]).text
    assert ">1<" in page.split(f'id="question-{question["id"]}"')[1].replace("\n", "").replace(" ", "")[:1500]


def test_settings_close_questions_and_open_them(event: Event) -> None:
    mina, ann = event.moderator(), event.attendee()
    assert mina.post("desk/settings", {"questions_open": False}).json()["event"]["questions_open"] is False
    closed = ann.post("questions", {"text": "Er det for sent?"})
    assert (closed.status_code, closed.json()["error"]["code"]) == (403, "questions_closed")
    mina.post("desk/settings", {"questions_open": True, "moderated": False})
    assert ann.ask("Er det åpent igjen?")["status"] == "approved"


def test_the_moderators_link_becomes_a_cookie_until_it_is_renewed(event: Event) -> None:
    client = event.client(accept="application/json", origin=event.base)
    assert client.post(f"/{SLUG}/badge", json={"token": event.token}).json()["role"] == "moderator"
    assert client.post(f"/{SLUG}/desk/sessions/rules/delay", json={"minutes": 1}).status_code == 200
    live = event.server.app.state.live
    from live.actions import links
    from live.actions.programmes import OPERATOR

    event.server.call(links.renew(live.acting, SLUG, "moderator", OPERATOR))
    assert client.post(f"/{SLUG}/desk/sessions/rules/delay", json={"minutes": 1}).status_code == 401
    assert client.post(f"/{SLUG}/badge", json={"token": event.token}).status_code == 401


def test_a_socket_from_elsewhere_is_refused_before_it_opens(event: Event) -> None:
    with pytest.raises(InvalidStatus) as refused, event.attendee().live(origin="https://evil.example"):
        pass
    assert refused.value.response.status_code == 403


def test_a_socket_that_talks_is_closed(event: Event) -> None:
    with event.attendee().live() as anns:
        anns.socket.send('{"type":"beat"}')
        anns.next("hello")
        anns.socket.send('{"type":"dance"}')
        with pytest.raises(ConnectionClosed) as closed:
            anns.next("never")
    assert there(closed.value.rcvd).code == 4302
