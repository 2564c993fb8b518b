"""The day on which an item counts as lost: said by bands, deadlines, settings and texts alike."""

from datetime import date

import pytest
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.editorial.registry import findings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _autumn():
    with freeze_time("2026-11-29 12:00"):
        yield


def charged_from(day, label="Voksne"):
    """A group whose items are charged as lost from a day overdue."""
    group = factories.group(label, (1, day - 1, 120), (day, None, 230))
    group["bands"][-1]["replacement_added"] = True
    return group


def timings(lost, first=None, last=None):
    return (
        "timings",
        {"heading": "", "considered_lost_days": lost, **factories.validity(first, last)},
    )


def told(site, *blocks):
    page = factories.takster_page(site.root_page, *blocks, live=False)
    return [found for found in findings(page) if found.code == "lost_day"]


def test_after_30_days_is_from_day_31_on(site):
    factories.fee_settings(site, considered_lost_days=30)
    assert told(site, factories.overdue(charged_from(31)), timings(30)) == []


def test_bands_and_deadlines_that_differ_are_told_once(site):
    children, adults = charged_from(32, "Børn"), charged_from(32)
    factories.fee_settings(site, considered_lost_days=30)
    [found] = told(site, factories.overdue(children, adults), timings(30))
    assert not found.is_error
    assert "dag 32" in found.message
    assert "dag 31" in found.message


@pytest.mark.parametrize(
    ("in_settings", "blocks", "count"),
    [
        (28, [factories.overdue(charged_from(31))], 1),
        (30, [factories.overdue(charged_from(31))], 0),
        (28, [factories.overdue(), timings(30)], 1),
        (None, [factories.overdue(charged_from(31), charged_from(61, "Børn"))], 0),
        (30, [factories.overdue(charged_from(31), charged_from(61, "Børn"))], 1),
        (30, [factories.overdue()], 0),
        (None, [timings(30)], 0),
    ],
)
def test_whoever_says_it(site, in_settings, blocks, count):
    factories.fee_settings(site, considered_lost_days=in_settings)
    assert len(told(site, *blocks)) == count


def test_what_changes_together_on_a_day_agrees(site):
    year, after = date(2026, 12, 31), date(2027, 1, 1)
    old = [factories.overdue(charged_from(31), last=year), timings(30, last=year)]
    new = [factories.overdue(charged_from(46), first=after), timings(45, first=after)]
    assert told(site, *old, *new) == []
    [found] = told(site, *old, factories.overdue(charged_from(46), first=after), timings(30, after))
    assert "1. januar 2027" in found.message


def test_former_rates_are_nobodys_matter(site):
    last = date(2025, 12, 31)
    former = [factories.overdue(charged_from(41), last=last), timings(30, last=last)]
    now = [
        factories.overdue(charged_from(31), first=date(2026, 1, 1)),
        timings(30, date(2026, 1, 1)),
    ]
    assert told(site, *former, *now) == []


def test_a_text_is_held_to_the_bands_where_nothing_else_says_it(site):
    page = factories.takster_page(
        site.root_page,
        factories.overdue(charged_from(31)),
        factories.text("Bogen anses for bortkommet efter 45 dage."),
        factories.text("Bogen anses for bortkommet efter 30 dage."),
    )
    found = [each for each in findings(page) if each.code == "contradiction"]
    assert [each.excerpt for each in found] == ["45 dage"]
