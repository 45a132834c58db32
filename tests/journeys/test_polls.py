"""A poll from the desk to everyone's page: drafts nobody sees, one answer each, results when they are shown, and what
is left of it.
"""

import json
import re
from typing import Any

from tests.journeys.event import SLUG, Event
from tests.waiting import until


def make(event: Event, **wish: Any) -> dict[str, Any]:
    answer = event.moderator().post(
        "desk/polls", {"text": "Hvor mange elever reiste?", "kind": "single", "options": ["Ingen", "Noen"], **wish}
    )
    assert answer.status_code in (200, 201), answer.text
    return answer.json()["poll"]


def move(event: Event, poll: str, name: str, **wish: Any) -> dict[str, Any]:
    answer = event.moderator().post(f"desk/polls/{poll}/{name}", wish)
    assert answer.status_code == 200, answer.text
    return answer.json()["poll"]


def everywhere(event: Event) -> str:
    """All that somebody without a badge can read."""
    ann = event.client(accept="text/html")
    return "".join(
        ann.get(f"/{SLUG}{path}").text
        for path in (
            "",
            ".json",
            "/changes",
            "/changes.atom",
            "/answers.atom",
            "/mine",
            "/stage?scene=poll",
            "/ledger",
            "/speaker",
        )
    )


def test_a_draft_and_a_removed_poll_are_nowhere_and_what_is_between_is_live(event: Event) -> None:
    with event.attendee().live("protocol=1") as ann:
        ann.next("hello")
        poll = make(event, text="Hemmelig måling")["id"]
        move(event, poll, "edit", text="Hemmelig spørsmål", revision=1)
        assert "Hemmelig" not in everywhere(event)
        assert event.attendee().post(f"polls/{poll}/vote", {"choice": ["o1"]}).status_code == 404
        move(event, poll, "open")
        told = ann.change("poll.opened")["poll"]
        assert (told["text"], told["results"]) == ("Hemmelig spørsmål", None)
        assert "Hemmelig" in everywhere(event)
        move(event, poll, "remove")
        assert ann.change("poll.removed")["poll"] == {"id": poll, "status": "removed"}
        kinds = [c["kind"] for frame in ann.seen if frame["type"] == "changes" for c in frame["changes"]]
        assert kinds == ["poll.opened", "poll.removed"]
    assert "Hemmelig" not in everywhere(event)


def test_answers_count_once_each_and_only_moderators_see_them_until_they_are_shown(event: Event) -> None:
    poll = make(event, on=True)["id"]
    ann, bob, mina = event.attendee(), event.attendee(), event.moderator()
    with ann.live("protocol=1") as anns, mina.live("protocol=1") as minas:
        for who, choice in ((ann, "o1"), (ann, "o2"), (ann, "o2"), (bob, "o2")):
            assert who.post(f"polls/{poll}/vote", {"choice": [choice]}).json()["choice"] == [choice]
        while minas.next("pulse").get("polls") != {
            poll: {"people": 2, "counts": [["o1", "Ingen", 0], ["o2", "Noen", 2]]}
        }:
            pass
        while anns.next("pulse").get("answered") != {poll: 2}:
            pass
        assert ann.state()["polls"][0]["answered"] == 2
        move(event, poll, "show")
        assert anns.change("poll.shown")["poll"]["results"]["people"] == 2
        assert not [frame for frame in anns.seen if frame["type"] == "pulse" and "polls" in frame]
    with ann.live("protocol=1") as again:
        assert again.next("hello")["you"]["ballots"] == {poll: ["o2"]}
    move(event, poll, "close")
    late = bob.post(f"polls/{poll}/vote", {"choice": ["o1"]})
    assert (late.status_code, late.json()["error"]["code"]) == (409, "poll_closed")


def test_an_answer_that_was_kept_is_a_success_when_it_is_sent_again_after_the_end(event: Event) -> None:
    poll = make(event, on=True)["id"]
    ann, bob = event.attendee(), event.attendee()
    ann.post(f"polls/{poll}/vote", {"choice": ["o1"]})
    move(event, poll, "show")
    move(event, poll, "close")
    codes = [ann.post(f"polls/{poll}/vote", {"choice": choice}).status_code for choice in (["o1"], ["o2"], [])]
    assert codes == [200, 409, 409]
    assert bob.post(f"polls/{poll}/vote", {"choice": ["o1"]}).status_code == 409
    assert bob.post(f"polls/{poll}/vote", {"choice": []}).json()["choice"] == []
    mina = event.moderator()
    until(lambda: mina.state()["polls"][0]["results"]["people"] == 1)  # counts come with the next pulse


