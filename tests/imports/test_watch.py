"""Watched sources: what counts as a change, and who takes it off the list."""

import pytest

from tests import factories
from wagtail_libfees.imports import watch as watch_module
from wagtail_libfees.imports.faq.drafts import import_faq
from wagtail_libfees.imports.models import ImportRun
from wagtail_libfees.imports.sources import read_any
from wagtail_libfees.imports.watch import check_source, mark_as_seen, watch

pytestmark = pytest.mark.django_db

TEXT = "Hvad koster det?\nDet koster 20 kr.\n\nKan jeg betale kontant?\nJa, det kan du.\n"


@pytest.fixture
def page():
    """A payment FAQ."""
    return factories.faq_page(factories.site().root_page)


@pytest.fixture
def source(tmp_path):
    """A file with two questions."""
    path = tmp_path / "faq.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def watched(source, page):
    """The file, looked at once."""
    found = watch(str(source), page)
    assert not check_source(found)
    return found


def test_first_look_is_no_change(watched):
    assert watched.checked_at
    assert len(watched.items) == 2


def test_same_source_is_no_change(watched):
    assert not check_source(watched)


def test_changed_new_and_gone_questions_are_counted(watched, source):
    source.write_text("Hvad koster det?\nDet koster 25 kr.\n\nHvem ejer bogen?\nBiblioteket.\n")
    assert check_source(watched)
    assert watched.changes == {"new": 1, "changed": 1, "gone": 1}
    assert watched.changed_at == watched.checked_at


def test_other_bytes_with_the_same_questions_are_no_change(watched, source):
    source.write_text(TEXT + "\n\n")
    assert not check_source(watched)


def test_a_change_that_is_taken_back_at_the_source_is_none(watched, source):
    source.write_text("Hvad koster det?\nDet koster 25 kr.\n")
    assert check_source(watched)
    source.write_text(TEXT)
    assert not check_source(watched)


def test_source_that_cannot_be_read_keeps_its_state(watched, source):
    source.write_text("Hvad koster det?\nDet koster 25 kr.\n")
    check_source(watched)
    source.unlink()
    assert check_source(watched)
    assert watched.error
    assert watched.changes


def test_checking_imports_nothing(watched, source, page):
    source.write_text("Hvem ejer bogen?\nBiblioteket.\n")
    check_source(watched)
    assert page.revisions.count() == 0
    assert not ImportRun.objects.exists()


def test_importing_takes_the_change_off_the_list(watched, source, page):
    source.write_text("Hvem ejer bogen?\nBiblioteket.\n")
    check_source(watched)
    records, origin = read_any(str(source), "auto")
    import_faq(records, page=page, origin=origin)
    watched.refresh_from_db()
    assert watched.changed_at is None
    assert not check_source(watched)


def test_marked_as_seen_it_is_known_as_it_is(watched, source):
    source.write_text("Hvem ejer bogen?\nBiblioteket.\n")
    check_source(watched)
    mark_as_seen(watched)
    assert not check_source(watched)
    assert not check_source(watched)


def gone(watched):
    type(watched).objects.filter(pk=watched.pk).delete()


def read_anew(watched):
    type(watched).objects.filter(pk=watched.pk).update(profile="generic", sha256="")


@pytest.mark.parametrize("meanwhile", [gone, mark_as_seen, read_anew])
def test_what_an_editor_does_while_a_source_is_read_stays(
    watched, source, page, monkeypatch, meanwhile
):
    """A source that is watched no longer comes not back, and a change that was seen neither."""
    source.write_text("Hvem ejer bogen?\nBiblioteket.\n")
    model = type(watched)

    def slowly(*args):
        meanwhile(model.objects.get(pk=watched.pk))
        return read_any(*args)

    monkeypatch.setattr(watch_module, "read_any", slowly)
    assert not check_source(watched)
    left = list(model.objects.values_list("sha256", "changes"))
    assert left == ([] if meanwhile is gone else [("", {})])
