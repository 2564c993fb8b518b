"""Makes a site as docs/install.md says, and walks through it with the package as it is installed.

    python scripts/real_site.py [--database URL] [--without PART,PART] [--own] [--swapped]
        [--keep DIR] [--only-make]

Runs with the Python that has the package installed. The blocks of the page are applied as they
stand there: a first line `# path, at the end` adds to a file of `wagtail start`, `# path` takes its
place, and lines of shell that call `manage.py` are run. What will be dropped is an error where the
package uses it. Prints a line for each step, and ends with how many held.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTALL = ROOT / "docs" / "install.md"
OWN_PAGES = ROOT / "docs" / "own-pages.md"
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^(?:# |\{# )(?P<path>mysite/[\w./]+)(?P<more>, at the end)?(?: #\})?\n")
# The parts of the page that a site may leave out, and the lines of the settings that go with each.
PARTS = {
    "i18n": ("LocaleMiddleware", "WAGTAIL_I18N_ENABLED"),
    "localize": ('"wagtail_localize', "WAGTAILLOCALIZE_"),
    "imports": ('"wagtail_libfees.imports"',),
    "danish": ('"wagtail_libfees.danish',),
    "pages": ('"wagtail_libfees.pages"',),
}
DATABASE = """
import dj_database_url

DATABASES = {"default": dj_database_url.parse(%r)}
if DATABASES["default"]["ENGINE"].endswith("mysql"):
    import pymysql

    pymysql.install_as_MySQLdb()
    # Of Wagtail's own constraints, which MariaDB does not know.
    SILENCED_SYSTEM_CHECKS = ["models.W036"]
