"""kill -9 in the middle of an import leaves nothing half done; running again completes.

The import runs as a process of its own, on a database of its own: SQLite, or PostgreSQL where the
suite runs on it.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Hvad koster det?\nDet koster 20 kr.\n\nKan jeg betale kontant?\nJa, det kan du.\n"
COUNT = """
from wagtail_libfees.models import ImportRun, ImportedItem, ImportedPage
from wagtail_libfees.pages.models import PaymentFAQPage
from wagtail.models import Page, Revision
import json
models = ImportRun, ImportedItem, ImportedPage, PaymentFAQPage, Revision
print(json.dumps([model.objects.count() for model in models]))
print(json.dumps(Page.find_problems()))
"""


@pytest.fixture
def environment(tmp_path):
    """A site with a database of its own, migrated."""
    url = os.environ.get("DATABASE_URL", "")
    found = {**os.environ, "LIBFEES_VAR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    found["DJANGO_SETTINGS_MODULE"] = "example_site.settings"
    if url.startswith("postgres"):
        from tests.browser.conftest import run_sql

        name = f"libfees_kill_{os.getpid()}"
        run_sql(url, f'CREATE DATABASE "{name}"')
        found["DATABASE_URL"] = url.rsplit("/", 1)[0] + f"/{name}"
    else:
        found.pop("DATABASE_URL", None)
    python(found, "manage.py", "migrate", "--verbosity", "0")
    yield found
    if url.startswith("postgres"):
        run_sql(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def python(environment, *arguments, check=True):
    """Run Python in the site."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        check=check,
        capture_output=True,
        text=True,
    )


def counts(environment):
    """Runs, items, pages of runs, FAQ pages and revisions; and damage of the page tree."""
    lines = python(environment, "manage.py", "shell", "--verbosity", "0", "-c", COUNT).stdout
    rows, problems = lines.strip().splitlines()[-2:]
    return json.loads(rows), [found for found in json.loads(problems) if found]


def test_killed_import_leaves_nothing_and_running_again_completes(environment):
    before = counts(environment)
    killed = python(environment, "-m", "tests.drafts.kill_me", "die", TEXT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert counts(environment) == before
    python(environment, "-m", "tests.drafts.kill_me", "live", TEXT)
    (runs, items, pages, faqs, revisions), problems = counts(environment)
    assert (runs, items, pages, faqs) == (1, 2, 1, 1)
    assert revisions == before[0][4] + 1
    assert problems == []


def test_two_processes_at_once_make_one_page(environment):
    """One wins; the other is told, or finds that nothing is left to do."""
    command = [sys.executable, "-m", "tests.drafts.kill_me", "live", TEXT]
    started = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    errors = [process.communicate()[1] for process in started]
    (runs, items, pages, faqs, _revisions), problems = counts(environment)
    assert (runs, items, pages, faqs, problems) == (1, 2, 1, 1, [])
    failed = [e for process, e in zip(started, errors, strict=True) if process.returncode]
    assert len(failed) <= 1
    assert all("DraftError" in error for error in failed)
