"""How an event looks: set by moderators with and without script, seen by everyone, and gone along with the event."""

import base64
import io
import json
import zipfile

import httpx2
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from live.actions import links
from tests.journeys.event import SLUG, Event, Someone
from tests.test_pictures import mark, saved

PNG = saved(mark((20, 40, 90, 255)))


@pytest.fixture
def mina(event: Event) -> Someone:
    return event.moderator()


def look(mina: Someone, *, logo: bytes = b"", accept: str = "application/json", **fields: str) -> httpx2.Response:
    files = {"logo": ("logo.png", logo, "image/png")} if logo else None
    return mina.http.post(f"/{SLUG}/desk/look", data=fields, files=files, headers={"accept": accept})


def first(html: str, selector: str) -> LexborNode:
    found = LexborHTMLParser(html).css_first(selector)
    assert found is not None, selector
    return found


def href(html: str, selector: str, name: str) -> str:
    return first(html, selector).attributes[name] or ""


def test_colour_and_logo_are_on_every_page_of_the_audience_at_addresses_for_ever(event: Event, mina: Someone) -> None:
    told = look(mina, logo=PNG, accent="#FC0", logo_text="Direktoratet").json()["event"]
    assert told["accent"] == "#ffcc00"
    reader = event.client(accept="text/html")
    for path in ("", "/stage", "/embed", "/changes", "/polls", "/mine"):
        page = reader.get(f"/{SLUG}{path}").text
        sheet = reader.get(href(page, "link[data-accent]", "href"))
        assert "immutable" in sheet.headers["cache-control"]
        assert "--fjord-dark:#ffcc00;" in sheet.text
    for path in ("", "/stage", "/embed"):
        page = reader.get(f"/{SLUG}{path}").text
        assert href(page, ".logo", "src") == told["logo"]["url"]
        assert href(page, ".logo", "alt") == "Direktoratet"
    logo = reader.get(told["logo"]["url"])
    assert (logo.headers["content-type"], logo.content[:4]) == ("image/png", b"\x89PNG")
    assert "immutable" in logo.headers["cache-control"]
    picture = reader.get(href(reader.get(f"/{SLUG}").text, 'meta[property="og:image"]', "content"))
    assert picture.headers["cross-origin-resource-policy"] == "cross-origin"
    assert int.from_bytes(picture.content[16:20], "big") == 1200
    assert reader.get(f"/{SLUG}/share/0000000000000000.png").status_code == 404
    assert reader.get(f"/{SLUG}/logo/0000000000000000.png").status_code == 404
    assert "data-accent" not in mina.http.get(f"/{SLUG}/desk", headers={"accept": "text/html"}).text, "it has its own"


def test_who_has_the_page_open_is_told(event: Event, mina: Someone) -> None:
    with event.attendee().live("as=html") as ann:
        ann.next("hello")
        look(mina, logo=PNG, accent="#0a7")
        html = next(put["html"] for put in ann.next("changes")["changes"][0]["put"] if put["id"] == "event-title")
    assert 'data-accent="#00aa77"' in html
    assert f'src="/{SLUG}/logo/' in html


def test_what_is_bad_is_said_at_its_field_and_nothing_is_lost(event: Event, mina: Someone) -> None:
    refused = look(mina, logo=PNG, accent="blått", logo_text="Direktoratet", accept="text/html")
    assert refused.status_code == 422
    field = first(refused.text, "#accent")
    assert field.attributes["value"] == "blått"
    assert (
        first(refused.text, f"#{(field.attributes['aria-describedby'] or '').split()[1]}").attributes["role"] == "alert"
    )
    assert href(refused.text, "#logo-text", "value") == "Direktoratet"
    assert first(refused.text, "form .logo"), "a file cannot be given back, so it is kept"
    refused = look(mina, logo=b"<svg onload=alert(1)/>", accent="#123456", accept="text/html")
    assert href(refused.text, "#accent", "value") == "#123456"
    assert "refused-logo" in href(refused.text, "#logo", "aria-describedby")
    assert mina.state()["event"]["accent"] is None


def test_only_moderators_change_it(event: Event) -> None:
    ann = event.attendee()
    assert look(ann, logo=PNG).status_code in (401, 403)
    assert ann.http.get(f"/{SLUG}/desk/look").status_code == 401


def test_a_logo_that_is_taken_away_or_replaced_goes_in_an_hour_and_one_that_is_put_back_stays(
    event: Event, mina: Someone
) -> None:
    store, other = event.server.app.state.live.store, saved(mark((200, 10, 10, 255)))

    def lasts(name: str) -> int:
        key = f"live:{{{SLUG}}}:logo:{name}"
        found: int = event.server.call(store.database.run(lambda r: r.ttl(key)))
        return found

    one = look(mina, logo=PNG).json()["event"]["logo"]["url"].rpartition("/")[2].removesuffix(".png")
    two = look(mina, logo=other).json()["event"]["logo"]["url"].rpartition("/")[2].removesuffix(".png")
    assert (0 < lasts(one) <= 3600, lasts(two)) == (True, -1)
    look(mina, logo=PNG)
    assert (lasts(one), 0 < lasts(two) <= 3600) == (-1, True)
    assert look(mina, logo=saved(mark((10, 200, 10, 255))), revision="1").status_code == 409
    kept = event.server.call(store.database.run(lambda r: r.keys(f"live:{{{SLUG}}}:logo:*")))
    assert sorted(lasts(key.decode().rpartition(":")[2]) < 0 for key in kept) == [False, False, True], (
        "one that is none"
    )
    assert look(mina, without_logo="true").json()["event"]["logo"] is None
    assert 0 < lasts(one) <= 3600


