"""Gebyrindstillinger: stored per site, edited in the admin, and never made by a read."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import Page, Site

from tests import factories
from wagtail_libfees.models import FeeSettings

pytestmark = pytest.mark.django_db


def url_of(site):
    return reverse("wagtailsettings:edit", args=["wagtail_libfees", "feesettings", site.pk])


def form(**changed):
    counts = (
        "payment_routes-count",
        "contact_points-count",
        "contact_channels-count",
        "notice_channels-count",
    )
    return {**dict.fromkeys(counts, 0), **changed}


# Reading


def test_a_site_without_settings_has_empty_ones_that_are_not_stored():
    settings = FeeSettings.for_site(factories.site())
    assert settings.pk is None
    assert (settings.fee_page, settings.fee_page_url, settings.portal_name) == (None, "", "")
    assert settings.portal_url == ""
    assert settings.portal_login_needed is False


def test_reading_for_a_site_or_a_request_stores_nothing():
    site = factories.site()
    FeeSettings.for_site(site)
    FeeSettings.for_request(RequestFactory().get("/", headers={"host": "localhost"}))
    assert not FeeSettings.objects.exists()


def test_stored_settings_are_found_by_their_site():
    site = factories.site()
    stored = factories.fee_settings(site, portal="Betalingsportalen")
    assert FeeSettings.for_site(site) == stored


def test_no_site_has_no_settings():
    with pytest.raises(FeeSettings.DoesNotExist):
        FeeSettings.for_site(None)


def test_each_site_reads_its_own_settings():
    first = factories.site("localhost")
    second = factories.site("andenby.example", default=False)
    factories.fee_settings(first, portal="Første portal", fee_page_url="/en")
    found = FeeSettings.for_request(
        RequestFactory().get("/", headers={"host": second.hostname}),
    )
    assert found.site == second
    assert (found.portal_name, found.fee_page_url) == ("", "")


# Validation


@pytest.mark.parametrize("link", ["//evil.example", "javascript:alert(1)", "ftp://x.example"])
def test_a_bad_address_of_the_fee_page_is_refused(link):
    with pytest.raises(ValidationError) as caught:
        FeeSettings(site=factories.site(), fee_page_url=link).full_clean()
    assert list(caught.value.message_dict) == ["fee_page_url"]


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "ftp://x.example",
        "/portal",
        "data:x",
        "https://x.example:99999/",
        "https://bruger:kode@x.example/",
    ],
)
def test_a_bad_address_of_the_portal_is_refused(link):
    with pytest.raises(ValidationError) as caught:
        FeeSettings(
            site=factories.site(), payment_routes=[factories.payment_route(name="Portal", url=link)]
        ).full_clean()
    assert list(caught.value.message_dict) == ["payment_routes"]


def test_a_portal_address_needs_a_name():
    with pytest.raises(ValidationError) as caught:
        FeeSettings(
            site=factories.site(),
            payment_routes=[factories.payment_route(url="https://betal.example")],
        ).full_clean()
    assert list(caught.value.message_dict) == ["payment_routes"]


def test_a_portal_name_needs_no_address():
    FeeSettings(
        site=factories.site(), payment_routes=[factories.payment_route(name="Netbanken")]
    ).full_clean()


# The chosen page goes away


def test_deleting_the_chosen_page_empties_the_choice_and_keeps_the_rest():
    site = factories.site()
    page = factories.takster_page(site.root_page)
    factories.fee_settings(site, fee_page=page, fee_page_url="/takster")
    Page.objects.get(pk=page.pk).delete()
    found = FeeSettings.for_site(Site.objects.get(pk=site.pk))
    assert (found.fee_page, found.fee_page_url) == (None, "/takster")


def test_the_admin_deletes_the_chosen_page_without_an_error(client):
    site = factories.site()
    page = factories.takster_page(site.root_page)
    factories.fee_settings(site, fee_page=page)
    client.force_login(factories.admin())
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    assert client.post(address).status_code == 200
    assert Page.objects.filter(pk=page.pk).exists(), "the question of the guard comes first"
    assert client.post(address, {"libfees_guard": "alone"}).status_code == 302
    assert not Page.objects.filter(pk=page.pk).exists()


# The form in the admin


def test_opening_the_form_shows_the_fields_of_the_site(client):
    site = factories.site()
    factories.fee_settings(site, portal="Betalingsportalen")
    client.force_login(factories.admin())
    response = client.get(url_of(site))
    assert response.status_code == 200
    assert "Betalingsportalen" in response.content.decode()


def test_opening_the_form_of_a_site_without_settings_stores_nothing(client):
    site = factories.site()
    client.force_login(factories.admin())
    assert client.get(url_of(site)).status_code == 200
    assert not FeeSettings.objects.exists()


def test_the_form_saves_the_settings(client):
    site = factories.site()
    page = factories.takster_page(site.root_page)
    client.force_login(factories.admin())
    data = form(
        fee_page=page.pk,
        fee_page_url=page.slug,
        **factories.posted_routes(
            {"name": "Betalingsportalen", "url": "https://betal.example/", "login_needed": "on"}
        ),
    )
    assert client.post(url_of(site), data).status_code == 302
    found = FeeSettings.objects.get(site=site)
    assert (found.fee_page_id, found.fee_page_url) == (page.pk, page.slug)
    assert (found.portal_name, found.portal_login_needed) == ("Betalingsportalen", True)


def test_saving_the_form_twice_keeps_one_row(client):
    site = factories.site()
    client.force_login(factories.admin())
    client.post(url_of(site), form(**factories.posted_routes({"name": "Først"})))
    client.post(url_of(site), form(**factories.posted_routes({"name": "Derefter"})))
    assert [s.portal_name for s in FeeSettings.objects.all()] == ["Derefter"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("fee_page_url", "//evil.example"),
        ("fee_page_url", "javascript:alert(1)"),
        ("payment_routes", {"name": "Kassen", "url": "javascript:alert(1)"}),
        ("payment_routes", {"url": "https://betal.example"}),  # without a name
        ("payment_routes", {"kind": "none", "name": "Kassen"}),
        ("payment_routes", {"kind": "", "name": "Kassen"}),
    ],
)
def test_the_form_refuses_a_bad_address_with_a_message_and_stores_nothing(client, field, value):
    site = factories.site()
    client.force_login(factories.admin())
    posted = factories.posted_routes(value) if field == "payment_routes" else {field: value}
    response = client.post(url_of(site), form(**posted))
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not FeeSettings.objects.exists()


def test_the_form_of_one_site_leaves_the_other_alone(client):
    first = factories.site()
    second = factories.site("andenby.example", default=False)
    factories.fee_settings(first, portal="Første portal")
    client.force_login(factories.admin())
    client.post(url_of(second), form(**factories.posted_routes({"name": "Anden portal"})))
    assert FeeSettings.for_site(first).portal_name == "Første portal"
    assert FeeSettings.for_site(second).portal_name == "Anden portal"


def refused(response):
    """The admin sends a user without permission away to its front page."""
    return response.status_code == 302 and response.url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_form_refuses_staff_without_the_permission(client, method):
    site = factories.site()
    client.force_login(factories.staff())
    assert refused(
        getattr(client, method)(url_of(site), form(**factories.posted_routes({"name": "X"})))
    )
    assert not FeeSettings.objects.exists()


def test_the_form_admits_staff_with_the_permission(client):
    site = factories.site()
    user = factories.staff()
    user.groups.get().permissions.add(Permission.objects.get(codename="change_feesettings"))
    client.force_login(user)
    assert (
        client.post(url_of(site), form(**factories.posted_routes({"name": "Portal"}))).status_code
        == 302
    )
    assert FeeSettings.for_site(site).portal_name == "Portal"


@pytest.mark.parametrize("who", [None, factories.borrower])
def test_the_form_sends_others_to_the_login_page(client, who):
    site = factories.site()
    if who:
        client.force_login(who())
    response = client.post(url_of(site), form(**factories.posted_routes({"name": "X"})))
    assert response.status_code == 302
    assert reverse("wagtailadmin_login") in response.url
    assert not FeeSettings.objects.exists()


@pytest.mark.django_db
def test_staff_guide_cannot_be_the_fee_page():
    site = factories.site()
    guide = factories.staff_guide(site.root_page)
    with pytest.raises(ValidationError, match=r"personale|staff"):
        FeeSettings(site=site, fee_page=guide.page_ptr).full_clean()
