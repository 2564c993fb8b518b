"""What an editor does: change a band, be stopped by a gap, copy the rates to next year."""

from playwright.sync_api import expect


def open_editor(editor, title):
    """Open the editor of the page with `title`."""
    editor.goto("/admin/pages/")
    editor.goto(f"/admin/pages/search/?q={title}")
    editor.get_by_role("link", name=title, exact=True).first.click()
    if "/edit/" not in editor.url:
        editor.goto(editor.url.rstrip("/") + "/edit/")
    expect(editor.locator("#page-edit-form")).to_be_visible()


def test_rates_are_copied_to_next_year_as_a_draft(editor, open_page, site_url):
    open_editor(editor, "Takster")
    edit_url = editor.url
    page_id = edit_url.split("/pages/")[1].split("/")[0]
    editor.goto(f"/admin/libfees/rates/{page_id}/next-year/")
    editor.locator("main form button[type=submit]").click()
    expect(editor.locator("#page-edit-form")).to_be_visible()
    expect(editor.locator(".messages .success")).to_be_visible()
    # Borrowers see nothing of it yet.
    expect(open_page("/takster/").locator("#coming-rates")).to_have_count(0)
