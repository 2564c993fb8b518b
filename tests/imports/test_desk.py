"""What the importers put on the desk."""

from datetime import UTC, datetime

import pytest

from tests import factories
from wagtail_libfees.admin.desk.lines import desk_lines
from wagtail_libfees.imports.models import ImportRun, WatchedSource

pytestmark = pytest.mark.django_db


def test_imports_and_watched_sources():
    boss, home = factories.admin(), factories.site().root_page
    factories.takster_page(home, live=False)
    page = factories.faq_page(home)
    ImportRun.objects.create(source="kilde.txt", status="parsed", page=page, user=boss)
    ImportRun.objects.create(source="gammel.txt", status="done", page=page, user=boss)
    WatchedSource.objects.create(
        source="https://kilde.example", page=page, changed_at=datetime.now(UTC)
    )
    found = desk_lines(boss)
    assert {line.icon for line in found} == {"download", "view"}
    assert any("kilde.txt" in line.text for line in found)
    # Who may not import hears nothing of it.
    assert desk_lines(factories.staff("skriver", "change_page")) == []
