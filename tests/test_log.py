"""Log lines: for people and for machines, and not to be forged."""

import json
import logging

import pytest

from live.log import Json, Text


def record(message: str) -> logging.LogRecord:
    return logging.LogRecord("live", logging.WARNING, "", 0, message, None, None)


@pytest.mark.parametrize(
    "attack", ["a\n2026-01-01T00:00:00Z info all is well", "\x1b[2Jcleared", "a\rb", "\u202egnorw"]
)
def test_a_message_cannot_forge_a_line_or_move_the_readers_cursor(attack: str) -> None:
    first, *rest = Text().format(record(attack)).split("\n")
    assert all(line.startswith("    ") for line in rest)
    assert all(c.isprintable() for c in first)
    assert json.loads(Json().format(record(attack)))["message"] == attack
    assert "\n" not in Json().format(record(attack))


def test_times_are_in_utc_with_milliseconds() -> None:
    line = record("x")
    line.created = 1_800_000_000.25
    assert Text().format(line) == "2027-01-15T08:00:00.250Z warning x"
