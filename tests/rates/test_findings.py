import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from wagtail_libfees.rates import (
    MESSAGES,
    Band,
    BorrowerGroup,
    Exclusion,
    GroupRates,
    RateCard,
    ReminderFee,
    ReminderFees,
    Severity,
    Timings,
    card_findings,
)
from wagtail_libfees.rates.findings import is_payable

from .factories import ADULTS, CHILDREN, between, card_of, group, overdue, unfilled
from .strategies import cards

PACKAGE = Path(__file__).parents[2] / "wagtail_libfees" / "rates"


def found_in(card: RateCard) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(found.code, found.place) for found in card_findings(card)]


def test_an_empty_card_and_a_sound_one_have_no_findings() -> None:
    assert found_in(RateCard()) == []
    assert found_in(card_of(CHILDREN, ADULTS)) == []


def test_all_versions_are_checked_and_told_in_the_order_of_the_card() -> None:
    broken = group((1, 7, 20), (9, 30, 70))
    card = RateCard(
        overdue=(
            overdue(CHILDREN, ADULTS),
            overdue(CHILDREN, broken, start="2027-01-01"),
        ),
        reminders=(ReminderFees((ReminderFee(Decimal(300)),)),),
        exclusions=(Exclusion(Decimal(100)),),
    )
    assert found_in(card) == [
        ("last_band_closed", ("overdue", 1, "groups", 1, "bands", 1)),
        ("band_gap", ("overdue", 1, "groups", 1, "bands", 1)),
        ("reminder_above_ceiling", ("reminders", 0, "fees", 0)),
        ("exclusion_unusual", ("exclusions", 0)),
    ]


def test_the_same_is_found_once_though_groups_meet_in_several_periods() -> None:
    lonely = overdue(ADULTS)
    trial = overdue(CHILDREN, ADULTS, start="2027-01-01", end="2027-01-31")
    card = RateCard(overdue=(lonely, trial))
    assert found_in(card) == [("ages_uncovered", ("overdue", 0, "groups", 0))]


def test_days_in_the_wrong_order_are_an_error_in_any_kind() -> None:
    card = RateCard(timings=(Timings(), Timings(validity=between("2027-01-02", "2027-01-01"))))
    assert found_in(card) == [("validity_reversed", ("timings", 1))]
    assert card_findings(card)[0].severity is Severity.ERROR


@pytest.mark.parametrize(("start", "together"), [(None, True), ("2027-01-01", False)])
def test_two_thresholds_at_a_time_contradict_each_other(start: str | None, together: bool) -> None:
    rule = Exclusion(Decimal(200))
    card = RateCard(exclusions=(rule, Exclusion(Decimal(200), validity=between(start))))
    expected = [("versions_together", ("exclusions", 1))] if together else []
    assert found_in(card) == expected


@pytest.mark.parametrize(
    ("band", "code", "field"),
    [
        (Band(1, None, Decimal(-1)), "amount_invalid", "amount"),
        (Band(1, None, Decimal("NaN")), "amount_invalid", "amount"),
        (Band(1, None, Decimal("Infinity")), "amount_invalid", "amount"),
        (Band(1, None, Decimal("20.005")), "amount_invalid", "amount"),
        (Band(1, None, Decimal("1e9")), "amount_invalid", "amount"),
        (Band(-1, None, Decimal(20)), "number_invalid", "from_day"),
        (Band(1, 10**9, Decimal(20)), "number_invalid", "to_day"),
    ],
)
def test_impossible_numbers_are_told_alone_at_their_field(
    band: Band, code: str, field: str
) -> None:
    card = card_of(CHILDREN, GroupRates(BorrowerGroup("Voksne", 18), (band,)))
    place = ("overdue", 0, "groups", 1, "bands", 0, field)
    assert found_in(card) == [(code, place)]
    assert card_findings(card)[0].severity is Severity.ERROR
    assert str(card_findings(card)[0])


@pytest.mark.parametrize(
    ("amount", "payable"),
    [("0", True), ("20.50", True), ("20.500", True), ("9999999.99", True), ("10000000", False)],
)
def test_an_amount_is_payable_in_whole_oere(amount: str, payable: bool) -> None:
    assert is_payable(Decimal(amount)) is payable


@given(cards)
def test_any_card_gets_findings_whose_messages_can_be_written(card: RateCard) -> None:
    for found in card_findings(card):
        assert not unfilled(found)
        assert found.place[0] in {"overdue", "replacements", "reminders", "exclusions"} | {
            "other_fees",
            "timings",
        }
        assert set(found.shown_params("da")) == set(found.params)


def test_parameters_are_shown_in_the_language() -> None:
    found, *_ = card_findings(card_of(CHILDREN, group((1, None, "1234.5"))))
    assert found.code == "overdue_above_ceiling"
    assert found.shown_params("da")["amount"] == "1.234,50\N{NO-BREAK SPACE}kr."
    assert found.shown_params("en")["amount"] == "DKK\N{NO-BREAK SPACE}1,234.50"
    assert "DKK\N{NO-BREAK SPACE}1,234.50 from day 1" in str(found)


def test_every_code_in_use_has_a_message_and_every_message_is_used() -> None:
    sources = "".join(file.read_text() for file in PACKAGE.glob("*check*.py"))
    sources += (PACKAGE / "findings.py").read_text()
    used = set(re.findall(r'(?:error|warning)\(\s*"(\w+)"', sources))
    assert used == set(MESSAGES)


def test_findings_are_values() -> None:
    card = card_of(group((2, None, 20)))
    assert card_findings(card) == card_findings(card)
    assert len({*card_findings(card), *card_findings(card)}) == len(card_findings(card))
    with pytest.raises(TypeError):
        card_findings(card)[0].params["day"] = 1  # type: ignore[index]
