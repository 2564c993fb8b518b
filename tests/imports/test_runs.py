"""A run in steps: read, looked at, chosen, done; and what happens between two of them."""

import json
import logging

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from tests import factories
from tests.imports.imports import edit, parsed, staff_item, stream, words
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.imports import sources
from wagtail_libfees.imports.faq import drafts as faq
from wagtail_libfees.imports.faq import runs
from wagtail_libfees.imports.faq.drafts import import_faq
from wagtail_libfees.imports.faq.runs import parsed_of, plan_run, run_of, run_of_url, write_run
from wagtail_libfees.imports.models import ImportRun, SourceKind, Status
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.imports.reading.errors import SourceError
from wagtail_libfees.imports.reading.sources import read_text
from wagtail_libfees.pages.models import PaymentFAQPage, StaffGuidePage
from wagtail_libfees.signals import import_done

pytestmark = pytest.mark.django_db

CARD = "Kan jeg betale med kort?"


@pytest.fixture
def run(home):
    """A run that waits for the editor."""
    records = parsed((CARD, "Ja."), staff_item(), rejected=["Velkommen"])
    return run_of(records, Origin(SourceKind.FILE, "ab" * 32), user=None, parent=home)


def test_records_come_back_as_they_were_stored(run):
    records = parsed((CARD, "Ja."), staff_item(), rejected=["Velkommen"])
    assert parsed_of(ImportRun.objects.get(pk=run.pk)) == records


def test_looking_at_a_run_changes_nothing(run, home):
    assert [len(found.plan.items) for found in plan_run(run).pages] == [1, 1]
    assert home.get_children().count() == 0


def test_writing_brings_the_drafts_and_ends_the_run(run):
    write_run(run)
    run.refresh_from_db()
    assert (run.status, run.progress, run.error) == (Status.DONE, 100, "")
    assert CARD in words(PaymentFAQPage.objects.get())
    assert not PaymentFAQPage.objects.get().live


def test_writing_twice_writes_once(run):
    stale = ImportRun.objects.get(pk=run.pk)
    write_run(run)
    write_run(stale)
    assert stale.status == Status.DONE
    assert PaymentFAQPage.objects.get().revisions.count() == 1


def test_run_that_was_killed_while_writing_completes(run):
    ImportRun.objects.filter(pk=run.pk).update(status=Status.RUNNING)
    write_run(ImportRun.objects.get(pk=run.pk))
    run.refresh_from_db()
    assert run.status == Status.DONE


def test_run_that_changes_nothing_is_done_without_a_revision(run, home):
    write_run(run)
    page = PaymentFAQPage.objects.get()
    again = run_of(parsed_of(run), Origin(), user=None, parent=home)
    write_run(again)
    again.refresh_from_db()
    assert again.status == Status.DONE
    assert page.revisions.count() == 1


def test_page_that_changed_since_the_preview_stops_the_import(home):
    page = factories.faq_page(home)
    run = run_of(parsed(("Hvad koster det?", "20 kr.")), Origin(), user=None, page=page)
    run.seen = plan_run(run).revisions
    run.save()
    edit(page, lambda raw: None)
    write_run(run)
    run.refresh_from_db()
    assert run.status == Status.PARSED
    assert run.error
    assert "Hvad koster det?" not in words(page)


def test_two_imports_into_one_page_at_once_one_wins_and_the_other_is_told(home, monkeypatch):
    page = factories.faq_page(home)

    def other_comes_first(*args, **kwargs):
        monkeypatch.undo()
        import_faq(parsed(("Hvem?", "Os.")), page=page)
        return original(*args, **kwargs)

    original = faq.check_may_edit
    monkeypatch.setattr(faq, "check_may_edit", other_comes_first)
    with pytest.raises(DraftError):
        import_faq(parsed(("Hvad koster det?", "20 kr.")), page=page)
    assert "Hvem?" in words(page)
    assert "Hvad koster det?" not in words(page)
    assert ImportRun.objects.count() == 1


def test_two_imports_that_make_the_same_page_one_wins(home, monkeypatch):
    original = faq.check_may_add

    def other_comes_first(*args, **kwargs):
        monkeypatch.undo()
        import_faq(parsed((CARD, "Ja.")), parent=home)
        return original(*args, **kwargs)

    monkeypatch.setattr(faq, "check_may_add", other_comes_first)
    with pytest.raises(DraftError):
        import_faq(parsed((CARD, "Ja.")), parent=home)
    assert PaymentFAQPage.objects.count() == 1


