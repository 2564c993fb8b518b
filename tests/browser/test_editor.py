"""What an editor does: change a band, be stopped by a gap, copy the rates to next year."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

ADULTS = "body-0-value-groups-1-value-bands-{}-value-{}"


@pytest.fixture
def fee_page_editor(editor, manage):
    """The editor of the demo's fee page."""
    code = (
        "from wagtail_libfees.pages.models import TaksterPage;"
        "print(TaksterPage.objects.get(locale__language_code='da').pk)"
    )
    page_id = manage("shell", "--verbosity", "0", "--command", code).split()[-1]
    editor.goto(f"/admin/pages/{page_id}/edit/")
    expect(editor.locator("#page-edit-form")).to_be_visible()
    expect(field(editor, 1, "amount")).to_be_visible()
    return editor


def field(page, band, name):
    """A field of a band of the adults' table."""
    return page.locator(f"[name='{ADULTS.format(band, name)}']")


def publish(page):
    """Press "Publish", which stands in the menu of the footer."""
    with page.expect_navigation(wait_until="load"):
        page.evaluate("document.querySelector('[name=action-publish]').click()")


def borrowers_fee(open_page, path):
    """What a borrower reads for an adult, day 8 to 14."""
    row = open_page(path).locator(".libfees-overdue tbody tr").nth(1)
    return re.sub(r"\s+", " ", row.locator("td").nth(1).inner_text())


def test_published_amount_is_at_once_the_same_in_both_languages(fee_page_editor, open_page):
    field(fee_page_editor, 1, "amount").fill("75")
    publish(fee_page_editor)
    assert borrowers_fee(open_page, "/takster/") == "75 kr."
    assert borrowers_fee(open_page, "/en/fees/") == "DKK 75"
    fee_page_editor.go_back()
    field(fee_page_editor, 1, "amount").fill("70")
    publish(fee_page_editor)
    assert borrowers_fee(open_page, "/takster/") == "70 kr."


def test_gap_between_bands_stops_publishing_at_the_field(fee_page_editor, open_page):
    field(fee_page_editor, 0, "to_day").fill("5")
    publish(fee_page_editor)
    expect(fee_page_editor.locator(".libfees-band .help-critical")).to_contain_text("6")
    assert "1-5" not in open_page("/takster/").locator(".libfees-overdue").inner_text()


def test_band_is_edited_on_one_line(fee_page_editor):
    tops = {
        round(field(fee_page_editor, 0, name).bounding_box()["y"])
        for name in ("from_day", "to_day", "amount")
    }
    assert len(tops) == 1


def test_next_band_begins_where_the_one_before_ends(fee_page_editor):
    field(fee_page_editor, 1, "from_day").fill("")
    field(fee_page_editor, 0, "to_day").fill("9")
    field(fee_page_editor, 0, "to_day").press("Tab")
    expect(field(fee_page_editor, 1, "from_day")).to_have_value("10")


def test_rates_are_copied_to_next_year_as_a_draft(fee_page_editor, open_page):
    page_id = fee_page_editor.url.split("/pages/")[1].split("/")[0]
    fee_page_editor.goto(f"/admin/libfees/rates/{page_id}/next-year/")
    results = Axe().run(fee_page_editor, context="main", options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert results.violations_count == 0, results.generate_report()
    fee_page_editor.locator("main form button[type=submit]").click()
    expect(fee_page_editor.locator("#page-edit-form")).to_be_visible()
    expect(fee_page_editor.locator(".messages .success")).to_be_visible()
    # Borrowers see nothing of it yet.
    expect(open_page("/takster/").locator("#coming-rates")).to_have_count(0)
