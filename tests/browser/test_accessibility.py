"""axe on every page type, narrow and wide, light and dark; and no sideways scrolling at 320 px."""

import pytest
from axe_playwright_python.sync_playwright import Axe

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
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(params=[(320, "light"), (1280, "light"), (320, "dark"), (1280, "dark")], ids=str)
def view(request):
    """A width and a colour scheme."""
    return request.param


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(open_page, path, view):
    width, scheme = view
    page = open_page(path, width=width, scheme=scheme)
    results = Axe().run(page, options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", PATHS)
def test_page_reflows_at_320_pixels(open_page, path):
    page = open_page(path, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("index", range(3))
def test_axe_finds_nothing_on_a_notice(open_page, index):
    page = open_page("/servicemeddelelser/")
    page.locator(".libfees-notice-list a").nth(index).click()
    page.wait_for_url("**/servicemeddelelser/*/")
    page.wait_for_load_state("load")
    results = Axe().run(page, options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()
