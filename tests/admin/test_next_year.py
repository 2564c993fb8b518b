"""The view "Copy rates to next year"."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """A fee page."""
    return factories.takster_page(factories.site().root_page)


def url(page):
    """The address of the view for a page."""
    return reverse("libfees_copy_to_next_year", args=[page.pk])


def test_editor_is_asked_first_and_a_get_changes_nothing(client, page):
    client.force_login(factories.staff("redaktoer", "change_page"))
    assert client.get(url(page)).status_code == 200
    assert page.revisions.count() == 0


def test_editor_gets_a_draft_and_comes_back_to_the_page(client, page):
    client.force_login(factories.staff("redaktoer", "change_page"))
    response = client.post(url(page))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.revisions.count() == 1


def test_second_copy_is_refused_with_a_message(client, page):
    client.force_login(factories.staff("redaktoer", "change_page"))
    client.post(url(page))
    response = client.post(url(page), follow=True)
    assert page.revisions.count() == 1
    assert "messages" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["anonymous", "borrower", "staff without the page"])
def test_others_are_refused(client, page, method, who):
    if who == "borrower":
        client.force_login(factories.borrower())
    elif who != "anonymous":
        client.force_login(factories.staff("kollega"))
    response = getattr(client, method)(url(page))
    assert response.status_code in (302, 403)
    if response.status_code == 302:
        assert response.url.startswith(
            (reverse("wagtailadmin_login"), reverse("wagtailadmin_home"))
        )
    assert page.revisions.count() == 0


def test_locked_page_is_left_alone(client, page):
    editor = factories.staff("redaktoer", "change_page")
    page.locked = True
    page.locked_by = factories.admin()
    page.save()
    client.force_login(editor)
    assert client.post(url(page)).status_code in (302, 403)
    assert page.revisions.count() == 0


def test_unknown_page_is_not_found(client, page):
    client.force_login(factories.admin())
    response = client.get(reverse("libfees_copy_to_next_year", args=[99999]))
    assert response.status_code == 404


def test_button_stands_in_the_editor_of_a_fee_page_only(client, page):
    client.force_login(factories.admin())
    faq = factories.faq_page(page.get_parent())
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    other = client.get(reverse("wagtailadmin_pages:edit", args=[faq.pk])).content.decode()
    assert url(page) in shown
    assert "/next-year/" not in other


def test_button_does_not_stand_on_a_translation(client, page):
    client.force_login(factories.admin())
    english = factories.translated(page)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).content.decode()
    assert "/next-year/" not in shown
