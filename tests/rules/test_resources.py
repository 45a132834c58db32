"""Resources: what is kept of a line, what is refused at its field, and how a description carries them."""

import pytest

from live.rules.errors import Refused
from live.rules.resources import LONGEST_TITLE, MOST, apart, joined, lines, resources

SLIDES = "Lysark: https://example.org/a.pdf"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (SLIDES, SLIDES),
        ("  Lysark – https://example.org/a.pdf ", SLIDES),
        ("Del 2: lysark https://example.org/a.pdf", "Del 2: lysark: https://example.org/a.pdf"),
        ("https://example.org/a.pdf", "example.org: https://example.org/a.pdf"),
        ("Skjema: example.org/skjema", "Skjema: https://example.org/skjema"),
    ],
)
def test_a_line_is_a_title_and_an_address(said: str, kept: str) -> None:
    assert lines([said, "", said]) == (kept,)


@pytest.mark.parametrize(
    ("wished", "code"),
    [
        (["Lysark: http://example.org/a.pdf"], "no_address"),
        (["Lysark"], "no_address"),
        (["Lysark: javascript:alert(1)"], "no_address"),
        ([f"{'x' * (LONGEST_TITLE + 1)}: https://example.org"], "too_long"),
        ([f"Lysark: https://example.org/{'x' * 2000}"], "too_long"),
        ([f"Nr. {n}: https://example.org/{n}" for n in range(MOST + 1)], "too_many"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(wished: list[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        lines(wished)
    assert (refused.value.why, refused.value.field) == (code, "resources")


def test_a_description_carries_them_and_gives_them_back() -> None:
    said = joined("Om reglene.\nLes https://example.org/x først.", (SLIDES,))
    assert apart(said) == ("Om reglene.\nLes https://example.org/x først.", (SLIDES,))
    assert apart(said, but="https://example.org/a.pdf")[1] == ()
    assert apart("Ingenting") == ("Ingenting", ())


def test_each_has_a_name_of_its_own() -> None:
    one, other = resources((SLIDES, "Skjema: https://example.org/s"))
    assert (one.title, one.url, one.id != other.id) == ("Lysark", "https://example.org/a.pdf", True)
