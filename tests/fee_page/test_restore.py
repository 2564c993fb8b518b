"""The fee page comes back, however it was lost, and nothing else is published with it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Comment, Locale, Page, PageViewRestriction

from tests import factories
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.fee_page.backups import accept_address
from wagtail_libfees.fee_page.restore import restore_fee_page
from wagtail_libfees.fee_page.restore_plan import Way
from wagtail_libfees.models import FeePageBackup, FeeSettings, fee_page_problems, resolve_fee_page
from wagtail_libfees.pages.models import TaksterPage

pytestmark = pytest.mark.django_db


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


# Work on a page that is not published


def draft_in_the_editor(page, title):
    """What Wagtail's editor does with a page that is not live: its row becomes the draft."""
    draft = fresh(page)
    draft.title, draft.body = title, []
    draft.save()
    draft.save_revision()


@pytest.mark.parametrize("then", [lambda page: None, delete, delete_as_page])
@pytest.mark.parametrize("loss", [unpublish, expire_by_command])
def test_half_done_work_is_not_published_by_bringing_back(loss, then, site, fee_page):
    before = amounts(fee_page)
    loss(fee_page)
    draft_in_the_editor(fee_page, "Halvt færdig")
    then(fresh(fee_page))
    page = fresh(restore_fee_page(site).page)
    assert (page.title, page.live, amounts(page)) == ("Takster", True, before)


def test_half_done_work_stays_a_draft(site, fee_page):
    unpublish(fee_page)
    draft_in_the_editor(fee_page, "Halvt færdig")
    page = fresh(restore_fee_page(site).page)
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().title == "Halvt færdig"
    assert FeePageBackup.objects.get(site=site).title == "Takster"


def test_half_done_work_on_a_page_of_another_type_is_not_published(site):
    page = factories.faq_page(site.root_page, title="Priser")
    page.save_revision().publish()
    factories.fee_settings(site, fee_page=page.page_ptr)
    page = type(page).objects.get(pk=page.pk)
    page.unpublish()
    page.title = "Halvt færdig"
    page.save()
    page.save_revision()
    assert restore_fee_page(site).page.title == "Priser"


def test_an_address_that_was_taken_meanwhile_is_left_to_who_has_it(site, fee_page):
    unpublish(fee_page)
    page = fresh(fee_page)
    page.slug = "gamle-takster"
    page.save()
    factories.takster_page(page.get_parent().specific, slug="takster")
    assert restore_fee_page(site).page.slug == "takster-2"


def test_a_version_that_waits_for_its_day_is_said_to_lock_the_page(site, fee_page):
    unpublish(fee_page)
    page = fresh(fee_page)
    page.go_live_at = timezone.now() + timedelta(days=3)
    page.save_revision().publish()
    with translation.override("en"), pytest.raises(DraftError, match="Cancel the schedule"):
        restore_fee_page(site)


# Several sites


@pytest.fixture
def second():
    return factories.site("andenby.example", default=False)


def test_a_page_of_another_site_is_not_taken_from_it(site, second, fee_page):
    factories.fee_settings(second, fee_page=fee_page.page_ptr)
    with pytest.raises(DraftError):
        restore_fee_page(second)
    assert fresh(fee_page).url_path == fee_page.url_path


def test_a_page_that_never_stood_in_the_site_is_not_taken_into_it(site, second):
    page = factories.takster_page(site.root_page)
    factories.fee_settings(second, fee_page=page.page_ptr)
    with pytest.raises(DraftError):
        restore_fee_page(second)
    assert fresh(page).get_site() == site


def test_a_page_that_the_other_site_has_chosen_meanwhile_stays_there(site, fee_page):
    move_away(fee_page)
    elsewhere = fresh(fee_page).get_site()
    factories.fee_settings(elsewhere, fee_page=fee_page.page_ptr)
    with pytest.raises(DraftError):
        restore_fee_page(site)


