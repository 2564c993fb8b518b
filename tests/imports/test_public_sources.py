"""The line that tells borrowers where questions come from."""

import pytest

from tests import factories
from wagtail_libfees.imports.models import ImportedPage, ImportRun, SourceKind, Status

pytestmark = pytest.mark.django_db

ADDRESS = "https://kommune.example/spoergsmaal"


@pytest.fixture
def page():
    """A payment FAQ that tells its sources."""
    return factories.faq_page(factories.site().root_page, show_source=True)


def imported(page, source=ADDRESS, kind=SourceKind.URL, status=Status.DONE):
    """A run that brought questions to the page."""
    run = ImportRun.objects.create(source=source, source_kind=kind, status=status, profile="auto")
    ImportedPage.objects.create(run=run, page_id=page.pk, title=page.title)


def test_address_is_told_once_though_it_was_imported_twice(client, page):
    imported(page)
    imported(page)
    assert client.get(page.url).content.decode().count(f'href="{ADDRESS}"') == 1


def test_translation_tells_the_source_of_its_original(client, page):
    imported(page)
    assert ADDRESS in client.get(factories.translated(page).url).content.decode()


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (SourceKind.FILE, Status.DONE),
        (SourceKind.TEXT, Status.DONE),
        (SourceKind.URL, Status.ROLLED_BACK),
    ],
)
def test_files_and_what_was_taken_back_are_not_told(client, page, kind, status):
    imported(page, "hemmelig-mappe/svar.docx", kind, status)
    assert "hemmelig-mappe" not in client.get(page.url).content.decode()


def test_page_says_nothing_unless_the_editor_wants_it(client):
    page = factories.faq_page(factories.site().root_page)
    imported(page)
    assert ADDRESS not in client.get(page.url).content.decode()
