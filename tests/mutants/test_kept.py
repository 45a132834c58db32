"""Every mistake of the list can still be made, and what should notice it exists: the quick part, in every CI.

`python -m tests.mutants` makes them.
"""

import ast

import pytest

from tests.mutants.copying import ROOT, mistaken, noticing, place_of
from tests.mutants.kept import MUTANTS, Mutant


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.room} {mutant.old.strip()[:50]}")
def test_a_mistake_can_be_made_and_noticed(mutant: Mutant) -> None:
    place = place_of(mutant)
    before = (ROOT / place).read_text()
    after = mistaken(mutant, before)
    assert after != before
    if place.suffix == ".py":
        assert ast.dump(ast.parse(after)) != ast.dump(ast.parse(before)), "a mistake that changes nothing is none"
    assert noticing(mutant).endswith(mutant.noticed_by)


def test_no_mistake_is_listed_twice() -> None:
    assert len({(mutant.room, mutant.old, mutant.new) for mutant in MUTANTS}) == len(MUTANTS) >= 19 + 30
