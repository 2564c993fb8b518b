"""Everything that is wrong with a card or worth a look, for editors and for the check command."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from .band_checks import check_bands
from .card import KINDS, RateCard, Version, periods
from .charge_checks import check_charges
from .group_checks import check_groups
from .messages import MESSAGES, CardPlace, RateFinding, Severity, error, warning
from .money import MAX_WHOLE_DIGITS
from .records import MAX_NUMBER

__all__ = ["MESSAGES", "CardPlace", "RateFinding", "Severity", "card_findings"]

# Two of these at a time contradict each other; of the other kinds an editor may show several.
ONE_AT_A_TIME: Final = ("exclusions", "timings")


def card_findings(card: RateCard) -> tuple[RateFinding, ...]:
    """Return what is wrong with `card` in all its versions, in the order of the card.

    Numbers that cannot be (negative, absurdly large, not a number) are told alone: nothing can
    be compared with them.
    """
    impossible = tuple(_numbers(card, ()))
    if impossible:
        return impossible
    found = [*_versions(card), *check_charges(card), *check_groups(card)]
    for i, version in enumerate(card.overdue):
        for j, rates in enumerate(version.groups):
            found += check_bands(rates, ("overdue", i, "groups", j))
    return tuple(sorted(_once(found), key=lambda finding: _order(finding.place)))


def _numbers(part: object, place: CardPlace) -> Iterator[RateFinding]:
    """Every number of the card, whatever field it is in."""
    if part is None or isinstance(part, str):
        return
    if isinstance(part, Decimal):
        if not is_payable(part):
            yield error("amount_invalid", place, number=str(part))
    elif isinstance(part, int):
        if not 0 <= part <= MAX_NUMBER:
            yield error("number_invalid", place, number=part)
    elif isinstance(part, tuple):
        for i, inner in enumerate(part):
            yield from _numbers(inner, (*place, i))
    else:
        for name in getattr(part, "__dataclass_fields__", ()):
            yield from _numbers(getattr(part, name), (*place, name))


def is_payable(amount: Decimal) -> bool:
    """Whether an amount can be paid: 0 or more, not absurdly large, in whole øre."""
    if not amount.is_finite() or not 0 <= amount < 10**MAX_WHOLE_DIGITS:
        return False
    return amount == amount.quantize(Decimal("0.01"))


def _versions(card: RateCard) -> Iterator[RateFinding]:
    for kind, versions in card.kinds():
        for i, version in enumerate(versions):
            yield from _reversed(version, (kind, i))
        if kind in ONE_AT_A_TIME:
            for _, positions in periods(versions):
                for i in positions[1:]:
                    yield warning("versions_together", (kind, i))


def _reversed(version: Version, place: CardPlace) -> Iterator[RateFinding]:
    start, end = version.validity.valid_from, version.validity.valid_to
    if start is not None and end is not None and end < start:
        yield error("validity_reversed", place, valid_from=start, valid_to=end)


def _once(found: list[RateFinding]) -> list[RateFinding]:
    """Groups are looked at for every period, so the same may be found again."""
    once: list[RateFinding] = []
    for finding in found:
        if finding not in once:
            once.append(finding)
    return once


def _order(place: CardPlace) -> tuple[int, ...]:
    """A key that sorts places as the card stands: kind by kind, then by position."""
    kind = KINDS.index(str(place[0]))
    return (kind, *(part for part in place if isinstance(part, int)))
