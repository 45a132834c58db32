"""Rewordings of one question meet, in bokmål, nynorsk and English; other questions of the same seminar do not."""

import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as some

from live.rules.questions.lookup import Index
from live.rules.questions.similar import LEAST, MOST, SHORTEST, likeness, print_of

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
    assert indexed([("other", other)]).similar(one, {"other": 0})[0][0] == "other"


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
    assert indexed([("x", "Hva er fristen?")]).similar("Hva er", {"x": 0}) == []
    assert indexed([("x", "er det på en av")]).similar("er det på en av", {"x": 0}) == []


# Written before the index was, and not used to set anything.
HELD_OUT = (
    ("Hvem betaler forsikringen til elevene?", "Kven betaler forsikringa for elevane?"),
    ("Hva skjer hvis en elev blir syk?", "Kva skjer viss ein elev blir sjuk?"),
    ("Kan lærlinger søke?", "Kan lærlingar søkje om dette?"),
    ("Hvor lenge varer oppholdet?", "Kor lenge varer opphaldet?"),
    ("Er det mulig å få tilsendt presentasjonen?", "Kan vi få tilsendt presentasjonen?"),
    ("Trenger elevene visum til USA?", "Treng elevane visum for USA?"),
    ("Når kommer svaret på søknaden?", "Når kjem svar på søknaden?"),
    ("Hvordan velges elevene ut?", "Korleis blir elevane valde ut?"),
    ("Blir fraværet registrert på vitnemålet?", "Blir fråveret ført på vitnemålet?"),
    ("Finnes det en mal for avtalen?", "Finst det ein mal for avtala?"),
    ("Hva koster et skoleår i Frankrike?", "Kva kostar eit skuleår i Frankrike?"),
    ("Hvem er kontaktperson i fylket?", "Kven er kontaktperson i fylkeskommunen?"),
    ("Kan elever på studiespesialisering delta?", "Kan elevar på studiespesialisering vere med?"),
    ("Må elevene ta norskeksamen?", "Må elevane ta eksamen i norsk?"),
    ("Hvor mye får hver elev i stipend?", "Kor mykje stipend får kvar elev?"),
    ("Is there a deadline for applications?", "What is the deadline for the application?"),
    ("Can apprentices take part?", "Can apprentices take part too?"),
    ("Will the slides be shared afterwards?", "Will you share the slides afterwards?"),
    ("Who pays for the insurance?", "Who is paying for insurance?"),
    ("How many students can go at the same time?", "How many students may go at the same time?"),
    ("Hvordan finner vi en partnerskole?", "Korleis finn vi ein partnarskule?"),
    ("Kan vi søke flere ganger?", "Kan ein søkje fleire gonger?"),
    ("Skal rektor signere søknaden?", "Skal rektor underskrive søknaden?"),
    ("Gjelder dette også for voksne elever?", "Gjeld dette for vaksne elevar?"),
    ("Får lærerne vikar når de reiser?", "Får lærarane vikar når dei reiser?"),
    ("Hvilke fag blir godkjent?", "Kva fag blir godkjende?"),
    ("Kan man reise i vg3?", "Kan ein reise i vg3?"),
    ("Hvor finner jeg søknadsskjemaet?", "Kvar finn eg søknadsskjemaet?"),
    ("Hva er forskjellen på Erasmus og Nordplus?", "Kva er skilnaden på Erasmus og Nordplus?"),
    ("Blir reisen dekket?", "Blir reisa dekt?"),
)


def indexed(questions: Iterable[tuple[str, str]]) -> Index:
    index = Index()
    for name, text in questions:
        index.put(name, text)
    return index


def compared(text: str, others: list[tuple[str, str]]) -> list[tuple[str, float]]:
    """Return what comparing with each of them gives: what the index has to give as well."""
    asked = print_of(text)
    if len(text.strip()) < SHORTEST or not asked.words:
        return []
    found = [(name, score) for name, other in others if (score := likeness(asked, print_of(other))) >= LEAST]
    return sorted(found, key=lambda pair: -pair[1])[:MOST]


def test_rewordings_that_nothing_was_set_by_meet() -> None:
    meet = [likeness(print_of(one), print_of(other)) >= LEAST for one, other in HELD_OUT]
    assert sum(meet) == len(HELD_OUT)


WORDS = some.lists(
    some.sampled_from("søknad frist elevar skule reise støtte land opptak pengar korleis".split()), max_size=9
)
QUESTIONS = some.lists(WORDS.map(" ".join) | some.sampled_from(TEXTS), max_size=25)


@given(QUESTIONS, some.sampled_from(TEXTS) | WORDS.map(" ".join), some.data())
def test_the_index_finds_what_comparing_with_each_finds(texts: list[str], text: str, data: some.DataObject) -> None:
    others = [(str(n), other) for n, other in enumerate(texts)]
    index = indexed(others)
    for name, _ in data.draw(some.lists(some.sampled_from(others or [("0", "")]), max_size=4)):
        other = data.draw(some.sampled_from(TEXTS))
        index.put(name, other)
        others = [pair if pair[0] != name else (name, other) for pair in others]
    among = {name: place for place, (name, _) in enumerate(others)}
    assert index.similar(text, among) == compared(text, others)
    assert not index.missing(others)


def test_five_thousand_questions_take_no_time_worth_a_wait() -> None:
    many = [(str(n), f"{TEXTS[n % len(TEXTS)]} {n} {TEXTS[n % 7]}") for n in range(5000)]
    index, among = indexed(many), {name: place for place, (name, _) in enumerate(many)}
    began = time.process_time()
    for text in TEXTS:
        index.similar(text, among)
    assert (time.process_time() - began) / len(TEXTS) < 0.02
