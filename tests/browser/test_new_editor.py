"""A new editor, with no more than the role Redaktør, and a fee page that is there already."""

import pytest
from playwright.sync_api import expect

# A second library with no fee page. What its local administrator has stated in the fee settings
# is there; the editor needs no right to it.
SETUP = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Site
from wagtail_libfees.models import FeeSettings
first = Site.objects.get(is_default_site=True).root_page.specific
front = type(first)(title="Sandby", slug="sandby-ny", locale=first.locale)
site = Site.objects.create(hostname="sandby.example", root_page=first.add_sibling(instance=front))
call_command("libfees_setup_roles", site="sandby.example", verbosity=0)
user = get_user_model().objects.create_user("ny", password="demo")
user.groups.set([Group.objects.get(name="Redaktør (sandby.example)")])
portal = {"kind": "portal", "name": "Kassen", "url": "https://kassen.example/"}
point = {"matter": "reason", "name": "Biblioteket", "phone": "12345678"}
office = {"matter": "payment", "name": "Betalingskontoret", "phone": "87654321"}
FeeSettings.objects.create(
    site=site, library_name="Sandby Bibliotek", municipality_name="Sandby Kommune",
    municipality_genitive="Sandby Kommunes", payment_routes=[("route", portal)],
    registration_delay_hours=24, advance_notice_days=2,
    recall_days=14, considered_lost_days=35,
    contact_points=[("point", point), ("point", office)],
)
print(site.pk)
"""
# A published fee page from the standard text, chosen by the local administrator.
MAKE = """
from decimal import Decimal
from wagtail.models import Site
from wagtail_libfees.drafts.standard_text import new_takster_page
from wagtail_libfees.fee_page.settings.history import choose_fee_page
site = Site.objects.get(hostname="sandby.example")
page = new_takster_page(site.root_page)
raw = list(page.body.get_prep_value())
for child in raw:
    value = child["value"]
    for group in value.get("groups", []):
        for number, band in enumerate(group["value"]["bands"]):
            band["value"]["amount"] = str((number + 1) * 10)
    for fee in value.get("fees", []):
        fee["value"]["amount"] = "50"
    if child["type"] == "exclusion":
        value["amount"] = "200"
page.body = page.body.stream_block.to_python(raw)
page.save_revision().publish()
choose_fee_page(site, page)
print(page.pk)
"""
PUBLISHED = """
from wagtail.models import Site
from wagtail_libfees.pages.models import TaksterPage
site = Site.objects.get(hostname="sandby.example")
page = TaksterPage.objects.live().descendant_of(site.root_page).get()
print(page.rate_card.overdue[0].groups[1].bands[-1].amount)
"""


@pytest.fixture
def sandby(run):
    """The second library, and its new editor."""
    return run(SETUP).split()[-1]


@pytest.fixture
def newcomer(sandby, example_site, open_page):
    """A window in which the new editor has just logged in."""
    # A running site keeps the roots of sites in its memory until one is saved there.
    example_site.serve()
    page = open_page("/admin/login/")
    page.fill("[name=username]", "ny")
    page.fill("[name=password]", "demo")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    return page


@pytest.fixture
def fee_page(sandby, run):
    """The number of the published fee page of the library."""
    return run(MAKE).split()[-1]


def open_editor(page, number):
    """The page editor, when it has been built."""
    page.goto(f"/admin/pages/{number}/edit/")
    expect(heading(page)).to_be_visible()


def heading(page):
    """The heading of the first section."""
    return page.locator("[name^='body-'][name$='-value-heading']").first


def publish(page):
    """Press “Publish” in the menu of the editor, and wait for the answer."""
    menu = page.get_by_role("navigation", name="Handlinger (nederst)")
    menu.locator("[data-w-dropdown-target='toggle']").click()
    with page.expect_navigation(wait_until="load"):
        page.locator("[name=action-publish]").click()


def test_the_page_is_deleted_and_brought_back(newcomer, fee_page, run):
    newcomer.goto(f"/admin/pages/{fee_page}/delete/")
    newcomer.locator("main form [type=submit]").first.click()
    newcomer.get_by_role("button", name="Slet uden afløser").click()
    expect(newcomer.locator(".messages .success")).to_contain_text("slettet")
    newcomer.goto("/admin/")
    newcomer.get_by_role("link", name="Hent Takster-siden tilbage").first.click()
    newcomer.get_by_role("button", name="Hent Takster-siden tilbage").click()
    expect(heading(newcomer)).to_be_visible()
    assert newcomer.url.split("/pages/")[1].split("/")[0] == fee_page
    assert run(PUBLISHED).split()[-1] == "40"


@pytest.mark.parametrize("gap", ["[indsæt navn]", "{foobar}"])
def test_a_gap_and_an_unknown_fact_stop_publishing(newcomer, fee_page, gap):
    open_editor(newcomer, fee_page)
    heading(newcomer).fill(f"Takster {gap}")
    if gap.startswith("{"):
        # Typing a brace opens the list of facts; who types on has no use for it.
        newcomer.keyboard.press("Escape")
    publish(newcomer)
    expect(newcomer.locator(".messages .success")).to_have_count(0)
    told = newcomer.locator(".error-message, .help-critical").filter(has_text=gap)
    expect(told.first).to_be_visible()


def test_an_outdated_word_is_replaced_in_one_click(newcomer, fee_page):
    open_editor(newcomer, fee_page)
    heading(newcomer).fill("Log på med NemID")
    if not newcomer.locator("[data-libfees-quality]").is_visible():
        newcomer.click("[data-side-panel-toggle='libfees-quality']")
    with newcomer.expect_navigation(wait_until="load"):
        newcomer.locator("button[name=libfees_replace]").click()
    expect(heading(newcomer)).to_have_value("Log på med MitID")
    expect(newcomer.locator(".messages .success").last).to_be_visible()
