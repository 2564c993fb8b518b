"""The staff guide as the desk for a call: by keyboard, with and without script, and in print."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .steps import OPTIONS

GUIDE = "/vejledning-til-personalet/"
REFERRAL = "Handler det om selve betalingen"
# The hands of somebody on the telephone: keys that are no letters of the word.
MOST_KEYS = 3


@pytest.fixture
def desk(open_page):
    """The guide, opened by a colleague who has no way into the admin."""

    def opened(width=1280, **more):
        return open_page(GUIDE, user="mads", width=width, **more)

    return opened


def focused(page):
    return page.evaluate("document.activeElement.innerText || document.activeElement.id")


def test_the_referral_is_within_three_keys_and_a_word(desk):
    page = desk()
    keys = []

    def press(key):
        keys.append(key)
        page.keyboard.press(key)

    # The focus is there: the word alone finds it, and an arrow leads to it.
    assert focused(page) == "libfees-q"
    page.keyboard.type("betaling")
    expect(page.locator("[data-libfees-count]")).to_contain_text("svar på ”betaling”")
    expect(page.locator(".libfees-here")).to_contain_text("12 34 56 87")
    press("ArrowDown")
    assert REFERRAL in focused(page)
    press("ArrowDown")
    press("ArrowDown")
    assert len(keys) <= MOST_KEYS
    assert page.url.endswith(GUIDE)


def test_the_keyboard_goes_through_the_answers_and_back(desk):
    page = desk()
    page.keyboard.type("mitid")
    expect(page.locator("[data-libfees-count]")).to_contain_text("svar på ”mitid”")
    first = page.locator("details.libfees-question").first
    expect(first).to_have_attribute("open", "")
    page.keyboard.press("ArrowDown")
    assert focused(page).split("\n")[0] == first.locator("summary").inner_text().split("\n")[0]
    page.keyboard.press("Enter")
    expect(first).not_to_have_attribute("open", "")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("details.libfees-question").nth(1)).to_have_attribute("open", "")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "libfees-q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("/")
    assert focused(page) == "libfees-q"
    page.keyboard.press("Escape")
    expect(page.locator("#libfees-q")).to_have_value("")
    expect(page.locator(".libfees-cases li")).to_have_count(3)
    expect(page.locator("[data-libfees-count]")).to_be_empty()


def test_asked_again_and_the_link_to_send(desk):
    page = desk()
    page.keyboard.type("mitid")
    expect(page.locator("[data-libfees-count]")).to_contain_text("svar på ”mitid”")
    borrowers = page.locator("details.libfees-question", has_text="Kan læses af lånerne").first
    if borrowers.get_attribute("open") is None:
        borrowers.locator("summary").click()
    expect(borrowers.locator(".libfees-question-link")).to_contain_text("/libfees/q/")
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    borrowers.get_by_role("button", name="Kopiér linket").click()
    assert "/libfees/q/" in page.evaluate("window.copied")
    for times in ("1 gang på et år", "2 gange på et år"):
        borrowers.get_by_role("button", name="Spurgt igen").click()
        expect(borrowers.locator("[data-libfees-times]")).to_contain_text(times)
    expect(page.locator("[data-libfees-noted]")).to_contain_text("noteret")
    # The search is as it was, and nothing of it is left in the browser.
    expect(page.locator("#libfees-q")).to_have_value("mitid")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert "mitid" not in page.url


def test_it_works_without_script(desk):
    page = desk(width=390, script=False)
    page.locator("#libfees-q").fill("mitid")
    page.locator("#libfees-q").press("Enter")
    first = page.locator("details.libfees-question").first
    expect(first).to_contain_text("indbetalingskort")
    first.get_by_role("button", name="Spurgt igen").click()
    expect(page.locator("[data-libfees-noted]")).to_contain_text("noteret")
    expect(page.locator("details.libfees-question").first).to_contain_text("1 gang på et år")
    assert "mitid" not in page.url


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_is_accessible(desk, width, scheme):
    page = desk(width=width, scheme=scheme)
    for typed in ("", "betaling", "elefant"):
        page.locator("#libfees-q").fill(typed)
        expect(page.locator("[data-libfees-count]")).to_contain_text(typed)
        results = Axe().run(page, options=OPTIONS)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_in_print_there_are_the_steps_and_every_answer(desk):
    page = desk()
    page.emulate_media(media="print")
    expect(page.locator(".libfees-search")).to_be_hidden()
    expect(page.get_by_role("button", name="Åbn alle svar")).to_be_hidden()
    expect(page.locator(".libfees-cases li").first).to_contain_text("12 34 56 87")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".libfees-answer").last).to_be_visible()
