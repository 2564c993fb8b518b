"""A text in a cell of a CSV file."""

from typing import Final

# A spreadsheet would run a text that begins like this as a formula, or drop the apostrophe.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")


def as_cell(text: str) -> str:
    """The text as no spreadsheet takes it for a formula: with an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA) else text
