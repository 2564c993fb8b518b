"""Reading OpenDocument spreadsheets (.ods): their cells carry the text that the program shows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.etree import _Element

from wagtail_libfees.text.cpr_masking import mask_cpr
from wagtail_libfees.text.messages import gettext_noop

from ..document import Aside, Cell, Document, SourcePlace
from ..errors import SourceError
from ._archive import check_archive, read_part
from ._sheets import MAX_COLUMNS, MAX_ROWS, SheetRow, SheetRows, check_size, sheet_blocks, text_cell
from .xlsx import LIMITS

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_ODS_LIMITS = replace(LIMITS, counted=(b"<table:table-cell",))


def read_ods(content: bytes, name: str) -> Document:
    """Read a spreadsheet. Raises `SourceError` when it is damaged or too large."""
    check_archive(content, _ODS_LIMITS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        markup = read_part(archive, "content.xml", LIMITS.text + 1)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(markup, parser)
    except (etree.LxmlError, ValueError) as exc:
        raise SourceError(LIMITS.damaged) from exc
    tables = root.iter(f"{_TABLE}table")
    blocks = tuple(block for table in tables for block in sheet_blocks(_sheet(table)))
    if not blocks:
        raise SourceError(gettext_noop("The workbook holds no text."))
    return Document(source=name, blocks=blocks, kind="ods")


def _sheet(table: _Element) -> SheetRows:
    title = table.get(f"{_TABLE}name") or ""
    place = SourcePlace(selector=title)
    asides = [
        Aside(content=frame.get(f"{_DRAW}name") or title, code="image", place=place)
        for frame in table.iter(f"{_DRAW}frame")
    ]
    rows: list[SheetRow] = []
    blank = 0
    for element in table.iter(f"{_TABLE}table-row"):
        row = list(_cells(element, asides, SourcePlace(len(rows) + blank + 1, title)))
        times = _times(element, "number-rows-repeated")
        if not any(cell is not None and cell.text for cell in row):
            # Up to the end of the sheet: a million rows that nobody has written.
            blank += times
            continue
        check_size(len(rows) + blank + times - 1, len(row))
        rows += [[] for _ in range(blank)] + [row] * times
        blank = 0
    return SheetRows(title, rows, asides)


def _times(element: _Element, name: str) -> int:
    value = element.get(f"{_TABLE}{name}") or "1"
    return int(value) if value.isdecimal() and len(value) < 8 else 1


def _cells(row: _Element, asides: list[Aside], place: SourcePlace) -> Iterator[Cell | None]:
    width = 0
    for element in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times = _times(element, "number-columns-repeated")
        text = _words(element)
        if not text:
            # The last cell of a row is often blank a thousand times over.
            times = min(times, max(MAX_COLUMNS - width, 0))
        check_size(0, width + times)
        width += times
        if str(element.tag).endswith("covered-table-cell"):
            yield from [None] * times
            continue
        cell, masked = text_cell(
            text,
            colspan=min(_times(element, "number-columns-spanned"), MAX_COLUMNS),
            rowspan=min(_times(element, "number-rows-spanned"), MAX_ROWS),
        )
        if masked:
            asides.append(Aside(content=cell.text, code="cpr", place=place))
        for note in element.iterchildren(f"{_OFFICE}annotation"):
            words = " ".join("".join(map(str, note.itertext())).split())
            asides.append(Aside(content=mask_cpr(words)[0], code="hidden", place=place))
        yield from [cell] * times


def _words(cell: _Element) -> str:
    """The paragraphs of a cell, one per line."""
    return "\n".join("".join(map(str, part.itertext())) for part in cell.iterchildren(f"{_TEXT}p"))
