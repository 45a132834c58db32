"""A moment of `tests.programme.fuzz` for every reader; the long run is a command."""

import pytest

from live.programme import NotUnderstood, reading
from tests.programme.fuzz import READERS, TODAY, attempt, run


@pytest.mark.parametrize("name", READERS)
def test_almost_right_sources_are_read_or_refused(name: str) -> None:
    run(name, 60)


def test_the_fuzz_notices_an_error_that_is_no_refusal() -> None:
    def breaks(_: str) -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        attempt(breaks, "")


def test_what_nobody_has_thought_of_is_a_refusal_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(reading, "_reader", lambda _form: breaks)
    with pytest.raises(NotUnderstood, match="no ordinary programme"):
        reading.read(b"09:00 A", today=TODAY)