def test_it_goes_along_with_a_copy_a_rehearsal_and_every_export(event: Event, mina: Someone) -> None:
    look(mina, logo=PNG, accent="#0a7", logo_text="Direktoratet")
    logo = mina.state()["event"]["logo"]
    token = event.server.call(links.organiser(event.server.app.state.live.acting, "")).partition("#")[2]
    organiser = event.client(accept="application/json", authorization=f"Bearer {token}")
    made = organiser.post(f"/{SLUG}/copy", json={"on": "2031-03-04"}).json()["made"]
    rehearsal = organiser.post(f"/{SLUG}/rehearse", json={"people": 0}).json()["slug"]
    kept = mina.http.get(logo["url"]).content
    for slug in (*made, rehearsal):
        there = event.client(accept="application/json").get(f"/{slug}.json").json()["event"]
        assert (there["accent"], there["logo"]["text"]) == ("#00aa77", "Direktoratet")
        assert event.client().get(there["logo"]["url"]).content == kept
    everything = mina.http.get(f"/{SLUG}/export.json").json()
    assert (everything["settings"]["accent"], base64.b64decode(everything["logo"])) == ("#00aa77", kept)
    packed = zipfile.ZipFile(io.BytesIO(mina.http.get(f"/{SLUG}/export.zip").content))
    assert packed.read("logo.png") == kept


def test_it_comes_along_with_a_file_of_ours_drawn_anew_and_what_is_no_picture_is_told(
    event: Event, mina: Someone
) -> None:
    look(mina, logo=PNG, accent="#0a7", logo_text="Direktoratet")
    kept = mina.http.get(mina.state()["event"]["logo"]["url"]).content
    token = event.server.call(links.organiser(event.server.app.state.live.acting, "")).partition("#")[2]
    organiser = event.client(accept="application/json", authorization=f"Bearer {token}")
    with_more = PNG[:-12] + b"\0\0\0\x05tEXta\0bcd\xd4\x11\x1c\xa5" + PNG[-12:]
    everything = mina.http.get(f"/{SLUG}/export.json").json()
    files = {
        "fra-json": json.dumps(everything).encode(),
        "fra-arkiv": mina.http.get(f"/{SLUG}/export.zip").content,
        "med-mer": json.dumps(everything | {"logo": base64.b64encode(with_more).decode()}).encode(),
    }
    for slug, file in files.items():
        name = "arkiv.zip" if slug == "fra-arkiv" else "export.json"
        made = organiser.post("/new", data={"slug": slug, "keep": "true"}, files={"file": (name, file)})
        assert (made.status_code, made.json()["warnings"]) == (201, []), made.text
        there = event.client(accept="application/json").get(f"/{slug}.json").json()["event"]
        assert (there["accent"], there["logo"]["text"]) == ("#00aa77", "Direktoratet")
        assert event.client().get(there["logo"]["url"]).content == kept, "nothing but its pixels"
    for bad in ("<svg>", base64.b64encode(b"<svg onload=alert(1)>").decode(), base64.b64encode(PNG[:60]).decode()):
        text = json.dumps(everything | {"logo": bad})
        told = organiser.post("/new", json={"text": text, "slug": "uten", "keep": "true", "replace": True})
        assert "The logo was left out: it cannot be opened as a picture here." in told.json()["warnings"]
        assert event.client(accept="application/json").get("/uten.json").json()["event"]["logo"] is None


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "Logoen følger med"), ("nn", "Logoen følgjer med"), ("en", "The logo comes along")],
)
def test_the_proof_sheet_shows_the_logo_that_comes_along(event: Event, mina: Someone, language: str, said: str) -> None:
    look(mina, logo=PNG, logo_text="Direktoratet")
    kept = mina.http.get(mina.state()["event"]["logo"]["url"]).content
    token = event.server.call(links.organiser(event.server.app.state.live.acting, "")).partition("#")[2]
    organiser = event.client(accept="text/html", authorization=f"Bearer {token}")
    everything = mina.http.get(f"/{SLUG}/export.json").json()
    text = {"text": (None, json.dumps(everything))}
    page = organiser.post(f"/new?lang={language}", files=text).text
    assert said in page
    assert href(page, ".proof__logo .logo", "src") == f"data:image/png;base64,{base64.b64encode(kept).decode()}"
    assert href(page, ".proof__logo .logo", "alt") == "Direktoratet"
    for without in (everything | {"logo": None}, everything | {"logo": "<svg>"}):
        page = organiser.post("/new", files={"text": (None, json.dumps(without))}).text
        assert "proof__logo" not in page
