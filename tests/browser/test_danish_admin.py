"""An editor with the role Redaktør reads no English, on any screen of hers."""

import json

import pytest
from playwright.sync_api import expect

from .danish import english_words

SETUP = """
import json
from django.contrib.auth import get_user_model
from wagtail.models import Site
from wagtail_libfees.pages.models import PaymentFAQPage, ServiceNoticePage, TaksterPage
user = get_user_model().objects.get(username="rikke")
home = Site.objects.get(is_default_site=True).root_page
of_home = {"locale": home.locale}
takster = TaksterPage.objects.filter(**of_home).first()
takster.save_revision(user=user)
print(json.dumps({
    "home": home.pk,
    "takster": takster.pk,
    "faq": PaymentFAQPage.objects.filter(**of_home).first().pk,
    "notice": ServiceNoticePage.objects.filter(**of_home).first().pk,
    "english": takster.get_translations().first().pk,
}))
"""

BEFORE_LOGIN = [
    "login/",
    "password_reset/",
    "password_reset/done/",
    "password_reset/complete/",
    "password_reset/confirm/x/y-z/",
]
SCREENS = [
    "",
    "pages/",
    "pages/{home}/",
    "pages/{home}/add_subpage/",
    "pages/{takster}/edit/",
    "pages/{faq}/edit/",
    "pages/{notice}/edit/",
    "pages/{english}/edit/",
    "pages/{takster}/history/",
    "pages/{takster}/revisions/compare/earliest...latest/",
    "pages/{takster}/workflow_history/",
    "pages/{takster}/usage/",
    "pages/{takster}/unpublish/",
    "pages/{faq}/delete/",
    "pages/{faq}/copy/",
    "pages/{faq}/move/",
    "pages/search/?q=takster",
    "bulk/wagtailcore/page/publish/?id={takster}&id={faq}",
    "bulk/wagtailcore/page/unpublish/?id={takster}&id={faq}",
    "bulk/wagtailcore/page/move/?id={takster}&id={faq}",
    "images/",
    "images/add/",
    "images/multiple/add/",
    "documents/",
    "documents/add/",
    "documents/multiple/add/",
    "snippets/",
    "snippets/wagtail_libfees/ownfact/",
    "snippets/wagtail_libfees/ownfact/add/",
    "reports/aging-pages/",
    "reports/site-history/",
    "reports/page-types-usage/",
    "reports/workflow/",
    "reports/workflow_tasks/",
    "localize/reports/translations/",
    "localize/submit/page/{notice}/",
    "localize/page/{english}/convert_to_alias/",
    "account/",
    "no/such/page/",
]
CHOOSERS = [
    "choose-page/",
    "choose-page/search/?q=nothing",
    "choose-external-link/",
    "choose-email-link/",
    "choose-phone-link/",
    "choose-anchor-link/",
    "images/chooser/",
    "documents/chooser/",
    "embeds/chooser/",
]


@pytest.fixture
def ids(run):
    """The numbers that addresses name."""
    return json.loads(run(SETUP).strip().splitlines()[-1])


@pytest.fixture
def english_on(written):
    """The texts of a page with an English word, each with its words."""
    return lambda page: english_words(page, written)


def test_the_words_are_seen(open_page, english_on):
    page = open_page("/admin/login/")
    page.evaluate("document.body.append('Save draft')")
    assert english_on(page) == [("Save draft", ["save", "draft"])]


def test_before_the_login(open_page, english_on):
    page = open_page("/admin/login/")
    found = {}
    for address in BEFORE_LOGIN:
        page.goto(f"/admin/{address}")
        found[address] = english_on(page)
    assert {address: texts for address, texts in found.items() if texts} == {}


def test_each_screen(redaktoer, ids, english_on):
    found = {}
    for address in SCREENS:
        response = redaktoer.goto("/admin/" + address.format(**ids))
        assert response.status == (404 if "no/such" in address else 200), address
        assert not address or not redaktoer.url.endswith("/admin/"), f"{address} is refused"
        redaktoer.wait_for_load_state("load")
        found[address] = english_on(redaktoer)
    assert {address: texts for address, texts in found.items() if texts} == {}


def test_each_chooser(redaktoer, english_on):
    found = {}
    for address in CHOOSERS:
        response = redaktoer.request.get(f"/admin/{address}")
        assert response.status == 200, address
        is_json = "json" in response.headers["content-type"]
        html = response.json()["html"] if is_json else response.text()
        redaktoer.set_content(html)
        found[address] = english_on(redaktoer)
    assert {address: texts for address, texts in found.items() if texts} == {}


def test_what_scripts_say(redaktoer, ids, english_on):
    page = redaktoer
    page.goto("/admin/pages/{takster}/edit/".format(**ids))
    page.get_by_role("button", name="Indsæt en blok").first.click()
    expect(page.get_by_placeholder("Søg…").first).to_be_visible()
    found = english_on(page)
    page.keyboard.press("Escape")
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type("/")
    expect(page.get_by_role("option", name="Punktliste")).to_be_visible()
    found += english_on(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Vis eller skjul kommentarer").click()
    page.get_by_role("button", name="Tilføj kommentar").first.click()
    expect(page.get_by_placeholder("Skriv en kommentar…")).to_be_visible()
    found += english_on(page)
    page.get_by_role("button", name="Sider", exact=True).click()
    expect(page.get_by_role("dialog", name="Sider")).to_be_visible()
    found += english_on(page)
    assert found == []
