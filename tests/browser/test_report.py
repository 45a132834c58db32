"""The report on a phone, in the dark and in print."""

import time

import pytest
from playwright.sync_api import ViewportSize

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
