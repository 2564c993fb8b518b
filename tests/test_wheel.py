"""The wheel holds all that a site needs, and works where the checkout is not."""

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from scripts.weight import MOST_MB, weights
from wagtail_libfees import __version__

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "wagtail_libfees"
REPOSITORY = "https://git.example/biblioteker/wagtail_libfees"


SETTINGS = """
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["localhost"]
USE_TZ = True
LANGUAGE_CODE = "da"
ROOT_URLCONF = "urls"
STATIC_URL = "/static/"
WAGTAIL_SITE_NAME = "Lille site"
WAGTAILADMIN_BASE_URL = "http://localhost"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
    }
}
INSTALLED_APPS = [
    "wagtail_libfees",
    "wagtail_libfees.pages",
    "wagtail_libfees.imports",
    "wagtail_libfees.danish.corrections",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_libfees.danish",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail_libfees.middleware.RefusedPublishingMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
"""

URLS = """
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include("wagtail_libfees.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("libfees/", include("wagtail_libfees.urls")),
    path("", include(wagtail_urls)),
]
"""

# The database is in memory, so one process migrates it, makes a fee page and reads it: templates
# and translations are really found.
READ_A_PAGE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from wagtail.models import Site
from wagtail_libfees.pages.models import TaksterPage
home = Site.objects.get().root_page
bands = [{"from_day": 1, "to_day": None, "amount": "20"}]
value = {"groups": [{"label": "Voksne", "bands": bands}]}
home.add_child(instance=TaksterPage(title="Takster", body=[("overdue_fees", value)]))
client = Client(headers={"host": "localhost"})
response = client.get("/takster/")
assert response.status_code == 200, response.status_code
print(response.content.decode())
assert "Glemt adgangskode?" in client.get("/admin/login/").content.decode()
assert "Fold alt ud" in client.get("/admin/jsi18n/").content.decode()
"""


def run(*command, cwd, **environment):
    """Run a command outside the checkout; returns what it printed."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "DJANGO"))}
    clean.pop("DATABASE_URL", None)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean | environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from the checkout."""
    made = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", made)
    run(*pip, "wheel", *options, ROOT, cwd=made, REPOSITORY=f"{REPOSITORY}/")
    [found] = made.glob("wagtail_libfees-*.whl")
    return found


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def metadata(wheel, names):
    """What the package index is told."""
    [name] = [name for name in names if name.endswith(".dist-info/METADATA")]
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(name).decode()


@pytest.fixture(scope="module")
def site(wheel, tmp_path_factory):
    """A folder with a minimal site, and the Python of a fresh environment with the wheel.

    The other packages come from the running environment by a path file. Python does not read the
    path files that lie there, so an editable install of the checkout does not count.
    """
    folder = tmp_path_factory.mktemp("site")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    packages = sysconfig.get_path("purelib", vars={"base": str(folder / "venv")})
    (Path(packages) / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    options = ("--no-deps", "--no-index", "--disable-pip-version-check", "--quiet")
    target = ("--target", packages)
    run(sys.executable, "-m", "pip", "install", *options, *target, wheel, cwd=folder)
    (folder / "settings.py").write_text(SETTINGS)
    (folder / "urls.py").write_text(URLS)
    return folder, python


def manage(site, *arguments):
    folder, python = site
    return run(
        python,
        "-m",
        "django",
        *arguments,
        cwd=folder,
        DJANGO_SETTINGS_MODULE="settings",
        PYTHONPATH=str(folder),
    )


@pytest.mark.parametrize(
    "pattern",
    [
        "templates/**/*.html",
        "static/**/*.css",
        "static/**/*.js",
        "migrations/*.py",
        "pages/migrations/*.py",
        "**/locale/*/LC_MESSAGES/*.mo",
        "rates/schema/*.json",
        "management/commands/*.py",
        "py.typed",
        "**/*.py",
    ],
)
def test_the_wheel_holds_the_files_of_each_kind(names, pattern):
    wanted = {p.relative_to(ROOT).as_posix() for p in PACKAGE.glob(pattern)}
    assert wanted, f"The checkout has no {pattern}."
    assert wanted - names == set()


def test_the_wheel_holds_nothing_else(names):
    others = {
        name for name in names if not name.startswith(("wagtail_libfees/", "wagtail_libfees-"))
    }
    assert others == set()
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".po"))]


def test_the_wheel_carries_its_licence_and_names_its_dependencies(names, metadata):
    assert any(name.endswith("licenses/LICENSE") for name in names)
    for name in ("wagtail", "django", "wagtail-localize", "beautifulsoup4", "swapper"):
        assert re.search(rf"^Requires-Dist: {name}(!=[\d.]+,)*>=", metadata, re.MULTILINE), name
    # No upper bounds: a site decides for itself.
    required = [line for line in metadata.splitlines() if line.startswith("Requires-Dist:")]
    assert [line for line in required if "<" in line.split(";")[0]] == []


def test_links_on_the_package_index_lead_to_the_repository(metadata):
    links = re.findall(r"\]\(([^)\s]+)\)", metadata)
    assert [link for link in links if not link.startswith("https://")] == []
    ours = [link for link in links if link.startswith(REPOSITORY)]
    assert len(ours) > 10
    for link in ours:
        kind, tag, path = link.removeprefix(f"{REPOSITORY}/").split("/", 2)
        assert tag == f"v{__version__}"
        assert (ROOT / path).is_file()
        assert (kind == "raw") == path.endswith(".png")
    assert f"Project-URL: Source, {REPOSITORY}\n" in metadata


def test_the_checkout_is_not_what_is_imported(site):
    folder, python = site
    where = run(python, "-c", "import wagtail_libfees as w; print(w.__file__)", cwd=folder)
    assert Path(where.strip()).is_relative_to(folder)
    code = "import importlib.util as u; print(u.find_spec('example_site'))"
    assert run(python, "-c", code, cwd=folder).strip() == "None"


def test_a_minimal_site_passes_the_checks(site):
    assert "no issues" in manage(site, "check", "--fail-level", "WARNING")


def test_a_minimal_site_migrates_and_reads_a_fee_page(site):
    folder, python = site
    read = {"DJANGO_SETTINGS_MODULE": "settings", "PYTHONPATH": str(folder)}
    page = run(python, "-c", READ_A_PAGE, cwd=folder, **read)
    assert "20 kr." in page.replace("\N{NO-BREAK SPACE}", " ")
    # In Danish, so the compiled catalogue was found.
    assert "What you owe in all" not in page


def test_a_minimal_site_finds_the_static_files(site):
    found = manage(site, "findstatic", "wagtail_libfees/libfees.css", "--first")
    assert str(site[0]) in found


def test_the_import_command_is_there(site):
    assert "libfees_import_faq" in manage(site, "libfees_import_faq", "--help")


def test_who_packages_it_gets_tests_docs_and_example(tmp_path):
    build = "from hatchling.build import build_sdist; import sys; build_sdist(sys.argv[1])"
    run(sys.executable, "-c", build, tmp_path, cwd=ROOT)
    [made] = tmp_path.glob("*.tar.gz")
    with tarfile.open(made) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        *("CHANGELOG.md", "LICENSE", "Makefile", "README.md", "constraints.txt", "manage.py"),
        *("docs/install.md", "example_site/settings.py", "scripts/messages.py", "noxfile.py"),
        *("tests/test_wheel.py", "tests/browser/conftest.py", "wagtail_libfees/conf.py"),
        *("wagtail_libfees/locale/da/LC_MESSAGES/django.po", "benchmarks/bench_rates.py"),
    } <= names
    assert not [name for name in names if name.startswith(("var/", ".venv", ".git/", ".nox"))]
    assert made.stat().st_size < 10_000_000


def test_it_brings_little_on_top_of_wagtail():
    found = weights()
    assert {"lxml", "nh3", "icalendar", "wagtail-localize", "wagtail-libfees"} <= set(found)
    assert sum(found.values()) <= MOST_MB, found