def test_without_script_one_answers_changes_and_finds_the_answer_again(event: Event) -> None:
    poll = make(event, kind="words", on=True)["id"]
    ann = event.client(accept="text/html", origin=event.base)
    page = ann.get(f"/{SLUG}").text
    assert f'action="/{SLUG}/polls/{poll}/vote"' in page
    for words, kept in (
        ({"choice": ["Oslo, Bergen", "", "EU"]}, "Oslo, Bergen, EU"),
        ({"choice": ["Tromsø"]}, "Tromsø"),
    ):
        answer = ann.post(f"/{SLUG}/polls/{poll}/vote", data=words)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/{SLUG}/mine#poll-{poll}")
        mine = ann.get(f"/{SLUG}/mine", headers={"accept-language": "nb"}).text
        assert f"Ditt svar: {kept}" in mine
        assert f'value="{words["choice"][0]}"' in mine.split("<details")[1]  # changed from where it stands
    files = [ann.post(f"/{SLUG}/polls/{poll}/vote", files=[("choice", (None, "Bodø, Røst")), ("choice", (None, "EU"))])]
    assert files[0].status_code == 303
    assert ann.get(f"/{SLUG}/mine", headers={"accept": "application/json"}).json()["ballots"] == {
        poll: ["Bodø, Røst", "EU"]
    }


def test_made_again_with_on_a_draft_opens_and_a_retry_makes_no_second(event: Event) -> None:
    draft = make(event)
    assert (draft["status"], draft["session"]) == ("draft", "now")
    opened = (
        event.moderator()
        .post("desk/polls", {"text": draft["text"], "kind": "single", "options": ["Ingen", "Noen"], "on": True})
        .json()["poll"]
    )
    assert (opened["id"], opened["status"]) == (draft["id"], "open")
    assert make(event, on=True)["id"] == draft["id"]
    move(event, draft["id"], "close")
    assert make(event, on=True)["id"] != draft["id"]


def test_what_a_poll_is_about_is_said_on_the_page_in_the_files_and_in_the_report(event: Event) -> None:
    mina = event.moderator()
    first = mina.state()["agenda"]["sessions"][0]
    poll = make(event, session=first["id"], on=True)
    assert poll["session"] == first["id"]
    assert (
        mina.post("desk/polls", {"text": "Hva?", "kind": "words", "session": "s9"}).json()["error"]["code"]
        == "no_such_session"
    )
    page = event.client(accept="text/html")
    assert re.search(
        rf'class="poll__about" dir="auto"[^>]*>{re.escape(first["title"])}</p>', page.get(f"/{SLUG}?lang=nb").text
    )
    assert f",{first['title']},single" in mina.http.get(f"/{SLUG}/export.polls.csv").text
    assert f"- Hvor mange elever reiste? · *{first['title']}* (" in mina.http.get(f"/{SLUG}/export.md").text
    report = mina.http.get(f"/{SLUG}/report", headers={"accept": "text/html"}).text
    assert first["title"] in report.split('id="polls"')[1].split("</ol>")[0]


def test_what_came_of_it_is_exported_and_in_the_report_without_anybody(event: Event) -> None:
    poll, mina, ann = make(event, kind="words", on=True)["id"], event.moderator(), event.attendee()
    ann.post(f"polls/{poll}/vote", {"choice": ["=Frankrike", "Tull"]})
    move(event, poll, "hide_word", text="tull")
    copy = event.server.call(event.server.app.state.live.store.replica.copy(SLUG))
    event.server.call(event.server.app.state.live.store.replica.count(copy))
    table = mina.http.get(f"/{SLUG}/export.polls.csv").text
    assert "'=Frankrike,1" in table
    assert "Tull,1" in table
    told = json.loads(mina.http.get(f"/{SLUG}/export.json").text)["polls"]
    assert told[0]["results"]["people"] == 1
    text = mina.http.get(f"/{SLUG}/export.md").text
    assert "  - =Frankrike: 1" in text
    assert "Tull" not in text
    assert "=Frankrike" in mina.http.get(f"/{SLUG}/report", headers={"accept": "text/html"}).text


def test_answers_in_full_are_read_in_the_report_and_the_files_and_nowhere_else(event: Event) -> None:
    poll, mina, ann = (
        make(event, text="Hva kan bli bedre?", kind="text", on=True)["id"],
        event.moderator(),
        event.attendee(),
    )
    with event.attendee().live("protocol=1") as bob:
        ann.post(f"polls/{poll}/vote", {"choice": ["=Mer tid til\nspørsmål"]})
        while bob.next("pulse").get("answered") != {poll: 1}:
            pass
    until(lambda: mina.state()["polls"][0]["results"] == {"people": 1, "counts": []})
    assert mina.post(f"desk/polls/{poll}/show").json()["error"]["code"] == "not_possible"
    assert "Mer tid" not in everywhere(event)
    assert event.attendee().http.get(f"/{SLUG}/export.polls.csv").status_code == 401
    assert "Mer tid til spørsmål" in ann.http.get(f"/{SLUG}/mine", headers={"accept": "text/html"}).text
    assert f'href="/{SLUG}/report#poll-{poll}"' in mina.http.get(f"/{SLUG}/desk", headers={"accept": "text/html"}).text
    report = mina.http.get(f"/{SLUG}/report", headers={"accept": "text/html"}).text
    assert "=Mer tid til spørsmål" in report.split(f'id="poll-{poll}"')[1]
    assert "text,open," in (table := mina.http.get(f"/{SLUG}/export.polls.csv").text)
    assert "'=Mer tid til spørsmål,1" in table
    assert mina.http.get(f"/{SLUG}/export.json").json()["polls"][0]["answers"] == ["=Mer tid til spørsmål"]
    assert "  - =Mer tid til spørsmål\n" in mina.http.get(f"/{SLUG}/export.md").text
