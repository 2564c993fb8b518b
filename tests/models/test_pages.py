"""What all page types share: they answer, write nothing, and cost a bounded number of queries."""

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time
from wagtail.models import Page

from tests import factories
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.pages.models import (
    PaymentFAQPage,
    ServiceNoticeIndexPage,
    ServiceNoticePage,
    StaffGuidePage,
    TaksterPage,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]

# PostgreSQL reads long lists by a cursor that it declares.
READS = ("SELECT", "SAVEPOINT", "RELEASE", "DECLARE")

TYPES = ["takster", "faq", "index", "notice", "home"]


def queries(client, url):
    """The SQL of a GET; once before, so that what Django keeps for a process is kept."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("kind", TYPES)
def test_a_reader_gets_each_page(client, site, kind):
    page = factories.page_of_each_type(site.root_page)[kind]
    response = client.get(page.url)
    assert response.status_code == 200
    assert f"<h1>{page.title}</h1>" in response.content.decode()


@override_settings(WAGTAIL_LIBFEES={})
@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "home"])
def test_each_page_stands_in_the_packages_own_base_template_too(client, site, kind):
    page = factories.page_of_each_type(site.root_page)[kind]
    response = client.get(page.url)
    assert "wagtail_libfees/base.html" in [template.name for template in response.templates]
    assert "example_site/base.html" not in [template.name for template in response.templates]


@pytest.mark.parametrize("kind", [*TYPES, "staff"])
def test_reading_a_page_writes_nothing(client, site, kind):
    page = factories.page_of_each_type(site.root_page)[kind]
    if kind == "staff":
        client.force_login(factories.admin())
    found = queries(client, page.url)
    assert [sql for sql in found if not sql.startswith(READS)] == []
    assert not FeeSettings.objects.exists()


@pytest.mark.parametrize(
    "url", ["/libfees/fee-page/", "/api/v2/pages/?fields=*", "/sitemap.xml", "/soeg/?q=gebyr"]
)
def test_reading_an_address_writes_nothing(client, site, url):
    factories.page_of_each_type(site.root_page)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    sql = [query["sql"] for query in captured.captured_queries]
    assert [s for s in sql if not s.startswith(READS)] == []
    assert not FeeSettings.objects.exists()


# Queries: the same number for a few things on the page and for forty

# One more than the banner shows, so that it links to the archive both times.
FEW = 4


def linked(number, target):
    link = f'<p>Se <a linktype="page" id="{target.pk}">siden</a> om sag {number}.</p>'
    return (f"Spørgsmål {number}?", link)


def faq_with(site, count):
    targets = [factories.takster_page(site.root_page) for _ in range(count)]
    pairs = [linked(number, target) for number, target in enumerate(targets)]
    return factories.faq_page(site.root_page, factories.questions(*pairs))


def takster_with(site, count):
    groups = [factories.group(f"Gruppe {number}") for number in range(count)]
    target = factories.faq_page(site.root_page)
    words = f'Se <a linktype="page" id="{target.pk}">siden</a>.'
    texts = [factories.text(f"{words} {number}") for number in range(count)]
    return factories.takster_page(site.root_page, factories.overdue(*groups), *texts)


def index_with(site, count):
    index = factories.notice_index(site.root_page)
    for number in range(count):
        factories.notice(index, f"Nyt {number}")
    return index


def notice_with(site, count):
    return index_with(site, count).get_children().first()


def home_with(site, count):
    for number in range(count):
        factories.faq_page(site.root_page, title=f"Side {number}", show_in_menus=True)
    return site.root_page


@pytest.mark.parametrize(
    ("make", "most"),
    [(faq_with, 28), (takster_with, 25), (index_with, 26), (notice_with, 25), (home_with, 25)],
)
@pytest.mark.usefixtures("nothing_kept")
# What is kept for a second is kept on a busy machine too.
@freeze_time("2026-11-20 12:00")
def test_forty_things_on_a_page_cost_as_many_queries_as_a_few(client, make, most):
    few, many = (len(queries(client, make(factories.site(), count).url)) for count in (FEW, 40))
    assert many == few <= most


# Rules of the page tree


@pytest.mark.parametrize(
    "model", [TaksterPage, PaymentFAQPage, StaffGuidePage, ServiceNoticeIndexPage]
)
def test_a_page_can_be_made_below_the_front_page(site, model):
    assert model.can_create_at(site.root_page)


def test_a_notice_can_be_made_in_the_archive_only(site):
    index = factories.notice_index(site.root_page)
    assert ServiceNoticePage.can_create_at(index)
    assert not ServiceNoticePage.can_create_at(site.root_page)
    assert not TaksterPage.can_create_at(index)


@pytest.mark.parametrize("kind", ["takster", "faq", "notice", "staff"])
def test_nothing_can_be_made_below_a_page(site, kind):
    page = factories.page_of_each_type(site.root_page)[kind]
    assert [m for m in Page.__subclasses__() if m.can_create_at(page)] == []


@pytest.mark.parametrize("kind", ["takster", "faq", "index", "notice", "staff"])
def test_the_editor_opens(client, site, kind):
    page = factories.page_of_each_type(site.root_page)[kind]
    client.force_login(factories.admin())
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


@pytest.mark.parametrize(
    "model",
    [TaksterPage, PaymentFAQPage, StaffGuidePage, ServiceNoticeIndexPage, ServiceNoticePage],
)
def test_a_type_says_what_it_is_for(model):
    assert model.page_description
    assert model.template.startswith("wagtail_libfees/")
