"""Every text that an editor can type on a page is looked at."""

import pytest

from tests import factories
from wagtail_libfees.editorial.page_text import page_texts

pytestmark = pytest.mark.django_db


def texts_of(page):
    return dict(page_texts(page)), [text for _field, text in page_texts(page)]


def test_texts_of_fields_and_of_blocks_at_every_depth_are_found():
    page = factories.faq_page(
        factories.site().root_page,
        factories.questions(("Spørgsmålet", "<p>Svaret</p>"), heading="Overskriften"),
        ("contact", {"heading": "", "points": [{"matter": "Sagen", "name": "Stedet"}]}),
        title="Titlen",
        intro="<p>Indledningen</p>",
        search_description="Beskrivelsen",
        seo_title="Søgetitlen",
    )
    found = " ".join(texts_of(page)[1])
    for word in [
        "Spørgsmålet",
        "Svaret",
        "Overskriften",
        "Sagen",
        "Stedet",
        "Titlen",
        "Indledningen",
        "Beskrivelsen",
        "Søgetitlen",
    ]:
        assert word in found


def test_a_text_comes_with_the_field_that_it_is_in():
    page = factories.notice(
        factories.notice_index(factories.site().root_page), lead="Ledet", text="<p>Teksten</p>"
    )
    by_field, _ = texts_of(page)
    assert (by_field["lead"], by_field["text"]) == ("Ledet", "<p>Teksten</p>")


def test_ids_and_names_of_blocks_are_no_text():
    page = factories.faq_page(factories.site().root_page, factories.questions(("A", "B")))
    body = [text for field, text in page_texts(page) if field == "body"]
    assert sorted(body) == ["", "A", "B"]


def test_what_wagtail_sets_is_no_text():
    page = factories.faq_page(factories.site().root_page)
    assert {"url_path", "path", "draft_title", "translation_key"}.isdisjoint(texts_of(page)[0])


def test_a_page_without_content_has_its_title_only():
    from wagtail_libfees.pages.models import PaymentFAQPage

    fields = {field for field, _ in page_texts(PaymentFAQPage(title="Titel"))}
    assert "title" in fields
    assert "body" not in fields
