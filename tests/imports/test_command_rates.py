"""`libfees_import_rates` from the command line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from wagtail_libfees.imports.models import ImportRun
from wagtail_libfees.pages.models import TaksterPage

pytestmark = pytest.mark.django_db

TEXT = "Gebyrer\n\nVoksne\n1-7 dage: 20 kr.\nEfter 7 dage: 70 kr.\n\nPrint: 2 kr. pr. side\n"


@pytest.fixture
def home():
    """The front page of the default site."""
    return factories.site().root_page


@pytest.fixture
def source(tmp_path):
    """A file with fees."""
    path = tmp_path / "gebyrer.txt"
    path.write_text(TEXT)
    return str(path)


def run(*arguments):
    """What the command prints."""
    out = StringIO()
    call_command("libfees_import_rates", *arguments, stdout=out)
    return out.getvalue()


def test_json_follows_the_contract(home, source):
    (result,) = json.loads(run(source, "--format", "json", "--dry-run"))
    assert result["source"] == source
    bands = result["overdue_fees"][0]["bands"]
    assert [(b["from_day"], b["to_day"], b["amount"]) for b in bands] == [
        (1, 7, "20.00"),
        (8, None, "70.00"),
    ]
    assert "2.00" in json.dumps(result["other_fees"])
    assert {"exclusion", "handling_fee", "reminder_fees", "rejected", "valid_from"} <= set(result)


def test_a_profile_is_chosen_by_its_name(home, source):
    assert json.loads(run(source, "--profile", "dpl", "--format", "json", "--dry-run"))
    with pytest.raises(CommandError, match="ukendt"):
        run(source, "--profile", "ukendt")


def test_dry_run_changes_nothing(home, source):
    run(source, "--dry-run")
    assert TaksterPage.objects.count() == 0
    assert ImportRun.objects.count() == 0


def test_draft_is_made_once(home, source):
    run(source)
    assert "ikke" in run(source) or "Nothing" in run(source)
    assert TaksterPage.objects.count() == 1
    assert not TaksterPage.objects.get().live


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_source_that_cannot_be_read_does_not_stop_the_others(home, source, tmp_path, content):
    bad = tmp_path / "x.txt"
    if content is not None:
        bad.write_bytes(content)
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("libfees_import_rates", str(bad), source, "--format", "json", stdout=out)
    first, second = json.loads(out.getvalue())
    assert set(first) == {"source", "error"}
    assert second["overdue_fees"]
    assert "\n" not in str(error.value)
    assert TaksterPage.objects.count() == 1


def test_oversized_source_is_refused(home, source, settings):
    settings.WAGTAIL_LIBFEES = {**settings.WAGTAIL_LIBFEES, "IMPORT_MAX_BYTES": 10}
    with pytest.raises(CommandError):
        run(source)


@pytest.mark.parametrize(
    "arguments", [["--page", "99999"], ["--page", "x"], ["--page", "1"], ["--parent", "x"]]
)
def test_page_that_is_not_there_is_refused(home, source, arguments):
    with pytest.raises(CommandError):
        run(source, *arguments)


def test_page_of_another_type_is_refused(home, source):
    page = factories.faq_page(home)
    with pytest.raises(CommandError):
        run(source, "--page", str(page.pk))
    assert page.revisions.count() == 0


def test_user_who_may_not_import_is_refused(home, source):
    factories.staff("kollega", "add_page", "change_page")
    with pytest.raises(CommandError, match="kollega"):
        run(source, "--user", "kollega")
    assert not ImportRun.objects.exists()


def test_unknown_user_is_refused(home, source):
    with pytest.raises(CommandError):
        run(source, "--user", "ingen")
    assert TaksterPage.objects.count() == 0


def test_import_is_taken_back(home, source):
    run(source)
    number = str(ImportRun.objects.get().pk)
    report = run("--rollback", number)
    assert "Takster" in report
    assert TaksterPage.objects.count() == 0
    with pytest.raises(CommandError):
        run("--rollback", number)


@pytest.mark.parametrize("arguments", [[], ["--rollback", "999"], ["--rollback", "x"]])
def test_nothing_to_import_or_take_back_is_refused(home, arguments):
    with pytest.raises(CommandError):
        run(*arguments)


def test_what_was_read_is_told_without_a_site(source):
    (result,) = json.loads(run(source, "--format", "json", "--dry-run"))
    assert result["overdue_fees"]


@pytest.fixture
def message(tmp_path):
    """A saved message whose attachment has the fees."""
    path = tmp_path / "besked.eml"
    path.write_text(
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        "--x\nContent-Type: text/plain; charset=utf-8\n\nSe den vedhæftede fil.\n"
        "--x\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Disposition: attachment; filename=takster.txt\n\n{TEXT}\n--x--\n"
    )
    return str(path)


def test_attachment_of_a_message_is_read(home, message):
    (result,) = json.loads(
        run(message, "--attachment", "takster.txt", "--format", "json", "--dry-run")
    )
    assert [b["amount"] for b in result["overdue_fees"][0]["bands"]] == ["20.00", "70.00"]


@pytest.mark.parametrize(
    ("source", "name"), [("message", "andet.txt"), ("https://x.example/", "takster.txt")]
)
def test_attachment_that_is_not_there_is_said(home, message, source, name):
    with pytest.raises(CommandError, match=r"takster\.txt|gemt besked|saved message"):
        run(message if source == "message" else source, "--attachment", name)
