"""All that was read of one source; as the JSON of the command, and as a rate card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from wagtail_libfees import rates

from .records import Doubt, Found, FoundGroup, FoundVersion, ParsedSection, RejectedLine


@dataclass(frozen=True)
class ParsedFees:
    """The result for one source."""

    source: str
    overdue_fees: tuple[FoundGroup, ...] = ()
    replacement_prices: tuple[Found[rates.ReplacementPrice], ...] = ()
    handling_fee: Found[Decimal] | None = None
    handling_included: bool = False
    exclusion: Found[rates.Exclusion] | None = None
    reminder_fees: tuple[Found[rates.ReminderFee], ...] = ()
    other_fees: tuple[Found[rates.OtherFee], ...] = ()
    timings: Found[rates.Timings] | None = None
    valid_from: Found[date] | None = None
    versions: tuple[FoundVersion, ...] = ()
    sections: tuple[ParsedSection, ...] = ()
    rejected: tuple[RejectedLine, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def found(self) -> Iterator[Found[object]]:
        """Every value with the words that it was read from."""
        for groups in (self.overdue_fees, *(version.groups for version in self.versions)):
            yield from (band for group in groups for band in group.bands)
        yield from (*self.replacement_prices, *self.reminder_fees, *self.other_fees)
        single = (self.handling_fee, self.exclusion, self.timings, self.valid_from)
        yield from (found for found in single if found)

    def to_dict(self) -> dict[str, object]:
        """The JSON object of the import command; amounts as "20.00", dates as ISO 8601."""
        return _as_dict(self)

    def to_card(self) -> rates.RateCard:
        """The values as a rate card, all valid from the day of the page, and the overdue fees that
        come later behind those of today. What is former is not in it."""
        valid = rates.Validity(valid_from=self.valid_from.value if self.valid_from else None)
        groups = tuple(group.value for group in self.overdue_fees)
        reminders = tuple(fee.value for fee in self.reminder_fees)
        others = tuple(fee.value for fee in self.other_fees)
        exclusion = self.exclusion
        return rates.RateCard(
            overdue=(
                *([rates.OverdueFees(groups, valid)] if groups else []),
                *(version.value for version in self.versions if version.is_coming),
            ),
            replacements=self._replacements(valid),
            reminders=(rates.ReminderFees(reminders, valid),) if reminders else (),
            exclusions=(replace(exclusion.value, validity=valid),) if exclusion else (),
            other_fees=(rates.OtherFees(others, valid),) if others else (),
            timings=(replace(self.timings.value, validity=valid),) if self.timings else (),
        )

    def _replacements(self, valid: rates.Validity) -> tuple[rates.ReplacementPrices, ...]:
        prices = tuple(price.value for price in self.replacement_prices)
        handling = self.handling_fee.value if self.handling_fee else None
        if not prices and handling is None and not self.handling_included:
            return ()
        included = self.handling_included
        return (rates.ReplacementPrices(prices, handling, included, validity=valid),)


def _as_dict(parsed: ParsedFees) -> dict[str, object]:
    exclusion, handling, valid = parsed.exclusion, parsed.handling_fee, parsed.valid_from
    return {
        "source": parsed.source,
        "overdue_fees": [_group_dict(group) for group in parsed.overdue_fees],
        "replacement_prices": [_price_dict(price) for price in parsed.replacement_prices],
        "handling_fee": _amount(handling.value) if handling else None,
        "exclusion": {
            "amount": _amount(exclusion.value.amount),
            "inclusive": exclusion.value.inclusive,
            **exclusion.source_dict(),
        }
        if exclusion
        else None,
        "reminder_fees": [_reminder_dict(fee) for fee in parsed.reminder_fees],
        "other_fees": [_other_dict(fee) for fee in parsed.other_fees],
        "valid_from": valid.value.isoformat() if valid else None,
        "versions": [_version_dict(version) for version in parsed.versions],
        "timings": _timings_dict(parsed.timings) if parsed.timings else None,
        "doubts": [doubt.to_dict() for doubt in parsed.doubts],
        "rejected": [line.to_dict() for line in parsed.rejected],
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _group_dict(group: FoundGroup) -> dict[str, object]:
    return {
        "group": asdict(group.borrowers),
        "bands": [_band_dict(band) for band in group.bands],
    }


def _band_dict(found: Found[rates.Band]) -> dict[str, object]:
    band = found.value
    return {
        "from_day": band.from_day,
        "to_day": band.to_day,
        "amount": _amount(band.amount),
        "fee_free": band.fee_free,
        "replacement_added": band.replacement_added,
        **found.source_dict(),
    }


def _price_dict(found: Found[rates.ReplacementPrice]) -> dict[str, object]:
    price = found.value
    return {
        "material": price.material,
        "amount": _amount(price.amount),
        "pricing": str(price.pricing),
        **found.source_dict(),
    }


def _version_dict(version: FoundVersion) -> dict[str, object]:
    first, last = version.valid_from, version.valid_to
    return {
        "time": "coming" if version.is_coming else "former",
        "valid_from": first.isoformat() if first else None,
        "valid_to": last.isoformat() if last else None,
        "overdue_fees": [_group_dict(group) for group in version.groups],
        "place": str(version.place),
        "text": version.text,
    }


def _reminder_dict(found: Found[rates.ReminderFee]) -> dict[str, object]:
    fee = found.value
    return {
        "amount": _amount(fee.amount),
        "debt_from": _amount(fee.debt_from),
        "debt_to": _amount(fee.debt_to),
        "claim": fee.claim,
        **found.source_dict(),
    }


def _other_dict(found: Found[rates.OtherFee]) -> dict[str, object]:
    fee = found.value
    return {
        "kind": str(fee.kind),
        "label": fee.label,
        "amount": _amount(fee.amount),
        "fee_free": fee.fee_free,
        "note": fee.note,
        **found.source_dict(),
    }


def _timings_dict(found: Found[rates.Timings]) -> dict[str, object]:
    told = found.value
    return {
        "advance_notice_days": told.advance_notice_days,
        "recall_days": told.recall_days,
        "considered_lost_days": told.considered_lost_days,
        "registration_delay_hours": told.registration_delay_hours,
        "invoice_minimum": _amount(told.invoice_minimum),
        "payment_deadline_days": told.payment_deadline_days,
        **found.source_dict(),
    }
