"""What every test starts from: Danish, and nothing left in caches by the test before."""

import freezegun
import pytest
from django.core.cache import cache
from django.utils import translation

# A test that stands still in time is measured all the same.
freezegun.configure(extend_ignore_list=["_pytest."])


@pytest.fixture(autouse=True)
def _clean_slate():
    """Wagtail caches the roots of sites; a test's rollback does not clear that cache.

    A request activates a language and leaves it active.
    """
    cache.clear()
    with translation.override("da"):
        yield
