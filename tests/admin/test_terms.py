"""Outdated terms in the admin: those of one's own sites only."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import GroupSitePermission

from tests import factories
from wagtail_libfees.editorial.builtin_terms import TERMS
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


def test_who_needs_a_site_is_not_told_that_none_means_all(client, local, sites):
    """And the only site there is to choose is chosen."""
    form = client.get(reverse("libfees_terms:add")).context["form"]
    assert form.fields["site"].required
    assert not form.fields["site"].help_text
    assert form["site"].value() == sites[1].pk


def test_an_administrator_is_told_that_none_means_all(client, sites):
    client.force_login(factories.admin())
    form = client.get(reverse("libfees_terms:add")).context["form"]
    assert form.fields["site"].help_text
    assert form["site"].value() is None


# The words of the package


def known(response):
    return {row.term.old: row for row in response.context["known_terms"]}


def test_the_words_of_the_package_are_listed(client, local, sites):
    response = client.get(reverse("libfees_terms:index"))
    assert len(known(response)) == len(TERMS)
    for word in ("NemID", "MitID", "https://digst.dk/it-loesninger/mitid/", "31. oktober 2023"):
        assert word in response.text


def test_a_word_is_changed_for_ones_own_site(client, local, sites):
    """From the list to the form, which has what the package says, to the list that tells of it."""
    add = known(client.get(reverse("libfees_terms:index")))["NemID"].add_url
    form = client.get(add).context["form"]
    assert [form[name].value() for name in ("term", "replacement")] == ["NemID", "MitID"]
    assert form["site"].value() == sites[1].pk
    changed = data(sites[1], term="Nem-ID", replacement="", severity="off")
    assert client.post(add, changed).status_code == 302
    row = OutdatedTerm.objects.get()
    assert known(client.get(reverse("libfees_terms:index")))["NemID"].own == [row]


def test_a_word_is_changed_for_the_only_site_by_an_administrator_too(client):
    """Not for all sites that may come: the button says “for my site”."""
    site = factories.site()
    client.force_login(factories.admin())
    form = client.get(reverse("libfees_terms:add") + "?term=NemID").context["form"]
    assert form["site"].value() == site.pk


def test_a_word_of_another_site_is_not_told(client, local, sites):
    OutdatedTerm.objects.create(term="NemID", site=sites[0], severity="off")
    assert known(client.get(reverse("libfees_terms:index")))["NemID"].own == []


def test_an_unknown_word_in_the_address_fills_nothing_in(client, local, sites):
    form = client.get(reverse("libfees_terms:add") + "?term=<b>hest</b>").context["form"]
    assert not form["term"].value()


def test_who_may_only_change_terms_has_no_way_to_add_one(client, sites):
    user = factories.staff("retter")
    GroupSitePermission.objects.create(
        group=user.groups.get(),
        site=sites[1],
        permission=Permission.objects.get(codename="change_outdatedterm"),
    )
    client.force_login(user)
    response = client.get(reverse("libfees_terms:index"))
    assert {row.add_url for row in response.context["known_terms"]} == {""}
