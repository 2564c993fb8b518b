"""A site may leave the importers out, later or from the start, and may take them in again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests import factories
from wagtail_libfees.imports.missing import forget_missing
from wagtail_libfees.imports.models import ImportedItem, ImportedPage, ImportRun, WatchedSource

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "tests.settings_without_imports"


def run(*arguments):
    """Run Python in a site without the importers, on a database of its own."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS}
    for name in ("DATABASE_URL", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER"):
        environment.pop(name, None)
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def test_a_site_without_the_importers_works():
    plain = ["-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly"]
    script = "tests/imports/without_imports.py"
    done = run("-m", "pytest", "-q", *plain, f"--ds={SETTINGS}", script)
    assert done.returncode == 0, done.stdout + done.stderr


def test_starting_loads_no_importer_and_no_network_client():
    code = (
        "import sys, django; django.setup()\n"
        "from django.core.management import call_command; call_command('check')\n"
        "parts = ('wagtail_libfees.imports', 'wagtail_libfees.fetching.http_client')\n"
        "sys.exit(', '.join(name for name in sys.modules if name.startswith(parts)) or None)"
    )
    done = run("-c", code)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def imported():
    """Rows of the importers that name two pages, and a user."""
    home = factories.site().root_page
    stays, goes = factories.faq_page(home, title="Bliver"), factories.faq_page(home, title="Går")
    user = factories.staff("væk")
    for page in (stays, goes):
        run = ImportRun.objects.create(source="kilde.txt", page=page, parent=home, user=user)
        ImportedPage.objects.create(run=run, page=page, title=page.title)
        ImportedItem.objects.create(run=run, page=page, key="k", block_id="b", kind="new")
        WatchedSource.objects.create(source="https://kilde.example", page=page)
    return stays, goes, user


@pytest.mark.django_db
def test_what_was_deleted_meanwhile_is_forgotten(imported):
    stays, goes, user = imported
    # As a site without the app deletes them: the database knows nothing that hinders it.
    for rows in (
        type(goes).objects.filter(pk=goes.pk),
        type(goes.page_ptr).objects.filter(pk=goes.pk),
    ):
        rows._raw_delete("default")
    user.groups.clear()
    type(user).objects.filter(pk=user.pk)._raw_delete("default")
    connection.check_constraints()
    forget_missing(using="default")
    assert {run.page_id for run in ImportRun.objects.all()} == {stays.pk, None}
    assert {run.user_id for run in ImportRun.objects.all()} == {None}
    assert {run.parent_id for run in ImportRun.objects.all()} == {stays.get_parent().pk}
    assert {item.page_id for item in ImportedItem.objects.all()} == {stays.pk, None}
    assert {page.page_id for page in ImportedPage.objects.all()} == {stays.pk, None}
    assert [source.page_id for source in WatchedSource.objects.all()] == [stays.pk]


@pytest.mark.django_db
def test_what_is_there_is_kept(imported):
    before = list(ImportRun.objects.values()), list(WatchedSource.objects.values())
    forget_missing(using="default")
    assert (list(ImportRun.objects.values()), list(WatchedSource.objects.values())) == before


@pytest.mark.django_db
def test_a_database_without_the_tables_is_left_alone():
    """After `migrate libfees_imports zero` the state of the models has none of them."""

    class NoModels:
        def get_models(self):
            return []

    forget_missing(using="default", apps=NoModels())