def test_locked_page_is_left_alone(home):
    page = factories.faq_page(home)
    page.locked = True
    page.save()
    with pytest.raises(DraftError):
        import_faq(parsed((CARD, "Nej.")), page=page)


def test_alias_is_left_to_its_original(home):
    page = factories.faq_page(home)
    alias = page.create_alias(parent=home, update_slug="alias")
    with pytest.raises(DraftError, match="alias"):
        import_faq(parsed((CARD, "Nej.")), page=alias.specific)
    assert alias.specific.latest_revision is None
    import_faq(parsed((CARD, "Nej.")), page=page)


def test_page_in_a_workflow_is_left_to_who_approves_it(home):
    page, group = factories.faq_page(home), Group.objects.create(name="Godkendere")
    workflow, task = Workflow.objects.create(name="w"), GroupApprovalTask.objects.create(name="t")
    task.groups.add(group)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page.save_revision()
    workflow.start(page, factories.importer("redaktoer", "change_page"))
    page = type(page).objects.get(pk=page.pk)
    with pytest.raises(DraftError):
        import_faq(parsed((CARD, "Nej.")), page=page)


def test_unknown_error_is_kept_and_nothing_is_half_done(run, monkeypatch, home):
    def broken(*args, **kwargs):
        raise RuntimeError("midt i det hele")

    monkeypatch.setattr("wagtail_libfees.imports.faq.drafts.log_page", broken)
    with pytest.raises(RuntimeError):
        write_run(run)
    run.refresh_from_db()
    assert run.status == Status.FAILED
    assert home.get_children().count() == 0
    monkeypatch.undo()
    write_run(run)
    run.refresh_from_db()
    assert run.status == Status.DONE


def test_deleted_target_is_said(home):
    page = factories.faq_page(home)
    run = run_of(parsed((CARD, "Ja.")), Origin(), user=None, page=page)
    page.delete()
    run.refresh_from_db()
    with pytest.raises(DraftError):
        plan_run(run)


def test_source_that_cannot_be_fetched_fails_the_run(home, monkeypatch):
    def refused(url):
        raise SourceError("The host is not known; check the address.")

    monkeypatch.setattr(runs, "url_document", refused)
    run = run_of_url("https://x.example/faq", "auto", user=None, parent=home)
    runs.read_run(run)
    assert (run.status, run.error) == (
        Status.FAILED,
        "Værten er ukendt. Tjek adressen.",
    )


def test_error_while_reading_logs_no_text_of_the_source(home, monkeypatch, caplog):
    def broken(url):
        raise ValueError(f"could not understand {factories.CPR}")

    monkeypatch.setattr(runs, "url_document", broken)
    run = run_of_url("https://x.example/faq", "auto", user=None, parent=home)
    with caplog.at_level(logging.DEBUG):
        runs.read_run(run)
    assert run.status == Status.FAILED
    assert factories.CPR not in caplog.text + run.error


def test_nothing_unmasked_is_stored(home):
    text = f"Hvad er mit nummer?\nDit nummer er {factories.CPR}.\n"
    records, origin = sources.faq_from_upload(f"{factories.CPR}.txt", text.encode(), "auto")
    run = run_of(records, origin, user=None, parent=home)
    write_run(run)
    stored = json.dumps(list(ImportRun.objects.values()), default=str)
    stored += json.dumps(list(run.items.values()), default=str)
    stored += str(words(PaymentFAQPage.objects.get()))
    assert factories.CPR not in stored
    assert "XXXXXX-XXXX" in stored


def test_two_previews_that_would_make_the_same_page_one_wins_and_the_other_is_told(home):
    first, second = (
        run_of(parsed((CARD, answer)), Origin(), user=None, parent=home)
        for answer in ("Ja.", "Nej.")
    )
    for run in (first, second):
        run.seen = plan_run(run).revisions
        run.save()
        assert run.seen == {}
    for run in (first, second):
        write_run(run)
        run.refresh_from_db()
    assert (first.status, second.status) == (Status.DONE, Status.PARSED)
    assert second.error
    assert words(PaymentFAQPage.objects.get()) == {CARD: "<p>Ja.</p>"}


