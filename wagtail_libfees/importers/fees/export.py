"""A parsed page as the JSON of the command, and as a rate card."""

from __future__ import annotations

from decimal import Decimal

from wagtail_libfees import rates

from .records import BandValue, GroupValue, OtherValue, ParsedFees, PriceValue, ReminderValue


def as_dict(parsed: ParsedFees) -> dict[str, object]:
    """See `ParsedFees.to_dict`."""
    exclusion, handling, valid = parsed.exclusion, parsed.handling_fee, parsed.valid_from
    return {
        "source": parsed.source,
        "overdue_fees": [_group_dict(group) for group in parsed.overdue_fees],
        "replacement_prices": [_price_dict(price) for price in parsed.replacement_prices],
        "handling_fee": _amount(handling.amount) if handling else None,
        "exclusion": {
            "amount": _amount(exclusion.amount),
            "inclusive": exclusion.inclusive,
            **exclusion.source_dict(),
        }
        if exclusion
        else None,
        "reminder_fees": [_reminder_dict(fee) for fee in parsed.reminder_fees],
        "other_fees": [_other_dict(fee) for fee in parsed.other_fees],
        "valid_from": valid.day.isoformat() if valid else None,
        "rejected": [
            {"text": r.text, "reason": r.reason, "code": r.code, "place": str(r.place)}
            for r in parsed.rejected
        ],
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _group_dict(group: GroupValue) -> dict[str, object]:
    return {
        "group": {"label": group.label, "age_from": group.age_from, "age_to": group.age_to},
        "bands": [_band_dict(band) for band in group.bands],
    }


def _band_dict(band: BandValue) -> dict[str, object]:
    return {
        "from_day": band.from_day,
        "to_day": band.to_day,
        "amount": _amount(band.amount),
        "fee_free": band.fee_free,
        "replacement_added": band.replacement_added,
        **band.source_dict(),
    }


def _price_dict(price: PriceValue) -> dict[str, object]:
    return {
        "material": price.material,
        "amount": _amount(price.amount),
        "pricing": str(price.pricing),
        **price.source_dict(),
    }


def _reminder_dict(fee: ReminderValue) -> dict[str, object]:
    return {
        "amount": _amount(fee.amount),
        "debt_from": _amount(fee.debt_from),
        "debt_to": _amount(fee.debt_to),
        "claim": fee.claim,
        **fee.source_dict(),
    }


def _other_dict(fee: OtherValue) -> dict[str, object]:
    return {
        "kind": str(fee.kind),
        "label": fee.label,
        "amount": _amount(fee.amount),
        "fee_free": fee.fee_free,
        "note": fee.note,
        **fee.source_dict(),
    }


def as_card(parsed: ParsedFees) -> rates.RateCard:
    """See `ParsedFees.to_card`. The valid-from day of the page holds for all of its rates."""
    valid = rates.Validity(valid_from=parsed.valid_from.day if parsed.valid_from else None)
    groups = tuple(_group_rates(group) for group in parsed.overdue_fees)
    reminders = tuple(_reminder_fee(fee) for fee in parsed.reminder_fees)
    others = tuple(
        rates.OtherFee(fee.kind, fee.label, fee.amount, fee.fee_free, fee.note)
        for fee in parsed.other_fees
    )
    exclusion = parsed.exclusion
    return rates.RateCard(
        overdue=(rates.OverdueFees(groups, valid),) if groups else (),
        replacements=_replacements(parsed, valid),
        reminders=(rates.ReminderFees(reminders, valid),) if reminders else (),
        exclusions=(rates.Exclusion(exclusion.amount, exclusion.inclusive, validity=valid),)
        if exclusion
        else (),
        other_fees=(rates.OtherFees(others, valid),) if others else (),
    )


def _group_rates(group: GroupValue) -> rates.GroupRates:
    """A group that never pays has no bands: it is fee-free as a whole."""
    borrowers = rates.BorrowerGroup(group.label, group.age_from, group.age_to)
    if group.fee_free:
        return rates.GroupRates(borrowers, fee_free=True)
    bands = tuple(
        rates.Band(b.from_day, b.to_day, b.amount, b.fee_free, b.replacement_added, b.text)
        for b in group.bands
    )
    return rates.GroupRates(borrowers, bands)


def _replacements(parsed: ParsedFees, valid: rates.Validity) -> tuple[rates.ReplacementPrices, ...]:
    prices = tuple(
        rates.ReplacementPrice(price.material, price.amount, price.pricing)
        for price in parsed.replacement_prices
    )
    handling = parsed.handling_fee.amount if parsed.handling_fee else None
    if not prices and handling is None and not parsed.handling_included:
        return ()
    included = parsed.handling_included
    return (rates.ReplacementPrices(prices, handling, included, validity=valid),)


def _reminder_fee(fee: ReminderValue) -> rates.ReminderFee:
    if fee.debt_from is not None or fee.debt_to is not None:
        return rates.ReminderFee(
            fee.amount,
            rates.ReminderBasis.DEBT,
            fee.debt_from,
            fee.debt_to,
            fee.from_inclusive,
            fee.to_inclusive,
        )
    if fee.claim:
        return rates.ReminderFee(fee.amount, rates.ReminderBasis.CLAIM, claim=fee.claim)
    return rates.ReminderFee(fee.amount)
