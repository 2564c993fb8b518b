"""Publishing the chosen fee page asks a bounded number of questions, and each change is kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tests.journeys.library import form_of, rich_text
from wagtail_libfees.models import FeePageBackup

pytestmark = pytest.mark.django_db

# With the savepoints that the transaction of a test adds; `benchmarks/bench_editor.py` compares it
# with a page of Wagtail's own.
MOST = 121


@pytest.fixture
def page(site):
    found = make.takster_page(site.root_page, make.overdue())
    make.fee_settings(site, fee_page=found)
    return found


def publish(client, page, title):
    """The queries of publishing the page with another title."""
    data = {"slug": page.slug, "title": title, "intro": rich_text(page.intro)}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    data |= form_of(page.body.stream_block, page.body, "body")
    data["action-publish"] = "action-publish"
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert answer.status_code == 302
    return len(queries)


def test_publishing_the_chosen_page_asks_a_bounded_number_of_questions(client, page):
    client.force_login(make.admin("maaler"))
    publish(client, page, "Første")
    assert publish(client, page, "Anden") <= MOST


def test_what_is_kept_of_the_page_follows_each_publication_with_its_time(client, page):
    client.force_login(make.admin("maaler"))
    before = FeePageBackup.objects.get()
    publish(client, page, "Nye takster")
    after = FeePageBackup.objects.get()
    assert (after.pk, after.title) == (before.pk, "Nye takster")
    assert after.saved_at > before.saved_at


def test_what_is_kept_of_a_page_that_is_chosen_no_more_goes_with_the_next_publication(
    client, site, page
):
    client.force_login(make.admin("maaler"))
    other = make.takster_page(site.root_page, make.overdue(), slug="andre")
    FeePageBackup.objects.create(
        site=site, page_pk=other.pk, title="Andre", translation_key=other.translation_key,
        language_code="da", content={}, matters=True,
    )  # fmt: skip
    publish(client, page, "Nye takster")
    assert [kept.page_pk for kept in FeePageBackup.objects.all()] == [page.pk]
