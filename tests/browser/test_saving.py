"""Publishing and leaving while Wagtail saves by itself, half-typed dates, and ended sessions."""

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
        ("staffguidepage", "home", ""),
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
