"""Reading tables that were saved as text: CSV with semicolons, commas or tabs."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from wagtail_libfees.text.cpr_masking import mask_cpr
from wagtail_libfees.text.messages import gettext_noop

from ..columns import columns_of, is_named_by_heads
from ..document import Document, Table
from ..errors import SourceError
from ._sheets import SheetRow, SheetRows, check_size, sheet_blocks, text_cell
from .text import masked_asides, read_plain_text

_DELIMITERS = ";\t,"
_LOOKED_AT = 200


def read_csv(text: str, name: str, base_url: str = "") -> Document:
    """Read a CSV file; one that has no columns is read as plain text."""
    delimiter = _delimiter(text)
    if not delimiter:
        return read_plain_text(text, name, base_url)
    return _document(text, delimiter, name, base_url)


def read_question_table(text: str, name: str, base_url: str = "") -> Document | None:
    """A text that is a table of questions and answers, whatever its name; None for any other.

    Prose has commas, too: there the heads have to name the columns. Around a table whose heads do
    so there may be lines without a column: a heading, opening hours.
    """
    above, table, below = "", text, ""
    delimiter = _delimiter(text)
    if not delimiter:
        above, table, below = _parted(text)
        delimiter = _delimiter(table)
    if not delimiter:
        return None
    try:
        document = _document(table, delimiter, name, base_url)
    except SourceError:
        # Too long for a table, or damaged: then it is a text with such signs in it.
        return None
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if len(tables) != 1 or len(tables[0].rows) < 2 or columns_of(tables[0]) is None:
        return None
    if (delimiter == "," or above or below) and not is_named_by_heads(tables[0]):
        return None
    return _with_lines_around(document, above, below) if above or below else document


def _parted(text: str) -> tuple[str, str, str]:
    """The lines above the first with a semicolon or tab, the table, and those below the last.

    Blank lines stand for what is left out in front, so that each line keeps its number.
    """
    lines = text.splitlines(keepends=True)
    wide = [at for at, line in enumerate(lines) if ";" in line or "\t" in line]
    if not wide:
        return "", "", ""
    first, last = wide[0], wide[-1] + 1
    # A cell in quotation marks may go on for more lines.
    open_marks = sum(line.count('"') for line in lines[first:last]) % 2
    while open_marks and last < len(lines):
        open_marks = (open_marks + lines[last].count('"')) % 2
        last += 1
    table, below = "".join(lines[first:last]), "".join(lines[last:])
    return "".join(lines[:first]), "\n" * first + table, "\n" * last + below


def _with_lines_around(document: Document, above: str, below: str) -> Document:
    """The table between what stands above and below it, as a plain text has that."""
    before, after = (read_plain_text(each, document.source) for each in (above, below))
    return replace(document, blocks=(*before.blocks, *document.blocks, *after.blocks))


def _document(text: str, delimiter: str, name: str, base_url: str) -> Document:
    masked, hits = mask_cpr(text)
    blocks = tuple(sheet_blocks(SheetRows("", list(_rows(masked, delimiter)))))
    asides = masked_asides(masked, hits)
    return Document(source=name, blocks=(*blocks, *asides), kind="csv", base_url=base_url)


def _rows(text: str, delimiter: str) -> Iterator[SheetRow]:
    try:
        records = list(_records(text, delimiter))
        two = records and _are_pairs(records)
        for index, values in enumerate(records):
            check_size(index, len(values))
            if two and len(values) > 2:
                values = [values[0], delimiter.join(values[1:])]
            yield [text_cell(value)[0] for value in values]
    except csv.Error as exc:
        raise SourceError(
            gettext_noop("The table is damaged; save it anew as CSV, or as .xlsx.")
        ) from exc


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _are_pairs(records: list[list[str]]) -> bool:
    """Whether the most have two columns: a sign more is then one of an answer."""
    widths = Counter(len(values) for values in records if any(v.strip() for v in values))
    return bool(widths) and min(widths) == 2 and widths[2] * 2 > widths.total()


def _delimiter(text: str) -> str:
    """What parts the columns: nine rows of ten have the same number of them. "" for none."""
    for delimiter in _DELIMITERS:
        if delimiter not in text[:5000]:
            continue
        widths: Counter[int] = Counter()
        try:
            for index, record in enumerate(_records(text[:200_000], delimiter)):
                if index >= _LOOKED_AT:
                    break
                if any(value.strip() for value in record):
                    widths[len(record)] += 1
        except csv.Error:
            continue
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        pairs = width == 2 and min(widths) == 2 and count * 2 > widths.total()
        if width > 1 and (pairs or count * 10 >= widths.total() * 9):
            return delimiter
    return ""
