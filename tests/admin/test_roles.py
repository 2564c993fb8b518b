"""One page says who may do what on a site, and what is missing."""

from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests import factories

pytestmark = pytest.mark.django_db
URL = "libfees_roles"


@pytest.fixture
def site():
    found = factories.site()
    call_command("libfees_setup_roles", stdout=StringIO())
    return found


def person(role, name=None):
    user = factories.borrower(name or role)
    user.groups.add(Group.objects.get(name=role))
    return user


def table(client):
    page = BeautifulSoup(client.get(reverse(URL)).content, "lxml")
    heads = [cell.get_text(strip=True) for cell in page.select("thead th")]
    rows = {
        row.th.get_text(strip=True): dict(
            zip(heads, [cell.get_text(" ", strip=True) for cell in row.select("td")], strict=True)
        )
        for row in page.select("tbody tr")
    }
    return page.get_text(" ", strip=True), rows


def test_the_table_says_who_may_do_what(client, site):
    client.force_login(person("Lokal administrator"))
    person("Redaktør", "rie")
    text, rows = table(client)
    assert rows["Hvem har rollen"]["Redaktør"] == "rie"
    publish = rows["Udgive, afpublicere og slette sider"]
    assert (publish["Redaktør"], publish["Formidler"]) == ("Ja", "Nej")
    assert rows["Læse vejledningen til personalet"]["Medarbejder"] == "Ja"
    assert rows["Åbne administrationen"]["Medarbejder"] == "Nej"
    assert rows["Ændre gebyrindstillingerne"] == {
        "Lokal administrator": "Ja",
        "Redaktør": "Nej",
        "Formidler": "Nej",
        "Medarbejder": "Nej",
    }
    assert "Ingen er Formidler." in text
    assert "Ingen er Redaktør." not in text


def test_what_is_missing_is_told_and_a_superuser_gives_it(client, site):
    client.force_login(factories.admin())
    home = site.root_page
    right = GroupPagePermission.objects.filter(group__name="Redaktør", page=home)
    right.filter(permission__codename="publish_page").delete()
    text, rows = table(client)
    assert rows["Udgive, afpublicere og slette sider"]["Redaktør"] == "Nej"
    assert "Redaktør mangler 1 rettighed." in text
    client.post(reverse(URL))
    text, rows = table(client)
    assert rows["Udgive, afpublicere og slette sider"]["Redaktør"] == "Ja"
    assert "mangler 1 rettighed" not in text


def test_a_language_without_a_front_page_and_a_slip_in_the_setting_are_told(client, site, settings):
    factories.locale("en")
    settings.WAGTAIL_LIBFEES = {"ROLE_GROUPS": {"Redaktor": ["AD"]}}
    client.force_login(factories.admin())
    text, _rows = table(client)
    assert "Webstedet har ingen forside på dette sprog" in text
    assert "”Redaktor”, som ikke findes" in text


def test_other_groups_with_rights_are_in_the_table(client, site):
    factories.staff("kollega", "change_page", below=site.root_page)
    client.force_login(person("Lokal administrator"))
    assert table(client)[1]["Skrive sider som kladder"]["Gruppe kollega"] == "Ja"


def test_an_administrator_sees_her_own_sites_only(client):
    factories.site("fjordby.example")
    factories.site("sandby.example", default=False)
    call_command("libfees_setup_roles", stdout=StringIO())
    client.force_login(person("Lokal administrator (sandby.example)"))
    text, rows = table(client)
    assert "fjordby.example" not in text
    assert set(rows["Hvem har rollen"]) == {
        f"{role} (sandby.example)"
        for role in ("Lokal administrator", "Redaktør", "Formidler", "Medarbejder")
    }


@pytest.mark.parametrize("role", ["Redaktør", "Formidler", "Medarbejder"])
def test_others_are_refused(client, site, role):
    client.force_login(person(role))
    assert client.get(reverse(URL)).status_code == 302
    assert client.post(reverse(URL)).status_code == 302
