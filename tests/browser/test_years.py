"""An editor and the years: next year's rates, the form by when rates hold, the preview by date."""

import re

import pytest
from playwright.sync_api import expect

from .steps import COVERED, assert_accessible, publish

# Eight former years of each kind of rates, in force until the end of 2025.
FORMER_YEARS = """
from datetime import date
from wagtail_libfees.blocks.keys import continued_ids, ids_in, with_ids
from wagtail_libfees.pages.models import TaksterPage
page = TaksterPage.objects.get(locale__language_code="da")
raw = list(page.body.get_prep_value())
taken, whole = set(ids_in(raw)), []
for child in raw:
    value = child["value"]
    if "valid_from" in value and not value["valid_from"] and not value["valid_to"]:
        for year in range(2018, 2026):
            ids = continued_ids(child, date(year, 1, 1), taken)
            taken.update(ids.values())
            former = with_ids(child, ids)
            days = {"valid_from": f"{year}-01-01", "valid_to": f"{year}-12-31"}
            whole.append({**former, "value": {**former["value"], **days}})
        value["valid_from"] = "2026-01-01"
    whole.append(child)
page.body = page.body.stream_block.to_python(whole)
page.save_revision().publish()
"""
STORED = """
from wagtail_libfees.pages.models import TaksterPage
page = TaksterPage.objects.get(locale__language_code="da")
print([child["id"] for child in page.get_latest_revision_as_object().body.get_prep_value()])
"""
STOPS = """() => {
  const form = document.querySelector("#page-edit-form");
  const controls = form.querySelectorAll("a[href], button, input, select, textarea, summary");
  const stops = [...controls].filter((control) => control.checkVisibility()
    && control.tabIndex >= 0 && !control.disabled && control.type !== "hidden");
  return [form.getBoundingClientRect().height, stops.length];
}"""


@pytest.fixture
def page_id(run):
    """The id of the demo's fee page."""
    code = (
        "from wagtail_libfees.pages.models import TaksterPage;"
        "print(TaksterPage.objects.get(locale__language_code='da').pk)"
    )
    return run(code).split()[-1]


class Counted:
    """A window in which each thing that a person does is counted."""

    def __init__(self, page):
        self.page, self.actions = page, 0

    def press(self, keys, times=1):
        """Press a key, or several in turn."""
        for _each in range(times):
            self.actions += 1
            self.page.keyboard.press(keys)

    def type(self, text):
        """Write a text: one action, whatever its length."""
        self.actions += 1
        self.page.keyboard.type(text)

    def tab_to(self, name, most=20):
        """Press Tab until the element with this id or name has the focus."""
        focused = "[document.activeElement.id, document.activeElement.name]"
        for _each in range(most):
            if name in self.page.evaluate(focused):
                return
            self.press("Tab")
        raise AssertionError(f"{most} times Tab do not lead to {name!r}")


def coming(open_page):
    """The words of what the public page announces."""
    section = open_page("/takster/").locator("#coming-rates")
    return re.sub(r"\s+", " ", section.inner_text())


def test_keyboard_raises_next_years_rates_and_schedules_them(editor, page_id, open_page):
    editor.goto(f"/admin/libfees/rates/{page_id}/next-year/")
    hands = Counted(editor)
    # As who has no mouse does: past the menu, to what the screen is for.
    hands.press("Tab")
    expect(editor.locator("a.skiplink")).to_be_focused()
    hands.press("Enter")
    hands.tab_to("raise-percent")
    hands.type("3")
    hands.press("Enter")
    expect(editor.locator(".libfees-year__difference span").first).to_be_visible()
    hands.press("Control+s")
    expect(editor.locator("#page-edit-form")).to_be_visible()
    expect(editor.locator(".libfees-section").first).to_be_visible()
    hands.press("Shift+Tab")
    hands.press("Enter")
    hands.tab_to("action-publish")
    with editor.expect_navigation(wait_until="load"):
        hands.press("Enter")
    assert hands.actions <= 40
    assert "Nu: 70 kr. → Derefter: 72 kr." in coming(open_page)


