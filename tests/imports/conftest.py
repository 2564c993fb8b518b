"""What tests of imports share."""

import os

import pytest

from tests import factories
from tests.sites import MIGRATE, SiteProcess, migrated, run_sql


@pytest.fixture
def home():
    """A front page."""
    return factories.site().root_page.specific


@pytest.fixture
def real_site(tmp_path, tmp_path_factory):
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
