"""The banner in a browser: a reader hides a notice, an editor's correction brings it back."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .steps import OPTIONS

# Another process than the site's: what it changes, the site sees within a second.
CORRECT = """
from wagtail_libfees.pages.models import ServiceNoticePage as Notice
notice = next(n for n in Notice.objects.live().filter(locale__language_code="da").exclude(
    severity="urgent") if n.is_active)
notice.show_again, notice.title = {show_again}, notice.title + "{sign}"
notice.save_revision().publish()
"""


def notices(page):
    return page.locator(".libfees-notice:visible")


def hide_all(page):
    """Hide every notice that can be hidden; returns how many there were."""
    buttons = page.locator(".libfees-notice-dismiss:visible")
    number = buttons.count()
    for _ in range(number):
        buttons.first.click()
    return number


@pytest.mark.parametrize("width", [360, 1280])
def test_a_notice_that_was_hidden_stays_so_and_comes_back_when_it_is_corrected(
    open_page, run, width
):
    page = open_page("/takster/", width=width)
    before = notices(page).count()
    assert before >= 1
    hidden = hide_all(page)
    assert hidden >= 1
    expect(notices(page)).to_have_count(before - hidden)
    for path in ("/takster/", "/"):
        page.goto(path)
        expect(notices(page)).to_have_count(before - hidden)
    run(CORRECT.format(show_again=False, sign="."))
    page.wait_for_timeout(1100)
    page.reload()
    expect(notices(page)).to_have_count(before - hidden)
    run(CORRECT.format(show_again=True, sign="!"))
    page.wait_for_timeout(1100)
    page.reload()
    expect(notices(page)).to_have_count(before - hidden + 1)


def test_a_hidden_notice_is_not_even_drawn_before_the_script_has_run(open_page):
    page = open_page("/")
    hide_all(page)
    # By a style sheet that is there before the banner, not only by the attribute set later.
    page.reload()
    sheets = page.evaluate(
        "document.adoptedStyleSheets.flatMap((s) => [...s.cssRules].map((r) => r.cssText)).join()"
    )
    assert "[data-libfees-notice=" in sheets


def test_hiding_by_keyboard_keeps_the_reader_at_a_sensible_place_and_says_so(open_page):
    page = open_page("/")
    buttons = page.locator(".libfees-notice-dismiss:visible")
    number = buttons.count()
    buttons.first.focus()
    for left in range(number - 1, -1, -1):
        page.keyboard.press("Enter")
        expect(page.locator(".libfees-notices-status")).to_have_text("Meddelelsen er skjult.")
        focused = page.evaluate("document.activeElement.className || document.activeElement.id")
        assert (
            focused == "libfees-notice-dismiss" if left else focused in ("main", "libfees-notices")
        )


def test_a_button_says_which_notice_it_hides(open_page):
    page = open_page("/")
    notice = page.locator(".libfees-notice", has=page.locator(".libfees-notice-dismiss")).first
    title = notice.locator(".libfees-notice-title a").inner_text()
    expect(notice.get_by_role("button", name=f"Skjul {title}")).to_be_visible()


def test_without_script_every_notice_is_readable_and_nothing_is_offered(open_page):
    page = open_page("/", script=False)
    assert notices(page).count() >= 1
    expect(page.locator(".libfees-notice-dismiss").first).to_be_hidden()
    expect(page.locator(".libfees-notice a").first).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_archive_is_searched(open_page, script):
    page = open_page("/servicemeddelelser/", width=360, script=script)
    page.locator(".libfees-filters > summary").click()
    page.locator(".libfees-filters [name=kind]").select_option("rate_change")
    page.locator(".libfees-filters button").click()
    page.wait_for_url("**/servicemeddelelser/?*kind=rate_change*")
    page.get_by_role("link", name="Vis alle").click()
    page.wait_for_url("**/servicemeddelelser/")


def test_axe_finds_nothing_in_a_searched_archive(open_page):
    page = open_page("/servicemeddelelser/?kind=x&q=findesikke", width=320)
    results = Axe().run(page, options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
