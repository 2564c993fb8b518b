"""What an editor does: change a band, be stopped by a gap."""

import re

import pytest
from playwright.sync_api import expect

from .steps import publish

ADULTS = "body-0-value-groups-1-value-bands-{}-value-{}"


@pytest.fixture
def fee_page_editor(editor, run):
    """The editor of the demo's fee page."""
    code = (
        "from wagtail_libfees.pages.models import TaksterPage;"
        "print(TaksterPage.objects.get(locale__language_code='da').pk)"
    )
    page_id = run(code).split()[-1]
    editor.goto(f"/admin/pages/{page_id}/edit/")
    expect(editor.locator("#page-edit-form")).to_be_visible()
    expect(field(editor, 1, "amount")).to_be_visible()
    return editor


def field(page, band, name):
    """A field of a band of the adults' table."""
    return page.locator(f"[name='{ADULTS.format(band, name)}']")


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
    fee_page_editor.locator("[name$='-bands-0-value-to_day'][type=text]").first.fill("5")
    publish(fee_page_editor)
    expect(fee_page_editor.locator(".libfees-remark--error").first).to_contain_text("6")
    assert "1-5" not in open_page("/takster/").locator(".libfees-overdue").inner_text()
