"""What is said of a site whose fee page borrowers cannot reach."""

import pytest

from tests import factories
from wagtail_libfees.fee_page.findings import fee_page_findings

pytestmark = pytest.mark.django_db


@pytest.fixture
def fee_page(site):
    page = factories.takster_page(site.root_page)
    factories.fee_settings(site, fee_page=page.page_ptr)
    return page


def told(user=None):
    return [
        (each.site.hostname, each.finding.params["fault"], each.finding.severity.value)
        for each in fee_page_findings(user)
    ]


def test_nothing_is_said_of_a_page_in_its_place(fee_page):
    assert told() == []


def test_a_deleted_page_is_an_error(fee_page):
    fee_page.delete()
    assert told() == [("localhost", "deleted", "error")]


def test_an_unpublished_page_is_an_error(fee_page):
    fee_page.unpublish()
    assert told() == [("localhost", "draft", "error")]


def test_a_private_page_is_an_error(fee_page):
    factories.restrict(fee_page)
    assert told() == [("localhost", "restricted", "error")]


def test_a_page_that_was_never_chosen_is_worth_a_look(site):
    factories.fee_settings(site)
    assert told() == [("localhost", "not_chosen", "warning")]


def test_an_address_elsewhere_is_an_answer(site):
    factories.fee_settings(site, fee_page_url="https://kommune.example/takster")
    assert told() == []


def test_only_who_may_mend_it_is_told(site, fee_page):
    fee_page.delete()
    assert told(factories.staff("gaest")) == []
    assert len(told(factories.admin())) == 1
