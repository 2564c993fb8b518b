"""A search that found nothing becomes a question, in both languages, is moved, and goes again."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import factories
from wagtail_libfees.models import AnswerRating, UnansweredSearch
from wagtail_libfees.models.addresses import question_keys

from .library import edit, latest, staff, translate

pytestmark = pytest.mark.django_db
ENGLISH = {
    "Om betaling": "About payment",
    "Kan jeg betale med kort?": "Can I pay by card?",
    "Ja, det kan du.": "Yes, you can.",
    "Lån": "Loans",
    "Hvor står afleveringskassen?": "Where is the return box?",
    "Ved indgangen, døgnet rundt.": "At the entrance, day and night.",
}


@pytest.fixture
def site():
    made = factories.site()
    factories.fee_settings(made, ask_if_helped=True)
    return made


@pytest.fixture
def faq(site):
    pay, returning = (
        factories.questions(heading="Betaling"),
        factories.questions(("Kan jeg forny?", "<p>Ja.</p>"), heading="Lån"),
    )
    page = factories.faq_page(site.root_page, returning, pay, slug="svar")
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def asked(typed, language="da"):
    """What a borrower finds: the questions that are open, and whether she is told to ask."""
    response = Client().get(
        reverse("wagtail_libfees:question_search"), {"q": typed, "language": language}
    )
    found = BeautifulSoup(response.content, "html.parser")
    return [each.summary.get_text().strip() for each in found.select("details[open]")]


def answers(language):
    response = Client().get(reverse("wagtail_libfees:answers_json"), {"lang": language})
    return {each["question"]: each for each in json.loads(response.content)["answers"]}


def groups(page):
    """The questions of each group in the draft, by its heading."""
    return {
        group.value["heading"]: [each["question"] for each in group.value["questions"]]
        for group in page.body
    }


def test_from_a_search_in_vain_to_a_question_and_its_end(site, faq):
    # A borrower finds nothing, and an editor sees it.
    assert asked("afleveringskassen") == []
    editor = staff()
    report = editor.get(reverse("libfees_unanswered")).content.decode()
    assert "afleveringskassen" in report
    row = UnansweredSearch.objects.get()
    editor.post(reverse("libfees_unanswered_question", args=[row.pk]))
    assert "afleveringskassen" not in editor.get(reverse("libfees_unanswered")).content.decode()
    assert asked("afleveringskassen") == []

    # She words and answers it, and publishes.
    draft = latest(faq)
    added = draft.body[-1].value["questions"].bound_blocks[-1]
    added.value["question"] = "Hvor står afleveringskassen?"
    added.value["answer"].source = "<p>Ved indgangen, døgnet rundt.</p>"
    edit(editor, faq, body=draft.body)
    assert asked("afleveringskassen") == ["Hvor står afleveringskassen?"]
    assert asked("return box", "en") == []

    # It is translated, and found in both languages, by one permanent address.
    translate(type(faq).objects.get(pk=faq.pk), ENGLISH)
    assert asked("return box", "en") == ["Where is the return box?"]
    danish, english = (
        answers("da")["Hvor står afleveringskassen?"],
        answers("en")["Where is the return box?"],
    )
    assert danish["permanent_url"] == english["permanent_url"]
    assert english["answer"] == "At the entrance, day and night."

    # A borrower says that it did not help.
    key = question_keys(faq)[added.id]
    vote = {"question": key, "language": "da", "helped": "no"}
    cache.clear()
    url = reverse("wagtail_libfees:answer_helped")
    assert Client().post(url, vote, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303
    assert "Hvor står afleveringskassen?" in editor.get(reverse("libfees_helped")).content.decode()

    # It is moved to the other group: the address, the search and the count follow.
    draft = latest(faq)
    raw = list(draft.body.get_prep_value())
    moved = raw[1]["value"]["questions"].pop()
    raw[0]["value"]["questions"].append(moved)
    edit(editor, faq, body=draft.body.stream_block.to_python(raw))
    assert groups(latest(faq))["Lån"][-1] == "Hvor står afleveringskassen?"
    assert asked("afleveringskassen") == ["Hvor står afleveringskassen?"]
    assert answers("da")["Hvor står afleveringskassen?"]["group"] == "Lån"
    assert Client().get(danish["permanent_url"]).url.endswith(f"#q-{added.id}")
    assert AnswerRating.objects.get().did_not_help == 1

    # It goes: nothing finds it, its address says so, and what was said of it goes too.
    draft = latest(faq)
    raw = list(draft.body.get_prep_value())
    raw[0]["value"]["questions"].pop()
    edit(editor, faq, body=draft.body.stream_block.to_python(raw))
    translate(type(faq).objects.get(pk=faq.pk), ENGLISH)
    assert asked("afleveringskassen") == []
    assert asked("return box", "en") == []
    assert "Hvor står afleveringskassen?" not in answers("da")
    assert Client().get(danish["permanent_url"]).status_code == 410
    assert not AnswerRating.objects.exists()
