"""What every test starts from: Danish, and nothing left in caches by the test before."""

import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def _clean_slate():
    """Wagtail caches the roots of sites; a test's rollback does not clear that cache.

    A request activates a language and leaves it active.
    """
    cache.clear()
    with translation.override("da"):
        yield
