"""A new editor, with no more than the role Redaktør, and a fee page from beginning to end."""

import pytest
from playwright.sync_api import expect

# What the local administrator has stated in the fee settings; the editor needs none of it.
SETUP = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Site
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.models.reviews import PageReview
from wagtail_libfees.pages.models import TaksterPage
call_command("libfees_setup_roles", verbosity=0)
user, made = get_user_model().objects.get_or_create(username="ny")
user.set_password("demo")
user.save()
user.groups.set([Group.objects.get(name="Redaktør")])
site = Site.objects.get(is_default_site=True)
TaksterPage.objects.filter(slug__startswith="takster-").delete()
stated = FeeSettings.objects.get(site=site)
stated.registration_delay_hours = 24
stated.advance_notice_days, stated.recall_days, stated.considered_lost_days = 2, 14, 35
point = {"matter": "reason", "name": "Biblioteket", "phone": "12345678"}
office = {"matter": "payment", "name": "Betalingskontoret", "phone": "87654321"}
stated.contact_points = [("point", point), ("point", office)]
stated.save()
print(site.root_page_id)
"""
TIDY = """
from django.contrib.auth import get_user_model
from wagtail.models import Site
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.pages.models import TaksterPage
site = Site.objects.get(is_default_site=True)
TaksterPage.objects.filter(slug__startswith="takster-").delete()
stated = FeeSettings.objects.get(site=site)
stated.registration_delay_hours = stated.advance_notice_days = None
stated.recall_days = stated.considered_lost_days = None
stated.contact_points = []
stated.fee_page = TaksterPage.objects.get(slug="takster", locale=site.root_page.locale)
stated.save()
get_user_model().objects.filter(username="ny").delete()
"""
STEPS_ALLOWED = 14
AMOUNTS = ["10", "50", "80", "120", "20", "70", "140", "230"]


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
def home(site_url, manage):
    """The number of the front page, below which the editor works."""
    found = run(manage, SETUP)[-1]
    yield found
    run(manage, TIDY)


@pytest.fixture
def newcomer(home, open_page):
    """A window in which the new editor is logged in, at the front page of the site."""
    page = open_page("/admin/login/")
    page.fill("[name=username]", "ny")
    page.fill("[name=password]", "demo")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    page.goto(f"/admin/pages/{home}/")
    return page


def test_from_the_standard_text_to_published_in_under_fifteen_steps(newcomer, open_page):
    steps = Steps(newcomer)
    steps.click(newcomer.locator("a[href*='/add_subpage/']").first)
    steps.click(newcomer.locator("a[href*='/pages/add/libfees_pages/taksterpage/']").first)
    steps.click(newcomer.locator("main a[href*='/standard-text/new/']"))
    steps.click(newcomer.get_by_role("button", name="Lav kladden"))
    amounts = newcomer.locator("[name*='-value-bands-'][name$='-value-amount']")
    expect(amounts).to_have_count(len(AMOUNTS))
    for number, amount in enumerate(AMOUNTS):
        steps.fill(amounts.nth(number), amount)
    steps.click(newcomer.locator("footer .w-dropdown-button [data-w-dropdown-target='toggle']"))
    steps.click(newcomer.locator("[name=action-publish]"))
    expect(newcomer.locator(".messages .success").first).to_contain_text("udgivet")
    assert steps.count <= STEPS_ALLOWED
    public = open_page("/takster-2/")
    expect(public.locator("main")).to_contain_text("230 kr.")
    expect(public.locator("main")).to_contain_text("Betalingskontoret")
    expect(public.locator("main")).not_to_contain_text("{")
