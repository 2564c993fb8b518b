"""An editor looks at what was changed, in words, and goes back to an earlier version."""

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from tests import factories

from .library import edit, fee_page, form_of, latest, shown_fields, staff, words

pytestmark = pytest.mark.django_db


def dearer(page):
    """The rates with another amount, another day and a tick."""
    body = latest(page).body
    fees = body[0].value
    fees["groups"][0]["bands"][0]["amount"] = Decimal("12.50")
    fees["groups"][0]["bands"][1]["replacement_added"] = True
    fees["valid_from"] = date(2026, 1, 1)
    return body


def answered(page):
    """The questions with another answer."""
    body = latest(page).body
    body[0].value["questions"][0][
        "answer"
    ].source = "<p>Betal i banken.</p><p>Spørg {payment_office}.</p>"
    return body


def made(kind, site):
    """A published page of a kind, what is changed in it, and what a comparison says of that."""
    if kind == "rates":
        page = fee_page(site)
        said = ["Beløb (kr.) 10 12,50", "Erstatning lægges til Ja", "Gælder fra 1. januar 2026"]
        return page, {"body": dearer(page)}, said
    if kind == "questions":
        questions = factories.questions(("Hvordan betaler jeg?", "<p>Betal i skranken.</p>"))
        page = factories.faq_page(site.root_page, questions)
        return (
            page,
            {"body": answered(page)},
            ["Svar Betal i skranken. banken. Spørg {Kontoret for betaling og rykkergebyrer}."],
        )
    page = factories.staff_guide(site.root_page)
    return (
        page,
        {"title": "Andet", "intro": rich_text("<p>Nyt: {portal}</p>")},
        [
            "Andet",
            "Nyt: {Betalingsportalens navn}",
        ],
    )


# What Wagtail says of a value that it has no words for.
RAW = {"None", "False", "True", "fixed", "loan_date", "{portal}", "{payment_office}."}


@pytest.mark.parametrize("role", ["Redaktør", "Lokal administrator"])
@pytest.mark.parametrize("kind", ["rates", "questions", "staff guide"])
def test_a_change_is_compared_in_words_and_taken_back(role, kind):
    site = factories.site()
    page, changed, said = made(kind, site)
    editor = staff(role)
    page = edit(editor, page)
    before, first = latest(page), page.latest_revision_id
    edit(editor, page, publish=False, **changed)

    address = reverse("wagtailadmin_pages:history", args=[page.pk])
    assert f"/revisions/{first}/revert/" in editor.get(address).content.decode()
    args = [page.pk, first, "latest"]
    response = editor.get(reverse("wagtailadmin_pages:revisions_compare", args=args))
    shown = words(BeautifulSoup(response.content, "html.parser").main)
    for words_of_change in said:
        assert words_of_change in shown
    assert not RAW & set(shown.split())

    revert = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first])
    form = BeautifulSoup(editor.get(revert).content, "html.parser").select_one("[data-edit-form]")
    assert shown_fields(form)["title"] == before.title
    edit(editor, page, title=before.title, body=before.body, intro=rich_text(before.intro))
    now = latest(page)
    assert now.title == before.title
    as_sent = [form_of(each.body.stream_block, each.body, "body") for each in (now, before)]
    assert as_sent[0] == as_sent[1]
