"""An address of the fee page on the site itself is asked where it leads, without the network."""

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse, set_script_prefix
from wagtail.models import Page

from tests import factories
from tests.fee_page.admin.settings_form import errors, form, url_of
from wagtail_libfees.admin.desk.lines import desk_lines
from wagtail_libfees.fee_page.findings import fee_page_findings
from wagtail_libfees.fee_page.local_address import (
    address_page,
    can_be_fee_page,
    destination,
    is_local,
)
from wagtail_libfees.models import FeeSettings, fee_page_problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def rates(site):
    """A page with the rates that is no fee page of the package."""
    page = factories.home_page_below(site.root_page, "Takster")
    page.slug = "takster"
    page.save()
    return Page.objects.get(pk=page.pk)


# Where an address leads


@pytest.mark.parametrize(
    "address",
    [
        "/takster/",
        "/takster",
        "/%74akster/",
        "/takster/?vis=alle#gebyr",
        "http://localhost/takster/",
        "https://localhost:80/takster",
    ],
)
def test_the_page_at_an_address_is_found(site, rates, address):
    assert is_local(address, site)
    assert destination(address, site).page.pk == rates.pk


def test_a_page_of_another_language_is_found_below_its_prefix(site, rates):
    english = factories.translated(rates.specific, slug="fees")
    assert destination("/en/fees/", site).page.pk == english.pk
    assert destination("/fees/", site) is None
    assert destination("/en/takster/", site) is None


def test_the_page_of_the_right_site_is_found(site, rates):
    second = factories.site("andenby.example", default=False)
    assert destination("/takster/", second) is None


@pytest.mark.parametrize("address", ["/node/123", "/taks", "/takster/mere/"])
def test_an_address_without_a_page_leads_nowhere(site, rates, address):
    assert destination(address, site) is None


def test_an_unpublished_page_does_not_answer(site, rates):
    rates.specific.unpublish()
    assert destination("/takster/", site) is None


def test_a_view_answers(site):
    found = destination("/soeg/?q=takster", site)
    assert found is not None
    assert found.page is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/takster/", True),
        ("http://localhost/takster/", True),
        ("/soeg/", False),
        ("http://localhost/soeg/", True),
        ("/documents/99/x.pdf", False),
        ("http://localhost/documents/99/x.pdf", False),
        ("/admin/", False),
        ("http://localhost/libfees/fee-page/", False),
        ("/libfees/notices.json", False),
        ("/node/123", False),
    ],
)
def test_what_can_be_the_fee_page(editor, site, rates, address, expected):
    assert can_be_fee_page(address, site) is expected
    response = editor.post(url_of(site), form(fee_page_url=address))
    assert (response.status_code == 302) is expected
    # One that a script stored is told.
    factories.fee_settings(site, fee_page_url=address)
    assert (fee_page_problems() == []) is expected


def test_a_page_that_fails_on_its_way_counts_as_an_answer(site, rates, monkeypatch):
    def route(self, request, parts):
        raise RuntimeError

    monkeypatch.setattr(type(site.root_page.specific), "route", route)
    assert destination("/takster/", site).page is None


def test_below_a_prefix_of_the_installation(site, rates):
    set_script_prefix("/bibliotek/")
    try:
        assert destination("/bibliotek/takster/", site).page.pk == rates.pk
    finally:
        set_script_prefix("/")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://kommune.example/takster",
        "https://localhost:8443/takster",
        "http://[localhost/takster",
        "http://localhost:99999999/takster",
    ],
)
def test_other_servers_are_not_local(site, address):
    assert not is_local(address, site)


@override_settings(ROOT_URLCONF="tests.urls_without_pages")
def test_without_pages_of_wagtail_only_views_answer(site, rates):
    assert destination("/takster/", site) is None


# What the form says


@pytest.mark.parametrize("address", ["node/123", "/gammel-takster/"])
def test_the_form_refuses_a_path_that_answers_nothing(editor, site, address):
    response = editor.post(url_of(site), form(fee_page_url=address))
    [text] = errors(response)["fee_page_url"]
    assert "https://" in text
    assert not FeeSettings.objects.exclude(fee_page_url="").exists()


@pytest.mark.parametrize(
    "address",
    [
        "/takster",
        "takster/",
        "http://localhost/soeg/",
        "https://localhost/nyt-system/",
        "https://x.example/",
    ],
)
def test_the_form_takes_what_answers_and_what_another_system_may_answer(
    editor, site, rates, address
):
    editor.post(url_of(site), form(fee_page_url=address))
    assert FeeSettings.objects.get(site=site).fee_page_url == address


