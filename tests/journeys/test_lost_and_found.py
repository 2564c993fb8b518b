"""The fee page is lost in each way that an admin can lose it, told, and found again."""

from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories

from .library import ENGLISH, edit, everyone_reads, fee_page, read, staff, told_by, translate, words

pytestmark = pytest.mark.django_db

# What the guard of the fee page asks is answered: there is no other page, go on.
GO_ON = {"libfees_guard": "alone"}


@pytest.fixture
def site():
    return factories.site()


@pytest.fixture
def danish(site):
    return fee_page(site)


@pytest.fixture
def english(danish):
    return translate(danish, ENGLISH)


@pytest.fixture
def faq(site, danish):
    """A page with a link to the fee page, as editors make them."""
    link = f'<a linktype="page" id="{danish.pk}">taksterne</a>'
    return factories.faq_page(site.root_page, factories.questions(("Pris?", f"<p>Se {link}.</p>")))


def delete(admin, page):
    return admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), GO_ON)


def unpublish(admin, page):
    return admin.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), GO_ON)


def expire(admin, page):
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    call_command("publish_scheduled")


def delete_by_a_script(admin, page):
    page.delete()


@pytest.mark.parametrize("lose", [delete, unpublish, expire, delete_by_a_script])
def test_lost_told_and_found(lose, site, danish, english, faq):
    admin = staff("Lokal administrator")
    addresses = {page.url: words(read(page).main) for page in (danish, english)}
    assert "Adults" in addresses[english.url]
    door = reverse("wagtail_libfees:fee_page") + "?fra=sms"
    assert Client().get(door)["Location"].startswith(danish.url)

    lose(admin, danish)

    # Borrowers are led to nothing that is not there, and English readers see no orphaned amounts.
    assert Client().get(danish.url).status_code == 404
    assert Client().get(door).status_code == 404
    assert not everyone_reads(english, "DKK 20")
    assert "taksterne" in words(read(faq).main)
    # Whom it concerns is told: on the desk, and by the command.
    [line] = [line for line in told_by(admin) if site.site_name in line]
    with pytest.raises(CommandError):
        call_command("libfees_check", stdout=StringIO())

    url = reverse("libfees_restore_fee_page", args=[site.pk])
    assert "Takster" in admin.get(url).content.decode()
    assert admin.post(url).status_code == 302

    for address, text in addresses.items():
        answer = Client().get(address)
        assert words(BeautifulSoup(answer.content, "html.parser").main) == text
    link = read(faq).select_one(f'a[href="{danish.url}"]')
    assert link is not None
    assert Client().get(door)["Location"].startswith(danish.url)
    assert line not in told_by(admin)
    # The translator goes on where the work was.
    form = admin.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).content.decode()
    assert "body-0-value" not in form
    # Bringing back what is there is a sentence and no second page.
    assert "er på plads" in words(BeautifulSoup(admin.get(url).content, "html.parser").main)
    admin.post(url)
    assert type(danish).objects.count() == 2


def test_a_lost_translation_told_and_found(site, danish, english):
    admin, translator = staff("Lokal administrator"), staff("Redaktør")
    text = words(read(english).main)
    delete(admin, english)
    assert Client().get(english.url).status_code == 404
    for somebody in (admin, translator):
        assert any("En oversættelse af Takster-siden" in line for line in told_by(somebody))
    url = reverse("libfees_restore_fee_page", args=[site.pk])
    assert f"”{english.title}” (Engelsk)" in translator.get(url).content.decode()
    assert translator.post(url).status_code == 302
    assert words(read(english).main) == text
    assert not any("oversættelse" in line for line in told_by(admin))
    # wagtail-localize takes the next change along.
    edit(admin, danish, title="Priser")
    translate(danish, {**ENGLISH, "Priser": "Prices"})
    assert everyone_reads(english, "Prices")
    assert everyone_reads(english, "DKK 20")


def test_a_page_that_was_hidden_on_purpose_is_not_made_public(site, danish, english):
    admin = staff("Lokal administrator")
    admin.post(
        reverse("wagtailadmin_pages:set_privacy", args=[danish.pk]),
        {"restriction_type": "login", **GO_ON},
    )
    assert not everyone_reads(english, "DKK 20")
    assert any(site.site_name in line for line in told_by(admin))
    admin.post(reverse("libfees_restore_fee_page", args=[site.pk]))
    assert Client().get(danish.url).status_code == 302
    assert not everyone_reads(english, "DKK 20")


def test_a_renamed_page_is_found_at_its_old_address(
    site, danish, english, django_capture_on_commit_callbacks
):
    old = {page.pk: page.url for page in (danish, english)}
    with django_capture_on_commit_callbacks(execute=True):
        page = edit(staff(), danish, slug="priser")
    assert page.url != old[danish.pk]
    assert Client().get(old[danish.pk])["Location"].endswith(page.url)
    assert Client().get(reverse("wagtail_libfees:fee_page"))["Location"].endswith(page.url)
    assert everyone_reads(english, "DKK 20")
