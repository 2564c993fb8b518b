from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import translation
from wagtail.models import Revision, Site

from tests.rate_pages import (
    CARD,
    NEXT_YEAR,
    fresh,
    make_fee_page,
    make_site,
    save_draft,
    with_threshold,
)
from tests.rates.factories import ADULTS, CHILDREN, card_of, group, overdue
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.rates import (
    Band,
    BorrowerGroup,
    Exclusion,
    GroupRates,
    RateCard,
    export_csv,
    export_json,
    import_csv,
    import_json,
)

pytestmark = pytest.mark.django_db
HOST = ("--site", "fjordby.example")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def takster():
    return make_fee_page(make_site())


def run(*arguments):
    """What the command prints."""
    out = StringIO()
    call_command("libfees_rates", *map(str, arguments), stdout=out)
    return out.getvalue()


def refused(*arguments):
    """The one line with which the command refuses, having changed nothing."""
    before = Revision.objects.count(), FeeSettings.objects.count()
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    assert (Revision.objects.count(), FeeSettings.objects.count()) == before
    assert caught.value.returncode == 1
    message = str(caught.value)
    assert message
    assert "\n" not in message
    return message


def draft_card(page):
    return rate_card(fresh(page).get_latest_revision_as_object().body)


def test_export_prints_the_published_card(takster):
    save_draft(takster, with_threshold(777))
    assert import_json(run("export", *HOST)) == CARD
    assert import_csv(run("export", *HOST, "--format", "csv")) == CARD
    semicolons = run("export", *HOST, "--format", "csv", "--delimiter", ";")
    assert semicolons == export_csv(fresh(takster).rate_card, ";")


def test_export_of_the_draft_is_said_in_so_many_words(takster):
    save_draft(takster, with_threshold(777))
    assert import_json(run("export", *HOST, "--draft")) == with_threshold(777)


def test_export_as_text_is_for_reading(takster):
    text = run("export", *HOST, "--format", "text").replace("\xa0", " ")
    assert "Overdue fees from 1 January 2027\n  Voksne, 1–7 days: DKK 25\n" in text
    assert "Nyt lånerkort: DKK 20.50" in text


@pytest.mark.parametrize("form", ["json", "csv", "text"])
def test_export_writes_a_file_that_is_the_same_as_the_print(takster, tmp_path, form):
    target = tmp_path / f"takster.{form}"
    assert run("export", *HOST, "--format", form, "--output", target) == ""
    assert target.read_bytes().decode() == run("export", *HOST, "--format", form)


def test_export_without_a_site_is_of_the_default_one(takster):
    Site.objects.update(is_default_site=False)
    assert "--site" in refused("export")
    Site.objects.filter(hostname="fjordby.example").update(is_default_site=True)
    assert import_json(run("export")) == CARD


def test_a_page_that_is_not_published_is_exported_only_as_a_draft():
    make_fee_page(make_site(), live=False)
    assert "--draft" in refused("export", *HOST)
    assert import_json(run("export", *HOST, "--draft")) == CARD


def test_a_directory_cannot_be_written(takster, tmp_path):
    assert "cannot be written" in refused("export", *HOST, "--output", tmp_path)


@pytest.mark.parametrize("action", [("export",), ("check",), ("import", "x.json")])
def test_every_action_refuses_an_unknown_host_and_a_site_without_fee_page(takster, action):
    message = refused(*action, "--site", "nowhere.example")
    assert "nowhere.example" in message
    assert "fjordby.example" in message
    make_site("tom.example")
    assert "fee settings" in refused(*action, "--site", "tom.example")


def test_a_host_with_several_ports_must_be_told_apart(takster):
    make_fee_page(make_site(port=8080), with_threshold(301))
    assert "fjordby.example:8080" in refused("export", *HOST)
    assert import_json(run("export", "--site", "fjordby.example:8080")) == with_threshold(301)


@pytest.mark.parametrize(("form", "export"), [("json", export_json), ("csv", export_csv)])
def test_import_makes_a_draft(takster, tmp_path, form, export):
    source = tmp_path / f"rates.{form}"
    source.write_bytes(export(with_threshold(300)).encode())
    said = run("import", source, *HOST).replace("\xa0", " ")
    assert draft_card(takster) == with_threshold(300)
    assert fresh(takster).rate_card == CARD
    assert "DKK 200 (that amount or more) -> DKK 300 (that amount or more)" in said
    assert "nothing is published" in said


def test_what_was_exported_changes_nothing_when_imported(takster, tmp_path):
    run("export", *HOST, "--output", tmp_path / "rates.json")
    before = Revision.objects.count()
    assert "nothing was saved" in run("import", tmp_path / "rates.json", *HOST)
    assert Revision.objects.count() == before


