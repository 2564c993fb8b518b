"""What a page says of its library is stated in the settings, or as own facts."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command

from tests import factories as make
from wagtail_libfees.drafts.library_facts import library_facts, state_facts
from wagtail_libfees.drafts.standard_text import new_takster_page
from wagtail_libfees.models import FeeSettings, OwnFact, facts_of_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return make.site("fjordby.example")


@pytest.fixture
def people(site):
    """Someone in each role of the library, and a local administrator of another."""
    other = make.site("sandby.example", default=False)
    call_command("libfees_setup_roles", stdout=StringIO())
    found = {}
    for name, role, where in (
        ("lokal", "Lokal administrator", site),
        ("redaktør", "Redaktør", site),
        ("formidler", "Formidler", site),
        ("anden", "Lokal administrator", other),
    ):
        found[name] = make.borrower(name)
        found[name].groups.add(Group.objects.get(name=f"{role} ({where.hostname})"))
    return found


SAID = {
    "municipality": "Fjordby Kommune",
    "portal": "Kassen",
    "payment_office": "Opkrævningen",
    "phone_payment": "87 65 43 21",
    "phone_library": "12 34 56 78",
}


def told(site):
    facts = facts_of_site(site, "da")
    return {name: facts.plain(name) for name in (*SAID, "municipality_genitive")}


def test_the_local_administrator_writes_the_settings(site, people):
    assert state_facts(site, SAID, people["lokal"]) == []
    settings = FeeSettings.objects.get(site=site)
    assert settings.municipality_genitive == "Fjordby Kommunes"
    points = [
        (c.value["matter"], c.value["name"], c.value["phone"]) for c in settings.contact_points
    ]
    assert points == [
        ("payment", "Opkrævningen", "87 65 43 21"),
        ("reason", "Biblioteket", "12 34 56 78"),
    ]
    assert told(site) == {**SAID, "municipality_genitive": "Fjordby Kommunes"}
    assert not OwnFact.objects.exists()
    state_facts(site, {"phone_payment": "11 11 11 11"}, people["lokal"])
    assert len(FeeSettings.objects.get(site=site).contact_points) == 2
    assert told(site)["phone_payment"] == "11 11 11 11"


def test_an_editor_writes_own_facts_and_never_the_settings(site, people):
    assert state_facts(site, SAID, people["redaktør"]) == []
    assert not FeeSettings.objects.exists()
    assert told(site) == {**SAID, "municipality_genitive": "Fjordby Kommunes"}
    state_facts(site, {"portal": "Kasse 2"}, people["redaktør"])
    assert told(site)["portal"] == "Kasse 2"
    # The settings say it from now on, and what stood in is gone.
    state_facts(site, {"portal": "Kasse 3"}, people["lokal"])
    assert told(site)["portal"] == "Kasse 3"
    assert not OwnFact.objects.filter(name="portal").exists()
    assert told(site)["municipality_genitive"] == "Fjordby Kommunes"


@pytest.mark.parametrize("who", ["formidler", "anden"])
def test_others_write_nothing(site, people, who):
    assert set(state_facts(site, SAID, people[who])) >= set(SAID)
    assert not FeeSettings.objects.exists()
    assert not OwnFact.objects.exists()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"phone_payment": "87 65 43 21"}, "phone_payment"),
        ({"portal": make.PLACEHOLDER}, "portal"),
        ({"municipality": f"Kommunen {make.CPR}"}, "municipality"),
        ({"payment_kind": "none", "portal": "Kassen"}, "payment_kind"),
        ({"portal_url": "https://kassen.example/"}, "portal"),
        ({"portal": "Kassen", "portal_url": "kassen"}, "portal_url"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field_and_nothing_is_stated(site, people, values, name):
    with pytest.raises(ValidationError) as caught:
        state_facts(site, values, people["lokal"])
    assert list(caught.value.message_dict) == [name]
    assert not FeeSettings.objects.exists()


@pytest.mark.parametrize("value", [make.PLACEHOLDER, make.CPR, "x" * 20_000])
def test_an_own_fact_is_held_to_the_same(site, people, value):
    with pytest.raises(ValidationError) as caught:
        state_facts(site, {"portal": value}, people["redaktør"])
    assert list(caught.value.message_dict) == ["portal"]
    assert not OwnFact.objects.exists()


def test_a_page_asks_for_what_its_text_names(site, people):
    page = new_takster_page(site.root_page)
    found = {each.fact.name: each for each in library_facts(page)}
    assert set(found) == set(SAID)
    state_facts(site, {"municipality": "Fjordby Kommune"}, people["redaktør"])
    make.fee_settings(site, portal="Kassen")
    found = {each.fact.name: (each.value, each.in_settings) for each in library_facts(page)}
    assert found["municipality"] == ("Fjordby Kommune", False)
    assert found["portal"] == ("Kassen", True)
    assert found["municipality_genitive"] == ("Fjordby Kommunes", False)
    assert found["phone_library"] == ("", False)
