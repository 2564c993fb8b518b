"""Where on a page something stands, and how the editor gets there."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """A form field, and in a stream the innermost block or list item and its child.

    `field` is empty for the page as a whole, `block_id` for a field that is no stream and for a
    block that was never saved.
    """

    field: str = ""
    block_id: str = ""
    child: str = ""

    def at_block(self, block_id: str | None) -> Place:
        """The place of a block or list item further in."""
        return replace(self, block_id=block_id or self.block_id, child="")

    def at_child(self, name: str) -> Place:
        """The place of a named child of the block."""
        return replace(self, child=name)

    @property
    def anchor(self) -> str:
        """The id of the element of Wagtail's page editor that holds the place; empty if none."""
        if self.block_id:
            return f"block-{self.block_id}-section"
        return f"panel-child-content-{self.field}-section" if self.field else ""


WHOLE_PAGE = Place()
