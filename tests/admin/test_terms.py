"""Outdated terms in the admin: those of one's own sites only."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import GroupSitePermission

from tests import factories
from wagtail_libfees.models import OutdatedTerm

pytestmark = pytest.mark.django_db


@pytest.fixture
def sites():
    return factories.site("fjordby.example"), factories.site("sandby.example", default=False)


@pytest.fixture
def local(client, sites):
    """Who may change the terms of Sandby."""
    user = factories.staff("lokal")
    for verb in ("add", "change", "delete"):
        GroupSitePermission.objects.create(
            group=user.groups.get(),
            site=sites[1],
            permission=Permission.objects.get(codename=f"{verb}_outdatedterm"),
        )
    client.force_login(user)
    return user


def data(site, **more):
    return {
        "term": "Bogbus",
        "replacement": "Biblioteksbus",
        "severity": "warning",
        "site": site.pk if site else "",
        "since": "",
        "source": "",
        **more,
    }


def test_the_list_shows_the_terms_of_ones_own_sites(client, local, sites):
    for site in (*sites, None):
        OutdatedTerm.objects.create(term=f"Ord {site.hostname if site else 'alle'}", site=site)
    content = client.get(reverse("libfees_terms:index")).content.decode()
    assert "Ord sandby.example" in content
    assert "Ord fjordby.example" not in content
    assert "Ord alle" not in content


def test_a_term_of_ones_own_site_is_added(client, local, sites):
    assert client.post(reverse("libfees_terms:add"), data(sites[1])).status_code == 302
    assert OutdatedTerm.objects.get().site == sites[1]


@pytest.mark.parametrize("which", [0, None])
def test_no_term_of_another_site_or_of_all(client, local, sites, which):
    site = None if which is None else sites[which]
    assert client.post(reverse("libfees_terms:add"), data(site)).status_code == 200
    assert not OutdatedTerm.objects.exists()


@pytest.mark.parametrize("name", ["edit", "delete", "history", "usage"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_term_of_another_site_is_not_there(client, local, sites, name, method):
    term = OutdatedTerm.objects.create(term="Ord", site=sites[0])
    response = getattr(client, method)(reverse(f"libfees_terms:{name}", args=[term.pk]))
    assert response.status_code in (404, 405)
    assert OutdatedTerm.objects.filter(pk=term.pk).exists()


def test_an_administrator_adds_one_for_all_sites(client, sites):
    client.force_login(factories.admin())
    assert client.post(reverse("libfees_terms:add"), data(None)).status_code == 302
    assert OutdatedTerm.objects.get().site is None


def test_the_address_of_the_source_is_checked(client, sites):
    client.force_login(factories.admin())
    wrong = data(None, source="javascript:alert(1)")
    assert client.post(reverse("libfees_terms:add"), wrong).status_code == 200
