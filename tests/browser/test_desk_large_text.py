"""The desk on a phone at twice the text size: everything wraps, nothing is pushed out."""

import pytest

from tests.browser.desks import open_desk
from tests.browser.visitors import Seminar, Visitors

pytestmark = pytest.mark.browser
CUT = """() => [...document.querySelectorAll(".board__turns a, .board__find input, .desk__tabs a")].filter((one) => {
  const { left, right, width } = one.getBoundingClientRect();
  return width && (left < 0 || right > innerWidth);
}).map((one) => one.id || one.textContent.trim())"""


@pytest.mark.parametrize("width", [320, 390])
def test_text_at_200_per_cent_wraps_on_a_phones_desk(visitors: Visitors, seminar: Seminar, width: int) -> None:
    seminar.asked("Får elevene støtte?", approve=False)
    page = open_desk(visitors, seminar, size={"width": width, "height": 844}, bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
