"""The question before a branch is deleted, on a phone and by keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}

MAKE = """
from datetime import timedelta
from wagtail.models import Site
from wagtail_libfees.clock import today
from wagtail_libfees.models import Branch
from wagtail_libfees.pages.models import ServiceNoticeIndexPage, ServiceNoticePage
site = Site.objects.get(is_default_site=True)
index = ServiceNoticeIndexPage.objects.get(locale=site.root_page.locale)
branch = Branch.objects.create(name="Ladebiblioteket", site=site, locale=index.locale)
for title in ("Lukket i Laden", "Ny indgang i Laden"):
    notice = ServiceNoticePage(
        title=title, lead=title, to_day=today() + timedelta(days=9), branches=[branch],
        locale=index.locale,
    )
    index.add_child(instance=notice).save_revision().publish()
print(branch.pk)
"""
READ = """
from wagtail_libfees.models import Branch
from wagtail_libfees.pages.models import ServiceNoticePage
print(Branch.objects.filter(name="Ladebiblioteket").exists())
for notice in ServiceNoticePage.objects.filter(title__endswith="i Laden").order_by("title"):
    print(notice.live, [branch.name for branch in notice.to_content().branches])
"""


@pytest.fixture
def question(run, open_page):
    """The page, for a branch that two live notices name."""
    branch = run(MAKE).split()[-1]

    def opened(width=390, scheme="light"):
        path = f"/admin/snippets/wagtail_libfees/branch/delete/{branch}/"
        return open_page(path, width=width, scheme=scheme, logged_in=True)

    return opened


def check_access(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(page, context="main", options=AXE)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light")])
def test_the_question_is_within_reach_of_everyone(question, width, scheme):
    page = question(width, scheme)
    expect(page.get_by_role("group", name="Lukket i Laden")).to_be_visible()
    check_access(page, width)
    page.get_by_role("button", name="Ret meddelelserne, og slet afdelingen").click()
    expect(page.get_by_role("alert").filter(has_text="Lukket i Laden")).to_be_visible()
    check_access(page, width)


def test_it_is_answered_by_keyboard(question, run):
    page = question()
    first = page.get_by_role("group", name="Lukket i Laden")
    second = page.get_by_role("group", name="Ny indgang i Laden")
    keep = "Den handler stadig om den tidligere afdeling: Behold navnet"
    first.get_by_label("Træk den tilbage").focus()
    page.keyboard.press("ArrowDown")
    expect(first.get_by_label(keep)).to_be_checked()
    page.get_by_role("button", name="Ret meddelelserne, og slet afdelingen").press("Enter")
    page.get_by_role("alert").get_by_role("link", name="Ny indgang i Laden").press("Enter")
    expect(second).to_be_focused()
    expect(first.get_by_label(keep)).to_be_checked()
    second.get_by_label("Træk den tilbage").press("Space")
    page.get_by_role("button", name="Ret meddelelserne, og slet afdelingen").press("Enter")
    expect(page.get_by_text("Ladebiblioteket").first).to_be_visible()
    assert run(READ).splitlines()[-3:] == [
        "False",
        "True ['Ladebiblioteket']",
        "False ['Ladebiblioteket']",
    ]


def test_cancelling_changes_nothing(question, run):
    page = question()
    page.get_by_role("link", name="Annullér").click()
    page.wait_for_url("**/admin/snippets/wagtail_libfees/branch/")
    assert run(READ).splitlines()[-3:] == ["True", *["True ['Ladebiblioteket']"] * 2]
