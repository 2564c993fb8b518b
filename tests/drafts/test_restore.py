"""The fee page comes back, however it was lost, and nothing else is published with it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from tests import factories
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.restore import Way, restore_fee_page
from wagtail_libfees.models import FeePageBackup, FeeSettings, fee_page_problems, resolve_fee_page
from wagtail_libfees.pages.models import TaksterPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return factories.site()


@pytest.fixture
def fee_page(site):
    parent = factories.home_page_below(site.root_page, "Om biblioteket")
    page = factories.takster_page(parent, title="Takster", slug="takster")
    page.save_revision().publish()
    factories.fee_settings(site, fee_page=page.page_ptr)
    return fresh(page)


def fresh(page):
    return TaksterPage.objects.get(pk=page.pk)


def amounts(page):
    [group] = page.rate_card.overdue[0].groups
    return [band.amount for band in group.bands]


def unpublish(page):
    page.unpublish()


def expire(page):
    TaksterPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(days=1))


def expire_by_command(page):
    expire(page)
    fresh(page).unpublish(set_expired=True)


def move_away(page):
    page.move(factories.site("andenby.example", default=False).root_page, "last-child")


def delete(page):
    page.delete()


def delete_as_page(page):
    Page.objects.get(pk=page.pk).delete()


def delete_parent(page):
    page.get_parent().delete()


def delete_by_query(page):
    Page.objects.filter(pk=page.pk).delete()


LOSSES = [
    unpublish,
    expire,
    expire_by_command,
    move_away,
    delete,
    delete_as_page,
    delete_parent,
    delete_by_query,
]


@pytest.mark.parametrize("loss", LOSSES)
def test_what_was_lost_is_told_and_comes_back_as_it_was(loss, site, fee_page):
    before = amounts(fee_page)
    loss(fee_page)
    [problem] = fee_page_problems()
    assert site.site_name in problem.message
    restored = restore_fee_page(site)
    assert restored.hindrances == ()
    assert fee_page_problems() == []
    page = FeeSettings.objects.get(site=site).fee_page.specific
    assert page.pk == restored.page.pk
    assert (page.title, page.slug, amounts(page)) == ("Takster", "takster", before)
    assert resolve_fee_page(site).page.pk == page.pk


@pytest.mark.parametrize("loss", LOSSES)
def test_bringing_back_twice_is_refused_and_makes_no_second_page(loss, site, fee_page):
    loss(fee_page)
    restore_fee_page(site)
    with pytest.raises(DraftError):
        restore_fee_page(site)
    assert TaksterPage.objects.count() == 1


def test_a_page_in_its_place_is_left_alone(site, fee_page):
    with pytest.raises(DraftError):
        restore_fee_page(site)
    assert fresh(fee_page).latest_revision_id == fee_page.latest_revision_id


def test_a_newer_draft_is_not_published_and_not_lost(site, fee_page):
    fee_page.title = "Nye takster"
    fee_page.save_revision()
    fresh(fee_page).unpublish()
    restored = restore_fee_page(site)
    assert restored.page.title == "Takster"
    assert restored.page.live
    draft = restored.page.get_latest_revision_as_object()
    assert draft.title == "Nye takster"


def test_a_page_that_was_never_published_is_published_as_its_draft(site):
    page = factories.takster_page(site.root_page, title="Udkast", live=False)
    page.title = "Takster"
    page.save_revision()
    factories.fee_settings(site, fee_page=page.page_ptr)
    assert restore_fee_page(site).page.title == "Takster"


@pytest.mark.parametrize("loss", [unpublish, delete])
def test_what_may_not_be_published_stays_a_draft_and_says_why(loss, site):
    page = factories.takster_page(
        site.root_page, factories.text(f"Ring {factories.PLACEHOLDER}."), title="Takster"
    )
    factories.fee_settings(site, fee_page=page.page_ptr)
    loss(page)
    restored = restore_fee_page(site)
    assert "indsæt telefonnummer" in restored.hindrances[0]
    assert not fresh(restored.page).live
    assert FeeSettings.objects.get(site=site).fee_page_id == restored.page.pk


def test_a_private_page_is_not_made_public_by_a_button(site, fee_page):
    PageViewRestriction.objects.create(page=fee_page.get_parent(), restriction_type="login")
    with pytest.raises(DraftError):
        restore_fee_page(site)
    assert PageViewRestriction.objects.exists()


def test_the_address_is_changed_if_someone_has_taken_it(site, fee_page):
    parent = fee_page.get_parent().specific
    delete(fee_page)
    factories.takster_page(parent, title="Andet", slug="takster")
    assert restore_fee_page(site).page.slug == "takster-2"


def test_what_was_published_last_comes_back_and_not_an_older_version(site, fee_page):
    fee_page.title = "Takster 2027"
    fee_page.save_revision().publish()
    fee_page.title = "Kun en kladde"
    fee_page.save_revision()
    delete_as_page(fee_page)
    assert restore_fee_page(site).page.title == "Takster 2027"


def test_a_translation_finds_its_source_again(site, fee_page):
    english = factories.translated(fee_page)
    delete(fee_page)
    restored = restore_fee_page(site).page
    assert fresh(english).source_page.pk == restored.pk


def test_a_taken_place_among_the_translations_is_left_to_who_has_it(site, fee_page):
    key = fee_page.translation_key
    delete(fee_page)
    factories.takster_page(site.root_page, title="Andet", translation_key=key)
    assert restore_fee_page(site).page.translation_key != key


def test_a_page_of_a_type_that_is_gone_becomes_a_new_draft(site, fee_page):
    delete(fee_page)
    FeePageBackup.objects.update(model_label="gone.Page")
    restored = restore_fee_page(site)
    assert restored.way is Way.NEW
    assert not restored.page.live


def test_without_any_earlier_version_a_new_draft_is_chosen(site):
    factories.fee_settings(site)
    restored = restore_fee_page(site)
    assert restored.way is Way.NEW
    assert FeeSettings.objects.get(site=site).fee_page_id == restored.page.pk


def test_each_site_gets_its_own_page_back(site, fee_page):
    second = factories.site("andenby.example", default=False)
    other = factories.takster_page(second.root_page, title="Priser")
    factories.fee_settings(second, fee_page=other.page_ptr)
    delete(fee_page)
    delete_as_page(other)
    assert restore_fee_page(second).page.title == "Priser"
    assert restore_fee_page(site).page.title == "Takster"
    assert {p.get_site().pk for p in TaksterPage.objects.all()} == {site.pk, second.pk}


@pytest.mark.parametrize("loss", LOSSES)
def test_who_may_not_is_refused_and_nothing_changes(loss, site, fee_page):
    loss(fee_page)
    user = factories.staff("gaest")
    with pytest.raises(DraftError):
        restore_fee_page(site, user)
    assert len(fee_page_problems()) == 1


# What is kept


def test_only_fee_pages_are_kept(site):
    factories.takster_page(site.root_page).save_revision().publish()
    assert not FeePageBackup.objects.exists()


def test_a_page_chosen_later_is_kept_at_once(site):
    page = factories.takster_page(site.root_page)
    factories.fee_settings(site, fee_page=page.page_ptr)
    assert FeePageBackup.objects.get(site=site).page_pk == page.pk


def test_deleting_a_site_deletes_what_was_kept_for_it(site, fee_page):
    site.delete()
    assert not FeePageBackup.objects.exists()


# What counts as a problem


def test_a_site_without_settings_has_no_problem(site):
    assert fee_page_problems() == []


def test_an_address_instead_of_a_page_is_no_problem(site):
    factories.fee_settings(site, fee_page_url="/takster")
    assert fee_page_problems() == []


def test_an_unpublished_home_of_the_amounts_is_a_problem_of_the_translation(site, fee_page):
    english = factories.translated(fee_page)
    factories.fee_settings(site, fee_page=english.page_ptr)
    unpublish(fee_page)
    [problem] = fee_page_problems()
    assert problem.page.pk == fee_page.pk


def test_many_sites_cost_no_more_queries_than_one(site, fee_page, django_assert_num_queries):
    for number in range(12):
        other = factories.site(f"by{number}.example", default=False)
        page = factories.takster_page(other.root_page)
        factories.fee_settings(other, fee_page=page.page_ptr)
    fee_page_problems()
    # The settings with their sites and pages, and what is private.
    with django_assert_num_queries(2):
        assert fee_page_problems() == []


def test_what_lies_below_a_private_page_is_private_among_many_sites(site, fee_page):
    PageViewRestriction.objects.create(page=fee_page.get_parent(), restriction_type="login")
    assert [problem.fault for problem in fee_page_problems()] == ["restricted"]


def test_users_are_told_of_their_own_sites_only(site, fee_page):
    unpublish(fee_page)
    assert fee_page_problems(factories.staff("gaest")) == []
    assert len(fee_page_problems(factories.admin())) == 1


@pytest.mark.parametrize("live", [True, False])
def test_an_alias_is_a_problem_that_only_people_can_mend(site, fee_page, live):
    alias = fee_page.create_alias(parent=site.root_page, update_slug="kopi")
    if not live:
        alias.unpublish()
    factories.fee_settings(site, fee_page=alias.page_ptr)
    assert [problem.fault for problem in fee_page_problems()] == ["alias"]
    with pytest.raises(DraftError, match="alias"):
        restore_fee_page(site)
    assert FeeSettings.objects.get(site=site).fee_page_id == alias.pk


@pytest.mark.parametrize(
    ("lose", "fault"),
    [
        (lambda page: None, []),
        (lambda page: page.unpublish(), ["draft"]),
        (lambda page: page.unpublish(set_expired=True), ["expired"]),
        (factories.restrict, ["restricted"]),
    ],
    ids=["public", "unpublished", "expired", "private"],
)
def test_a_page_of_another_type_is_a_problem_only_when_borrowers_cannot_read_it(site, lose, fault):
    page = factories.faq_page(site.root_page, title="Priser")
    factories.fee_settings(site, fee_page=page.page_ptr)
    lose(page)
    assert [problem.fault for problem in fee_page_problems()] == fault


def test_an_unpublished_page_of_another_type_is_published_again(site):
    page = factories.faq_page(site.root_page, title="Priser")
    factories.fee_settings(site, fee_page=page.page_ptr)
    page.unpublish()
    assert restore_fee_page(site).hindrances == ()
    assert fee_page_problems() == []


def test_an_unpublished_alias_of_another_type_is_left_to_people(site):
    page = factories.faq_page(site.root_page, title="Priser")
    alias = page.create_alias(parent=site.root_page, update_slug="kopi")
    alias.unpublish()
    factories.fee_settings(site, fee_page=alias.page_ptr)
    with pytest.raises(DraftError, match="alias"):
        restore_fee_page(site)
