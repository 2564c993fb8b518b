"""`libfees_import_faq --diff` and `--rollback`, `libfees_import_runs`, `libfees_check_sources`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from tests.imports.imports import answer, edit, words
from wagtail_libfees.imports.models import ImportRun, Status, WatchedSource

pytestmark = pytest.mark.django_db

TEXT = "Hvad koster det?\nDet koster 20 kr.\n\nKan jeg betale kontant?\nJa, det kan du.\n"


def run(*arguments):
    """What a command printed."""
    out = StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


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
def imported(source, page):
    """The run that imported the file into the page."""
    run("libfees_import_faq", source, "--page", page.pk)
    return ImportRun.objects.get()


def test_diff_shows_the_words_that_differ(imported, source, page):
    source.write_text(TEXT.replace("20", "25"))
    shown = run("libfees_import_faq", source, "--page", page.pk, "--diff", "--dry-run")
    assert "[-20-]{+25+}" in shown
    assert "kontant" not in shown


def test_diff_of_a_conflict_shows_both_sides(imported, source, page):
    edit(page, answer("Hvad koster det?", "<p>Det koster 22 kr.</p>"))
    source.write_text(TEXT.replace("20", "25"))
    shown = run("libfees_import_faq", source, "--page", page.pk, "--diff")
    assert "[-22-]{+25+}" in shown
    assert words(page)["Hvad koster det?"] == "<p>Det koster 22 kr.</p>"


def test_json_items_have_key_place_confidence_and_action(imported, source, page):
    source.write_text(TEXT.replace("20", "25").split("\n\n")[0])
    shown = run("libfees_import_faq", source, "--page", page.pk, "--dry-run", "--format", "json")
    (result,) = json.loads(shown)
    (entry,) = result["items"]
    assert entry["action"] == "changed"
    assert {"key", "place", "confidence"} <= entry.keys()
    assert [(gone["action"], gone["question"]) for gone in result["gone"]] == [
        ("gone", "Kan jeg betale kontant?")
    ]


def test_the_run_keeps_the_hash_and_the_reason_for_the_profile(imported):
    assert len(imported.sha256) == 64
    assert imported.why


def test_rollback_reports_and_takes_back(imported, page):
    shown = run("libfees_import_faq", "--rollback", imported.pk)
    assert "Hvad koster det?" in shown
    assert "Hvad koster det?" not in words(page)
    imported.refresh_from_db()
    assert imported.status == Status.ROLLED_BACK


def test_rollback_as_json(imported, page):
    edit(page, answer("Hvad koster det?", "<p>22 kr.</p>"))
    data = json.loads(run("libfees_import_faq", "--rollback", imported.pk, "--format", "json"))
    assert data["status"] == "rolled_back"
    assert [line["outcome"] for line in data["report"]] == ["edited", "removed"]


def test_rollback_respects_the_permission_on_the_page(imported, page):
    factories.importer("kollega")
    with pytest.raises(CommandError, match=page.title):
        run("libfees_import_faq", "--rollback", imported.pk, "--user", "kollega")
    assert "Hvad koster det?" in words(page)


@pytest.mark.parametrize("arguments", [["--rollback"], ["--page"]], ids=["rollback", "import"])
def test_user_needs_the_permission_to_import(imported, source, page, arguments):
    factories.staff("kollega", "add_page", "change_page")
    given = {"--rollback": [imported.pk], "--page": [page.pk, source]}[arguments[0]]
    with pytest.raises(CommandError, match="kollega"):
        run("libfees_import_faq", *arguments, *given, "--user", "kollega")
    imported.refresh_from_db()
    assert imported.status == Status.DONE


def test_source_without_questions_says_so(page, source):
    source.write_text("Velkommen til os.\n")
    assert "Der er ingen spørgsmål" in run("libfees_import_faq", source, "--page", page.pk)


def test_second_rollback_is_refused_in_one_line(imported):
    run("libfees_import_faq", "--rollback", imported.pk)
    with pytest.raises(CommandError) as raised:
        run("libfees_import_faq", "--rollback", imported.pk)
    assert "\n" not in str(raised.value)


def test_runs_are_listed(imported, source):
    line = run("libfees_import_runs")
    assert line.startswith(f"{imported.pk}  ")
    assert str(source) in line


def test_runs_as_json(imported, page):
    (data,) = json.loads(run("libfees_import_runs", "--format", "json"))
    assert (data["run"], data["status"], data["actions"]) == (imported.pk, "done", {"added": 2})
    assert data["pages"] == [{"page": page.pk, "title": page.title, "made": False}]


def test_runs_can_be_limited(imported, source, page):
    source.write_text(TEXT.replace("20", "25"))
    run("libfees_import_faq", source, "--page", page.pk)
    assert len(run("libfees_import_runs", "--limit", "1").splitlines()) == 1


@pytest.mark.parametrize("limit", ["0", "-1", "1" + "0" * 30])
def test_limit_that_makes_no_sense_is_refused(imported, limit):
    with pytest.raises(CommandError, match="10"):
        run("libfees_import_runs", "--limit", limit)


def test_list_of_no_runs_is_empty(db):
    assert json.loads(run("libfees_import_runs", "--format", "json")) == []


def test_source_is_watched_and_its_change_is_told(imported, source, page):
    shown = run("libfees_check_sources", "--watch", source, "--page", page.pk)
    assert str(source) in shown
    source.write_text(TEXT.replace("20", "25"))
    (data,) = json.loads(run("libfees_check_sources", "--format", "json"))
    assert (data["changes"], data["error"]) == ({"changed": 1}, "")
    assert page.revisions.count() == 1


def test_source_that_cannot_be_read_gives_one_line(imported, source, page):
    run("libfees_check_sources", "--watch", source, "--page", page.pk)
    source.unlink()
    with pytest.raises(CommandError) as raised:
        run("libfees_check_sources")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("option", [("--page", "1"), ("--page", "x"), ("--profile", "ukendt")])
def test_watching_with_options_that_make_no_sense_is_refused(page, source, option):
    given = {"--page": page.pk, **dict([option])}
    arguments = [part for pair in given.items() for part in pair]
    with pytest.raises(CommandError):
        run("libfees_check_sources", "--watch", source, *arguments)
    assert not WatchedSource.objects.exists()


@pytest.mark.parametrize("name", ["file:///etc/hostname", "mangler.txt", f"{factories.CPR}.txt"])
def test_source_that_cannot_be_read_is_not_watched(page, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / f"{factories.CPR}.txt").write_text(TEXT)
    with pytest.raises(CommandError) as raised:
        run("libfees_check_sources", "--watch", name, "--page", page.pk)
    assert "\n" not in str(raised.value)
    assert not WatchedSource.objects.exists()


def test_watched_file_is_found_from_any_folder(page, source, monkeypatch):
    monkeypatch.chdir(source.parent)
    run("libfees_check_sources", "--watch", source.name, "--page", page.pk)
    monkeypatch.chdir("/")
    assert "uændret" in run("libfees_check_sources")


def test_watching_without_a_page_is_refused(page, source):
    with pytest.raises(CommandError):
        run("libfees_check_sources", "--watch", source)
