"""The checks beside the editor: stopped by a gap, a word replaced in one click, live results."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

MAKE = """
from wagtail.models import Site
from wagtail_libfees.pages.models import PaymentFAQPage
home = Site.objects.get(is_default_site=True).root_page
question = {"question": "Hvordan logger jeg paa?", "answer": "<p>Log ind med NemID.</p>"}
page = home.add_child(instance=PaymentFAQPage(
    title="Kvalitet", slug="kvalitet", live=False, locale=home.locale,
    body=[("questions", {"heading": "", "questions": [question]})],
))
print(page.pk)
"""
COUNTER = "[data-side-panel-toggle='libfees-quality'] [data-side-panel-toggle-counter]"
LIST = "[data-libfees-quality-list]"


@pytest.fixture
def page_id(run):
    """A draft with one outdated word."""
    return run(MAKE).split()[-1]


@pytest.fixture
def page_editor(editor, page_id):
    """The editor of that draft, with the panel open."""
    editor.goto(f"/admin/pages/{page_id}/edit/")
    expect(editor.locator("[name='body-0-value-questions-0-value-question']")).to_be_visible()
    panel = editor.locator("[data-libfees-quality]")
    if not panel.is_visible():
        editor.click("[data-side-panel-toggle='libfees-quality']")
    expect(panel).to_be_visible()
    return editor


def accessible(page, context):
    """Fail if axe finds something within `context`."""
    results = Axe().run(
        page, context=context, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]}
    )
    assert results.violations_count == 0, results.generate_report()


def test_results_follow_what_is_typed(page_editor):
    expect(page_editor.locator(COUNTER)).to_have_text("1")
    page_editor.fill("[name=title]", "Kvalitet [indsæt navn]")
    expect(page_editor.locator(COUNTER)).to_have_text("2")
    expect(page_editor.locator(LIST)).to_contain_text("[indsæt navn]")
    page_editor.fill("[name=title]", "Kvalitet")
    expect(page_editor.locator(COUNTER)).to_have_text("1")
    accessible(page_editor, "[data-libfees-quality]")


def test_a_result_leads_to_its_field(page_editor):
    page_editor.locator(f"{LIST} a[data-libfees-jump]").first.click()
    focused = page_editor.evaluate(
        "document.activeElement.closest('[data-contentpath]').dataset.contentpath"
    )
    assert focused == "answer"


def test_publishing_with_a_placeholder_is_stopped(page_editor):
    page_editor.fill("[name=title]", "Kvalitet [indsæt navn]")
    with page_editor.expect_navigation(wait_until="load"):
        page_editor.evaluate("document.querySelector('[name=action-publish]').click()")
    expect(page_editor.locator(".error-message").first).to_contain_text("[indsæt navn]")


def test_a_word_is_replaced_in_one_click(page_editor):
    page_editor.fill("[name=title]", "Kvalitet, rettet")
    expect(page_editor.locator("[data-libfees-quality-summary]")).to_contain_text("1")
    with page_editor.expect_navigation(wait_until="load"):
        page_editor.locator("button[name=libfees_replace]").click()
    expect(page_editor.locator(".messages .success").last).to_be_visible()
    expect(page_editor.locator("[data-contentpath='answer']").first).to_contain_text("MitID")
    expect(page_editor.locator("[name=title]")).to_have_value("Kvalitet, rettet")
    expect(page_editor.locator(COUNTER)).to_be_hidden()
    page_editor.get_by_role("link", name="Se, hvad der er ændret").click()
    expect(page_editor.locator("main")).to_contain_text("NemID")


def test_the_change_can_be_seen_first(page_editor):
    page_editor.locator(f"{LIST} a[href*='/replace/']").click()
    expect(page_editor.locator("del")).to_contain_text("NemID")
    expect(page_editor.locator("ins")).to_contain_text("MitID")
    accessible(page_editor, "main")
    page_editor.locator("main form button[type=submit]").click()
    expect(page_editor.locator(".messages .success")).to_be_visible()
    expect(page_editor.locator("[data-contentpath='answer']").first).to_contain_text("MitID")


@pytest.mark.parametrize("path", ["/admin/libfees/quality/", "/admin/libfees/terms/"])
def test_lists_are_accessible(editor, page_id, path):
    editor.goto(path)
    accessible(editor, "main")


def test_the_desk_leads_to_the_draft(editor, page_id, run):
    own = (
        "from django.contrib.auth import get_user_model;"
        "from wagtail_libfees.pages.models import PaymentFAQPage;"
        "user = get_user_model().objects.get(username='admin');"
        f"page = PaymentFAQPage.objects.get(pk={page_id});"
        "page.save_revision(user=user)"
    )
    run(own)
    editor.goto("/admin/")
    desk = editor.locator("section", has=editor.locator("#libfees-desk-heading"))
    accessible(editor, "#libfees-desk-section")
    desk.locator("a", has_text="Kvalitet").first.click()
    expect(editor.locator("#page-edit-form")).to_be_visible()


def test_reviewed_today(editor, page_id):
    editor.goto(f"/admin/libfees/quality/{page_id}/review/")
    accessible(editor, "main")
    editor.locator("main form button[type=submit]").click()
    expect(editor.locator(".messages .success")).to_be_visible()
