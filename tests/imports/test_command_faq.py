"""`libfees_import_faq`: files become drafts; nothing is published and nothing is lost."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import override_settings
from wagtail.models import Page, PageViewRestriction, Revision

from tests import factories
from tests.imports import imports
from wagtail_libfees.imports.faq import drafts as drafts_faq
from wagtail_libfees.imports.models import ImportedItem, ImportRun
from wagtail_libfees.pages.models import PaymentFAQPage, StaffGuidePage

pytestmark = pytest.mark.django_db

BORROWERS = {
    "Hvor kan jeg se min gæld?": "Du kan se den i portalen.",
    "Må jeg dele betalingen op?": "Spørg i skranken, så finder vi en løsning.",
    "Hvornår får jeg en kvittering?": "Den kommer samme dag.",
}
STAFF = {
    "Hvem retter en forkert regning?": "Det gør gruppen for økonomi.",
    "Hvor ligger skemaet?": "Det ligger på fællesdrevet.",
}
WORKFLOW = {"Låneren vil klage over et gebyr?": "Du henviser låneren til lederen."}


def listing(pairs):
    return "".join(f"{question}\n{answer}\n\n \n\n" for question, answer in pairs.items())


def source_text(borrowers=BORROWERS, staff=STAFF, workflow=WORKFLOW):
    return (
        f"\n\nQ&A til låner\n \n\n{listing(borrowers)}"
        f"Arbejdsgang\n \n Når lånere spørger ved skranken\n\n \n{listing(workflow)}"
        f"Q&A til medarbejder\n \n\n{listing(staff)}"
        "Relaterede artikler \n\nEt andet emne (/Article/3/1201)\n"
    )


@pytest.fixture
def home():
    return factories.site().root_page


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "spoergsmaal.txt"
    path.write_text(source_text(), encoding="utf-8")
    return path


def run(*arguments, **options):
    """What the command printed."""
    out = StringIO()
    call_command("libfees_import_faq", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def as_json(*arguments):
    return json.loads(run(*arguments, "--format", "json"))


def refused(*arguments):
    """The message of the command, which is one line; it printed `out`."""
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("libfees_import_faq", *map(str, arguments), stdout=out)
    assert caught.value.returncode == 1
    message = str(caught.value)
    assert message
    assert "\n" not in message
    return message, out.getvalue()


def counts():
    """How many rows each table has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def pages():
    return PaymentFAQPage.objects.get(), StaffGuidePage.objects.get()


# What an import makes


def test_borrowers_and_staff_get_a_draft_each(home, source):
    run(source)
    faq, guide = pages()
    assert set(imports.words(faq)) == set(BORROWERS)
    assert set(imports.words(guide)) == {*STAFF, *WORKFLOW}
    assert "Den kommer samme dag." in imports.words(faq)["Hvornår får jeg en kvittering?"]
    assert [page.get_parent().pk for page in (faq, guide)] == [home.pk, home.pk]


def test_nothing_is_published(home, source):
    run(source)
    run(source)
    assert not Page.objects.filter(pk__in=[page.pk for page in pages()], live=True).exists()
    assert all(page.first_published_at is None for page in pages())


def test_the_staff_guide_is_private_from_the_start(home, source):
    run(source)
    guide = pages()[1]
    assert PageViewRestriction.objects.filter(page=guide).exists()


def test_no_word_for_staff_is_on_the_borrowers_page_or_in_its_history(home, source):
    run(source)
    stored = json.dumps([r.content for r in Revision.objects.for_instance(pages()[0])])
    for words in (*STAFF, *STAFF.values(), *WORKFLOW, *WORKFLOW.values()):
        assert words not in stored


def test_what_is_left_aside_is_listed_with_the_reason(home, source):
    printed = run(source)
    assert "Relaterede artikler" in printed
    [found] = as_json(source, "--dry-run")
    assert all(entry["text"] and entry["reason"] for entry in found["rejected"])
    assert any("Relaterede artikler" in entry["text"] for entry in found["rejected"])
    assert "Relaterede artikler" in str(ImportRun.objects.get().rejected)


def test_the_run_is_logged(home, source):
    run(source)
    logged = ImportRun.objects.get()
    assert logged.source == str(source)
    assert logged.items.count() == len(BORROWERS) + len(STAFF) + len(WORKFLOW)


