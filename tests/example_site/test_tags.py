"""What the base template of the example site shows."""

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Site

from example_site.home.templatetags import example_tags
from tests import factories

pytestmark = pytest.mark.django_db


def request(path="/", host="testserver"):
    return RequestFactory().get(path, headers={"host": host})


def test_the_way_to_the_other_language_keeps_what_the_borrower_chose():
    page = factories.takster_page(factories.site().root_page)
    factories.translated(page)
    found = example_tags.language_links({"request": request("/?date=2027-01-01"), "page": page})
    assert {link.code: link.url.partition("?")[2] for link in found} == {
        "da": "date=2027-01-01",
        "en": "date=2027-01-01",
    }


def test_a_host_that_no_site_has_gets_an_answer(settings):
    settings.ALLOWED_HOSTS = ["*"]
    factories.takster_page(factories.site().root_page, show_in_menus=True)
    Site.objects.update(is_default_site=False)
    context = {"request": request(host="findes-ikke.example")}
    assert Site.find_for_request(context["request"]) is None
    assert example_tags.site_root_url(context) == "/"
    assert list(example_tags.site_menu(context)) == []
    with translation.override("da"):
        assert [link.code for link in example_tags.language_links(context)] == ["da", "en"]
        assert example_tags.language_links({**context, "page": None})[0].url == "/"
