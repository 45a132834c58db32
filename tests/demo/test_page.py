"""The demo's own page frames the others, which nothing else may; and its seminar begins anew when it is over."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from live.actions import programmes, questions
from live.actions.acting import Actor
from live.app import build_app as whole
from live.demo import REST, again
from live.demo.app import ADDRESS, build_app
from live.demo.seminar import SLUG, seminar
from live.rules.wishes.questions import Ask
from live.settings import Settings
from tests.builders import ANN
from tests.running import Server, running

FRAMED = "frame-ancestors 'self'"


@pytest.fixture
def demo(settings: Settings) -> Iterator[Server]:
    with running(settings, build_app) as server:
        acting = server.app.state.live.acting
        server.call(programmes.keep(acting, seminar(datetime.now(UTC), "12:20"), slug=SLUG, overwrite=True))
        yield server


def policy(server: Server, path: str) -> str:
    answer = httpx2.get(f"{server.base}{path}", headers={"accept": "text/html"}, timeout=60)
    assert answer.status_code in (200, 401), path
    return answer.headers["content-security-policy"]


def test_it_shows_the_three_pages_and_only_our_own_may_frame_them(demo: Server) -> None:
    page = httpx2.get(f"{demo.base}{ADDRESS}", timeout=60).text
    for path in (f"/{SLUG}", f"/{SLUG}/stage", f"/{SLUG}/desk#"):
        assert f'src="{demo.base}{path}' in page
    assert "frame-src 'self'" in policy(demo, ADDRESS)
    assert FRAMED in policy(demo, f"/{SLUG}")
    assert FRAMED in policy(demo, f"/{SLUG}/desk")


def test_the_service_itself_has_no_such_page_and_is_framed_by_nobody(settings: Settings) -> None:
    with running(settings, whole) as server:
        assert httpx2.get(f"{server.base}{ADDRESS}", timeout=60).status_code == 404
        assert "frame-ancestors 'none'" in policy(server, "/")


def test_the_seminar_begins_anew_when_it_has_been_over_for_a_while(demo: Server) -> None:
    acting = demo.app.state.live.acting
    demo.call(questions.ask(Actor(acting, SLUG, ANN), Ask(text="Får elevene støtte?")))
    before = demo.call(acting.store.replica.copy(SLUG))
    ends = before.state.agenda.ends
    assert not demo.call(again(acting, ends + REST - timedelta(seconds=1)))
    now = ends + REST
    assert demo.call(again(acting, now))
    after = demo.call(acting.store.replica.copy(SLUG))
    assert after.state.agenda.starts == now.replace(second=0, microsecond=0)
    assert {question.status for question in after.state.questions.values()} == {"dismissed"}
    assert after.secrets == before.secrets, "its links stay"
    assert not demo.call(again(acting, now))