def test_keys_go_down_and_up_in_the_table(editor, page_id):
    editor.goto(f"/admin/libfees/rates/{page_id}/next-year/")
    amounts = editor.locator("[data-libfees-amount]")
    amounts.nth(0).focus()
    for key, place in (("ArrowDown", 1), ("Enter", 2), ("ArrowUp", 1), ("Shift+Enter", 0)):
        editor.keyboard.press(key)
        expect(amounts.nth(place)).to_be_focused()


def test_differences_and_sentences_follow_what_is_typed(editor, page_id):
    editor.goto(f"/admin/libfees/rates/{page_id}/next-year/")
    line = editor.locator("[data-libfees-line]").nth(1)
    line.locator("[data-libfees-amount]").fill("44")
    expect(line.locator(".libfees-year__difference")).to_contain_text("+10 %")
    line.locator("[data-libfees-amount]").fill("44 euro")
    expect(line.locator(".error-message")).to_contain_text("euro")
    expect(line.locator("[data-libfees-amount]")).to_have_value("44 euro")
    editor.get_by_role("button", name="Gem som kladde").click()
    expect(editor.locator("[data-libfees-amount][aria-invalid]")).to_have_value("44 euro")


LOGGED_OUT = """
from django.contrib.sessions.models import Session
Session.objects.all().delete()
"""


@pytest.mark.parametrize("where", ["/admin/libfees/rates/{}/next-year/", "/admin/pages/{}/edit/"])
def test_what_is_typed_outlives_the_session(editor, page_id, run, where):
    amount = "[data-libfees-amount], [name='body-0-value-groups-1-value-bands-1-value-amount']"
    editor.goto(where.format(page_id))
    expect(editor.locator(amount).first).to_be_visible()
    run(LOGGED_OUT)
    editor.locator(amount).first.fill("71")
    told = editor.get_by_role("alert").filter(has_text="Du er ikke logget ind længere")
    expect(told).to_be_visible()
    if "next-year" in where:
        assert_accessible(editor)
    save = editor.locator("button[value=save], .action-save").first
    save.evaluate("button => button.click()")
    expect(told).to_be_visible()
    # In another tab: log in, and come back.
    with editor.expect_popup() as opened:
        told.get_by_role("link").click()
    other = opened.value
    other.fill("[name=username]", "admin")
    other.fill("[name=password]", "demo")
    with other.expect_navigation(wait_until="load"):
        other.press("[name=password]", "Enter")
    editor.evaluate("void window.dispatchEvent(new Event('focus'))")
    expect(told).to_have_count(0)
    with editor.expect_navigation(wait_until="load"):
        save.evaluate("button => button.click()")
    expect(editor.locator(".messages .success")).to_be_visible()


def test_next_year_works_without_script(open_page, page_id):
    page = open_page(f"/admin/libfees/rates/{page_id}/next-year/", logged_in=True, script=False)
    page.fill("#raise-percent", "3")
    page.locator("button[value=raise]").click()
    assert "+" in page.locator(".libfees-year__difference").nth(1).inner_text()
    page.locator("button[value=save]").click()
    assert page.url.endswith(f"/admin/pages/{page_id}/edit/")


@pytest.mark.parametrize("width", [390, 1280, 1920])
@pytest.mark.parametrize("path", ["next-year/", "history/?compare=2026-01-01"])
def test_controls_can_be_clicked_and_axe_finds_nothing(open_page, page_id, path, width):
    page = open_page(f"/admin/libfees/rates/{page_id}/{path}", width=width, logged_in=True)
    if "next" in path:
        page.fill("#raise-percent", "3")
        page.press("#raise-percent", "Enter")
        expect(page.locator(".libfees-year__difference span").first).to_be_visible()
        page.locator("[data-libfees-amount]").first.fill("euro")
        expect(page.locator(".error-message").first).to_be_visible()
    assert page.evaluate(COVERED, ".libfees-page") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(page)


