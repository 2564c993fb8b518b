"""A page that is renamed or moved is still found at its old address."""

import pytest
from django.test import TestCase

from tests import factories
from wagtail_libfees.fee_page.local_address import destination
from wagtail_libfees.models import fee_page_problems

pytestmark = pytest.mark.django_db


def rename(page, slug):
    """What publishing another slug in the editor does."""
    draft = page.get_latest_revision_as_object()
    draft.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        draft.save_revision().publish()


@pytest.mark.parametrize("name", ["takster", "faq", "index", "notice"])
def test_a_renamed_page_leaves_a_redirect(client, site, name):
    page = factories.page_of_each_type(site.root_page)[name]
    page.save_revision().publish()
    old = page.get_url()
    rename(page, "nyt-navn")
    new = type(page).objects.get(pk=page.pk).get_url()
    assert new != old
    response = client.get(old)
    assert (response.status_code, response.url) == (301, new)
    assert client.get(new).status_code == 200


def test_the_pages_below_a_renamed_one_are_found_too(client, site):
    pages = factories.page_of_each_type(site.root_page)
    old = pages["notice"].get_url()
    pages["index"].save_revision().publish()
    rename(pages["index"], "nyheder")
    assert client.get(old).url == type(pages["notice"]).objects.get(pk=pages["notice"].pk).get_url()


def test_a_moved_page_leaves_a_redirect(client, site):
    page = factories.takster_page(site.root_page)
    old = page.get_url()
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.move(factories.home_page_below(site.root_page, "Om biblioteket"), "last-child")
    assert client.get(old).url == type(page).objects.get(pk=page.pk).get_url()


@pytest.mark.parametrize("name", ["notice", "index"])
def test_a_page_that_is_back_at_its_address_is_not_led_round(client, site, name):
    """The page is unpublished: its own address answers, and so do those that it had."""
    pages = factories.page_of_each_type(site.root_page)
    notice, renamed = pages["notice"], pages[name]
    renamed.save_revision().publish()
    first, slug = notice.get_url(), renamed.slug
    rename(renamed, "nyt-navn")
    second = type(notice).objects.get(pk=notice.pk).get_url()
    rename(type(renamed).objects.get(pk=renamed.pk), slug)
    assert client.get(second).url == first
    assert client.get(first).status_code == 200
    type(notice).objects.get(pk=notice.pk).unpublish()
    assert client.get(first).status_code == 404


def test_an_old_address_of_the_fee_page_still_leads_to_it(site):
    page = factories.takster_page(site.root_page, slug="takster")
    page.save_revision().publish()
    factories.fee_settings(site, fee_page_url="/takster/")
    rename(page, "priser")
    assert destination("/takster/", site).page.pk == page.pk
    assert fee_page_problems() == []
