"""axe on every page type, narrow and wide, light and dark; and no sideways scrolling at 320 px."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.markup import markup_faults

from .steps import OPTIONS

PATHS = [
    "/",
    "/takster/",
    "/takster/?date=2027-06-01",
    "/takster/?due=2026-10-01&returned=2026-10-20&age=30",
    "/takster/?due=tomorrow",
    "/spoergsmaal-om-betaling/",
    "/servicemeddelelser/",
    "/soeg/?q=gebyr",
    "/libfees/fee-page/",
    "/en/",
    "/en/fees/",
]


VIEWS = [(320, "light"), (1280, "light"), (320, "dark"), (1280, "dark")]


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_in_any_view_and_320_pixels_are_enough(open_page, path):
    page = open_page(path)
    found = {}
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.reload()
        results = Axe().run(page, options=OPTIONS)
        if results.violations_count:
            found[width, scheme] = results.generate_report()
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[width, scheme, "scrolls"] = True
    assert found == {}


@pytest.mark.parametrize("index", range(3))
def test_axe_finds_nothing_on_a_notice(open_page, index):
    page = open_page("/servicemeddelelser/")
    page.locator(".libfees-notice-list a").nth(index).click()
    page.wait_for_url("**/servicemeddelelser/*/")
    page.wait_for_load_state("load")
    results = Axe().run(page, options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()


def test_the_markup_of_every_page_is_sound(open_page):
    page = open_page("/servicemeddelelser/")
    notices = page.locator(".libfees-notice-list a").evaluate_all("all => all.map((a) => a.href)")
    found = {path: markup_faults(page.request.get(path).text()) for path in [*PATHS, *notices]}
    assert {path: faults for path, faults in found.items() if faults} == {}
