"""Next year's rates as a copy in the draft."""

from datetime import date

import pytest

from tests import factories
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.next_year import copy_rates
from wagtail_libfees.rates import in_force

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def page():
    """A fee page with rates of two kinds and a text."""
    site = factories.site()
    return factories.takster_page(
        site.root_page, factories.overdue(), factories.other_fees(("Kort", 20)), factories.text()
    )


def draft_body(page):
    """The stream of the latest draft."""
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object().body


def ids(raw):
    """Every id in stored stream data."""
    if isinstance(raw, list):
        return [found for item in raw for found in ids(item)]
    if isinstance(raw, dict):
        own = [raw["id"]] if {"id", "type"} <= raw.keys() else []
        return own + [found for value in raw.values() for found in ids(value)]
    return []


def test_copy_is_in_force_from_new_year_with_the_old_amounts(page):
    before = rate_card(page.body)
    assert len(copy_rates(page, date(2027, 1, 1))) == 2
    card = rate_card(draft_body(page))
    assert card.as_of(date(2026, 12, 31)) == before
    (new,) = in_force(card.overdue, date(2027, 1, 1))
    assert new.validity.valid_from == date(2027, 1, 1)
    assert new.groups == before.overdue[0].groups


def test_copy_is_a_draft_only(page):
    copy_rates(page, date(2027, 1, 1))
    page.refresh_from_db()
    assert rate_card(page.body).overdue == rate_card(page.specific.body).overdue
    assert len(page.body) == 3
    assert page.has_unpublished_changes


def test_copies_have_ids_of_their_own(page):
    copy_rates(page, date(2027, 1, 1))
    found = ids(list(draft_body(page).get_prep_value()))
    assert len(found) == len(set(found))


def test_text_is_not_copied(page):
    copy_rates(page, date(2027, 1, 1))
    assert [child.block_type for child in draft_body(page)].count("text") == 1


def test_year_is_copied_once(page):
    copy_rates(page, date(2027, 1, 1))
    with pytest.raises(DraftError, match="2027"):
        copy_rates(page, date(2027, 1, 1))


def test_page_without_rates_has_nothing_to_copy():
    site = factories.site()
    page = factories.takster_page(site.root_page, factories.text())
    with pytest.raises(DraftError):
        copy_rates(page, date(2027, 1, 1))


def test_adoption_of_the_old_rates_is_not_claimed_for_the_new(page):
    raw = list(page.body.get_prep_value())
    raw[0]["value"].update(adopted_by="Byrådet", adopted_on="2025-10-01")
    page.body = page.body.stream_block.to_python(raw)
    page.save_revision().publish()
    copy_rates(page, date(2027, 1, 1))
    new = draft_body(page)[1].value
    assert new["adopted_by"] == ""
    assert new["adopted_on"] is None


def test_translation_has_no_rates_to_copy(page):
    english = factories.translated(page)
    before = english.revisions.count()
    with pytest.raises(DraftError, match=page.title):
        copy_rates(english, date(2027, 1, 1))
    assert english.revisions.count() == before
