"""The guided start, as somebody with no more than the role Redaktør meets it, in Danish."""

import pytest
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
# The step, a field of it, what is typed there, and what is said; of several the first comes last.
UNREAD = [
    ("rates", "amount", "ca. 20", "er ikke et beløb"),
    ("times", "considered_lost_days", "-3", "større end eller lig 1"),
    ("times", "recall_days", "to", "Indtast et heltal"),
    ("contact", "phone_payment", "ring bare", "kun tal og mellemrum"),
]
PASTE = """(editor, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "Fra Word 😀");
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_what_cannot_be_read_holds_the_step_and_has_the_focus(example_site, open_page, run, width):
    start = f"/admin/libfees/start/{run(MAKE).split()[-1]}"
    example_site.serve()
    page = open_page(f"{start}/times/", user="ny", width=width)
    for step, name, typed, reason in UNREAD:
        page.goto(f"{start}/{step}/")
        field = page.locator(f"[name$={name}]").first
        field.click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(typed)
        with page.expect_navigation(wait_until="load"):
            page.get_by_role("button", name="Gem, og gå videre").click()
        assert page.url.endswith(f"/{step}/")
        expect(field).to_be_focused()
        expect(field).to_have_value(typed)
        expect(page.locator(".libfees-start")).to_contain_text(reason)
        assert_accessible(page)
        field.fill("")


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
