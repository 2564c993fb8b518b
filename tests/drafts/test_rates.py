from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from hypothesis import HealthCheck, given, settings
from wagtail.models import GroupPagePermission, Locale, ModelLogEntry, PageLogEntry, Revision

from tests.rate_pages import CARD, NEXT_YEAR, OLD, fresh, make_fee_page, make_site, with_threshold
from tests.rates.factories import CHILDREN, between, group, overdue
from tests.rates.strategies import cards
from wagtail_libfees.blocks.keys import key_of
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.blocks.stored_blocks import storable
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.rates import VersionAction, fee_page_of, plan_rates, write_rates
from wagtail_libfees.editorial.publishing import PublishRefusedError
from wagtail_libfees.rates import (
    Exclusion,
    RateCard,
    ReplacementPrice,
    ReplacementPrices,
    export_csv,
    import_csv,
    rate_changes,
)

pytestmark = pytest.mark.django_db

TEXT = {"type": "text", "value": {"heading": "Godt at vide", "text": "<p>Hej</p>"}, "id": "text"}
CONTACT = {"type": "contact", "value": {}, "id": "contact"}


@pytest.fixture
def site():
    return make_site()


@pytest.fixture
def takster(site):
    return make_fee_page(site, more=(TEXT, CONTACT))


def draft_of(page):
    """The body of the latest draft."""
    return fresh(page).get_latest_revision_as_object().body


def actions(plan):
    """What happens to the versions, in the plan's order, without those that stay."""
    return [(v.kind, v.action.value) for v in plan.versions if v.action is not VersionAction.KEPT]


def test_the_rates_become_a_draft_and_nothing_is_published(takster):
    plan = write_rates(takster, with_threshold(300))
    assert rate_card(draft_of(takster)) == with_threshold(300)
    assert fresh(takster).rate_card == CARD
    assert fresh(takster).has_unpublished_changes
    assert actions(plan) == [("exclusions", "changed")]


def test_writing_the_same_again_makes_no_revision(takster):
    before = Revision.objects.count(), PageLogEntry.objects.count(), ModelLogEntry.objects.count()
    plan = write_rates(takster, CARD)
    assert not plan.changes_anything
    after = Revision.objects.count(), PageLogEntry.objects.count(), ModelLogEntry.objects.count()
    assert after == before
    write_rates(takster, with_threshold(300))
    revisions = Revision.objects.count()
    write_rates(takster, with_threshold(300))
    assert Revision.objects.count() == revisions


def test_text_payment_and_contact_stay_where_they_are(takster):
    before = [dict(raw) for raw in takster.body.get_prep_value()]
    write_rates(takster, with_threshold(300))
    after = list(draft_of(takster).get_prep_value())
    assert [raw["id"] for raw in after] == [raw["id"] for raw in before]
    assert [raw["value"] for raw in after[-2:]] == [raw["value"] for raw in before[-2:]]


def test_versions_that_stay_are_stored_as_they_were(takster):
    coming = overdue(group((1, None, 99)), CHILDREN, start="2028-01-01")
    card = replace(CARD, overdue=(*CARD.overdue, coming))
    before = {raw["id"]: raw["value"] for raw in takster.body.get_prep_value()}
    plan = write_rates(takster, card)
    after = list(draft_of(takster))
    new = [child for child in after if child.id not in before]
    assert [child.value.to_rates() for child in new] == [coming]
    stored = {raw["id"]: raw["value"] for raw in draft_of(takster).get_prep_value()}
    assert {block_id: stored[block_id] for block_id in before} == before
    assert stored.keys() - before.keys() == {new[0].id}
    # The new version stands behind the others of its kind.
    assert after.index(new[0]) == 2
    assert actions(plan) == [("overdue", "added")]


def test_a_new_year_stands_under_the_heading_of_the_old_one(takster):
    takster.body[0].value["heading"] = takster.body[1].value["heading"] = "Gebyrer"
    takster.save_revision(clean=False)
    coming = overdue(CHILDREN, start="2028-01-01")
    write_rates(takster, RateCard(overdue=(OLD, NEXT_YEAR, coming)))
    assert [draft_of(takster)[i].value["heading"] for i in range(3)] == ["Gebyrer"] * 3


def test_a_new_year_continues_the_old_one(takster):
    exported = import_csv(export_csv(takster.rate_card))
    (_, was) = exported.overdue
    renamed = replace(was.groups[0], group=replace(was.groups[0].group, label="Alle voksne"))
    new = replace(was, groups=(renamed, *was.groups[1:]), validity=between("2028-01-01", None))
    write_rates(takster, replace(exported, overdue=(*exported.overdue, new)))
    before, after = draft_of(takster)[1], draft_of(takster)[2]
    assert key_of(after.id) == key_of(before.id)
    assert after.id != before.id
    keys = [
        [key_of(item.id) for item in each.value["groups"].bound_blocks] for each in (before, after)
    ]
    assert keys[0] == keys[1]
    card = rate_card(draft_of(takster))
    assert rate_changes(card.as_of(date(2027, 12, 31)), card.as_of(date(2028, 1, 1))) == ()


def test_a_changed_version_keeps_its_block_and_what_is_the_same_in_it(takster):
    young = group((1, None, 5), label="Unge", ages=(None, 17))
    changed = replace(NEXT_YEAR, groups=(NEXT_YEAR.groups[0], young))
    before = takster.body[1]
    write_rates(takster, replace(CARD, overdue=(OLD, changed)))
    after = draft_of(takster)[1]
    assert after.id == before.id
    ids = [[item.id for item in child.value["groups"].bound_blocks] for child in (before, after)]
    assert ids[1][0] == ids[0][0]
    assert ids[1][1] != ids[0][1]


