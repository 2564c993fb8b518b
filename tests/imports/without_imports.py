"""What a site without the importers does. `test_left_out.py` runs this with settings of its own."""

import json
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext

from tests import factories
from wagtail_libfees.fee_page.settings.admin.links import ask_addresses

pytestmark = pytest.mark.django_db

TYPES = ["takster", "faq", "staff", "index", "notice"]
NEMID = factories.questions(("Hvordan?", "<p>Log på med NemID.</p>"))


def command(*arguments):
    """What a command says, in both streams."""
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture(scope="session")
def copied_migrations():
    """The migrations of this site run: the copy of the suite has the tables of the importers."""
    return lambda: None


@pytest.fixture
def home(site):
    return site.root_page


@pytest.mark.parametrize("kind", TYPES)
def test_a_page_is_read_edited_and_saved(client, editor, home, kind):
    page = factories.page_of_each_type(home)[kind]
    assert client.get(page.url).status_code == 200
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = editor.get(address).content.decode()
    assert 'name="title"' in html
    assert 'name="show_source"' not in html


def test_a_page_that_tells_its_sources_tells_none(client, home):
    page = factories.faq_page(home, show_source=True)
    response = client.get(page.url)
    assert response.context["libfees_sources"] == []


def test_the_desk_tells_what_waits(editor, home):
    factories.faq_page(home, NEMID, title="Om NemID")
    html = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "libfees-desk" in html
    assert "libfees/importer" not in html


def test_the_report_and_the_command_tell_the_same(editor, home):
    factories.faq_page(home, NEMID, title="Om NemID")
    assert "Om NemID" in editor.get(reverse("libfees_quality")).content.decode()
    found = json.loads(command("libfees_check", "--format", "json", "--fail-on", "never"))
    assert "outdated_term" in {finding["code"] for finding in found}


def test_the_roles_get_what_there_is(home):
    said = command("libfees_setup_roles")
    assert "Redaktør: + wagtail_libfees.publish_urgent_notice" in said
    assert "importrun" not in said
    assert "Rollerne" in command("libfees_setup_roles")


def test_links_of_the_settings_are_asked(site, monkeypatch):
    monkeypatch.setattr("wagtail_libfees.fetching.fetch.fetch_status", lambda *_, **__: 404)
    (checked,) = ask_addresses([("vilkår", "https://x.example/")], site)
    assert checked.fault == gettext("There is no such page. Correct the address.")


def test_texts_are_translated():
    with translation.override("da"):
        assert gettext("Library fees") == "Biblioteksgebyrer"


def test_no_migration_is_missing_and_no_check_complains():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert "no issues" in command("check")


def test_nothing_of_the_importers_is_there():
    tables = connection.introspection.table_names()
    assert [name for name in tables if name.startswith("libfees_imports")] == []
    with pytest.raises(CommandError, match="Unknown command"):
        call_command("libfees_import_faq")
    with pytest.raises(NoReverseMatch):
        reverse("libfees_imports:index")


def test_no_module_of_the_importers_is_loaded():
    """Last: all that the tests above needed is loaded by now."""
    assert [name for name in sys.modules if name.startswith("wagtail_libfees.imports")] == []
