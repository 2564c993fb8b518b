"""Reading Excel workbooks (.xlsx) with openpyxl: the cells as they show, amounts with a unit."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from importlib import import_module
from typing import Any

from wagtail_libfees.text.cpr_masking import mask_cpr
from wagtail_libfees.text.messages import gettext_noop

from ..document import Aside, Cell, Document, SourcePlace
from ..errors import SourceError
from ._archive import ArchiveLimits, check_archive
from ._sheets import SheetRow, SheetRows, check_size, sheet_blocks, text_cell

_DAMAGED = gettext_noop("The workbook is damaged or locked; open it and save it anew.")
TOO_MUCH = gettext_noop("The workbook unpacks to too much; save only the sheet that is needed.")
# A sheet of rates is 20 kB of XML; openpyxl needs some fifty times as much memory as the XML.
LIMITS = ArchiveLimits(
    text=5 * 1024 * 1024,
    too_much=TOO_MUCH,
    damaged=_DAMAGED,
    entities=gettext_noop(
        "The workbook declares XML entities, which no office program does; open it and save it "
        "anew."
    ),
    counted=(b"<c ", b"<c>"),
    most=100_000,
)
_UNIT = re.compile(r'"([^"]{1,20})"|\[\$([^\]-]{1,10})')


def read_xlsx(content: bytes, name: str) -> Document:
    """Read a workbook. Raises `SourceError` when it is damaged, locked or too large."""
    check_archive(content, LIMITS)
    openpyxl = _openpyxl()
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        sheets = [_sheet(sheet) for sheet in book.worksheets]
    except SourceError:
        raise
    except Exception as exc:  # openpyxl lets the errors of zipfile, XML and its own through
        raise SourceError(_DAMAGED) from exc
    blocks = tuple(block for sheet in sheets for block in sheet_blocks(sheet))
    if not blocks:
        raise SourceError(gettext_noop("The workbook holds no text."))
    return Document(source=name, blocks=blocks, kind="xlsx")


def _openpyxl() -> Any:
    try:
        return import_module("openpyxl")
    except ImportError as exc:
        raise SourceError(
            gettext_noop("Workbooks need %(package)s; have it installed: %(command)s"),
            package="openpyxl",
            command="pip install wagtail-libfees[sheet]",
        ) from exc


def _sheet(sheet: Any) -> SheetRows:
    check_size(sheet.max_row - 1, sheet.max_column)
    place = SourcePlace(selector=sheet.title)
    asides = [
        Aside(content=f"{sheet.title}: {chart}", code="image", place=place)
        for chart in _pictures(sheet)
    ]
    rows = list(_rows(sheet, asides))
    return SheetRows(sheet.title, rows, asides, hidden=sheet.sheet_state != "visible")


def _pictures(sheet: Any) -> Iterator[str]:
    for picture in (*sheet._images, *sheet._charts):
        yield type(picture).__name__


def _rows(sheet: Any, asides: list[Aside]) -> Iterator[SheetRow]:
    spans, covered = _merged(sheet)
    for cells in sheet.iter_rows():
        row: SheetRow = []
        for cell in cells:
            if (cell.row, cell.column) in covered:
                row.append(None)
                continue
            row.append(_cell(cell, spans.get((cell.row, cell.column), (1, 1)), asides))
        yield row


def _merged(sheet: Any) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """The spans of merged cells by their first cell, and the cells that they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for area in sheet.merged_cells.ranges:
        check_size(area.max_row - 1, area.max_col)
        spans[area.min_row, area.min_col] = (area.size["columns"], area.size["rows"])
        covered |= {(row, column) for row, column in area.cells}
        covered.discard((area.min_row, area.min_col))
    return spans, covered


def _cell(cell: Any, span: tuple[int, int], asides: list[Aside]) -> Cell:
    place = SourcePlace(cell.row, cell.parent.title)
    made, masked = text_cell(
        _shown(cell.value, cell.number_format or ""), colspan=span[0], rowspan=span[1]
    )
    if masked:
        asides.append(Aside(content=made.text, code="cpr", place=place))
    if cell.comment is not None:
        asides.append(Aside(content=mask_cpr(cell.comment.text)[0], code="hidden", place=place))
    return made


def _shown(value: object, number_format: str) -> str:
    """The words that the program shows for a value: "20,50 kr.", "1.1.2026", "15 %"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime):
        return _day(value.date()) if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, int | float):
        if number_format.endswith("%"):
            return f"{_number(value * 100)} %"
        return f"{_number(value)} {_unit(number_format)}".strip()
    return str(value)


def _day(value: date) -> str:
    return f"{value.day}.{value.month}.{value.year}"


def _number(value: float) -> str:
    """A number as Danes write it; whole ones without decimals."""
    rounded = round(value, 2)
    if rounded == int(rounded):
        return str(int(rounded))
    return f"{rounded:.2f}".replace(".", ",")


def _unit(number_format: str) -> str:
    """The unit that a format puts beside the number: `#,##0.00 "kr."`, `[$kr-406]`."""
    found = _UNIT.search(number_format)
    return (found[1] or found[2] or "").strip() if found else ""
