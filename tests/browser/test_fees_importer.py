"""An old fee page as an editor imports it: paste, compare, correct, import, take back."""

import re

import pytest
from playwright.sync_api import expect

from .steps import assert_accessible

TEXT = """Gebyrer

Voksne fra 18 år
1-7 dage: 20 kr.
8-28 dage: 65 kr.
30 dage og derover: 210 kr.

Børn under 18 år
1-7 dage: 10 kr.
Efter 7 dage: 35 kr.

Bog: 275 kr. i erstatning
Ring til os, hvis du er i tvivl.
"""
TO_DAY = "overdue-groups-0-bands-1-to_day"
# The hole between the second and the third band above.
GAP = re.compile(r"[Dd]ag 29")


def start(page, text, name):
    """Paste a fee page for a page of its own, and come to the review, with the keyboard alone."""
    page.goto("/admin/libfees/importer/new/")
    page.locator("[name=what][value=fees]").focus()
    page.keyboard.press("Space")
    page.fill("[name=text]", text)
    page.fill("[name=name]", name)
    # By itself the form offers the fee page that is there, which would keep its own rates.
    page.locator("[name=where][value=new]").focus()
    page.keyboard.press("Space")
    page.locator("[name=name]").press("Enter")
    expect(page.locator(".libfees-review")).to_be_visible()


def test_from_pasted_page_to_draft_and_back(editor):
    name = "Indsatte takster"
    start(editor, TEXT, name)
    findings = editor.locator(".libfees-review__findings")
    expect(findings).to_contain_text(GAP)
    assert_accessible(editor)
    # The words and the value lead to each other.
    editor.locator("mark", has_text="8-28 dage: 65 kr.").locator("xpath=../a").first.press("Enter")
    expect(editor.locator("#value-g0b1")).to_be_in_viewport()
    editor.locator("#value-g0b1 .libfees-review__words a").press("Enter")
    expect(editor.locator("mark", has_text="8-28 dage")).to_be_in_viewport()
    editor.fill(f"[name={TO_DAY}]", "29")
    # Enter checks again; it does not import.
    editor.locator(f"[name={TO_DAY}]").press("Enter")
    expect(findings).not_to_contain_text(GAP)
    expect(editor.locator(f"[name={TO_DAY}]")).to_have_value("29")
    editor.locator("button[name=import]").press("Enter")
    expect(editor.locator(".libfees-import__page")).to_be_visible()
    assert_accessible(editor)
    editor.locator(".libfees-import__page a[href$='/edit/']").first.click()
    expect(editor.locator("#page-edit-form")).to_contain_text(name)
    to_day = editor.locator("input[name$='groups-0-value-bands-1-value-to_day']")
    expect(to_day).to_have_value("29")
    editor.go_back()
    editor.locator("a[href$='/rollback/']").click()
    assert_accessible(editor)
    editor.locator(".libfees-import form button[type=submit]").click()
    expect(editor.locator(".libfees-import__outcome--page_removed")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_review_is_accessible_and_reflows(editor, width, scheme):
    start(editor, TEXT, "Smal og bred")
    editor.emulate_media(color_scheme=scheme)
    editor.set_viewport_size({"width": width, "height": 900})
    editor.locator("summary").first.click()
    editor.fill("[name=overdue-groups-0-bands-0-amount]", "mange")
    editor.locator("button[name=check]").last.click()
    expect(editor.locator(".errorlist").first).to_be_visible()
    assert_accessible(editor)
    assert editor.evaluate("document.documentElement.scrollWidth") <= width
