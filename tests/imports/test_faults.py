"""An import that is killed or loses its database at any moment, or whose disk is full at any write,
is whole or nothing.

The moments and the sizes are spread over the whole import as it was measured. A few run with the
suite; `make faults` (LIBFEES_FAULTS=whole) spreads more, and prints the figures for
docs/security.md.
"""

import json
import os
import subprocess
from urllib.request import urlopen

import pytest

from tests.sites import SiteProcess, migrated

WHOLE = os.environ.get("LIBFEES_FAULTS") == "whole"
KILLS = 200 if WHOLE else 6
SIZES = 60 if WHOLE else 6
ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")

QUESTIONS = 12
IMPORT = """
import os, resource, signal, time
from wagtail.models import Site
from wagtail_libfees.imports.faq.drafts import import_faq
from wagtail_libfees.imports.sources import faq_from_pasted

name, delay, size, restart = "{name}", {delay!r}, {size!r}, {restart!r}
victim = os.getpid()
if restart is not None and os.fork() == 0:
    time.sleep(restart)
    {restart_code}
    os._exit(0)
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
# What a server that shuts down does to whoever is connected.
RESTART = (
    "from django.db import connection as c; c.cursor().execute('SELECT pg_terminate_backend(pid) "
    "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')"
)
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


def attempt(site: SiteProcess, name, *, delay=None, size=None, restart=None) -> float | None:
    """Import under a fault; returns the seconds that it took, None if it came to nothing."""
    faults = {"delay": delay, "size": size, "restart": restart, "restart_code": RESTART}
    try:
        return float(site.run(IMPORT.format(name=name, count=QUESTIONS, **faults)).split()[-1])
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


@pytest.mark.skipif(not ON_POSTGRES, reason="there is no server to restart")
def test_a_database_that_restarts_at_any_moment(real_site, capsys):
    seconds = attempt(real_site, "warm") and attempt(real_site, "first")
    before = assert_whole(real_site)
    real_site.serve()
    for number in range(SIZES):
        attempt(real_site, f"restart{number}", restart=1.2 * seconds * number / SIZES)
        with urlopen(real_site.url) as page:
            assert page.status == 200
    done = assert_whole(real_site) - before
    report(capsys, "Database restarted", SIZES, done)
    assert done < SIZES
    assert attempt(real_site, "last") is not None
    assert assert_whole(real_site) == before + done + 1


@pytest.fixture
def small_disk(tmp_path):
    """A file system in memory, and a function that sets its size in bytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    try:
        subprocess.run(mounted, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system can be mounted here")

    def resize(size):
        changed = ["mount", "-o", f"remount,size={size}", str(folder)]
        subprocess.run(changed, check=True, capture_output=True)

    yield folder, resize
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.skipif(ON_POSTGRES, reason="its disk is the server's")
def test_a_small_disk_that_is_full(small_disk, tmp_path_factory, capsys):
    folder, resize = small_disk
    with SiteProcess(folder) as site:
        site.restore(migrated(tmp_path_factory))
        assert attempt(site, "before") is not None
        before, used = assert_whole(site), os.statvfs(folder)
        taken = (used.f_blocks - used.f_bfree) * used.f_frsize
        for number in range(SIZES):
            resize(taken + 4096 * (1 + number * 120 // SIZES))
            attempt(site, f"disk{number}")
            resize("64m")
        done = assert_whole(site) - before
        report(capsys, "Small disk full", SIZES, done)
        assert done < SIZES
        assert attempt(site, "after") is not None
        assert assert_whole(site) == before + done + 1


@pytest.mark.skipif(ON_POSTGRES, reason="its disk is the server's")
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
