"""The example site's settings, made quick for tests."""

import os
import tempfile

if "LIBFEES_VAR" not in os.environ:
    # It goes when this process ends; the workers that it starts use it too.
    temporary = tempfile.TemporaryDirectory(prefix="libfees-test-")
    os.environ["LIBFEES_VAR"] = temporary.name

from example_site.settings import *  # noqa: F403

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# See the fixture `search_index`.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "tests.search.NoIndex", "AUTO_UPDATE": False}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if not os.environ.get("DATABASE_URL"):
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
