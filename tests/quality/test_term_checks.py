"""Outdated terms as a check of a page: where it looks, and what it offers."""

import pytest

from tests import factories
from wagtail_libfees.editorial.publishing import publishing_errors
from wagtail_libfees.editorial.registry import findings

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
