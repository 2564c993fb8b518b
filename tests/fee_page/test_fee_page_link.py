"""Where the fee page is: the order of the answers, in each language and site."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone, translation
from wagtail.models import Locale, Page

from tests import factories
from wagtail_libfees.models import resolve_fee_page

pytestmark = pytest.mark.django_db


def unpublish(page):
    page.unpublish()


def expire(page):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))


def restrict(page):
    factories.restrict(page)


def restrict_parent(page):
    factories.restrict(page.get_parent())


def delete(page):
    Page.objects.get(pk=page.pk).delete()


def move_out(page):
    elsewhere = Page.get_first_root_node()
    Page.objects.get(pk=page.pk).move(elsewhere, pos="last-child")


NOT_PUBLIC = [unpublish, expire, restrict, restrict_parent, delete, move_out]


def url_for(site, language=None):
    link = resolve_fee_page(site, language)
    return link.url if link else None


def test_nothing_configured_is_none_and_never_the_front_page():
    assert resolve_fee_page(factories.site()) is None


def test_no_site_is_none():
    assert resolve_fee_page(None) is None


def test_a_request_for_an_unknown_host_without_a_default_site_is_none():
    site = factories.site()
    site.is_default_site = False
    site.save()
    request = RequestFactory().get("/", headers={"host": "ukendt.example"})
    assert resolve_fee_page(request) is None


def test_the_chosen_page_comes_first():
    site = factories.site()
    page = factories.takster_page(site.root_page, slug="takster")
    factories.fee_settings(site, fee_page=page, fee_page_url="/andet")
    link = resolve_fee_page(site)
    assert (link.url, link.page.pk) == ("/takster/", page.pk)


def test_without_a_chosen_page_the_address_answers():
    site = factories.site()
    factories.fee_settings(site, fee_page_url="node/123")
    link = resolve_fee_page(site)
    assert (link.url, link.page) == ("/node/123", None)


@pytest.mark.parametrize("take_away", NOT_PUBLIC)
def test_a_chosen_page_that_is_not_public_gives_way_to_the_address(take_away):
    site = factories.site()
    page = factories.takster_page(site.root_page)
    factories.fee_settings(site, fee_page=page, fee_page_url="/takster")
    take_away(page)
    assert url_for(site) == "/takster"


@pytest.mark.parametrize("take_away", NOT_PUBLIC)
def test_a_chosen_page_that_is_not_public_and_no_address_is_none(take_away):
    site = factories.site()
    page = factories.takster_page(site.root_page)
    factories.fee_settings(site, fee_page=page)
    take_away(page)
    assert url_for(site) is None


def test_a_page_that_expires_later_still_answers():
    site = factories.site()
    page = factories.takster_page(site.root_page, slug="takster")
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(minutes=1))
    factories.fee_settings(site, fee_page=page)
    assert url_for(site) == "/takster/"


@pytest.mark.parametrize(
    ("language", "url"),
    [
        (None, "/takster/"),
        ("da", "/takster/"),
        ("da-dk", "/takster/"),
        ("en", "/en/fees/"),
        ("en-gb", "/en/fees/"),
        ("de", "/takster/"),
        ("", "/takster/"),
    ],
)
def test_the_translation_in_the_language_answers_and_else_the_page_itself(language, url):
    site = factories.site()
    page = factories.takster_page(site.root_page, slug="takster")
    factories.translated(page, slug="fees")
    factories.fee_settings(site, fee_page=page)
    assert url_for(site, language) == url


def test_the_active_language_counts_when_none_is_given():
    site = factories.site()
    page = factories.takster_page(site.root_page, slug="takster")
    factories.translated(page, slug="fees")
    factories.fee_settings(site, fee_page=page)
    with translation.override("en"):
        assert url_for(site) == "/en/fees/"
    with translation.override("da-dk"):
        assert resolve_fee_page(site).page.pk == page.pk
    with translation.override(None):
        assert url_for(site) == "/takster/"


def test_a_translation_can_be_chosen_and_answers_in_the_other_language_too():
    site = factories.site()
    page = factories.takster_page(site.root_page, slug="takster")
    english = factories.translated(page, slug="fees")
    factories.fee_settings(site, fee_page=english)
    assert (url_for(site, "da"), url_for(site, "en")) == ("/takster/", "/en/fees/")


@pytest.mark.parametrize("take_away", [unpublish, expire, restrict, delete])
def test_a_translation_that_is_not_public_gives_way_to_the_page_itself(take_away):
    site = factories.site()
    page = factories.takster_page(site.root_page, slug="takster")
    take_away(factories.translated(page, slug="fees"))
    factories.fee_settings(site, fee_page=page, fee_page_url="/andet")
    assert url_for(site, "en") == "/takster/"


def test_a_public_translation_answers_for_an_unpublished_choice():
    site = factories.site()
    page = factories.takster_page(site.root_page, slug="takster")
    factories.translated(page, slug="fees")
    factories.fee_settings(site, fee_page=page, fee_page_url="/andet")
    page.unpublish()
    assert url_for(site, "en") == "/en/fees/"
    assert url_for(site, "da") == "/andet"


def test_a_language_without_a_locale_is_served_by_the_page_itself():
    site = factories.site()
    page = factories.takster_page(site.root_page, slug="takster")
    factories.fee_settings(site, fee_page=page)
    assert not Locale.objects.filter(language_code="en").exists()
    assert url_for(site, "en") == "/takster/"


def test_a_page_of_another_site_has_a_full_address():
    site = factories.site()
    other = factories.site("andenby.example", default=False)
    page = factories.takster_page(other.root_page, slug="takster")
    factories.fee_settings(site, fee_page=page)
    assert url_for(site) == "http://andenby.example/takster/"
    assert url_for(other) is None


def test_each_site_answers_with_its_own_page():
    first, second = factories.site(), factories.site("andenby.example", default=False)
    for site, slug in ((first, "takster"), (second, "gebyrer")):
        factories.fee_settings(site, fee_page=factories.takster_page(site.root_page, slug=slug))
    get = RequestFactory().get
    assert resolve_fee_page(get("/", headers={"host": "localhost"})).url == "/takster/"
    assert resolve_fee_page(get("/", headers={"host": "andenby.example"})).url == "/gebyrer/"


def test_a_stored_address_that_is_no_longer_allowed_is_not_shown():
    """Rows written around the form, such as by a script, pass through the same rule."""
    site = factories.site()
    factories.fee_settings(site, fee_page_url="javascript:alert(1)")
    assert resolve_fee_page(site) is None


def test_resolving_writes_nothing(django_assert_max_num_queries):
    site = factories.site()
    with django_assert_max_num_queries(3) as queries:
        resolve_fee_page(site, "en")
    assert all(q["sql"].startswith("SELECT") for q in queries.captured_queries)
