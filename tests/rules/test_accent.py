"""An organiser's colour is read on every ground, in both schemes, and stays what it is where that can be."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.paths import asset_dir
from live.rules import accent
from live.rules.accent import DARK_GROUNDS, ENOUGH, LIGHT_GROUNDS, ON_DARK, ON_LIGHT, colour, contrast, shades
from live.rules.errors import Unfit

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@given(COLOURS)
def test_every_colour_becomes_one_that_can_be_read(said: str) -> None:
    found = shades(said)
    for shade, deep, wash, grounds, on in (
        (found.light, found.deep_light, found.wash_light, LIGHT_GROUNDS, ON_LIGHT),
        (found.dark, found.deep_dark, found.wash_dark, DARK_GROUNDS, ON_DARK),
    ):
        assert min(contrast(shade, ground) for ground in (*grounds, wash, on)) >= ENOUGH
        assert contrast(deep, on) >= ENOUGH


def test_what_can_be_read_stays_and_what_cannot_keeps_its_hue() -> None:
    assert (shades("#14518c").light, shades("#ffcc00").dark) == ("#14518c", "#ffcc00")
    assert shades("#ffcc00").light == "#806600", "darker, not greener"


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize(
    ("said", "kept"), [("#14518C", "#14518c"), ("14518c", "#14518c"), ("#fc0", "#ffcc00"), ("", "")]
)
def test_a_colour_is_written_in_several_ways(said: str, kept: str) -> None:
    assert colour(f" {said} ") == kept


@pytest.mark.parametrize("said", ["blue", "#12345", "rgb(1,2,3)", "#14518c;}body{", "url(//x)"])
def test_what_is_no_colour_is_refused_at_its_field(said: str) -> None:
    with pytest.raises(Unfit) as refused:
        colour(said)
    assert (refused.value.why, refused.value.field) == ("no_colour", "accent")


def test_the_grounds_are_those_of_the_sheets() -> None:
    raw = dict(re.findall(r"--([\w-]+): (#\w+);", (asset_dir("static") / "css" / "tokens.css").read_text()))
    for scheme, grounds in (("light", LIGHT_GROUNDS), ("dark", DARK_GROUNDS)):
        assert [raw[f"{name}-{scheme}"] for name in ("paper", "sheet", "sunk")] == list(grounds)
    assert (raw["snow"], raw["paper-dark"]) == (accent.ON_LIGHT, accent.ON_DARK)
