"""Workbooks and CSV: rows of cells become tables, whatever program has written them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment

from wagtail_libfees.imports.reading import Document, SourceError, parse_faq, read_source
from wagtail_libfees.imports.reading.document import Aside, Table
from wagtail_libfees.imports.reading.fees import parse_fees

RATES = [
    ["Takster 2026"],
    [],
    ["Dage", "Voksne", "Børn"],
    ["1-7 dage", 20, 10],
    ["8-14 dage", 70, 40],
    ["Efter 14 dage", 120.5, 55],
]
KRONER = '#,##0.00 "kr."'


def xlsx(rows: list[list], *, formats: bool = True) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            if formats and isinstance(cell.value, int | float):
                cell.number_format = KRONER
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(rows: list[list], tail: str = "", manifest: str = "<m/>") -> bytes:
    def cell(value: object) -> str:
        shown = f"{value:.2f} kr.".replace(".", ",", 1) if isinstance(value, int | float) else value
        return f"<table:table-cell><text:p>{shown}</text:p></table:table-cell>"

    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    body = "".join(
        f"<table:table-row>{''.join(map(cell, row)) or cell('')}</table:table-row>" for row in rows
    )
    markup = (
        f'<office:d {spaces}><table:table table:name="Ark1">{body}{tail}</table:table></office:d>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", markup)
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def csv(rows: list[list]) -> bytes:
    return "\n".join(
        ";".join(
            f"{v} kr.".replace(".", ",", 1 if v % 1 else 0) if isinstance(v, int | float) else v
            for v in row
        )
        for row in rows
    ).encode("cp1252")


def amounts(document: Document) -> list[list[str]]:
    parsed = parse_fees(document)
    return [[str(band.value.amount) for band in group.bands] for group in parsed.overdue_fees]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", xlsx(RATES)),
        ("a.ods", ods(RATES)),
        ("a.csv", csv(RATES[2:])),
        # The content decides, as everywhere.
        ("a", xlsx(RATES)),
    ],
)
def test_a_rate_sheet_is_read_as_the_table_that_it_shows(name: str, content: bytes) -> None:
    document = read_source(name, content)
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.rows[0]] == ["Dage", "Voksne", "Børn"]
    assert table.rows[1][1].text in ("20 kr.", "20,00 kr.")
    groups = amounts(document)
    assert [[float(amount) for amount in bands] for bands in groups] == [
        [20, 70, 120.5],
        [10, 40, 55],
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a"])
def test_questions_in_columns(delimiter: str, name: str) -> None:
    rows = [
        ("Spørgsmål", "Svar"),
        ("Hvor betaler jeg?", f'"Her{delimiter} eller der.\nAltid ""nu""."'),
        ("Jeg har mistet kortet", "Ring."),
    ]
    text = "\n".join(delimiter.join(row) for row in rows)
    parsed = parse_faq(read_source(name, text.encode()))
    found = {item.question: " ".join(item.answer_text.split()) for item in parsed.items}
    assert found["Jeg har mistet kortet"] == "Ring."
    assert found["Hvor betaler jeg?"].replace(delimiter, "") == 'Her eller der. Altid "nu".'


@pytest.mark.parametrize("above", ["", "Fyrreholm Bibliotek\n", "Fyrreholm\n\nOm betaling\n\n"])
@pytest.mark.parametrize("below", ["", "\nÅbningstider\nMandag-fredag 10-18\n"])
@pytest.mark.parametrize("cell", ['"Her; eller der."', '"Her; eller\nder."'])
def test_lines_around_columns_are_listed(above: str, below: str, cell: str) -> None:
    table = f"Spørgsmål;Svar\nKan jeg ringe?;Ja.\nHvor betaler jeg?;{cell}\n"
    parsed = parse_faq(read_source("a.txt", f"{above}{table}{below}".encode()))
    found = {item.question: " ".join(item.answer_text.split()) for item in parsed.items}
    assert found == {"Kan jeg ringe?": "Ja.", "Hvor betaler jeg?": "Her; eller der."}
    listed = " ".join(entry.text for entry in parsed.rejected).split()
    assert {*above.split(), *below.split()} <= {*listed}


@pytest.mark.parametrize(
    "text", ["Hvad er det?\nEt gebyr, som du ved.\n", "Ja; nej\nMåske; altid\n"]
)
def test_prose_with_commas_is_no_table(text: str) -> None:
    assert read_source("a.txt", text.encode()).kind == "text"


def test_a_workbook_shows_dates_spans_and_what_is_left_out() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Priser"
    sheet.append(["Gælder fra", date(2026, 1, 1)])
    sheet.append(["Bog", 0.25])
    sheet["B2"].number_format = "0%"
    sheet["A2"].comment = Comment("Spørg Lone", "x")
    sheet.merge_cells("A3:B3")
    sheet["A3"] = "CPR 010190-1234"
    hidden = book.create_sheet("Kladde")
    hidden.append(["Gammel pris", 5])
    hidden.sheet_state = "hidden"
    document = read_source("a.xlsx", saved(book))
    text = "\n".join(block.text for block in document.blocks if not isinstance(block, Aside))
    assert "1.1.2026" in text
    assert "25 %" in text
    assert "1234" not in text
    listed = [(a.code, a.text) for a in document.blocks if isinstance(a, Aside)]
    assert ("hidden", "Spørg Lone") in listed
    assert any(code == "hidden" and "Gammel pris" in told for code, told in listed)
    assert any(code == "cpr" for code, _ in listed)


def test_blank_rows_and_columns_to_the_end_of_the_sheet_cost_nothing() -> None:
    blank = "<table:table-cell table:number-columns-repeated='16384'/>"
    tail = f"<table:table-row table:number-rows-repeated='1048000'>{blank}</table:table-row>"
    assert len(amounts(read_source("a.ods", ods(RATES, tail)))) == 2


@pytest.mark.parametrize(
    ("name", "content", "mend"),
    [
        ("a.xlsx", b"PK\x03\x04" + b"x" * 50, "damaged"),
        ("a.xlsx", b"no workbook", "no Excel workbook"),
        ("a.xlsx", xlsx([["x"] * 60]), "columns"),
        ("a.xlsx", xlsx([["x"]] * 5001), "rows"),
        ("a.xlsx", xlsx([["x" * 200] * 40] * 3000), "too much"),
        ("a.ods", ods(RATES, manifest="<encryption-data/>"), "password"),
        ("a.csv", b"a;b\n" * 6000, "rows"),
    ],
)
def test_a_sheet_that_cannot_be_read_tells_the_mend(name: str, content: bytes, mend: str) -> None:
    with pytest.raises(SourceError, match=mend):
        read_source(name, content)
