"""Taking apart what clients send: any bytes at all, in any pieces."""

import os
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from live.push.websocket.incoming import LARGEST_MESSAGE, Incoming, Violation, unmasked
from tests.push.wired import a_frame

messages = st.lists(st.tuples(st.sampled_from((1, 9, 10)), st.text(max_size=40).map(str.encode)), max_size=6)


@given(messages, st.integers(1, 30))
def test_messages_arrive_whole_however_they_are_cut(sent: list[tuple[int, bytes]], step: int) -> None:
    data = b"".join(a_frame(opcode, payload) for opcode, payload in sent)
    incoming, found = Incoming(), list[tuple[int, bytes]]()
    for at in range(0, len(data), step):
        found += incoming.feed(data[at : at + step])
    assert found == sent
    assert incoming.idle


@given(st.text(max_size=200), st.lists(st.integers(0, 200), max_size=5))
def test_a_text_in_pieces_is_put_together(text: str, cuts: Any) -> None:
    payload = text.encode()
    edges = [0, *sorted(min(cut, len(payload)) for cut in cuts), len(payload)]
    pieces = [payload[a:b] for a, b in zip(edges, edges[1:], strict=False)]
    last = len(pieces) - 1
    data = b"".join(a_frame(1 if i == 0 else 0, piece, final=i == last) for i, piece in enumerate(pieces))
    assert Incoming().feed(data)[-1] == (1, payload)


@given(st.binary(max_size=300), st.integers(1, 50))
def test_any_bytes_are_taken_apart_or_refused_and_never_kept_without_bound(data: bytes, step: int) -> None:
    incoming = Incoming()
    try:
        for at in range(0, len(data), step):
            for _, payload in incoming.feed(data[at : at + step]):
                assert len(payload) <= LARGEST_MESSAGE
    except Violation as broken:
        assert broken.code in (1002, 1003, 1007, 1009)
    assert len(incoming._buffer) <= LARGEST_MESSAGE + 14


@given(st.binary(max_size=300), st.binary(min_size=4, max_size=4))
def test_unmasking_is_the_rfc_s(payload: bytes, mask: bytes) -> None:
    assert unmasked(payload, mask) == bytes(b ^ mask[i % 4] for i, b in enumerate(payload))


def test_ten_thousand_random_starts_end_in_a_verdict_or_a_wait() -> None:
    for _ in range(10_000):
        try:
            Incoming().feed(os.urandom(40))
        except Violation as broken:
            assert broken.code in (1002, 1003, 1007, 1009)
