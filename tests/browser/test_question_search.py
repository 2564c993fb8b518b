"""Borrowers search the questions of the demo, with and without script; an editor sees the rest."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .steps import OPTIONS

FAQ = "/spoergsmaal-om-betaling/"
ENGLISH = "/en/questions-about-payment/"
SEARCHES = [
    (FAQ, "bøde", "Hvad koster det at aflevere for sent?"),
    (FAQ, "jeg kan ikke låne mere", "Hvorfor kan jeg ikke låne mere?"),
    (FAQ, "afdrag", "Jeg har svært ved at betale"),
    (FAQ, "rykergebyrer", "Jeg har fået en rykker"),
    (ENGLISH, "late fee", "What does it cost to return late?"),
]


def found(page):
    return page.locator("details.libfees-question[open]")


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_search_lands_on_the_open_answer(open_page, script):
    page = open_page(FAQ, width=360, script=script)
    for address, typed, question in SEARCHES:
        page.goto(address)
        field = page.locator("#libfees-q")
        field.fill(typed)
        field.press("Enter")
        expect(found(page).locator("summary", has_text=question)).to_be_visible()
        expect(found(page).first.locator("mark").first).to_be_visible()
        expect(page).to_have_url(re.compile(r"\?q=[^&]+$"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360 if script else True


@pytest.mark.parametrize("path", [FAQ, ENGLISH, f"{FAQ}?q=afdrag", f"{ENGLISH}?q=parking"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_search_is_accessible(open_page, path, scheme):
    page = open_page(path, width=360, scheme=scheme)
    results = Axe().run(page, options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()


def test_answers_come_while_one_types_and_an_empty_field_shows_all(open_page):
    page = open_page(FAQ, width=360)
    everything = page.locator("details.libfees-question").count()
    page.locator("#libfees-q").press_sequentially("afdr")
    count = page.locator("[data-libfees-count]")
    expect(count).to_have_text(re.compile("^[1-9] svar på ”afdr”$"))
    expect(found(page).first).to_contain_text("dele beløbet op")
    shown = int(count.text_content().strip()[0])
    expect(found(page)).to_have_count(shown)
    expect(page.get_by_role("button", name="Kopiér link til spørgsmålet")).to_have_count(shown)
    assert "q=afdr" in page.url
    page.locator("#libfees-q").fill("")
    expect(page.locator("details.libfees-question")).to_have_count(everything)
    expect(page.locator("[data-libfees-count]")).to_be_empty()


def test_all_answers_open_and_close(open_page):
    page = open_page(FAQ, width=360)
    page.get_by_role("button", name="Åbn alle svar").click()
    expect(page.locator("details.libfees-question:not([open])")).to_have_count(0)
    page.get_by_role("button", name="Luk alle svar").click()
    expect(found(page)).to_have_count(0)


def test_open_answers_are_remembered_in_the_tab_and_opened_for_print(open_page):
    page = open_page(FAQ, width=360)
    page.locator("summary").nth(2).click()
    page.locator("summary").nth(4).click()
    expect(found(page)).to_have_count(2)
    page.goto(ENGLISH)
    expect(found(page)).to_have_count(0)
    page.goto(FAQ)
    expect(found(page)).to_have_count(2)
    # A search opens its own, which are not remembered.
    page.locator("#libfees-q").fill("afdrag")
    expect(page.locator("[data-libfees-count]")).to_contain_text("”afdrag”")
    page.locator("#libfees-q").fill("")
    expect(page.locator("[data-libfees-count]")).to_be_empty()
    expect(found(page)).to_have_count(2)
    closed = page.locator("details.libfees-question:not([open])")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(closed).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(found(page)).to_have_count(2)
    if page.evaluate("!('onbeforematch' in document.body)"):
        page.keyboard.press("Control+f")
        expect(closed).to_have_count(0)


def test_an_editor_makes_a_question_of_what_was_not_found(redaktoer, open_page):
    open_page(f"{FAQ}?q=hvor+er+toilettet", script=False)
    redaktoer.goto("/admin/reports/libfees-searches/")
    row = redaktoer.get_by_role("row", name="hvor er toilettet")
    row.get_by_role("button", name="Lav et spørgsmål af det").click()
    question = redaktoer.locator("[name$='-value-question']:visible")
    expect(question).to_have_value("Hvor er toilettet?")


ASKS = """
from wagtail_libfees.models import FeeSettings
for settings in FeeSettings.objects.all():
    settings.ask_if_helped = True
    settings.save()
"""
RATINGS = """
from wagtail_libfees.models import AnswerRating, RatingLine
print(list(AnswerRating.objects.values_list("helped", "did_not_help")))
print(list(RatingLine.objects.values_list("words", flat=True)))
"""


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_borrower_says_that_an_answer_did_not_help(open_page, run, script):
    run(ASKS)
    page = open_page(FAQ, width=360, script=script)
    page.locator("details.libfees-question summary").first.click()
    page.get_by_role("button", name="Nej", exact=True).first.click()
    words = page.get_by_label("Tak. Hvad manglede du?")
    words.fill("Hvor på siden?")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Det hjælper os")).to_be_visible()
    found = run(RATINGS)
    assert "[(0, 1)]" in found
    assert "['Hvor på siden?']" in found
    page.goto(FAQ)
    page.locator("details.libfees-question summary").first.click()
    again = page.locator("details.libfees-question").first.locator("form[data-libfees-helped]")
    expect(again).to_be_visible(visible=not script)