HTML = f"""<html><head><title>Nr. {factories.CPR}</title></head><body>
<main class="c-{factories.CPR}">
<h1>{factories.CPR}</h1><h2 id="x{factories.CPR}">Gruppe {factories.CPR}</h2>
<div id="{factories.CPR}" class="faq {factories.CPR}"><h3>Hvem er {factories.CPR}?</h3>
<p>Det er <a href="https://x.example/?cpr={factories.CPR}" title="{factories.CPR}">ham</a>
<a href="tel:{factories.CPR}">ring</a> <a href="/{factories.CPR}/a">her</a>
<img alt="{factories.CPR}" src="/{factories.CPR}.png"> <iframe src="/{factories.CPR}"></iframe>
<a href="javascript:{factories.CPR}">{factories.CPR}</a></p></div>
<table><caption>{factories.CPR}</caption><tr><td>Hvad?</td><td>{factories.CPR}</td></tr></table>
<details><summary>Hvad så {factories.CPR}?</summary><p>{factories.CPR}</p></details>
<nav>{factories.CPR}</nav><!-- {factories.CPR} --></main></body></html>"""
MARKDOWN = f"# {factories.CPR}\n\n## Hvad {factories.CPR}?\n\nJa [her](https://x.example/{factories.CPR}).\n"
EXPORT = json.dumps(
    {
        "source": factories.CPR,
        "items": [
            {
                "question": f"Hvad {factories.CPR}?",
                "answer_html": f"<p>{factories.CPR} <a href='/{factories.CPR}'>x</a></p>",
                "section": factories.CPR,
                "key": factories.CPR,
                "place": factories.CPR,
            },
            {"svar": factories.CPR},
            factories.CPR,
        ],
    }
)


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.html", HTML), ("a.md", MARKDOWN), ("a.json", EXPORT), ("a.txt", HTML)],
    ids=["html", "markdown", "export", "text"],
)
def test_no_cpr_number_is_stored_wherever_it_hides(home, name, text):
    records, origin = sources.faq_from_upload(f"{factories.CPR} {name}", text.encode(), "auto")
    assert records.items
    run = run_of(records, origin, user=None, parent=home)
    write_run(run)
    stored = json.dumps([*ImportRun.objects.values(), *run.items.values()], default=str)
    stored += json.dumps([*run.pages.values()], default=str)
    pages = [*PaymentFAQPage.objects.all(), *StaffGuidePage.objects.all()]
    stored += json.dumps([stream(page) for page in pages])
    assert factories.CPR not in stored


def test_no_cpr_number_of_an_address_is_stored_with_an_error(home, monkeypatch):
    def refused(url):
        raise SourceError(
            "It redirects to %(address)s: %(reason)s", address=factories.CPR, reason=""
        )

    monkeypatch.setattr(runs, "url_document", refused)
    run = run_of_url("https://x.example/faq", "auto", user=None, parent=home)
    runs.read_run(run)
    assert run.error
    assert factories.CPR not in run.error


def test_steps_are_told_while_it_goes_on(home, monkeypatch):
    told = []
    monkeypatch.setattr(
        runs,
        "step_run",
        lambda run, **fields: told.append(fields["progress"]) or original(run, **fields),
    )
    document = read_text("Hvad koster det?\nDet koster 20 kr.\n", "https://x.example/faq")
    monkeypatch.setattr(runs, "url_document", lambda url: (document, Origin(SourceKind.URL)))
    run = run_of_url("https://x.example/faq", "auto", user=None, parent=home)
    runs.read_run(run)
    write_run(run)
    assert len(told) >= 6
    assert told == sorted(set(told))
    assert run.status == Status.DONE


original = runs.step_run


def test_who_listens_is_told_of_an_import_when_it_is_through(
    run, django_capture_on_commit_callbacks
):
    heard = []

    def hear(sender, run, **kwargs):
        heard.append((sender, run.pk, list(run.pages.values_list("made", flat=True))))

    import_done.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            write_run(run)
    finally:
        import_done.disconnect(hear)
    assert heard == [(ImportRun, run.pk, [True, True])]
