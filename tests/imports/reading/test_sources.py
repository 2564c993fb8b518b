from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from wagtail_libfees.imports.reading import (
    Audience,
    ProfileError,
    SourceError,
    parse_faq,
    profile_names,
    read_source,
    read_text,
)
from wagtail_libfees.imports.reading.sources import decode

TEXT = "Hvad koster det på øen?\nDet koster 10 kr. for børn.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "iso-8859-1", "utf-16"])
def test_encoding_is_found(encoding: str) -> None:
    parsed = parse_faq(read_source("a.txt", TEXT.encode(encoding)))
    assert [item.question for item in parsed.items] == ["Hvad koster det på øen?"]


def test_declared_charset_of_a_page_is_used() -> None:
    page = '<meta charset="iso-8859-1"><h3>Må jeg låne?</h3><p>Ja – gerne</p>'
    assert "Må jeg" in decode(page.encode("cp1252"))


def test_one_stray_byte_does_not_spoil_a_utf8_text() -> None:
    content = ("æøå " * 50).encode() + b"\xe6"
    assert decode(content).startswith("æøå")


@pytest.mark.parametrize(
    ("name", "data", "mend"),
    [
        ("tom.txt", b"", "empty"),
        ("tom.txt", b"\xef\xbb\xbf \r\n\x00", "empty"),
        ("lyd.txt", bytes(range(256)) * 50, "binary"),
        ("gammel.doc", b"\xd0\xcf\x11\xe0" + b"x" * 50, "docx"),
        ("pakket.html", b"\x1f\x8b" + b"x" * 50, "unpack"),
        ("billede.pdf", b"\x89PNG" + b"x" * 50, "picture"),
        ("brudt.pdf", b"%PDF-1.7 x" * 5, "damaged"),
        ("brudt.docx", b"PK\x03\x04" + b"x" * 50, "damaged"),
        ("brudt.json", b"{", "JSON"),
        ("andet.json", b'{"a": 1}', "export"),
        ("stor.txt", b"x" * 2000, "larger"),
    ],
)
def test_source_that_cannot_be_read_tells_the_mend(name: str, data: bytes, mend: str) -> None:
    with pytest.raises(SourceError, match=mend) as caught:
        read_source(name, data, max_bytes=1000 if mend == "larger" else 100_000)
    assert "\n" not in str(caught.value)
    # Whoever tells it has put the name in front.
    assert name not in str(caught.value)


@pytest.mark.parametrize("name", ["findes-ikke.txt", ".", "nul\x00.txt"])
def test_path_that_is_no_file(name: str) -> None:
    with pytest.raises(SourceError):
        read_source(name)


def test_a_message_without_params_keeps_its_percent_sign() -> None:
    assert str(SourceError("100% of it; 50%(x)s")) == "100% of it; 50%(x)s"


def test_an_error_keeps_its_template_and_its_params() -> None:
    error = SourceError("more than %(most)s lines", most=7)
    assert (str(error), error.message, error.params) == (
        "more than 7 lines",
        "more than %(most)s lines",
        {"most": 7},
    )


def test_pasted_text_may_not_be_empty() -> None:
    with pytest.raises(SourceError, match="empty"):
        read_text(" \n")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", "<html><body><h3>Hvad?</h3><p>Ja</p></body></html>", "html"),
        ("a.html", "Hvad er det?\nEt gebyr.", "text"),
        ("a.md", "### Hvad er det?\n\nEt gebyr.", "markdown"),
        ("a", "Hvad er det?\nA < B", "text"),
        ("a.mht", "MIME-Version: 1.0\nContent-Type: text/html\n\n<h3>Hvad?</h3><p>Ja</p>", "html"),
    ],
)
def test_content_decides_the_format(name: str, content: str, kind: str) -> None:
    document = read_source(name, content.encode())
    assert document.kind == kind
    assert len(parse_faq(document).items) == 1


def docx(body: str, **more: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        document = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", more.get("document", document))
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{types}"/>')
    return stream.getvalue()


def paragraph(text: str, bold: bool = False) -> str:
    style = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:p><w:r>{style}<w:t>{text}</w:t></w:r></w:p>"


def test_word_document() -> None:
    body = paragraph("Hvor betaler jeg?", bold=True) + paragraph("På portalen.")
    parsed = parse_faq(read_source("a.docx", docx(body)))
    assert [(i.question, i.answer_text) for i in parsed.items] == [
        ("Hvor betaler jeg?", "På portalen.")
    ]


@pytest.mark.parametrize(
    "content",
    [
        docx("", document="<a>" + " " * 70_000_000),
        docx("", document="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        docx("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000),
        docx("<w:p>" * 40_000),
        docx(""),
    ],
    ids=["bomb", "entities", "deep", "long", "no text"],
)
def test_hostile_word_document_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError):
        read_source("a.docx", content)


