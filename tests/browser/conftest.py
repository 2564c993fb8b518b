"""A running example site with its demo content, and a browser to read it with.

The site is a process of its own with a database of its own, as a visitor meets it; so these tests
use neither Django's test database nor its live server. They run in one worker (`xdist_group`).
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import dj_database_url
import pytest
from playwright.sync_api import sync_playwright

from scripts.find_chromium import installed

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    """All browser tests share one site, so they run in one worker."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # A real browser on a busy machine now and then is too slow once; a fault is so thrice.
            item.add_marker(pytest.mark.flaky(reruns=2))
            item.add_marker(pytest.mark.xdist_group("browser"))


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="session")
def site_environment(tmp_path_factory):
    """The environment of the site: its own folder, and a database that goes away afterwards."""
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "LIBFEES_VAR": str(folder), "DJANGO_SETTINGS_MODULE": ""}
    environment.pop("DJANGO_SETTINGS_MODULE")
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        # Other servers: the site itself runs on SQLite; what is tested here is the browser's side.
        yield {**environment, "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}"}
        return
    name = f"libfees_browser_{os.getpid()}"
    run_sql(url, f'CREATE DATABASE "{name}"')
    yield {**environment, "DATABASE_URL": url.rsplit("/", 1)[0] + f"/{name}"}
    run_sql(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def run_sql(url, statement):
    """Run one statement on the PostgreSQL server at `url`."""
    import psycopg

    config = dj_database_url.parse(url)
    with psycopg.connect(
        host=config["HOST"],
        port=config["PORT"] or 5432,
        user=config["USER"],
        password=config["PASSWORD"] or None,
        dbname=config["NAME"],
        autocommit=True,
    ) as connection:
        connection.execute(statement)


@pytest.fixture(scope="session")
def manage(site_environment):
    """Run a management command of the site; returns what it printed."""

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=site_environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    return run


@pytest.fixture(scope="session")
def site_url(site_environment, manage):
    """The address of the running example site."""
    manage("migrate", "--verbosity", "0")
    manage("load_demo")
    port = free_port()
    environment = {**site_environment, "BASE_URL": f"http://127.0.0.1:{port}"}
    command = [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}", "--noreload"]
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_for(url, server, seconds=60):
    """Wait until the site answers."""
    for _ in range(seconds * 5):
        if server.poll() is not None:
            pytest.fail(f"The example site stopped with status {server.returncode}.")
        try:
            urllib.request.urlopen(url, timeout=10).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("The example site did not answer.")


@pytest.fixture(scope="session")
def chromium():
    """A browser for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site_url):
    """Open an address of the site in a fresh window; script errors fail the test."""
    contexts, errors = [], []

    def opened(path, *, width=1280, scheme="light", script=True, context=None):
        if context is None:
            context = chromium.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                java_script_enabled=script,
                locale="da-DK",
                base_url=site_url,
            )
            contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console", lambda message: errors.append(message.text) if is_refusal(message) else None
        )
        page.goto(path)
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
    page = open_page("/admin/login/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", "demo")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    return page