def test_a_dry_run_shows_the_changes_and_saves_nothing(takster, tmp_path):
    source = tmp_path / "rates.json"
    coming = overdue(group((1, None, 99)), start="2028-01-01")
    source.write_text(export_json(RateCard(overdue=(NEXT_YEAR, coming))))
    before = Revision.objects.count()
    said = run("import", source, *HOST, "--dry-run")
    assert Revision.objects.count() == before
    lines = [line for line in said.splitlines() if line.startswith("Overdue fees")]
    assert lines == [
        "Overdue fees from 1 January 2027: unchanged",
        "Overdue fees from 1 January 2028: new",
        "Overdue fees to 31 December 2026: removed",
    ]
    assert "Nothing was saved." in said


def test_import_tells_what_is_lost_and_what_is_wrong(takster, tmp_path):
    bands = (Band(1, 7, Decimal(20), wording="Første uge"),)
    source = tmp_path / "rates.json"
    source.write_text(export_json(card_of(GroupRates(BorrowerGroup("Voksne", 18), bands))))
    said = run("import", source, *HOST)
    assert "wording of bands is not kept" in said
    assert "Error: overdue[0].groups[0].bands[0]" in said


def test_import_goes_by_the_permissions_of_a_user(takster, tmp_path):
    source = tmp_path / "rates.json"
    source.write_text(export_json(with_threshold(300)))
    get_user_model().objects.create_user("fremmed", password="x")
    assert "fremmed" in refused("import", source, *HOST, "--user", "fremmed")
    assert "ingen" in refused("import", source, *HOST, "--user", "ingen")


FILES = {
    "empty.json": (b"", "is empty"),
    "empty.csv": (b"", "is empty"),
    "blank.json": (b" \n", "not JSON"),
    "picture.json": (b"\x89PNG\r\n\x1a\n\x00\xff", "UTF-8"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n\x00\xff", "UTF-8"),
    "nul.csv": (b"kind,version\n\0,1\n", "kind"),
    "other.json": (b'{"a": 1}', "not a rate card"),
    "feed.json": (b'{"current": {}}', "not a rate card"),
    "later.json": (
        b'{"format": "wagtail-libfees/rate-card", "version": 2, "card": {}}',
        "version 2",
    ),
    "none.json": (b'{"format": "wagtail-libfees/rate-card", "version": 1, "card": {}}', "no rates"),
    "none.csv": (b"kind,version\n", "no rates"),
    "deep.json": (b"[" * 100_000, "too many levels"),
    "other.csv": (b"name;price\nBog;250\n", "name"),
    "negative.json": (export_json(with_threshold(300)).replace('"300"', '"-1"').encode(), "-1"),
    "rates.txt": (export_json(CARD).encode(), "--format"),
    "rates": (export_json(CARD).encode(), "--format"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_card_is_refused(takster, tmp_path, name):
    data, said = FILES[name]
    (tmp_path / name).write_bytes(data)
    assert said in refused("import", tmp_path / name, *HOST)


def test_the_format_can_be_said(takster, tmp_path):
    (tmp_path / "rates.txt").write_text(export_json(with_threshold(300)))
    run("import", tmp_path / "rates.txt", *HOST, "--format", "json")
    assert draft_card(takster) == with_threshold(300)


@pytest.mark.parametrize("name", ["missing.json", "", ".", "/dev/zero", "x" * 5000, "a\0b"])
def test_what_is_no_file_is_refused(takster, tmp_path, name):
    path = name if name.startswith("/") or not name else f"{tmp_path}/{name}"
    refused("import", path, *HOST)


@override_settings(WAGTAIL_LIBFEES={"IMPORT_MAX_BYTES": 100})
def test_a_huge_file_is_refused(takster, tmp_path):
    (tmp_path / "rates.json").write_text(export_json(CARD))
    assert "larger than" in refused("import", tmp_path / "rates.json", *HOST)


def test_check_of_good_rates_is_content(takster):
    make_fee_page(make_site("god.example"), card_of(ADULTS, CHILDREN))
    assert run("check", "--site", "god.example") == "Nothing to remark.\n"
    assert json.loads(run("check", "--site", "god.example", "--format", "json")) == []


def test_check_lets_warnings_through(takster):
    card = replace(card_of(ADULTS, CHILDREN), exclusions=(Exclusion(Decimal(1000)),))
    make_fee_page(make_site("streng.example"), card)
    said = run("check", "--site", "streng.example")
    assert said.startswith("Warning: exclusions[0]: ")


def test_check_refuses_errors_and_says_where_they_are(takster):
    save_draft(takster, card_of(group((1, 7, 20), (10, None, 50), ages=(None, None))))
    run("check", *HOST)
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("libfees_rates", "check", *HOST, "--draft", "--format", "json", stdout=out)
    assert caught.value.returncode == 1
    assert "1 error" in str(caught.value)
    (found,) = json.loads(out.getvalue())
    assert (found["severity"], found["code"]) == ("error", "band_gap")
    assert found["place"].startswith("overdue[0].groups[0]")


def test_check_of_a_site_without_published_rates_is_refused():
    make_fee_page(make_site(), live=False)
    assert "--draft" in refused("check", *HOST)