def pdf(lines: list[str]) -> bytes:
    text = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {text} ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (table, len(out))
    )


def test_pdf() -> None:
    parsed = parse_faq(read_source("a.pdf", pdf(["Hvor betaler jeg?", "På portalen."])))
    assert [(i.question, i.answer_text) for i in parsed.items] == [
        ("Hvor betaler jeg?", "På portalen.")
    ]


def test_pdf_without_text_is_refused() -> None:
    with pytest.raises(SourceError, match="scanned"):
        read_source("a.pdf", pdf([" "]))


def test_own_export_comes_back_the_same() -> None:
    page = (
        "<h2>Til lånere</h2><h3>Hvad?</h3><p>Ja, <b>det</b> er <a href='https://a.example'>her</a>.</p>"
        "<ul><li>a</li></ul><h2>Til personalet</h2><h3>Hvem?</h3><p>Chefen.</p>"
    )
    parsed = parse_faq(read_text(page))
    again = parse_faq(read_source("a.json", json.dumps([parsed.to_dict()]).encode()))
    assert [(i.question, i.answer_html, i.audience, i.section, i.key) for i in again.items] == [
        (i.question, i.answer_html, i.audience, i.section, i.key) for i in parsed.items
    ]


def test_an_export_without_audience_does_not_become_public() -> None:
    data = json.dumps({"items": [{"question": "Hvem?", "answer_html": "<p>Chefen</p>"}, 7]})
    parsed = parse_faq(read_source("a.json", data.encode()))
    assert [item.audience for item in parsed.items] == [Audience.STAFF]
    assert [r.code for r in parsed.rejected] == ["export"]


def export(**entry: object) -> bytes:
    """An export with one entry for borrowers."""
    usual = {"question": "Hvem?", "answer_html": "<p>Kommunen.</p>", "audience": "borrower"}
    return json.dumps({"items": [{**usual, **entry}]}).encode()


@pytest.mark.parametrize(
    "entry",
    [
        {"section": "Q&A til medarbejder"},
        {"section": "Arbejdsgang"},
        {"question": "Hvad siger vi til låneren?"},
        {"answer_html": "<p>Du henviser låneren til lederen.</p>"},
        {"answer_html": "<p>Kun til internt brug: koden er 4711.</p>"},
        {"audience": ["borrower"]},
        {"audience": {"borrower": 1}},
        {"audience": "BORROWER"},
    ],
)
def test_an_export_is_not_believed_when_it_makes_staff_text_public(entry: dict) -> None:
    parsed = parse_faq(read_source("a.json", export(**entry)))
    assert [item.audience for item in parsed.items if item.audience is Audience.BORROWER] == []
    assert len(parsed.items) == 1


def test_an_export_that_is_not_believed_is_reported() -> None:
    parsed = parse_faq(read_source("a.json", export(section="Til personalet")))
    assert [(r.text, r.code) for r in parsed.rejected] == [("Hvem?", "stated_audience")]


def test_an_export_for_borrowers_stays_for_borrowers() -> None:
    (item,) = parse_faq(read_source("a.json", export(section="Betaling"))).items
    assert item.audience is Audience.BORROWER


@pytest.mark.parametrize("name", ["faq.docx", "FAQ.DOCX", "faq.pdf"])
def test_file_that_is_not_what_its_name_says_is_refused(name: str) -> None:
    with pytest.raises(SourceError, match="anew"):
        read_source(name, b"Hvad koster det?\nDet koster 20 kr.\n")


def test_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(ProfileError, match="auto, ding2, dpl, generic, kk, kombit"):
        parse_faq(read_text("Hvad?"), "findes-ikke")
    assert profile_names()[0] == "auto"


def test_command_prints_a_list_and_reports_what_it_cannot_read(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_text(TEXT, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "wagtail_libfees.imports.reading", str(good), "mangler.txt"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[3],
    )
    first, second = json.loads(done.stdout)
    assert done.returncode == 1
    assert len(first["items"]) == 1
    assert set(second) == {"source", "error"}


def test_importing_the_package_does_not_import_django() -> None:
    code = "import sys, wagtail_libfees.imports.reading as i; i.profile_names(); i.read_text('x');"
    code += "print([m for m in sys.modules if m.split('.')[0] in ('django', 'wagtail')])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[3],
    )
    assert done.stdout.strip() == "[]"
