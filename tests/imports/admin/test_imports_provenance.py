"""What the editor of a page says about where its questions came from."""

import pytest
from django.urls import reverse

from tests import factories
from tests.imports.imports import answer, edit, parsed, take_off
from wagtail_libfees.imports.faq.drafts import import_faq
from wagtail_libfees.imports.provenance import provenance_of
from wagtail_libfees.imports.rollback import rollback_run

pytestmark = pytest.mark.django_db

ONE, TWO, THREE = "Hvad koster det?", "Hvornår?", "Hvem?"


@pytest.fixture
def page():
    """A payment FAQ."""
    return factories.faq_page(factories.site().root_page)


def draft(page):
    page.refresh_from_db()
    return page.get_latest_revision_as_object()


def test_source_date_and_changes_are_counted(page):
    run = import_faq(parsed((ONE, "20"), (TWO, "Nu"), (THREE, "Os")), page=page).run
    edit(page, answer(ONE, "<p>25</p>"))
    edit(page, take_off(TWO))
    found = provenance_of(draft(page))
    assert [(f.source, f.run_id, f.imported_at) for f in found] == [
        ("faq.html", run.pk, run.started_at)
    ]
    assert (found[0].questions, found[0].changed_here, found[0].removed_here) == (3, 1, 1)


def test_two_sources_are_told_apart(page):
    import_faq(parsed((ONE, "20"), source="a.html"), page=page)
    import_faq(parsed((TWO, "Nu"), source="b.html"), page=page)
    assert [found.source for found in provenance_of(draft(page))] == ["b.html", "a.html"]


def test_rolled_back_import_is_no_source(page):
    rollback_run(import_faq(parsed((ONE, "20")), page=page).run)
    assert provenance_of(draft(page)) == []


def test_panel_is_in_the_editor_of_an_imported_page_only(client, page):
    client.force_login(factories.admin())
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "faq.html" not in client.get(url).content.decode()
    run = import_faq(parsed((ONE, "20")), page=page).run
    html = client.get(url).content.decode()
    assert "faq.html" in html
    assert reverse("libfees_imports:run", args=[run.pk]) in html


def test_editor_without_the_importer_gets_no_link_to_it(client, page):
    run = import_faq(parsed((ONE, "20")), page=page).run
    client.force_login(factories.staff("redaktoer", "change_page"))
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "faq.html" in html
    assert reverse("libfees_imports:run", args=[run.pk]) not in html


def test_new_page_has_no_panel(client, page):
    client.force_login(factories.admin())
    url = reverse(
        "wagtailadmin_pages:add", args=["libfees_pages", "paymentfaqpage", page.get_parent().pk]
    )
    assert client.get(url).status_code == 200


def test_the_records_of_the_runs_are_not_read(page, django_assert_num_queries):
    """With 5,000 questions, reading them once per question took minutes and half a gigabyte."""
    import_faq(parsed((ONE, "20"), (TWO, "Nu")), page=page)
    found = draft(page)
    with django_assert_num_queries(1) as captured:
        provenance_of(found)
    assert "records" not in captured.captured_queries[0]["sql"]
