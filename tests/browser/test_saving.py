"""Publishing and leaving while Wagtail saves by itself, half-typed dates, and ended sessions."""

import json
import re

import pytest
from playwright.sync_api import expect

from .steps import assert_accessible, log_in, publish

PARENTS = """
from wagtail.models import Site
from wagtail_libfees.pages.models import ServiceNoticeIndexPage as Index
home = Site.objects.get(is_default_site=True).root_page
print(home.pk, Index.objects.child_of(home).first().pk)
"""
MADE = """
from wagtail.models import Page
for page in Page.objects.filter(title__startswith="Prøve").specific():
    print(type(page).__name__, page.live, getattr(page, "to_day", ""), page.title, sep="|")
"""
AUTOSAVED = "application/json"


@pytest.fixture
def parents(run):
    home, archive = run(PARENTS).split()[-2:]
    return {"home": home, "archive": archive}


def hold_back(page, address):
    """Answers of autosave are held back until they are let go, though the server has saved."""
    held = []

    def hold(route):
        is_autosave = AUTOSAVED in route.request.headers.get("accept", "")
        if route.request.method == "POST" and is_autosave and not held:
            held.append((route, route.fetch()))
        else:
            route.continue_()

    page.route(address, hold)
    return held


def wait_for(page, held):
    for _moment in range(200):
        if held:
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing was saved by itself")


def press_publish(page):
    page.evaluate("void document.querySelector('[name=action-publish]').click()")


def let_go(page, held):
    for route, response in held:
        route.fulfill(response=response)


@pytest.mark.parametrize(
    ("model", "place", "query"),
    [
        ("taksterpage", "home", "?empty=1"),
        ("paymentfaqpage", "home", ""),
        ("staffguidepage", "home", "?empty=1"),
        ("servicenoticeindexpage", "home", ""),
        ("servicenoticepage", "archive", "?template=blank"),
    ],
)
def test_a_new_page_is_published_while_its_first_draft_is_being_saved(
    redaktoer, run, parents, model, place, query
):
    page = redaktoer
    held = hold_back(page, "**/admin/pages/add/**")
    page.goto(f"/admin/pages/add/libfees_pages/{model}/{parents[place]}/{query}")
    # Wagtail takes for typed what is typed two seconds after loading.
    page.wait_for_timeout(2500)
    page.locator("[name=title]").fill("Prøve")
    page.locator("[name=title]").press("Tab")
    if model == "servicenoticepage":
        page.locator("[name=lead]").fill("Biblioteket er åbent.")
        page.locator("[name=to_day]").fill("31.12.2027")
    wait_for(page, held)
    press_publish(page)
    page.wait_for_timeout(700)
    let_go(page, held)
    expect(page.locator(".messages .success")).to_contain_text("Prøve")
    made = run(MADE).split("\n")
    assert [line.split("|")[1] for line in made if line.strip()] == ["True"]


def test_a_new_page_has_its_findings_when_its_first_draft_is_saved(redaktoer, parents):
    page = redaktoer
    page.goto(f"/admin/pages/add/libfees_pages/paymentfaqpage/{parents['home']}/")
    toggle = page.locator("[data-side-panel-toggle='libfees-quality']")
    counter = toggle.locator("[data-side-panel-toggle-counter]")
    expect(counter).to_be_hidden()
    summary = page.locator("[data-libfees-summary]")
    expect(summary).to_be_hidden()
    page.wait_for_timeout(2500)
    page.locator("[name=title]").fill("Prøve [indsæt navn]")
    expect(counter).to_have_text(re.compile("[1-9]"))
    expect(summary.get_by_role("link").first).to_be_visible()
    panel = page.locator("[data-libfees-quality]")
    toggle.click()
    expect(panel).to_contain_text("[indsæt navn]")
    page.locator("[name=title]").fill("Prøve")
    expect(panel).not_to_contain_text("[indsæt navn]")


# What is typed, and who presses a button, while a draft is on its way

