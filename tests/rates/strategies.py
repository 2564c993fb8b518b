"""Generated rates: sound tables, tables of any kind, and whole cards for export."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import strategies as st

from wagtail_libfees.rates import (
    Accrual,
    Band,
    BillBy,
    BillTo,
    BorrowerGroup,
    Exclusion,
    GroupRates,
    OtherFee,
    OtherFeeKind,
    OtherFees,
    OverdueFees,
    Pricing,
    RateCard,
    ReminderBasis,
    ReminderFee,
    ReminderFees,
    ReplacementPrice,
    ReplacementPrices,
    Timings,
    Validity,
)

amounts = st.one_of(
    st.integers(0, 9_999_999).map(Decimal),
    st.integers(0, 999_999_999).map(lambda oere: Decimal(oere).scaleb(-2)),
)
maybe_amounts = st.none() | amounts
numbers = st.integers(0, 100_000)
maybe_numbers = st.none() | numbers
# Hostile for CSV: quotes, breaks, delimiters, beginnings of formulas.
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
) | st.sampled_from(["=1+1", "'", "''x", "+50", "-", "@a", "\t", "\r\n", '";"', ",,", " x ", "\r"])
days = st.dates(date(1, 1, 1), date.max)
urls = st.sampled_from(["", "https://kommune.example/referat?id=1", "http://x.example/å;,"])


@st.composite
def sound_bands(draw: st.DrawFn) -> tuple[Band, ...]:
    """Bands from day 1 without gap or overlap, the last one open, every amount stated."""
    starts = [1, *sorted(draw(st.sets(st.integers(2, 410), max_size=6)))]
    ends = [after - 1 for _, after in pairwise(starts)]
    return tuple(
        Band(
            start,
            end,
            *draw(st.tuples(amounts, st.just(False)) | st.just((None, True))),
            replacement_added=draw(st.booleans()),
        )
        for start, end in zip(starts, [*ends, None], strict=True)
    )


def rates_of(bands: st.SearchStrategy[tuple[Band, ...]]) -> st.SearchStrategy[GroupRates]:
    return st.builds(GroupRates, st.just(BorrowerGroup("Voksne", 18)), bands)


sound_rates = rates_of(sound_bands())

small_bands = st.builds(
    Band,
    st.integers(1, 12),
    st.none() | st.integers(1, 12),
    st.sampled_from([None, Decimal(0), Decimal(20), Decimal(70)]),
    st.booleans(),
    st.booleans(),
)
any_rates = rates_of(st.lists(small_bands, max_size=4).map(tuple))

validities = st.builds(Validity, st.none() | days, st.none() | days, texts, st.none() | days, urls)
groups = st.builds(BorrowerGroup, texts, maybe_numbers, maybe_numbers)
bands = st.builds(Band, numbers, maybe_numbers, maybe_amounts, st.booleans(), st.booleans(), texts)


# Names of a rate over the years; the second as of a file that somebody made.
KEYS = ["", "x'\n", "0b5f2c1e-9a3d-4d0e-8a55-3f1f0c6f7a10", "5d1e6f3a-7c2b-4b8e-9f00-1a2b3c4d5e6f"]
keys = st.sampled_from(KEYS)


def several(entries: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(entries, max_size=3).map(tuple)


overdue_fees = st.builds(
    OverdueFees,
    several(
        st.builds(
            GroupRates,
            groups,
            several(bands),
            st.booleans(),
            st.none() | st.sampled_from(BillTo),
            maybe_numbers,
            st.none() | st.sampled_from(BillBy),
            keys,
        )
    ),
    validities,
    st.none() | st.sampled_from(Accrual),
)
prices = st.builds(ReplacementPrice, texts, maybe_amounts, st.sampled_from(Pricing), texts, keys)
reminders = st.builds(
    ReminderFee,
    maybe_amounts,
    st.sampled_from(ReminderBasis),
    maybe_amounts,
    maybe_amounts,
    st.booleans(),
    st.booleans(),
    texts,
    keys,
)
other_fees = st.builds(
    OtherFee, st.sampled_from(OtherFeeKind), texts, maybe_amounts, st.booleans(), texts, keys
)
cards = st.builds(
    RateCard,
    several(overdue_fees),
    several(
        st.builds(
            ReplacementPrices,
            several(prices),
            maybe_amounts,
            st.booleans(),
            maybe_numbers,
            validities,
        )
    ),
    several(st.builds(ReminderFees, several(reminders), validities)),
    several(st.builds(Exclusion, maybe_amounts, st.booleans(), maybe_numbers, validities)),
    several(st.builds(OtherFees, several(other_fees), validities)),
    several(
        st.builds(
            Timings,
            maybe_numbers,
            maybe_numbers,
            maybe_numbers,
            maybe_numbers,
            maybe_amounts,
            maybe_numbers,
            validities,
        )
    ),
)

# Few days, so that versions begin, end and overlap on the same ones.
NEW_YEAR = date(2027, 1, 1).toordinal()
near_days = st.integers(NEW_YEAR - 4, NEW_YEAR + 4).map(date.fromordinal)
near_versions = st.lists(
    st.builds(
        Exclusion,
        amounts,
        validity=st.builds(Validity, st.none() | near_days, st.none() | near_days),
    ),
    max_size=5,
).map(tuple)


def keys_of(card: RateCard) -> list[str]:
    """The keys of everything that has one, which two equal cards may have different ones of."""
    return [
        *(group.key for version in card.overdue for group in version.groups),
        *(price.key for version in card.replacements for price in version.prices),
        *(fee.key for version in (*card.reminders, *card.other_fees) for fee in version.fees),
    ]
