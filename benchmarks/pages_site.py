"""Settings of the tests, in the package's own base template, with the peers of its pages."""

from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.peers"]
WAGTAIL_LIBFEES = {"BASE_TEMPLATE": "wagtail_libfees/base.html"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
