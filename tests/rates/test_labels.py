import pytest

from wagtail_libfees.rates import band_label, group_label

from .factories import band


@pytest.mark.parametrize(
    ("age_from", "age_to", "danish", "english"),
    [
        (None, 17, "Børn under 18 år", "Children under 18"),
        (0, 13, "Børn under 14 år", "Children under 14"),
        (18, None, "Voksne fra 18 år", "Adults from 18"),
        (14, None, "Voksne fra 14 år", "Adults from 14"),
        (13, None, "Lånere fra 13 år", "Borrowers from 13"),
        (7, 13, "Børn 7–13 år", "Children 7–13"),
        (15, 18, "Lånere 15–18 år", "Borrowers 15–18"),
        (None, 24, "Lånere under 25 år", "Borrowers under 25"),
        (None, None, "Alle lånere", "All borrowers"),
        (0, None, "Alle lånere", "All borrowers"),
    ],
)
def test_a_group_is_named_by_its_ages(
    age_from: int | None, age_to: int | None, danish: str, english: str
) -> None:
    assert group_label(age_from, age_to) == danish
    assert group_label(age_from, age_to, "en-gb") == english


@pytest.mark.parametrize(
    ("from_day", "to_day", "danish", "english"),
    [
        (1, 7, "1–7 dage", "1–7 days"),
        (8, 14, "8–14 dage", "8–14 days"),
        (1, 1, "1 dag", "1 day"),
        (7, 7, "7 dage", "7 days"),
        (31, None, "Efter 30 dage", "After 30 days"),
        (2, None, "Efter 1 dag", "After 1 day"),
        (1, None, "Fra 1. dag", "From day 1"),
    ],
)
def test_a_band_is_named_by_its_days(
    from_day: int, to_day: int | None, danish: str, english: str
) -> None:
    assert band_label(band(from_day, to_day, 20), "da-dk") == danish
    assert band_label(band(from_day, to_day, 20), "en") == english
