"""The stage's and the speaker's addresses over plain HTTP."""

import httpx2
import pytest

from tests.journeys.event import SLUG, Event
from tests.running import Server


@pytest.fixture
def event(server: Server) -> Event:
    return Event(server)


def test_a_stage_may_be_framed_by_anyone_sets_no_cookie_and_may_load_nothing_from_elsewhere(event: Event) -> None:
    page = httpx2.get(f"{event.base}/{SLUG}/stage")
    policy = page.headers["content-security-policy"]
    assert page.status_code == 200
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "set-cookie" not in page.headers
    assert "frame-ancestors 'none'" in httpx2.get(f"{event.base}/{SLUG}/desk").headers["content-security-policy"]


def test_a_stage_speaks_the_language_of_the_event_not_of_the_machine(event: Event) -> None:
    assert '<html lang="nb"' in httpx2.get(f"{event.base}/{SLUG}/stage", headers={"accept-language": "en-US"}).text
    assert '<html lang="nn"' in httpx2.get(f"{event.base}/{SLUG}/stage?lang=nn").text


@pytest.mark.parametrize("query", ["scene=nothing&background=pink&scheme=1", "scene=", "scene=auto"])
def test_an_unknown_wish_is_as_good_as_none(event: Event, query: str) -> None:
    page = httpx2.get(f"{event.base}/{SLUG}/stage?{query}")
    assert page.status_code == 200
    assert "data-fixed" not in page.text
    assert "data-background" not in page.text


def test_moderators_choose_what_the_stage_shows_and_everyone_is_told(event: Event) -> None:
    ann, mina = event.attendee(), event.moderator()
    with ann.live() as live:
        live.next("hello")
        assert mina.post("desk/settings", {"stage": "join"}).status_code == 200
        assert live.change("event.changed")["event"]["stage"] == "join"
    assert mina.post("desk/settings", {"stage": "confetti"}).status_code == 422
    assert ann.post("desk/settings", {"stage": "auto"}).status_code in (401, 403)
    assert 'data-shown="join"' in httpx2.get(f"{event.base}/{SLUG}/stage").text
    event.close()


def test_the_speakers_page_opens_with_the_speakers_link_only(event: Event) -> None:
    speaker, stranger = event.client(origin=event.base, accept="application/json"), event.client()
    assert stranger.get(f"/{SLUG}/speaker").status_code == 401
    assert "data-badge" in stranger.get(f"/{SLUG}/speaker").text
    opened = speaker.post(f"/{SLUG}/badge", json={"token": event.links["speaker"].split("#")[1]})
    assert opened.json() == {"role": "speaker", "page": f"/{SLUG}/speaker"}
    page = speaker.get(f"/{SLUG}/speaker")
    assert page.status_code == 200
    assert "private" in page.headers["cache-control"]
    assert speaker.get(f"/{SLUG}/desk").status_code == 401
    assert event.moderator().http.get(f"/{SLUG}/speaker").status_code == 200
    event.close()


def test_an_address_is_put_together_without_script_and_holds_only_what_means_something(event: Event) -> None:
    chosen = "scene=join&background=transparent&width=half&side=right&scheme=dark&language=nn"
    page = httpx2.get(f"{event.base}/{SLUG}/stage/address?{chosen}")
    assert "frame-src 'self'" in page.headers["content-security-policy"]
    address = f"{event.base}/{SLUG}/stage?scene=join&background=transparent&width=half&side=right&lang=nn"
    assert f'value="{address}"'.replace("&", "&amp;") in page.text, "over the video there is one scheme"
    stage = httpx2.get(address).text
    for told in ('data-fixed="join"', 'data-background="transparent"', 'data-width="half"', 'data-side="right"'):
        assert told in stage
    assert "data-preview" not in stage
    assert "data-preview" in httpx2.get(f"{event.base}/{SLUG}/stage?preview").text, "the desk is not to miss it"
    whole = httpx2.get(f"{event.base}/{SLUG}/stage/address?width=half&side=right&scheme=dark&scene=nothing").text
    assert f'value="{event.base}/{SLUG}/stage?scheme=dark"' in whole
    event.close()
