"""Programs that fetch the programme again and again: calendars and schedule apps."""

import httpx2
import pytest

from tests.journeys.event import SLUG, Event

FOLLOWED = {
    "agenda.ics": "text/calendar; charset=utf-8",
    "schedule.xml": "application/xml; charset=utf-8",
    "schedule.json": "application/json; charset=utf-8",
}


@pytest.mark.parametrize(("name", "kind"), FOLLOWED.items())
def test_nothing_is_sent_again_until_something_has_moved(event: Event, name: str, kind: str) -> None:
    program = event.client()
    first = program.get(f"/{SLUG}/{name}")
    assert (first.status_code, first.headers["content-type"]) == (200, kind)
    assert f"{event.base}/{SLUG}" in first.text
    tag = {"if-none-match": first.headers["etag"]}
    assert program.get(f"/{SLUG}/{name}", headers=tag).status_code == 304
    mina = event.moderator()
    mina.ask()  # no change of the programme
    assert program.get(f"/{SLUG}/{name}", headers=tag).status_code == 304
    session = mina.state()["agenda"]["sessions"][0]["id"]
    assert mina.post(f"desk/sessions/{session}/delay", {"minutes": 5}).status_code == 200
    moved = program.get(f"/{SLUG}/{name}", headers=tag)
    assert moved.status_code == 200
    assert moved.text != first.text


def test_a_calendar_is_subscribed_to_where_it_is(event: Event) -> None:
    answer = event.client().get(f"/{SLUG}/agenda.ics?subscribe", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (
        302,
        f"{event.base.replace('http', 'webcal', 1)}/{SLUG}/agenda.ics",
    )


def test_what_is_not_there_is_refused(event: Event) -> None:
    program = event.client(accept="application/json")
    codes = {path: told(program, path) for path in ("agenda.ics?session=x", "schedule.pdf", "schedule.toml")}
    assert codes == {
        "agenda.ics?session=x": (404, "no_such_session"),
        "schedule.pdf": (404, "not_found"),
        "schedule.toml": (404, "not_found"),
    }


def told(program: httpx2.Client, path: str) -> tuple[int, str]:
    answer = program.get(f"/{SLUG}/{path}")
    return answer.status_code, answer.json()["error"]["code"]