FAQ = """
from wagtail_libfees.pages.models import PaymentFAQPage
print(PaymentFAQPage.objects.filter(locale__language_code="da").first().pk)
"""
SAVED = """
import json
from wagtail_libfees.pages.models import PaymentFAQPage
page = PaymentFAQPage.objects.filter(locale__language_code="da").first()
state = page.workflow_states.last()
draft = page.get_latest_revision_as_object()
print(json.dumps([draft.title, draft.search_description, state and state.status]))
"""
# Lokal administrator approves what Redaktør submits.
WORKFLOW = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import (
    GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask,
)
from wagtail_libfees.pages.models import PaymentFAQPage
page = PaymentFAQPage.objects.filter(locale__language_code="da").first()
task = GroupApprovalTask.objects.create(name="Gennemsyn")
task.groups.set([Group.objects.get(name="Lokal administrator")])
workflow = Workflow.objects.create(name="Gennemsyn")
WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
WorkflowPage.objects.create(workflow=workflow, page=page)
"""
SUBMITTED = """
page.save_revision()
workflow.start(page, get_user_model().objects.get(username="rikke"))
"""
REJECTED = """
from wagtail.models import TaskState
state = TaskState.objects.last()
state.specific.reject(user=get_user_model().objects.get(username="lars"))
"""


@pytest.fixture
def faq(run):
    return run(FAQ).split()[-1]


def begin(page, number):
    """The editor of a page, in which a draft with another title is on its way; who leaves is asked.

    Wagtail takes for typed what is typed two seconds after loading.
    """
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto(f"/admin/pages/{number}/edit/")
    held = hold_back(page, f"**/admin/pages/{number}/edit/")
    page.wait_for_timeout(2500)
    page.locator("[name=title]").fill("Prøve")
    wait_for(page, held)
    return held, asked


def test_what_is_typed_while_a_draft_is_on_its_way_is_saved_by_the_next(redaktoer, run, faq):
    page = redaktoer
    held, asked = begin(page, faq)
    page.evaluate("void (document.querySelector('[name=search_description]').value = 'Sidst')")
    let_go(page, held)
    page.wait_for_timeout(100)
    page.evaluate("void (location.href = '/admin/')")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    with page.expect_response(f"**/admin/pages/{faq}/edit/") as answered:
        pass
    assert answered.value.json()["success"]
    assert json.loads(run(SAVED))[:2] == ["Prøve", "Sidst"]
    # Nothing goes round in a circle: what is saved stays saved.
    more = []
    page.on("request", lambda request: more.append(request.method))
    page.wait_for_timeout(3000)
    assert "POST" not in [*more]
    expect(page.locator("#w-autosave-indicator")).to_have_attribute(
        "data-w-autosave-state-value", "saved"
    )


@pytest.mark.parametrize(
    ("user", "before", "button", "comment", "status"),
    [
        ("rikke", "", "[name=action-submit]", None, "in_progress"),
        ("rikke", SUBMITTED + REJECTED, "[name=action-restart-workflow]", None, "in_progress"),
        ("rikke", SUBMITTED + REJECTED, "[name=action-cancel-workflow]", None, "cancelled"),
        ("lars", SUBMITTED, "[data-workflow-action-name=approve]", None, "approved"),
        ("lars", SUBMITTED, "[data-workflow-action-name=approve]", "Godt", "approved"),
        ("lars", SUBMITTED, "[data-workflow-action-name=reject]", "Nej", "needs_changes"),
    ],
)
def test_a_button_of_a_workflow_waits_for_the_draft_and_takes_all_along(
    open_page, run, faq, user, before, button, comment, status
):
    run(WORKFLOW + before)
    page = open_page("/admin/", user=user)
    held, asked = begin(page, faq)
    has_dialog = "[data-workflow-action-modal-url]"
    pressed = page.locator(button + (has_dialog if comment else f":not({has_dialog})")).first
    footer = page.get_by_role("navigation", name="Handlinger (nederst)")
    footer.locator("[data-w-dropdown-target='toggle']").click()
    page.locator("[name=search_description]").evaluate("field => void (field.value = 'Sidst')")
    pressed.click(no_wait_after=True)
    if comment:
        page.locator(".modal-body [name=comment]").fill(comment)
        page.locator(".modal-body [type=submit]").click(no_wait_after=True)
    page.wait_for_timeout(700)
    let_go(page, held)
    expect(page.locator(".messages .success")).to_contain_text("Prøve")
    assert asked == []
    assert json.loads(run(SAVED)) == ["Prøve", "Sidst", status]


def test_who_approves_after_the_session_has_not_approved_by_the_next_draft(open_page, run, faq):
    run(WORKFLOW + SUBMITTED)
    page = open_page("/admin/", user="lars")
    page.goto(f"/admin/pages/{faq}/edit/")
    page.context.clear_cookies()
    approve = page.locator(
        "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])"
    )
    approve.first.evaluate("button => void button.click()")
    told = page.get_by_role("alert").filter(has_text="Du er ikke logget ind længere")
    expect(told).to_be_visible()
    log_in_beside(page, told, "lars")
    expect(told).to_have_count(0)
    page.locator("[name=title]").fill("Prøve")
    with page.expect_navigation(wait_until="load"):
        page.locator(".action-save").first.click()
    assert json.loads(run(SAVED))[::2] == ["Prøve", "in_progress"]


# Half a date


def test_half_a_date_is_told_at_its_field_and_the_rest_is_saved(redaktoer, run, parents):
    page = redaktoer
    add = f"/admin/pages/add/libfees_pages/servicenoticepage/{parents['archive']}"
    page.goto(f"{add}/?template=blank")
    page.wait_for_timeout(2500)
    page.locator("[name=to_day]").fill("31.12.2027")
    page.locator("[name=title]").fill("Prøve")
    page.locator("[name=title]").press("Tab")
    expect(page.locator("#w-autosave-indicator")).to_have_attribute(
        "data-w-autosave-state-value", "saved"
    )
    page.locator("[name=to_day]").fill("6. dec")
    page.locator("[name=from_day]").fill("31.02.")
    page.locator("[name=title]").fill("Prøve to")
    unsaved = page.locator(".libfees-unsaved:visible")
    expect(unsaved).to_have_count(1)
    expect(unsaved).to_have_text("Feltet er ikke gemt endnu; resten af kladden er gemt.")
    field = page.locator("[data-field-wrapper]:has([name=from_day])")
    expect(field.locator(".libfees-unsaved")).to_have_count(1)
    assert_accessible(page)
    left = []
    page.on("dialog", lambda dialog: (left.append(dialog.type), dialog.dismiss()))
    page.evaluate("void (location.href = '/admin/')")
    page.wait_for_timeout(500)
    assert left == ["beforeunload"]
    expect(page.locator("[name=from_day]")).to_have_value("31.02.")
    # Who presses a button is shown the form instead.
    with page.expect_navigation(wait_until="load"):
        page.locator(".action-save").first.click()
    expect(page.locator("[name=from_day]")).to_have_value("31.02.")
    expect(page.locator("[name=from_day]")).to_have_attribute("aria-invalid", "true")
    page.locator("[name=from_day]").fill("1/12-2027")
    with page.expect_navigation(wait_until="load"):
        page.locator(".action-save").first.click()
    assert left == ["beforeunload"]
    expect(page.locator("[name=from_day]")).to_have_value("01.12.2027")
    assert run(MADE).strip().split("|")[-1] == "Prøve to"


def test_half_a_date_in_the_settings_keeps_the_form(open_page, run):
    page = open_page(SETTINGS, user="lars")
    page.get_by_role("tab", name="Betaling").click()
    page.locator("[name='payment_routes-0-value-name']").fill("Prøve 😀")
    page.locator("[name=old_balances_until]").fill("31. ju")
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator(".messages .error")).to_be_visible()
    page.get_by_role("tab", name="Betaling").click()
    expect(page.locator("[name='payment_routes-0-value-name']")).to_have_value("Prøve 😀")
    expect(page.locator("[name=old_balances_until]")).to_have_value("31. ju")
    expect(page.locator("[name=old_balances_until]")).to_have_attribute("aria-invalid", "true")


# A session that ended

SETTINGS = "/admin/settings/wagtail_libfees/feesettings/"
NUMBERS = """
from wagtail_libfees.pages import models
kinds = (models.PaymentFAQPage, models.ServiceNoticePage, models.StaffGuidePage)
print(*(kind.objects.filter(locale__language_code="da").first().pk for kind in kinds))
"""
DRAFTS = """
from wagtail.models import Page
for page in Page.objects.specific():
    print(page.get_latest_revision_as_object().title)
