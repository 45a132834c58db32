"""Rewordings of one question meet, in bokmål, nynorsk and English; other questions of the same seminar do not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from live.rules.questions.similar import LEAST, likeness, print_of, similar

SAME = (
    ("Blir det opptak av dette?", "Vert det opptak av seminaret?"),
    ("Hvordan søker vi om støtte til utveksling?", "Korleis søkjer ein om stønad til utveksling?"),
    ("Får elevene støtte fra Lånekassen?", "Får elevane stønad frå Lånekassa?"),
    ("Når er søknadsfristen?", "Når er fristen for å søkje?"),
    ("Hvilke land kan vi dra til?", "Kva land kan elevane reise til?"),
    ("Må skolen betale for lærerne som reiser med?", "Må skulen betale for lærarane som reiser med?"),
    ("Kan lysbildene deles etterpå?", "Kan de dele lysbileta etterpå?"),
    ("Gjelder ordningen for yrkesfag?", "Gjeld ordninga for yrkesfag òg?"),
    ("How do we apply for funding?", "How can schools apply for the funding?"),
    ("Hvor mange elever kan reise samtidig?", "Kor mange elevar kan reise samstundes?"),
)
TEXTS = [text for pair in SAME for text in pair]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_rewordings_meet(one: str, other: str) -> None:
    assert likeness(print_of(one), print_of(other)) >= LEAST
    assert similar(one, [("other", other)])[0][0] == "other"


def test_different_questions_do_not_meet() -> None:
    apart = [(one, other) for i, one in enumerate(TEXTS) for other in TEXTS[i + 1 :] if (one, other) not in SAME]
    assert [pair for pair in apart if likeness(print_of(pair[0]), print_of(pair[1])) >= LEAST] == []


@given(some.text(max_size=80), some.text(max_size=80))
def test_likeness_is_symmetric_and_between_nothing_and_all(one: str, other: str) -> None:
    a, b = print_of(one), print_of(other)
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1
    assert not a.words or likeness(a, a) == 1


def test_a_word_or_two_suggest_nothing() -> None:
    assert similar("Hva er", [("x", "Hva er fristen?")]) == []
    assert similar("er det på en av", [("x", "er det på en av")]) == []


def test_two_thousand_questions_take_no_time_worth_a_wait() -> None:
    many = [(str(n), f"{TEXTS[n % len(TEXTS)]} {n}") for n in range(2000)]
    similar(TEXTS[0], many)
    began = time.perf_counter()
    similar("Hvordan søker skolen om penger til reisen?", many)
    assert time.perf_counter() - began < 0.2
