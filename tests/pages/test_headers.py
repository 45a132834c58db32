"""What every answer says to browsers, not pages alone: a picture or a feed that is opened by itself runs nothing."""

import re

import httpx2
import pytest
from starlette.routing import Route

from live.pages import answers
from live.routes import ROUTES
from tests.journeys.event import SLUG, Event

POSTS = [route for route in ROUTES if isinstance(route, Route) and "POST" in (route.methods or ())]
NO_PAGES = (
    f"/{SLUG}.json",
    f"/{SLUG}/agenda.ics",
    f"/{SLUG}/agenda.ics?subscribe",
    f"/{SLUG}/schedule.xml",
    f"/{SLUG}/schedule.json",
    f"/{SLUG}/changes.atom",
    f"/{SLUG}/answers.atom",
    f"/{SLUG}/qr.svg",
    f"/{SLUG}/qr.png",
    f"/{SLUG}/questions",
    f"/{SLUG}/events",
    f"/{SLUG}/poll",
    f"/{SLUG}/desk/votes",
    f"/{SLUG}/nothing.json",
    f"/oembed?url=http://127.0.0.1/{SLUG}",
    "/asyncapi.json",
    "/diag/events",
    "/favicon.ico",
    "/healthz",
    "/openapi.json",
    "/readyz",
    "/version",
)


def told(answer: httpx2.Response) -> dict[str, str]:
    """The directives of its policy."""
    parts = (part.strip().partition(" ") for part in answer.headers["content-security-policy"].split(";"))
    return {name: value for name, _, value in parts}


def sniffs_nothing(answer: httpx2.Response) -> bool:
    """Whether what it is is said with its letters, and not left to guess; nor does it say elsewhere where one was."""
    kind, _, letters = answer.headers.get("content-type", "").partition(";")
    needs_letters = kind.startswith("text/") or kind.endswith("xml")
    said = [answer.headers.get_list(name) for name in ("x-content-type-options", "referrer-policy")]
    return said == [["nosniff"], ["same-origin"]] and (not needs_letters or letters.strip().lower() == "charset=utf-8")


@pytest.mark.parametrize("address", NO_PAGES)
def test_what_is_no_page_runs_nothing_and_is_framed_by_nobody(event: Event, address: str) -> None:
    with event.client(accept="application/json").stream("GET", address) as answer:
        assert told(answer) == {"default-src": "'none'", "frame-ancestors": "'none'"}
        assert sniffs_nothing(answer)


def test_so_it_is_with_files_of_ours_and_with_what_was_done(event: Event) -> None:
    ann, live = event.attendee(), event.server.app.state.live
    name = next(name for name in live.views.assets.files if name.endswith(".js"))
    for answer in (ann.http.get(live.views.assets.url(name)), ann.post("questions", {"text": "Hva nå?"})):
        assert answer.status_code in (200, 201)
        assert told(answer) == {"default-src": "'none'", "frame-ancestors": "'none'"}
        assert sniffs_nothing(answer)


@pytest.mark.parametrize("address", ["/", f"/{SLUG}", f"/{SLUG}/desk", f"/{SLUG}/mine", "/new", "/nothing"])
def test_a_page_has_one_policy_of_its_own(event: Event, address: str) -> None:
    answer = event.client(accept="text/html").get(address)
    assert len(answer.headers.get_list("content-security-policy")) == 1
    assert told(answer).items() >= {"default-src": "'none'", "script-src": "'self'", "base-uri": "'none'"}.items()
    assert told(answer)["frame-ancestors"] == "'none'"
    assert sniffs_nothing(answer)


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PUT", "DELETE"])
def test_a_method_that_means_nothing_here_is_refused(event: Event, method: str) -> None:
    answer = event.client().request(method, f"/{SLUG}", headers={"x-canary": "told back"})
    assert answer.status_code in (400, 405)
    assert "told back" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        *(f"/{SLUG}/export.{form}" for form in ("csv", "json", "md", "xlsx", "zip")),
        *(f"/{SLUG}{page}" for page in (".json", "/desk", "/desk/votes", "/desk/look", "/mine", "/report")),
    ],
)
def test_what_is_one_readers_is_kept_by_no_browser(event: Event, address: str) -> None:
    answer = event.moderator().http.get(address, headers={"accept": "*/*"})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["cache-control"]


def test_a_bug_tells_nothing_of_the_inside(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(**links: str) -> dict[str, str]:
        raise RuntimeError("canary of the inside")

    monkeypatch.setattr(answers, "linked", failing)
    for accept in ("application/json", "text/html"):
        answer = event.client(accept=accept).get("/version")
        assert answer.status_code == 500
        assert not re.search(r"canary|Traceback|RuntimeError|\.py", answer.text)


def test_a_field_is_read_of_the_body_alone_and_what_is_there_twice_is_the_last(event: Event) -> None:
    ann = event.attendee()
    assert ann.http.post(f"/{SLUG}/questions?text=Fra+adressen", json={}).json()["error"]["code"] == "empty"
    form = {"content-type": "application/x-www-form-urlencoded"}
    asked = ann.http.post(f"/{SLUG}/questions", content="text=Den+ene%3F&text=Den+andre%3F", headers=form)
    assert asked.json()["question"]["text"] == "Den andre?"


@pytest.mark.parametrize("address", ["/", f"/{SLUG}", f"/{SLUG}.json", f"/{SLUG}/desk", "/new", "/oembed?url=x"])
def test_no_other_site_is_let_read_what_is_here(event: Event, address: str) -> None:
    said = event.client(origin="http://evil.example").get(address).headers.get("access-control-allow-origin")
    assert said != "http://evil.example"
    assert said is None or address.startswith("/oembed")


def test_no_address_of_an_action_answers_a_get(event: Event) -> None:
    mina, paths = event.moderator(), {(route.path, method) for route in POSTS for method in route.methods or ()}
    read = {route.path for route in ROUTES if isinstance(route, Route) and "GET" in (route.methods or ())}
    acted = {path for path, _ in paths} - read
    assert len(acted) > 30
    for path in acted:
        assert mina.http.get(re.sub(r"{slug:slug}", SLUG, re.sub(r"{(?!slug)\w+}", "x", path))).status_code >= 400, path
