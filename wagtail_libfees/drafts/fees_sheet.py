"""The rates of a reading as an editor corrects them: one struct for each kind, as blocks store it.

List items have the key of the words that they came from as their id, so that a value still knows
its words when others are taken out, and new rows are known by having none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from wagtail_libfees import rates
from wagtail_libfees.blocks.from_rates import BLOCK_TYPES, Raw, raw_block
from wagtail_libfees.blocks.rates import RATE_BLOCKS, RateBlock

# The kinds that a fee page is read into, in the order of the review.
SHEET_KINDS = ("overdue", "replacements", "exclusions", "reminders", "other_fees")


@dataclass(frozen=True)
class Sheet:
    """What will be imported. `kinds` maps a kind to its stored struct; `left_out` are the numbers
    of the sections that are not wanted; `takes` says for a kind of which the draft has other
    rates whether the source's replace them."""

    kinds: Mapping[str, Raw]
    valid_from: date | None = None
    left_out: frozenset[int] = frozenset()
    takes: Mapping[str, bool] = field(default_factory=dict)

    def to_dict(self) -> dict:
        """The sheet as JSON for `ImportRun.choices`."""
        return {
            "kinds": dict(self.kinds),
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "left_out": sorted(self.left_out),
            "takes": dict(self.takes),
        }

    @classmethod
    def from_dict(cls, data: Mapping) -> Sheet:
        """What `to_dict` wrote."""
        first = data["valid_from"]
        return cls(
            kinds=data["kinds"],
            valid_from=date.fromisoformat(first) if first else None,
            left_out=frozenset(data["left_out"]),
            takes=data["takes"],
        )

    def to_card(self) -> rates.RateCard:
        """The rates as they stand in the sheet; a kind that says nothing is not in the card."""
        versions = {}
        for kind, raw in self.kinds.items():
            version = rate_block(kind).to_python(raw).to_rates()
            if version != rate_block(kind).to_python({}).to_rates():
                validity = rates.Validity(valid_from=self.valid_from)
                versions[kind] = (replace(version, validity=validity),)
        return rates.RateCard(**versions)


def rate_block(kind: str) -> RateBlock:
    """The block that holds one kind of rates."""
    return RATE_BLOCKS[BLOCK_TYPES[kind]]()


def sheet_of(card: rates.RateCard) -> Sheet:
    """The card to be corrected. A card that was read has one version of each kind."""
    first = [version.validity.valid_from for _kind, found in card.kinds() for version in found]
    kinds = {}
    for kind in SHEET_KINDS:
        found = getattr(card, kind)
        kinds[kind] = _keyed(kind, raw_block(kind, found[0])["value"]) if found else {}
    return Sheet(kinds, valid_from=next((day for day in first if day), None))


def _keyed(kind: str, value: Raw) -> Raw:
    """The struct with the keys of `Reading.words` as the ids of its list items."""
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