def test_a_page_comes_back_to_where_it_stood(site, fee_page):
    former = fee_page.get_parent()
    move_away(fee_page)
    restored = restore_fee_page(site)
    assert restored.way is Way.MOVED
    assert restored.page.get_parent() == former


def test_a_page_comes_back_though_its_address_is_taken(site, fee_page):
    move_away(fee_page)
    factories.takster_page(
        Page.objects.get(title="Om biblioteket").specific, slug="takster", live=False
    )
    assert restore_fee_page(site).page.slug == "takster-2"


# Where no page is chosen


def test_the_page_that_was_chosen_last_is_chosen_again(site, fee_page):
    factories.takster_page(site.root_page, title="Andet")
    factories.fee_settings(site, fee_page=None)
    restored = restore_fee_page(site)
    assert (restored.way, restored.page.pk) == (Way.CHOSEN, fee_page.pk)
    assert fee_page_problems() == []


def test_the_page_that_was_chosen_last_is_published_again(site, fee_page):
    factories.fee_settings(site, fee_page=None)
    unpublish(fee_page)
    restored = restore_fee_page(site)
    assert (restored.way, restored.page.pk) == (Way.PUBLISHED, fee_page.pk)
    assert fee_page_problems() == []


def test_the_only_page_that_serves_is_chosen(site):
    page = factories.takster_page(site.root_page)
    factories.translated(page)
    factories.takster_page(site.root_page, title="Kladde", live=False)
    factories.fee_settings(site)
    restored = restore_fee_page(site)
    assert (restored.way, restored.page.pk) == (Way.CHOSEN, page.pk)


def test_which_of_two_pages_it_is_only_people_know(site):
    for title in ("Takster", "Priser"):
        factories.takster_page(site.root_page, title=title)
    factories.fee_settings(site)
    with pytest.raises(DraftError):
        restore_fee_page(site)
    assert TaksterPage.objects.count() == 2


# What is not as it was


def test_a_page_of_a_language_that_is_gone_does_not_keep_the_other_from_coming_back(site, fee_page):
    english = factories.translated(fee_page)
    factories.fee_settings(site, fee_page=english.page_ptr)
    Page.objects.filter(locale__language_code="en").delete()
    delete(fee_page)
    Locale.objects.get(language_code="en").delete()
    restored = restore_fee_page(site)
    assert (restored.page.title, restored.hindrances) == ("Takster", ())
    assert fee_page_problems() == []


def test_the_only_page_comes_back_though_its_language_is_gone(site):
    factories.locale("en")
    page = factories.takster_page(factories.home_page("Home", code="en"), title="Fees")
    page.locale = factories.locale("en")
    page.save()
    factories.fee_settings(site, fee_page=page.page_ptr)
    Page.objects.filter(locale__language_code="en").delete()
    Locale.objects.get(language_code="en").delete()
    restored = restore_fee_page(site)
    assert (restored.page.title, restored.page.locale) == ("Fees", site.root_page.locale)


def test_what_cannot_be_read_any_more_becomes_a_new_draft(site, fee_page):
    delete(fee_page)
    FeePageBackup.objects.update(content={"pk": 1, "expire_at": "ingen dato", "live": True})
    assert restore_fee_page(site).way is Way.NEW


def test_a_long_address_that_is_taken_is_cut(site):
    slug = "t" * 255
    page = factories.takster_page(site.root_page, slug=slug)
    factories.fee_settings(site, fee_page=page.page_ptr)
    delete(page)
    factories.takster_page(site.root_page, title="Andet", slug=slug, live=False)
    assert restore_fee_page(site).page.slug == "t" * 253 + "-2"


def test_a_page_whose_place_became_private_comes_back_below_the_front_page(site, fee_page):
    factories.restrict(fee_page.get_parent())
    delete(fee_page)
    restored = restore_fee_page(site)
    assert restored.hindrances == ()
    assert restored.page.get_parent().pk == site.root_page_id


def test_what_still_is_wrong_is_said(site, fee_page):
    factories.restrict(site.root_page)
    delete(fee_page)
    [hindrance] = restore_fee_page(site).hindrances
    [problem] = fee_page_problems()
    assert hindrance == problem.message


