"""The guided start, as somebody with no more than the role Redaktør meets it, in Danish."""

from playwright.sync_api import expect

from .steps import assert_accessible, log_in

# A draft with the standard text, and its number.
MAKE = """
from django.contrib.auth import get_user_model
from tests.browser.people import sandby
from wagtail_libfees.drafts.standard_text import new_takster_page
front = sandby().root_page
print(new_takster_page(front, get_user_model().objects.get(username="ny")).pk)
"""
DRAFT = """
from wagtail_libfees.pages.models import TaksterPage
draft = TaksterPage.objects.latest("pk").get_latest_revision_as_object()
print(repr(draft.intro))
"""
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->
<p class=MsoNormal style='mso-margin-top-alt:auto'><b>Fra Word</b><o:p></o:p> 😀</p>
<script>alert(1)</script><!--EndFragment--></body></html>"""
PASTE = """(editor, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "Fra Word 😀");
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}"""


def test_what_was_typed_survives_a_session_that_ended(example_site, open_page, run):
    number = run(MAKE).split()[-1]
    # A running site keeps the roots of sites in its memory until one is saved there.
    example_site.serve()
    page = open_page(f"/admin/libfees/start/{number}/text/", user="ny")
    intro = page.locator(".public-DraftEditor-content").first
    intro.click()
    page.keyboard.press("Control+a")
    intro.evaluate(PASTE, WORD)
    expect(intro).to_contain_text("Fra Word 😀")
    page.context.clear_cookies()
    page.get_by_role("button", name="Gem, og se siden").click()
    told = page.get_by_role("alert").filter(has_text="Du er ikke logget ind længere")
    expect(told).to_be_visible()
    assert_accessible(page)
    with page.context.expect_page() as opened:
        told.get_by_role("link").click()
    log_in(opened.value, "ny")
    opened.value.close()
    expect(intro).to_contain_text("Fra Word 😀")
    page.get_by_role("button", name="Gem, og se siden").click()
    page.wait_for_url("**/finish/")
    saved = run(DRAFT)
    assert "Fra Word" in saved
    assert not any(bad in saved for bad in ("mso", "Mso", "script", "o:p"))
