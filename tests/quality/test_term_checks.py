"""Outdated terms as a check of a page: where it looks, and what it offers."""

import pytest

from tests import factories
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.replace_terms import replace_terms
from wagtail_libfees.editorial.publishing import publishing_errors
from wagtail_libfees.editorial.registry import findings
from wagtail_libfees.models import OutdatedTerm

pytestmark = pytest.mark.django_db


def faq(words, **fields):
    questions = factories.questions(("Hvad?", f"<p>{words}</p>"))
    return factories.faq_page(factories.site().root_page, questions, **fields)


def terms(page):
    return [f for f in findings(page) if f.code == "outdated_term"]


def test_the_address_of_a_page_is_left_alone():
    page = faq("Brug MitID.", title="NemID lukkede i 2023", slug="nemid-lukkede-i-2023")
    assert publishing_errors(page) == []


def test_what_else_is_wrong_in_an_address_counts():
    assert publishing_errors(faq("Brug MitID.", slug="010190-1234")) != []


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("Du får en <b>bøde</b>", [True]),
        ("Du har en skyldig bøde", [False]),
        ("Brug <b>Nem</b>ID", [False]),
        ("Bøde: 20 kr. En ny bøde", [True, False]),
        # One button for a spelling: it does what can be done.
        ("En ny bøde og jeres bøde", [True]),
        ("Regningen ligger i din e-Boks", [False]),
    ],
)
def test_replacing_is_offered_only_where_it_can_be_done(words, offered):
    assert [f.params["replaceable"] for f in terms(faq(words))] == offered


def test_a_link_is_kept_when_a_word_in_it_is_replaced():
    page = faq('Se <a href="https://fjordby.example/">din</a> bøde')
    replace_terms(page, factories.admin())
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert draft.body[0].value["questions"][0]["answer"].source == (
        '<p>Se <a href="https://fjordby.example/">dit</a> gebyr</p>'
    )


def test_where_nothing_can_be_done_no_draft_is_made():
    page = faq("Brug <b>Nem</b>ID")
    with pytest.raises(DraftError):
        replace_terms(page, factories.admin())
    assert page.get_latest_revision() is None


@pytest.mark.parametrize(
    ("words", "count"),
    [("TAG JERES SKAT MED", 0), ("Gæld sendes til SKAT", 1), ("Gæld sendes ikke til SKAT", 0)],
)
def test_a_site_changes_what_a_term_does_and_not_how_it_is_recognised(words, count):
    OutdatedTerm.objects.create(term="skat", replacement="kommunen", severity="error")
    found = terms(faq(words))
    assert [(f.is_error, f.mend) for f in found] == [(True, "Skriv ”kommunen”.")] * count