def test_versions_that_the_card_no_longer_has_go(takster):
    plan = write_rates(takster, replace(CARD, overdue=(NEXT_YEAR,)))
    assert draft_of(takster)[0].value.to_rates() == NEXT_YEAR
    assert actions(plan) == [("overdue", "removed")]


def test_kinds_that_the_card_does_not_mention_stay(takster):
    write_rates(takster, RateCard(exclusions=(Exclusion(Decimal(1)),)))
    assert rate_card(draft_of(takster)) == replace(CARD, exclusions=(Exclusion(Decimal(1)),))


def test_an_empty_card_changes_nothing(takster):
    assert not write_rates(takster, RateCard()).changes_anything


def test_another_order_of_the_versions_is_a_change(takster):
    card = replace(CARD, overdue=(NEXT_YEAR, OLD))
    assert write_rates(takster, card).changes_anything
    assert rate_card(draft_of(takster)) == card


def test_rates_come_after_the_rates_and_before_the_text(site):
    takster = make_fee_page(site, RateCard(overdue=(OLD,)), more=(TEXT,))
    write_rates(takster, RateCard(replacements=(ReplacementPrices((ReplacementPrice("Bog"),)),)))
    types = [child.block_type for child in draft_of(takster)]
    assert types == ["overdue_fees", "replacement_prices", "text"]


def test_a_page_without_rates_gets_them_above_its_text(site):
    takster = make_fee_page(site, RateCard(), more=(TEXT,))
    write_rates(takster, CARD)
    assert rate_card(draft_of(takster)) == CARD
    assert draft_of(takster)[7].id == "text"


def test_what_an_editor_has_drafted_is_the_ground(takster):
    draft = takster.get_latest_revision_as_object()
    draft.title = "Takster og gebyrer"
    draft.save_revision(clean=False)
    write_rates(takster, with_threshold(300))
    assert fresh(takster).get_latest_revision_as_object().title == "Takster og gebyrer"


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(cards, cards)
def test_the_draft_says_what_the_card_says(takster, first: RateCard, second: RateCard) -> None:
    for card in (first, second):
        before = rate_card(draft_of(takster))
        write_rates(takster, card)
        kinds = {kind: versions or getattr(before, kind) for kind, versions in card.kinds()}
        assert rate_card(draft_of(takster)) == storable(RateCard(**kinds))
        assert not plan_rates(fresh(takster), card).changes_anything


def test_planning_writes_nothing(takster):
    before = Revision.objects.count()
    assert plan_rates(takster, with_threshold(300)).changes_anything
    assert Revision.objects.count() == before


def test_broken_rates_become_a_draft_that_cannot_be_published(takster):
    write_rates(takster, RateCard(overdue=(overdue(group((1, 7, 20), (5, None, 10))),)))
    with pytest.raises(PublishRefusedError):
        fresh(takster).get_latest_revision().publish()
    assert fresh(takster).rate_card == CARD


def make_user(name, *, page=None):
    """A user who may edit `page` and nothing else."""
    user = get_user_model().objects.create_user(name, password="x")
    if page is not None:
        editors = Group.objects.create(name=name)
        GroupPagePermission.objects.create(
            group=editors, page=page.page_ptr, permission_type="change"
        )
        user.groups.add(editors)
    return user


def test_a_user_without_permission_is_refused_and_nothing_changes(takster):
    stranger = make_user("fremmed", page=make_fee_page(make_site("andeby.example")))
    before = Revision.objects.count()
    with pytest.raises(DraftError, match="fremmed"):
        write_rates(takster, with_threshold(300), stranger)
    assert Revision.objects.count() == before


def test_an_editor_signs_the_revision(takster):
    editor = make_user("redaktør", page=takster)
    write_rates(takster, with_threshold(300), editor)
    assert fresh(takster).latest_revision.user == editor
    assert PageLogEntry.objects.filter(user=editor, action="wagtail.edit").count() == 1


def test_a_locked_page_is_left_alone_but_for_the_one_who_locked_it(takster):
    editor = make_user("redaktør", page=takster)
    takster.locked, takster.locked_by = True, editor
    takster.save()
    for user in (None, get_user_model().objects.create_superuser("chef", password="x")):
        with pytest.raises(DraftError, match=takster.title):
            write_rates(takster, with_threshold(300), user)
    assert write_rates(takster, with_threshold(300), editor).changes_anything


def test_a_translation_has_no_rates_to_write(takster, site):
    english = Locale.objects.get_or_create(language_code="en")[0]
    site.root_page.copy_for_translation(english)
    copy = fresh(takster).copy_for_translation(english)
    with pytest.raises(DraftError, match="Takster"):
        write_rates(copy, CARD)
    assert fee_page_of(site).pk == takster.pk


@pytest.mark.parametrize("start", [None, "2027-01-01"])
def test_two_versions_of_the_same_day_are_told_apart(site, start):
    one, two = (Exclusion(Decimal(n), validity=between(start)) for n in (100, 200))
    takster = make_fee_page(site, RateCard(exclusions=(one, two)))
    three = replace(two, amount=Decimal(300))
    plan = write_rates(takster, RateCard(exclusions=(one, three)))
    assert [v.action.value for v in plan.versions] == ["kept", "changed"]
    assert [v.old for v in plan.versions] == [one, two]
