"""The rates of an import as blocks store them: one struct for each kind.

This is the one shape from the reading to the draft. A run stores it, the review shows and corrects
it, the log keeps what was brought. A rate card is made of it only to compare and to write.

List items have the key of the words that they came from as their id, so that a value still knows
its words when others are taken out, and new rows are known by having none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from wagtail_libfees import rates
from wagtail_libfees.blocks.rates import RATE_BLOCKS, RateBlock
from wagtail_libfees.blocks.stored_blocks import BLOCK_TYPES, Raw, raw_block

from ..reading.fees import FoundVersion

# The kinds that a fee page is read into, in the order of the review.
SHEET_KINDS = ("overdue", "replacements", "exclusions", "reminders", "other_fees", "timings")


def rate_block(kind: str) -> RateBlock:
    """The block that holds one kind of rates."""
    return RATE_BLOCKS[BLOCK_TYPES[kind]]()


def stored_kinds(card: rates.RateCard) -> dict[str, Raw]:
    """The struct of each kind of a card that was read: of its first version."""
    found = {kind: getattr(card, kind) for kind in SHEET_KINDS}
    return {
        kind: _keyed(kind, raw_block(kind, versions[0])["value"])
        for kind, versions in found.items()
        if versions
    }


def card_of(
    kinds: Mapping[str, Raw], valid_from: date | None, versions: Iterable[Mapping[str, Any]] = ()
) -> rates.RateCard:
    """The rates as a card, all valid from one day; a kind that says nothing is not in it.

    `versions` are those of other times, each with its days and its struct (`stored_versions`).
    """
    card: dict[str, tuple[Any, ...]] = {}
    others = [(v["kind"], v["value"], _day(v["valid_from"]), _day(v["valid_to"])) for v in versions]
    for kind, raw, first, last in [*((k, r, valid_from, None) for k, r in kinds.items()), *others]:
        version = rate_block(kind).to_python(raw).to_rates()
        if version != rate_block(kind).to_python({}).to_rates():
            validity = rates.Validity(valid_from=first, valid_to=last)
            card[kind] = (*card.get(kind, ()), replace(version, validity=validity))
    return rates.RateCard(**card)


def stored_versions(found: Iterable[FoundVersion]) -> tuple[dict[str, Any], ...]:
    """The overdue fees of other times as JSON: "time" is "coming" or "former"."""
    return tuple(
        {
            "time": "coming" if version.is_coming else "former",
            "kind": "overdue",
            "valid_from": version.valid_from and version.valid_from.isoformat(),
            "valid_to": version.valid_to and version.valid_to.isoformat(),
            "value": raw_block("overdue", version.value)["value"],
            "text": version.text,
            "place": str(version.place),
        }
        for version in found
    )


def coming(versions: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of stored versions those that come."""
    return [version for version in versions if version["time"] == "coming"]


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _keyed(kind: str, value: Raw) -> Raw:
    """The struct with the keys of `FeesReading.words` as the ids of its list items."""
    name, prefix = {
        "overdue": ("groups", "g"),
        "replacements": ("prices", "p"),
        "reminders": ("fees", "r"),
        "other_fees": ("fees", "o"),
    }.get(kind, ("", ""))
    if not name:
        return value
    items = _numbered(value[name], lambda index: f"{prefix}{index}")
    for item in items:
        if "bands" in item["value"]:
            bands = _numbered(item["value"]["bands"], lambda i, key=item["id"]: f"{key}b{i}")
            item["value"] = {**item["value"], "bands": bands}
    return {**value, name: items}


def _numbered(items: Iterable[Raw], key: Callable[[int], str]) -> list[dict[str, Any]]:
    return [{**item, "id": key(index)} for index, item in enumerate(items)]
