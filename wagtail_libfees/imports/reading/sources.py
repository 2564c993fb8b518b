"""From a file, bytes or pasted text to a `Document`, whatever the format."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection
from contextlib import suppress
from os import PathLike, fspath
from pathlib import Path, PurePath, PurePosixPath
from urllib.parse import urlsplit

from wagtail_libfees.fetching.errors import FetchError
from wagtail_libfees.fetching.fetch import MAX_BYTES as MAX_FETCHED
from wagtail_libfees.fetching.fetch import TIMEOUT, Fetched, fetch_url
from wagtail_libfees.text.messages import gettext_noop

from .document import Document
from .errors import SourceError
from .guard import guarded
from .readers.csv_table import read_question_table
from .readers.html import read_html
from .readers.text import read_plain_text as read_plain_text
from .refusals import kind_of_archive, refuse

MAX_BYTES = 20 * 1024 * 1024
_TAG = re.compile(
    r"<(?:!doctype html|html|body|head|main|article|section|div|p|h[1-6]|ul|ol|dl|table|details"
    r"|span|br|strong|script|a\s)[\s>/]",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"^(?:#{1,6} \S|\*\*[^*\n]+\*\*\s*$|\[[^\]\n]+\]\([^)\n]+\)|```)", re.MULTILINE
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_TEXT_CODECS = ("ascii", "utf-8", "utf-16", "utf-32", "iso8859", "cp", "koi8", "mac")
_TYPE_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/json": ".json",
    "text/csv": ".csv",
}


@guarded
def read_source(
    path_or_name: str | PathLike[str],
    data: bytes | None = None,
    *,
    max_bytes: int = MAX_BYTES,
    base_url: str = "",
    charset: str = "",
    suffix: str | None = None,
    attachment: str = "",
) -> Document:
    """Read a file, or `data` that came under a name (an upload, a fetched page).

    Name and content together decide the format; `suffix` stands in for that of the name, and
    `charset` is what the sender says. Of a saved message the `attachment` of that name is read
    instead of its text. Raises `SourceError` with one line that
    tells the mend when the source is missing, empty, binary, too large or damaged.
    """
    name = fspath(path_or_name)
    content = _load(name, max_bytes) if data is None else data
    if len(content) > max_bytes:
        raise SourceError(
            gettext_noop("The file is larger than %(limit)s KiB; split it."),
            limit=max_bytes // 1024,
        )
    if not content.strip(b"\x00\t\r\n\f \xef\xbb\xbf"):
        raise SourceError(gettext_noop("The source is empty; there is nothing to import."))
    if attachment:
        from .readers.mhtml import attachment_of

        inner, content = attachment_of(decode(content, charset), attachment)
        return _dispatch(f"{name}: {inner}", content, "", "", PurePath(inner).suffix.lower())
    return _dispatch(name, content, base_url, charset, _suffix(name, suffix))


@guarded
def read_text(text: str, name: str = "text", *, base_url: str = "") -> Document:
    """Read pasted text, HTML or Markdown. Raises `SourceError` when it is empty."""
    if not text.strip("\x00\ufeff \t\r\n\f"):
        raise SourceError(gettext_noop("The text is empty; paste the text with the questions."))
    return _read_decoded(text, name, PurePath(name).suffix.lower(), base_url)


def _load(name: str, max_bytes: int) -> bytes:
    path = Path(name)
    try:
        if path.is_dir():
            raise SourceError(gettext_noop("This is a folder; name a file in it."))
        if not path.is_file():
            raise SourceError(gettext_noop("There is no such file; check the path."))
        with path.open("rb") as stream:
            return stream.read(max_bytes + 1)
    except ValueError as exc:
        raise SourceError(gettext_noop("This is not a valid path; check it.")) from exc
    except OSError as exc:
        raise SourceError(
            gettext_noop(
                "The file cannot be read (%(reason)s); check the path and its permissions."
            ),
            reason=exc.strerror or type(exc).__name__,
        ) from exc


def read_url(
    url: str,
    *,
    allow: Collection[str] = (),
    max_bytes: int = MAX_FETCHED,
    timeout: float = TIMEOUT,
) -> Document:
    """Fetch and read the page or file at a URL. Raises `SourceError`; see `fetch_url`."""
    return read_fetched(fetch_source(url, allow=allow, max_bytes=max_bytes, timeout=timeout))


def fetch_source(
    url: str,
    *,
    allow: Collection[str] = (),
    max_bytes: int = MAX_FETCHED,
    timeout: float = TIMEOUT,
) -> Fetched:
    """Fetch as `fetch_url` does. Raises `SourceError` with the words of the `FetchError`."""
    try:
        return fetch_url(url, allow=allow, max_bytes=max_bytes, timeout=timeout)
    except FetchError as exc:
        raise SourceError(exc.message, **exc.params) from exc


def read_fetched(fetched: Fetched) -> Document:
    """Read what was fetched. The document is named by the URL that was asked for."""
    return read_source(
        fetched.url,
        fetched.data,
        max_bytes=len(fetched.data),
        base_url=fetched.final_url,
        charset=fetched.charset,
        suffix=_suffix_of_type(fetched),
    )


def _suffix_of_type(fetched: Fetched) -> str:
    """The suffix that a file of this media type has; a bare text may be Markdown by its name."""
    if fetched.content_type in _TYPE_SUFFIXES:
        return _TYPE_SUFFIXES[fetched.content_type]
    suffix = PurePosixPath(urlsplit(fetched.final_url).path).suffix.lower()
    if fetched.content_type == "text/plain" and suffix not in (".md", ".markdown", ".json"):
        return ".txt"
    return suffix


def _suffix(name: str, stated: str | None) -> str:
    return PurePath(name).suffix.lower() if stated is None else stated


def _dispatch(name: str, content: bytes, base_url: str, charset: str, suffix: str) -> Document:
    if content.startswith(b"%PDF-") or content[:1024].lstrip().startswith(b"%PDF-"):
        from .readers.pdf import read_pdf

        return read_pdf(content, name)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _read_archive(content, name)
    refuse(content, suffix)
    return _read_decoded(decode(content, charset), name, suffix, base_url)


def _read_archive(content: bytes, name: str) -> Document:
    kind = kind_of_archive(content)
    if kind == "docx":
        from .readers.docx import read_docx

        return read_docx(content, name)
    if kind == "xlsx":
        from .readers.xlsx import read_xlsx

        return read_xlsx(content, name)
    from .readers.ods import read_ods

    return read_ods(content, name)


def decode(content: bytes, charset: str = "") -> str:
    """Bytes as text: byte order mark, `charset`, UTF-8, what the page declares, Windows-1252.

    Windows-1252 comes last as every byte sequence passes for it; it reads ISO 8859-1 too. These
    two are believed only of what is no UTF-8: servers send them with every page by default.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    codec = _codec(charset)
    if not codec.startswith(("utf-16", "utf-32")):
        _refuse_binary(content)
    if codec not in ("", "ascii", "iso8859-1", "cp1252"):
        with suppress(UnicodeDecodeError):
            return content.decode(codec)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as exc:
        # One stray byte in a large UTF-8 file must not turn all of it into "Ã¦".
        if (
            len(re.findall(rb"[\xc3][\x80-\xbf]", content))
            > 5 * len(re.findall(rb"[\xe5\xe6\xf8](?![\x80-\xbf])", content))
            > 0
        ):
            return content.decode("utf-8", "replace")
        declared = _CHARSET.search(content[:4096])
        stated = codec or (_codec(declared.group(1).decode("ascii")) if declared else "")
        for encoding in (stated, "cp1252"):
            with suppress(LookupError, UnicodeDecodeError):
                return content.decode(
                    "cp1252" if encoding in ("", "ascii", "iso8859-1", "utf-8") else encoding
                )
        if exc.start < 0:
            raise SourceError(
                gettext_noop("The encoding of the text is unknown; save it as UTF-8.")
            ) from exc
        return content.decode("iso-8859-1")


