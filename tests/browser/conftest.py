"""A running example site with its demo content, and a browser to read it with.

The site is a process of its own with a database of its own, as a visitor meets it; so these tests
use neither Django's test database nor its live server. Each worker has such a site, on SQLite. Each
test finds the demo's database as it was made: what a test writes is gone before the next, and
before a second try of the same test.
"""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from scripts.find_chromium import installed
from tests.sites import SiteProcess, made_once, migrated

from .people import session_of

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# A busy machine may be slow; a fault is a fault however long one waits.
expect.set_options(timeout=20_000)


# The demo, and those who work on it.
DEMO = """
import io
from django.core.management import call_command
from tests.browser.people import staff_the_demo
call_command("load_demo", stdout=io.StringIO())
staff_the_demo()
"""
# What editors have written, in whatever language, as strings.
WRITTEN = """
import json
from django.utils.html import strip_tags
from wagtail.models import Page, Site, Workflow
from wagtail_localize.models import StringTranslation
home = Site.objects.get(is_default_site=True).root_page
translated = StringTranslation.objects.values_list("data", flat=True)
titles = Page.objects.exclude(locale=home.locale).values_list("title", flat=True)
workflows = Workflow.objects.values_list("name", flat=True)
print(json.dumps([*map(strip_tags, translated), *titles, *workflows, "Root", "admin"]))
"""


def pytest_collection_modifyitems(items):
    """Mark the tests of this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # A real browser on a busy machine now and then is too slow once; a fault is so thrice.
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo's database, which nobody writes to."""

    def make(path):
        folder = path.parent / "loading-the-demo"
        start = migrated(tmp_path_factory)
        with SiteProcess(folder) as site:
            site.restore(start)
            site.run(DEMO)
            site.copy_to(path)
        shutil.rmtree(folder)

    return made_once(tmp_path_factory, "demo.sqlite3", make)


@pytest.fixture(scope="session")
def site_process(tmp_path_factory, demo):
    """The process of the example site, and a connection that tells when others have written."""
    with SiteProcess(tmp_path_factory.mktemp("site")) as process:
        process.restore(demo)
        process.serve()
        with closing(sqlite3.connect(process.database)) as process.witness:
            process.seen = data_version(process)
            yield process


def data_version(process):
    """A number that changes when something else has written to the site's database."""
    return process.witness.execute("PRAGMA data_version").fetchone()[0]


@pytest.fixture(autouse=True)
def example_site(site_process, demo):
    """The running site, with nothing in it but the demo."""
    if data_version(site_process) != site_process.seen:
        site_process.stop()
        site_process.restore(demo)
        site_process.serve()
        site_process.seen = data_version(site_process)
    return site_process


@pytest.fixture
def run(example_site):
    """Run code in a process of the site, beside the server; returns what it printed."""
    return example_site.run


@pytest.fixture
def site_url(example_site):
    """The address of the running example site."""
    return example_site.url


@pytest.fixture(scope="package")
def chromium():
    """A browser for the tests of this folder that follow one another.

    While it is open its event loop runs in this thread, and Django refuses the database there; so
    it is closed before a worker goes on with the tests of another folder.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site_url):
    """Open an address of the site in a fresh window; script errors fail the test."""
    contexts, errors = [], []

    def opened(
        path, *, width=1280, scheme="light", script=True, context=None, logged_in=False, user=""
    ):
        user = user or ("admin" if logged_in else "")
        if context is None:
            context = chromium.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                java_script_enabled=script,
                locale="da-DK",
                base_url=site_url,
            )
            contexts.append(context)
            if user:
                cookie = {"name": "sessionid", "value": session_of(user), "url": site_url}
                context.add_cookies([cookie])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console", lambda message: errors.append(message.text) if is_refusal(message) else None
        )
        page.goto(path)
        assert not (user and "/login/" in page.url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def is_refusal(message):
    """Whether the browser says that the content policy was broken."""
    return message.type == "error" and "Content Security Policy" in message.text


@pytest.fixture
def editor(open_page):
    """A window in which the demo's administrator is logged in."""
    return open_page("/admin/", logged_in=True)


@pytest.fixture
def redaktoer(open_page):
    """A window in which somebody with no more than the role Redaktør is logged in."""
    return open_page("/admin/", user="rikke")


@pytest.fixture(scope="session")
def written(site_process):
    """What stands in English on the demo's screens because somebody wrote it so."""
    return json.loads(site_process.run(WRITTEN).strip().splitlines()[-1])


def pytest_terminal_summary(terminalreporter):
    """The actions of each journey that passed, as a table."""
    passed = terminalreporter.stats.get("passed", [])
    lines = [line for test in passed for name, line in test.user_properties if name == "actions"]
    if not lines:
        return
    terminalreporter.section("actions of an editor")
    for task, role, width, count, most in lines:
        terminalreporter.line(f"{task:<45} {role:<20} {width:>5} px {count:>3} of at most {most}")
