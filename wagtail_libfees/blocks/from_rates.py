"""Rates as the stored data of blocks: the inverse of the blocks' `to_rates()`.

All functions return raw stream data (type, value, id) for `StreamBlock.to_python`. A block keeps
everything of a version but the wording of its bands, which only a file can carry.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from wagtail_libfees import rates
from wagtail_libfees.rates.card import Version

from .rates import RATE_BLOCKS

Raw = dict[str, Any]

BLOCK_TYPES = {block.kind: name for name, block in RATE_BLOCKS.items()}
# What makes a list item the same one. With other texts it is another: with the same id it would
# be shown in the translated words of the old one.
ITEM_NAMES = ("label", "material", "note", "claim", "from_day")


@dataclass(frozen=True)
class Former:
    """The stored block that a version replaces; its heading and its ids go on."""

    id: str
    value: Raw


def raw_blocks(card: rates.RateCard) -> list[Raw]:
    """Stored blocks for every version of `card`, kind by kind, in its order, with new ids."""
    return [raw_block(kind, version) for kind, versions in card.kinds() for version in versions]


def raw_block(
    kind: str, version: Version, *, heading: str = "", former: Former | None = None
) -> Raw:
    """The stored block of one version. `kind` is the field of the card that holds it.

    With `former`, that block is changed: its id, its heading and the ids of its list items stay.
    """
    value = _struct(version, former.value if former else {})
    value |= value.pop("validity")
    value["heading"] = former.value.get("heading") or "" if former else heading
    return {
        "type": BLOCK_TYPES[kind],
        "value": value,
        "id": former.id if former else str(uuid.uuid4()),
    }


def storable(card: rates.RateCard) -> rates.RateCard:
    """The card as blocks keep it: without the wording of its bands."""
    return replace(card, overdue=tuple(_without_wording(fees) for fees in card.overdue))


def _without_wording(fees: rates.OverdueFees) -> rates.OverdueFees:
    groups = tuple(
        replace(group, bands=tuple(replace(band, wording="") for band in group.bands))
        for group in fees.groups
    )
    return replace(fees, groups=groups)


def _struct(part: Any, former: Raw) -> Raw:
    """The stored struct of a dataclass; its tuples become list items that reuse ids."""
    value: Raw = {}
    for each in fields(part):
        found = getattr(part, each.name)
        if isinstance(found, tuple):
            value[each.name] = _items(found, former.get(each.name) or [])
        elif isinstance(found, rates.BorrowerGroup):
            value |= _struct(found, former)
        elif isinstance(found, rates.Validity):
            value["validity"] = _struct(found, {})
        elif each.name != "wording":
            value[each.name] = _plain(found)
    return value


def _plain(value: Any) -> Any:
    """A value without parts, as JSON stores it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _items(parts: Iterable[Any], former: list[Raw]) -> list[Raw]:
    """List items; each takes the id of the next former one of the same name, else a new one."""
    free = list(former)
    items = []
    for part in parts:
        name = _name(_struct(part, {}))
        same = next((item for item in free if _name(item["value"]) == name), None)
        if same is not None:
            free.remove(same)
        items.append(_item(part, same))
    return items


def _item(part: Any, former: Raw | None) -> Raw:
    if former is None:
        return {"type": "item", "value": _struct(part, {}), "id": str(uuid.uuid4())}
    return {"type": "item", "value": _struct(part, former["value"]), "id": former["id"]}


def _name(value: Raw) -> tuple[str | int, ...]:
    return tuple(value.get(name) or "" for name in ITEM_NAMES)
