"""A text in a cell of a CSV file."""

import re
from typing import Final

# A spreadsheet would run a text that begins like this as a formula, or drop the apostrophe.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")
# What a spreadsheet may drop, so that what stands behind it begins the cell.
_UNSEEN: Final = r"\s\x00-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
# A Danish spreadsheet parts the cells at semicolons whatever the file does, so that the rest of a
# text is a cell of its own; so it does at tabs, and begins a row at the end of a line.
_NEXT_CELL: Final = re.compile(rf"""([;\t\r\n][{_UNSEEN}"]*)(?=[=+\-@＝＋－＠])""")
_BEGINS: Final = re.compile(rf"[{_UNSEEN}]*[=+\-@'＝＋－＠\t\r\n]")


def as_cell(text: str) -> str:
    """The text as no spreadsheet takes it for a formula: with an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_cell_for_people(text: str) -> str:
    """Such a text in whatever way its file is parted; unlike `as_cell`, not to be read again."""
    text = _NEXT_CELL.sub(r"\1'", text)
    return f"'{text}" if _BEGINS.match(text) else text