def test_a_live_page_stays_as_it_is_while_its_draft_changes(home, source):
    run(source)
    faq = pages()[0]
    faq.get_latest_revision().publish()
    source.write_text(source_text({**BORROWERS, "Ny?": "Ja, den er ny."}), encoding="utf-8")
    run(source)
    faq = pages()[0]
    assert faq.live
    assert faq.has_unpublished_changes
    assert "Ny?" not in str(faq.body.get_prep_value())
    assert "Ny?" in imports.words(faq)


# Again


def test_a_second_run_changes_nothing(home, source):
    run(source)
    before = counts()
    revisions = [page.latest_revision_id for page in pages()]
    printed = run(source)
    assert counts() == before
    assert [page.latest_revision_id for page in pages()] == revisions
    assert printed


def test_a_change_at_the_source_reaches_the_draft(home, source):
    run(source)
    changed = {**BORROWERS, "Hvor kan jeg se min gæld?": "Du kan se den på dit lånerkort."}
    source.write_text(source_text(changed), encoding="utf-8")
    run(source)
    faq = pages()[0]
    assert "lånerkort" in imports.words(faq)["Hvor kan jeg se min gæld?"]
    assert len(imports.words(faq)) == len(BORROWERS)


def test_a_changed_answer_keeps_its_anchor(home, source):
    run(source)
    before = [q["id"] for q in imports.stream(pages()[0])[0]["value"]["questions"]]
    changed = {question: f"{answer} Og mere." for question, answer in BORROWERS.items()}
    source.write_text(source_text(changed), encoding="utf-8")
    run(source)
    after = [q["id"] for q in imports.stream(pages()[0])[0]["value"]["questions"]]
    assert after == before


def test_a_change_of_the_editor_is_kept(home, source):
    run(source)
    faq = pages()[0]
    imports.edit(faq, imports.answer("Hvor kan jeg se min gæld?", "<p>På vores side.</p>"))
    before = counts()
    run(source)
    assert counts() == before
    changed = {question: f"{answer} Og mere." for question, answer in BORROWERS.items()}
    source.write_text(source_text(changed), encoding="utf-8")
    run(source)
    words = imports.words(pages()[0])
    assert "På vores side." in words["Hvor kan jeg se min gæld?"]
    assert "Og mere." in words["Hvornår får jeg en kvittering?"]


@pytest.mark.parametrize("changed", [False, True])
def test_a_question_that_the_editor_deleted_stays_deleted(home, source, changed):
    run(source)
    imports.edit(pages()[0], imports.take_off("Hvor kan jeg se min gæld?"))
    if changed:
        words = {**BORROWERS, "Hvor kan jeg se min gæld?": "Et helt andet svar."}
        source.write_text(source_text(words), encoding="utf-8")
    run(source)
    assert "Hvor kan jeg se min gæld?" not in imports.words(pages()[0])


def test_a_question_that_the_source_lost_stays_on_the_page(home, source):
    run(source)
    fewer = dict(list(BORROWERS.items())[1:])
    source.write_text(source_text(fewer), encoding="utf-8")
    run(source)
    assert set(imports.words(pages()[0])) == set(BORROWERS)


def test_a_new_question_comes_where_the_source_has_it(home, source):
    run(source)
    first, *rest = BORROWERS.items()
    more = dict([first, ("Hvad koster en ny kopi?", "Den er gratis."), *rest])
    source.write_text(source_text(more), encoding="utf-8")
    run(source)
    assert list(imports.words(pages()[0])) == list(more)


# Where it goes


def test_the_parent_can_be_chosen(home, source):
    parent = factories.home_page("En anden forside")
    run(source, "--parent", parent.pk)
    assert {page.get_parent().pk for page in pages()} == {parent.pk}


@pytest.mark.parametrize("make", [factories.faq_page, factories.staff_guide])
def test_a_page_of_either_type_can_be_chosen(home, source, make):
    page = make(home)
    run(source, "--page", page.pk)
    wanted = BORROWERS if isinstance(page, PaymentFAQPage) else {**STAFF, **WORKFLOW}
    assert set(wanted) <= set(imports.words(page))
    assert type(page).objects.count() == 1
    # What the editor wrote before is still there.
    assert "Kan jeg betale med kort?" in imports.words(page)