# The home of the amounts


@pytest.fixture
def english(site, fee_page):
    page = factories.translated(fee_page)
    factories.fee_settings(site, fee_page=page.page_ptr)
    return page


def test_the_home_of_the_amounts_comes_back_and_the_translation_stays_chosen(
    site, fee_page, english
):
    delete(fee_page)
    restored = restore_fee_page(site)
    assert (restored.way, restored.page.title) == (Way.MADE_AGAIN, "Takster")
    assert FeeSettings.objects.get(site=site).fee_page_id == english.pk
    assert fresh(english).source_page.pk == restored.page.pk
    with pytest.raises(DraftError):
        restore_fee_page(site)


def test_the_home_is_still_known_after_the_settings_are_saved(site, fee_page, english):
    delete(fee_page)
    FeeSettings.objects.get(site=site).save()
    assert restore_fee_page(site).page.title == "Takster"


def test_the_home_and_the_translation_come_back_together(site, fee_page, english):
    delete(fee_page)
    delete(english)
    restored = restore_fee_page(site)
    assert (restored.page.title, restored.hindrances) == (english.title, ())
    assert FeeSettings.objects.get(site=site).fee_page_id == restored.page.pk
    assert fresh(restored.page).source_page.title == "Takster"
    assert fee_page_problems() == []
    assert FeePageBackup.objects.count() == 2


# What is kept


def test_both_pages_that_matter_are_kept(site, fee_page, english):
    kept = {each.page_pk for each in FeePageBackup.objects.filter(site=site)}
    assert kept == {fee_page.pk, english.pk}


def test_a_change_of_the_home_is_kept(site, fee_page, english):
    home = fresh(fee_page)
    home.title = "Takster 2027"
    home.save_revision().publish()
    assert FeePageBackup.objects.get(page_pk=home.pk).title == "Takster 2027"


def test_a_page_that_matters_no_more_is_forgotten(site, fee_page, english):
    other = factories.takster_page(site.root_page, title="Andet")
    factories.fee_settings(site, fee_page=other.page_ptr)
    assert FeePageBackup.objects.get(site=site).page_pk == other.pk


def test_a_draft_does_not_take_the_place_of_what_was_published(site, fee_page):
    unpublish(fee_page)
    draft_in_the_editor(fee_page, "Halvt færdig")
    FeeSettings.objects.get(site=site).save()
    assert FeePageBackup.objects.get(site=site).title == "Takster"


def test_what_a_script_changed_is_kept_before_the_page_goes(site, fee_page):
    fee_page.title = "Fra et script"
    fee_page.save()
    delete_as_page(fee_page)
    assert restore_fee_page(site).page.title == "Fra et script"


def test_nothing_is_added_when_the_site_goes_too(site):
    page = factories.takster_page(site.root_page)
    FeeSettings.objects.bulk_create([FeeSettings(site=site, fee_page_id=page.pk)])
    site.root_page.delete()
    assert not FeePageBackup.objects.exists()


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
    factories.fee_settings(site, fee_page_url="https://kommune.example/takster")
    assert fee_page_problems() == []


def test_an_address_does_not_make_up_for_a_deleted_page(site, fee_page):
    factories.fee_settings(site, fee_page_url="https://kommune.example/takster")
    assert fee_page_problems() == []
    delete(fee_page)
    assert [problem.fault for problem in fee_page_problems()] == ["deleted"]
    assert restore_fee_page(site).page.title == "Takster"


def test_an_address_that_somebody_has_accepted_does(site, fee_page):
    factories.fee_settings(site, fee_page_url="https://kommune.example/takster")
    delete(fee_page)
    accept_address(site)
    assert fee_page_problems() == []
    factories.fee_settings(site, fee_page_url="")
    assert [problem.fault for problem in fee_page_problems()] == ["not_chosen"]
    assert restore_fee_page(site).page.title == "Takster"


