"""Questions of an FAQ on another page: all, a group, chosen ones; and only what is public."""

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.utils import translation
from wagtail.rich_text import RichText

from tests import factories
from wagtail_libfees.blocks import FAQExcerptBlock
from wagtail_libfees.models import OwnFact
from wagtail_libfees.models.addresses import question_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def faq(site):
    blocks = [
        factories.questions(("Hvor?", "<p>Her, {opens}.</p>"), ("Hvornår?", "<p>Nu.</p>")),
        factories.questions(("Hvem?", "<p>Ring 12 34 56 87.</p>"), heading="Om os"),
    ]
    OwnFact.objects.create(site=site, locale=site.root_page.locale, name="opens", value="i dag")
    return factories.faq_page(site.root_page, *blocks)


def shown(page, **fields):
    block = FAQExcerptBlock()
    value = block.to_python({"page": page.pk, "heading": "Spørgsmål", **fields})
    request = RequestFactory().get("/", headers={"host": "localhost"})
    html = block.render(value, {"request": request})
    return BeautifulSoup(html, "html.parser")


def names(soup):
    return [summary.get_text().strip() for summary in soup.select("summary")]


def test_all_are_shown_as_they_stand_there_with_the_way_home(faq):
    soup = shown(faq)
    assert names(soup) == ["Hvor?", "Hvornår?", "Hvem?"]
    assert "Her, i dag." in soup.get_text()
    assert soup.select_one("a[href='tel:12345687']")
    assert soup.select_one(".libfees-question-link a")["href"].startswith(f"{faq.url}#q-")


def test_a_group_and_chosen_ones(faq):
    assert names(shown(faq, group="om os")) == ["Hvem?"]
    key = list(question_keys(faq).values())[1]
    [name] = names(shown(faq, questions=[f"https://fjordby.example/libfees/q/{key}/"]))
    assert name in ("Hvor?", "Hvornår?", "Hvem?")
    assert names(shown(faq, questions=["https://fjordby.example/andet"])) == []


def test_names_of_our_pages_are_links(site, faq):
    factories.takster_page(site.root_page, title="Takster")
    faq.body[0].value["questions"][1]["answer"] = RichText("<p>Se Takster og Hvornår.</p>")
    faq.save()
    assert [link.get_text() for link in shown(faq).select(".libfees-answer a")] == [
        *("Takster", "12 34 56 87"),
    ]


def test_in_the_language_of_the_page(faq):
    english = factories.translated(faq)
    english.body = [factories.questions(("Where?", "<p>Here.</p>"))]
    english.save_revision().publish()
    with translation.override("en"):
        assert names(shown(faq)) == ["Where?"]


def test_nothing_of_what_not_everyone_may_read(site, faq):
    guide = factories.staff_guide(site.root_page)
    factories.restrict(faq)
    assert names(shown(faq)) == []
    assert names(shown(guide)) == []
    assert names(shown(site.root_page)) == []
