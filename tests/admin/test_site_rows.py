"""Branches and own facts: a library sees and changes its own, and no one else's."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.urls import reverse

from tests import factories
from wagtail_libfees.models import Branch, OwnFact

pytestmark = pytest.mark.django_db


@pytest.fixture
def sites():
    found = factories.site("fjordby.example"), factories.site("sandby.example", default=False)
    call_command("libfees_setup_roles", stdout=StringIO())
    return found


@pytest.fixture
def local(client, sites):
    """The local administrator of the second library, logged in."""
    user = User.objects.create_user("lokal", password="kodeord")
    user.groups.add(Group.objects.get(name="Lokal administrator (sandby.example)"))
    client.force_login(user)
    return user


def rows(model, sites):
    """A row of each site; of branches also one of all sites."""
    locale = sites[0].root_page.locale
    owners = [*sites, None] if model is Branch else sites
    made = []
    for site in owners:
        name = site.hostname.split(".")[0] if site else "faelles"
        made.append(model.objects.create(name=name, site=site, locale=locale))
    return made


def view(model, name, *args):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def chooser(model, name, *args):
    return reverse(model.snippet_viewset.chooser_viewset.get_url_name(name), args=args)


BOTH = pytest.mark.parametrize("model", [Branch, OwnFact])


@BOTH
def test_the_list_has_only_ones_own(client, local, sites, model):
    other, own, *_rest = rows(model, sites)
    html = client.get(view(model, "list")).content.decode()
    assert view(model, "edit", own.pk) in html
    assert view(model, "edit", other.pk) not in html
    assert "faelles" not in html


@BOTH
@pytest.mark.parametrize("name", ["edit", "delete", "history", "usage"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_row_of_another_site_is_not_there(client, local, sites, model, name, method):
    other, own, *_rest = rows(model, sites)
    response = getattr(client, method)(view(model, name, other.pk))
    assert response.status_code in (404, 405)
    assert client.get(view(model, name, own.pk)).status_code == 200
    assert model.objects.filter(pk=other.pk, name="fjordby").exists()


@pytest.mark.parametrize("name", ["edit", "delete"])
def test_a_branch_of_all_sites_is_not_for_one_of_them(client, local, sites, name):
    shared = rows(Branch, sites)[-1]
    assert client.post(view(Branch, name, shared.pk)).status_code == 404


@BOTH
@pytest.mark.parametrize("name", ["choose", "choose_results"])
def test_the_chooser_is_searched(client, local, sites, search_index, model, name):
    rows(model, sites)
    response = client.get(chooser(model, name), {"q": "sandby"})
    assert response.status_code == 200
    html = response.content.decode()
    assert "sandby" in html
    assert "fjordby" not in html


def test_the_search_of_the_chooser_keeps_to_ones_own(client, local, sites, search_index):
    rows(Branch, sites)
    html = client.get(chooser(Branch, "choose_results"), {"q": "fjordby"}).content.decode()
    assert chooser(Branch, "chosen", Branch.objects.get(name="fjordby").pk) not in html


def test_a_branch_of_all_sites_is_for_who_may_change_rows_everywhere(client, sites):
    shared = rows(Branch, sites)[-1]
    client.force_login(factories.admin())
    assert view(Branch, "edit", shared.pk) in client.get(view(Branch, "list")).content.decode()
    assert client.get(view(Branch, "edit", shared.pk)).status_code == 200
    assert client.post(view(Branch, "delete", shared.pk)).status_code == 302
    assert not Branch.objects.filter(pk=shared.pk).exists()


def test_a_branch_is_added_for_ones_own_site_only(client, local, sites):
    locale = sites[0].root_page.locale.pk
    for site in ("", sites[0].pk):
        data = {"name": "Ny", "address": "", "isil": "", "site": site, "locale": locale}
        assert client.post(view(Branch, "add"), data).status_code == 200
    assert not Branch.objects.exists()
    data["site"] = sites[1].pk
    assert client.post(view(Branch, "add"), data).status_code == 302
    assert Branch.objects.get().site == sites[1]


@BOTH
def test_deleting_several_at_once_leaves_those_of_others(client, local, sites, model):
    other, own, *shared = rows(model, sites)
    pks = [row.pk for row in (other, own, *shared)]
    url = reverse("wagtail_bulk_action", args=["wagtail_libfees", model._meta.model_name, "delete"])
    client.post(f"{url}?" + "&".join(f"id={pk}" for pk in pks))
    # Wagtail 8 deletes what is one's own, Wagtail 7 nothing; neither anything else.
    assert model.objects.filter(pk__in=[other.pk, *(row.pk for row in shared)]).count() == (
        len(pks) - 1
    )


@BOTH
def test_the_chooser_offers_ones_own_and_those_of_all(client, local, sites, model):
    other, own, *shared = rows(model, sites)
    html = client.get(chooser(model, "choose")).content.decode()
    assert "fjordby" not in html
    assert "sandby" in html
    assert ("faelles" in html) is bool(shared)
    assert client.get(chooser(model, "chosen", other.pk)).status_code == 404
    assert client.get(chooser(model, "chosen", own.pk)).status_code == 200
    several = client.get(chooser(model, "chosen_multiple"), {"id": [other.pk, own.pk]}).json()
    assert [row["id"] for row in several["result"]] == [str(own.pk)]


@BOTH
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_chooser_makes_none(client, sites, model, method):
    client.force_login(factories.admin())
    assert getattr(client, method)(chooser(model, "create")).status_code in (302, 403)
    assert not model.objects.exists()


def test_the_only_site_is_chosen_already(client):
    """An own fact needs a site; an installation with one need not ask which."""
    site = factories.site()
    client.force_login(factories.admin())
    form = client.get(view(OwnFact, "add")).context["form"]
    assert form["site"].value() == site.pk
    assert client.get(view(Branch, "add")).context["form"]["site"].value() is None


@BOTH
def test_a_chooser_and_a_list_are_searched_without_an_index(client, local, sites, model):
    other, own, *_rest = rows(model, sites)
    for address in (chooser(model, "choose_results"), view(model, "list_results")):
        html = client.get(f"{address}?q=SAND").content.decode()
        assert own.name in html
        assert other.name not in html
        assert own.name not in client.get(f"{address}?q=intet").content.decode()
