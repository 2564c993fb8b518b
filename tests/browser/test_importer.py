"""The importer as an editor meets it: paste, look, choose, import, take back; with the keyboard."""

import pytest
from playwright.sync_api import expect

from .steps import assert_accessible

TEXT = """Hvor betaler jeg min regning?
Du betaler i appen.

Kan jeg få en kvittering?
Ja, spørg i skranken.
"""
CHANGED = TEXT.replace("i appen", "i appen eller i skranken")


def paste(page, text, name):
    """Start an import of pasted text below the front page, and come to the preview."""
    page.goto("/admin/libfees/importer/new/")
    page.fill("[name=text]", text)
    page.fill("[name=name]", name)
    page.locator(".libfees-import form button[type=submit]").click()
    expect(page.locator(".libfees-import__item").first).to_be_visible()


def do_import(page):
    """Press “Import as draft”."""
    page.locator("button[name=import]").click()
    expect(page.locator(".libfees-import__page").first).to_be_visible()


def test_from_pasted_text_to_draft_and_back(editor):
    paste(editor, TEXT, "Fra start til slut")
    assert_accessible(editor)
    do_import(editor)
    assert_accessible(editor)
    editor.locator(".libfees-import__page a.button").first.click()
    expect(editor.locator("#page-edit-form")).to_contain_text("Fra start til slut")
    editor.go_back()
    editor.locator("a[href$='/rollback/']").click()
    assert_accessible(editor)
    editor.locator(".libfees-import form button[type=submit]").click()
    expect(editor.locator(".libfees-import__outcome--page_removed")).to_be_visible()
    assert_accessible(editor)


def test_change_at_the_source_is_shown_word_by_word(editor):
    paste(editor, TEXT, "Ord for ord")
    do_import(editor)
    paste(editor, CHANGED, "Ord for ord")
    item = editor.locator(".libfees-import__item--changed")
    expect(item.locator("ins")).to_contain_text("skranken")
    expect(editor.locator(".libfees-import__item")).to_have_count(1)
    assert_accessible(editor)
    item.locator("input[type=radio]").nth(0).check()
    do_import(editor)


def test_all_of_a_kind_are_chosen_with_one_box(editor):
    paste(editor, TEXT, "Alle på en gang")
    box = editor.locator(".libfees-import__all input")
    expect(box).to_be_checked()
    taken = editor.locator(".libfees-import__item input[value=source]:checked")
    count = taken.count()
    assert count > 1
    box.focus()
    editor.keyboard.press("Space")
    expect(taken).to_have_count(0)
    editor.keyboard.press("Space")
    expect(taken).to_have_count(count)
    editor.locator(".libfees-import__item input[value=page]").first.check()
    assert box.evaluate("box => box.indeterminate")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_preview_is_accessible_and_reflows(editor, width, scheme):
    paste(editor, TEXT, "Smal og bred")
    editor.emulate_media(color_scheme=scheme)
    editor.set_viewport_size({"width": width, "height": 900})
    assert_accessible(editor)
    assert editor.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "path", ["", "new/", "watched/", "watched/new/"], ids=["list", "start", "watched", "watch"]
)
def test_other_pages_are_accessible(editor, path):
    editor.goto(f"/admin/libfees/importer/{path}")
    assert_accessible(editor)


def test_it_can_be_done_with_the_keyboard_alone(editor):
    paste(editor, TEXT, "Kun tastatur")
    choice = editor.locator(".libfees-import__item input[type=radio]").first
    choice.focus()
    editor.keyboard.press("ArrowRight")
    expect(editor.locator(".libfees-import__item input[type=radio]").nth(1)).to_be_checked()
    # Enter in a field keeps the choices; it does not import.
    editor.locator(".libfees-import__item input[type=text]").first.focus()
    editor.keyboard.press("Enter")
    expect(editor.locator("button[name=import]")).to_be_visible()
    expect(editor.locator(".libfees-import__item input[type=radio]").nth(1)).to_be_checked()
    editor.locator("button[name=import]").focus()
    editor.keyboard.press("Enter")
    expect(editor.locator(".libfees-import__page").first).to_be_visible()


def test_the_target_is_chosen_with_the_page_chooser(editor):
    editor.goto("/admin/libfees/importer/new/")
    editor.locator("#id_page-chooser").get_by_role("button").first.click()
    expect(editor.locator(".modal-body")).to_be_visible()
