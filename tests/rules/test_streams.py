"""Where the video is, and when the page offers it."""

from datetime import timedelta

import pytest

from live.rules.agenda.moment import moment_of
from live.rules.agenda.watching import offer
from live.rules.errors import Unfit
from live.rules.settings import with_settings
from live.rules.streams import stream_of
from live.rules.web import https_address
from live.rules.wishes.settings import Settings
from tests.builders import NOON, a_session, a_state, an_agenda, an_event

TEAMS = "https://teams.microsoft.com/meet/1"
ZOOM = "https://zoom.us/j/2"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("", ""),
        (f" {TEAMS} ", TEAMS),
        ("teams.microsoft.com/meet/1", TEAMS),
        ("https://møte.no/rom", "https://møte.no/rom"),
        ("https://zoom.us:443/j/2", "https://zoom.us:443/j/2"),
    ],
)
def test_an_address_is_kept_as_it_was_meant(said: str, kept: str) -> None:
    assert https_address(said, "stream") == kept


@pytest.mark.parametrize(
    "said",
    [
        "http://zoom.us/j/2",
        "javascript:alert(1)",
        "https://",
        "https://localhost/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://kari:hemmelig@zoom.us/j/2",
        "https://zoom.us:port/",
        "https://zoom.us/ j",
        'https://zoom.us/"><script>',
        "møterommet",
        "https://zoom.us/" + "x" * 2000,
    ],
)
def test_what_is_no_address_is_refused_by_its_field(said: str) -> None:
    with pytest.raises(Unfit) as refused:
        Settings(stream=said)
    assert refused.value.field == "stream"


def test_a_session_is_where_it_says_else_where_its_track_is_else_where_the_event_is() -> None:
    event = with_settings(an_event(stream=TEAMS), Settings(track_streams=("Spor A: zoom.us/j/2",)))
    assert event.track_streams == (f"Spor A: {ZOOM}",)
    assert stream_of(event, a_session()) == TEAMS
    assert stream_of(event, a_session(track="Spor A")) == ZOOM
    assert stream_of(event, a_session(track="Spor A", stream="https://whereby.com/rom")) == "https://whereby.com/rom"
    with pytest.raises(Unfit):
        with_settings(event, Settings(track_streams=("Spor A uten adresse",)))


@pytest.mark.parametrize(("minutes", "offered"), [(-61, False), (-60, True), (5, True), (50, True), (100, False)])
def test_it_is_offered_in_time_and_not_afterwards(minutes: float, offered: bool) -> None:
    agenda = an_agenda(a_session(), a_session("rules", 55, 30, stream=ZOOM))
    state = a_state(agenda=agenda, event=an_event(stream=TEAMS))
    way = offer(state.event, moment_of(state, NOON + timedelta(minutes=minutes)))
    assert bool(way.url) is offered
    if minutes == 50:
        assert way.url == ZOOM, "between two sessions one waits where the next one is"
