"""From an address, or what was fetched from it, to a document."""

from __future__ import annotations

import pytest

from tests.fetching.internet import Internet
from wagtail_libfees.fetching.fetch import Fetched
from wagtail_libfees.imports.reading import parse_faq, sources
from wagtail_libfees.imports.reading.errors import SourceError
from wagtail_libfees.imports.reading.sources import read_fetched, read_url


def test_read_url_gives_a_document(internet: Internet, monkeypatch) -> None:
    internet.redirect("a.dk/", "http://b.dk/")
    internet.page("b.dk/")
    monkeypatch.setattr(sources, "fetch_url", lambda url, **options: internet.fetch(url, **options))
    document = read_url("http://a.dk/")
    assert (document.source, document.base_url) == ("http://a.dk/", "http://b.dk/")
    (item,) = parse_faq(document).items
    assert "http://b.dk/l" in item.answer_html


def test_what_is_refused_is_an_error_of_the_source(internet: Internet, monkeypatch) -> None:
    internet.names["intern.dk"] = [["10.0.0.1"]]
    monkeypatch.setattr(sources, "fetch_url", lambda url, **options: internet.fetch(url, **options))
    with pytest.raises(SourceError, match="not on the public internet"):
        read_url("http://intern.dk/")


def fetched(data: bytes, content_type: str = "text/html", charset: str = "", path="") -> Fetched:
    return Fetched(f"https://a.md/{path}", f"https://a.md/{path}", data, content_type, charset)


WORDS = "<h3>Må jeg låne æbler?</h3><p>Ja, på øen.</p>"


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", ""),
        ("utf-8", "iso-8859-1"),  # the default of a server that does not know better
        ("iso-8859-1", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("utf-16-le", "utf-16le"),
        ("cp865", "cp865"),
        ("mac-roman", "macintosh"),
        ("utf-8", "no-such-charset"),
        ("utf-8", "punycode"),
        ("utf-8", "hex"),
        ("utf-8", "\x00"),
    ],
)
def test_the_charset_of_the_server_is_respected(encoding: str, charset: str) -> None:
    document = read_fetched(fetched(WORDS.encode(encoding), charset=charset))
    (item,) = parse_faq(document).items
    assert (item.question, item.answer_text) == ("Må jeg låne æbler?", "Ja, på øen.")


@pytest.mark.parametrize(
    ("data", "content_type", "path", "kind"),
    [
        (WORDS.encode(), "text/html", "a.txt", "html"),
        (b"# A\n\n**Hvad?**\n\nSvar.\n", "text/markdown", "", "markdown"),
        (b"# A\n\n**Hvad?**\n\nSvar.\n", "text/plain", "a.md", "markdown"),
        (b"Hvad?\nSvar.\n", "text/plain", "faq", "text"),
    ],
)
def test_the_type_decides_the_format(data: bytes, content_type: str, path: str, kind: str) -> None:
    assert read_fetched(fetched(data, content_type, path=path)).kind == kind


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n", b"\x00\x01\x02\x03" * 50])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read_fetched(fetched(data))
    assert "https://a.md/" not in str(caught.value)
