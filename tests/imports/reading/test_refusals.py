"""What cannot be imported is told with its own sentence, and never read as something else."""

from __future__ import annotations

import io
import zipfile

import pytest

from wagtail_libfees.imports.reading import SourceError, read_source

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + b"\x00" * 600


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.bmp", b"BM\x36\x00\x0c\x00\x00\x00\x00\x00" + b"\xff" * 99, "picture (BMP)"),
        ("a.tif", b"II*\x00" + b"\x00" * 99, "picture (TIFF)"),
        ("a.tif", b"MM\x00*" + b"\x00" * 99, "picture (TIFF)"),
        ("a.webp", b"RIFF\x10\x00\x00\x00WEBPVP8 ", "picture (WebP)"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 20, "picture (HEIC)"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><text>Gebyr</text></svg>", "SVG"),
        ("a.svg", b"<?xml version='1.0'?>\n<!-- x -->\n<svg:svg/>", "SVG"),
        ("a.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "calendar"),
        ("a.vcf", b"BEGIN:VCARD\r\n", "business card"),
        ("a.xml", b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "RSS"),
        ("a.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "Atom"),
        ("a.xml", b"<urlset><url/></urlset>", "sitemap"),
        ("a.msg", ole("__substg1.0_0037001F"), "Outlook"),
        ("a.xls", ole("Workbook"), "Excel workbook (.xls)"),
        ("a.doc", ole("WordDocument"), "Word"),
        ("a.docx", ole("EncryptedPackage"), "password"),
        ("a.xlsx", ole("EncryptedPackage"), "password"),
        ("a.ppt", ole("PowerPoint Document"), "presentation"),
        ("a.xyz", OLE, "old Office file"),
        ("a.pptx", archive("ppt/presentation.xml"), "presentation"),
        ("a.xlsb", archive("xl/workbook.bin"), ".xlsb"),
        ("a.pages", archive("Index/Document.iwa"), "Apple"),
        ("a.zip", archive("faq.txt"), "unpack"),
    ],
)
def test_each_kind_has_its_own_sentence(name: str, content: bytes, told: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_source(name, content)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["BMI er ikke et gebyr.", "II* er en note.", "<p>Se <svg><text>x</text></svg></p>"],
)
def test_a_text_that_begins_alike_is_read(text: str) -> None:
    content = text.encode() + b"\n\nHvad koster det?\nTi kr.\n"
    assert read_source("a.txt", content).blocks
