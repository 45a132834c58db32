"""Nothing people type can deceive, and every language comes through unharmed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.rules.text import MARKS_PER_LETTER, clean


@pytest.mark.parametrize(
    "text",
    [
        "Kva skjer i Ålesund?",
        "हिन्दी में प्रश्न",
        "هل سيتم مشاركة العرض؟",
        "คำถามภาษาไทย",
        "می‌خواهم",
        "👩‍👩‍👧 👍🏽 🇳🇴",
        "Tiếng Việt",
        "é",
        "ﾊﾟ",
        "a\nb",
    ],
)
def test_every_language_survives(text: str) -> None:
    assert clean(text, lines=True) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("abc\u202edcba", "abcdcba"),
        ("a\u2066b\u2069c\u200fd", "abcd"),
        ("Mina\u200b\u2060\ufeff", "Mina"),
        ("\u3164\u115f", ""),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("z" + "\u0301" * 200, "ź" + "\u0301" * MARKS_PER_LETTER),
        ("\ud800x", "x"),
        ("  mye \t luft  ", "mye luft"),
        ("to\u2028linjer", "to linjer"),
    ],
)
def test_what_deceives_goes(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(max_size=200))
def test_cleaning_is_idempotent_and_harmless(text: str) -> None:
    once = clean(text, lines=True)
    assert clean(once, lines=True) == once
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in once)
    assert "\n" not in clean(text)
    once.encode()