"""
# A page of the site's own with blocks of the package, in a base template and a style of its own.
OWN_TEMPLATES = {
    "mysite/templates/own_base.html": """{% extends "base.html" %}
{% block extra_css %}<style>:root { --libfees-accent: #8a1538; }</style>{% endblock %}
{% block content %}<div class="own">{% block main %}{% endblock %}</div>{% endblock %}
""",
    "home/templates/home/article_page.html": """{% extends "own_base.html" %}
{% load wagtailcore_tags %}
{% block main %}{% include_block page.body %}{% endblock %}
""",
}
# A base page in the place of `wagtail.models.Page`: the one that Wagtail itself tests with, since a
# base page needs migrations of its own that no command writes.
SWAPPED = """
INSTALLED_APPS += ["wagtail.test.basepage", "library"]
WAGTAIL_PAGE_MODEL = "basepage.BasePage"
WAGTAIL_LIBFEES = {
    "TAKSTER_PAGE_MODEL": "library.TaksterPage",
    "FAQ_PAGE_MODEL": "library.PaymentFAQPage",
    "STAFF_GUIDE_PAGE_MODEL": "library.StaffGuidePage",
    "NOTICE_PAGE_MODEL": "library.ServiceNoticePage",
}
"""
# In the place of the migration of `wagtail start`, which makes a page on Wagtail's own type.
FRONT_PAGE = """
from home.models import HomePage
from wagtail.models import Site
site = Site.objects.get()
welcome = site.root_page
site.root_page = welcome.get_parent().add_child(instance=HomePage(title="Home", slug="front"))
site.save()
welcome.delete()
"""
RUNNING = """
SECRET_KEY = "only-for-this-run"
ALLOWED_HOSTS = ["*"]
WAGTAILADMIN_BASE_URL = "http://localhost"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""


def blocks(page: str):
    """`(language, text)` of each fenced block before the page's sections for special sites."""
    ordinary = page.split("\n## Many libraries", 1)[0]
    for found in BLOCK.finditer(ordinary):
        yield found["language"], found["text"]


def left_out(text: str, without: list[str]) -> str:
    """`text` without the lines that belong to the parts which this site does not have."""
    words = [word for part in without for word in PARTS[part]]
    return "".join(
        line for line in text.splitlines(keepends=True) if not any(word in line for word in words)
    )


def apply_block(site: Path, text: str, without: list[str]) -> bool:
    """Write one block to the file that its first line names; whether it named one."""
    named = FILE.match(text)
    if not named:
        return False
    file = site / named["path"]
    if not file.exists():
        raise SystemExit(
            f"docs/install.md names {named['path']}, which `wagtail start` does not make."
        )
    before = file.read_text(encoding="utf-8") if named["more"] else ""
    after = left_out(text[named.end() :], without)
    file.write_text(f"{before}\n{after}" if before else after, encoding="utf-8")
    return True


def run(site: Path, *command: str) -> None:
    """Run a command in the site, and stop with what it said if it fails."""
    done = subprocess.run(
        command, cwd=site, env=os.environ | {"PYTHONWARNINGS": ""}, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def add_own_page(site: Path) -> None:
    """The first page type of docs/own-pages.md, in the app and the templates of the site."""
    _language, text = next(
        (found["language"], found["text"])
        for found in BLOCK.finditer(OWN_PAGES.read_text(encoding="utf-8"))
    )
    models = site / "home" / "models.py"
    models.write_text(f"{models.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")
    for name, template in OWN_TEMPLATES.items():
        (site / name).write_text(template, encoding="utf-8")
    run(site, sys.executable, "manage.py", "makemigrations", "home")


def swap_base_page(site: Path) -> None:
    """The page types of the package as types of the site, on a base page of its own."""
    base = "from wagtail.test.basepage.models import BasePage\n"
    home, search, library = site / "home", site / "search" / "views.py", site / "library"
    (home / "models.py").write_text(f"{base}\n\nclass HomePage(BasePage):\n    pass\n")
    for migration in (home / "migrations").glob("0*.py"):
        migration.unlink()
    search.write_text(
        search.read_text()
        .replace("from wagtail.models import Page\n", base)
        .replace("Page.objects", "BasePage.objects")
    )
    types = (ROOT / "wagtail_libfees" / "pages" / "models.py").read_text(encoding="utf-8")
    for old, new in (
        ("from wagtail.models import Page\n", base),
        ("from ..models", "from wagtail_libfees.models"),
        (", Page)", ", BasePage)"),
        ("*Page.", "*BasePage."),
        ("libfees_pages.", "library."),
    ):
        types = types.replace(old, new)
    (library / "migrations").mkdir(parents=True)
    for package in (library, library / "migrations"):
        (package / "__init__.py").touch()
    (library / "models.py").write_text(types, encoding="utf-8")
    with (site / "mysite" / "settings" / "base.py").open("a", encoding="utf-8") as settings:
        settings.write(SWAPPED)
    run(site, sys.executable, "manage.py", "makemigrations", "home", "library")


def make_site(
    folder: Path, *, database: str | None, without: list[str], own: bool, swapped: bool
) -> Path:
    """The site of `wagtail start` in `folder`, with every block of the page applied and run."""
    run(folder, sys.executable, "-m", "wagtail.bin.wagtail", "start", "mysite")
    site = folder / "mysite"
    commands = []
    for language, text in blocks(INSTALL.read_text(encoding="utf-8")):
        if language == "sh":
            commands += [line for line in text.splitlines() if line.startswith("python manage.py")]
        elif not apply_block(site, text, without):
            raise SystemExit(f"A block of docs/install.md does not say where it goes:\n{text}")
    settings = site / "mysite" / "settings" / "local.py"
    settings.write_text(RUNNING + (DATABASE % database if database else ""), encoding="utf-8")
    if own:
        add_own_page(site)
    if swapped:
        swap_base_page(site)
    for command in commands:
        run(site, sys.executable, *command.split()[1:])
        if swapped and command.endswith(" migrate"):
            run(site, sys.executable, "manage.py", "shell", "--no-imports", "-c", FRONT_PAGE)
    run(site, sys.executable, "manage.py", "check", "--fail-level", "WARNING")
    run(site, sys.executable, "manage.py", "makemigrations", "--check", "--dry-run")
    return site


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", metavar="URL", help="Another database than SQLite; emptied.")
    parser.add_argument("--without", default="", help=f"Parts of the page: {', '.join(PARTS)}.")
    parser.add_argument("--own", action="store_true", help="With the page of docs/own-pages.md.")
    parser.add_argument("--swapped", action="store_true", help="With a base page of its own.")
    parser.add_argument("--keep", metavar="DIR", help="Make the site here and leave it there.")
    parser.add_argument("--only-make", action="store_true", help="Do not walk through it.")
    options = parser.parse_args()
    without = [part for part in options.without.split(",") if part]
    without += ["localize", "pages"] if options.swapped else []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.keep or temporary)
        site = make_site(
            folder,
            database=options.database,
            without=without,
            own=options.own,
            swapped=options.swapped,
        )
        if options.only_make:
            return 0
        steps = ROOT / "scripts" / "real_site_steps.py"
        return subprocess.run([sys.executable, steps], cwd=site).returncode


if __name__ == "__main__":
    sys.exit(main())
