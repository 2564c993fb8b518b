"""A new editor, with no more than the role Redaktør, and a fee page from beginning to end."""

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
point = {"matter": "reason", "name": "Biblioteket", "phone": "12345678"}
office = {"matter": "payment", "name": "Betalingskontoret", "phone": "87654321"}
FeeSettings.objects.create(
    site=site, library_name="Sandby Bibliotek", municipality_name="Sandby Kommune",
    municipality_genitive="Sandby Kommunes", payment_profile="portal", portal_name="Kassen",
    portal_url="https://kassen.example/", registration_delay_hours=24, advance_notice_days=2,
    recall_days=14, considered_lost_days=35,
    contact_points=[("point", point), ("point", office)],
)
print(site.pk)
"""
TIDY = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Collection, Page, Site
get_user_model().objects.filter(username="ny").delete()
Site.objects.filter(hostname="sandby.example").delete()
for page in Page.objects.filter(slug="sandby-ny"):
    page.delete()
Group.objects.filter(name__endswith="(sandby.example)").delete()
for collection in Collection.objects.filter(name="sandby.example"):
    collection.delete()
"""
PUBLISHED = """
from wagtail.models import Site
from wagtail_libfees.pages.models import TaksterPage
site = Site.objects.get(hostname="sandby.example")
page = TaksterPage.objects.live().descendant_of(site.root_page).get()
print(page.rate_card.overdue[0].groups[1].bands[-1].amount)
"""
STEPS_ALLOWED = 14
BANDS = ["10", "50", "80", "120", "20", "70", "140", "230"]
# The amounts of the standard text outside the bands: the exclusion and the reminder.
EXCLUSION = (
    "xpath=//input[@name = concat('body-', "
    "substring-before(substring-after(@name, 'body-'), '-'), '-value-amount')]"
)
REMINDERS = "[name*='-value-fees-'][name$='-value-amount']"


def run(manage, code):
    return manage("shell", "--verbosity", "0", "--command", code).split()


class Steps:
    """The hands of the editor: each click, and each field that is filled, is a step."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def click(self, locator):
        """Click it when it is there."""
        self.count += 1
        locator.click()

    def fill(self, locator, text):
        """Write into a field."""
        self.count += 1
        locator.fill(text)


@pytest.fixture
def newcomer(editor, manage, open_page):
    """A window in which the new editor has just logged in."""
    run(manage, TIDY)
    number = run(manage, SETUP)[-1]
    # The running site keeps the roots of sites in its memory until one is saved there.
    editor.goto(f"/admin/sites/edit/{number}/")
    editor.locator("main form [type=submit]").first.click()
    expect(editor.locator(".messages .success")).to_be_visible()
    page = open_page("/admin/login/")
    page.fill("[name=username]", "ny")
    page.fill("[name=password]", "demo")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    yield page
    run(manage, TIDY)


def test_from_the_standard_text_to_published_in_under_fifteen_steps(newcomer, manage):
    steps = Steps(newcomer)
    steps.click(newcomer.get_by_role("button", name="Ny Takster-side"))
    bands = newcomer.locator("[name*='-value-bands-'][name$='-value-amount']")
    expect(bands).to_have_count(len(BANDS))
    for number, amount in enumerate(BANDS):
        steps.fill(bands.nth(number), amount)
    steps.fill(newcomer.locator(EXCLUSION), "200")
    for number, amount in enumerate(["50", "100"]):
        steps.fill(newcomer.locator(REMINDERS).nth(number), amount)
    menu = newcomer.get_by_role("navigation", name="Actions (footer)")
    steps.click(menu.locator("[data-w-dropdown-target='toggle']"))
    steps.click(newcomer.locator("[name=action-publish]"))
    expect(newcomer.locator(".messages .success").first).to_be_visible()
    assert steps.count <= STEPS_ALLOWED
    assert run(manage, PUBLISHED)[-1] == "230"
