"""Related links of a source in drafts: written once, taken back, and never over an editor's."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import factories
from wagtail_libfees.imports.faq.drafts import import_faq
from wagtail_libfees.imports.faq.runs import parsed_of, run_of
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.imports.reading.plan import normalise_html
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


NEW = FoundLink("Rykkere", "https://x.example/rykkere")


def again(site, *links):
    """The same source once more, with these links."""
    more = parsed(replace(staff_item(), related=links), ("Hvor betaler jeg?", "I portalen."))
    return import_faq(more, parent=site.root_page)


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        (lambda value: None, [LINKS[0].title, LINKS[1].title, NEW.title]),
        (lambda value: value.update(related=""), [NEW.title]),
        (
            lambda value: value.update(related="<p>Se også</p><ul><li>Egne svar</li></ul>"),
            ["Egne svar", NEW.title],
        ),
        (
            lambda value: value.update(answer="<p>Vores eget svar.</p>"),
            [LINKS[0].title, LINKS[1].title, NEW.title],
        ),
    ],
    ids=["untouched", "taken out", "own links", "own words"],
)
def test_a_link_that_is_new_at_the_source_is_added_and_nothing_else(site, guide, change, kept):
    def changed(raw):
        change(raw[0]["value"]["questions"][0]["value"])

    edit(guide, changed)
    [before] = stream(guide)[0]["value"]["questions"]
    run = again(site, *LINKS, NEW).run
    [after] = stream(guide)[0]["value"]["questions"]
    soup = BeautifulSoup(after["value"]["related"], "html.parser")
    assert [item.get_text() for item in soup.select("li")] == kept
    assert after["value"]["answer"] == before["value"]["answer"]
    # It is not added twice, and a rollback takes it back alone.
    assert again(site, *LINKS, NEW).run is None
    rollback_run(run)
    [back] = stream(guide)[0]["value"]["questions"]
    assert normalise_html(back["value"]["related"]) == normalise_html(before["value"]["related"])
    assert back["value"]["answer"] == before["value"]["answer"]


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
