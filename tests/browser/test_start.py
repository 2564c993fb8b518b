"""The guided start, as somebody with no more than the role Redaktør meets it, in Danish."""

import pytest
from playwright.sync_api import expect

from .steps import assert_accessible

# A second library, of which nobody has stated anything, with a front page in each language.
SETUP = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Locale, Site
from wagtail_libfees.models import FeeSettings
first = Site.objects.get(is_default_site=True).root_page.specific
front = type(first)(title="Sandby", slug="sandby-ny", locale=first.locale)
site = Site.objects.create(hostname="sandby.example", root_page=first.add_sibling(instance=front))
FeeSettings.objects.create(site=site)
english = front.copy_for_translation(Locale.objects.get(language_code="en"))
english.save_revision().publish()
call_command("libfees_setup_roles", site="sandby.example", verbosity=0)
user = get_user_model().objects.create_user("ny", password="demo")
user.groups.set([Group.objects.get(name="Redaktør (sandby.example)")])
"""
# A draft with the standard text, and its number.
MAKE = """
from django.contrib.auth import get_user_model
from wagtail.models import Site
from wagtail_libfees.drafts.standard_text import new_takster_page
site = Site.objects.get(hostname="sandby.example")
print(new_takster_page(site.root_page, get_user_model().objects.get(username="ny")).pk)
"""
PUBLISHED = """
from wagtail.models import Site
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.pages.models import TaksterPage
site = Site.objects.get(hostname="sandby.example")
settings = FeeSettings.objects.get(site=site)
assert not (settings.municipality_name or settings.portal_name or settings.contact_points)
for page in TaksterPage.objects.live().order_by("pk"):
    if page.get_site() == site:
        last = page.rate_card.overdue[0].groups[1].bands[-1].amount
        print(page.locale.language_code, page.title, last)
"""
DRAFT = """
from wagtail_libfees.pages.models import TaksterPage
draft = TaksterPage.objects.latest("pk").get_latest_revision_as_object()
print(repr(draft.intro))
"""
AMOUNTS = ["10", "20", "20", "70", "50", "120", "55", "230"]
# The amounts of the standard text outside the bands: the exclusion and the reminders.
EXCLUSION = (
    "xpath=//input[@name = concat('body-', "
    "substring-before(substring-after(@name, 'body-'), '-'), '-value-amount')]"
)
REMINDERS = "[name*='-value-fees-'][name$='-value-amount']"
TIMES = {
    "advance_notice_days": "3",
    "recall_days": "14",
    "considered_lost_days": "30",
    "registration_delay_hours": "72",
}
FACTS = {
    "municipality": "Sandby Kommune",
    "payment_office": "Opkrævningen",
    "phone_payment": "87 65 43 21",
    "portal": "Mit Betalingsoverblik",
    "phone_library": "12 34 56 78",
}
ALLOWED, ALLOWED_IN_ENGLISH = 30, 15
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->
<p class=MsoNormal style='mso-margin-top-alt:auto'><b>Fra Word</b><o:p></o:p> 😀</p>
<script>alert(1)</script><!--EndFragment--></body></html>"""
PASTE = """(editor, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "Fra Word 😀");
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}"""


class Hands:
    """The hands of the editor: each click, and each field that is filled, is an action."""

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

    def go_on(self, label, step):
        """Press the button of a step, and wait for the next."""
        self.click(self.page.get_by_role("button", name=label))
        self.page.wait_for_url(f"**/{step}/")


@pytest.fixture
def newcomer(run, example_site, open_page):
    """Windows in which the new editor has just logged in."""
    run(SETUP)
    # A running site keeps the roots of sites in its memory until one is saved there.
    example_site.serve()

    def opened(width=1280):
        page = open_page("/admin/login/", width=width)
        log_in(page)
        return page

    return opened


def log_in(page):
    page.fill("[name=username]", "ny")
    page.fill("[name=password]", "demo")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def ready(page):
    """The screen of a step, when its tables have been built, is accessible and fits its width."""
    page.wait_for_load_state("networkidle")
    # A text that has no name yet is being built.
    nameless = page.locator("#w-editor-form [contenteditable=true]:not([aria-label])")
    expect(nameless).to_have_count(0)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [1280, 390])
def test_from_nothing_to_a_page_in_two_languages(newcomer, run, width):
    page = newcomer(width)
    hands = Hands(page)
    hands.click(page.get_by_role("link", name="Ny Takster-side"))
    ready(page)
    hands.go_on("Begynd med standardteksten", "rates")
    bands = page.locator("[name*='-value-bands-'][name$='-value-amount']")
    expect(bands).to_have_count(len(AMOUNTS))
    ready(page)
    # The table is read row by row, and its fields stand group by group.
    for number, amount in enumerate([*AMOUNTS[::2], *AMOUNTS[1::2]]):
        hands.fill(bands.nth(number), amount)
    hands.fill(page.locator(EXCLUSION), "200")
    for number, amount in enumerate(["50", "100"]):
        hands.fill(page.locator(REMINDERS).nth(number), amount)
    hands.go_on("Gem, og gå videre", "times")
    ready(page)
    for name, number in TIMES.items():
        hands.fill(page.locator(f"[name$='-{name}']"), number)
    hands.go_on("Gem, og gå videre", "contact")
    ready(page)
    for name, said in FACTS.items():
        hands.fill(page.locator(f"[name={name}]"), said)
    hands.go_on("Gem, og gå videre", "text")
    ready(page)
    hands.go_on("Gem, og se siden", "finish")
    ready(page)
    hands.click(page.get_by_role("button", name="Udgiv", exact=True))
    expect(page.locator(".messages .success")).to_contain_text("er udgivet")
    assert run(PUBLISHED).split() == ["da", "Takster", "230"]
    print(f"{width} px: published in {hands.count} actions")  # noqa: T201 - a figure to report
    assert hands.count <= ALLOWED

    hands.count = 0
    hands.click(page.get_by_role("link", name="Oversæt siden"))
    hands.click(page.get_by_label("Engelsk"))
    hands.click(page.get_by_role("button", name="Send"))
    expect(page.get_by_text("Borrowing is free.")).to_be_visible()
    hands.click(page.get_by_role("button", name="Udgiv på Engelsk"))
    expect(page.locator(".messages .success").last).to_be_visible()
    assert run(PUBLISHED).splitlines()[1] == "en Fees and charges 230"
    print(f"{width} px: English in {hands.count} actions")  # noqa: T201
    assert hands.count <= ALLOWED_IN_ENGLISH


def test_what_was_typed_survives_a_session_that_ended(newcomer, run):
    page = newcomer()
    number = run(MAKE).split()[-1]
    page.goto(f"/admin/libfees/start/{number}/text/")
    intro = page.locator(".public-DraftEditor-content").first
    intro.click()
    page.keyboard.press("Control+a")
    intro.evaluate(PASTE, WORD)
    expect(intro).to_contain_text("Fra Word 😀")
    page.context.clear_cookies()
    page.get_by_role("button", name="Gem, og se siden").click()
    told = page.locator("#libfees-session")
    expect(told).to_contain_text("Du er blevet logget af. Det, du skrev, står her stadig")
    assert_accessible(page)
    with page.context.expect_page() as opened:
        told.get_by_role("link").click()
    log_in(opened.value)
    opened.value.close()
    expect(intro).to_contain_text("Fra Word 😀")
    page.get_by_role("button", name="Gem, og se siden").click()
    page.wait_for_url("**/finish/")
    saved = run(DRAFT)
    assert "Fra Word" in saved
    assert not any(bad in saved for bad in ("mso", "Mso", "script", "o:p"))
