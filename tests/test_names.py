"""Danish names on English pages are in Danish for a screen reader, wherever they stand."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests import factories
from tests.kept import kept
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.templatetags import libfees_names

pytestmark = pytest.mark.django_db
PORTAL = "Mit Overblik & Betaling"


@kept
def settings(site):
    return factories.fee_settings(
        site,
        portal=PORTAL,
        library_name="Fjordby Bibliotek",
        contact_points=[
            ("point", {"matter": "reason", "name": "Støtten", "phone": "12 34 56 78"}),
            ("point", {"matter": "payment", "name": "Support", "phone": "12 34 56 79"}),
        ],
    )


@kept
def faq(site, settings):
    page = factories.faq_page(
        site.root_page,
        factories.questions(
            (
                f"Do I pay in {PORTAL}?",
                "<p>Yes, in <b>{portal}</b>, with Betalingsservice, or ask Støtten or Support.</p>",
            ),
            heading="Fjordby Bibliotek",
        ),
        intro="<p>Bills come in Digital Post.</p>",
    )
    factories.translated(site.root_page, slug="front")
    return factories.translated(page, slug="questions", title="About NemKonto")


def names(client, url, place="main", code="da"):
    soup = BeautifulSoup(client.get(url).content, "lxml")
    return [found.string for found in soup.select_one(place).select(f"span[lang={code}]")]


def test_names_in_titles_questions_and_rich_text_are_marked(client, faq):
    found = names(client, faq.url)
    assert [name for name in found if name != PORTAL] == [
        "NemKonto",
        "Digital Post",
        "Fjordby Bibliotek",
        "Betalingsservice",
        "Støtten",
        # The contacts at the foot of the page: the name of an office is Danish for certain.
        "Støtten",
        "Support",
    ]
    assert found.count(PORTAL) == 2


def test_nothing_is_marked_on_a_danish_page(client, faq, site):
    danish = faq.get_translations().get()
    assert names(client, danish.url) == []


def test_names_of_an_english_site_are_english_on_its_danish_pages(client):
    site = factories.site("library.example", default=False, code="en")
    factories.fee_settings(site, portal="Pay Here")
    page = factories.faq_page(site.root_page, intro="<p>Pay Here, or by NemKonto.</p>")
    danish = factories.translated(page, "da", slug="svar")
    host = {"headers": {"host": site.hostname}}
    soup = BeautifulSoup(client.get(danish.get_url_parts()[2], **host).content, "lxml")
    assert [found["lang"] for found in soup.select(".libfees-intro span")] == ["en"]
    soup = BeautifulSoup(client.get(page.get_url_parts()[2], **host).content, "lxml")
    assert [found.string for found in soup.select(".libfees-intro span")] == ["NemKonto"]


def test_a_name_in_the_banner_is_marked_but_not_in_a_notice_that_is_danish_itself(
    client, faq, site
):
    index = factories.notice_index(site.root_page)
    factories.notice(index, title=f"Betal i {PORTAL}")
    translated = factories.translated(factories.notice(index), slug="paying")
    translated.title = f"Pay in {PORTAL}"
    translated.save()
    soup = BeautifulSoup(client.get(faq.url).content, "lxml")
    marked = soup.select(".libfees-notice-title a span[lang=da]")
    assert [found.string for found in marked] == [PORTAL]
    assert soup.select_one(".libfees-notice[lang=da] a").string == f"Betal i {PORTAL}"


def test_another_name_is_marked_at_once_on_a_kept_page(client, faq, settings):
    assert names(client, faq.url).count(PORTAL) == 2
    changed = FeeSettings.objects.get(pk=settings.pk)
    changed.payment_routes = [factories.payment_route(name="Digital Bold")]
    changed.save()
    assert PORTAL not in names(client, faq.url)
    assert "Digital Bold" in names(client, faq.url)


@pytest.mark.parametrize("cold", [True, False], ids=["rendered", "kept"])
def test_names_cost_no_query(client, faq, settings, monkeypatch, cold):
    def queries():
        if cold:
            settings.save()
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(faq.url)
        return len(found)

    client.get(faq.url)
    marked = queries()
    monkeypatch.setattr(libfees_names, "_marked", lambda html, site, names: html)
    assert queries() == marked


def test_a_site_marks_names_in_its_own_templates(faq):
    code = "{% load libfees_tags %}{% libfees_names %}<i>{{ name }}</i>{% endlibfees_names %}"
    request = RequestFactory().get("/")
    with translation.override("en"):
        html = Template(code).render(Context({"request": request, "name": PORTAL}))
        assert html == '<i><span lang="da">Mit Overblik &amp; Betaling</span></i>'
        assert Template(code).render(Context({"name": "NemKonto"})) == "<i>NemKonto</i>"
