"""An evaluation from the desk to the report: made from a template, changed, opened with one press, answered later."""

import csv
import io
import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from live.actions import links, programmes
from live.actions.closing import look
from live.actions.programmes.copying import copied
from live.rules.errors import Unavailable
from live.rules.wishes.events import CopyEvent
from live.store.copies.replica import Replica
from live.views.press.times import week_date
from tests.builders import at
from tests.journeys.event import SLUG, Event
from tests.waiting import until

HTML = {"accept": "text/html", "accept-language": "nb"}
EVALUATION = [
    "Hvor nyttig var dette for deg?",
    "Hvor godt var det gjennomført?",
    "Hvor sannsynlig er det at du anbefaler det til andre?",
    "Hva hadde du mest nytte av?",
    "Hva kan bli bedre neste gang?",
]


def make(event: Event, **wish: Any) -> dict[str, Any]:
    answer = event.moderator().post("desk/sets", {"template": "evaluation", **wish})
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


def move(event: Event, name: str, of: str = "Evaluering") -> dict[str, Any]:
    answer = event.moderator().post(f"desk/sets/{name}", {"name": of})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_set_is_made_once_changed_added_to_and_opened_as_a_whole(event: Event) -> None:
    made = make(event)
    assert [poll["text"] for poll in made["polls"]] == EVALUATION
    assert {(poll["status"], poll["set"]) for poll in made["polls"]} == {("draft", "Evaluering")}
    assert [poll["id"] for poll in make(event)["polls"]] == [poll["id"] for poll in made["polls"]]
    mina = event.moderator()
    first, second = made["polls"][0]["id"], made["polls"][1]["id"]
    mina.post(f"desk/polls/{first}/edit", {"text": "Var dagen nyttig?"})
    mina.post(f"desk/polls/{second}/remove")
    mina.post("desk/polls", {"text": "Kommer du igjen?", "options": ["Ja", "Nei"], "set": "Evaluering"})
    texts = ["Var dagen nyttig?", *EVALUATION[2:], "Kommer du igjen?"]
    with event.attendee().live("protocol=1") as ann:
        ann.next("hello")
        opened = move(event, "open")
        assert [poll["text"] for poll in opened["polls"]] == texts
        assert [change["poll"]["text"] for change in ann.next("changes")["changes"]] == texts
    assert [poll["text"] for poll in event.attendee().state()["polls"]] == texts
    page = event.client(accept="text/html").get(f"/{SLUG}?lang=nb").text
    assert page.count('class="poll"') == 1
    assert "5 spørsmål" in page
    move(event, "close")
    assert event.attendee().state()["polls"] == []
    assert "Evaluering" not in event.client(accept="text/html").get(f"/{SLUG}?lang=nb").text


def test_the_line_comes_and_goes_with_the_set_on_open_pages(event: Event) -> None:
    with event.attendee().live("protocol=1&as=html&lang=nb") as ann:
        ann.next("hello")
        make(event, on=True)
        piece, *others = ann.next("changes")["changes"]
        assert f'href="/{SLUG}/polls"' in piece["put"][0]["html"]
        assert (piece["say"], piece["put"][0]["list"]) == ("Evaluering: 5 spørsmål", "polls")
        assert [other.get("say") for other in others] == [None] * 4
        move(event, "close")
        assert piece["put"][0]["id"] in ann.next("changes")["changes"][-1]["drop"]


