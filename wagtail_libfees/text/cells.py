"""A text in a cell of a CSV file."""

import re
from typing import Final

# A spreadsheet would run a text that begins like this as a formula, or drop the apostrophe.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")
# A Danish spreadsheet parts the cells at semicolons whatever the file does, so that the rest of a
# text is a cell of its own; so it does at tabs, and begins a row at the end of a line.
_NEXT_CELL: Final = re.compile(r"""([;\t\r\n][\s"]*)(?=[=+\-@＝＋－＠])""")


def as_cell(text: str) -> str:
    """The text as no spreadsheet takes it for a formula: with an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_cell_for_people(text: str) -> str:
    """Such a text in whatever way its file is parted; unlike `as_cell`, not to be read again."""
    text = _NEXT_CELL.sub(r"\1'", text)
    return f"'{text}" if text.lstrip().startswith(FORMULA) else as_cell(text)
