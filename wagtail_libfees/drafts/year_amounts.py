"""The amounts in stored rate blocks, and which of them are the same amount in two years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from wagtail.blocks import ListBlock, StructBlock

from ..blocks.base import AmountBlock
from ..blocks.keys import key_of
from ..blocks.stored_blocks import Raw
from ..rates import AmountState, Band, Pricing, band_label
from ..rates.changes import pairs

# What says from which debt on something happens, and is nothing that anybody pays.
LIMIT_KINDS = ("exclusions", "timings")
LIMIT_FIELDS = ("debt_from", "debt_to")


@dataclass(frozen=True)
class StoredAmount:
    """One amount of a rate block as it is stored.

    `owner` is the stored struct that holds it and `owner_id` the id of that block or entry;
    `subject` says in words what costs so much. `instead` is why there is no amount:
    "fee_free", "purchase_price", or empty.
    """

    kind: str
    owner_id: str
    field: str
    block: AmountBlock
    owner: Raw
    subject: str
    instead: str

    @property
    def name(self) -> str:
        """What tells it from every other amount of the page."""
        return f"{self.owner_id}:{self.field}"

    @property
    def amount(self) -> Decimal | None:
        """The amount in DKK; None if there is none, or what is stored is no number."""
        try:
            stored = self.owner.get(self.field)
            return None if stored in (None, "") else Decimal(str(stored))
        except InvalidOperation:
            return None

    @property
    def is_limit(self) -> bool:
        """Whether it is a limit and no price."""
        return self.kind in LIMIT_KINDS or self.field in LIMIT_FIELDS


@dataclass(frozen=True)
class AmountLine:
    """One amount in two years; None where a year does not have it."""

    old: StoredAmount | None
    new: StoredAmount | None

    @property
    def shown(self) -> StoredAmount:
        """The one whose words the line has."""
        found = self.new or self.old
        if found is None:
            raise ValueError("A line has an amount in one of the years at least.")
        return found


def amount_lines(
    old: Sequence[tuple[StructBlock, Raw]], new: Sequence[tuple[StructBlock, Raw]], language: str
) -> list[AmountLine]:
    """Each amount of two sets of stored blocks of one kind, side by side.

    The same amount is told by the keys of what holds it, or else by its words, as changes of the
    rates are. The order is that of `new`; what only `old` has comes last.
    """
    before, after = (
        [amount for block, raw in found for amount in stored_amounts(block, raw, language)]
        for found in (old, new)
    )
    return [AmountLine(was, now) for was, now in pairs(before, after, _by_key, _by_words)]


def _by_key(amount: StoredAmount) -> tuple[str, str]:
    return key_of(amount.owner_id), amount.field


def _by_words(amount: StoredAmount) -> tuple[str, str]:
    return amount.subject, amount.field


def stored_amounts(block: StructBlock, raw: Raw, language: str) -> Iterator[StoredAmount]:
    """The amounts of a stored stream child of the rate block `block`, in the order of its form."""
    kind = getattr(block, "kind", "")
    yield from _in_struct(kind, block, raw["value"], raw["id"], [], "", language)


def _in_struct(kind, block, value, owner_id, around: list[str], instead: str, language: str):
    fields = [name for name, child in block.child_blocks.items() if isinstance(child, AmountBlock)]
    instead = instead or _instead(value)
    for name, child in block.child_blocks.items():
        if name in fields:
            words = [*around, str(child.label)] if len(fields) > 1 or not around else around
            yield StoredAmount(kind, owner_id, name, child, value, ", ".join(words), instead)
        elif isinstance(child, ListBlock) and isinstance(child.child_block, StructBlock):
            inner = child.child_block
            for i, item in enumerate(value.get(name) or []):
                called = _words(item["value"], language) or f"{inner.label} {i + 1}"
                if around:
                    called = called[0].lower() + called[1:]
                item_id = item.get("id") or f"{owner_id}.{name}.{i}"
                yield from _in_struct(
                    kind, inner, item["value"], item_id, [*around, called], instead, language
                )


def _instead(value: Raw) -> str:
    if value.get("fee_free"):
        return AmountState.FEE_FREE.value
    if value.get("pricing") == Pricing.PURCHASE_PRICE.value and not value.get("amount"):
        return Pricing.PURCHASE_PRICE.value
    return ""


def _words(value: Raw, language: str) -> str:
    """What borrowers call an entry: its group, material, claim, label or days."""
    if isinstance(first := value.get("from_day"), int):
        last = value.get("to_day")
        return band_label(Band(first, last if isinstance(last, int) else None), language)
    return value.get("label") or value.get("material") or value.get("claim") or ""


def with_amounts(raw: Raw, block: StructBlock, amounts: Mapping[str, Decimal | None]) -> Raw:
    """The stored stream child `raw` with the amounts that `amounts` names."""
    return {**raw, "value": _filled(block, raw["value"], raw["id"], amounts)}


def _filled(block: Any, value: Raw, owner_id: str, amounts: Mapping[str, Decimal | None]) -> Raw:
    filled = dict(value)
    for name, child in block.child_blocks.items():
        if isinstance(child, AmountBlock) and (said := f"{owner_id}:{name}") in amounts:
            new = amounts[said]
            filled[name] = None if new is None else str(new)
        elif isinstance(child, ListBlock) and isinstance(child.child_block, StructBlock):
            filled[name] = [
                {
                    **item,
                    "value": _filled(
                        child.child_block,
                        item["value"],
                        item.get("id") or f"{owner_id}.{name}.{i}",
                        amounts,
                    ),
                }
                for i, item in enumerate(value.get(name) or [])
            ]
    return filled
