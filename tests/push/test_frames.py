"""The wire alone: every frame in each of its forms, and the table of close codes."""

import msgspec
import pytest

from live.push import frames
from tests.builders import NOON
from tests.push.exchange import unframed


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65535, 65536, 200_000])
def test_a_payload_of_any_size_is_framed_as_the_rfc_says(size: int) -> None:
    payload = b"x" * size
    assert unframed(frames.framed(payload)) == [(1, payload)]


def test_hello_names_no_event_id_ahead_of_the_changes_that_follow_it() -> None:
    alone = frames.hello("e", "e.1-1", NOON, {}, followed=False)
    followed = frames.hello("e", "e.1-1", NOON, {}, followed=True)
    assert alone.event.startswith(b"event: hello\nid: e.1-1\ndata: {")
    assert followed.event.startswith(b"event: hello\ndata: {")
    assert alone.text == followed.text


def test_times_have_the_offset_of_the_event() -> None:
    assert msgspec.json.decode(frames.beat(NOON, "e.1-1").text)["now"] == "2022-03-08T12:00:00+01:00"


def test_a_beat_carries_a_ping_for_web_sockets_only() -> None:
    beat = frames.beat(NOON, "e.1-1")
    assert [opcode for opcode, _ in unframed(beat.message)] == [frames.TEXT, frames.PING]
    assert beat.event.endswith(b"\n\n")


@pytest.mark.parametrize(
    ("code", "client"),
    [
        (1000, "done"),
        (1006, "backoff"),
        (4000, "soon"),
        (4055, "soon"),
        (4100, "advised"),
        (4177, "advised"),
        (4202, "reload"),
        (4301, "stop"),
        (4999, "stop"),
        (3001, "backoff"),
    ],
)
def test_a_code_says_what_to_do_also_when_it_is_newer_than_the_client(code: int, client: str) -> None:
    assert frames.client_does(code) == client


def test_every_close_fits_a_control_frame() -> None:
    for code in frames.CLOSES:
        ((opcode, payload),) = unframed(frames.close_frame(code))
        assert opcode == frames.CLOSE
        assert len(payload) <= 125
