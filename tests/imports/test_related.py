"""Related links of a source in drafts: written once, taken back, and never over an editor's."""

from dataclasses import replace

import pytest
from django.urls import reverse

from tests import factories
from wagtail_libfees.imports.faq.drafts import import_faq
from wagtail_libfees.imports.faq.runs import parsed_of, run_of
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.imports.reading.records import FoundLink
from wagtail_libfees.imports.rollback import rollback_run

from .imports import edit, parsed, staff_item, stream

pytestmark = pytest.mark.django_db

LINKS = (FoundLink("Svar <på> siden", "https://x.example/svar"), FoundLink("Kassen (/Article/3)"))


@pytest.fixture
def source():
    return parsed(replace(staff_item(), related=LINKS), ("Hvor betaler jeg?", "I portalen."))


@pytest.fixture
def imported(site, source):
    return import_faq(source, parent=site.root_page)


@pytest.fixture
def guide(imported):
    return imported.pages[1].page


def related(page):
    [group] = [child for child in stream(page) if child["type"] == "questions"]
    return group["value"]["questions"][0]["value"]["related"]


def test_the_links_are_in_the_draft(guide):
    assert related(guide) == (
        '<ul><li><a href="https://x.example/svar">Svar &lt;på&gt; siden</a></li>'
        "<li>Kassen (/Article/3)</li></ul>"
    )
    guide.get_latest_revision().publish()


def test_a_second_import_changes_nothing(site, source, guide):
    before = stream(guide)
    again = import_faq(source, parent=site.root_page)
    assert again.run is None
    assert stream(guide) == before


def test_a_run_that_waits_keeps_them(site, source):
    run = run_of(source, Origin(), user=None, parent=site.root_page)
    run.refresh_from_db()
    assert parsed_of(run).items[0].related == LINKS


def test_a_rollback_takes_them_back(imported, guide):
    guide.get_latest_revision().publish()
    rollback_run(imported.run)
    assert "x.example" not in str(stream(guide))


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.update(say="Det hjælper vi med."),
        lambda value: value.update(related="<ul><li>Andre svar</li></ul>"),
        lambda value: value.update(related=""),
    ],
    ids=["words to say", "another link", "no link"],
)
def test_what_an_editor_has_added_to_an_imported_question_stays(imported, guide, change):
    guide.get_latest_revision().publish()

    def changed(raw):
        change(raw[0]["value"]["questions"][0]["value"])

    edit(guide, changed)
    before = stream(guide)
    lines = rollback_run(imported.run)
    assert stream(guide) == before
    assert "edited" in {str(line.outcome) for line in lines}


def test_the_preview_says_what_comes_along(editor, site, source):
    run = run_of(source, Origin(), user=factories.admin("anden"), parent=site.root_page)
    shown = editor.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    assert "Kommer med under ”Se også”" in shown
    assert "Kassen (/Article/3)" in shown
