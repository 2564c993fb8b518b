"""A live notice is ended in two clicks, withdrawn with a word, and shown again."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .steps import OPTIONS, assert_accessible

# A notice that borrowers see now, in both languages; and an editor who uses the admin in Danish.
SETUP = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.users.models import UserProfile
from wagtail_libfees.pages.models import ServiceNoticePage as Notice
call_command("libfees_setup_roles", verbosity=0)
user = get_user_model().objects.create_user("rie", password="demo")
user.groups.set([Group.objects.get(name="Redaktør")])
UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "da"})
found = next(n for n in Notice.objects.live().filter(locale__language_code="da") if n.is_active)
print(found.pk)
"""
SHOWN = """
from wagtail_libfees.pages.models import ServiceNoticePage as Notice
notice = Notice.objects.get(pk={pk})
pages = [notice, *notice.get_translations()]
print(len(pages), sum(n.is_active for n in pages), sum(n.is_withdrawn for n in pages))
"""


@pytest.fixture
def notice(run):
    return run(SETUP).split()[-1]


@pytest.fixture
def form(open_page, notice):
    page = open_page("/admin/login/")
    page.fill("[name=username]", "rie")
    page.fill("[name=password]", "demo")
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    page.goto(f"/admin/pages/{notice}/edit/")
    return page


def menu(page):
    page.get_by_role("button", name="Actions").or_(
        page.get_by_role("button", name="Handlinger")
    ).first.click()


def test_a_notice_is_ended_in_two_clicks_and_shown_again(form, run, notice):
    menu(form)
    with form.expect_navigation():
        form.get_by_role("link", name="Afslut nu").click()
    expect(form.locator(".messages")).to_contain_text("er afsluttet")
    assert run(SHOWN.format(pk=notice)).split() == ["2", "0", "0"]
    with form.expect_navigation():
        form.get_by_role("button", name="Fortryd").click()
    expect(form.locator(".messages")).to_contain_text("vises igen")
    assert run(SHOWN.format(pk=notice)).split() == ["2", "2", "0"]


def test_a_notice_is_withdrawn_with_a_word_in_each_language(form, open_page, run, notice):
    menu(form)
    form.get_by_role("link", name="Træk tilbage med en besked til læserne").click()
    assert_accessible(form)
    form.get_by_label("Til læserne (Dansk)").click()
    form.keyboard.press("Control+a")
    form.keyboard.type("Det var en fejl 😀", delay=10)
    with form.expect_navigation():
        form.get_by_role("button", name="Træk meddelelsen tilbage").click()
    assert run(SHOWN.format(pk=notice)).split() == ["2", "0", "2"]
    address = run(
        "from wagtail_libfees.pages.models import ServiceNoticePage as N;"
        f"print(N.objects.get(pk={notice}).url)"
    ).split()[-1]
    page = open_page(address)
    expect(page.locator(".libfees-notice-page")).to_contain_text("Det var en fejl 😀")
    assert Axe().run(page, options=OPTIONS).violations_count == 0


def test_publishing_right_after_typing_is_no_conflict(form, run, notice):
    """Autosave is on its way when “Publish” is pressed; thrice, for it is a race."""
    for number in range(3):
        form.goto(f"/admin/pages/{notice}/edit/")
        lead = form.locator("[name=lead]")
        lead.click()
        form.keyboard.press("Control+a")
        form.keyboard.type(f"Kort og rettet {number}.")
        # Autosave waits half a second after the last key.
        form.wait_for_timeout(480 + 40 * number)
        with form.expect_navigation(wait_until="load"):
            form.evaluate("document.querySelector('[name=action-publish]').click()")
        expect(form.locator("main")).not_to_contain_text("En anden har ændret")
        text = (
            "from wagtail_libfees.pages.models import ServiceNoticePage as N;"
            f"print(N.objects.get(pk={notice}).lead)"
        )
        assert f"rettet {number}." in run(text)