@pytest.mark.parametrize(
    "make",
    [factories.takster_page, factories.notice_index, lambda home: home],
    ids=["takster", "notices", "home"],
)
def test_a_page_of_another_type_is_refused(home, source, make):
    page = make(home)
    before = counts()
    message, _ = refused(source, "--page", page.pk)
    assert str(page.pk) in message
    assert counts() == before


@pytest.mark.parametrize("option", ["--page", "--parent"])
@pytest.mark.parametrize("pk", ["999999", "x", "-1", "1.5", "²", "9" * 30, "root", " "])
def test_an_id_that_is_no_page_is_refused(home, source, option, pk):
    if pk == "root":
        pk = Page.get_first_root_node().pk
    before = counts()
    refused(source, f"{option}={pk}")
    assert counts() == before


def test_a_parent_that_may_have_no_such_page_is_refused(home, source):
    before = counts()
    message, _ = refused(source, "--parent", factories.takster_page(home).pk)
    assert "Takster" in message
    assert counts()["libfees_pages.PaymentFAQPage"] == before["libfees_pages.PaymentFAQPage"]
    assert ImportRun.objects.count() == 0


def test_without_a_default_site_the_parent_must_be_named(home, source):
    site = home.get_site()
    site.is_default_site = False
    site.save()
    message, _ = refused(source)
    assert "--parent" in message


# Permissions


def test_a_user_who_may_add_pages_imports(home, source):
    factories.importer("redaktoer", "add_page", "change_page")
    run(source, "--user", "redaktoer")
    assert ImportRun.objects.get().user.username == "redaktoer"
    assert pages()[0].owner.username == "redaktoer"


def test_a_user_without_permission_is_refused_and_nothing_changes(home, source):
    factories.importer("kollega")
    before = counts()
    message, _ = refused(source, "--user", "kollega")
    assert "kollega" in message
    assert counts() == before


def test_a_user_who_may_not_edit_the_page_is_refused(home, source):
    run(source)
    source.write_text(source_text({**BORROWERS, "Ny?": "Ja, den er ny."}), encoding="utf-8")
    factories.importer("tilfoejer", "add_page")
    before = counts()
    refused(source, "--user", "tilfoejer")
    assert counts() == before


def test_an_unknown_user_is_refused(home, source):
    before = counts()
    message, _ = refused(source, "--user", "ingen")
    assert "ingen" in message
    assert counts() == before


# Dry run


@pytest.mark.parametrize("output", ["text", "json"])
def test_a_dry_run_changes_nothing(home, source, output):
    before = counts()
    assert run(source, "--dry-run", "--format", output)
    assert counts() == before


def test_a_dry_run_on_a_page_that_was_imported_changes_nothing(home, source):
    run(source)
    source.write_text(source_text({**BORROWERS, "Ny?": "Ja, den er ny."}), encoding="utf-8")
    before = counts()
    [found] = as_json(source, "--dry-run")
    assert counts() == before
    assert {item["question"] for item in found["items"]} >= {"Ny?"}


# Bad sources


