"""`live bench` measures, and its figures add up."""

import json

import pytest
from click.testing import CliRunner

from live.bench import command


@pytest.mark.slow
def test_a_short_run_measures_everything_and_loses_nothing() -> None:
    result = CliRunner().invoke(command, ["--connections", "40", "--seconds", "0.5", "--questions", "130", "--json"])
    assert result.exit_code == 0, result.output
    figures = {(figure["measurement"], figure["what"]): figure["value"] for figure in json.loads(result.output)}
    assert figures["connect", "connected"] == 40
    assert figures["votes", "wrong tallies"] == 0
    assert figures["event page, large event", "as sent"] < figures["event page, large event", "whole"] / 5
    assert figures["desk, large event", "elements"] < 8000
    assert figures["move of a question", "median"] > 0
    assert figures["loop held, all at once", "healthz, p99"] > 0
    assert all(value == 0 for (_, what), value in figures.items() if what in ("lost or doubled", "errors"))
    assert all(value > 0 for (_, what), value in figures.items() if what == "rate")


def test_nothing_to_measure_is_said_in_one_line() -> None:
    result = CliRunner().invoke(command, ["--url", "http://127.0.0.1:9/nothing", "--only", "page"])
    assert result.exit_code != 0
    assert "Nothing could be measured" in result.output
