"""Rates that end, holes and slips of the year: told wherever findings are told."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from freezegun import freeze_time

from tests import factories
from wagtail_libfees import rates
from wagtail_libfees.admin.desk.lines import desk_lines
from wagtail_libfees.blocks.keys import key_of
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.drafts.next_year import copy_rates
from wagtail_libfees.drafts.rates import plan_rates, write_rates
from wagtail_libfees.editorial.publishing import PublishRefusedError
from wagtail_libfees.editorial.registry import findings
from wagtail_libfees.quality.labels import kind_of

pytestmark = pytest.mark.django_db

JUNE = date(2026, 6, 30)


@pytest.fixture(autouse=True)
def _autumn():
    with freeze_time("2026-11-29 12:00"):
        yield


@pytest.fixture
def home():
    return factories.site().root_page


def calendar(page):
    return [found for found in findings(page) if found.code.startswith("calendar_")]


def ended(home, **fields):
    return factories.takster_page(home, factories.overdue(last=JUNE), **fields)


def holed(home, **fields):
    """Two days in January have no rates."""
    old = factories.overdue(last=date(2026, 12, 31))
    new = factories.overdue(factories.group("Voksne", (1, None, 30)), first=date(2027, 1, 3))
    return factories.takster_page(home, old, new, **fields)


def test_rates_that_have_ended_are_told_at_their_block(home):
    page = ended(home)
    [found] = calendar(page)
    assert (found.code, found.is_error) == ("calendar_ended", False)
    assert found.place.block_id == page.body[0].id
    assert found.message.startswith("Gebyrer for sen aflevering: ")
    assert "30. juni 2026" in found.message
    assert kind_of(found.code) == "rates"


def test_a_hole_within_the_year_stops_publishing_in_every_way(home):
    page = holed(home, live=False)
    with pytest.raises(PublishRefusedError, match=r"1\. januar 2027"):
        page.save_revision(clean=False).publish()
    assert not type(page).objects.get(pk=page.pk).live
    [found] = calendar(page)
    assert found.place.block_id == page.body[1].id


def test_rates_that_end_do_not_stop_publishing(home):
    ended(home, live=False).save_revision().publish()


def test_the_editor_hears_of_it_while_typing(client, home):
    client.force_login(factories.admin())
    page = holed(home, live=False)
    page.save_revision(clean=False)
    content = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "1. januar 2027" in content


def test_the_desk_tells_whoever_may_change_the_page(home):
    page = ended(home)
    factories.translated(page)
    chief = factories.admin()
    [line] = [line for line in desk_lines(chief) if "30. juni 2026" in line.text]
    assert page.title in line.text
    assert line.url.startswith(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert not any("30. juni" in x.text for x in desk_lines(factories.staff("kollega")))


def test_the_desk_tells_the_owner_once(home):
    chief = factories.admin()
    ended(home, owner=chief)
    assert len([line for line in desk_lines(chief) if "30. juni 2026" in line.text]) == 1


def test_the_desk_tells_the_owner_of_a_draft_what_stops_it(home):
    chief = factories.admin()
    holed(home, owner=chief, live=False, first_published_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert [line.urgent for line in desk_lines(chief) if "1. januar 2027" in line.text] == [True]


def test_a_hole_that_time_has_brought_near_is_urgent(home):
    with freeze_time("2025-06-01 12:00"):
        page = holed(home, live=False)
        page.save_revision().publish()
        assert [found.code for found in calendar(page)] == ["calendar_hole_later"]
    chief = factories.admin()
    [line] = [line for line in desk_lines(chief) if "1. januar 2027" in line.text]
    assert line.urgent


def test_the_command_and_the_report_tell_it(client, home):
    page = ended(home)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("libfees_check", fail_on="warning", stdout=out)
    assert "[calendar_ended]" in out.getvalue()
    client.force_login(factories.admin())
    content = client.get(reverse("libfees_quality") + "?kind=rates").content.decode()
    assert "30. juni 2026" in content
    assert page.title in content


def test_a_translation_is_not_told_what_its_source_is_told(home):
    page = ended(home)
    english = factories.translated(page)
    assert calendar(page)
    assert calendar(english) == []


def test_rates_that_follow_one_another_are_told_nowhere(home):
    old = factories.overdue(last=date(2026, 12, 31))
    new = factories.overdue(
        factories.group("Voksne", (1, None, 30)), first=date(2027, 1, 1), last=date(2027, 12, 31)
    )
    assert calendar(factories.takster_page(home, old, new)) == []


def with_an_end(page, day):
    """The page with its last version ending on `day`, as an editor types it."""
    draft = page.get_latest_revision_as_object()
    draft.body[-1].value["valid_to"] = day
    return draft


def test_a_copy_for_next_year_that_is_given_an_end_brings_the_old_rates_back(home):
    page = factories.takster_page(home)
    factories.fee_settings(home.get_site(), fee_page=page)
    copy_rates(page, date(2027, 1, 1))
    page.refresh_from_db()
    assert [found.code for found in calendar(page.get_latest_revision_as_object())] == [
        "calendar_same"
    ]
    draft = with_an_end(page, date(2027, 12, 31))
    draft.save_revision().publish()
    told = {found.code: found for found in calendar(draft)}
    assert told["calendar_returns"].place.block_id == draft.body[1].id
    assert "fra 1. januar 2027, slutter 31. december 2027" in told["calendar_returns"].message
    for options in ([], ["--draft"]):
        out = StringIO()
        call_command("libfees_rates", "check", "--format=json", *options, stdout=out)
        assert "calendar_returns" in out.getvalue()


def test_a_trial_from_a_file_is_meant_to_end(home):
    page = factories.takster_page(home)
    card = page.rate_card
    summer = rates.Validity(date(2027, 6, 1), date(2027, 8, 31))
    group = replace(card.overdue[0].groups[0], bands=(), fee_free=True)
    trial = replace(card.overdue[0], groups=(group,), validity=summer)
    write_rates(page, replace(card, overdue=(*card.overdue, trial)))
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert key_of(draft.body[1].id) == key_of(draft.body[0].id)
    assert calendar(draft) == []
    # Written again it is the same.
    assert not plan_rates(page, rate_card(draft.body)).changes_anything
