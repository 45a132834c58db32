"""The three languages: which one a reader gets, and that nothing is missing in any of them."""

import re
from collections.abc import Sequence

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from live.paths import asset_dir
from live.rules.event import LANGUAGES
from live.rules.text import isolated
from live.views.press.words import Words, negotiate
from tests.views.msgids import STATUSES, msgids
from tests.views.test_scripts import node

PLACES = re.compile(r"\{\w*\}|%\(\w+\)[sd]")
WRITTEN = ("nb", "nn")


def catalogue(language: str) -> Catalog:
    with (asset_dir("locale") / language / "LC_MESSAGES" / "live.po").open("rb") as source:
        return read_po(source)


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def test_the_source_is_read_for_sentences() -> None:
    assert {
        "Ask a question",
        "There is no such session on this agenda.",
        "“{title}” is cancelled.",
        "Not found",
    } <= msgids()


@pytest.mark.parametrize("language", WRITTEN)
def test_no_sentence_is_missing(language: str) -> None:
    written = {forms(m.id)[0] for m in catalogue(language) if m.id and all(forms(m.string)) and not m.fuzzy}
    assert not msgids() - written


@pytest.mark.parametrize("language", WRITTEN)
def test_no_sentence_is_left_over(language: str) -> None:
    assert not {forms(m.id)[0] for m in catalogue(language) if m.id and not m.context} - msgids()


@pytest.mark.parametrize("language", WRITTEN)
def test_a_translation_has_the_same_places_to_fill(language: str) -> None:
    for message in catalogue(language):
        wanted = set(PLACES.findall(forms(message.id)[-1])) if message.id else set()
        for form in forms(message.string) if message.id else ():
            assert set(PLACES.findall(form)) == wanted, message.id


@pytest.mark.parametrize("language", WRITTEN)
def test_a_status_inside_a_sentence_is_translated(language: str) -> None:
    for status in STATUSES:
        assert status not in Words().translate(
            "This question is {status} and cannot become that.", language, status=status
        )


def test_bokmal_and_nynorsk_are_two_languages() -> None:
    words = Words()
    assert words.translate("Ask a question", "nb") == "Still et spørsmål"
    assert words.translate("Ask a question", "nn") == "Still eit spørsmål"
    assert words.translate("delayed {n} min", "nn", n=10) == "utsett 10 min"
    assert words.translate("delayed {n} min", "en", n=10) == "delayed 10 min"


def test_what_people_wrote_is_never_a_sentence_of_ours() -> None:
    assert Words().translate("“{title}” is cancelled.", "nb", title="Language {n}") == "«Language {n}» er avlyst."


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("nn-NO,nn;q=0.9,nb;q=0.8", "nn"),
        ("no", "nb"),
        ("no-NO", "nb"),
        ("de, en-GB;q=0.7, nb;q=0.9", "nb"),
        ("en-US,en;q=0.5", "en"),
        ("de-DE,fr", "nn"),  # neither is ours: the event's own
        ("nb;q=0, en", "en"),
        ("nn;q=x, en;q=0.1", "en"),
        ("", "nn"),
        (";;;,,q=1,*", "nn"),
        ("NB", "nb"),
    ],
)
def test_the_browser_is_asked(accepts: str, language: str) -> None:
    assert negotiate(None, None, accepts, "nn") == language


def test_a_choice_beats_the_browser_and_the_address_beats_both() -> None:
    assert negotiate(None, "nn", "en", "nb") == "nn"
    assert negotiate("en", "nn", "nb", "nb") == "en"
    assert negotiate("xx", "zz", "", None) == "nb"


ARABIC = "أحمد"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_from_right_to_left_turns_nothing_beside_it(language: str) -> None:
    said = Words().translate(
        "There is a token called “{name}” already. Revoke it first, or choose another name.", language, name=ARABIC
    )
    assert f"\u2068{ARABIC}\u2069" in said
    assert "\u2068" not in Words().translate(
        "{name} moved “{title}” to {time}", language, name="Kari", title="Åpning", time="12:00"
    )


@pytest.mark.needs("node")
def test_a_script_fills_in_a_name_as_the_server_does() -> None:
    names = [ARABIC, "Kari", "דנה (2)", "Ångström", "12:45"]
    assert node("words.js", "return data.map((name) => it.fill('{name} …', { name }));", names) == [
        f"{isolated(name)} …" for name in names
    ]
