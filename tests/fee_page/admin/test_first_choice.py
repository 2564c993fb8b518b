"""Who publishes the first fee page of a site can choose it; who cannot is told whom to ask."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests import factories as make
from tests.journeys.library import edit, staff
from wagtail_libfees.fee_page.first_choice import choose_first, may_be_first
from wagtail_libfees.models import FeeSettings

pytestmark = pytest.mark.django_db

NOT_CHOSEN = "udgivet, men ikke valgt"


@pytest.fixture
def site():
    found = make.site("fjordby.example")
    call_command("libfees_setup_roles", stdout=StringIO())
    return found


@pytest.fixture
def page(site):
    page = make.takster_page(site.root_page, make.overdue(), live=False)
    page.save_revision()
    return page


def choose(client, page):
    return client.post(reverse("libfees_choose_first", args=[page.pk]), follow=True)


def chosen(site):
    return FeeSettings.for_site(site).fee_page_id


@pytest.fixture
def said(monkeypatch):
    """What is told after publishing."""
    texts = []
    tell = "wagtail_libfees.fee_page.admin.first_choice.messages.warning"
    monkeypatch.setattr(tell, lambda request, text: texts.append(str(text)))
    return texts


def somebody_with(codename, below):
    """Somebody with one right, below one page."""
    user, group = make.borrower(codename), Group.objects.create(name=codename)
    permission = Permission.objects.get(codename=codename)
    GroupPagePermission.objects.create(group=group, page=below, permission=permission)
    user.groups.add(group)
    return user


def test_an_editor_is_told_after_publishing_and_chooses_it(site, page, said):
    client = staff("Redaktør")
    edit(client, page)
    [text] = said
    assert NOT_CHOSEN in text
    assert reverse("libfees_choose_first", args=[page.pk]) in text
    assert chosen(site) is None
    assert "er nu Takster-siden" in choose(client, page).content.decode()
    assert chosen(site) == page.pk
    edit(client, page)
    assert len(said) == 1, "chosen, it is not told again"


def test_who_may_not_choose_is_told_whom_to_ask(site, page, said):
    FeeSettings.objects.create(site=site, fee_page_url="https://gammel.example/takster")
    client = staff("Redaktør")
    edit(client, page)
    edit(client, page)
    [text] = said
    assert "Bed Lokal administrator" in text
    assert "libfees" not in text, "no button"
    choose(client, page)
    assert chosen(site) is None


def test_nobody_chooses_over_another_or_what_borrowers_cannot_read(site, page):
    client = staff("Redaktør")
    choose(client, page)
    assert chosen(site) is None, "it is a draft"
    first = make.takster_page(site.root_page, make.overdue(), title="Den første")
    page.get_latest_revision().publish()
    FeeSettings.objects.create(site=site, fee_page=first)
    html = choose(client, page).content.decode()
    assert "blev ikke valgt" in html
    assert chosen(site) == first.pk


def test_it_is_chosen_in_the_site_where_it_stands_and_by_who_may_publish_it(site, page):
    page.get_latest_revision().publish()
    page.refresh_from_db()
    other = make.site("sandby.example", default=False)
    stranger = somebody_with("publish_page", other.root_page)
    writer = somebody_with("change_page", site.root_page)
    for user in (stranger, writer):
        assert not may_be_first(page, user)
        assert not choose_first(page, user)
    boss = make.admin()
    make.translated(site.root_page)
    english = make.translated(page)
    assert not may_be_first(english, boss), "its amounts have their home elsewhere"
    assert choose_first(page, boss)
    assert chosen(site) == page.pk
    assert chosen(other) is None
