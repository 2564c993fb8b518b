"""The importer in the admin, from the first form to the rollback."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from tests import factories
from tests.factories import importer
from tests.imports.imports import answer, edit, item, parsed, staff_item, stream, words
from wagtail_libfees.imports.desk import interrupted_imports
from wagtail_libfees.imports.faq.choices import Choice, WhoseWords
from wagtail_libfees.imports.faq.drafts import import_faq
from wagtail_libfees.imports.faq.runs import plan_run, run_of
from wagtail_libfees.imports.models import ImportRun, SourceKind, Status
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.imports.reading.errors import SourceError
from wagtail_libfees.imports.reading.records import Audience
from wagtail_libfees.imports.reading.sources import read_text
from wagtail_libfees.imports.rollback import rollback_run
from wagtail_libfees.imports.silence import UNDER_WAY
from wagtail_libfees.pages.models import PaymentFAQPage, StaffGuidePage

pytestmark = pytest.mark.django_db

CARD = "Kan jeg betale med kort?"
NEW = "libfees_imports:add"


def waiting_run(home, *items, **fields):
    """A run that waits for the editor."""
    return run_of(
        parsed(*(items or [(CARD, "Ja.")])), Origin(), user=None, **fields or {"parent": home}
    )


def fields(run, index=0, **values):
    """The fields of one question in a preview, with what the browser sends along."""
    start = {"words": "source", "audience": run.records[index]["audience"], "group": "Betaling"}
    return {
        "kind": "all",
        "p": "1",
        "seen": json.dumps(plan_run(run).revisions),
        "version": ImportRun.objects.get(pk=run.pk).version,
        **{f"i{index}-{name}": value for name, value in {**start, **values}.items()},
    }


# Starting


@pytest.mark.parametrize("way", ["address", "form"])
def test_a_page_of_another_library_is_not_named(client, home, way):
    other = factories.site("sandby.example", default=False)
    page = factories.faq_page(other.root_page, title="Hemmelig kladde", live=False)
    client.force_login(importer("redaktoer", "add_page", "change_page", below=home))
    if way == "address":
        response = client.get(reverse(NEW), {"page": page.pk})
    else:
        response = client.post(reverse(NEW), {"page": page.pk, "parent": page.pk})
    assert response.status_code == 200
    assert "Hemmelig kladde" not in response.content.decode()


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "-1", "x"])
def test_a_page_that_cannot_be(client, home, user, number):
    assert client.get(reverse(NEW), {"page": number}).status_code == 200


def test_pasted_text_is_shown_before_anything_is_imported(client, home, user, post):
    text = "Hvad koster det?\nDet koster 20 kr.\n"
    response = post(NEW, {"text": text, "name": "Vores", "profile": "auto", "parent": home.pk})
    run = ImportRun.objects.get()
    assert (run.status, run.source, run.source_kind) == (Status.PARSED, "Vores", SourceKind.TEXT)
    assert (run.user, run.parent_id) == (user, home.pk)
    assert "Hvad koster det?" in response.content.decode()
    assert not PaymentFAQPage.objects.exists()


def test_file_is_read_and_its_hash_is_kept(client, home, user, post):
    file = SimpleUploadedFile("faq.txt", b"Hvad koster det?\nDet koster 20 kr.\n")
    response = post(NEW, {"file": file, "profile": "generic", "parent": home.pk})
    run = ImportRun.objects.get()
    assert (run.source, len(run.sha256), run.profile) == ("faq.txt", 64, "generic")
    # Neither is for librarians.
    html = response.content.decode()
    assert "SHA" not in html
    assert "<dd>Enhver anden side eller tekst" in html


def test_address_is_fetched_by_a_task(client, home, user, post, monkeypatch):
    document = read_text(f"{CARD}\nJa, det kan du.\n", "https://x.example/faq")
    monkeypatch.setattr(
        "wagtail_libfees.imports.faq.runs.url_document",
        lambda url: (document, Origin(SourceKind.URL, "a" * 64)),
    )
    address = "https://x.example/faq"
    response = post(NEW, {"url": address, "profile": "auto", "parent": home.pk})
    run = ImportRun.objects.get()
    assert (run.source, run.status, run.sha256) == (address, Status.PARSED, "a" * 64)
    assert CARD in response.content.decode()


def test_address_that_fails_says_why(client, home, user, post, monkeypatch):
    def refused(url):
        raise SourceError("The host is not known; check the address.")

    monkeypatch.setattr("wagtail_libfees.imports.faq.runs.url_document", refused)
    response = post(NEW, {"url": "https://x.example/", "profile": "auto", "parent": home.pk})
    assert "Værten er ukendt. Tjek adressen." in response.content.decode()
    assert ImportRun.objects.get().status == Status.FAILED


@pytest.mark.parametrize("field", ["page", "parent"])
@pytest.mark.parametrize("value", ["zz", "-1", "9" * 40, "²"])
def test_page_that_is_none_is_refused(client, home, user, post, field, value):
    response = post(NEW, {"text": "Hvad?\nDet.", "profile": "auto", field: value})
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not ImportRun.objects.exists()


def test_nothing_is_imported_to_the_root_of_the_tree(client, home, post):
    client.force_login(factories.admin())
    root = home.get_parent()
    response = post(NEW, {"text": "Hvad?\nDet.", "profile": "auto", "parent": root.pk})
    assert "parent" in response.context["form"].errors


@pytest.mark.parametrize("part", ["?id={}", "sag/{}", "?tel={}"])
def test_address_with_a_cpr_number_is_refused(client, home, user, post, part):
    address = "https://x.example/" + part.format(factories.CPR.replace("-", ""))
    response = post(NEW, {"url": address, "profile": "auto", "parent": home.pk})
    assert "url" in response.context["form"].errors
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text": "Hvad?\nDet.", "url": "https://x.example/"},
        {"text": "Hvad?\nDet.", "url": "ftp://x.example/"},
        {"text": "\x00  "},
        {"text": "Hvad?\nDet.", "profile": "ukendt"},
        {"text": "Hvad?\nDet.", "parent": ""},
    ],
    ids=["no source", "two sources", "bad address", "empty", "unknown profile", "no place"],
)
def test_form_says_what_is_missing(client, home, user, post, data):
    response = post(NEW, {"profile": "auto", "parent": home.pk, **data})
    assert response.status_code == 200
    errors = [error for found in response.context["form"].errors.values() for error in found]
    assert errors
    assert all(escape(error) in response.content.decode() for error in errors)
    assert not ImportRun.objects.exists()


def test_damaged_file_is_refused_in_one_line(client, home, user, post):
    file = SimpleUploadedFile("billede.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50)
    response = post(NEW, {"file": file, "profile": "auto", "parent": home.pk})
    assert "Det er et billede (PNG), og kun tekst kan importeres" in response.content.decode()
    assert not ImportRun.objects.exists()


def test_large_file_is_refused(client, home, user, post, settings):
    settings.WAGTAIL_LIBFEES = {"IMPORT_MAX_BYTES": 2048}
    file = SimpleUploadedFile("faq.txt", b"Hvad?\nDet.\n" * 500)
    response = post(NEW, {"file": file, "profile": "auto", "parent": home.pk})
    assert "2 KiB" in response.content.decode()


def test_only_question_pages_can_be_imported_into(client, home, user, post):
    data = {"text": "Hvad?\nDet.", "profile": "auto", "page": home.pk}
    post(NEW, data)
    assert not ImportRun.objects.exists()


def test_source_without_questions_says_so_and_lists_what_was_left_aside(client, home, user, post):
    data = {"text": "Velkommen til os.", "profile": "auto", "parent": home.pk}
    response = post(NEW, data)
    assert "Velkommen til os." in response.content.decode()
    assert reverse(NEW) in response.content.decode()


# Looking and choosing


def test_words_that_differ_are_marked_and_said(client, home, user):
    page = factories.faq_page(home)
    import_faq(parsed(("Hvad koster det?", "20 kr.")), page=page)
    run = waiting_run(home, ("Hvad koster det?", "25 kr."), page=page)
    html = client.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    deleted = html[html.index("<del>") : html.index("</del>")]
    inserted = html[html.index("<ins>") : html.index("</ins>")]
    assert "20" in deleted
    assert "w-sr-only" in deleted
    assert "25" in inserted


def test_looking_writes_nothing(client, home, user, django_assert_max_num_queries):
    run = waiting_run(home, *((f"Hvad koster {i}?", "20 kr.") for i in range(120)))
    before = ImportRun.objects.values().get()
    with django_assert_max_num_queries(60):
        client.get(reverse("libfees_imports:run", args=[run.pk]))
    assert ImportRun.objects.values().get() == before


def test_long_preview_is_in_pages_and_choices_are_kept(client, home, user, post):
    run = waiting_run(home, *((f"Hvad koster {i}?", "20 kr.") for i in range(60)))
    every = {}
    for index in range(40):
        every |= fields(run, index)
    response = post("libfees_imports:run", {**every, "i3-words": "page", "goto": "2"}, run.pk)
    run.refresh_from_db()
    assert run.choices == {run.records[3]["key"]: {"words": "page"}}
    assert "Hvad koster 59?" in response.content.decode()


def test_importing_makes_drafts_and_leads_to_their_editors(client, home, user, post):
    run = waiting_run(home, (CARD, "Ja."), staff_item())
    data = {**fields(run), **fields(run, 1, group="Personale"), "import": "1"}
    response = post("libfees_imports:run", data, run.pk)
    run.refresh_from_db()
    assert (run.status, run.user) == (Status.DONE, user)
    for page in (PaymentFAQPage.objects.get(), StaffGuidePage.objects.get()):
        assert not page.live
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in response.content.decode()


def test_choices_hold_in_the_import(client, home, user, post):
    page = factories.faq_page(home)
    import_faq(parsed(("Hvad koster det?", "20 kr.")), page=page)
    edit(page, answer("Hvad koster det?", "<p>22 kr.</p>"))
    run = waiting_run(home, ("Hvad koster det?", "25 kr."), page=page)
    data = {**fields(run), "import": "1"}
    del data["i0-group"]
    post("libfees_imports:run", data, run.pk)
    assert words(page)["Hvad koster det?"] == "<p>25 kr.</p>"


def test_staff_text_becomes_public_only_with_a_confirmation(client, home, user, post):
    run = waiting_run(home, staff_item())
    moved = fields(run, audience="borrower", group="Personale")
    response = post("libfees_imports:run", {**moved, "import": "1"}, run.pk)
    assert not PaymentFAQPage.objects.exists()
    assert "errorlist" in response.content.decode()
    post("libfees_imports:run", {**moved, "i0-confirmed": "on", "import": "1"}, run.pk)
    assert PaymentFAQPage.objects.exists()
    assert not StaffGuidePage.objects.exists()


def test_page_that_changed_meanwhile_is_told_and_nothing_is_imported(client, home, user, post):
    page = factories.faq_page(home)
    run = waiting_run(home, ("Hvad koster det?", "25 kr."), page=page)
    data = {**fields(run), "import": "1"}
    edit(page, lambda raw: None)
    response = post("libfees_imports:run", data, run.pk)
    run.refresh_from_db()
    assert run.status == Status.PARSED
    assert run.error in response.content.decode()
    assert "Hvad koster det?" not in words(page)


@pytest.mark.parametrize("seen", ["", "[]", "null", "{", '{"1": "x"}'])
def test_tampered_revisions_import_nothing(client, home, user, post, seen):
    page = factories.faq_page(home)
    run = waiting_run(home, ("Hvad koster det?", "25 kr."), page=page)
    post("libfees_imports:run", {**fields(run), "seen": seen, "import": "1"}, run.pk)
    assert "Hvad koster det?" not in words(page)


def test_running_import_shows_its_progress_and_can_be_started_again(client, home, user, post):
    run = waiting_run(home)
    ImportRun.objects.update(status=Status.RUNNING, progress=80, alive_at="2026-01-01T00:00Z")
    html = client.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    assert 'value="80"' in html
    assert reverse("libfees_imports:again", args=[run.pk]) in html
    post("libfees_imports:again", {}, run.pk)
    assert ImportRun.objects.get().status == Status.DONE


@pytest.mark.parametrize("status", [Status.WAITING, Status.RUNNING])
def test_import_under_way_is_not_started_twice(client, home, user, post, status):
    run = waiting_run(home)
    ImportRun.objects.update(status=status)
    post("libfees_imports:again", {}, run.pk)
    assert ImportRun.objects.get().status == status
    assert not PaymentFAQPage.objects.exists()


@pytest.mark.parametrize("status", [Status.WAITING, Status.RUNNING])
def test_a_run_that_was_killed_is_told_and_can_be_closed(client, home, user, post, status):
    run = waiting_run(home)
    ImportRun.objects.update(status=status, alive_at="2026-01-01T00:00Z")
    address = reverse("libfees_imports:run", args=[run.pk])
    assert address in {line.url for line in interrupted_imports(user)}
    assert reverse("libfees_imports:close", args=[run.pk]) in client.get(address).content.decode()
    post("libfees_imports:close", {}, run.pk)
    closed = ImportRun.objects.get()
    assert closed.status == Status.FAILED
    assert closed.error in client.get(address).content.decode()
    assert not list(interrupted_imports(user))
    post("libfees_imports:again", {}, run.pk)
    assert ImportRun.objects.get().status == Status.DONE


@pytest.mark.parametrize("status", Status)
def test_a_run_that_somebody_works_on_or_that_has_ended_is_not_closed(home, user, post, status):
    run = waiting_run(home)
    alive = "2026-01-01T00:00Z" if status not in UNDER_WAY else timezone.now()
    ImportRun.objects.update(status=status, alive_at=alive)
    post("libfees_imports:close", {}, run.pk)
    assert ImportRun.objects.get().status == status


def test_cpr_number_in_a_group_name_is_masked(client, home, user, post):
    run = waiting_run(home)
    post("libfees_imports:run", {**fields(run, group=f"Om {factories.CPR}"), "import": "1"}, run.pk)
    run.refresh_from_db()
    assert run.status == Status.DONE
    stored = json.dumps([run.choices, stream(PaymentFAQPage.objects.get())])
    assert factories.CPR not in stored
    assert "XXXXXX-XXXX" in stored


def moved_to_staff(home):
    """A question that an editor moved to staff, and the run of the next import of its source."""
    staff = Choice(audience=Audience.STAFF)
    import_faq(parsed((CARD, "Ja.")), parent=home, choices={item(CARD).key: staff})
    return waiting_run(home, (CARD, "Nej."))


def test_question_that_was_moved_to_staff_is_shown_for_staff(client, home, user, post):
    run = moved_to_staff(home)
    html = client.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    assert '<option value="staff" selected>' in html
    data = fields(run, audience="staff")
    del data["i0-group"]
    post("libfees_imports:run", {**data, "import": "1"}, run.pk)
    assert words(StaffGuidePage.objects.get()) == {CARD: "<p>Nej.</p>"}
    assert not PaymentFAQPage.objects.exists()


def test_questions_in_which_nobody_is_spoken_to_are_let_to_borrowers_at_once(
    client, home, user, post
):
    text = "Hvem retter fejl?\n\nDet gør kommunen.\n\nHvem svarer?\n\nDet gør forvaltningen.\n"
    post(NEW, {"text": text, "name": "Vores", "profile": "auto", "parent": home.pk})
    run = ImportRun.objects.get()
    assert [entry["audience"] for entry in run.records] == ["staff", "staff"]
    assert [entry["unaddressed"] for entry in run.records] == [True, True]
    data = fields(run, 0, group="") | fields(run, 1, group="")
    shown = post("libfees_imports:run", {**data, "to_borrowers": "1"}, run.pk).content.decode()
    assert 'name="to_borrowers"' not in shown
    run.refresh_from_db()
    chosen = [run.choices[entry["key"]] for entry in run.records]
    assert chosen == [{"audience": "borrower", "confirmed": True}] * 2
    public = {"audience": "borrower", "confirmed": "on", "group": ""}
    data = fields(run, 0, **public) | fields(run, 1, **public)
    post("libfees_imports:run", {**data, "import": "1"}, run.pk)
    assert set(words(PaymentFAQPage.objects.get())) == {"Hvem retter fejl?", "Hvem svarer?"}
    assert not StaffGuidePage.objects.exists()


def test_other_text_for_staff_stays_with_them_when_all_of_nobody_are_let_go(
    client, home, user, post
):
    run = waiting_run(home, staff_item())
    assert (
        "to_borrowers"
        not in client.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    )
    post("libfees_imports:run", {**fields(run), "to_borrowers": "1"}, run.pk)
    run.refresh_from_db()
    assert "audience" not in run.choices.get(run.records[0]["key"], {})


def test_question_that_was_moved_to_staff_goes_back_only_with_a_confirmation(
    client, home, user, post
):
    run = moved_to_staff(home)
    data = {**fields(run, audience="borrower"), "import": "1"}
    assert "errorlist" in post("libfees_imports:run", data, run.pk).content.decode()
    assert not PaymentFAQPage.objects.exists()
    post("libfees_imports:run", {**data, "i0-confirmed": "on"}, run.pk)
    assert CARD in words(PaymentFAQPage.objects.get())


def test_new_words_of_a_confirmed_question_are_confirmed_in_the_preview(client, home, user, post):
    secret = staff_item()
    public = Choice(audience=Audience.BORROWER, confirmed=True)
    import_faq(parsed(secret), parent=home, choices={secret.key: public})
    page = PaymentFAQPage.objects.get()
    run = waiting_run(home, staff_item(secret.question, "Noget nyt."))
    data = {**fields(run, audience="borrower", words="page"), "import": "1"}
    del data["i0-group"]
    response = post("libfees_imports:run", {**data, "i0-words": "source"}, run.pk)
    assert "errorlist" in response.content.decode()
    confirmed = {**data, "i0-words": "source", "i0-confirmed": "on"}
    post("libfees_imports:run", confirmed, run.pk)
    assert words(page) == {secret.question: "<p>Noget nyt.</p>"}


@pytest.fixture
def guide(home):
    """A staff guide beside a payment FAQ, both from one source."""
    import_faq(parsed((CARD, "Ja."), staff_item()), parent=home)
    return StaffGuidePage.objects.get()


def only_the_faq(client):
    """An editor who may edit the payment FAQ, but not the guide beside it."""
    client.force_login(importer("snaever", "change_page", below=PaymentFAQPage.objects.get()))


def test_preview_shows_nothing_of_a_page_that_the_user_may_not_edit(client, home, guide):
    run = waiting_run(home, (CARD, "Nej."), page=PaymentFAQPage.objects.get())
    only_the_faq(client)
    html = client.get(reverse("libfees_imports:run", args=[run.pk]) + "?kind=all").content.decode()
    assert CARD in html
    assert staff_item().question not in html
    assert guide.title not in html


def test_user_who_may_not_edit_the_guide_can_import_into_the_faq(client, home, guide, post):
    page = PaymentFAQPage.objects.get()
    run = waiting_run(home, (CARD, "Nej."), page=page)
    only_the_faq(client)
    data = fields(run)
    del data["i0-group"]
    post("libfees_imports:run", {**data, "import": "1"}, run.pk)
    assert words(page)[CARD] == "<p>Nej.</p>"


def test_source_for_a_guide_that_the_user_may_not_edit_is_refused_with_the_mend(
    client, home, guide, post
):
    page = PaymentFAQPage.objects.get()
    run = waiting_run(home, (CARD, "Nej."), staff_item(), page=page)
    only_the_faq(client)
    html = client.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    assert "help-critical" in html
    assert staff_item().question not in html
    post("libfees_imports:run", {"kind": "all", "p": "1", "seen": "{}", "import": "1"}, run.pk)
    assert words(page)[CARD] == "<p>Ja.</p>"


@pytest.mark.parametrize("deleted", [False, True])
def test_report_shows_nothing_of_a_page_that_the_user_may_not_edit(client, home, guide, deleted):
    run = ImportRun.objects.get()
    ImportRun.objects.update(page=PaymentFAQPage.objects.get(), parent=None)
    run.rejected = [{"text": "Kun for personalet", "code": "intro", "place": ""}]
    run.save(update_fields=["rejected"])
    only_the_faq(client)
    if deleted:
        guide.delete()
    html = client.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    assert CARD in html
    assert staff_item().question not in html
    assert "Kun for personalet" not in html


def test_report_of_a_rollback_shows_nothing_of_a_page_that_the_user_may_not_edit(
    client, home, guide
):
    edit(guide, answer(staff_item().question, "<p>Andet.</p>"))
    run = ImportRun.objects.get()
    rollback_run(run)
    page = factories.faq_page(home)
    ImportRun.objects.update(page=page, parent=None)
    client.force_login(importer("snaever", "change_page", below=page))
    html = client.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    assert staff_item().question not in html


def test_rollback_asks_first_and_reports(client, home, user, post):
    run = waiting_run(home)
    post("libfees_imports:run", {**fields(run), "import": "1"}, run.pk)
    url = reverse("libfees_imports:rollback", args=[run.pk])
    assert client.get(url).status_code == 200
    assert PaymentFAQPage.objects.exists()
    response = post("libfees_imports:rollback", {}, run.pk)
    assert not PaymentFAQPage.objects.exists()
    assert "libfees-import__outcome--page_removed" in response.content.decode()
    assert client.get(url).status_code == 302


def test_what_each_page_had_is_told_also_when_a_rollback_has_deleted_both(client, home, user):
    questions = parsed((CARD, "Ja."), ("Hvor?", "Her."), staff_item())
    run = import_faq(questions, parent=home, user=user).run

    def told():
        report = client.get(reverse("libfees_imports:run", args=[run.pk])).context["pages"]
        return [
            (page["page"].title, [line["item"].question for line in page["items"]])
            for page in report
        ]

    before = told()
    assert len({len(questions) for _title, questions in before}) == 2
    rollback_run(run)
    assert told() == before


def test_list_without_imports_says_what_to_do(client, home, user):
    html = client.get(reverse("libfees_imports:index")).content.decode()
    assert reverse(NEW) in html


def test_list_leads_to_the_runs(client, home, user):
    run = waiting_run(home)
    html = client.get(reverse("libfees_imports:index")).content.decode()
    assert reverse("libfees_imports:run", args=[run.pk]) in html
    results = client.get(reverse("libfees_imports:index_results") + "?q=faq")
    assert "faq.html" in results.content.decode()


def test_hostile_text_is_shown_as_text(client, home, user):
    run = waiting_run(home, ("<script>alert(1)</script> hvad?", "Ja <b>x</b>"))
    html = client.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    assert "<script>alert(1)" not in html


def test_no_inline_script_or_style_of_ours(client, home, user):
    run = waiting_run(home)
    html = client.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    ours = html[html.index('<div class="libfees-import">') :]
    ours = ours[: ours.index("</main>")]
    assert "<script" not in ours
    assert " style=" not in ours
    assert " onclick=" not in ours


def test_all_of_a_kind_can_be_chosen_at_once_by_a_script(client, home, user):
    run = waiting_run(home, (CARD, "Ja."), ("Hvad koster det?", "20 kr."))
    html = client.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    assert html.count('data-libfees-kind="new"') == 2
    box = html[html.index("data-libfees-all") :]
    assert box[: box.index(">")].endswith("hidden")
    assert "(2)" in box[: box.index("</fieldset>")]


def test_question_that_goes_to_staff_now_is_told_where_it_stays(client, home, user):
    import_faq(parsed((CARD, "Ja.")), parent=home)
    run = waiting_run(home, item(CARD, audience=Audience.STAFF))
    html = client.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    assert "går fra nu af til en anden side" in html


# Who may


def pages_of_the_importer(run):
    return [
        ("get", reverse("libfees_imports:index")),
        ("get", reverse("libfees_imports:index_results")),
        ("get", reverse("libfees_imports:add")),
        ("post", reverse("libfees_imports:add")),
        ("get", reverse("libfees_imports:run", args=[run.pk])),
        ("post", reverse("libfees_imports:run", args=[run.pk])),
        ("post", reverse("libfees_imports:again", args=[run.pk])),
        ("get", reverse("libfees_imports:rollback", args=[run.pk])),
        ("post", reverse("libfees_imports:rollback", args=[run.pk])),
        ("post", reverse("libfees_imports:watch", args=[run.pk])),
    ]


@pytest.mark.parametrize("number", range(10))
@pytest.mark.parametrize("who", ["anonymous", "borrower", "editor without the permission"])
def test_others_are_refused(client, home, number, who):
    run = waiting_run(home)
    ImportRun.objects.update(status=Status.DONE)
    if who == "borrower":
        client.force_login(factories.borrower())
    elif who != "anonymous":
        client.force_login(factories.staff("kollega", "add_page", "change_page", "publish_page"))
    method, url = pages_of_the_importer(run)[number]
    response = getattr(client, method)(url)
    assert response.status_code in (302, 403)
    if response.status_code == 302:
        assert response.url.startswith(
            (reverse("wagtailadmin_login"), reverse("wagtailadmin_home"))
        )
    run.refresh_from_db()
    assert run.status == Status.DONE


@pytest.mark.parametrize("number", range(4, 10))
def test_runs_into_pages_of_others_are_not_found(client, home, number):
    elsewhere = factories.site("anden.example", default=False).root_page.specific
    run = waiting_run(home)
    client.force_login(importer("anden", "add_page", "change_page", below=elsewhere))
    method, url = pages_of_the_importer(run)[number]
    assert getattr(client, method)(url).status_code == 404
    assert "faq.html" not in client.get(reverse("libfees_imports:index")).content.decode()


def test_permission_on_the_page_is_needed_besides(client, home, post):
    client.force_login(importer("uden"))
    response = post(NEW, {"text": "Hvad?\nDet.", "profile": "auto", "parent": home.pk})
    assert response.status_code == 200
    assert not ImportRun.objects.exists()


def test_permission_can_be_given_in_the_group_editor():
    from wagtail import hooks

    found = [p for hook in hooks.get_hooks("register_permissions") for p in hook()]
    assert "add_importrun" in {permission.codename for permission in found}


def test_menu_is_shown_to_who_may_import_only(client, home):
    address = reverse("libfees_imports:index")
    client.force_login(importer())
    assert address in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(factories.staff("kollega"))
    assert address not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_question_on_the_page_is_not_moved_by_a_forged_group(client, home, user, post):
    page = factories.faq_page(home)
    import_faq(parsed(("Hvad koster det?", "20 kr.")), page=page)
    run = waiting_run(home, ("Hvad koster det?", "25 kr."), page=page)
    post("libfees_imports:run", {**fields(run, group="Andet"), "import": "1"}, run.pk)
    run.refresh_from_db()
    assert run.choices == {}
    assert item("Hvad koster det?").key == run.records[0]["key"]


def test_preview_recovers_when_another_import_has_made_a_question_staff_text(
    client, home, user, post
):
    import_faq(parsed((CARD, "Ja.")), parent=home)
    page = PaymentFAQPage.objects.get()
    edit(page, answer(CARD, "<p>Måske.</p>"))
    run = waiting_run(home, (CARD, "Nej."))
    post("libfees_imports:run", {**fields(run, words="source"), "save": "1"}, run.pk)
    staff = item(CARD, "Kun for ansatte.", audience=Audience.STAFF)
    let = Choice(words=WhoseWords.SOURCE, audience=Audience.BORROWER, confirmed=True)
    import_faq(parsed(staff), parent=home, choices={staff.key: let})
    edit(page, answer(CARD, "<p>Igen en anden.</p>"))

    shown = client.get(reverse("libfees_imports:run", args=[run.pk]))
    assert "Dit valg er taget tilbage" in shown.content.decode()
    go = {**fields(run, words="source"), "import": "1"}
    post("libfees_imports:run", go, run.pk)
    assert words(page) == {CARD: "<p>Igen en anden.</p>"}
    response = post("libfees_imports:run", {**go, "i0-confirmed": "on"}, run.pk)
    assert "Dit valg er taget tilbage" not in response.content.decode()
    assert words(page) == {CARD: "<p>Nej.</p>"}


def test_why_a_source_was_read_so_is_told_in_the_language_of_the_editor(client, home, user, post):
    text = "Q&A til låner\n\nHvad koster det?\nDet koster 20 kr.\n"
    response = post(NEW, {"text": text, "name": "V", "profile": "auto", "parent": home.pk})
    assert "overskrifter af formen" in response.content.decode()


def test_an_attachment_of_a_message_is_imported_by_its_name(client, home, user, post):
    mail = (
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        "--x\nContent-Type: text/plain\n\nHvor?\nHer.\n"
        "--x\nContent-Type: text/csv\nContent-Disposition: attachment; filename=svar.csv\n\n"
        "Question;Answer\nHvad koster det?;Ti kr.\n--x--\n"
    )
    data = {"profile": "auto", "parent": home.pk, "attachment": "svar.csv"}
    post(NEW, {"file": SimpleUploadedFile("a.eml", mail.encode()), **data})
    run = ImportRun.objects.get()
    assert "Ti kr." in str(run.records)
    assert "Her." not in str(run.records)
