"""What an editor does with the settings, and what happens when the fee page is lost."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

SETTINGS = (
    "from wagtail.models import Site;"
    "from wagtail_libfees.models import FeeSettings;"
    "from wagtail_libfees.pages.models import TaksterPage;"
    "site = Site.objects.get(is_default_site=True);"
)
OWN = "Takster til sletning"
MAKE = SETTINGS + (
    f"page = site.root_page.add_child(instance=TaksterPage(title='{OWN}', slug='til-sletning'));"
    "page.save_revision().publish();"
    "FeeSettings.objects.filter(site=site).update(fee_page=page);"
    "from wagtail_libfees.fee_page.backups import keep_page;"
    "keep_page(page);"
    "print(page.pk)"
)


@pytest.fixture
def fee_page(editor, run):
    """A fee page that may be deleted."""
    return run(MAKE).split()[-1]


def check_accessible(page):
    results = Axe().run(page, context="main", options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert results.violations_count == 0, results.generate_report()


def delete(page, number):
    """Delete a page as far as the question."""
    page.goto(f"/admin/pages/{number}/delete/")
    page.locator("main form [type=submit]").first.click()
    expect(page.locator("h1")).to_contain_text("Du er ved at slette en Takster-side")


def test_who_deletes_the_fee_page_is_told_and_names_a_successor(editor, fee_page, open_page):
    delete(editor, fee_page)
    expect(editor.locator("main")).to_contain_text("Fjordby Bibliotek")
    check_accessible(editor)
    option = editor.locator("main select option", has_text="/takster/").first
    editor.locator("main select").select_option(value=option.get_attribute("value"))
    editor.get_by_role("button", name="Brug afløseren, og gå videre").click()
    expect(editor.locator(".messages")).to_contain_text("har fået en ny Takster-side")
    assert open_page("/libfees/fee-page/").url.endswith("/takster/")


def test_a_fee_page_deleted_all_the_same_is_brought_back(editor, fee_page, open_page):
    delete(editor, fee_page)
    editor.get_by_role("button", name="Slet uden afløser").click()
    expect(editor.locator(".messages")).to_contain_text("slettet")
    editor.goto("/admin/")
    editor.get_by_role("link", name="Hent Takster-siden tilbage").first.click()
    expect(editor.locator("main")).to_contain_text(OWN)
    check_accessible(editor)
    editor.get_by_role("button", name="Hent Takster-siden tilbage").click()
    expect(editor.locator("#page-edit-form")).to_be_visible()
    assert open_page("/libfees/fee-page/").url.endswith("/til-sletning/")


def test_the_preview_follows_what_is_typed(editor):
    editor.goto("/admin/settings/wagtail_libfees/feesettings/")
    editor.get_by_role("tab", name="Betaling").click()
    preview = editor.locator("[data-libfees-preview]")
    expect(preview).to_contain_text("Betal i")
    editor.locator("[name=payment_routes-0-value-name]").fill("Kommunens Kasse")
    expect(preview).to_contain_text("Betal i Kommunens Kasse")
    expect(preview).to_contain_text("Pay in Kommunens Kasse")


TABS = ["Takster-side", "Betaling", "Kontakt", "Frister", "Bibliotek", "Servicemed", "Værktøjer"]


@pytest.mark.parametrize("tab", TABS)
def test_the_tabs_are_accessible(editor, tab):
    editor.goto("/admin/settings/wagtail_libfees/feesettings/")
    editor.get_by_role("tab", name=tab).click()
    check_accessible(editor)


@pytest.mark.parametrize("tab", TABS)
def test_no_field_of_the_tabs_runs_off_a_phone(editor, tab):
    editor.set_viewport_size({"width": 360, "height": 740})
    editor.goto("/admin/settings/wagtail_libfees/feesettings/")
    editor.get_by_role("tab", name=tab).click()
    fields = editor.locator("main [role=tabpanel] :is(input, select, textarea):visible")
    right = "(all) => all.map((field) => field.getBoundingClientRect().right)"
    assert [edge for edge in fields.evaluate_all(right) if edge > 360] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_ways_of_paying_are_added_ordered_and_removed(editor, width):
    editor.set_viewport_size({"width": width, "height": 800})
    editor.goto("/admin/settings/wagtail_libfees/feesettings/")
    editor.get_by_role("tab", name="Betaling").click()
    preview = editor.locator("[data-libfees-preview]")
    tab = editor.locator("[role=tabpanel]:not([hidden])")
    tab.get_by_role("button", name="Indsæt en blok").last.click()
    editor.locator("[name=payment_routes-1-value-kind]").select_option("desk")
    expect(preview).to_contain_text("Du betaler ved skranken på biblioteket.")
    check_accessible(editor)
    tab.get_by_role("button", name="Slet").first.click()
    expect(preview).not_to_contain_text("Betal i")
    expect(preview).to_contain_text("Du betaler ved skranken på biblioteket.")
    tab.get_by_role("button", name="Slet").first.click()
    expect(preview).to_contain_text("Der bliver ikke sagt noget.")
