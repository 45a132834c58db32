"""What the law wants: an accessibility statement, a privacy notice, and a device that can be forgotten."""

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from live.app import build_app
from live.settings import Settings
from tests.finding import one
from tests.journeys.event import SLUG, Event
from tests.running import running

OWN = {"accessibility_statement": "https://uustatus.example/no/1", "privacy_notice": "https://s.example/personvern?a=b"}
NAMES = {
    "nb": ["Tilgjengelighetserklæring", "Personvernerklæring"],
    "nn": ["Tilgjengeerklæring", "Personvernerklæring"],
    "en": ["Accessibility statement", "Privacy notice"],
}


def about(event: Event, language: str = "nb") -> dict[str, str | None]:
    """The links out of "About", by their words."""
    html = event.attendee().http.get(f"/{SLUG}", headers={"accept": "text/html", "accept-language": language}).text
    links = one(LexborHTMLParser(html), "#about").css('a[href^="https:"]')
    return {link.text(): link.attributes["href"] for link in links}


@pytest.mark.parametrize("language", NAMES)
def test_the_organisers_statements_stand_in_about(event: Event, language: str) -> None:
    mina = event.moderator()
    assert about(event, language) == {}
    assert mina.post("desk/settings", OWN).status_code == 200
    assert about(event, language) == dict(zip(NAMES[language], OWN.values(), strict=True))
    assert {name: mina.state()["event"][name] for name in OWN} == OWN
    assert mina.post("desk/settings", dict.fromkeys(OWN, "")).status_code == 200
    assert about(event, language) == {}


@pytest.mark.parametrize("field", OWN)
@pytest.mark.parametrize(
    "address",
    [
        "http://s.example",
        "javascript:alert(1)",
        "//s.example",
        "/about",
        "https://",
        "https://a@s.example",
    ],
)
def test_what_is_no_https_address_is_refused_beside_its_field(event: Event, field: str, address: str) -> None:
    answer = event.moderator().post("desk/settings", {field: address}, **{"accept-language": "nb"})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["field"]) == (422, "no_address", field)
    assert error["message"] == "Skriv en adresse som begynner med https://."


def test_an_event_without_its_own_has_those_of_the_installation(settings: Settings) -> None:
    ours = {name: f"https://kommune.example/{name}" for name in OWN}
    with running(replace(settings, **ours), build_app) as server:
        event = Event(server)
        assert set(about(event).values()) == set(ours.values())
        told = [ours["accessibility_statement"], OWN["privacy_notice"]]
        event.moderator().post("desk/settings", {"privacy_notice": OWN["privacy_notice"]})
        assert about(event) == dict(zip(NAMES["nb"], told, strict=True))
        event.close()


def test_a_device_is_forgotten_without_script(event: Event) -> None:
    ann = event.attendee()
    ann.ask()
    html = {"accept": "text/html", "accept-language": "nb"}
    ann.http.get(f"/{SLUG}?lang=nn", headers=html)
    assert sorted(ann.http.cookies) == ["lang", "live"]
    assert 'action="/seminar/mine/forget"' in ann.http.get(f"/{SLUG}/mine", headers=html).text
    sent = ann.http.post(f"/{SLUG}/mine/forget", headers=html)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/{SLUG}/mine?forgotten")
    assert list(ann.http.cookies) == []
    page = ann.http.get(f"/{SLUG}/mine?forgotten", headers=html)
    assert "Denne enheten er glemt" in page.text, "in the language of the browser again"
    assert list(ann.http.cookies) == [], "and no new one is set by saying so"
    assert event.moderator().state()["questions"], "the question stays"
