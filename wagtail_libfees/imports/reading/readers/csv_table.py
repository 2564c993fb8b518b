"""Reading tables that were saved as text: CSV with semicolons, commas or tabs."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

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

    Prose has commas, too: there the heads have to name the columns.
    """
    delimiter = _delimiter(text)
    if not delimiter:
        return None
    try:
        document = _document(text, delimiter, name, base_url)
    except SourceError:
        # Too long for a table, or damaged: then it is a text with such signs in it.
        return None
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if len(tables) != 1 or len(tables[0].rows) < 2 or columns_of(tables[0]) is None:
        return None
    return document if delimiter != "," or is_named_by_heads(tables[0]) else None


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
