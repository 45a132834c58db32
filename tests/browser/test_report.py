"""The report on a phone, in the dark and in print."""

import io
import time

import pytest
from playwright.sync_api import ViewportSize, expect
from pypdf import PdfReader

from tests.browser.desks import open_desk
from tests.browser.test_access import filled, violations
from tests.browser.visitors import DESKTOP, NARROWEST, SLUG, Seminar, Visitors

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("size", "scheme", "shown"), [(NARROWEST, "dark", "narrow"), (DESKTOP, "light", "wide")])
def test_the_report_fits_and_is_accessible(
    visitors: Visitors, seminar: Seminar, size: ViewportSize, scheme: str, shown: str
) -> None:
    filled(seminar)
    database, now = seminar.server.app.state.live.store.database, int(time.time()) // 60
    seminar.server.call(
        database.run(
            lambda redis: redis.zadd(f"live:{{{SLUG}}}:attendance", {str(now - n): 100 - n for n in range(20)})
        )
    )
    page = open_desk(visitors, seminar, size=size, color_scheme=scheme, bypass_csp=True)
    page.goto(f"/{SLUG}/report")
    assert page.locator("svg.chart:visible").count() == 1
    assert page.locator(f"svg.chart--{shown}").is_visible()
    assert page.locator("html").evaluate("el => el.scrollWidth") <= size["width"]
    assert violations(page) == []
    page.emulate_media(media="print")
    assert not page.locator(".report__files").is_visible()
    assert page.locator("svg.chart--wide").is_visible()


@pytest.mark.parametrize(("language", "last"), [("nb", "Beskjeder"), ("en", "Announcements")])
def test_on_paper_it_has_its_bars_its_pages_and_the_questions_of_an_evaluation_as_they_were_asked(
    visitors: Visitors, seminar: Seminar, language: str, last: str
) -> None:
    filled(seminar)
    asked = [poll["text"] for poll in seminar.moderate("sets", template="evaluation", on=True)["polls"]]
    page = open_desk(visitors, seminar)
    page.goto(f"/{SLUG}/report?lang={language}")
    pages = [found.extract_text() for found in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    together = " ".join(" ".join(pages).split())
    assert [together.index(text) for text in asked] == sorted(together.index(text) for text in asked)
    assert all(f"{number} / {len(pages)}" in text for number, text in enumerate(pages, 1))
    heading, row = (next(at for at, text in enumerate(pages) if words in text) for words in (last, "aaaaaaaa"))
    assert heading == row, "no heading without what it is of"
    page.emulate_media(media="print")
    bar = page.locator(".results__bar").first
    assert bar.evaluate("el => getComputedStyle(el).printColorAdjust") == "exact"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Bildet kunne ikke lagres som PNG. Ta det som SVG, her ved siden av."),
        ("nn", "Biletet kunne ikkje lagrast som PNG. Ta det som SVG, her ved sida av."),
        ("en", "It could not be saved as PNG. Take it as SVG, beside this."),
    ],
)
def test_a_picture_that_cannot_be_drawn_is_told_and_the_other_way_stays(
    visitors: Visitors, seminar: Seminar, language: str, said: str
) -> None:
    seminar.moderate("polls", text="Hvor?", options="Her\nDer", on=True)
    page = open_desk(visitors, seminar)
    page.goto(f"/{SLUG}/report?lang={language}")
    page.route("**/result.svg", lambda route: route.fulfill(content_type="image/svg+xml", body="<svg"))
    row = page.locator(".report__picture")
    row.get_by_role("button").click()
    expect(row.get_by_role("status")).to_have_text(said)
    expect(row.get_by_role("link")).to_be_visible()
    page.unroute("**/result.svg")
    with page.expect_download() as download:
        row.get_by_role("button").click()
    assert download.value.suggested_filename.endswith(".png")
    expect(row.get_by_role("status")).to_be_empty()
