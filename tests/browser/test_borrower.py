"""What a borrower does: read the rates, open a question, change the language, ask what it costs."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .steps import OPTIONS


def test_borrower_reads_the_rates_in_a_real_table(open_page):
    page = open_page("/takster/", width=360)
    table = page.get_by_role("table").filter(has=page.get_by_role("columnheader", name="Voksne"))
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="8-14 dage"))
    expect(row.get_by_role("cell")).to_contain_text(
        [re.compile("40\\s*kr."), re.compile("70\\s*kr.")]
    )


def test_anchor_opens_its_question(open_page):
    page = open_page("/spoergsmaal-om-betaling/")
    anchor = page.locator(".libfees-answer").nth(2).get_attribute("id")
    linked = open_page(f"/spoergsmaal-om-betaling/#{anchor}")
    expect(linked.locator(f"#{anchor}")).to_be_visible()
    expect(linked.locator(".libfees-answer").nth(0)).to_be_hidden()


def test_question_opens_by_keyboard(open_page):
    page = open_page("/spoergsmaal-om-betaling/")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".libfees-answer").first).to_be_visible()


def test_language_switch_keeps_the_page_and_the_amounts(open_page):
    page = open_page("/takster/")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.rstrip("/") != page.url.split("/en/")[0] + "/en"
    expect(page.locator(".libfees-overdue table")).to_contain_text(re.compile("DKK\\s*230"))


def test_notices_stand_on_every_page(open_page):
    for path in ("/", "/takster/", "/spoergsmaal-om-betaling/"):
        expect(open_page(path).locator(".libfees-notice").first).to_be_visible()


def test_fee_page_address_leads_to_the_rates(open_page):
    assert open_page("/libfees/fee-page/").url.endswith("/takster/")


def test_staff_guide_asks_for_login(open_page):
    page = open_page("/vejledning-til-personalet/")
    expect(page.locator("input[name=password]")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_calculator_answers(open_page, script):
    page = open_page("/takster/", script=script)
    calculator = page.locator("#calculator")
    calculator.locator("[name=group]").select_option(label="Voksne fra 18 år")
    calculator.locator("[name=due]").fill("2026-10-01")
    calculator.locator("[name=returned]").fill("2026-10-10")
    calculator.locator("button[type=submit]").first.click()
    expect(calculator.locator(".libfees-total")).to_contain_text(re.compile("70\\s*kr."))
    # With the script, what was typed stays out of the address.
    assert ("due=" in page.url) is not script


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_calculator_takes_several_items(open_page, script):
    page = open_page("/takster/", script=script)
    calculator = page.locator("#calculator")
    calculator.locator("[name=age]").fill("30")
    calculator.locator("[name=due]").fill("2026-10-01")
    calculator.locator("[name=returned]").fill("2026-10-03")
    calculator.locator("[name=more]").click()
    expect(calculator.locator("[name=due]")).to_have_count(2)
    expect(calculator.locator("[name=due]").first).to_have_value("2026-10-01")
    calculator.locator("[name=due]").nth(1).fill("2026-09-01")
    calculator.locator("[name=returned]").nth(1).fill("2026-10-03")
    calculator.locator("button[type=submit]").first.click()
    expect(calculator.locator(".libfees-total")).to_contain_text(re.compile("250\\s*kr."))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_calculator_marks_what_is_wrong(open_page, script):
    page = open_page("/takster/", script=script)
    calculator = page.locator("#calculator")
    calculator.locator("[name=due]").fill("2026-10-01")
    calculator.locator("button[type=submit]").first.click()
    expect(calculator.get_by_role("alert")).to_be_visible()
    expect(calculator.locator("select[name=group]")).to_have_attribute("aria-invalid", "true")


def test_print_shows_the_answers(open_page):
    page = open_page("/spoergsmaal-om-betaling/")
    page.emulate_media(media="print")
    expect(page.locator(".libfees-answer").first).to_be_visible()
    expect(page.locator(".libfees-notices")).to_be_hidden()


def test_borrower_copies_the_link_to_a_question_on_a_phone(open_page, site_url):
    page = open_page("/spoergsmaal-om-betaling/", width=360)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site_url)
    question = page.locator(".libfees-question").nth(1)
    question.locator("summary").click()
    button = question.get_by_role("button", name="Kopiér link til spørgsmålet")
    size = button.bounding_box()
    assert size["height"] >= 24
    assert size["x"] + size["width"] <= 360
    button.click()
    expect(question.get_by_role("status")).to_have_text("Linket er kopieret.")
    results = Axe().run(page, options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{site_url}/libfees/q/[a-z]+[2-9]", copied)
    linked = open_page(copied)
    expect(linked.locator(".libfees-answer").nth(1)).to_be_visible()
    expect(linked.locator(".libfees-answer").nth(0)).to_be_hidden()


def test_without_script_the_link_to_a_question_is_a_link(open_page):
    page = open_page("/spoergsmaal-om-betaling/", width=360, script=False)
    question = page.locator(".libfees-question").nth(1)
    question.locator("summary").click()
    question.get_by_role("link", name="Link til spørgsmålet").click()
    page.wait_for_url("**/spoergsmaal-om-betaling/#q-*")
    expect(page.locator(".libfees-answer").nth(1)).to_be_visible()


def test_what_is_not_there_is_said_accessibly(open_page):
    page = open_page("/libfees/q/bade7", width=360)
    expect(page.locator("h1")).to_have_text("Der er ikke noget på denne adresse")
    results = Axe().run(page, options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()
