"""What `live import` says last, and when it asks."""

import sys
from datetime import date, datetime
from typing import Any

import click
import pytest

from live.cli import asking
from live.programme import read

TODAY = date(2026, 11, 29)


def programme(text: str) -> Any:
    return read(text.encode(), today=TODAY)


def test_the_last_line_says_what_a_person_checks_first() -> None:
    said = asking.checked_first(programme("Fagdag\n8. mars 2022\n09:00–10:00 Lesing\n10:00–11:00 Skriving"), TODAY)
    assert said == "Check first: 2 sessions, 09:00–11:00, Tuesday 8 March 2022, which has passed, Europe/Oslo, nb."


def test_a_day_that_was_assumed_is_said() -> None:
    assert "a day that was assumed" in asking.checked_first(programme("09:00–10:00 Lesing"), TODAY)
    assert "which has passed" not in asking.checked_first(programme("09:00–10:00 Lesing"), TODAY)


@pytest.mark.parametrize("text", ["09:00–10:00 Lesing", "8. mars 2022\n09:00–10:00 Lesing"])
def test_a_doubtful_day_is_a_question_on_a_terminal_only(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asking.asked_for_a_day(programme(text), TODAY) is None, "nobody is there to answer"
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: datetime(2027, 3, 8))
    assert asking.asked_for_a_day(programme(text), TODAY) == date(2027, 3, 8)
    assert asking.asked_for_a_day(programme("8. mars 2027\n09:00–10:00 Lesing"), TODAY) is None
