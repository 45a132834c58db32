"""The programme slips: the desk is shown ways out, one is taken and taken back, and whoever looked away reads what
happened.
"""

from typing import Any
from xml.etree import ElementTree

import httpx2
import pytest

from tests.builders import at
from tests.finding import there
from tests.journeys.event import SLUG, Event, Someone

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def clock(event: Event) -> dict[str, float]:
    """The minutes after noon that the server takes it to be."""
    minute = {"now": 0.0}
    event.server.app.state.live.acting.now = lambda: at(minute["now"])
    return minute


def sessions(who: Someone) -> dict[str, tuple[str, str]]:
    return {s["id"]: (s["starts"][11:16], s["ends"][11:16]) for s in who.state()["agenda"]["sessions"]}


def page(event: Event, path: str, **headers: str) -> httpx2.Response:
    return event.client(**{"accept": "text/html", "accept-language": "nb", **headers}).get(path)


def said(event: Event, message: str, language: str = "nb") -> str:
    return event.server.app.state.live.views.words.translate(message, language)


def slips(who: Someone) -> dict[str, Any]:
    answer = who.http.get(f"/{SLUG}/desk/slips")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_way_out_is_shown_taken_and_taken_back(event: Event, clock: dict[str, float]) -> None:
    mina = event.moderator()
    mina.post("desk/sessions/opening/start")
    assert slips(mina)["slips"] == []
    clock["now"] = 47
    before = sessions(mina)
    found = slips(mina)
    assert (found["session"]["id"], found["over"], found["due"]) == ("opening", 2, True)
    assert [slip["rest"] for slip in found["slips"]] == ["shift", "absorb", "shorten"]
    assert [(s["id"], s["was"]["starts"][11:16], s["starts"][11:16]) for s in found["slips"][1]["sessions"]] == [
        ("opening", "12:00", "12:00"),
        ("rules", "12:45", "12:50"),
        ("pause", "13:15", "13:20"),
    ]
    chosen = {name: found["slips"][1][name] for name in ("minutes", "rest", "revision")}
    done = mina.post(f"desk/sessions/opening/{found['slips'][1]['move']}", chosen).json()
    assert {s["id"]: (s["starts"], s["ends"]) for s in done["sessions"]} == {
        s["id"]: (s["starts"], s["ends"]) for s in found["slips"][1]["sessions"]
    }
    assert mina.state()["event"]["ends"] == found["slips"][1]["ends"]
    assert slips(mina)["slips"] == []
    mina.post("desk/undo")
    assert sessions(mina) == before


def test_a_preview_keeps_nothing_and_is_what_would_happen(event: Event) -> None:
    mina = event.moderator()
    before = mina.state()
    wish = {"minutes": 10, "rest": "absorb", "revision": before["agenda"]["revision"]}
    seen = mina.post("desk/sessions/rules/delay?preview=1", wish)
    assert seen.status_code == 200
    assert mina.state()["cursor"] == before["cursor"]
    done = mina.post("desk/sessions/rules/delay", wish).json()
    assert [(s["id"], s["starts"], s["ends"]) for s in seen.json()["sessions"]] == [
        (s["id"], s["starts"], s["ends"]) for s in done["sessions"]
    ]
    assert seen.json()["ends"] == mina.state()["event"]["ends"]
    undone = mina.post("desk/undo", {"preview": True}).json()
    assert [s["id"] for s in undone["sessions"]] == [s["id"] for s in done["sessions"]]
    added = mina.post("desk/sessions", {"title": "Ekstra", "starts": "15:00", "minutes": 10, "preview": True}).json()
    assert [s["kinds"] for s in added["sessions"] if s["title"] == "Ekstra"] == [["added"]]
    assert len(mina.state()["agenda"]["sessions"]) == len(before["agenda"]["sessions"])


def test_a_preview_is_refused_as_the_move_would_be(event: Event) -> None:
    mina, ann = event.moderator(), event.attendee()
    assert mina.post("desk/sessions/rules/delay?preview=1", {"minutes": -30}).json()["error"]["code"] == "overlap"
    assert mina.post("desk/sessions/rules/delay?preview=1", {"minutes": 5, "revision": 7}).status_code == 409
    assert mina.post("desk/undo?preview=1").json()["error"]["code"] == "nothing_to_undo"
    assert ann.post("desk/sessions/rules/delay?preview=1", {"minutes": 5}).status_code == 401
    assert ann.http.get(f"/{SLUG}/desk/slips").status_code == 401


def test_who_looked_away_reads_what_has_changed(event: Event, clock: dict[str, float]) -> None:
    mina = event.moderator()
    assert said(event, "Nothing yet: the programme is as it was published.") in page(event, f"/{SLUG}/changes").text
    mina.post("desk/sessions/rules/delay", {"minutes": 10, "reason": "Teknisk feil <b>"})
    seen = mina.state()["cursor"]
    clock["now"] = 5
    mina.post("desk/sessions/others/cancel")
    mina.post("desk/announcements", {"text": "Hemmelig beskjed"})
    everything, later = page(event, f"/{SLUG}/changes").text, page(event, f"/{SLUG}/changes?since={seen}").text
    for text in ("12:45–13:15", "12:55–13:25", "Teknisk feil &lt;b&gt;", "10 min senere", "«Others» er avlyst."):
        assert text in everything
    assert everything.index("avlyst") < everything.index("Teknisk feil"), "newest first"
    assert "avlyst" in later
    assert "Teknisk feil" not in later
    assert said(event, "This is new since you last looked.") in later
    assert "beskjed" not in everything
    nothing = page(event, f"/{SLUG}/changes?since={mina.state()['cursor']}").text
    assert said(event, "Nothing has changed since you last looked.") in nothing
    for other in ("x", "abcdefghijkl.1-1", f"{seen.partition('.')[0]}.999-1"):
        told = page(event, f"/{SLUG}/changes?since={other}").text
        for claim in ("This is new since you last looked.", "Nothing has changed since you last looked."):
            assert said(event, claim) not in told, "what cannot be compared is not claimed"