def _codec(charset: str) -> str:
    """Python's name of a charset that texts are written in, or "".

    Python has codecs for other things, too, some of them very slow on hostile input.
    """
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return ""
    return name if name.startswith(_TEXT_CODECS) else ""


def _refuse_binary(content: bytes) -> None:
    """Control characters that no text holds; a few null bytes are forgiven."""
    sample = content[:65536] + content[-4096:]
    odd = sum(sample.count(byte) for byte in (*range(9), *range(14, 27), 28, 29, 30, 31, 127))
    if odd * 50 > len(sample):
        raise SourceError(
            gettext_noop("This is a binary file; save it as text, HTML, .docx or PDF.")
        )


def _read_decoded(text: str, name: str, suffix: str, base_url: str) -> Document:
    start = text.lstrip("\ufeff\x00 \t\r\n")[:1]
    if suffix == ".json" or (
        start in ("{", "[") and suffix not in (".txt", ".md", ".html", ".htm")
    ):
        from .readers.json_export import read_json

        return read_json(text, name)
    if re.match(
        r"\s*(?:[\w-]+: .*\r?\n)*?(?:MIME-Version|Content-Type): ", text[:4000], re.IGNORECASE
    ):
        from .readers.mhtml import read_mhtml

        return read_mhtml(text, name, base_url)
    if suffix in (".csv", ".tsv"):
        from .readers.csv_table import read_csv

        return read_csv(text.replace("\x00", ""), name, base_url)
    if _is_html(text, suffix):
        return read_html(text, name, base_url)
    if suffix in (".md", ".markdown") or (
        suffix != ".txt" and len(_MARKDOWN.findall(text[:200_000])) > 1
    ):
        from .readers.markdown import read_markdown

        return read_markdown(text, name, base_url)
    plain = text.replace("\x00", "")
    return read_question_table(plain, name, base_url) or read_plain_text(plain, name, base_url)


def _is_html(text: str, suffix: str) -> bool:
    """Whether there is markup enough; Markdown may hold some, and a plain text a stray tag."""
    if suffix in (".html", ".htm", ".xhtml"):
        return bool(_TAG.search(text))
    tags = len(_TAG.findall(text[:200_000]))
    if suffix in (".md", ".markdown"):
        return tags > 20
    return tags > 2 or (tags > 0 and "</" in text)
