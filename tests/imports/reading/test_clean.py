from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.imports.reading import SourceError
from wagtail_libfees.imports.reading.clean import ALLOWED_TAGS, clean_html, safe_href

BASE = "https://bib.example/faq/side"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Et <strong>to</strong> <em>tre</em></p>", "<p>Et <b>to</b> <i>tre</i></p>"),
        ("<h3>Emne</h3><p>a</p>", "<p><b>Emne</b></p><p>a</p>"),
        ("<p>a<br>b</p>", "<p>a<br/>b</p>"),
        (
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
        ),
        ("<ol><li>a</li></ol><ul><li>b</li></ul>", "<ol><li>a</li></ol><ul><li>b</li></ul>"),
        ("<p>1 < 2 & 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        (
            "<p>se www.bib.example/x.</p>",
            '<p>se <a href="https://www.bib.example/x">www.bib.example/x</a>.</p>',
        ),
        (
            "<p>https://a.example (https://a.example)</p>",
            '<p><a href="https://a.example">https://a.example</a></p>',
        ),
        (
            "<table><tr><td>1-7 dage</td><td>20 kr.</td></tr></table>",
            "<ul><li>1-7 dage: 20 kr.</li></ul>",
        ),
        ("", ""),
    ],
)
def test_markup_becomes(markup: str, expected: str) -> None:
    assert clean_html(markup) == expected


def test_table_keeps_its_column_names() -> None:
    markup = clean_html(
        "<table><caption>Gebyr</caption><tr><th>Dage</th><th>Voksne</th><th>Børn</th></tr>"
        "<tr><td>1-7</td><td>20</td><td>10</td></tr></table>"
    )
    assert markup == "<p><b>Gebyr</b></p><ul><li><b>1-7</b>: Voksne 20, Børn 10</li></ul>"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/takster", "https://bib.example/takster"),
        ("../x", "https://bib.example/x"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+4512345678", "tel:+4512345678"),
        ("#svar", ""),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        (" \x01JaVaScRiPt:alert(1)", ""),
        ("data:text/html,x", ""),
        ("vbscript:x", ""),
        ("file:///etc/passwd", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_address_of_a_link(href: str, expected: str) -> None:
    assert safe_href(href, BASE) == expected


def test_without_a_base_a_relative_address_stays() -> None:
    assert safe_href("/takster") == "/takster"
    assert safe_href("javascript:x") == ""


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java&#9;script:alert(1)'>x</a>",
    "<svg><script>1</script></svg>",
    "<iframe srcdoc='<script>1</script>'>",
    "<p style='x' onclick='y'>z</p>",
    "<math><mtext><table><mglyph><style><img src onerror=1>",
    "<!--<p>--><p>--!><img src onerror=1>",
    "<noscript><p title='</noscript><img src onerror=1>'>",
]


@given(st.lists(st.sampled_from([*HOSTILE, "<p>", "</p>", "<b>", "<li>", "<td>", "tekst", "<"])))
def test_only_allowed_tags_and_schemes_come_out(parts: list[str]) -> None:
    try:
        markup = clean_html("".join(parts))
    except SourceError:
        return
    assert set(re.findall(r"<\s*/?\s*([\w!-]+)", markup)) <= ALLOWED_TAGS
    assert not re.search(r"<[^>]*(?:\son\w+=|style=|javascript:|data:)", markup, re.IGNORECASE)