def test_form_groups_the_rates_and_folds_the_former(editor, page_id, run):
    run(FORMER_YEARS)
    before = run(STORED)
    editor.goto(f"/admin/libfees/rates/{page_id}/next-year/")
    editor.get_by_role("button", name="Kopiér alle uændret").click()
    # Right in sight is next year's block, not the one that holds today.
    first = editor.locator("[data-libfees-section='2027-01-01'] + [data-streamfield-child]")
    expect(first).to_be_in_viewport()
    expect(first.locator(".libfees-when").first).to_contain_text("fra 1. januar 2027")
    headings = editor.locator(".libfees-section").all_inner_texts()
    assert headings == ["Gælder nu", "Fra 1. januar 2027"]
    former = editor.locator(".libfees-former")
    expect(former.locator("summary")).to_contain_text("41")
    fields = editor.evaluate("[...new FormData(document.querySelector('#page-edit-form'))].length")
    assert fields < 1_000, "what Django allows by itself"

    former.locator("summary").click()
    assert editor.evaluate(COVERED, ".libfees-former") == []
    former.get_by_role("button").first.click()
    expect(editor.locator(".libfees-section").last).to_have_text("Tidligere")
    expect(former.locator("summary")).to_contain_text("40")
    copied = run(STORED)
    publish(editor)
    assert run(STORED) == copied, "the stored order is that of the readers"
    assert len(copied) > len(before)


def test_former_years_add_little_to_the_form(editor, page_id, run):
    def size():
        editor.goto(f"/admin/pages/{page_id}/edit/")
        expect(editor.locator("#page-edit-form [data-streamfield-child]").first).to_be_visible()
        return editor.evaluate(STOPS)

    height, stops = size()
    run(FORMER_YEARS)
    with_years, stops_with_years = size()
    expect(editor.locator(".libfees-former summary")).to_contain_text("41")
    assert with_years <= 6000
    assert with_years - height <= 400
    assert stops_with_years - stops <= 5


def test_preview_shows_a_day(editor, page_id):
    editor.goto(f"/admin/libfees/rates/{page_id}/next-year/")
    editor.locator("[data-libfees-amount]").first.fill("12")
    editor.get_by_role("button", name="Gem som kladde").click()
    expect(editor.locator("#page-edit-form")).to_be_visible()
    editor.locator("[data-side-panel-toggle=preview]").click()
    preview = editor.frame_locator("#w-preview-iframe")
    cell = preview.locator(".libfees-overdue tbody tr").first.locator("td").first
    expect(cell).to_contain_text("10")
    editor.locator("#id_preview_mode").select_option("2027-01-01")
    expect(cell).to_contain_text("12")
    editor.locator("#id_preview_mode").select_option("date")
    expect(cell).to_contain_text("10")
    preview.locator("#libfees-preview-day").fill("2027-06-01")
    preview.locator(".libfees-preview-day button").click()
    expect(cell).to_contain_text("12")
    # A first day that is typed and not saved has a mode too; the one that is shown stays.
    editor.locator("[data-libfees-section='2027-01-01'] ~ * [name$='valid_from']").first.evaluate(
        "(day) => { day.value = '1.7.2027'; day.dispatchEvent(new Event('input', {bubbles: true}));"
        " day.dispatchEvent(new Event('change', {bubbles: true})); }"
    )
    modes = editor.locator("#id_preview_mode")
    expect(modes.locator("option[value='2027-07-01']")).to_have_text("Fra 1. juli 2027")
    expect(modes).to_have_value("date")
    # The page's own link.
    editor.locator("#id_preview_mode").select_option("")
    expect(cell).to_contain_text("10")
    # A preview that Wagtail draws once more would take the click with it.
    editor.wait_for_load_state("networkidle")
    # The preview is as narrow as a phone, where what is coming is folded.
    preview.locator("#coming-rates summary").click()
    preview.locator("#coming-rates a").first.click()
    expect(cell).to_contain_text("12")
