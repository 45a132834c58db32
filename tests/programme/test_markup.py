"""HTML in fields: what Google Calendar, pretalx and Sessionize leave in descriptions."""

from typing import Any

import pytest

from live.programme.values.markup import unescaped, unmarked


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("<p>Vi møtest <b>digitalt</b>.<br>Ta med&nbsp;PC.</p>", "Vi møtest digitalt.\nTa med PC."),
        ("<ul><li>En</li><li>To</li></ul>", "- En\n- To"),
        ('Se <a href="https://a.example/x">sida</a>.', "Se sida (https://a.example/x)."),
        ('<a href="https://a.example/">https://a.example</a>', "https://a.example"),
        ('<a href="https://www.google.com/url?q=https://a.example/y&sa=D">her</a>', "her (https://a.example/y)"),
        ('<a href="mailto:post@a.example">skriv</a>', "skriv (post@a.example)"),
        ('<a href="javascript:alert(1)">trykk</a>', "trykk"),
        ("<script>alert(1)</script><p>Hei</p>", "Hei"),
        ("Fish &amp; chips", "Fish & chips"),
        ("R&D, a < b > c", "R&D, a < b > c"),
        ("<kari@example.org>", "<kari@example.org>"),
        ("List<String> in Java", "List<String> in Java"),
    ],
)
def test_fields_become_text(said: Any, text: str) -> None:
    assert unmarked(said) == text


def test_markdown_is_read_where_a_system_writes_it() -> None:
    assert (
        unmarked("## Om\n**Viktig**: [her](https://a.example/x)", markdown=True)
        == "Om\nViktig: her (https://a.example/x)"
    )
    assert unmarked("**Viktig**") == "**Viktig**"


def test_titles_lose_their_entities() -> None:
    assert unescaped("Kilns &amp; Trust &#8211; 1") == "Kilns & Trust – 1"
