"""The editor of a fee page says where its rates came from."""

import pytest
from django.urls import reverse

from tests import factories
from tests.imports.fee_pages import draft, edit, run
from wagtail_libfees.imports.fees_provenance import fees_provenance_of
from wagtail_libfees.imports.rollback import rollback_run
from wagtail_libfees.pages.models import TaksterPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    """A front page."""
    return factories.site().root_page


def told(page):
    """What the draft of the page says of its only source."""
    (found,) = fees_provenance_of(
        TaksterPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    )
    return found


def test_page_without_an_import_says_nothing(home):
    assert fees_provenance_of(factories.takster_page(home)) == []


def test_source_and_blocks_are_told(home):
    result = run(home)
    found = told(result.page)
    assert (found.source, found.run_id) == ("priser.html", result.run.pk)
    assert len(found.blocks) == len(draft(result.page))
    assert (found.changed_here, found.removed_here) == ((), ())


def test_change_and_removal_are_told(home):
    page = run(home).page
    edit(page, "75")
    assert len(told(page).changed_here) == 1
    changed = TaksterPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    kept = [raw for raw in changed.body.get_prep_value() if raw["type"] != "exclusion"]
    changed.body = changed.body.stream_block.to_python(kept)
    changed.save_revision(clean=False)
    assert len(told(page).removed_here) == 1


def test_saving_without_a_change_is_no_change(home):
    page = run(home).page
    TaksterPage.objects.get(pk=page.pk).get_latest_revision_as_object().save_revision()
    assert told(page).changed_here == ()


def test_rolled_back_import_is_not_told(home):
    page = factories.takster_page(home)
    result = run(home)
    rollback_run(result.run)
    assert fees_provenance_of(page) == []


def test_editor_shows_it(home, client):
    page = run(home).page
    client.force_login(factories.staff("redaktoer", "change_page"))
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "priser.html" in answer
    assert "libfees/importer" not in answer
