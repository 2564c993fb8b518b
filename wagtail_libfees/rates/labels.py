"""Labels proposed to the editor and, for bands, shown where a source gave no wording.

Danish and English are built in, as the proposal is made in the language of the page and not in
that of the admin; any other language reads as Danish, the language of the rates.
"""

from __future__ import annotations

from typing import Final

from ..text.written import known_language
from .model import Band

# The oldest children and the youngest adults met on the pages of libraries.
OLDEST_CHILD: Final = 17
YOUNGEST_ADULT: Final = 14

NOUNS: Final = {
    "da": {"child": "Børn", "adult": "Voksne", "any": "Lånere"},
    "en": {"child": "Children", "adult": "Adults", "any": "Borrowers"},
}


def group_label(age_from: int | None, age_to: int | None, language: str = "da") -> str:
    """Return a label for borrowers of these ages (years, inclusive, None is open).

    `Børn under 18 år`, `Voksne fra 18 år`, `Børn 7–13 år`, `Lånere 15–25 år`, and for no ages
    at all `Alle lånere`; English `Children under 18`, `Adults from 18`.
    """
    danish = _is_danish(language)
    who = NOUNS["da" if danish else "en"][_age_class(age_from or 0, age_to)]
    years = " år" if danish else ""
    if age_to is not None and age_from:
        return f"{who} {age_from}–{age_to}{years}"
    if age_to is not None:
        return f"{who} under {age_to + 1}{years}"
    if age_from:
        return f"{who} {'fra' if danish else 'from'} {age_from}{years}"
    return "Alle lånere" if danish else "All borrowers"


def _age_class(age_from: int, age_to: int | None) -> str:
    """What to call borrowers of these ages without saying anything false."""
    if age_to is not None and age_to <= OLDEST_CHILD:
        return "child"
    return "adult" if age_to is None and age_from >= YOUNGEST_ADULT else "any"


def band_label(band: Band, language: str = "da") -> str:
    """Return the days overdue that `band` holds: `1–7 dage`, and for an open end `Efter 30 dage`.

    English `1–7 days` and `After 30 days`. The open label names the last day of the band
    before, as most libraries write it; a band that holds every day is `Fra 1. dag`.
    """
    danish = _is_danish(language)
    first, last = band.from_day, band.to_day
    if last is None and first <= 1:
        return "Fra 1. dag" if danish else "From day 1"
    if last is None:
        return f"{'Efter' if danish else 'After'} {_days(first - 1, danish)}"
    return _days(first, danish) if first == last else f"{first}–{_days(last, danish)}"


def _is_danish(language: str) -> bool:
    return known_language(language) != "en"


def _days(count: int, danish: bool) -> str:
    one, many = ("dag", "dage") if danish else ("day", "days")
    return f"{count} {one if count == 1 else many}"
