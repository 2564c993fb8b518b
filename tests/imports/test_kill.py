"""kill -9 in the middle of an import leaves nothing half done; running again completes.

The import runs as a process of its own, on a database of its own: SQLite, or PostgreSQL where the
suite runs on it.
"""

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.sites import MIGRATE, ROOT, SiteProcess, migrated, run_sql

TEXT = "Hvad koster det?\nDet koster 20 kr.\n\nKan jeg betale kontant?\nJa, det kan du.\n"
COUNT = """
from wagtail_libfees.imports.models import ImportRun, ImportedItem, ImportedPage
from wagtail_libfees.pages.models import PaymentFAQPage
from wagtail.models import Page, Revision
import json
models = ImportRun, ImportedItem, ImportedPage, PaymentFAQPage, Revision
print(json.dumps([model.objects.count() for model in models]))
print(json.dumps(Page.find_problems()))
"""


@pytest.fixture
def site(tmp_path, tmp_path_factory):
    """A site with a migrated database of its own."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        with SiteProcess(tmp_path) as process:
            process.restore(migrated(tmp_path_factory))
            yield process
        return
    name = f"libfees_kill_{os.getpid()}"
    run_sql(url, f'CREATE DATABASE "{name}"')
    with SiteProcess(tmp_path, url.rsplit("/", 1)[0] + f"/{name}") as process:
        process.run(MIGRATE)
        yield process
    run_sql(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def start(site, how):
    """Start an import as a process of its own; "die" is killed in its middle."""
    command = [sys.executable, "-m", "tests.imports.kill_me", how, TEXT]
    return subprocess.Popen(
        command, cwd=ROOT, env=site.environment, stderr=subprocess.PIPE, text=True
    )


def finish(process):
    """Wait for a process; returns its status and what it said."""
    said = process.communicate()[1]
    return process.returncode, said


def counts(site):
    """Runs, items, pages of runs, FAQ pages and revisions; and damage of the page tree."""
    rows, problems = site.run(COUNT).strip().splitlines()[-2:]
    return json.loads(rows), [found for found in json.loads(problems) if found]


def test_killed_import_leaves_nothing_and_running_again_completes(site):
    before = counts(site)
    assert finish(start(site, "die"))[0] == -signal.SIGKILL
    assert counts(site) == before
    status, said = finish(start(site, "live"))
    assert status == 0, said
    (runs, items, pages, faqs, revisions), problems = counts(site)
    assert (runs, items, pages, faqs) == (1, 2, 1, 1)
    assert revisions == before[0][4] + 1
    assert problems == []


def test_two_processes_at_once_make_one_page(site):
    """One wins; the other is told, or finds that nothing is left to do."""
    finished = [finish(process) for process in [start(site, "live"), start(site, "live")]]
    (runs, items, pages, faqs, _revisions), problems = counts(site)
    assert (runs, items, pages, faqs, problems) == (1, 2, 1, 1, [])
    failed = [said for status, said in finished if status]
    assert len(failed) <= 1
    assert all("DraftError" in said for said in failed)
