"""The snippets of README and docs do what stands around them: each is run, or asked of the code.

Those of docs/install.md that name a file of `wagtail start` are run in a real site, by
`scripts/real_site.py`.
"""

import copy
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.management import get_commands, load_command_class
from django.http import HttpResponse
from django.template import Context, Template
from django.urls import Resolver404, include, path, resolve
from freezegun import freeze_time
from wagtail.admin import urls as wagtailadmin_urls

from tests import factories
from wagtail_libfees import signals
from wagtail_libfees.admin.desk import lines as desk
from wagtail_libfees.conf import DEFAULTS
from wagtail_libfees.editorial import facts, registry
from wagtail_libfees.imports.reading.profiles import registry as profiles

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("wagtail_libfees/**/*.md")]
BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
IN_REAL_SITE = re.compile(r"(# |\{# )mysite/[\w/.]+(, at the end)?( #\})?\n")


def snippets(language):
    return list(each_snippet(language))


def each_snippet(language):
    """Each block of a language as a parameter, named by its page and its place there."""
    for page in sorted(PAGES):
        told = page.relative_to(ROOT)
        for number, (name, text) in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")), 1):
            if name == language and not IN_REAL_SITE.match(text):
                yield pytest.param(text, id=f"{told}-{number}")


def is_model(text):
    """Whether a snippet makes page types, which a process keeps for good."""
    return re.search(r"^class \w+\(.*Page\):", text, re.MULTILINE) is not None


@pytest.fixture
def site():
    return factories.site()


@pytest.fixture
def fee_page(site):
    groups = (factories.group("Børn", (1, None, 10)), factories.group("Voksne", (1, None, 20)))
    page = factories.takster_page(site.root_page, factories.overdue(*groups))
    factories.fee_settings(site, fee_page=page)
    return page


@pytest.fixture
def _nothing_stays_registered(monkeypatch):
    for module, name in (
        (registry, "_checks"),
        (facts, "_registry"),
        (desk, "_providers"),
        (profiles, "_PROFILES"),
    ):
        monkeypatch.setattr(module, name, copy.copy(getattr(module, name)))
    for signal in vars(signals).values():
        if hasattr(signal, "receivers"):
            monkeypatch.setattr(signal, "receivers", list(signal.receivers))
    yield
    for signal in vars(signals).values():
        if hasattr(signal, "receivers"):
            signal.sender_receivers_cache.clear()


def test_there_are_snippets_of_each_language():
    languages = {name for page in PAGES for name, _text in BLOCK.findall(page.read_text("utf-8"))}
    # Whoever adds another language adds a test for it.
    assert languages == {"python", "django", "sh", "json", "css", "html"}


@freeze_time("2026-11-20 09:00")
@pytest.mark.usefixtures("_nothing_stays_registered")
@pytest.mark.parametrize(
    "text", [each for each in snippets("python") if not is_model(each.values[0])]
)
def test_a_python_snippet_runs(text, site, fee_page, rf):
    request = rf.get("/", headers={"host": site.hostname})
    request.user = factories.admin()
    given = {
        "page": fee_page,
        "parent": site.root_page,
        "request": request,
        "path": path,
        "include": include,
        "wagtailadmin_urls": wagtailadmin_urls,
        "my_hours": lambda site, language: "10-18",
        "Case": SimpleNamespace(objects=factories.User.objects.none()),
    }
    if "add_child(instance=page)" in text:
        given["page"] = type(fee_page)(title="Ny", body=[factories.text(factories.PLACEHOLDER)])
    exec(compile(text, "a snippet", "exec"), given)
    assert set(given.get("WAGTAIL_LIBFEES", {})) <= set(DEFAULTS)
    if "content_security_policy" in given:
        answer = given["content_security_policy"](lambda request: HttpResponse())
        assert "frame-ancestors" in answer(request).headers["Content-Security-Policy"]


@pytest.mark.parametrize("text", [each for each in snippets("python") if is_model(each.values[0])])
def test_page_types_of_a_site_pass_the_system_checks(text, tmp_path):
    app = tmp_path / "mysite"
    app.mkdir()
    (app / "__init__.py").touch()
    (app / "models.py").write_text(text, encoding="utf-8")
    named = "TaksterPage" in text and {"TAKSTER_PAGE_MODEL": "mysite.TaksterPage"}
    (tmp_path / "settings_of_mysite.py").write_text(
        "from tests.settings import *\n"
        "OTHERS = {'example_site.home', 'wagtail_libfees.pages'}\n"
        "INSTALLED_APPS = [*(app for app in INSTALLED_APPS if app not in OTHERS), 'mysite']\n"
        "ROOT_URLCONF = 'tests.urls_without_pages'\n"
        f"WAGTAIL_LIBFEES = {named or {}!r}\n",
        encoding="utf-8",
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "settings_of_mysite",
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
    }
    command = [sys.executable, "-m", "django", "check", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("text", snippets("django"))
def test_a_template_snippet_is_rendered(text, site, fee_page, rf):
    faq = factories.faq_page(site.root_page, factories.questions(heading="Betaling"))
    context = {
        "request": rf.get("/", headers={"host": site.hostname}),
        "page": site.root_page,
        "faq": faq,
        "query": "kort",
        "LANGUAGE_CODE": "da",
    }
    html = Template(text).render(Context(context))
    assert "{%" not in html
    if "libfees_rates" in text:
        assert BeautifulSoup(html, "lxml").select("table")
    if "libfees_faq" in text or "libfees_found_questions" in text:
        assert "betale med" in html


@pytest.mark.parametrize("text", snippets("sh"))
def test_a_line_of_shell_names_what_there_is(text):
    for line in filter(None, map(str.strip, text.splitlines())):
        words = shlex.split(line, comments=True)
        words = words[1:] if words[0] == "python" else words
        TOOLS[words[0]](*words[1:])


def make(target, *variables):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def manage(name, *arguments):
    command = load_command_class(get_commands()[name], name)
    command.create_parser("manage.py", name).parse_args(arguments)


def pip(install, what):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name, _bracket, extras = what.partition("[")
    assert (install, name) == ("install", project["name"])
    asked = set(filter(None, extras.rstrip("]").split(",")))
    assert asked <= set(project["optional-dependencies"])


# The last two are run by `scripts/real_site.py`.
TOOLS = {
    "make": make,
    "manage.py": manage,
    "pip": pip,
    "wagtail": lambda *words: None,
    "cd": lambda folder: None,
}


@pytest.mark.parametrize("text", snippets("json"))
def test_a_json_snippet_is_json(text):
    assert json.loads(text)


@pytest.mark.parametrize("text", snippets("css"))
def test_a_css_snippet_sets_what_the_style_sheet_reads(text):
    sheet = Path(finders.find("wagtail_libfees/libfees.css")).read_text(encoding="utf-8")
    names = re.findall(r"--libfees-[\w-]+", text)
    assert names
    assert [name for name in names if f"var({name}" not in sheet] == []


@pytest.mark.parametrize("text", snippets("html"))
def test_an_html_snippet_leads_to_what_there_is(text):
    soup = BeautifulSoup(text, "lxml")
    for address in (urlsplit(found["src"]).path for found in soup.select("[src]")):
        try:
            assert resolve(address)
        except Resolver404:
            assert finders.find(address.removeprefix("/static/")), address
