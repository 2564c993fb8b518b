from datetime import date, timedelta
from decimal import Decimal

import pytest

from wagtail_libfees.rates import (
    AmountState,
    Borrower,
    Item,
    Severity,
    card_findings,
    estimate,
    export_csv,
    export_json,
    import_csv,
    import_json,
)

from .libraries import GLOSTRUP_TRIAL, LIBRARIES, Library

ASKED = [
    pytest.param(library, *asked, id=f"{library.name}: {asked[0]} years, day {asked[1]}")
    for library in LIBRARIES
    for asked in library.fees
]
EACH = pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.name)


@pytest.mark.parametrize(("library", "age", "days", "amount"), ASKED)
def test_what_a_borrower_of_a_real_library_owes(
    library: Library, age: int, days: int, amount: int | str | None
) -> None:
    due = date(2026, 6, 1)
    found = estimate(library.card, [Item(due, due + timedelta(days=days))], Borrower(age=age))
    expected = {
        "free": (AmountState.FEE_FREE, Decimal(0)),
        None: (AmountState.UNKNOWN, None),
    }.get(amount, (AmountState.KNOWN, Decimal(amount or 0) if amount != "free" else None))
    assert (found.state, found.total) == expected


@EACH
def test_what_is_to_be_found_in_a_real_card(library: Library) -> None:
    assert tuple(found.code for found in card_findings(library.card)) == library.findings


@EACH
def test_a_real_card_survives_both_files(library: Library) -> None:
    assert import_json(export_json(library.card)) == library.card
    assert import_csv(export_csv(library.card)) == library.card


def test_a_ceiling_never_keeps_a_real_page_from_being_published() -> None:
    above = [
        found
        for library in LIBRARIES
        for found in card_findings(library.card)
        if "ceiling" in found.code
    ]
    assert len(above) == 8
    assert {found.severity for found in above} == {Severity.WARNING}
    assert all("Ask your lawyer" in str(found) for found in above)


@pytest.mark.parametrize(
    ("day", "age", "state"),
    [
        ("2022-07-31", 40, AmountState.KNOWN),
        ("2022-08-01", 40, AmountState.FEE_FREE),
        ("2023-07-31", 7, AmountState.FEE_FREE),
        ("2023-08-01", 7, AmountState.KNOWN),
    ],
)
def test_a_fee_free_trial_begins_and_ends_on_its_days(
    day: str, age: int, state: AmountState
) -> None:
    returned = date.fromisoformat(day)
    item = Item(returned - timedelta(days=9), returned)
    assert estimate(GLOSTRUP_TRIAL.card, [item], Borrower(age=age)).state is state
