"""What cannot be imported, told by its first bytes: a sentence for each kind, with the mend."""

from __future__ import annotations

import re

from wagtail_libfees.text.messages import gettext_noop

from .errors import SourceError
from .readers._archive import is_locked, part_names

_PICTURE = gettext_noop(
    "This is a picture (%(kind)s), and only text can be imported; have its text recognised, or "
    "type it."
)
_ARCHIVE = gettext_noop("This is an archive; unpack it first.")
_PASSWORD = gettext_noop("The file is locked with a password; save it without one.")
_PRESENTATION = gettext_noop("This is a presentation; save it as text or PDF.")
_SIGNATURES = {
    b"\x1f\x8b": gettext_noop("This is a gzip archive; unpack it first."),
    b"7z\xbc\xaf": _ARCHIVE,
    b"Rar!": _ARCHIVE,
    b"{\\rtf": gettext_noop("This is an RTF document; save it as .docx."),
    b"BEGIN:VCALENDAR": gettext_noop(
        "This is a calendar (.ics); it has neither questions nor rates."
    ),
    b"BEGIN:VCARD": gettext_noop("This is a business card (.vcf); it has no text to import."),
}
_PICTURES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\x89PNG"), "PNG"),
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"GIF8"), "GIF"),
    (re.compile(rb"BM.{4}\x00{4}", re.DOTALL), "BMP"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "TIFF"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "WebP"),
    (re.compile(rb".{4}ftyp(?:heic|heix|mif1|avif)", re.DOTALL), "HEIC"),
)
_OLE = b"\xd0\xcf\x11\xe0"
# The names of streams in an old Office file, in the order in which they decide.
_OLE_STREAMS = {
    "EncryptedPackage": _PASSWORD,
    "__substg1.0_": gettext_noop(
        "This is a message of Outlook (.msg); save it as .eml, or paste its text."
    ),
    "Workbook": gettext_noop("This is an old Excel workbook (.xls); save it as .xlsx."),
    "PowerPoint Document": _PRESENTATION,
    "WordDocument": gettext_noop("This is an old Word document; save it as .docx."),
}
_OLE_OTHER = gettext_noop("This is an old Office file; save it as .docx or .xlsx.")
_XML_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,300}>\s*){0,8}"
    rb"<(?P<root>[\w:.-]{1,60})[\s/>]",
    re.DOTALL,
)
_ROOTS = {
    "svg": gettext_noop(
        "This is a drawing (SVG), and only text can be imported; type its words, or save the page "
        "that it is on."
    ),
    "rss": gettext_noop("This is a news feed (RSS); give the address of the page itself."),
    "feed": gettext_noop("This is a news feed (Atom); give the address of the page itself."),
    "RDF": gettext_noop("This is a news feed (RSS); give the address of the page itself."),
    "urlset": gettext_noop("This is a sitemap; give the address of the page itself."),
}
_ZIP_OTHER = {
    "ppt/presentation.xml": _PRESENTATION,
    "xl/workbook.bin": gettext_noop("This is a binary Excel workbook (.xlsb); save it as .xlsx."),
    "Index/Document.iwa": gettext_noop("This is a document of Apple; export it as .docx."),
}
# The content of such a file has been recognised by its first bytes.
_NOT_WHAT_IT_SAYS = {
    ".docx": gettext_noop(
        "The name ends in .docx, but this is no Word document; open it and save it anew, or give "
        "it its right name."
    ),
    ".pdf": gettext_noop(
        "The name ends in .pdf, but this is no PDF; save it anew, or give it its right name."
    ),
    ".xlsx": gettext_noop(
        "The name ends in .xlsx, but this is no Excel workbook; open it and save it anew, or give "
        "it its right name."
    ),
}


def refuse(content: bytes, suffix: str) -> None:
    """Raise a `SourceError` for what no reader reads. PDF files and zip archives are not looked
    at here; a text passes."""
    if content.startswith(_OLE):
        _refuse_old_office(content)
    for pattern, kind in _PICTURES:
        if pattern.match(content[:32]):
            raise SourceError(_PICTURE, kind=kind)
    start = content[:5000].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature in _SIGNATURES:
        if start.startswith(signature):
            raise SourceError(_SIGNATURES[signature])
    found = _XML_ROOT.match(start)
    root = found["root"].decode("ascii", "replace").split(":")[-1] if found else ""
    if root in _ROOTS:
        raise SourceError(_ROOTS[root])
    if suffix in _NOT_WHAT_IT_SAYS:
        raise SourceError(_NOT_WHAT_IT_SAYS[suffix])


def _refuse_old_office(content: bytes) -> None:
    for name in _OLE_STREAMS:
        if name.encode("utf-16-le") in content:
            raise SourceError(_OLE_STREAMS[name])
    raise SourceError(_OLE_OTHER)


def kind_of_archive(content: bytes) -> str:
    """What a zip archive is: "docx", "xlsx" or "ods". Raises `SourceError` for any other, for a
    locked and for a damaged one."""
    names = part_names(content)
    if is_locked(content):
        raise SourceError(_PASSWORD)
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return "ods"
    for name in _ZIP_OTHER:
        if name in names:
            raise SourceError(_ZIP_OTHER[name])
    raise SourceError(_ARCHIVE)
