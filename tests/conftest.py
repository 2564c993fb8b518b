"""What every test starts from: Danish, and nothing left in caches by the test before."""

import os

import freezegun
import pytest
from django.core.cache import cache
from django.utils import translation
from hypothesis import HealthCheck, settings

# A test that stands still in time is measured all the same.
freezegun.configure(extend_ignore_list=["_pytest."])

# Speed is measured in benchmarks/; a busy machine must not make a test fail.
# In CI the examples are the same each time, so that a change is judged by itself; elsewhere the
# properties keep exploring.
settings.register_profile(
    "suite",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def _clean_slate():
    """Wagtail caches the roots of sites; a test's rollback does not clear that cache.

    A request activates a language and leaves it active.
    """
    cache.clear()
    with translation.override("da"):
        yield