"""


@pytest.mark.parametrize("kind", [0, 1, 2], ids=["questions", "notice", "staff guide"])
def test_what_is_typed_in_a_page_outlives_the_session(redaktoer, run, kind):
    page = redaktoer
    number = run(NUMBERS).split()[-3:][kind]
    page.goto(f"/admin/pages/{number}/edit/")
    page.wait_for_timeout(2500)
    page.context.clear_cookies()
    page.locator("[name=title]").fill("Prøve 😀")
    told = page.get_by_role("alert").filter(has_text="Du er ikke logget ind længere")
    # By itself, when the draft could not be saved.
    expect(told).to_be_visible()
    page.locator(".action-save").first.click()
    expect(told).to_be_visible()
    log_in_beside(page, told, "rikke")
    expect(told).to_have_count(0)
    with page.expect_navigation(wait_until="load"):
        page.locator(".action-save").first.click()
    assert "Prøve 😀" in run(DRAFTS)


def test_who_presses_a_button_after_the_session_loses_nothing(redaktoer, run):
    """Before any draft was saved by itself, that is."""
    page = redaktoer
    number = run(NUMBERS).split()[-2]
    page.goto(f"/admin/pages/{number}/edit/")
    page.context.clear_cookies()
    page.locator("[name=title]").fill("Prøve 😀")
    press_publish(page)
    told = page.get_by_role("alert").filter(has_text="Du er ikke logget ind længere")
    expect(told).to_be_visible()
    expect(page.locator("[name=action-publish]")).to_be_enabled()
    log_in_beside(page, told, "rikke")
    expect(told).to_have_count(0)
    publish(page)
    expect(page.locator(".messages .success")).to_contain_text("Prøve 😀")


def test_what_is_typed_in_the_settings_outlives_the_session(open_page, run):
    page = open_page(SETTINGS, user="lars")
    page.get_by_role("tab", name="Betaling").click()
    page.locator("[name='payment_routes-0-value-name']").fill("Prøve 😀")
    page.context.clear_cookies()
    page.get_by_role("button", name="Gem", exact=True).click()
    told = page.get_by_role("alert").filter(has_text="Du er ikke logget ind længere")
    expect(told).to_be_visible()
    log_in_beside(page, told, "lars")
    expect(told).to_have_count(0)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("tab", name="Betaling").click()
    expect(page.locator("[name='payment_routes-0-value-name']")).to_have_value("Prøve 😀")


def log_in_beside(page, told, user):
    """Log in in the tab that the sentence opens, and come back."""
    with page.expect_popup() as opened:
        told.get_by_role("link").click()
    log_in(opened.value, user)
    opened.value.close()
    page.evaluate("void window.dispatchEvent(new Event('focus'))")
