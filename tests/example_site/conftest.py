"""The demo content, made once for the tests of a module."""

import pytest
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Site


@pytest.fixture(scope="module")
def demo(bases, django_db_blocker):
    """The demo's pages; each test runs in a savepoint of its own on top of them."""
    with django_db_blocker.unblock():
        if bases:
            bases.lay(())
        with transaction.atomic():
            call_command("load_demo", stdout=None, verbosity=0)
            yield
            transaction.set_rollback(True)
        # The cache outlives the rollback and would name pages that are not there any more.
        Site.clear_site_root_paths_cache()
