"""Rates as the stored data of blocks: the inverse of the blocks' `to_rates()`.

Raw stream data is type, value and id, for `StreamBlock.to_python`. A block keeps everything of a
version but the wording of its bands, which only a file can carry. The key of a group, price or fee
goes into the id of its list entry (`keys`).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from wagtail.blocks import StreamBlock
from wagtail.rich_text import RichText

from .. import rates
from ..rates.card import Version
from .keys import continued_id, ids_in, key_of
from .rates import RATE_BLOCKS

Raw = dict[str, Any]

BLOCK_TYPES = {block.kind: name for name, block in RATE_BLOCKS.items()}
# What makes a list item without a known key the same one. With other texts it is another: with
# the same id it would be shown in the translated words of the old one.
ITEM_NAMES = ("label", "material", "note", "claim", "from_day")
NOT_STORED = ("wording", "key")

# Makes an unused id that has a key in front, if the key can be an id.
NewId = Callable[[str], str]


@dataclass(frozen=True)
class Former:
    """The stored block that a version replaces; its heading and its ids go on."""

    id: str
    value: Raw


def raw_rate_blocks(card: rates.RateCard) -> list[Raw]:
    """Stored blocks for every version of `card`, kind by kind, in its order, with new ids."""
    taken: set[str] = set()
    return [
        raw_block(kind, version, taken=taken)
        for kind, versions in card.kinds()
        for version in versions
    ]


def raw_block(
    kind: str,
    version: Version,
    *,
    heading: str = "",
    former: Former | None = None,
    taken: set[str] | None = None,
) -> Raw:
    """The stored block of one version. `kind` is the field of the card that holds it.

    With `former`, that block is changed: its id, its heading and the ids of its list items stay.
    `taken` has the ids that the page has already; the new ones are added.
    """
    used = set() if taken is None else taken
    used.update(ids_in(former.value) if former else ())

    def new_id(key: str) -> str:
        found = continued_id(key, version.validity.valid_from, used)
        used.add(found)
        return found

    value = _struct(version, former.value if former else {}, new_id)
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


def _struct(part: Any, former: Raw, new_id: NewId) -> Raw:
    """The stored struct of a dataclass; its tuples become list items that reuse ids."""
    value: Raw = {}
    for each in fields(part):
        found = getattr(part, each.name)
        if isinstance(found, tuple):
            value[each.name] = _items(found, former.get(each.name) or [], new_id)
        elif isinstance(found, rates.BorrowerGroup):
            value |= _struct(found, former, new_id)
        elif isinstance(found, rates.Validity):
            value["validity"] = _struct(found, {}, new_id)
        elif each.name not in NOT_STORED:
            value[each.name] = _as_json(found)
    return value


def _as_json(value: Any) -> Any:
    """A value without parts, as JSON stores it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _items(parts: Sequence[Any], former: list[Raw], new_id: NewId) -> list[Raw]:
    """List items; each takes the id of the former one of its key or else its name, or a new one."""
    free = list(former)
    same = {}
    for identity in (_key, _name):
        for i, part in enumerate(parts):
            found = None if i in same else _take(free, identity, part)
            if found is not None:
                same[i] = found
    return [_item(part, same.get(i), new_id) for i, part in enumerate(parts)]


def _take(free: list[Raw], identity: Callable[[Any], Any], part: Any) -> Raw | None:
    """Take the first of the free items that is the same as `part`; None if none is."""
    wanted = identity(part)
    found = next((item for item in free if wanted and identity(item) == wanted), None)
    if found is not None:
        free.remove(found)
    return found


def _item(part: Any, former: Raw | None, new_id: NewId) -> Raw:
    if former is None:
        block_id = new_id(getattr(part, "key", ""))
        return {"type": "item", "value": _struct(part, {}, new_id), "id": block_id}
    return {"type": "item", "value": _struct(part, former["value"], new_id), "id": former["id"]}


def _key(part: Any) -> str:
    """The key of a part of the card, or of a stored list item."""
    return key_of(part["id"]) if isinstance(part, dict) else getattr(part, "key", "")


def _name(part: Any) -> tuple[str | int, ...]:
    """The name of a part of the card, or of a stored list item."""
    if isinstance(part, dict):
        return tuple(part["value"].get(name) or "" for name in ITEM_NAMES)
    named = part.group if isinstance(part, rates.GroupRates) else part
    return tuple(getattr(named, name, "") or "" for name in ITEM_NAMES)


def says(stream_block: StreamBlock, raw: dict[str, Any]) -> tuple[Any, ...]:
    """What a stored block of `stream_block` says: equal for blocks that say the same.

    Rates are compared as the core knows them, so that "20" and "20.00" are the same.
    """
    found = stream_block.to_python([raw])
    if not len(found):
        return (raw["type"],)
    value = found[0].value
    heading = value.get("heading") or ""
    if hasattr(value, "to_rates"):
        return heading, value.to_rates()
    return heading, *(
        _comparable(part) for name, part in sorted(value.items()) if name != "heading"
    )


def _comparable(part: Any) -> Any:
    """A part of a value that can be compared; white space between words says nothing."""
    return " ".join(part.source.split()) if isinstance(part, RichText) else part