def test_an_address_in_place_of_a_page_that_is_there_forgets_the_page(site, fee_page):
    factories.fee_settings(site, fee_page=None, fee_page_url="https://kommune.example/takster")
    accept_address(site)
    delete(fee_page)
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
    # The settings with their sites and pages, what is private, which pages are missed, and which
    # translations.
    with django_assert_num_queries(4):
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


# Back means back

DELETIONS = [delete, delete_as_page, delete_parent, delete_by_query]


@pytest.fixture
def linked(site, fee_page):
    """Everything that hangs on the page: versions, a draft, links, a redirect, a translation."""
    from wagtail.contrib.redirects.models import Redirect
    from wagtail_localize.models import StringTranslation, Translation, TranslationSource

    source, _made = TranslationSource.update_or_create_from_instance(fee_page)
    work = Translation.objects.create(source=source, target_locale=factories.locale("en"))
    site.root_page.copy_for_translation(factories.locale("en"))
    fee_page.get_parent().specific.copy_for_translation(factories.locale("en"))
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of_id=segment.string_id,
            locale=work.target_locale,
            context_id=segment.context_id,
            data=f"{segment.string.data} (en)",
            translation_type="manual",
        )
    work.save_target(publish=False)
    work.get_target_instance().get_latest_revision().publish()
    Redirect.objects.create(old_path="/gebyrer", site=site, redirect_page=fee_page)
    link = f'<a linktype="page" id="{fee_page.pk}">Takster</a>'
    faq = factories.faq_page(site.root_page, factories.questions(("Hvor?", f"<p>{link}</p>")))
    draft = fresh(fee_page)
    draft.title = "Takster 2027"
    draft.save_revision()
    return faq


def all_that_hangs_on(page):
    from wagtail.contrib.redirects.models import Redirect
    from wagtail_localize.models import StringTranslation, Translation

    translation_of = Translation.objects.get(source__object_id=page.translation_key)
    return {
        "revisions": set(page.revisions.values_list("pk", "object_str")),
        "draft": page.get_latest_revision_as_object().title,
        "redirects": list(Redirect.objects.values_list("old_path", "redirect_page")),
        "progress": translation_of.get_progress(),
        "strings": StringTranslation.objects.count(),
        "enabled": translation_of.enabled,
        # JSON keeps milliseconds.
        "first": page.first_published_at.replace(microsecond=0),
    }


@pytest.mark.parametrize("loss", DELETIONS)
def test_all_that_hung_on_the_page_is_there_again(loss, site, fee_page, linked, client):
    before = all_that_hangs_on(fresh(fee_page))
    english = fresh(fee_page).get_translation(factories.locale("en"))
    loss(fresh(fee_page))
    restored = restore_fee_page(site)
    assert restored.hindrances == ()
    page = fresh(fee_page)
    after = all_that_hangs_on(page)
    # What was published and the draft are the newest versions, behind those of before.
    assert after["revisions"] >= before["revisions"]
    assert {**after, "revisions": None} == {**before, "revisions": None}
    assert (page.title, page.live, page.has_unpublished_changes) == ("Takster", True, True)
    assert page.url in client.get(linked.url).content.decode()
    assert page.get_translation(factories.locale("en")).pk == english.pk
    assert not any(Page.find_problems())
    old = factories.admin()
    client.force_login(old)
    form = client.get(f"/admin/pages/{english.pk}/edit/").content.decode()
    assert "body-0-value" not in form


def test_a_translation_that_was_deleted_too_is_made_again(site, fee_page, linked):
    page = fresh(fee_page)
    english = page.get_translation(factories.locale("en"))
    words = english.title
    page.delete()
    Page.objects.get(pk=english.pk).specific.delete()
    assert restore_fee_page(site).hindrances == ()
    again = fresh(fee_page).get_translation(factories.locale("en"))
    assert (again.title, again.live) == (words, True)


