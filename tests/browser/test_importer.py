"""The importer as an editor meets it: paste, look, choose, import, take back; with the keyboard."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .steps import assert_accessible, log_in

TEXT = """Hvor betaler jeg min regning?
Du betaler i appen.

Kan jeg få en kvittering?
Ja, spørg i skranken.
"""
CHANGED = TEXT.replace("i appen", "i appen eller i skranken")


def paste(page, text, name, *, new=True):
    """Start an import of pasted text, and come to the preview; `new`: into a page of its own."""
    page.goto("/admin/libfees/importer/new/")
    page.fill("[name=text]", text)
    page.fill("[name=name]", name)
    if new:
        page.check("[name=where][value=new]")
    page.locator(".libfees-import form button[type=submit]").click()
    expect(page.locator(".libfees-import__item").first).to_be_visible()


def do_import(page):
    """Press “Import as draft”."""
    page.locator("button[name=import]").click()
    expect(page.locator(".libfees-import__page").first).to_be_visible()


def test_change_at_the_source_is_shown_word_by_word(editor):
    paste(editor, TEXT, "Ord for ord")
    do_import(editor)
    paste(editor, CHANGED, "Ord for ord")
    item = editor.locator(".libfees-import__item--changed")
    expect(item.locator("ins")).to_contain_text("skranken")
    expect(editor.locator(".libfees-import__item")).to_have_count(1)
    item.locator("summary").click()
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
    editor.locator(".libfees-import__item summary").first.click()
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
    item = editor.locator(".libfees-import__item").first
    # From the name of the group to the question, which Enter unfolds, and into its choices.
    editor.locator(".libfees-import__heading input").first.focus()
    editor.keyboard.press("Tab")
    editor.keyboard.press("Enter")
    editor.keyboard.press("Tab")
    editor.keyboard.press("ArrowRight")
    expect(item.locator("input[type=radio]").nth(1)).to_be_checked()
    # Enter in a field keeps the choices; it does not import.
    editor.locator(".libfees-import__heading input").first.focus()
    editor.keyboard.press("Enter")
    expect(editor.locator(".libfees-import__item--left")).to_have_count(1)
    editor.locator("button[name=import]").focus()
    editor.keyboard.press("Enter")
    expect(editor.locator(".libfees-import__page").first).to_be_visible()


def test_the_target_is_chosen_with_the_page_chooser(editor):
    editor.goto("/admin/libfees/importer/new/")
    expect(editor.locator("#id_page-chooser")).to_be_hidden()
    editor.check("[name=where][value=other]")
    editor.locator("#id_page-chooser").get_by_role("button").first.click()
    expect(editor.locator(".modal-body")).to_be_visible()


# A whole life of an import, as the role Redaktør

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEED = next(iter(SHARED.joinpath("seeds").glob("001_*.txt")), None)
# So high that an editor sees all of it with three turns of the wheel; at 390 pixels in one column.
HIGHEST = {1280: 2500, 390: 3000}
DRAFT = """
from wagtail_libfees.pages.models import PaymentFAQPage, StaffGuidePage
from django.contrib.contenttypes.models import ContentType
found = {}
for model in (PaymentFAQPage, StaffGuidePage):
    for page in model.objects.filter(locale__language_code="da"):
        raw = page.get_latest_revision_as_object().body.get_prep_value()
        groups = [child["value"] for child in raw if child["type"] == "questions"]
        found[model.__name__] = {
            group["heading"]: [q["value"]["question"] for q in group["questions"]]
            for group in groups
        }
