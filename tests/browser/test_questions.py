"""The editor of a payment FAQ: questions are moved, groups ordered, two hundred stay workable."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .steps import COVERED, OPTIONS, publish

# Eight groups of 25 questions, in the place of those of the demo; published.
MANY = """
import uuid
from wagtail_libfees.pages.models import PaymentFAQPage
page = PaymentFAQPage.objects.get(slug="spoergsmaal-om-betaling")
def question(name):
    answer = f"<p>Svar <b>{name}</b>: <a href='https://x.example/'>læs mere</a></p>"
    value = {"question": f"Spørgsmål {name}?", "answer": answer}
    return {"type": "item", "id": str(uuid.uuid4()), "value": value}
def group(number):
    questions = [question(f"{number}-{each}") for each in range(25)]
    value = {"heading": f"Gruppe {number}", "questions": questions}
    return {"type": "questions", "id": str(uuid.uuid4()), "value": value}
raw = [group(number) for number in range(8)]
page.body = page.body.stream_block.to_python(raw)
page.save_revision(clean=False).publish()
print(page.pk)
"""
# [[heading, [[id, question, words of the answer], ...]], ...] of the draft.
DRAFT = """
import json
from wagtail_libfees.pages.models import PaymentFAQPage
from wagtail_libfees.text.plain_text import plain_text
page = PaymentFAQPage.objects.get(slug="spoergsmaal-om-betaling")
raw = page.get_latest_revision_as_object().body.get_prep_value()
print(json.dumps([
    [g["value"]["heading"], [
        [q["id"], q["value"]["question"], plain_text(q["value"]["answer"])]
        for q in g["value"]["questions"]
    ]]
    for g in raw if g["type"] == "questions"
]))
"""
PASTE = """(editor, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "20 kr.");
  const event = { clipboardData: data, bubbles: true, cancelable: true };
  editor.dispatchEvent(new ClipboardEvent("paste", event));
}"""


# What a colleague says of the first answer of Gruppe 1, and where that stands.
COMMENTED = """
from django.contrib.auth import get_user_model
from wagtail.models import Comment
from wagtail_libfees.pages.models import PaymentFAQPage
page = PaymentFAQPage.objects.get(slug="spoergsmaal-om-betaling")
group = page.body.get_prep_value()[1]
path = f"body.{group['id']}.questions.{group['value']['questions'][0]['id']}.answer"
lars = get_user_model().objects.get(username="lars")
Comment.objects.create(page=page, user=lars, text="Er det rigtigt?", contentpath=path)
"""
COMMENTS = """
import json
from wagtail.models import Comment
from wagtail_libfees.pages.models import PaymentFAQPage
page = PaymentFAQPage.objects.get(slug="spoergsmaal-om-betaling")
draft = page.get_latest_revision_as_object()
groups = {block["id"]: block["value"]["heading"] for block in draft.body.get_prep_value()}
print(json.dumps([
    [groups[said.contentpath.split(".")[1]], said.has_valid_contentpath(draft), said.text]
    for said in Comment.objects.filter(resolved_at=None)
]))
"""


@pytest.fixture
def number(run, redaktoer):
    """The number of a page with two hundred questions; she who edits it is logged in."""
    return run(MANY).split()[-1]


@pytest.fixture
def page(number, redaktoer):
    """Its editor, when it has been built."""
    redaktoer.goto(f"/admin/pages/{number}/edit/")
    expect(block(redaktoer, "Gruppe 7")).to_be_visible()
    return redaktoer


def block(page, words):
    """The folded group or question with these words."""
    return page.locator(".w-panel__header", has_text=words).first


def unfold(page, words):
    block(page, words).locator("[data-panel-toggle]").click()


def save(page):
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Gem kladde").click()


def test_what_is_typed_goes_along_and_the_keyboard_is_enough(page, run):
    unfold(page, "Gruppe 1")
    unfold(page, "Spørgsmål 1-0?")
    field = page.locator("[name$='-value-question']:visible")
    field.fill("Hvad nu?")
    mover = page.locator(".libfees-move:visible").first
    mover.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    # The editor around it is Wagtail's.
    found = Axe().run(page, context={"include": [["dialog"]]}, options=OPTIONS)
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("Escape")
    expect(mover).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    save(page)
    after = json.loads(run(DRAFT))
    assert after[0][1][-1][1:] == ["Hvad nu?", "Svar 1-0: læs mere (https://x.example/)"]
    assert len(after[1][1]) == 24


def test_what_colleagues_have_said_follows_a_question_that_is_moved(number, redaktoer, run):
    run(COMMENTED)
    page = redaktoer
    page.goto(f"/admin/pages/{number}/edit/")
    unfold(page, "Gruppe 1")
    expect(page.locator(".comment")).to_have_count(1)
    block(page, "Spørgsmål 1-0?").get_by_role("button", name="Flyt til …").click()
    page.get_by_role("dialog").get_by_role("button", name="Gruppe 5").click()
    expect(page.get_by_role("status").filter(has_text="Flyttet")).to_be_visible()
    save(page)
    assert json.loads(run(COMMENTS)) == [["Gruppe 5", True, "Er det rigtigt?"]]
    expect(block(page, "Gruppe 7")).to_be_visible()
    expect(page.locator(".comment")).to_have_count(1)


def test_two_hundred_questions_stay_workable_and_groups_are_ordered(page, run):
    before = json.loads(run(DRAFT))
    # Only the introduction is an editor of rich text yet, and the groups fit on two screens.
    assert page.locator(".Draftail-Editor").count() == 1
    assert page.evaluate("document.querySelector('main').scrollHeight") <= 1800
    assert page.evaluate(COVERED, "[data-streamfield-stream-container]") == []
    block(page, "Gruppe 0").get_by_role("button", name="Flyt ned").click()
    unfold(page, "Gruppe 3")
    unfold(page, "Spørgsmål 3-24?")
    page.locator("[name$='-value-question']:visible").fill("Sidst?")
    save(page)
    after = json.loads(run(DRAFT))
    before[0], before[1] = before[1], before[0]
    before[3][1][24][1] = "Sidst?"
    assert after == before


def test_new_question_and_faulty_one_are_open(page, run):
    unfold(page, "Gruppe 2")
    unfold(page, "Spørgsmål 2-0?")
    page.locator("[name$='-value-question']:visible").fill("")
    publish(page)
    field = page.locator("[name$='-value-question'][type=text]")
    expect(field).to_have_count(1)
    expect(field).to_be_visible()
    assert len(json.loads(run(DRAFT))[2][1]) == 25


# As Word puts it on the clipboard.
TABLE = (
    "<table class=MsoTable><tr><td><p class=MsoNormal>Børn<o:p></o:p></p></td>"
    "<td><p class=MsoNormal><b>10 kr.</b></p></td></tr>"
    "<tr><td>Voksne</td><td>20 kr.</td></tr></table>"
)


def test_rows_of_a_pasted_table_become_lines_and_the_editor_is_told(page):
    unfold(page, "Gruppe 0")
    unfold(page, "Spørgsmål 0-0?")
    # The first of the two rich texts of a question is its answer.
    editor = page.locator(".libfees-questions .public-DraftEditor-content").first
    editor.click()
    editor.evaluate(PASTE, "<p>Kun tekst</p>")
    expect(page.locator(".libfees-pasted-table")).to_have_count(0)
    editor.evaluate(PASTE, TABLE)
    expect(page.get_by_role("alert").filter(has_text="tabel")).to_be_visible()
    expect(editor).to_contain_text("Børn – 10 kr.")
    # The text above the groups, too.
    intro = page.locator(".public-DraftEditor-content").first
    intro.click()
    intro.evaluate(PASTE, TABLE)
    expect(intro).to_contain_text("Børn – 10 kr.")
    expect(page.get_by_role("alert").filter(has_text="tabel")).to_have_count(2)


def test_finding_leads_to_the_field_of_a_folded_question(page, number, run):
    question = json.loads(run(DRAFT))[4][1][7][0]
    where = f"libfees-field=body&libfees-child=question#block-{question}-section"
    page.goto(f"/admin/pages/{number}/edit/?{where}")
    expect(page.locator("[name$='-value-question']:focus")).to_have_value("Spørgsmål 4-7?")
