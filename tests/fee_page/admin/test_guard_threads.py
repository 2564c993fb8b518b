"""The guards of the fee page on a database with rows that are locked: two who act at once."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests import factories
from tests.fee_page.admin.settings_form import form, url_of
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.pages.models import TaksterPage

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite locks the whole database, never a row."
    ),
]
LONG = 20
ALONE = {"libfees_guard": "alone"}


@pytest.fixture
def site():
    """A site; the tables are empty after another test of this kind."""
    return factories.site_in_emptied_tables()


@pytest.fixture
def fee_page(site):
    page = factories.takster_page(site.root_page, title="Takster")
    factories.fee_settings(site, fee_page=page.page_ptr)
    return page


@pytest.fixture
def other(site):
    return factories.takster_page(site.root_page, title="Priser")


def at_once(*posts):
    """Send `posts`, of an address and data each, at the same time; the statuses of the answers."""
    user = factories.admin()
    start = threading.Barrier(len(posts))
    answers = []

    def send(client, address, data):
        try:
            start.wait(LONG)
            answers.append(client.post(address, data).status_code)
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    threads = []
    for address, data in posts:
        client = Client()
        client.force_login(user)
        threads.append(threading.Thread(target=send, args=[client, address, data], daemon=True))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)
    assert len(answers) == len(posts), "They wait for each other."
    return answers


def delete(page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def bulk_delete(page):
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={page.pk}"


def unpublish(page):
    return reverse("wagtailadmin_pages:unpublish", args=[page.pk])


def chosen():
    return FeeSettings.objects.get().fee_page


@pytest.mark.parametrize("second", [delete, bulk_delete])
@pytest.mark.parametrize("first", [delete, bulk_delete])
def test_two_who_delete_the_fee_page_at_once(first, second, site, fee_page):
    answers = at_once((first(fee_page), ALONE), (second(fee_page), ALONE))
    assert set(answers) <= {200, 302, 404}
    assert chosen() is None
    assert not Page.objects.filter(pk=fee_page.pk).exists()


@pytest.mark.parametrize("losing", [delete, unpublish])
@pytest.mark.parametrize("way", [delete, bulk_delete])
def test_the_successor_is_deleted_while_it_is_named(way, losing, site, fee_page, other):
    named = {"libfees_guard": "successor", f"libfees-site_{site.pk}": other.pk}
    answers = at_once((losing(fee_page), named), (way(other), ALONE))
    assert set(answers) <= {200, 302, 404}
    left = chosen()
    assert left is None or Page.objects.filter(pk=left.pk).exists()
    assert not Page.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("way", [delete, bulk_delete])
def test_two_who_delete_it_and_name_a_successor_each(way, site, fee_page, other):
    third = factories.takster_page(site.root_page, title="Gebyrer")
    field = f"libfees-site_{site.pk}"
    posts = [
        (way(fee_page), {"libfees_guard": "successor", field: page.pk}) for page in (other, third)
    ]
    assert set(at_once(*posts)) <= {200, 302, 404}
    assert chosen().pk in (other.pk, third.pk)
    assert not Page.objects.filter(pk=fee_page.pk).exists()


@pytest.mark.parametrize("way", [delete, bulk_delete])
def test_a_page_is_deleted_while_it_is_chosen(way, site, fee_page, other):
    chooses = (url_of(site), form(fee_page=other.pk))
    answers = at_once(chooses, (way(other), ALONE))
    assert set(answers) <= {200, 302, 404}
    left = chosen()
    assert left is None or Page.objects.filter(pk=left.pk).exists()


def test_the_second_who_presses_the_button_finds_the_page_in_its_place(site, fee_page):
    fee_page.delete()
    address = reverse("libfees_restore_fee_page", args=[site.pk])
    assert at_once((address, {}), (address, {})) == [302, 302]
    assert TaksterPage.objects.count() == 1


def test_a_site_without_settings_gets_one_page_from_two_who_press_at_once(site):
    address = reverse("libfees_restore_fee_page", args=[site.pk])
    assert at_once((address, {}), (address, {})) == [302, 302]
    assert TaksterPage.objects.count() == 1


def test_the_front_page_goes_with_a_fee_page_of_which_nothing_is_kept(site):
    page = factories.takster_page(site.root_page)
    FeeSettings.objects.bulk_create([FeeSettings(site=site, fee_page_id=page.pk)])
    address = reverse("wagtailadmin_pages:delete", args=[site.root_page_id])
    assert at_once((address, ALONE)) == [302]
    assert not Page.objects.filter(pk=page.pk).exists()
