"""The standard text as the stored stream of a fee page."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from .sections import LANGUAGES, ORDER, StandardSection, spoken, standard_sections

Raw = dict[str, Any]

_NAMESPACE = uuid.UUID("6c1b9f0e-59f7-4c0e-9a3f-0f2a5f6b7d11")

# The steps that most Danish fee pages have; an editor changes them like the amounts.
BANDS = ((1, 7), (8, 14), (15, 30), (31, None))
# A debt of exactly this many DKK costs the higher fee for a reminder.
LARGER_DEBT = 500


def section_id(key: str) -> str:
    """The block id of a section: the same on every page, so that it is found again there."""
    return str(uuid.uuid5(_NAMESPACE, key))


def standard_ids() -> set[str]:
    """The ids of all blocks of the standard text."""
    return {section_id(key) for key, block in ORDER if block}


def raw_section(section: StandardSection) -> Raw:
    """The stored block of a section."""
    return {"type": section.block, "value": dict(section.words), "id": section_id(section.key)}


def ids_before(key: str) -> list[str]:
    """The ids of the blocks that stand before a section on a new page."""
    keys = [found for found, block in ORDER if block]
    return [section_id(found) for found in keys[: keys.index(key)]]


# What the block of deadlines states, by the names of the fee settings.
TIMINGS = (
    "advance_notice_days",
    "recall_days",
    "considered_lost_days",
    "registration_delay_hours",
    "invoice_minimum",
    "payment_deadline_days",
)


def standard_blocks(
    language: str, *, portal: bool = True, timings: Mapping[str, Any] | None = None
) -> list[Raw]:
    """Every block of a new fee page. Amounts are the municipality's, so none is stated.

    `timings` are the deadlines that it has stated already, in the fee settings.
    """
    words = {
        section.key: raw_section(section) for section in standard_sections(language, portal=portal)
    }
    rates = _raw_rates(LANGUAGES[spoken(language)].RATE_WORDS)
    rates["timings"]["value"].update(timings or {})
    return [words.get(key) or rates[key] for key, block in ORDER if block]


def _raw_rates(names: dict[str, str]) -> dict[str, Raw]:
    """The blocks of rates: their shape, with every amount unknown."""
    groups = [_group(names["children"], 0, 17), _group(names["adults"], 18, None)]
    tiers = [
        {"amount": None, "basis": "debt", "debt_to": LARGER_DEBT, "claim": ""},
        {"amount": None, "basis": "debt", "debt_from": LARGER_DEBT, "claim": ""},
    ]
    price = {"material": names["all_materials"], "pricing": "purchase_price", "note": ""}
    values: dict[str, Raw] = {
        "overdue_fees": {"groups": _items("group", groups)},
        "exclusion": {"amount": None, "inclusive": True, "notice_days": None},
        "replacement_prices": {"prices": _items("price", [price])},
        "reminder_fees": {"fees": _items("reminder", tiers)},
        "timings": dict.fromkeys(TIMINGS),
    }
    return {
        kind: {"type": kind, "value": {"heading": names[kind], **value}, "id": section_id(kind)}
        for kind, value in values.items()
    }


def _group(label: str, age_from: int, age_to: int | None) -> Raw:
    bands = [{"from_day": first, "to_day": last, "amount": None} for first, last in BANDS]
    return {
        "label": label,
        "age_from": age_from,
        "age_to": age_to,
        "bands": _items(f"band-{age_from}", bands),
    }


def _items(name: str, values: list[Raw]) -> list[Raw]:
    """List items with ids: without them wagtail-localize could not translate the page."""
    return [
        {"type": "item", "value": value, "id": section_id(f"{name}-{number}")}
        for number, value in enumerate(values)
    ]
