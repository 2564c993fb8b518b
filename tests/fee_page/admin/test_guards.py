"""No way of losing the fee page goes without a question, and none answers with a fault."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import (
    GroupApprovalTask,
    GroupSitePermission,
    Page,
    PageViewRestriction,
    WorkflowTask,
)
from wagtail.users.models import UserProfile

from tests import factories
from tests.fee_page.admin.ways import (
    ALONE,
    SUCCESSOR,
    WAYS,
    approve,
    asked_about_alias,
    bulk,
    chosen,
    expiring,
    start_workflow,
    state,
)
from wagtail_libfees.admin.desk.lines import desk_lines
from wagtail_libfees.fee_page.faults import page_fault
from wagtail_libfees.models import FeeSettings, fee_page_problems

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("workflow", [True, False], ids=["workflow", "plain"])
@pytest.mark.parametrize("way", WAYS)
def test_each_way_asks_first_and_does_nothing(
    way, workflow, editor, site, folder, fee_page, other, elsewhere
):
    if workflow:
        start_workflow(folder, fee_page)
    address, data = WAYS[way](fee_page, folder, elsewhere)
    before = state(fee_page)
    response = editor.post(address, data)
    assert response.status_code == 200
    text = response.content.decode()
    assert "Takster" in text
    assert "libfees_guard" in text
    assert site.site_name in text
    assert state(fee_page) == before
    assert chosen(site).pk == fee_page.pk


@pytest.mark.parametrize("workflow", [True, False], ids=["workflow", "plain"])
@pytest.mark.parametrize("way", WAYS)
def test_with_a_successor_it_happens_and_the_site_has_a_fee_page(
    way, workflow, editor, site, folder, fee_page, other, elsewhere
):
    if workflow:
        start_workflow(folder, fee_page)
    address, data = WAYS[way](fee_page, folder, elsewhere)
    before = state(fee_page)
    named = {f"libfees-site_{site.pk}": other.pk}
    response = editor.post(address, {**data, **SUCCESSOR, **named})
    assert response.status_code in (200, 302)
    assert state(fee_page) != before
    assert chosen(site).pk == other.pk


@pytest.mark.parametrize("workflow", [True, False], ids=["workflow", "plain"])
@pytest.mark.parametrize("way", WAYS)
def test_confirmed_it_happens_without_a_successor(
    way, workflow, editor, site, folder, fee_page, other, elsewhere
):
    if workflow:
        start_workflow(folder, fee_page)
    address, data = WAYS[way](fee_page, folder, elsewhere)
    before = state(fee_page)
    response = editor.post(address, {**data, **ALONE})
    assert response.status_code in (200, 302)
    assert state(fee_page) != before
    assert chosen(site) is None or chosen(site).pk == fee_page.pk


@pytest.mark.parametrize("way", WAYS)
def test_a_successor_that_goes_too_is_refused(way, editor, site, folder, fee_page, elsewhere):
    address, data = WAYS[way](fee_page, folder, elsewhere)
    before = state(fee_page)
    named = {f"libfees-site_{site.pk}": fee_page.pk}
    response = editor.post(address, {**data, **SUCCESSOR, **named})
    assert response.status_code == 200
    assert "libfees_guard" in response.content.decode()
    assert state(fee_page) == before


@pytest.mark.parametrize("way", WAYS)
def test_a_page_that_nobody_depends_on_is_not_asked_about(
    way, editor, site, folder, fee_page, other, elsewhere
):
    factories.fee_settings(site, fee_page=other.page_ptr)
    address, data = WAYS[way](fee_page, folder, elsewhere)
    before = state(fee_page)
    response = editor.post(address, data)
    assert "libfees_guard" not in response.content.decode()
    assert state(fee_page) != before
    assert chosen(site).pk == other.pk


def test_the_question_keeps_what_was_sent(editor, site, folder, fee_page, other):
    address, data = WAYS["unpublish parent"](fee_page, folder, None)
    text = editor.post(address, {**data, "next": "/admin/"}).content.decode()
    assert '<input type="hidden" name="include_descendants" value="on">' in text
    assert '<input type="hidden" name="next" value="/admin/">' in text
    assert "csrfmiddlewaretoken" in text
    assert f'<option value="{other.pk}">' in text


def test_moving_within_the_site_is_not_asked_about(editor, site, fee_page):
    url = reverse("wagtailadmin_pages:move_confirm", args=[fee_page.pk, site.root_page.pk])
    assert editor.post(url).status_code == 302
    assert Page.objects.get(pk=fee_page.pk).get_parent().pk == site.root_page.pk


def test_unpublishing_the_parent_alone_is_not_asked_about(editor, folder, fee_page):
    assert editor.post(reverse("wagtailadmin_pages:unpublish", args=[folder.pk])).status_code == 302


def test_saving_a_draft_with_an_end_is_not_asked_about(editor, fee_page):
    data = expiring(fee_page)
    del data["action-publish"]
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[fee_page.pk]), data)
    assert response.status_code == 302


@pytest.mark.parametrize("button", ["action-submit", "action-publish"])
def test_submitting_a_draft_with_an_end_asks(button, editor, folder, fee_page, other):
    data = expiring(fee_page)
    del data["action-publish"]
    address = reverse("wagtailadmin_pages:edit", args=[fee_page.pk])
    assert "libfees_guard" in editor.post(address, {**data, button: "1"}).content.decode()


def test_publishing_in_bulk_a_draft_with_an_end_asks(editor, fee_page, other):
    fee_page.expire_at = timezone.now() + timedelta(days=3)
    fee_page.save_revision()
    response = editor.post(bulk("publish", fee_page))
    assert "libfees_guard" in response.content.decode()
    assert editor.post(bulk("publish", fee_page), ALONE).status_code == 302
    assert Page.objects.get(pk=fee_page.pk).expire_at is not None


@pytest.mark.parametrize("text", ["i morgen", "", "2027-99-99 10:00", "\x00"])
def test_nonsense_as_an_end_is_left_to_the_form(text, editor, fee_page):
    data = {**expiring(fee_page), "expire_at": text}
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[fee_page.pk]), data)
    assert response.status_code in (200, 302)
    assert "libfees_guard" not in response.content.decode()


def test_the_page_that_links_to_it_is_named(editor, site, fee_page, other):
    link = f'<a linktype="page" id="{fee_page.pk}">taksterne</a>'
    faq = factories.faq_page(
        site.root_page, factories.questions(("Hvad koster det?", f"<p>Se {link}.</p>"))
    )
    faq.save_revision().publish()
    text = editor.post(reverse("wagtailadmin_pages:delete", args=[fee_page.pk])).content.decode()
    assert "Om betaling" in text


@pytest.mark.parametrize(("fact", "named"), [("{max_fee_adult}", True), ("{portal}", False)])
def test_pages_whose_texts_take_amounts_from_it_are_named(editor, site, fee_page, fact, named):
    question = factories.questions(("Hvad koster det?", f"<p>Op til {fact}.</p>"))
    factories.faq_page(site.root_page, question, title="Spørgsmål om priser")
    text = editor.post(reverse("wagtailadmin_pages:delete", args=[fee_page.pk])).content.decode()
    assert ("Spørgsmål om priser" in text) is named


def test_the_home_of_the_amounts_counts_when_a_translation_is_chosen(editor, site, fee_page):
    english = factories.translated(fee_page)
    factories.fee_settings(site, fee_page=english.page_ptr)
    response = editor.post(reverse("wagtailadmin_pages:delete", args=[fee_page.pk]))
    assert "libfees_guard" in response.content.decode()


def test_an_alias_of_the_page_is_unpublished_with_it(editor, site, fee_page, other):
    alias = fee_page.create_alias(parent=site.root_page, update_slug="takster-2")
    factories.fee_settings(site, fee_page=Page.objects.get(pk=alias.pk))
    response = editor.post(reverse("wagtailadmin_pages:unpublish", args=[fee_page.pk]))
    assert "libfees_guard" in response.content.decode()


# Permissions


def pages_editor(*codenames):
    return factories.staff("redaktoer", "change_page", "publish_page", "add_page", *codenames)


def test_who_may_take_the_page_away_may_name_its_successor(client, site, fee_page, other):
    """An editor, who may not change the settings."""
    client.force_login(pages_editor())
    address = reverse("wagtailadmin_pages:unpublish", args=[fee_page.pk])
    assert f"libfees-site_{site.pk}" in client.post(address).content.decode()
    client.post(address, {**SUCCESSOR, f"libfees-site_{site.pk}": other.pk})
    assert chosen(site).pk == other.pk


def test_of_another_site_only_who_may_change_its_settings_names_the_successor(
    client, site, fee_page, other
):
    second = factories.site("andenby.example", default=False)
    factories.fee_settings(second, fee_page=fee_page.page_ptr)
    FeeSettings.objects.filter(site=site).delete()
    client.force_login(pages_editor())
    address = reverse("wagtailadmin_pages:unpublish", args=[fee_page.pk])
    text = client.post(address).content.decode()
    assert "libfees_guard" in text
    assert "<option" not in text
    named = {f"libfees-site_{second.pk}": other.pk}
    assert client.post(address, {**SUCCESSOR, **named}).status_code == 200
    assert chosen(second).pk == fee_page.pk
    assert client.post(address, ALONE).status_code == 302


def test_a_permission_for_one_site_is_enough_for_that_site(client, site, fee_page, other):
    second = factories.site("andenby.example", default=False)
    factories.fee_settings(second, fee_page=fee_page.page_ptr)
    user = pages_editor()
    GroupSitePermission.objects.create(
        group=user.groups.get(),
        site=site,
        permission=Permission.objects.get(codename="change_feesettings"),
    )
    client.force_login(user)
    address = reverse("wagtailadmin_pages:unpublish", args=[fee_page.pk])
    text = client.post(address).content.decode()
    assert f"libfees-site_{site.pk}" in text
    assert f"libfees-site_{second.pk}" not in text
    named = {f"libfees-site_{site.pk}": other.pk, f"libfees-site_{second.pk}": other.pk}
    client.post(address, {**SUCCESSOR, **named})
    assert chosen(site).pk == fee_page.pk
    client.post(address, {**SUCCESSOR, **named, f"libfees-without_{second.pk}": "on"})
    assert chosen(site).pk == other.pk
    assert chosen(second).pk == fee_page.pk


@pytest.mark.parametrize("way", WAYS)
def test_who_may_not_do_it_anyway_is_refused_and_not_asked(
    way, client, site, folder, fee_page, other, elsewhere
):
    client.force_login(factories.staff("gaest"))
    address, data = WAYS[way](fee_page, folder, elsewhere)
    before = state(fee_page)
    response = client.post(address, {**data, **SUCCESSOR, f"libfees-site_{site.pk}": other.pk})
    # A page that is not in their explorer is not there for them.
    assert response.status_code in (302, 403, 404)
    assert "libfees_guard" not in response.content.decode()
    assert state(fee_page) == before
    assert chosen(site).pk == fee_page.pk


# At the same time


@pytest.mark.parametrize("way", ["delete", "delete parent", "bulk delete", "bulk delete parent"])
def test_the_second_of_two_deletes_finds_nothing(
    way, editor, site, folder, fee_page, other, elsewhere
):
    address, data = WAYS[way](fee_page, folder, elsewhere)
    editor.post(address, data)
    assert editor.post(address, {**data, **ALONE}).status_code == 302
    answer = {**data, **SUCCESSOR, f"libfees-site_{site.pk}": other.pk}
    assert editor.post(address, answer).status_code in (302, 404)
    assert chosen(site) is None


def test_the_successor_is_deleted_meanwhile(editor, site, fee_page, other):
    address = reverse("wagtailadmin_pages:delete", args=[fee_page.pk])
    editor.post(address)
    number = other.pk
    Page.objects.get(pk=other.pk).delete()
    response = editor.post(address, {**SUCCESSOR, f"libfees-site_{site.pk}": number})
    assert response.status_code == 200
    assert chosen(site).pk == fee_page.pk


def test_a_page_and_its_parent_are_deleted_in_one_go(editor, site, folder, fee_page):
    address = bulk("delete", folder, fee_page)
    assert "libfees_guard" in editor.post(address).content.decode()
    assert editor.post(address, ALONE).status_code in (200, 302)


@pytest.mark.parametrize("restricted", ["page", "folder", "staff guide"])
def test_a_restriction_goes_with_the_page(restricted, editor, site, folder, fee_page):
    if restricted == "staff guide":
        factories.staff_guide(folder)
    else:
        page = fee_page if restricted == "page" else folder
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    response = editor.post(reverse("wagtailadmin_pages:delete", args=[folder.pk]), ALONE)
    assert response.status_code == 302
    assert not Page.objects.filter(pk=folder.pk).exists()


def test_the_settings_are_deleted_meanwhile(editor, site, fee_page, other):
    address = reverse("wagtailadmin_pages:delete", args=[fee_page.pk])
    editor.post(address)
    FeeSettings.objects.all().delete()
    answer = {**SUCCESSOR, f"libfees-site_{site.pk}": other.pk}
    assert editor.post(address, answer).status_code == 302


def test_wagtails_own_question_before_many_pages_go_comes_besides(editor, fee_page):
    address = reverse("wagtailadmin_pages:delete", args=[fee_page.pk])
    assert editor.post(address, {**ALONE, "confirm_site_name": "Forkert"}).status_code == 200
    assert Page.objects.filter(pk=fee_page.pk).exists()
    assert editor.post(address, {**ALONE, "confirm_site_name": "Fjordby Bibliotek"}).url
    assert not Page.objects.filter(pk=fee_page.pk).exists()


def test_no_question_has_script_or_style_of_its_own(editor, fee_page, other):
    response = editor.post(reverse("wagtailadmin_pages:delete", args=[fee_page.pk]))
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()
    assert not [mark for mark in ("<script", "<style", " style=") if mark in main]


def test_taking_privacy_away_is_not_asked_about(editor, fee_page):
    PageViewRestriction.objects.create(page=fee_page, restriction_type="login")
    url = reverse("wagtailadmin_pages:set_privacy", args=[fee_page.pk])
    assert "libfees_guard" not in editor.post(url, {"restriction_type": "none"}).content.decode()
    assert not PageViewRestriction.objects.exists()


@pytest.mark.parametrize("named", [True, False], ids=["successor", "alone"])
def test_replacing_a_translation_by_an_alias_asks_and_then_does_it(
    named, editor, site, fee_page, other
):
    address, english = asked_about_alias(editor, site, fee_page)
    successor = {**SUCCESSOR, f"libfees-site_{site.pk}": other.pk}
    assert editor.post(address, successor if named else ALONE).status_code == 302
    assert Page.objects.get(pk=english.pk).alias_of_id == fee_page.pk
    assert chosen(site).pk == (other if named else english).pk
    assert [problem.fault for problem in fee_page_problems()] == ([] if named else ["alias"])


# Approval in a workflow


def under_way(folder, page, days=30):
    """The page in moderation with an end in `days` days, if any."""
    page.expire_at = timezone.now() + timedelta(days=days) if days else None
    start_workflow(folder, page)
    return type(page).objects.get(pk=page.pk)


@pytest.mark.parametrize(
    "headers", [{}, {"x-requested-with": "XMLHttpRequest"}], ids=["page", "dialog"]
)
@pytest.mark.parametrize(
    ("language", "words"), [("en", "is the fee page of"), ("da", "er Takster-side for")]
)
def test_who_approves_an_end_is_told_what_it_means(
    language, words, headers, client, site, folder, fee_page
):
    boss = factories.admin()
    UserProfile.objects.create(user=boss, preferred_language=language)
    client.force_login(boss)
    page = under_way(folder, fee_page)
    [warning] = [text for text in approve(client, page, **headers) if words in text]
    assert site.site_name in warning
    assert Page.objects.get(pk=page.pk).expire_at is not None


@pytest.mark.parametrize(("action", "days"), [("reject", 30), ("approve", 0)])
def test_no_end_is_told_where_none_is_approved(action, days, editor, folder, fee_page):
    told = approve(editor, under_way(folder, fee_page, days), action)
    assert not [text for text in told if "er Takster-side for" in text]


def test_only_the_last_approval_is_told(editor, folder, fee_page):
    page = under_way(folder, fee_page)
    second = GroupApprovalTask.objects.create(name="Leder godkender")
    WorkflowTask.objects.create(workflow=page.get_workflow(), task=second, sort_order=2)
    assert not [text for text in approve(editor, page) if "er Takster-side for" in text]
    page = type(page).objects.get(pk=page.pk)
    assert [text for text in approve(editor, page) if "er Takster-side for" in text]


def test_who_may_not_approve_is_not_told(client, folder, fee_page):
    client.force_login(pages_editor())
    page = under_way(folder, fee_page)
    assert not [text for text in approve(client, page) if "er Takster-side for" in text]
    assert Page.objects.get(pk=page.pk).expire_at is None


# The home of the amounts


@pytest.mark.parametrize("way", WAYS)
def test_the_own_translation_is_no_successor(way, editor, site, folder, fee_page, elsewhere):
    english = factories.translated(fee_page)
    address, data = WAYS[way](fee_page, folder, elsewhere)
    before = state(fee_page)
    named = {f"libfees-site_{site.pk}": english.pk}
    response = editor.post(address, {**data, **SUCCESSOR, **named})
    assert "libfees_guard" in response.content.decode()
    assert f'<option value="{english.pk}"' not in response.content.decode()
    assert state(fee_page) == before
    assert chosen(site).pk == fee_page.pk


def test_a_translation_whose_home_stays_is_a_successor(editor, site, fee_page, other):
    english = factories.translated(other)
    text = editor.post(reverse("wagtailadmin_pages:delete", args=[fee_page.pk])).content.decode()
    assert f'<option value="{english.pk}"' in text


@pytest.mark.parametrize("home", ["stays", "deleted"])
def test_a_translation_without_its_home_is_told(home, editor, site, fee_page):
    english = factories.translated(fee_page)
    factories.fee_settings(site, fee_page=english.page_ptr)
    if home == "deleted":
        editor.post(reverse("wagtailadmin_pages:delete", args=[fee_page.pk]), ALONE)
    gone = [] if home == "stays" else ["home"]
    assert [problem.fault for problem in fee_page_problems()] == gone
    lines = [line for line in desk_lines(factories.admin("chef")) if line.urgent]
    address = reverse("libfees_restore_fee_page", args=[site.pk])
    assert [line.url for line in lines] == [address] * len(gone)
    with override("en"):
        assert all("out of date" in problem.message for problem in fee_page_problems())


def test_a_translation_without_its_home_cannot_be_newly_chosen(site, fee_page):
    english = factories.translated(fee_page)
    assert page_fault(english, site) is None
    fee_page.delete()
    assert page_fault(english, site) == "home"


# Where a move leads


def moved(client, page, destination, *, many=False, **answer):
    """The answer to moving `page` below `destination`, alone or in bulk."""
    if many:
        return client.post(bulk("move", page), {"chooser": destination.pk, **answer})
    address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk])
    return client.post(address, answer)


BULK = pytest.mark.parametrize("many", [False, True], ids=["single", "bulk"])


@BULK
@pytest.mark.parametrize("kind", ["private", "below private"])
@pytest.mark.parametrize("which", ["page", "parent"])
def test_moving_it_to_where_borrowers_may_not_read_asks(
    which, kind, many, editor, site, folder, fee_page, other
):
    target = factories.home_page_below(site.root_page, "Internt")
    factories.restrict(target)
    if kind == "below private":
        target = factories.home_page_below(target, "Mere internt")
    page = fee_page if which == "page" else folder
    assert "libfees_guard" in moved(editor, page, target, many=many).content.decode()
    assert Page.objects.get(pk=fee_page.pk).url_path == fee_page.url_path
    named = {f"libfees-site_{site.pk}": other.pk}
    assert moved(editor, page, target, many=many, **SUCCESSOR, **named).status_code == 302
    assert chosen(site).pk == other.pk


@BULK
def test_a_private_page_that_is_moved_below_another_one_is_not_asked_about(
    many, editor, site, fee_page
):
    target = factories.home_page_below(site.root_page, "Internt")
    factories.restrict(target)
    factories.restrict(fee_page)
    assert moved(editor, fee_page, target, many=many).status_code == 302


@BULK
def test_the_front_page_takes_its_site_along(many, editor, site, fee_page, elsewhere):
    assert moved(editor, site.root_page, elsewhere, many=many).status_code == 302
    assert Page.objects.get(pk=site.root_page_id).is_descendant_of(elsewhere)
    assert fee_page_problems() == []


def test_the_front_page_below_a_private_page_asks(editor, site, fee_page, elsewhere):
    factories.restrict(elsewhere)
    assert "libfees_guard" in moved(editor, site.root_page, elsewhere).content.decode()


# Whom it names


@pytest.mark.parametrize("how", ["link", "fact"])
def test_pages_that_the_user_may_not_edit_are_counted_and_not_named(
    how, client, site, fee_page, other
):
    second = factories.site("andenby.example", default=False)
    factories.fee_settings(second, fee_page=fee_page.page_ptr)
    link = f'<a linktype="page" id="{fee_page.pk}">taksterne</a>'
    words = f"<p>Se {link}.</p>" if how == "link" else "<p>Op til {max_fee_adult}.</p>"
    for home, title in [(site.root_page, "Om betaling"), (second.root_page, "Hemmeligt")]:
        made = factories.faq_page(home, factories.questions(("Hvad?", words)), title=title)
        made.save_revision().publish()
    user = factories.staff("red", "change_page", "publish_page", below=site.root_page)
    client.force_login(user)
    address = reverse("wagtailadmin_pages:unpublish", args=[fee_page.pk])
    response = client.post(address)
    lists = [entry for each in response.context["dependants"] for entry in each[1:]]
    assert [entry.others for entry in lists if entry.others]
    text = response.content.decode()
    assert "Om betaling" in text
    assert "Hemmeligt" not in text


def test_a_fee_page_of_another_type_is_asked_about_before_it_expires(editor, site, other):
    page = factories.faq_page(site.root_page, title="Priser og betaling")
    page.save_revision().publish()
    factories.fee_settings(site, fee_page=page.page_ptr)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "libfees_guard" in editor.post(address, expiring(page)).content.decode()
