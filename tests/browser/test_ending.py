"""A live notice is published while its editor is still being saved by itself."""

import pytest
from playwright.sync_api import expect

# A notice that borrowers see now, in both languages.
SETUP = """
from wagtail_libfees.pages.models import ServiceNoticePage as Notice
found = next(n for n in Notice.objects.live().filter(locale__language_code="da") if n.is_active)
print(found.pk)
"""


@pytest.fixture
def notice(run):
    return run(SETUP).split()[-1]


@pytest.fixture
def form(redaktoer, notice):
    redaktoer.goto(f"/admin/pages/{notice}/edit/")
    return redaktoer


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
