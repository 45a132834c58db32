"""A refusal as programs ask for it: the contract's `error`, problem details, and when to try again."""

import re
from typing import Any

import httpx2
import pytest

from tests.journeys.event import SLUG, Event
from tests.running import Server

PROBLEM = "application/problem+json"


@pytest.fixture
def event(server: Server) -> Any:
    made = Event(server)
    yield made
    made.close()


def problem(answer: httpx2.Response) -> dict[str, Any]:
    assert answer.headers["content-type"] == PROBLEM
    told: dict[str, Any] = answer.json()
    assert told.keys() == {"type", "title", "status", "detail", "error"}
    assert told["status"] == answer.status_code
    assert told["type"] == f"urn:live:refusal:{told['error']['code']}"
    assert told["detail"] == told["error"]["message"]
    return told


def test_problem_details_are_told_when_asked_for(event: Event) -> None:
    program = event.client(accept=f"{PROBLEM}, application/json", origin=event.base, **{"accept-language": "nb"})
    told = problem(program.post(f"/{SLUG}/questions", json={"text": ""}))
    assert (told["status"], told["error"]["field"]) == (422, "text")
    assert problem(program.get("/ingenting.json"))["status"] == 404
    assert problem(program.delete(f"/{SLUG}"))["status"] == 405
    assert program.get(f"/{SLUG}.json").headers["content-type"] == "application/json", "what is no refusal stays JSON"


def test_others_get_what_they_always_got(event: Event) -> None:
    answer = event.client(accept="application/json", origin=event.base).post(f"/{SLUG}/questions", json={"text": ""})
    assert (answer.headers["content-type"], answer.json().keys()) == ("application/json", {"error"})


def test_a_limit_says_what_it_is_and_when_one_more_fits(event: Event) -> None:
    ann = event.client(accept=PROBLEM, origin=event.base)
    answers = [ann.post(f"/{SLUG}/questions", json={"text": f"Spørsmål {n}"}) for n in range(4)]
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]
    limited = answers[-1]
    assert problem(limited)["error"]["retry_after"] > 0
    seconds = limited.headers["retry-after"]
    assert limited.headers["ratelimit"] == f'"too_often";r=0;t={seconds}'
    assert limited.headers["ratelimit-policy"] == '"too_often";q=3;w=60'


def test_a_state_leads_to_its_page_and_to_the_description(event: Event) -> None:
    program = event.client()
    links = dict(re.findall(r'<([^>]+)>; rel="([^"]+)"', program.get(f"/{SLUG}.json").headers["link"]))
    assert links == {f"/{SLUG}": "alternate", "/openapi.json": "service-desc"}
    assert all(program.get(address).status_code == 200 for address in links)


def test_the_version_is_told_in_one_place_only(event: Event) -> None:
    program = event.client()
    told = program.get("/version")
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", told.json()["version"])
    for path in ("/version", f"/{SLUG}", f"/{SLUG}.json"):
        assert not {"server", "server-timing", "x-powered-by"} & program.get(path).headers.keys()