def bad_sources(folder):
    (folder / "tom.txt").write_text("")
    (folder / "mellemrum.txt").write_text(" \n\n\t ")
    (folder / "billede.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "program.bin").write_bytes(bytes(range(32)) * 50)
    (folder / "mappe").mkdir()
    return {
        "missing": folder / "findes-ikke.txt",
        "empty": folder / "tom.txt",
        "blank": folder / "mellemrum.txt",
        "image": folder / "billede.png",
        "binary": folder / "program.bin",
        "folder": folder / "mappe",
    }


BAD = ["missing", "empty", "blank", "image", "binary", "folder"]


@pytest.mark.parametrize("kind", BAD)
def test_a_source_that_cannot_be_read_is_refused_with_one_line(home, tmp_path, kind):
    path = bad_sources(tmp_path)[kind]
    before = counts()
    message, _ = refused(path)
    assert str(path) in message
    assert counts() == before


@pytest.mark.parametrize("kind", BAD)
def test_a_source_that_cannot_be_read_does_not_stop_the_others(home, tmp_path, source, kind):
    path = bad_sources(tmp_path)[kind]
    _, out = refused(path, source, "--format", "json")
    broken, good = json.loads(out)
    assert list(broken) == ["source", "error"]
    assert broken["source"] == str(path)
    assert "\n" not in broken["error"]
    assert len(good["items"]) == 6
    assert set(imports.words(pages()[0])) == set(BORROWERS)


@override_settings(WAGTAIL_LIBFEES={"IMPORT_MAX_BYTES": 100})
def test_a_source_that_is_too_large_is_refused(home, source):
    before = counts()
    message, _ = refused(source)
    assert str(source) in message
    assert counts() == before


def test_an_unknown_profile_is_refused_and_the_known_ones_are_named(home, source):
    before = counts()
    message, _ = refused(source, "--profile", "ukendt")
    assert "ukendt" in message
    assert "kk" in message
    assert counts() == before


@pytest.mark.parametrize("number", ["999999", "x", "-1", "²", ""])
def test_a_run_that_is_not_there_cannot_be_taken_back(home, number):
    refused(f"--rollback={number}")


@pytest.mark.parametrize("options", [("--page", "1", "--parent", "1"), ("--format", "xml"), ()])
def test_options_that_make_no_sense_are_refused(home, source, options):
    with pytest.raises(CommandError):
        run(*([source] if options else []), *options)
    assert not ImportRun.objects.exists()


# JSON


def test_json_has_one_object_per_source_in_the_order_given(home, tmp_path, source):
    second = tmp_path / "andre.txt"
    second.write_text(source_text({"Andet?": "Et andet svar."}), encoding="utf-8")
    found = as_json(second, source)
    assert [entry["source"] for entry in found] == [str(second), str(source)]


@pytest.mark.parametrize("option", [(), ("--dry-run",)])
def test_json_keeps_its_contract(home, source, option):
    [found] = as_json(source, *option)
    assert {"source", "items", "rejected"} <= set(found)
    by_audience = {"borrower": BORROWERS, "staff": STAFF, "workflow": WORKFLOW}
    for audience, pairs in by_audience.items():
        items = [item for item in found["items"] if item["audience"] == audience]
        assert {item["question"]: item["answer_text"] for item in items} == pairs
    for item in found["items"]:
        assert {"question", "answer_html", "answer_text", "audience", "section"} <= set(item)
        assert item["answer_html"].startswith("<p>")
        assert item["section"] is None or isinstance(item["section"], str)
    for entry in found["rejected"]:
        assert {"text", "reason"} <= set(entry)


def test_json_is_the_same_the_second_time(home, source):
    run(source)
    [first], [second] = as_json(source), as_json(source)
    assert first["items"] == second["items"]


# A failure while writing


class BrokenError(Exception):
    """Something that nobody expected."""


@pytest.mark.parametrize(
    ("place", "nth"),
    [
        ("open_run", 1),
        ("add_draft_page", 1),
        ("add_draft_page", 2),
        ("log_page", 1),
        ("log_page", 2),
        ("settle_imported", 1),
    ],
)
def test_a_failure_while_writing_leaves_the_database_as_it_was(
    home, source, monkeypatch, place, nth
):
    real, calls = getattr(drafts_faq, place), []

    def broken(*args, **kwargs):
        calls.append(place)
        if len(calls) == nth:
            raise BrokenError
        return real(*args, **kwargs)

    monkeypatch.setattr(drafts_faq, place, broken)
    before = counts()
    with pytest.raises(BrokenError):
        run(source)
    assert counts() == before
    assert not ImportedItem.objects.exists()
    assert not home.get_children().exists()


# The real source


SEEDS = sorted((Path(__file__).resolve().parents[3] / "shared" / "seeds").glob("001_*.txt"))
real_source = pytest.mark.skipif(not SEEDS, reason="the real source is not part of the project")


@real_source
def test_the_real_source_gives_14_questions_8_for_staff_and_2_steps(home):
    [found] = as_json(SEEDS[0])
    audiences = [item["audience"] for item in found["items"]]
    assert {name: audiences.count(name) for name in set(audiences)} == {
        "borrower": 14,
        "staff": 8,
        "workflow": 2,
    }
    faq, guide = pages()
    assert (len(imports.words(faq)), len(imports.words(guide))) == (14, 10)
    assert (faq.live, guide.live) == (False, False)


@real_source
def test_the_real_source_changes_nothing_the_second_time(home):
    run(SEEDS[0])
    before = counts()
    run(SEEDS[0])
    assert counts() == before
