"""Pasted text becomes paragraphs, lists and links, and never markup of its own."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from live.views.press.prose import Block, blocks, linked
from tests.finding import one


def test_bullets_make_a_list_and_lines_make_paragraphs() -> None:
    assert blocks("Hvem?\n- Lærere\n• Ledere\n\n1. Andre\nSlutt") == [
        Block(text="Hvem?"),
        Block(items=("Lærere", "Ledere", "Andre")),
        Block(text="Slutt"),
    ]


def test_a_dash_inside_a_line_is_no_bullet() -> None:
    assert blocks("12–14 er lunsj") == [Block(text="12–14 er lunsj")]


def test_addresses_become_links_without_the_full_stop_after_them() -> None:
    made = linked("Se https://hkdir.no/a?b=1&c=2. Skriv til aud@hkdir.no!")
    links = [(a.attributes["href"], a.text()) for a in HTMLParser(made).css("a")]
    assert links == [("https://hkdir.no/a?b=1&c=2", "hkdir.no/a?b=1&c=2"), ("mailto:aud@hkdir.no", "aud@hkdir.no")]
    assert made.endswith("!")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("«https://udir.no/sitat»", "https://udir.no/sitat"),
        ("“https://udir.no/sitat”.", "https://udir.no/sitat"),
        ("'https://udir.no/sitat'", "https://udir.no/sitat"),
        ("‘https://udir.no/sitat’", "https://udir.no/sitat"),
        ("https://udir.no/a…", "https://udir.no/a"),
        ("https://udir.no/a...", "https://udir.no/a"),
        ("(https://udir.no/a_(b))", "https://udir.no/a_(b)"),
        ("(se https://udir.no/a_(b)).", "https://udir.no/a_(b)"),
        ("https://udir.no/a_(b)", "https://udir.no/a_(b)"),
        ("[https://udir.no/a[1]]", "https://udir.no/a[1]"),
        ("<https://udir.no/>", "https://udir.no/"),
        ("**https://udir.no/b**", "https://udir.no/b"),
        ("https://udir.no/?q=a,b;c:d!", "https://udir.no/?q=a,b;c:d"),
        ("Se https://udir.no.", "https://udir.no"),
    ],
)
def test_a_link_ends_where_the_address_ends(text: str, address: str) -> None:
    made = linked(text)
    assert [a.attributes["href"] for a in HTMLParser(made).css("a")] == [address]
    assert one(HTMLParser(f"<body>{made}</body>"), "body").text() == text.replace("https://", "")


@pytest.mark.parametrize("text", ["https://", "https://…", "se https:// og http://)."])
def test_a_beginning_without_an_address_is_no_link(text: str) -> None:
    assert "<a" not in linked(text)


def test_a_script_stays_text() -> None:
    assert "<script" not in linked('<script>alert(1)</script> https://x.example/"onmouseover=alert(1)')
    assert "javascript:" not in str(linked("[x](javascript:alert(1))")).replace("[x](javascript:alert(1))", "")


@given(st.text(max_size=200))
def test_nothing_is_added_or_lost(text: str) -> None:
    tags = one(HTMLParser(f"<body>{linked(text)}</body>"), "body")
    assert not [node.tag for node in tags.traverse() if node.tag not in ("body", "a")]
    assert unescape(str(linked(text)).partition("<a")[0]) in text or "<a" in linked(text)
