"""A library adds MobilePay to its portal, ends one of them, and takes one away and back."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from freezegun import freeze_time
from wagtail.rich_text import RichText

from tests import factories
from tests.fee_page.admin.settings_form import form, url_of
from tests.journeys.library import staff
from wagtail_libfees.editorial.publishing import publishing_unchecked
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.notices.site_facts import site_facts

pytestmark = pytest.mark.django_db

PORTAL = {"name": "Kassen", "url": "https://kassen.example/", "login_needed": "on"}
MOBILEPAY = {"kind": "mobilepay", "name": "12345", "until": "2026-12-05"}
DESK = {"kind": "desk"}
BLOCK = [("payment", {"heading": "", "text": "<p>Du kan bruge {payment_ways}.</p>"})]


def save(admin, site, page, *routes, **more):
    """Save the ways of paying as the form does, and nothing else."""
    data = form(fee_page=page.pk, **factories.posted_routes(*routes, **more))
    response = admin.post(url_of(site), data)
    assert response.status_code == 302, response.context["form"].errors


def read(page, client=None):
    return (client or Client()).get(page.url).content.decode()


@pytest.fixture
def library(site, tmp_path, settings):
    """A site with questions that tell how to pay, in Danish and in English."""
    settings.ALLOWED_HOSTS = ["*"]
    with freeze_time("2026-12-01 09:00+01:00"):
        fees = factories.takster_page(site.root_page)
        page = factories.faq_page(site.root_page, *BLOCK)
        english = factories.translated(page)
        yield site, fees, page, english


def test_several_ways_at_once_and_one_that_ends(library):
    site, fees, page, english = library
    admin = staff("Lokal administrator")
    save(admin, site, fees, PORTAL)
    assert "Betal i Kassen" in read(page)
    assert "MobilePay" not in read(page)

    # Two at once: the first is the button, the second a line, in both languages.
    save(admin, site, fees, PORTAL, MOBILEPAY)
    danish, said = read(page), read(english)
    assert danish.index("Betal i Kassen") < danish.index("Du kan betale med MobilePay: 12345")
    assert "Du kan bruge Kassen eller MobilePay." in danish
    assert "You can pay by MobilePay" in said
    assert "Up to and including 5 December" in said
    told = Client().get("/libfees/settings.json").json()
    assert (told["payment"], told["portal"]["name"]) == ("portal", "Kassen")
    assert [route["kind"] for route in told["payment_routes"]] == ["portal", "mobilepay"]
    assert told["payment_routes"][1]["until"] == "2026-12-05"

    # It goes at midnight in Copenhagen, also from what is kept, and nobody has to do anything.
    with freeze_time("2026-12-05 23:59:59+01:00"):
        response = Client().get(page.url)
        assert "MobilePay" in response.content.decode()
        age = int(response["Cache-Control"].split("max-age=")[1].split(",")[0])
        assert age <= 1
    with freeze_time("2026-12-06 00:00:01+01:00"):
        assert "MobilePay" not in read(page)
        assert "MobilePay" not in read(english)
        kinds = [r["kind"] for r in Client().get("/libfees/settings.json").json()["payment_routes"]]
        assert kinds == ["portal"]


def test_what_stands_first_is_the_button_and_what_is_removed_comes_back(library):
    site, fees, page, _english = library
    admin = staff("Lokal administrator")
    save(admin, site, fees, DESK, PORTAL)
    danish = read(page)
    assert danish.index("skranken") < danish.rindex("Betal i Kassen")
    assert FeeSettings.for_site(site).button_route.name == "Kassen"

    save(admin, site, fees, DESK, PORTAL, deleted=(1,))
    assert "Kassen" not in read(page)
    assert Client().get("/libfees/settings.json").json()["portal"] is None

    save(admin, site, fees, DESK, PORTAL)
    assert "Betal i Kassen" in read(page)


def test_every_page_follows_as_ways_are_added_ordered_ended_and_removed(library):
    site, fees, page, _english = library
    with publishing_unchecked():
        fees.body.append(("payment", {"heading": "", "text": RichText("<p>{payment_ways}.</p>")}))
        fees.save()
        index = factories.notice_index(site.root_page)
        notice = factories.notice(index, "Betaling", text="<p>Betal: {payment_ways}.</p>")
    admin = staff("Lokal administrator")
    pages = (fees, page, notice)

    def said(words, *, never=()):
        for each in pages:
            html = read(each)
            assert words in html, (each, words)
            assert not [word for word in never if word in html], each
        told = Client().get("/libfees/settings.json").json()
        return [route["kind"] for route in told["payment_routes"]], site_facts(site).portal_name

    save(admin, site, fees, PORTAL)
    assert said("Kassen", never=["MobilePay"]) == (["portal"], "Kassen")
    save(admin, site, fees, PORTAL, MOBILEPAY, DESK)
    before = said("Kassen, MobilePay eller ved skranken")
    assert before == (["portal", "mobilepay", "desk"], "Kassen")
    save(admin, site, fees, DESK, MOBILEPAY, PORTAL)
    assert said("skranken på biblioteket, MobilePay eller Kassen")[0][0] == "desk"
    with freeze_time("2026-12-06 00:00:01+01:00"):
        assert said("eller Kassen", never=["MobilePay"]) == (["desk", "portal"], "Kassen")
    save(admin, site, fees, DESK, MOBILEPAY, PORTAL, deleted=(1, 2))
    assert said("skranken på biblioteket", never=["Kassen", "MobilePay"]) == (["desk"], "")


def test_an_empty_list_says_nothing(library):
    site, fees, page, _english = library
    save(staff("Lokal administrator"), site, fees)
    assert "libfees-button" not in read(page)
    assert Client().get("/libfees/settings.json").json()["payment_routes"] == []


def test_the_settings_are_backed_up_and_restored(library, tmp_path):
    site, fees, _page, _english = library
    save(staff("Lokal administrator"), site, fees, PORTAL, MOBILEPAY)
    before = FeeSettings.for_site(site).routes
    file = tmp_path / "settings.json"
    call_command("dumpdata", "wagtail_libfees.feesettings", output=str(file), verbosity=0)
    FeeSettings.objects.all().delete()
    assert FeeSettings.for_site(site).routes == []
    call_command("loaddata", str(file), verbosity=0)
    assert FeeSettings.for_site(site).routes == before
    assert before[1].until == date(2026, 12, 5)
