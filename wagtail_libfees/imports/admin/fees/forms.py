"""Plain forms with the fields of our blocks, for places outside a page editor.

Labels, help, limits and the way amounts are typed are those of the blocks, and no script is
needed: a list has an empty row at its end, and a row goes by a tick.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from wagtail import blocks

from .rows import REMOVE, ClosedRow, form_class

# How many rows a form can add at once: a hostile one must not make us build rows for ever.
MAX_NEW_ROWS = 20
# How many of the rows that are shown as text can be opened at once.
MAX_OPEN = 60


class StructForm:
    """A struct: its own fields, and its lists of structs.

    `value` is as blocks store it. A `blank` one may stay empty, and then is nothing.
    """

    is_closed = False

    def __init__(
        self,
        block,
        prefix,
        value,
        data=None,
        *,
        key="",
        blank=False,
        removable=False,
        opened=None,
    ):
        self.block, self.prefix, self.key, self.blank = block, prefix, key, blank
        # The words that it was read from, for who shows it.
        self.words = None
        # Without `use_required_attribute` the browser would not let an empty row be.
        self.form = form_class(type(block), removable)(
            data,
            prefix=prefix,
            initial=self._initial(value or {}),
            empty_permitted=blank,
            use_required_attribute=False,
        )
        self.lists = {
            name: ListForm(
                child.child_block, f"{prefix}-{name}", (value or {}).get(name), data, opened
            )
            for name, child in block.child_blocks.items()
            if isinstance(child, blocks.ListBlock)
        }

    def _initial(self, value):
        return {
            name: self.block.child_blocks[name].to_python(value[name])
            for name in form_class(type(self.block), False).base_fields
            if name in value
        }

    @property
    def size(self) -> int:
        """How many fields a browser sends of it, at most."""
        return (
            len(self.form.fields) + 1 + sum(row.size for f in self.lists.values() for row in f.rows)
        )

    def rows(self) -> Iterator[StructForm]:
        """Every struct in the lists of this one, and in theirs."""
        for found in self.lists.values():
            yield from found.closed
            for row in found.rows:
                yield row
                yield from row.rows()

    @property
    def is_removed(self) -> bool:
        """Whether the row is ticked to go."""
        return bool(REMOVE in self.form.fields and self.form[REMOVE].data and self.form.is_bound)

    @property
    def is_nothing(self) -> bool:
        """Whether it is an empty row that stayed empty."""
        rows = [row for found in self.lists.values() for row in found.wanted]
        return self.blank and not self.form.has_changed() and not rows

    @property
    def is_corrected(self) -> bool:
        """Whether anything in it was typed, added or ticked to go."""
        if self.is_nothing:
            return False
        lists = self.lists.values()
        return self.is_removed or self.form.has_changed() or any(f.is_corrected for f in lists)

    def is_valid(self) -> bool:
        """Whether all of it holds; what goes or is nothing need not."""
        if self.is_removed or self.is_nothing:
            return True
        return all([self.form.is_valid(), *(found.is_valid() for found in self.lists.values())])

    def value(self) -> dict:
        """The struct as blocks store it; of a valid form."""
        cleaned = {**self._defaults(), **getattr(self.form, "cleaned_data", {})}
        cleaned.pop(REMOVE, None)
        return {**cleaned, **{name: found.value() for name, found in self.lists.items()}}

    def _defaults(self):
        return {name: field.initial for name, field in self.form.fields.items()}


class ListForm:
    """A list of structs, with an empty one at its end. `value` is as blocks store it."""

    def __init__(self, block, prefix, value, data=None, opened=None):
        self.prefix = prefix
        self.order = {item["id"]: number for number, item in enumerate(value or [])}
        self.closed = self._closed(block, value or [], data, opened)
        closed = {row.key for row in self.closed}
        stored = {item["id"]: item["value"] for item in value or [] if item["id"] not in closed}
        if data is None:
            found = list(stored.items())
        else:
            count = min(_count(data, prefix), len(stored) + MAX_NEW_ROWS)
            keys = [data.get(f"{prefix}-{i}-key", "") for i in range(count)]
            found = [(key if key in stored else "", stored.get(key)) for key in keys]
        if data is None:
            found.append(("", None))
        self.rows = [
            StructForm(
                block,
                f"{prefix}-{number}",
                struct,
                data,
                key=key,
                blank=not key,
                removable=bool(key),
                opened=opened,
            )
            for number, (key, struct) in enumerate(found)
        ]

    def _closed(self, block, value, data, opened) -> list[ClosedRow]:
        """The rows that are shown as text: those that the form says, or all that are not opened."""
        if opened is None and data is None:
            return []
        if any(isinstance(child, blocks.ListBlock) for child in block.child_blocks.values()):
            return []
        keys = {item["id"] for item in value}
        if data is not None:
            wanted = keys & set(data.get(f"{self.prefix}-closed", "").split())
        else:
            wanted = keys - set(opened[:MAX_OPEN])
        return [
            ClosedRow(block, item["id"], item["value"], data)
            for item in value
            if item["id"] in wanted
        ]

    @property
    def closed_keys(self) -> str:
        """The keys of the rows that are shown as text, for one field of the form."""
        return " ".join(row.key for row in self.closed)

    @property
    def wanted(self) -> list[StructForm]:
        """The rows that stay."""
        return [row for row in self.rows if not row.is_removed and not row.is_nothing]

    @property
    def is_corrected(self) -> bool:
        """Whether a row was typed into, added, or ticked to go."""
        return any(row.is_corrected for row in self.rows) or any(
            row.is_removed for row in self.closed
        )

    def is_valid(self) -> bool:
        """Whether every row holds; each says what is wrong with it."""
        return not [row for row in self.rows if not row.is_valid()]

    def value(self) -> list[dict]:
        """The list as blocks store it. A new row gets a key that no words have; bands are put
        in the order of their days, since a new one is typed at the end."""
        items = [
            {"type": "item", "value": row.value(), "id": row.key or f"n{uuid.uuid4().hex[:12]}"}
            for row in self.wanted
        ]
        kept = [row for row in self.closed if not row.is_removed]
        items = [{"type": "item", "value": row.value, "id": row.key} for row in kept] + items
        last = len(self.order)
        return sorted(
            items,
            key=lambda i: (i["value"].get("from_day") or 0, self.order.get(i["id"], last)),
        )


def _count(data, prefix) -> int:
    written = data.get(f"{prefix}-count", "0")
    return int(written) if written.isdecimal() and len(written) < 9 else 0
