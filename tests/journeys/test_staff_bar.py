"""The bar of staff pages is one row for whoever has the most links, and everything behind "More" is in reach."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import House, OpenTab, look
from tests.journeys.people import Officer

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ROWS = """() => new Set([...document.querySelectorAll(".bar nav > ul > li")]
    .map((item) => Math.round(item.getBoundingClientRect().top))).size"""


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bar_of_a_head_is_one_row_with_a_menu(
    house: House, tab: OpenTab, language: str, scheme: str
) -> None:
    page = tab(width=1280, dark=scheme == "dark")
    head = Officer(page, house, language)
    head.come_in("head")
    for width in (1100, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        head.go("desk/")
        assert page.evaluate(ROWS) == 1, width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator(".menu > summary").focus()
        page.keyboard.press("Enter")
        links = page.locator(".menu ul a")
        assert links.count() > 3
        assert all(links.nth(place).is_visible() for place in range(links.count()))
        boxes = [links.nth(place).bounding_box() for place in range(links.count())]
        assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
        look(page)
    links.last.click()
    assert page.locator(".menu > summary.here").count() == 1
