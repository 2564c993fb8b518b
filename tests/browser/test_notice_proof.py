"""A notice from its template to the ledger, as an editor and two borrowers meet it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .steps import OPTIONS, assert_accessible, publish

TITLE = "Betal regninger i Fjordbetaling fra februar 2027"
SLUG = "betal-regninger-i-fjordbetaling-fra-februar-2027"
WORDS = {
    "title": TITLE,
    "lead": "Fra den 1. februar 2027 betaler du regninger fra biblioteket i Fjordbetaling.",
    "review_day": "2027-05-01",
    "cut_off_day": "2027-02-01",
    "old_balances": "Du ser og betaler ældre regninger, hvor du plejer.",
    "old_url": "https://gammel-betaling.example/",
    "old_channel_ends": "2027-03-31",
    "new_balances": "Du ser og betaler nye regninger i Fjordbetaling.",
}
PROSE = {
    "changes": "Nye regninger står ikke længere under dine lån.",
    "to_do": "Har du ingen regninger, skal du ikke gøre noget.",
}
ARCHIVE = """
from wagtail_libfees.pages.models import ServiceNoticeIndexPage as Index
print(Index.objects.get(locale__language_code="da").pk)
"""


@pytest.fixture
def archive(run):
    """The id of the demo's archive."""
    return run(ARCHIVE).split()[-1]


def fill_in(editor, **fields):
    for name, value in fields.items():
        editor.locator(f"#page-edit-form [name={name}]").fill(value)


def type_over(editor, name, words):
    """Replace what the template says in a rich text."""
    box = editor.locator(f"[data-contentpath={name}] [contenteditable=true]")
    box.click()
    box.press("Control+a")
    box.press_sequentially(words)
    # What is typed reaches the form a moment later.
    expect(editor.locator(f"#page-edit-form [name={name}]")).to_have_value(re.compile(words))


@pytest.fixture
def answers(editor):
    """What the site answered with an error: autosave would tell nobody but the editor."""
    found = []
    editor.on("response", lambda got: found.append(got.url) if got.status >= 500 else None)
    yield
    assert found == []


def banner(page):
    return page.locator(".libfees-notice", has_text=TITLE)


def write(editor, archive):
    """Fill in the template “Ny betalingsløsning” and publish; returns the id of the notice."""
    editor.goto(f"/admin/pages/add/libfees_pages/servicenoticepage/{archive}/")
    assert_accessible(editor)
    editor.get_by_role("link", name="Ny betalingsløsning").click()
    expect(editor.locator("[data-contentpath=to_do] [contenteditable=true]")).to_be_visible()
    # A gap of the template stops publishing, so that nobody forgets a question.
    fill_in(editor, title=TITLE)
    editor.press("[name=title]", "Tab")
    expect(editor.locator("[name=slug]")).to_have_value(SLUG)
    publish(editor)
    expect(editor.locator(".messages .error")).to_be_visible()
    fill_in(editor, **WORDS)
    # With the demo's own notices there is no line in the banner for one that only informs.
    editor.locator("[name=severity]").select_option("warning")
    for name, words in PROSE.items():
        type_over(editor, name, words)
    publish(editor)
    expect(editor.locator(".messages .success")).to_contain_text(TITLE)
    editor.get_by_role("link", name=TITLE).first.click()
    editor.wait_for_url("**/edit/")
    return editor.url.split("/pages/")[1].split("/")[0]


def test_from_the_template_to_the_ledger(editor, answers, open_page, archive):
    notice = write(editor, archive)

    readers = [open_page("/takster/", width=width) for width in (360, 1280)]
    for reader in readers:
        expect(banner(reader)).to_be_visible()
        results = Axe().run(reader, options=OPTIONS)
        assert results.violations_count == 0, results.generate_report()
        banner(reader).get_by_role("button").click()
        expect(banner(reader)).to_be_hidden()
    expect(banner(open_page("/takster/", script=False))).to_be_visible()

    editor.goto(f"/admin/pages/{notice}/edit/")
    fill_in(editor, lead="Rettet: Fra den 1. februar 2027 betaler du i Fjordbetaling.")
    editor.locator("[name=show_again]").set_checked(True, force=True)
    publish(editor)
    for reader in readers:
        reader.reload()
        expect(banner(reader)).to_be_visible()
        # Only an urgent notice tells its lead in the banner.
        expect(banner(reader)).not_to_contain_text("Rettet:")

    editor.goto(f"/admin/libfees/notices/{notice}/channels/")
    editor.locator("#channel-sms form[action$='/sent/'] button").click()
    expect(editor.locator("#channel-sms.libfees-channel--is-sent")).to_be_visible()
    expect(editor.locator("#libfees-ledger-title")).to_be_visible()
    editor.goto("/admin/reports/libfees-channels/")
    expect(editor.locator("main table tr", has_text=TITLE).first).to_contain_text("Sms")

    editor.goto(f"/admin/pages/{notice}/edit/")
    editor.locator("[name=severity]").select_option("urgent")
    publish(editor)
    editor.wait_for_url("**/confirm/")
    assert_accessible(editor)
    readers[0].reload()
    expect(banner(readers[0]).get_by_role("button")).to_be_visible()
    editor.get_by_role("button", name="Bekræft og udgiv").click()
    expect(editor.locator(".messages .success")).to_be_visible()
    for reader in readers:
        reader.reload()
        expect(banner(reader)).to_contain_text("Rettet:")
        expect(banner(reader).get_by_role("button")).to_have_count(0)
    results = Axe().run(readers[0], options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()