import json
print(json.dumps([found, PaymentFAQPage.objects.count() + StaffGuidePage.objects.count()]))
"""


def choose_seed(page):
    """Start an import of the article, into the page that is proposed, and come to the preview."""
    page.goto("/admin/libfees/importer/new/")
    expect(page.locator("[name=where]:checked")).to_have_count(1)
    page.set_input_files("[name=file]", SEED)
    page.locator(".libfees-import form button[type=submit]").click()
    expect(page.locator(".libfees-import__item")).to_have_count(24)


def row(page, question):
    return page.locator(".libfees-import__item", has_text=question).first


def mend(page, question, words):
    """Mend the answer to a question in its row."""
    row(page, question).get_by_role("button", name="Ret").click()
    answer = row(page, question).locator(".public-DraftEditor-content")
    answer.click()
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


@pytest.mark.skipif(SEED is None, reason="the seeds are not beside the repository")
@pytest.mark.parametrize("width", [1280, 390])
def test_an_article_is_mended_imported_taken_back_and_imported_again(redaktoer, run, width):
    page = redaktoer
    page.set_viewport_size({"width": width, "height": 900})
    before, pages = json.loads(run(DRAFT))
    choose_seed(page)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    columns = page.locator(".libfees-import__column h2")
    assert columns.all_inner_texts() == ["Lånere 14", "Personale 10"]
    height = page.locator("#libfees-preview").bounding_box()["height"]
    assert height <= HIGHEST[width]
    # The button is in sight wherever one is.
    for place in ("start", "end"):
        page.locator(".libfees-import__item").first.evaluate(
            "(row, block) => row.scrollIntoView({ block })", place
        )
        expect(page.locator("button[name=import]")).to_be_in_viewport()

    page.get_by_role("button", name="Udskift dem").click()
    expect(page.locator(".libfees-import summary mark")).to_have_count(0)
    page.locator(".libfees-import__heading input").first.fill("Betaling og regninger")
    mend(page, "Jeg vil klage over en regning", "Ring til os, så finder vi ud af det. ☎️")
    assert_accessible(page)
    question = "Jeg har spørgsmål til et rykkergebyr?"
    row(page, question).get_by_role("button", name="Flyt til personale").click()
    expect(columns.first).to_have_text("Lånere 13")
    expect(row(page, "Jeg vil klage over en regning")).to_contain_text("Rettet")
    do_import(page)
    after, still = json.loads(run(DRAFT))
    assert still == pages
    assert len(after["PaymentFAQPage"]["Betaling og regninger"]) == 13
    assert any(question in group for group in after["StaffGuidePage"].values())
    assert_accessible(page)

    page.locator("a[href$='/rollback/']").click()
    page.locator(".libfees-import form button[type=submit]").click()
    expect(page.locator(".libfees-import [role=status]")).to_have_text("taget tilbage: 24")
    assert json.loads(run(DRAFT)) == [before, pages]
    choose_seed(page)
    do_import(page)
    expect(page.locator(".libfees-import [role=status]")).to_contain_text("tilføjet: 24")
    assert json.loads(run(DRAFT))[1] == pages


def test_session_that_ends_while_one_mends_loses_nothing(redaktoer):
    page = redaktoer
    paste(page, TEXT, "Udløbet", new=False)
    mend(page, "Kan jeg få en kvittering?", "Ja, altid.")
    context = page.context
    context.clear_cookies()
    page.locator("button[name=save]").last.click()
    note = page.get_by_role("alert").filter(has_text="Du er ikke logget ind længere")
    expect(note).to_be_visible()
    with context.expect_page() as opened:
        note.get_by_role("link").click()
    log_in(opened.value, "rikke")
    opened.value.close()
    page.locator("button[name=save]").last.click()
    expect(row(page, "Kan jeg få en kvittering?")).to_contain_text("Rettet")
    expect(row(page, "Kan jeg få en kvittering?")).to_contain_text("Ja, altid.")


def test_without_a_script_one_mends_on_a_page_of_its_own(redaktoer, open_page, chromium, site_url):
    context = chromium.new_context(
        java_script_enabled=False,
        base_url=site_url,
        storage_state=redaktoer.context.storage_state(),
    )
    page = open_page("/admin/libfees/importer/new/", context=context)
    page.fill("[name=text]", TEXT)
    page.locator(".libfees-import form button[type=submit]").click()
    page.get_by_role("button", name="Flyt til personale").last.click()
    row(page, "Hvor betaler jeg").get_by_role("button", name="Ret").click()
    page.locator("textarea").fill("<p>I <b>appen</b>.</p>")
    page.get_by_role("button", name="Gem teksten").click()
    expect(row(page, "Hvor betaler jeg")).to_contain_text("Rettet")
    page.locator("button[name=import]").click()
    page.goto(page.url)
    expect(page.locator(".libfees-import__page")).to_have_count(2)
    context.close()
