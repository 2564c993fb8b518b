"""kill -9 in the middle of an import leaves nothing half done; running again completes.

The import runs as a process of its own, on a database of its own: SQLite, or PostgreSQL where the
suite runs on it.
"""

import json
import signal
import subprocess
import sys

from tests.sites import ROOT

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


def start(real_site, how):
    """Start an import as a process of its own; "die" is killed in its middle."""
    command = [sys.executable, "-m", "tests.imports.kill_me", how, TEXT]
    return subprocess.Popen(
        command, cwd=ROOT, env=real_site.environment, stderr=subprocess.PIPE, text=True
    )


def finish(process):
    """Wait for a process; returns its status and what it said."""
    said = process.communicate()[1]
    return process.returncode, said


def counts(real_site):
    """Runs, items, pages of runs, FAQ pages and revisions; and damage of the page tree."""
    rows, problems = real_site.run(COUNT).strip().splitlines()[-2:]
    return json.loads(rows), [found for found in json.loads(problems) if found]


def test_killed_import_leaves_nothing_and_running_again_completes(real_site):
    before = counts(real_site)
    assert finish(start(real_site, "die"))[0] == -signal.SIGKILL
    assert counts(real_site) == before
    status, said = finish(start(real_site, "live"))
    assert status == 0, said
    (runs, items, pages, faqs, revisions), problems = counts(real_site)
    assert (runs, items, pages, faqs) == (1, 2, 1, 1)
    assert revisions == before[0][4] + 1
    assert problems == []


def test_two_processes_at_once_make_one_page(real_site):
    """One wins; the other is told, or finds that nothing is left to do."""
    finished = [finish(process) for process in [start(real_site, "live"), start(real_site, "live")]]
    (runs, items, pages, faqs, _revisions), problems = counts(real_site)
    assert (runs, items, pages, faqs, problems) == (1, 2, 1, 1, [])
    failed = [said for status, said in finished if status]
    assert len(failed) <= 1
    assert all("DraftError" in said for said in failed)
