"""A successor is chosen when what asked has happened, for each site that depends on the page."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

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
from wagtail_libfees.models import FeeSettings

pytestmark = pytest.mark.django_db


def named(site, page):
    return {**SUCCESSOR, f"libfees-site_{site.pk}": page.pk}


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def later(days=30):
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")


# Wagtail refuses: nothing is chosen, and nothing was asked where that could be told before

REFUSED = {
    "expire without a title": ("expire", {"title": ""}),
    "expire yesterday": ("expire", {"expire_at": "2020-01-01 10:00"}),
    "delete with a wrong name": ("delete", {"confirm_site_name": "Forkert"}),
    "delete in bulk with a wrong name": ("bulk delete", {"confirm_site_name": "Forkert"}),
    "restrict without a password": ("restrict", {"restriction_type": "password", "password": ""}),
    "restrict to no groups": ("restrict", {"restriction_type": "groups"}),
}


@pytest.mark.parametrize("asked", [True, False], ids=["named", "first"])
@pytest.mark.parametrize("name", REFUSED)
def test_what_wagtail_refuses_is_neither_asked_about_nor_done(
    name, asked, editor, site, folder, fee_page, other, elsewhere
):
    way, wrong = REFUSED[name]
    address, data = WAYS[way](fee_page, folder, elsewhere)
    before = state(fee_page)
    answer = named(site, other) if asked else {}
    response = editor.post(address, {**data, **wrong, **answer})
    assert response.status_code == 200
    assert "libfees_guard" not in response.content.decode()
    assert state(fee_page) == before
    assert chosen(site).pk == fee_page.pk


def test_a_locked_page_is_not_asked_about(editor, site, fee_page, other):
    type(fee_page).objects.update(locked=True, locked_by=factories.admin("chef"))
    response = editor.post(edit(fee_page), {**expiring(fee_page), **named(site, other)})
    assert "libfees_guard" not in response.content.decode()
    assert chosen(site).pk == fee_page.pk


HOOKED = ["delete", "unpublish", "move", "bulk delete", "bulk unpublish", "bulk move", "expire"]


@pytest.mark.parametrize("way", HOOKED)
def test_another_hook_that_refuses_keeps_the_fee_page(
    way, editor, site, folder, fee_page, other, elsewhere
):
    address, data = WAYS[way](fee_page, folder, elsewhere)
    kind = "bulk_action" if way.startswith("bulk") else f"{way.replace('expire', 'publish')}_page"
    before = state(fee_page)

    def refuse(*args):
        return redirect("/admin/")

    with hooks.register_temporarily(f"before_{kind}", refuse, order=100):
        editor.post(address, {**data, **named(site, other)})
    assert state(fee_page) == before
    assert chosen(site).pk == fee_page.pk


def test_the_history_names_the_page_that_was_deleted(editor, site, fee_page, other):
    address = reverse("wagtailadmin_pages:delete", args=[fee_page.pk])
    editor.post(address, named(site, other))
    history = editor.get(reverse("libfees_settings_history", args=[site.pk])).content.decode()
    assert f"Takster ({fee_page.pk})" in history
    assert f"Priser ({other.pk})" in history


@pytest.mark.parametrize("way", ["delete", "bulk delete"])
def test_a_site_that_goes_with_its_front_page_gets_no_fee_page(way, editor, site, fee_page):
    root = factories.translated(site.root_page.specific)
    stays = factories.takster_page(root, title="Priser", locale=fee_page.locale)
    address, _data = WAYS[way](site.root_page, None, None)
    assert editor.post(address, named(site, stays)).status_code == 302
    assert not FeeSettings.objects.exists()
    connection.check_constraints()


def test_a_successor_that_goes_between_the_question_and_its_end_is_told(
    editor, site, fee_page, other
):
    def delete(request, page):
        Page.objects.get(pk=other.pk).delete()

    address = reverse("wagtailadmin_pages:unpublish", args=[fee_page.pk])
    with hooks.register_temporarily("before_unpublish_page", delete, order=100):
        editor.post(address, named(site, other))
    assert chosen(site).pk == fee_page.pk
    messages = editor.get(reverse("wagtailadmin_home")).context["messages"]
    assert [message for message in messages if message.level_tag == "error"]


def test_an_alias_that_cannot_be_made_chooses_nothing(editor, site, fee_page, other):
    address, english = asked_about_alias(editor, site, fee_page)
    type(fee_page).objects.filter(pk=english.pk).update(locale=factories.locale("de"))
    assert editor.post(address, named(site, other)).status_code == 404
    assert chosen(site).pk == english.pk


# Workflows


@pytest.fixture
def workflow(folder):
    """Moderation for the folder, with two steps."""
    made = Workflow.objects.create(name="Godkendelse")
    for number in (1, 2):
        task = GroupApprovalTask.objects.create(name=f"Trin {number}")
        WorkflowTask.objects.create(workflow=made, task=task, sort_order=number)
    WorkflowPage.objects.create(workflow=made, page=folder)
    return made


@pytest.mark.parametrize("button", ["action-submit", "action-restart-workflow"])
def test_submitting_asks_and_offers_nothing_to_choose(
    button, editor, site, folder, fee_page, other, workflow
):
    if button == "action-restart-workflow":
        fee_page.save_revision()
        workflow.start(fee_page, get_user_model().objects.get())
        fee_page.current_workflow_state.current_task_state.reject()
    data = {**expiring(fee_page), "action-publish": "", button: "1"}
    for answer in ({}, named(site, other)):
        text = editor.post(edit(fee_page), {**data, **answer}).content.decode()
        assert "libfees_guard" in text
        assert "<option" not in text
    assert chosen(site).pk == fee_page.pk
    assert editor.post(edit(fee_page), {**data, **ALONE}).status_code == 302
    assert Page.objects.get(pk=fee_page.pk).workflow_in_progress


def approving(page, action="approve"):
    """What the editor sends when its user answers the task there."""
    data = {**expiring(page), "action-publish": "", "action-workflow-action": "true"}
    return {**data, "workflow-action-name": action}


def test_only_the_last_approval_in_the_editor_chooses(
    editor, site, folder, fee_page, other, workflow
):
    fee_page.save_revision()
    workflow.start(fee_page, None)
    data = {**approving(fee_page), **named(site, other)}
    assert editor.post(edit(fee_page), data).status_code == 302
    assert chosen(site).pk == fee_page.pk
    messages = editor.get(reverse("wagtailadmin_home")).context["messages"]
    assert [message for message in messages if message.level_tag == "warning"]
    assert editor.post(edit(fee_page), data).status_code == 302
    assert Page.objects.get(pk=fee_page.pk).expire_at is not None
    assert chosen(site).pk == other.pk


def test_rejecting_is_not_asked_about(editor, site, folder, fee_page, other, workflow):
    fee_page.save_revision()
    workflow.start(fee_page, None)
    response = editor.post(edit(fee_page), approving(fee_page, "reject"))
    assert "libfees_guard" not in response.content.decode()


# A beginning that takes the page offline until then


@pytest.fixture
def made_by_script(site):
    """A live fee page that Wagtail knows no published revision of."""
    page = factories.takster_page(site.root_page, title="Takster")
    factories.fee_settings(site, fee_page=page.page_ptr)
    return page


def beginning(page):
    return {**expiring(page), "expire_at": "", "go_live_at": later()}


def test_a_later_beginning_asks_where_it_takes_the_page_offline(
    editor, site, made_by_script, other
):
    data = beginning(made_by_script)
    assert "libfees_guard" in editor.post(edit(made_by_script), data).content.decode()
    assert Page.objects.get(pk=made_by_script.pk).live
    answered = editor.post(edit(made_by_script), {**data, **named(site, other)})
    assert answered.status_code == 302
    assert not Page.objects.get(pk=made_by_script.pk).live
    assert chosen(site).pk == other.pk


def test_a_later_beginning_is_not_asked_about_where_the_page_stays(editor, fee_page):
    assert editor.post(edit(fee_page), beginning(fee_page)).status_code == 302
    assert Page.objects.get(pk=fee_page.pk).live


def test_a_later_beginning_asks_in_bulk_too(editor, site, made_by_script, other):
    made_by_script.go_live_at = timezone.now() + timedelta(days=3)
    made_by_script.save_revision()
    assert "libfees_guard" in editor.post(bulk("publish", made_by_script)).content.decode()
    assert editor.post(bulk("publish", made_by_script), named(site, other)).status_code == 302
    assert chosen(site).pk == other.pk


def test_who_approves_a_later_beginning_is_told(editor, site, made_by_script):
    made_by_script.go_live_at = timezone.now() + timedelta(days=3)
    start_workflow(site.root_page, made_by_script)
    page = type(made_by_script).objects.get(pk=made_by_script.pk)
    assert [text for text in approve(editor, page) if site.site_name in text]
    assert not Page.objects.get(pk=page.pk).live


# What is typed in the editor


@pytest.mark.parametrize("button", ["action-publish", "action-submit"])
def test_instead_of_going_on_what_was_typed_is_saved_as_a_draft(
    button, editor, site, folder, fee_page, other, workflow
):
    data = {**expiring(fee_page), "title": "Nye takster", "action-publish": "", button: "1"}
    response = editor.post(edit(fee_page), data)
    draft = dict(response.context["draft"])
    assert "libfees_guard" not in draft
    assert editor.post(edit(fee_page), draft).status_code == 302
    page = Page.objects.get(pk=fee_page.pk)
    assert (page.title, page.expire_at) == ("Takster", None)
    assert page.get_latest_revision_as_object().title == "Nye takster"
    assert not page.workflow_in_progress
    main = response.content.decode().split("<main")[1]
    assert f'<a href="{edit(fee_page)}" class="button' not in main


def test_cancelling_in_the_dialog_stays_in_the_editor(editor, fee_page, folder, other):
    address, data = WAYS["restrict"](fee_page, folder, None)
    html = editor.post(address, data).json()["html"]
    assert 'data-action="w-dialog#hide"' in html
    assert f'<a href="{edit(fee_page)}" class="button' not in html


def test_that_the_successor_counts_at_once_is_said_before_an_expiry(
    editor, folder, fee_page, other
):
    assert editor.post(edit(fee_page), expiring(fee_page)).context["expires"]
    address, data = WAYS["delete"](fee_page, folder, None)
    assert not editor.post(address, data).context["expires"]


# Several sites


@pytest.fixture
def second(fee_page):
    """A site that has the same fee page."""
    made = factories.site("andenby.example", default=False)
    factories.fee_settings(made, fee_page=fee_page.page_ptr)
    return made


@pytest.mark.parametrize("way", ["delete", "bulk delete", "unpublish", "expire"])
def test_a_site_without_a_candidate_is_confirmed_by_itself(
    way, editor, site, second, folder, fee_page
):
    theirs = factories.takster_page(second.root_page, title="Priser")
    address, data = WAYS[way](fee_page, folder, None)
    before = state(fee_page)
    response = editor.post(address, {**data, **named(second, theirs)})
    assert "libfees_guard" in response.content.decode()
    assert state(fee_page) == before
    confirmed = {f"libfees-without_{site.pk}": "on"}
    editor.post(address, {**data, **named(second, theirs), **confirmed})
    assert state(fee_page) != before
    assert chosen(second).pk == theirs.pk


def test_one_of_two_sites_can_go_without(editor, site, second, fee_page, other):
    theirs = factories.takster_page(second.root_page, title="Gebyrer")
    address = reverse("wagtailadmin_pages:delete", args=[fee_page.pk])
    undecided = {**named(second, theirs), f"libfees-site_{site.pk}": ""}
    assert editor.post(address, undecided).status_code == 200
    decided = {**named(second, theirs), f"libfees-site_{site.pk}": "none"}
    assert editor.post(address, decided).status_code == 302
    assert (chosen(site), chosen(second).pk) == (None, theirs.pk)


def test_a_single_site_goes_without_by_the_other_button_only(editor, site, fee_page, other):
    address = reverse("wagtailadmin_pages:delete", args=[fee_page.pk])
    assert '<option value="none"' not in editor.post(address).content.decode()
    answer = {**SUCCESSOR, f"libfees-site_{site.pk}": "none"}
    assert editor.post(address, answer).status_code == 200
    assert Page.objects.filter(pk=fee_page.pk).exists()


# What is offered


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "-1", "\x00", "١", "1 or 1", ""])
def test_a_forged_number_is_no_choice(number, editor, site, fee_page, other):
    address = reverse("wagtailadmin_pages:delete", args=[fee_page.pk])
    answer = {**SUCCESSOR, f"libfees-site_{site.pk}": number}
    assert editor.post(address, answer).status_code == 200
    assert chosen(site).pk == fee_page.pk


@pytest.mark.parametrize("which", ["page", "home"])
def test_a_candidate_that_expires_is_marked_with_its_day(which, editor, site, fee_page, other):
    end = timezone.localtime() + timedelta(days=400)
    type(other).objects.filter(pk=other.pk).update(expire_at=end)
    offered = other if which == "page" else factories.translated(other)
    type(other).objects.exclude(pk=other.pk).update(expire_at=None)
    address = reverse("wagtailadmin_pages:delete", args=[fee_page.pk])
    form = editor.post(address).context["form"]
    choices = dict(form.fields[f"site_{site.pk}"].choices)
    assert str(end.year) in choices[str(offered.pk)]
    assert editor.post(address, named(site, offered)).status_code == 302
    assert chosen(site).pk == offered.pk


def settings_page(client, site):
    address = reverse("wagtailsettings:edit", args=["wagtail_libfees", "feesettings", site.pk])
    return client.get(address).content.decode()


@pytest.mark.parametrize("days", [None, 1, 400])
def test_the_settings_say_when_the_chosen_page_expires(days, editor, site, fee_page):
    end = timezone.localtime() + timedelta(days=days) if days else None
    type(fee_page).objects.filter(pk=fee_page.pk).update(expire_at=end)
    assert ("data-libfees-expires" in settings_page(editor, site)) is (days is not None)


def test_the_settings_say_it_of_no_page(editor, site):
    assert not FeeSettings.objects.exists()
    assert "data-libfees-expires" not in settings_page(editor, site)
