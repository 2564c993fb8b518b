"""Dates typed key by key: what is understood is written out, what is not stays and is marked."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .steps import OPTIONS

NOTICE = """
from wagtail_libfees.pages.models import ServiceNoticePage as Notice
print(Notice.objects.filter(locale__language_code="da").first().pk)
"""
SAVED = """
from wagtail_libfees.pages.models import ServiceNoticePage as Notice
draft = Notice.objects.get(pk={pk}).get_latest_revision_as_object()
print(draft.to_day, draft.to_time)
"""


@pytest.fixture
def notice(run):
    return run(NOTICE).split()[-1]


@pytest.fixture
def form(editor, notice):
    editor.goto(f"/admin/pages/{notice}/edit/")
    expect(said(editor, "from_day")).not_to_be_empty()
    return editor


def said(page, name):
    return page.locator(f"#id_{name}-libfees-understood")


def type_into(page, name, text):
    """As an editor does: the mouse into the field, its text marked, one key after another."""
    field = page.locator(f"#id_{name}")
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text, delay=20)
    page.keyboard.press("Tab")
    return field


@pytest.mark.parametrize(
    "typed", ["06.12.2099", "6. december 2099", "6/12-2099", "2099-12-06", "6 December 2099"]
)
def test_a_date_that_is_typed_is_the_date(form, typed):
    field = type_into(form, "to_day", typed)
    expect(said(form, "to_day")).to_have_text("søndag den 6. december 2099")
    expect(field).to_have_value("06.12.2099")


def test_what_is_not_understood_stays_is_marked_and_not_saved(form, run, notice):
    before = run(SAVED.format(pk=notice))
    field = type_into(form, "to_day", "31.02.2027")
    expect(said(form, "to_day")).to_have_text("Kalenderen har ingen dag ”31.02.2027”.")
    expect(field).to_have_attribute("aria-invalid", "true")
    clock = type_into(form, "to_time", "efter lukketid")
    expect(said(form, "to_time")).to_contain_text("klokkeslæt")
    # The rest of the form is Wagtail's.
    results = Axe().run(form, context=".w-panel:has(#id_to_day)", options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()
    with form.expect_navigation():
        form.locator("button[type=submit].action-save").first.click()
    expect(field).to_have_value("31.02.2027")
    expect(clock).to_have_value("efter lukketid")
    assert run(SAVED.format(pk=notice)) == before
    type_into(form, "to_day", "6/12-2099")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    type_into(form, "to_time", "kl. 22")
    with form.expect_navigation():
        form.locator("button[type=submit].action-save").first.click()
    assert "2099-12-06 22:00:00" in run(SAVED.format(pk=notice))


def test_a_date_is_chosen_in_the_calendar_of_the_browser(form):
    # Its window is the browser's own; what it does is set the field under it.
    form.evaluate("HTMLInputElement.prototype.showPicker = function () { window.opened = this; }")
    form.get_by_role("button", name="Vælg i kalenderen: Til og med").click()
    form.evaluate(
        "window.opened.value = '2099-12-06';"
        "window.opened.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    expect(form.locator("#id_to_day")).to_have_value("06.12.2099")
    expect(said(form, "to_day")).to_have_text("søndag den 6. december 2099")


def test_a_date_in_a_block_is_read_too(form):
    form.locator("#updates-root .c-sf-add-button").first.click()
    day = form.locator("input[name^='updates-'][name$='-day']").first
    day.click()
    form.keyboard.type("6/12-2099", delay=20)
    form.keyboard.press("Tab")
    expect(day).to_have_value("06.12.2099")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_fields_fit_and_can_be_hit(form, width):
    form.set_viewport_size({"width": width, "height": 900})
    assert form.evaluate("document.documentElement.scrollWidth") <= width
    for name in ("from_day", "to_day", "to_time"):
        field = form.locator(f"#id_{name}")
        field.scroll_into_view_if_needed()
        field.click()
        expect(field).to_be_focused()
