"""A gap between bands stops publishing."""

import pytest
from playwright.sync_api import expect

from .steps import publish


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
    return editor


def test_gap_between_bands_stops_publishing_at_the_field(fee_page_editor, open_page):
    fee_page_editor.locator("[name$='-bands-0-value-to_day'][type=text]").first.fill("5")
    publish(fee_page_editor)
    expect(fee_page_editor.locator(".libfees-remark--error").first).to_contain_text("6")
    assert "1-5" not in open_page("/takster/").locator(".libfees-overdue").inner_text()