def test_the_log_is_kept_ready_and_told_in_three_languages(event: Event) -> None:
    event.moderator().post("desk/sessions/rules/delay", {"minutes": 10})
    first = page(event, f"/{SLUG}/changes")
    again = page(event, f"/{SLUG}/changes", **{"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert "unsafe" not in first.headers["content-security-policy"]
    assert "set-cookie" not in first.headers
    for language in ("nb", "nn", "en"):
        assert said(event, "Nothing yet: the programme is as it was published.", language) not in (
            text := page(event, f"/{SLUG}/changes?lang={language}").text
        )
        assert f"<h1>{said(event, 'What has changed', language)}</h1>" in text


def feed(event: Event, name: str) -> ElementTree.Element:
    answer = page(event, f"/{SLUG}/{name}.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def test_the_feed_of_changes_keeps_its_names(event: Event, clock: dict[str, float]) -> None:
    mina = event.moderator()
    assert feed(event, "changes").findall(f"{ATOM}entry") == []
    mina.post("desk/sessions/rules/delay", {"minutes": 10, "reason": "Teknisk feil"})
    (first,) = feed(event, "changes").findall(f"{ATOM}entry")
    mina.post("desk/sessions/rules/delay", {"minutes": 5})
    (same,) = feed(event, "changes").findall(f"{ATOM}entry")
    clock["now"] = 30
    mina.post("desk/sessions/pause/cancel")
    found = feed(event, "changes")
    newest, oldest = found.findall(f"{ATOM}entry")
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == "nb"
    assert (
        first.findtext(f"{ATOM}id")
        == same.findtext(f"{ATOM}id")
        == oldest.findtext(f"{ATOM}id")
        != newest.findtext(f"{ATOM}id")
    )
    assert "13:00" in (same.findtext(f"{ATOM}title") or "")
    assert "Teknisk feil" in (first.findtext(f"{ATOM}content") or "")
    assert found.findtext(f"{ATOM}updated") == newest.findtext(f"{ATOM}updated") == "2022-03-08T12:30:00+01:00"
    for part in (found, newest):
        assert all(part.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "link"))
    link = newest.find(f"{ATOM}link")
    assert link is not None
    assert str(link.get("href")).startswith(f"{event.base}/{SLUG}/changes#change-")


def test_the_feed_of_answers_has_what_is_public_and_nothing_else(event: Event) -> None:
    mina, ann = event.moderator(), event.attendee()
    asked = [ann.ask(text) for text in ("Får elevene støtte?", "Hva koster det?", "Hemmelig spørsmål?")]
    mina.post(f"desk/questions/{asked[0]['id']}/answer", {"text": "Ja, hele året & mer."})
    mina.post(f"desk/questions/{asked[1]['id']}/answer")
    found = {
        e.findtext(f"{ATOM}title"): e.findtext(f"{ATOM}content") for e in feed(event, "answers").findall(f"{ATOM}entry")
    }
    assert found["№1 Får elevene støtte?"] == "Ja, hele året & mer."
    aloud = said(event, "Answered live at {time}.").partition("{")[0]
    assert there(found["№2 Hva koster det?"]).startswith(aloud)
    assert len(found) == 2


def test_files_for_afterwards_are_for_moderators(event: Event) -> None:
    mina, ann = event.moderator(), event.attendee()
    for form in ("vtt", "chapters", "agenda.csv", "pretalx.json", "toml"):
        assert ann.http.get(f"/{SLUG}/export.{form}").status_code == 401
        answer = mina.http.get(f"/{SLUG}/export.{form}")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].endswith(f'.{form}"')
    lines = mina.http.get(f"/{SLUG}/export.chapters?start=11:55").text.splitlines()
    assert lines[:2] == ["0:00 Utvekslingssamarbeid", "5:00 Opening"]
    assert mina.http.get(f"/{SLUG}/export.vtt?start=i går").json()["error"]["field"] == "start"


def test_a_log_read_by_a_process_that_starts_later_is_the_same(event: Event) -> None:
    mina = event.moderator()
    mina.post("desk/sessions/rules/delay", {"minutes": 10})
    mina.post("desk/sessions/others/cancel")
    read = page(event, f"/{SLUG}/changes").text
    store = event.server.app.state.live.store
    store.histories._kept.clear()
    copy = event.server.call(store.replica.copy(SLUG))
    assert [c.kind for _, c in event.server.call(store.histories.of(copy))] == ["session.delayed", "session.cancelled"]
    event.server.app.state.live.page_cache.__init__()
    assert page(event, f"/{SLUG}/changes").text == read
