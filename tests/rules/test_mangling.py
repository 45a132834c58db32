"""What mail programs and people make of links, and what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.rules.mangling import code_in, mended, path_in, token_in
from tests.views.test_scripts import node

TOKEN = "aB3_-x9Qk2LmN0pRsTuVwXyZ12345678"
LINK = f"https://live.example/seminar/desk#{TOKEN}"
MANGLED = [
    TOKEN,
    LINK,
    f"  {LINK}\n",
    f"<{LINK}>.",
    f"({LINK})",
    f"«{LINK}»",
    LINK.replace("#", "%23"),
    LINK.replace("#", "%2523"),
    f"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Flive.example%2Fseminar%2Fdesk%23{TOKEN}&data=05%7C02%7C&sdata=abc%3D&reserved=0",
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__live.example_seminar_desk-23"
    + TOKEN.replace("-", "-2D").replace("_", "-5F")
    + "&d=DwMFaQ&c=x",
    f"https://urldefense.com/v3/__https://live.example/seminar/desk*{TOKEN}__;Iw!!abc$",
    f"Lenken er {LINK}, hilsen Mina",
]


@pytest.mark.parametrize("pasted", MANGLED)
def test_the_token_is_dug_out(pasted: str) -> None:
    assert token_in(pasted) == TOKEN


@pytest.mark.needs("node")
def test_the_browser_digs_out_the_same() -> None:
    texts = [*MANGLED, "", "#", "%", "100%", "%E5#x", "a#b#c", "…"]
    assert node("token.js", "return data.map(it.tokenIn);", texts) == [token_in(text) for text in texts]


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/seminar/", "/seminar"),
        ("/Seminar", "/seminar"),
        ("/seminar.", "/seminar"),
        ("/seminar)", "/seminar"),
        ("/seminar,", "/seminar"),
        ("/seminar».", "/seminar"),
        ("/seminar/mine.", "/seminar/mine"),
        (f"/seminar/desk#{TOKEN}", f"/seminar/desk#{TOKEN}"),
        (f"/seminar/desk%23{TOKEN}", f"/seminar/desk#{TOKEN}"),
        (f"/new#{TOKEN}.", f"/new#{TOKEN}"),
        ("/seminar", None),
        ("/", None),
        ("/...", None),
    ],
)
def test_an_address_is_mended(path: str, meant: str | None) -> None:
    assert mended(path) == meant


@given(st.text(max_size=60))
def test_what_is_mended_stays_mended_and_here(path: str) -> None:
    better = mended(f"/{path}")
    if better is not None:
        where = better.partition("#")[0]
        assert where.startswith("/")
        assert not where.startswith("//")
        assert mended(where) is None or mended(where) != where


def test_codes_and_pasted_addresses() -> None:
    assert code_in(" 526-702 ") == code_in("526 702") == "526702"
    assert path_in("https://live.example/seminar?lang=nn") == path_in("live.example/seminar.") == "/seminar"
    assert path_in("526-702") is None
