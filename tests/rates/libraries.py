"""Rates of real Danish libraries and what is to be found in them.

The figures are public: those of the libraries' own pages of fees, as gathered in November 2026.
A page that was known only by its notable figures has the most usual bands around them; `known`
says which figures are the library's own. No sentence of a page is copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from wagtail_libfees.rates import (
    BorrowerGroup,
    Exclusion,
    GroupRates,
    OtherFee,
    OtherFeeKind,
    OtherFees,
    RateCard,
    ReminderBasis,
    ReminderFee,
    ReminderFees,
    ReplacementPrices,
)

from .factories import USUAL, USUAL_CHILD, group, overdue


@dataclass(frozen=True)
class Library:
    """A library's card, the fees asked of it, and the codes of its findings.

    `fees` are (age, days overdue, amount in DKK or "free" or None for unknown).
    """

    name: str
    known: str
    card: RateCard
    fees: tuple[tuple[int, int, int | str | None], ...]
    findings: tuple[str, ...] = ()


def child(*rows: tuple[int, int | None, int | str | None], to: int = 17) -> GroupRates:
    return group(*rows, label=f"Børn 0-{to} år", ages=(0, to))


def adult(*rows: tuple[int, int | None, int | str | None], since: int = 18) -> GroupRates:
    return group(*rows, label=f"Voksne fra {since} år", ages=(since, None))


def rates(*groups: GroupRates, **more: tuple[object, ...]) -> RateCard:
    return RateCard(overdue=(overdue(*groups),), **more)


def excluded_at(amount: int, *, inclusive: bool = True) -> tuple[Exclusion, ...]:
    return (Exclusion(Decimal(amount), inclusive),)


DEFAULT_TEXT = Library(
    "Default text of Folkebibliotekernes CMS",
    "all bands, both reminder tiers, the threshold",
    rates(
        child(*USUAL_CHILD),
        adult(*USUAL),
        reminders=(
            ReminderFees(
                (
                    ReminderFee(Decimal(150), ReminderBasis.DEBT, debt_to=Decimal(500)),
                    ReminderFee(
                        Decimal(250),
                        ReminderBasis.DEBT,
                        debt_from=Decimal(500),
                        from_inclusive=False,
                    ),
                )
            ),
        ),
        exclusions=excluded_at(200),
    ),
    ((17, 1, 10), (17, 30, 55), (18, 7, 20), (18, 8, 70), (18, 31, 230)),
    ("reminder_edge",),
)

SLAGELSE_BY_LAW = Library(
    "Slagelse, list of rates",
    "ages 13/14 and 20/120/230, 10/55/120",
    rates(
        child((1, 7, 10), (8, 30, 55), (31, None, 120), to=13),
        adult((1, 7, 20), (8, 30, 120), (31, None, 230), since=14),
    ),
    ((13, 8, 55), (14, 8, 120), (14, 30, 120), (14, 31, 230)),
)

SLAGELSE_NEW = Library(
    "Slagelse, new page",
    "no row for the first seven days, ages 14-17 in no group",
    rates(
        child((8, 30, 55), (31, None, 120), to=13),
        adult((8, 30, 120), (31, None, 230)),
    ),
    ((13, 8, 55), (18, 7, None), (18, 8, 120)),
    ("band_first_day", "ages_uncovered", "band_first_day"),
)

HORSENS = Library(
    "Horsens",
    "three groups, fee-free until 14, the top of 120, prices contain the handling",
    rates(
        group((1, None, "free"), label="Børn 0-14 år", ages=(0, 14)),
        group((1, 7, 10), (8, None, 55), label="Unge 15-18 år", ages=(15, 18)),
        adult((1, 7, 20), (8, None, 120), since=19),
        replacements=(ReplacementPrices(handling_included=True),),
    ),
    ((14, 400, "free"), (15, 1, 10), (18, 8, 55), (19, 400, 120)),
)

FREDERIKSHAVN = Library(
    "Frederikshavn",
    "a third group that is not chosen by age, 230 from day 29",
    rates(
        adult((1, 7, 20), (8, 28, 120), (29, None, 230)),
        child((1, 7, 10), (8, 28, 55), (29, None, 120)),
        GroupRates(BorrowerGroup("Lånepose"), (*group((1, 7, 20), (8, None, 120)).bands,)),
    ),
    ((18, 28, 120), (18, 29, 230), (17, 29, 120)),
    ("overdue_above_ceiling", "overdue_above_child_ceiling", "ages_not_stated"),
)

AABENRAA = Library(
    "Aabenraa",
    "1-7, more than 7, more than 14 as written, 230 from day 30",
    rates(
        child(*USUAL_CHILD),
        adult((1, 7, 20), (8, None, 70), (15, None, 120), (30, None, 230)),
    ),
    ((18, 7, 20), (18, 14, 70), (18, 15, None), (18, 30, None)),
    ("band_open_early", "band_open_early", "overdue_above_ceiling"),
)

NAESTVED = Library(
    "Næstved",
    "1-10, 11-30, after 31, the top of 235, card 10",
    rates(
        child((1, 10, 10), (11, 30, 55), (32, None, 120)),
        adult((1, 10, 20), (11, 30, 120), (32, None, 235)),
        other_fees=(OtherFees((OtherFee(OtherFeeKind.CARD, "Lånerkort", Decimal(10)),)),),
    ),
    ((18, 10, 20), (18, 11, 120), (18, 31, None), (18, 32, 235)),
    ("band_gap", "band_gap", "overdue_above_ceiling"),
)

BROENDBY = Library(
    "Brøndby",
    "15-28, over 29, the top of 150",
    rates(
        child((1, 7, 10), (8, 14, 40), (15, 28, 55), (30, None, 55)),
        adult((1, 7, 20), (8, 14, 70), (15, 28, 120), (30, None, 150)),
    ),
    ((18, 28, 120), (18, 29, None), (18, 30, 150)),
    ("band_gap", "band_gap", "overdue_above_ceiling"),
)

FREDERIKSSUND = Library(
    "Frederikssund",
    "0-18 fee-free since 2020, 230 from day 28, deposit 250, handling 50, one month",
    rates(
        GroupRates(BorrowerGroup("Børn 0-18 år", 0, 18), fee_free=True),
        adult((1, 7, 20), (8, 27, 120), (28, None, 230), since=19),
        replacements=(ReplacementPrices(handling_fee=Decimal(50), refund_months=1),),
        other_fees=(OtherFees((OtherFee(OtherFeeKind.DEPOSIT, "Depositum", Decimal(250)),)),),
    ),
    ((18, 400, "free"), (19, 27, 120), (19, 28, 230)),
    ("overdue_above_ceiling",),
)

NYBORG = Library(
    "Nyborg",
    "0-16 fee-free since 2018, 60 from day 7, the top of 100",
    rates(
        GroupRates(BorrowerGroup("Børn 0-16 år", 0, 16), fee_free=True),
        adult((1, 6, 20), (7, 30, 60), (31, None, 100), since=17),
    ),
    ((16, 7, "free"), (17, 6, 20), (17, 7, 60), (17, 31, 100)),
    ("overdue_above_ceiling",),
)

SKIVE = Library(
    "Skive",
    "200 from day 29, threshold 220",
    rates(
        child(*USUAL_CHILD),
        adult((1, 7, 20), (8, 28, 120), (29, None, 200)),
        exclusions=excluded_at(220),
    ),
    ((18, 28, 120), (18, 29, 200)),
    ("overdue_above_ceiling", "exclusion_unusual"),
)

GLOSTRUP_TRIAL = Library(
    "Glostrup",
    "everybody fee-free on trial, August 2022 to July 2023",
    RateCard(
        overdue=(
            overdue(child(*USUAL_CHILD), adult(*USUAL)),
            overdue(
                GroupRates(BorrowerGroup("Alle lånere", 0), fee_free=True),
                start="2022-08-01",
                end="2023-07-31",
            ),
        )
    ),
    ((18, 8, 70), (17, 8, 40)),
)

LIBRARIES = (
    DEFAULT_TEXT,
    SLAGELSE_BY_LAW,
    SLAGELSE_NEW,
    HORSENS,
    FREDERIKSHAVN,
    AABENRAA,
    NAESTVED,
    BROENDBY,
    FREDERIKSSUND,
    NYBORG,
    SKIVE,
    GLOSTRUP_TRIAL,
)