def test_without_script_all_of_it_is_answered_on_one_page_and_changed_there(event: Event) -> None:
    polls = make(event, on=True)["polls"]
    ann = event.client(accept="text/html", origin=event.base)
    first, text = polls[0]["id"], polls[3]["id"]
    page = ann.get(f"/{SLUG}/polls?lang=nb").text
    assert [page.index(words) for words in EVALUATION] == sorted(page.index(words) for words in EVALUATION)
    fields = {f"answer-{first}": "4", f"answer-{text}": "Samtalene i pausen", f"answer-{polls[4]['id']}": ""}
    answer = ann.post(f"/{SLUG}/polls", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{SLUG}/polls?sent")
    kept = ann.get(answer.headers["location"], headers=HTML).text
    assert "Takk! Svarene dine er lagret." in kept
    assert "Samtalene i pausen</textarea>" in kept
    assert f'id="choice-{first}-4" type="radio" name="answer-{first}" value="4" checked' in kept
    ann.post(f"/{SLUG}/polls", data={f"answer-{text}": ""})
    mine = ann.get(f"/{SLUG}/mine", headers={"accept": "application/json"}).json()["ballots"]
    assert mine == {first: ["4"]}, "an empty field takes an answer back, one that is not there keeps it"


def test_what_is_refused_stands_at_its_question_and_the_others_are_kept(event: Event) -> None:
    polls = make(event, on=True)["polls"]
    ann = event.client(accept="text/html", origin=event.base, **{"accept-language": "nb"})
    first, text = polls[0]["id"], polls[3]["id"]
    refused = ann.post(f"/{SLUG}/polls", data={f"answer-{text}": "x" * 501, f"answer-{first}": "5"})
    assert refused.status_code == 422
    assert "x" * 501 in refused.text
    part = refused.text.split(f'id="poll-{text}"')[1].split("</fieldset>")[0]
    assert 'role="alert"' in part
    assert ann.get(f"/{SLUG}/mine", headers={"accept": "application/json"}).json()["ballots"] == {first: ["5"]}
    bob = event.attendee()
    told = bob.post("polls", {"answers": [{"poll": first, "choice": ["3"]}, {"poll": "nope", "choice": []}]})
    assert (told.status_code, told.json()["error"]["code"]) == (404, "no_such_poll")
    assert bob.post("polls", {"answers": [{"poll": first, "choice": ["3"]}]}).json()["answers"][0]["choice"] == ["3"]


def test_a_set_is_kept_as_a_template_used_forgotten_and_goes_along_with_a_copy(event: Event) -> None:
    make(event, name="Etter dagen")
    assert move(event, "keep", "Etter dagen")["templates"] == ["Etter dagen"]
    mina = event.moderator()
    for poll in mina.state()["polls"]:
        mina.post(f"desk/polls/{poll['id']}/remove")
    assert "Etter dagen (din egen)" in mina.http.get(f"/{SLUG}/desk?lang=nb", headers=HTML).text
    again = make(event, template="Etter dagen")
    assert [poll["text"] for poll in again["polls"]] == EVALUATION
    live = event.server.app.state.live
    [slug] = event.server.call(copied(live.acting, SLUG, CopyEvent(on="2031-03-11")))
    copy = event.server.call(live.store.replica.copy(slug)).state
    assert [template.name for template in copy.event.poll_templates] == ["Etter dagen"]
    there = sorted((p for p in copy.polls.values() if not p.removed), key=lambda p: p.made_at, reverse=True)
    assert [(poll.text, poll.set) for poll in there] == [(text, "Etter dagen") for text in EVALUATION]
    assert move(event, "forget", "Etter dagen")["templates"] == []
    gone = mina.post("desk/sets", {"template": "Etter dagen", "name": "Ny"})
    assert (gone.status_code, gone.json()["error"]["code"]) == (404, "no_such_template")
    assert mina.post("desk/sets/open", {"name": "Finnes ikke"}).json()["error"]["code"] == "no_such_set"


def test_a_template_of_one_poll_makes_an_ordinary_one(event: Event) -> None:
    made = make(event, template="pace", on=True)
    assert (made["set"], made["polls"][0]["status"], made["polls"][0]["set"]) == ("", "open", "")
    assert make(event, template="pace", on=True)["polls"][0]["id"] == made["polls"][0]["id"]


def test_results_are_in_the_report_and_the_files_and_attendees_make_none(event: Event) -> None:
    polls, mina, ann = make(event, on=True)["polls"], event.moderator(), event.attendee()
    answers = [{"poll": polls[0]["id"], "choice": ["4"]}, {"poll": polls[4]["id"], "choice": ["Mer kaffe"]}]
    ann.post("polls", {"answers": answers})
    until(lambda: mina.state()["polls"][0]["answered"] == 1)
    assert ann.post("desk/sets", {"template": "evaluation"}).status_code == 401
    report = mina.http.get(f"/{SLUG}/report", headers=HTML).text
    assert all(words in report for words in EVALUATION)
    assert "Mer kaffe" in report
    rows = list(csv.DictReader(io.StringIO(mina.http.get(f"/{SLUG}/export.polls.csv").text.removeprefix("\ufeff"))))
    assert {(r["answer"], r["set"]) for r in rows if r["count"] == "1"} == {
        ("4", "Evaluering"),
        ("Mer kaffe", "Evaluering"),
    }


def in_days(event: Event, days: int) -> str:
    now = event.server.app.state.live.acting.now()
    return (now.astimezone(ZoneInfo("Europe/Oslo")) + timedelta(days=days)).date().isoformat()


def test_a_last_day_is_said_everywhere_can_be_moved_and_closes_by_itself(event: Event) -> None:
    mina, ann, acting = event.moderator(), event.client(accept="text/html"), event.server.app.state.live.acting
    acting.now = lambda: at(20)
    day = in_days(event, 3)
    words = week_date(date.fromisoformat(day), "nb")
    with event.attendee().live("protocol=1&as=html&lang=nb") as live:
        live.next("hello")
        polls = make(event, on=True, until=day)["polls"]
        piece = live.next("changes")["changes"][0]
        assert piece["say"] == f"Evaluering: 5 spørsmål, til og med {words}"
        assert f"Til og med {words}" in piece["put"][0]["html"]
    assert f"Til og med {words}" in ann.get(f"/{SLUG}?lang=nb").text
    assert f"Kan besvares til og med {words}." in ann.get(f"/{SLUG}/polls?lang=nb").text
    assert f"Åpen for svar til og med {words}" in mina.http.get(f"/{SLUG}/desk?lang=nb", headers=HTML).text
    later = mina.post("desk/sets/until", {"name": "Evaluering", "until": in_days(event, 4)}).json()
    assert {poll["closes_at"][:10] for poll in later["polls"]} == {in_days(event, 5)}, "midnight after the last day"
    at_last = datetime.fromisoformat(later["polls"][0]["closes_at"])
    given = {"answers": [{"poll": polls[0]["id"], "choice": ["4"]}]}
    assert event.attendee().post("polls", given).status_code == 200
    last = week_date(date.fromisoformat(in_days(event, 4)), "nb")
    acting.now = lambda: at_last
    refused = event.attendee().post("polls", given)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "poll_closed"), "at once"
    until(lambda: {poll["status"] for poll in mina.state()["polls"]} == {"closed"})
    event.server.call(look(acting, {}))
    assert {poll["closed_at"] for poll in mina.state()["polls"]} == {later["polls"][0]["closes_at"]}
    assert f"Evaluering kunne besvares til og med {last}." in ann.get(f"/{SLUG}/polls?lang=nb").text
    assert f"Stengte av seg selv etter {last}" in mina.http.get(f"/{SLUG}/desk?lang=nb", headers=HTML).text