def test_a_translation_that_cannot_be_made_again_is_named(site, fee_page, linked):
    english = fresh(fee_page).get_translation(factories.locale("en"))
    fresh(fee_page).delete()
    Page.objects.get(pk=english.pk).specific.delete()
    FeePageBackup.objects.filter(page_pk=english.pk).update(model_label="gone.Page")
    [hindrance] = restore_fee_page(site).hindrances
    assert f"”{english.title}”" in hindrance
    assert fresh(fee_page).live
    # The desk goes on telling it, and a second try changes nothing.
    with pytest.raises(DraftError, match="ikke længere læses"):
        restore_fee_page(site)


@pytest.mark.parametrize("loss", [delete, delete_as_page, delete_by_query])
def test_a_translation_alone_comes_back_with_the_work_on_it(loss, site, fee_page, linked, client):
    english = fresh(fee_page).get_translation(factories.locale("en"))
    english.save_revision(user=factories.admin("oversaetter"))
    before = all_that_hangs_on(fresh(fee_page))
    versions = set(english.revisions.values_list("pk", flat=True))
    loss(english)
    [problem] = fee_page_problems()
    assert problem.fault == "translation"
    assert f"”{english.title}” (Engelsk)" in problem.message
    restored = restore_fee_page(site)
    assert (restored.page.pk, restored.hindrances) == (english.pk, ())
    assert (fresh(english).live, amounts(fresh(english))) == (True, amounts(fresh(fee_page)))
    assert set(fresh(english).revisions.values_list("pk", flat=True)) >= versions
    assert all_that_hangs_on(fresh(fee_page)) == before
    assert FeeSettings.objects.get(site=site).fee_page_id == fee_page.pk
    assert fee_page_problems() == []
    assert not any(Page.find_problems())
    client.force_login(factories.admin())
    form = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).content.decode()
    assert "body-0-value" not in form


def unpublish_first(page):
    page.unpublish()
    fresh(page).delete()


def translate_anew(page):
    source = page.source_page
    page.delete()
    fresh(source).copy_for_translation(factories.locale("en")).save_revision().publish()


def choose_another(page):
    page.delete()
    other = factories.takster_page(page.get_site().root_page, title="Andet")
    factories.fee_settings(page.get_site(), fee_page=other.page_ptr)


def lose_the_language(page):
    page.delete()
    Page.objects.filter(locale__language_code="en").delete()
    Locale.objects.get(language_code="en").delete()


@pytest.mark.parametrize(
    "way", [unpublish_first, translate_anew, choose_another, lose_the_language]
)
def test_a_translation_that_nobody_misses_is_not_told(way, site, fee_page, linked):
    way(fresh(fresh(fee_page).get_translation(factories.locale("en"))))
    assert fee_page_problems() == []


def test_a_translation_whose_place_is_gone_stays_in_its_language(site, fee_page, linked):
    english = fresh(fee_page).get_translation(factories.locale("en"))
    english.get_parent().delete()
    page = restore_fee_page(site).page
    assert page.get_parent().pk == site.root_page.get_translation(factories.locale("en")).pk
    assert page.pk == english.pk


def test_comments_and_the_owner_come_back(site, fee_page):
    boss = factories.admin("ejer")
    TaksterPage.objects.filter(pk=fee_page.pk).update(owner=boss)
    page = fresh(fee_page)
    comment = Comment.objects.create(page=page, user=boss, text="Husk børn", contentpath="intro")
    comment.replies.create(user=boss, text="Ja")
    comment.save()
    page.save_revision().publish()
    delete(fresh(fee_page))
    restore_fee_page(site, factories.admin())
    page = fresh(fee_page)
    assert page.owner == boss
    [comment] = Comment.objects.filter(page=page)
    assert (comment.text, [reply.text for reply in comment.replies.all()]) == ("Husk børn", ["Ja"])


