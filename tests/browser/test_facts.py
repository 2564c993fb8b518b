"""Facts in text and the standard text, as an editor meets them."""

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

SHOTS = os.environ.get("SCREENSHOTS")


@pytest.fixture
def faq_editor(editor, run):
    """The editor of the demo's payment FAQ."""
    code = (
        "from wagtail_libfees.pages.models import PaymentFAQPage;"
        "print(PaymentFAQPage.objects.filter(locale__language_code='da').first().pk)"
    )
    page_id = run(code).split()[-1]
    editor.goto(f"/admin/pages/{page_id}/edit/")
    expect(question(editor)).to_be_visible()
    return editor


def question(page):
    """The field of the first question."""
    return page.locator("[name$='-questions-0-value-question']").first


def chooser(page):
    """The list of facts."""
    return page.get_by_role("dialog", name="Vælg et faktum")


def clean(page, context):
    """Fail if axe finds something within `context`."""
    results = Axe().run(page, context=context, options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert results.violations_count == 0, results.generate_report()


def shot(page, name):
    """A picture for people to look at, if they ask for pictures."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))


def test_a_brace_in_a_question_opens_the_list_and_the_keyboard_chooses(faq_editor):
    field = question(faq_editor)
    field.fill("Hvad er ")
    field.press("{")
    expect(chooser(faq_editor)).to_be_visible()
    expect(chooser(faq_editor).get_by_role("option").first).to_be_visible()
    clean(faq_editor, "dialog")
    shot(faq_editor, "chooser-1280")
    faq_editor.keyboard.type("exclusion_")
    expect(chooser(faq_editor).get_by_role("option")).to_have_count(3)
    expect(chooser(faq_editor)).to_contain_text("200")
    faq_editor.keyboard.press("ArrowDown")
    faq_editor.keyboard.press("Enter")
    expect(chooser(faq_editor)).to_have_count(0)
    expect(field).to_have_value("Hvad er {exclusion_rule}")
    expect(field).to_be_focused()


@pytest.mark.parametrize(
    ("typed", "key", "written"),
    [
        ("", "Escape", "A {"),
        ("xyz", "Escape", "A {xyz"),
        ("", "{", "A {{"),
        ("portal", "}", "A {portal}"),
        ("ingenting", "}", "A {ingenting}"),
    ],
)
def test_who_types_on_keeps_what_was_typed(faq_editor, typed, key, written):
    field = question(faq_editor)
    field.fill("A ")
    field.press("{")
    expect(chooser(faq_editor).get_by_role("option").first).to_be_visible()
    faq_editor.keyboard.type(typed)
    faq_editor.keyboard.press(key)
    expect(chooser(faq_editor)).to_have_count(0)
    expect(field).to_have_value(written)
    faq_editor.keyboard.type(" B")
    expect(field).to_have_value(f"{written} B")


def test_a_fact_is_typed_in_the_middle_of_rich_text(faq_editor):
    rich = faq_editor.locator(".public-DraftEditor-content").nth(1)
    rich.scroll_into_view_if_needed()
    rich.click()
    faq_editor.keyboard.press("Control+Home")
    before = rich.inner_text()
    for _ in range(3):
        faq_editor.keyboard.press("ArrowRight")
    faq_editor.keyboard.type("{")
    expect(chooser(faq_editor).get_by_role("option").first).to_be_visible()
    faq_editor.keyboard.type("portal}")
    expect(chooser(faq_editor)).to_have_count(0)
    expect(rich).to_contain_text(f"{before[:3]}{{portal}}{before[3:6]}")
    faq_editor.keyboard.type("{")
    expect(chooser(faq_editor).get_by_role("option").first).to_be_visible()
    faq_editor.keyboard.press("{")
    faq_editor.keyboard.type("x")
    expect(rich).to_contain_text(f"{before[:3]}{{portal}}{{{{x")


def test_rich_text_has_a_button_and_the_brace(faq_editor):
    rich = faq_editor.locator(".public-DraftEditor-content").nth(1)
    rich.scroll_into_view_if_needed()
    rich.click()
    faq_editor.keyboard.press("Control+End")
    faq_editor.keyboard.type(" Se {")
    expect(chooser(faq_editor)).to_be_visible()
    faq_editor.keyboard.type("fee_page")
    chooser(faq_editor).get_by_role("option").first.click()
    expect(rich).to_contain_text("Se {fee_page}")
    faq_editor.locator(".Draftail-Editor").nth(1).get_by_role(
        "button", name="Indsæt faktum"
    ).click()
    expect(chooser(faq_editor)).to_be_visible()
    shot(faq_editor, "rich-text-1280")
    faq_editor.keyboard.press("Escape")


def test_an_unknown_fact_is_told_when_publishing(faq_editor):
    question(faq_editor).fill("Hvad er {foobar}?")
    with faq_editor.expect_navigation(wait_until="load"):
        faq_editor.evaluate("document.querySelector('[name=action-publish]').click()")
    expect(faq_editor.locator("#page-edit-form")).to_contain_text("{foobar}")
    shot(faq_editor, "unknown-1280")


def test_the_list_of_facts(editor):
    editor.goto("/admin/libfees/facts/")
    expect(editor.get_by_role("row", name=re.compile("{portal}"))).to_be_visible()
    clean(editor, "main")
    shot(editor, "facts-1280")
    editor.set_viewport_size({"width": 360, "height": 800})
    shot(editor, "facts-360")


def test_a_fee_page_starts_from_the_standard_text(editor, run):
    code = (
        "from example_site.home.models import HomePage;"
        "print(HomePage.objects.get(locale__language_code='da').pk)"
    )
    home = run(code).split()[-1]
    editor.goto(f"/admin/libfees/standard-text/new/{home}/")
    clean(editor, "main")
    shot(editor, "new-takster-1280")
    editor.locator("main form button[type=submit]").click()
    expect(editor.locator("#page-edit-form")).to_be_visible()
    page_id = editor.url.split("/pages/")[1].split("/")[0]
    expect(editor.locator("[name='title']")).to_have_value("Takster")
    shot(editor, "takster-draft-1280")
    editor.goto(f"/admin/libfees/standard-text/{page_id}/")
    expect(editor.get_by_role("heading", name="Ajour")).to_be_visible()
    expect(editor.locator("header").first).to_contain_text("Standardtekst")
    clean(editor, "main")
    shot(editor, "standard-text-1280")


def test_each_button_names_its_field(editor, run):
    """A screen reader lists the buttons of a page; one name for all of them says nothing."""
    code = (
        "from wagtail_libfees.pages.models import PaymentFAQPage;"
        "print(PaymentFAQPage.objects.filter(locale__language_code='da').first().pk)"
    )
    number = run(code).split()[-1]
    editor.goto(f"/admin/pages/{number}/edit/")
    buttons = editor.locator(".libfees-fact-button")
    expect(buttons.nth(3)).to_be_attached()
    names = buttons.evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))")
    assert [name for name in names if not (name and ": " in name)] == []
    assert len(set(names)) >= 3