def test_a_last_day_that_is_none_is_refused_and_nothing_is_made(event: Event) -> None:
    mina = event.moderator()
    event.server.app.state.live.acting.now = lambda: at(20)
    for day, code in (("2022-03-07", "past"), ("i morgen", "bad_day"), (in_days(event, 90), "too_far")):
        refused = mina.post("desk/sets", {"template": "evaluation", "on": True, "until": day})
        assert (refused.status_code, refused.json()["error"]["code"]) == (422, code)
        assert refused.json()["error"]["field"] == "until"
    assert mina.state()["polls"] == []


def test_an_evaluation_that_nobody_follows_is_closed_when_its_time_is_over(
    event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    mina, live = event.moderator(), event.server.app.state.live
    live.acting.now = lambda: at(20)
    end = datetime.fromisoformat(make(event, on=True, until=in_days(event, 3))["polls"][0]["closes_at"])
    copy = event.server.call(live.store.replica.copy(SLUG))
    event.server.call(live.store.events.index(programmes.summary(copy.state.event, copy.state.agenda)))
    link = event.server.call(links.organiser(live.acting, event.base))
    token = link.rpartition("#")[2]
    organiser = event.client(accept="text/html", authorization=f"Bearer {token}")
    last = week_date(date.fromisoformat(in_days(event, 3)), "nb")
    said = re.compile(r'events__figures">(.*?)</span>', re.DOTALL)
    assert f"Evaluering</bdi>: åpen for svar til og med {last}" in said.findall(organiser.get("/new?lang=nb").text)[0]
    due: dict[str, datetime] = {}
    event.server.call(look(live.acting, due))
    assert due == {SLUG: end}
    event.server.call(forgotten(live.store.replica))
    live.acting.now = lambda: end
    assert "Evaluering</bdi>: stengt" in said.findall(organiser.get("/new?lang=nb").text)[0], "before it is closed, too"
    event.server.call(forgotten(live.store.replica))
    with monkeypatch.context() as away, pytest.raises(Unavailable):
        away.setattr(live.store.replica, "copy", is_away)
        event.server.call(look(live.acting, due))
    assert due == {SLUG: end}, "it is closed once the store is back"
    event.server.call(look(live.acting, due))
    assert due == {}
    assert {poll["status"] for poll in mina.state()["polls"]} == {"closed"}


async def is_away(slug: str) -> None:
    raise Unavailable("The store is away.")


async def forgotten(replica: Replica) -> None:
    """As it is after ten minutes in which nobody comes."""
    replica.copies.pop(SLUG, None)
