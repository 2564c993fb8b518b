"""`libfees_check`: which sites, which format, and when it fails."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories

pytestmark = pytest.mark.django_db

WARNING = factories.questions(("A?", "Fra 1. juni"))
ERROR = factories.questions(("B?", "Log på med NemID"))


def run(*arguments):
    out = StringIO()
    try:
        call_command("libfees_check", *arguments, stdout=out)
    except CommandError as exc:
        return out.getvalue(), str(exc)
    return out.getvalue(), ""


@pytest.fixture
def sites():
    here = factories.site("fjordby.example")
    there = factories.site("sandby.example", default=False)
    factories.faq_page(here.root_page, WARNING, title="Advarsel")
    factories.faq_page(there.root_page, ERROR, title="Fejl")


def test_all_sites(sites):
    out, error = run()
    assert "Fejl" in out.splitlines()[0]
    assert "Advarsel" in out.splitlines()[1]
    assert error


def test_one_site(sites):
    out, error = run("--site", "fjordby.example")
    assert "Advarsel" in out
    assert "Fejl: " not in out
    assert not error


def test_an_unknown_site(sites):
    assert "fjordby.example" in run("--site", "nowhere.example")[1]


def test_json(sites):
    found = json.loads(run("--format", "json")[0])
    assert [(each["severity"], each["code"], each["site"]) for each in found] == [
        ("error", "outdated_term", "sandby.example"),
        ("warning", "date_without_year", "fjordby.example"),
    ]


@pytest.mark.parametrize(
    ("site", "least", "fails"),
    [
        ("fjordby.example", "error", False),
        ("fjordby.example", "warning", True),
        ("sandby.example", "error", True),
        ("sandby.example", "never", False),
    ],
)
def test_when_it_fails(sites, site, least, fails):
    assert bool(run("--site", site, "--fail-on", least)[1]) is fails


def test_nothing_to_remark():
    factories.site()
    out, error = run()
    assert out.strip()
    assert not error


@pytest.fixture
def without_fee_page():
    """Two sites; one has lost its fee page."""
    here = factories.site("fjordby.example")
    there = factories.site("sandby.example", default=False)
    for site in (here, there):
        page = factories.takster_page(site.root_page)
        factories.fee_settings(site, fee_page=page.page_ptr)
    page.delete()


def test_a_lost_fee_page_is_told_and_fails(without_fee_page):
    out, error = run()
    assert out.startswith("Fejl: sandby.example: ")
    assert "[fee_page]" in out
    assert error


def test_a_lost_fee_page_of_another_site_is_not_told(without_fee_page):
    out, error = run("--site", "fjordby.example")
    assert "[fee_page]" not in out
    assert not error


def test_a_lost_fee_page_as_json(without_fee_page):
    [found] = [each for each in json.loads(run("--format", "json")[0]) if each["page"] is None]
    assert (found["code"], found["severity"], found["site"]) == (
        "fee_page",
        "error",
        "sandby.example",
    )
    assert (found["title"], found["live"], found["field"]) == ("", None, "")
