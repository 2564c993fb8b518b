"""Machine answers cost one query while nothing changes, and say at once what has changed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db
NAMES = ("answers.json", "answers.json?lang=da", "fees.md", "fees.md?lang=da", "fees.txt")
NAMES += ("llms.txt", "rates.csv", "rates.json", "settings.json")
ADDRESSES = {name: f"/libfees/{name}" for name in NAMES}


@pytest.fixture
def page(site):
    question = ("Hvornår kommer regningen?", "<p>Efter 30 dage.</p>")
    factories.faq_page(site.root_page, factories.questions(question, heading="Regning"))
    found = factories.takster_page(site.root_page, factories.overdue(), title="Takster")
    factories.fee_settings(site, fee_page=found)
    return found


def get(client, name, **headers):
    return client.get(ADDRESSES[name], headers=headers)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_an_answer_that_is_kept_costs_one_query_also_as_304(client, page, name):
    first = get(client, name)
    assert first.status_code == 200
    for headers, status in (({}, 200), ({"if-none-match": first["ETag"]}, 304)):
        with CaptureQueriesContext(connection) as queries:
            again = get(client, name, **headers)
        assert (again.status_code, len(queries)) == (status, 1)
    assert get(client, name).content == first.content


@pytest.mark.parametrize("name", ["fees.md", "fees.txt", "rates.csv", "rates.json"])
def test_rates_are_gone_at_once_with_their_page(client, page, name):
    get(client, name)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert get(client, name).status_code == 404
    restriction.delete()
    assert get(client, name).status_code == 200
    page.unpublish()
    assert get(client, name).status_code == 404


@pytest.mark.parametrize("name", ["fees.md", "rates.json"])
def test_rates_end_when_their_page_expires_without_anybody_saving(client, page, name):
    page.expire_at = timezone.now() + timedelta(minutes=2)
    page.save()
    assert get(client, name).status_code == 200
    with freeze_time(timezone.now() + timedelta(minutes=3)):
        assert get(client, name).status_code == 404


def test_settings_tell_a_change_at_once(client, site, page):
    get(client, "settings.json")
    settings = type(factories.fee_settings(site)).objects.get(site=site)
    settings.terms_url = "/nye-regler/"
    settings.save()
    assert "nye-regler" in get(client, "settings.json").content.decode()


@override_settings(WAGTAIL_LIBFEES={"PAGE_CACHE": None})
def test_without_a_cache_nothing_is_kept(client, page):
    with CaptureQueriesContext(connection) as queries:
        get(client, "rates.json")
        get(client, "rates.json")
    assert len(queries) > 2