def test_an_address_that_is_taken_is_said_before_the_button(site, fee_page, client):
    parent = fee_page.get_parent().specific
    delete(fee_page)
    url = f"/admin/libfees/fee-page/{site.pk}/restore/"
    client.force_login(factories.admin())
    assert "ny adresse" not in client.get(url).content.decode()
    factories.takster_page(parent, title="Andet", slug="takster", live=False)
    assert "ny adresse" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        ([], ["A", "Takster", "B"]),
        (["A"], ["Takster", "B"]),
        (["B"], ["A", "Takster"]),
        (["A", "B"], ["Takster"]),
    ],
)
def test_it_comes_back_to_its_place_among_its_siblings(gone, expected, site, client):
    parent = factories.home_page_below(site.root_page, "Om biblioteket")
    siblings = {"A": factories.home_page_below(parent, "A")}
    page = factories.takster_page(Page.objects.get(pk=parent.pk))
    page.save_revision().publish()
    factories.fee_settings(site, fee_page=page.page_ptr)
    siblings["B"] = factories.home_page_below(Page.objects.get(pk=parent.pk), "B")
    fresh(page).delete()
    for name in gone:
        Page.objects.get(pk=siblings[name].pk).delete()
    client.force_login(factories.admin())
    told = client.get(reverse("libfees_restore_fee_page", args=[site.pk])).content.decode()
    assert ("kommer tilbage som den sidste side under ”Om biblioteket”" in told) is (len(gone) == 2)
    restore_fee_page(site)
    children = Page.objects.get(pk=parent.pk).get_children()
    assert [child.title for child in children] == expected
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_does_not_come_back_is_said_before_the_button(site, fee_page, client):
    factories.takster_page(fee_page, title="Gamle takster")
    page = fresh(fee_page)
    page.go_live_at = timezone.now() + timedelta(days=3)
    page.save_revision().publish()
    delete(fresh(fee_page))
    client.force_login(factories.admin())
    with translation.override("en"):
        said = client.get(f"/admin/libfees/fee-page/{site.pk}/restore/").content.decode()
    assert "Gamle takster" in said
    restore_fee_page(site)
    assert fresh(fee_page).live
    assert not TaksterPage.objects.filter(title="Gamle takster").exists()


def test_who_signed_and_is_gone_does_not_keep_a_version_from_coming_back(site, fee_page):
    author = factories.admin("forfatter")
    draft = fresh(fee_page)
    draft.title = "Takster 2027"
    draft.save_revision(user=author)
    delete(fresh(fee_page))
    author.delete()
    restore_fee_page(site)
    assert fresh(fee_page).get_latest_revision_as_object().title == "Takster 2027"


@pytest.mark.parametrize(
    "broken",
    [
        {"model": "gone.thing", "pk": 1, "fields": {}},
        {"model": "wagtailcore.revision", "pk": 10**6, "fields": {"content_type": 10**6}},
        {"model": "wagtailcore.revision", "pk": 10**6, "fields": {"created_at": "ingen dag"}},
    ],
)
def test_a_row_that_cannot_be_put_back_does_not_keep_the_page_away(broken, site, fee_page):
    delete(fee_page)
    kept = FeePageBackup.objects.get(site=site)
    kept.deleted["rows"].append(broken)
    kept.deleted["links"].append({"model": "gone.Thing", "pk": 1, "field": "page"})
    kept.save()
    assert restore_fee_page(site).page.pk == fee_page.pk


def test_a_key_that_another_page_has_is_left_to_it(site, fee_page):
    delete(fee_page)
    other = factories.takster_page(site.root_page, title="Andet")
    kept = FeePageBackup.objects.get(site=site)
    kept.content["pk"] = other.pk
    kept.save()
    page = fresh(restore_fee_page(site).page)
    assert page.pk != other.pk
    assert (page.title, page.live) == ("Takster", True)
    assert fresh(other).title == "Andet"


def test_what_is_kept_of_a_deleted_page_goes_when_the_page_is_back(site, fee_page):
    delete(fee_page)
    assert FeePageBackup.objects.get(site=site).deleted["rows"]
    restore_fee_page(site)
    assert FeePageBackup.objects.get(site=site).deleted == {}
