"""Who may act in a visitor's name: our own pages, whatever a filter leaves of what browsers say; nobody else's."""

import pytest
from starlette.requests import HTTPConnection

from live.origin import Origins
from live.rules.errors import NotAllowed

OURS = "http://live.example"


def sent(**headers: str) -> HTTPConnection:
    named = {"host": "live.example"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return HTTPConnection({"type": "http", "headers": [(k.encode(), v.encode()) for k, v in named.items()]})


@pytest.mark.parametrize("public", ["", OURS])
@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "same-origin"},
        {"sec_fetch_site": "same-origin", "origin": "null"},
        {"origin": OURS},
        {"origin": "null", "referer": f"{OURS}/seminar?about=i1"},
        {"referer": f"{OURS}/seminar"},
    ],
    ids=str,
)
def test_our_own_pages_may_act(headers: dict[str, str], public: str) -> None:
    Origins(public).check(sent(**headers))


@pytest.mark.parametrize("public", ["", OURS])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"sec_fetch_site": "none"},
        {"sec_fetch_site": "cross-site", "referer": f"{OURS}/seminar"},
        {"sec_fetch_site": "same-site", "origin": OURS},
        {"origin": "http://evil.example", "referer": f"{OURS}/seminar"},
        {"origin": "null", "referer": "http://evil.example/"},
        {"referer": f"http://evil.example/?{OURS}/"},
        {"referer": f"{OURS}.evil.example/"},
        {"referer": f"{OURS}@evil.example/"},
        {"referer": "http://live.example:8080/"},
        {"referer": "//live.example/seminar"},
        {"referer": "live.example"},
        {"referer": ""},
    ],
    ids=str,
)
def test_nobody_elses_page_may(headers: dict[str, str], public: str) -> None:
    with pytest.raises(NotAllowed):
        Origins(public).check(sent(**headers))


@pytest.mark.parametrize("bearer", ["Bearer", "Bearer ", "Bearer junk", "bearer x y"])
def test_a_junk_bearer_lets_nobodys_page_act(bearer: str) -> None:
    with pytest.raises(NotAllowed):
        Origins(OURS).check(sent(authorization=bearer, origin="http://evil.example"))
