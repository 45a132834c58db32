"""Origins as browsers write them."""

import pytest

from live.addresses import origin_of


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://live.example.no", "https://live.example.no"),
        ("https://live.example.no/", "https://live.example.no"),
        ("HTTPS://Live.Example.NO:443", "https://live.example.no"),
        ("http://live.example.no:80", "http://live.example.no"),
        ("https://live.example.no:8443", "https://live.example.no:8443"),
        ("https://live.example.no.", "https://live.example.no"),
        ("https://blåbær.no", "https://xn--blbr-roah.no"),
        ("https://BLÅBÆR.no.:443", "https://xn--blbr-roah.no"),
        ("https://xn--blbr-roah.no", "https://xn--blbr-roah.no"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_written_as_browsers_write_it(written: str, origin: str) -> None:
    assert origin_of(written) == origin


@pytest.mark.parametrize(
    "written", ["", "null", "live.example.no", "ftp://live.example.no", "https://", "https://a@b.no", "https://b.no:x"]
)
def test_what_is_no_web_address_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        origin_of(written)