def test_an_address_saved_long_ago_keeps_nobody_from_other_fields(editor, site):
    factories.fee_settings(site, fee_page_url="/node/123")
    editor.post(url_of(site), form(fee_page_url="/node/123", library_name="Fjordby Bibliotek"))
    assert FeeSettings.objects.get(site=site).library_name == "Fjordby Bibliotek"


# Checks, desk, W010


@pytest.mark.parametrize("address", ["node/123", "http://localhost/node/123", "/"])
def test_a_dead_address_is_told_everywhere(site, address):
    chief = factories.admin()
    factories.fee_settings(site, fee_page_url=address)
    [problem] = fee_page_problems()
    assert problem.fault == "address"
    assert address in problem.message
    [found] = fee_page_findings()
    assert not found.finding.is_error
    [line] = [line for line in desk_lines(chief) if address in line.text]
    assert line.url == reverse("libfees_restore_fee_page", args=[site.pk])
    told = [w for w in run_checks(databases=["default"]) if w.id == "wagtail_libfees.W010"]
    assert len(told) == 1
    assert told[0].level == 30


def test_what_can_be_done_is_said_and_leads_to_the_settings(editor, site):
    factories.fee_settings(site, fee_page_url="node/123")
    response = editor.get(reverse("libfees_restore_fee_page", args=[site.pk]))
    assert "node/123" in response.content.decode()
    assert url_of(site) in response.content.decode()


def test_the_command_makes_no_page_of_a_dead_address(site):
    factories.fee_settings(site, fee_page_url="node/123")
    out = StringIO()
    call_command("libfees_restore_takster", stdout=out)
    assert "node/123" in out.getvalue()
    assert FeeSettings.objects.get(site=site).fee_page is None


def test_a_page_that_borrowers_may_not_read_is_told(site, rates):
    factories.fee_settings(site, fee_page_url="/takster/")
    assert fee_page_problems() == []
    factories.restrict(rates)
    assert [problem.fault for problem in fee_page_problems()] == ["address"]


def test_an_address_behind_a_page_that_serves_is_not_told(site):
    page = factories.takster_page(site.root_page)
    factories.fee_settings(site, fee_page=page.page_ptr, fee_page_url="/node/123")
    assert fee_page_problems() == []


def test_an_address_elsewhere_is_not_asked(site):
    factories.fee_settings(site, fee_page_url="https://kommune.example/node/123")
    assert fee_page_problems() == []


# Guards


def dialogs(page, elsewhere):
    return {
        "delete": reverse("wagtailadmin_pages:delete", args=[page.pk]),
        "unpublish": reverse("wagtailadmin_pages:unpublish", args=[page.pk]),
        "move": reverse("wagtailadmin_pages:move_confirm", args=[page.pk, elsewhere.pk]),
    }


@pytest.mark.parametrize("way", ["delete", "unpublish", "move"])
def test_the_page_at_the_address_goes_only_after_a_question(editor, site, rates, elsewhere, way):
    factories.fee_settings(site, fee_page_url="/takster")
    assert address_page(FeeSettings.objects.get(site=site)).pk == rates.pk
    response = editor.post(dialogs(rates, elsewhere)[way])
    assert "wagtail_libfees/admin/guards/question.html" in [t.name for t in response.templates]
    there = Page.objects.get(pk=rates.pk)
    assert there.live
    assert there.get_site() == site


def test_a_successor_can_be_chosen(editor, site, rates):
    factories.fee_settings(site, fee_page_url="/takster")
    successor = factories.takster_page(site.root_page, title="Priser", slug="priser")
    editor.post(
        reverse("wagtailadmin_pages:delete", args=[rates.pk]),
        {"libfees_guard": "successor", f"libfees-site_{site.pk}": successor.pk},
    )
    assert not Page.objects.filter(pk=rates.pk).exists()
    assert FeeSettings.objects.get(site=site).fee_page_id == successor.pk
    assert fee_page_problems() == []


def test_other_pages_go_without_a_question(editor, site, rates):
    factories.fee_settings(site, fee_page_url="/takster")
    other = factories.home_page_below(site.root_page, "Om os")
    editor.post(reverse("wagtailadmin_pages:delete", args=[other.pk]))
    assert not Page.objects.filter(pk=other.pk).exists()
