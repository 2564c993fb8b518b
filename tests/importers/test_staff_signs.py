"""Headings that name staff, in the many words that libraries have for them."""

import pytest

from wagtail_libfees.importers.audience import audience_of_heading
from wagtail_libfees.importers.masking import MASK, mask_cpr
from wagtail_libfees.importers.records import Audience


@pytest.mark.parametrize(
    "heading",
    [
        "Medarbejder-Q&A",
        "Kun for frontpersonalet",
        "Til frontmedarbejdere",
        "Til skrankevagter",
        "Til dig i skranken",
        "Til kollegerne",
        "Til bibliotekarerne",
        "Til biblioteksassistenter",
        "Til studentermedhjælperne",
        "Medarbejdervejledning",
        "Personalevejledning",
        "Svar til lånere (kun medarbejdere)",
        "Staff-only",
    ],
)
def test_heading_for_staff(heading):
    assert audience_of_heading(heading) is Audience.STAFF


@pytest.mark.parametrize("heading", ["Spørg personalet", "Betaling", "Hvor er bibliotekaren?"])
def test_heading_that_only_speaks_of_staff(heading):
    assert audience_of_heading(heading) is None


@pytest.mark.parametrize(
    "number", ["01.01.90-1234", "01-01-90-1234", "01 01 90-1234", "01/01/90 - 1234"]
)
def test_number_with_a_parted_date_is_masked(number):
    assert mask_cpr(f"Mit nummer er {number}.")[0] == f"Mit nummer er {MASK}."


@pytest.mark.parametrize(
    "text", ["den 1.12.2026-1.1.2027", "01.12.2026-2027", "kl. 10.00-1400", "tlf. 12 34 56 78"]
)
def test_dates_and_times_are_no_personal_numbers(text):
    assert mask_cpr(text)[0] == text
