"""An import that is killed at any moment, or whose disk is full at any write, is whole or nothing.

The moments and the sizes are spread over the whole import as it was measured. A few run with the
suite; `make faults` (LIBFEES_FAULTS=whole) spreads more, and prints the figures for
docs/security.md.
"""

import json
import os

import pytest

from tests.sites import SiteProcess

WHOLE = os.environ.get("LIBFEES_FAULTS") == "whole"
KILLS = 200 if WHOLE else 6
SIZES = 60 if WHOLE else 6

QUESTIONS = 12
IMPORT = """
import os, resource, signal, time
from wagtail.models import Site
from wagtail_libfees.imports.faq.drafts import import_faq
from wagtail_libfees.imports.sources import faq_from_pasted

name, delay, size = "{name}", {delay!r}, {size!r}
victim = os.getpid()
if delay is not None and os.fork() == 0:
    time.sleep(delay)
    os.kill(victim, signal.SIGKILL)
    os._exit(0)
if size is not None:
    # A file that grows past it is refused by the kernel, in the middle of a write.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
begun = time.monotonic()
asked = "Hvad koster nummer {{}} af {name}?\\nDet koster {{}} kr."
text = "\\n\\n".join(asked.format(n, n) for n in range(1, {count} + 1))
parsed, origin = faq_from_pasted(text, name, "generic")
home = Site.objects.get(is_default_site=True).root_page.specific
import_faq(parsed, parent=home, origin=origin)
print(time.monotonic() - begun)
"""
STATE = """
import json
from django.db.models import Count
from wagtail.models import Page
from wagtail_libfees.imports.models import ImportRun
from wagtail_libfees.pages.models import PaymentFAQPage
runs = ImportRun.objects.annotate(
    many=Count("items", distinct=True), made=Count("pages", distinct=True)
)
print(json.dumps({
    "runs": [[run.status, run.many, run.made] for run in runs],
    "pages": [
        [page.revisions.count(), page.title] for page in PaymentFAQPage.objects.all()
    ],
    "problems": [found for found in Page.find_problems() if found],
}))
"""


def attempt(site: SiteProcess, name, *, delay=None, size=None) -> float | None:
    """Import under a fault; returns the seconds that it took, None if it came to nothing."""
    code = IMPORT.format(name=name, delay=delay, size=size, count=QUESTIONS)
    try:
        return float(site.run(code).split()[-1])
    except RuntimeError:
        return None


def state(site: SiteProcess) -> dict:
    """What is stored: each run with its items and pages, each page with its revisions."""
    return json.loads(site.run(STATE).splitlines()[-1])


def assert_whole(site: SiteProcess) -> int:
    """Every run is done with all that belongs to it, and nothing else is there; how many."""
    found = state(site)
    assert {tuple(run) for run in found["runs"]} <= {("done", QUESTIONS, 1)}
    assert len(found["pages"]) == len(found["runs"])
    assert {count for count, _title in found["pages"]} <= {1}
    assert found["problems"] == []
    return len(found["runs"])


def report(capsys, what, tried, done):
    """Print the figures of a whole run."""
    if WHOLE:
        with capsys.disabled():
            print(f"\n{what}: {tried} imports, {done} done, {tried - done} left nothing")


def test_killed_at_any_moment(real_site, capsys):
    seconds = attempt(real_site, "warm") and attempt(real_site, "first")
    before = assert_whole(real_site)
    for number in range(KILLS):
        attempt(real_site, f"kill{number}", delay=1.2 * seconds * number / KILLS)
        if not WHOLE:
            assert_whole(real_site)
    done = assert_whole(real_site) - before
    report(capsys, "Killed", KILLS, done)
    assert attempt(real_site, "last") is not None
    assert assert_whole(real_site) == before + done + 1


@pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="its disk is the server's"
)
def test_a_disk_that_is_full_at_any_write(real_site, capsys):
    assert attempt(real_site, "before") is not None
    before = assert_whole(real_site)
    for number in range(SIZES):
        attempt(real_site, f"full{number}", size=4096 * (1 + number * 120 // SIZES))
    done = assert_whole(real_site) - before
    report(capsys, "Disk full", SIZES, done)
    assert done < SIZES
    assert attempt(real_site, "after") is not None
    assert assert_whole(real_site) == before + done + 1
