"""What every test starts from: Danish, and nothing left in caches by the test before."""

import os
import sqlite3
from contextlib import closing
from unittest import mock

import freezegun
import pytest
from django import conf
from django.core import management
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from tests import factories, kept, sites
from tests.fetching.internet import running_internet

# A test that stands still in time is measured all the same.
freezegun.configure(extend_ignore_list=["_pytest."])

# Speed is measured in benchmarks/; a busy machine must not make a test fail.
# In CI the examples are the same each time, so that a change is judged by itself; elsewhere the
# properties keep exploring.
hypothesis.register_profile(
    "suite",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
hypothesis.load_profile("suite")


# What a test that uses the database asks for; on it `real_site` runs the example site's commands.
_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "real_site"}


def pytest_collection_modifyitems(config, items):
    """Another database is asked only what it can answer otherwise than SQLite.

    More than half of the suite reads texts, rates and pages in memory; the run on SQLite holds it.
    A run of named files is left whole.
    """
    if connection.vendor == "sqlite" or config.args_source is not config.ArgsSource.TESTPATHS:
        return
    using = [
        item
        for item in items
        if item.get_closest_marker("django_db")
        or _DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(using)])
    items[:] = using


@pytest.fixture
def november():
    """The days in which next year's rates are decided."""
    with freezegun.freeze_time("2026-11-20 09:00"):
        yield


@pytest.fixture(scope="session")
def copied_migrations(tmp_path_factory):
    """On SQLite, the migrations run once for all workers; a test database begins as their copy.

    Returns what ends this, to be called when the test database is there.
    """
    if connection.vendor != "sqlite" or conf.settings.SETTINGS_MODULE != "tests.settings":
        return lambda: None
    path = sites.migrated(tmp_path_factory)
    real = management.call_command

    def instead(command, *args, **options):
        if command != "migrate":
            return real(command, *args, **options)
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as migrated:
            migrated.backup(connection.connection)
        return None

    patched = mock.patch.object(management, "call_command", instead)
    patched.start()
    return patched.stop


@pytest.fixture(scope="session")
def django_db_setup(copied_migrations, django_db_setup):
    """The test database that pytest-django makes."""
    copied_migrations()


@pytest.fixture(scope="session")
def bases(django_db_setup, django_db_blocker):
    """The databases that tests begin with; none where they cannot be copied."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        return None
    with django_db_blocker.unblock():
        return kept.Bases()


@pytest.fixture
def _base(request, bases, django_db_blocker):
    """The database has in it what the kept fixtures of this test make, and no more."""
    marker = request.node.get_closest_marker("django_db")
    if bases is None or not marker:
        yield
        return
    if marker.kwargs.get("transaction"):
        # Another connection may use the tables at once, and they are emptied afterwards.
        yield
        bases.spoil()
        return
    with django_db_blocker.unblock():
        kept.standing.update(bases.lay(kept.asked_for(request)))
    yield
    kept.standing.clear()


@pytest.fixture
def _django_db_helper(_base, _django_db_helper):
    """The transaction that pytest-django wraps around a test, on top of the kept rows."""


@pytest.fixture(autouse=True)
def _clean_slate():
    """Wagtail caches the roots of sites; a test's rollback does not clear that cache.

    A request activates a language and leaves it active.
    """
    cache.clear()
    with translation.override("da"):
        yield


@pytest.fixture
def nothing_kept(settings):
    """Each reader has the page rendered, as the first one."""
    settings.WAGTAIL_LIBFEES = {**settings.WAGTAIL_LIBFEES, "PAGE_CACHE": None}


@pytest.fixture
def search_index(settings):
    """What is saved from here on can be searched for."""
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}


@kept.kept
def site():
    return factories.site()


@kept.kept
def folder(site):
    """A page between the front page and the fee page."""
    return factories.home_page_below(site.root_page, "Om biblioteket")


@kept.kept
def fee_page(site, folder):
    page = factories.takster_page(folder, title="Takster")
    page.save_revision().publish()
    factories.fee_settings(site, fee_page=page.page_ptr)
    return type(page).objects.get(pk=page.pk)


@kept.kept
def other(site):
    """Another fee page, that can take over."""
    return factories.takster_page(site.root_page, title="Priser")


@kept.kept
def elsewhere(site):
    """The front page of another site."""
    return factories.site("andenby.example", default=False).root_page.specific


@pytest.fixture
def editor(client):
    client.force_login(factories.admin())
    return client


@pytest.fixture
def internet():
    """A stand-in for the internet, on the loopback address."""
    with running_internet() as net:
        yield net
