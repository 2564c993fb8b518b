"""The channels of a notice as an editor meets them: from the listing to the ledger and back."""

import re

from playwright.sync_api import expect

from .steps import assert_accessible


def open_channels(page):
    """Find a notice in the page listing, and open its channels from the menu there."""
    page.goto("/admin/pages/")
    page.goto("/admin/reports/libfees-channels/")
    page.locator(".libfees-tasks a").first.click()
    page.wait_for_url("**/channels/**")
    listing = page.locator(".libfees-channels__actions a").first.get_attribute("href")
    page_id = re.search(r"/pages/(\d+)/", listing).group(1)
    page.goto(f"/admin/pages/{page_id}/edit/")
    parent = page.locator("a[href^='/admin/pages/']", has_text="Servicemeddelelser").last
    page.goto(parent.get_attribute("href"))
    row = page.locator("tr", has=page.locator(f"a[href='/admin/pages/{page_id}/edit/']")).first
    row.locator("button[aria-haspopup], button[aria-expanded]").first.click()
    page.locator(f"a[href='/admin/libfees/notices/{page_id}/channels/']:visible").first.click()
    expect(page.locator("#channel-sms")).to_be_visible()
    return page_id


def test_from_the_listing_to_the_ledger(editor):
    page_id = open_channels(editor)
    expect(editor.locator(".libfees-channel__picture")).to_be_visible()
    assert_accessible(editor)

    sms = editor.locator("#channel-sms")
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sms.locator("[data-libfees-copy]").first.click()
    expect(editor.locator("[data-libfees-copy-status]")).not_to_be_empty()
    copied = editor.evaluate("navigator.clipboard.readText()")
    assert copied == sms.locator(".libfees-channel__text").text_content()

    sms.locator("form[action$='/sent/'] button").click()
    expect(editor.locator("#channel-sms.libfees-channel--is-sent")).to_be_visible()
    expect(editor.locator("#libfees-ledger-title")).to_be_visible()
    assert_accessible(editor)

    editor.goto(f"/admin/pages/{page_id}/edit/")
    editor.fill("[name=lead]", "Nu gælder noget helt andet.")
    editor.locator("#page-edit-form button[type=submit]").first.click()
    expect(editor.locator(".messages .success")).to_be_visible()

    editor.goto(f"/admin/libfees/notices/{page_id}/channels/")
    changed = editor.locator("#channel-sms.libfees-channel--is-changed")
    expect(changed.locator("del").first).to_be_visible()
    expect(changed.locator("ins").first).to_contain_text("Nu")
    assert_accessible(editor)


def test_poster_is_downloaded(editor):
    editor.goto("/admin/reports/libfees-channels/")
    assert_accessible(editor)
    editor.locator(".libfees-tasks a").first.click()
    with editor.expect_download() as download:
        editor.locator("#channel-poster a[href$='/a4/']").click()
    assert download.value.suggested_filename.endswith("poster-a4.pdf")


def test_channels_on_a_phone(editor, open_page):
    editor.goto("/admin/reports/libfees-channels/")
    href = editor.locator(".libfees-tasks a").first.get_attribute("href")
    phone = open_page(href, context=editor.context)
    phone.set_viewport_size({"width": 320, "height": 800})
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert_accessible(phone)


def test_home_page_reminds(editor):
    editor.goto("/admin/")
    expect(editor.locator(".libfees-desk a[href*='#channel-']").first).to_be_visible()
    assert_accessible(editor)
