"""Rich text as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.text.plain_text import paragraphs, plain_text, readable

CASES = [
    ("", ""),
    ("ren tekst", "ren tekst"),
    ("<p>Et</p><p>To</p>", "Et\n\nTo"),
    ("<p>Et<br>to</p>", "Et\nto"),
    ("<p>Et\n   to</p>", "Et to"),
    ("<p>Det er <b>fedt</b> og <i>skråt</i>.</p>", "Det er fedt og skråt."),
    ("<p>Før</p><ul><li>a</li><li>b</li></ul><p>Efter</p>", "Før\n\n- a\n- b\n\nEfter"),
    ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
    ("<ul><li><p>a</p></li><li>b</li></ul>", "- a\n- b"),
    ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
    ("<h2>Titel</h2><p>Tekst</p>", "Titel\n\nTekst"),
    ('<a href="https://a.example/">Læs mere</a>', "Læs mere (https://a.example/)"),
    ('<a href="https://a.example/">https://a.example/</a>', "https://a.example/"),
    ('<a href="mailto:a@b.example">a@b.example</a>', "a@b.example"),
    ('<a href="tel:12345678">12 34 56 78</a>', "12 34 56 78"),
    ('<a href="https://a.example/"></a>', "https://a.example/"),
    ('<a href="#top">Op</a>', "Op"),
    ('<a href="javascript:alert(1)">Tryk</a>', "Tryk"),
    (
        "<table><tr><th>Dage</th><th>Gebyr</th></tr><tr><td>1-7</td><td>20 kr.</td></tr></table>",
        "Dage | Gebyr\n1-7 | 20 kr.",
    ),
    ("<p>20\N{NO-BREAK SPACE}kr.</p>", "20\N{NO-BREAK SPACE}kr."),
    ("<p>a &amp; b &lt;c&gt; &aelig;</p>", "a & b <c> æ"),
    ('<p><img src="x" alt="Kort over byen"></p>', "Kort over byen"),
    ("<p>Før<script>alert('x')</script> efter<style>p{}</style></p>", "Før efter"),
    ("<!-- gemt --><p>Set</p>", "Set"),
    ("<p>Åben <b>til sidst", "Åben til sidst"),
    ("</p></ul></li>løs", "løs"),
]


@pytest.mark.parametrize(("html", "expected"), CASES, ids=[html[:30] for html, _ in CASES])
def test_reads_well(html, expected):
    assert plain_text(html) == expected


def test_paragraphs_are_lines_with_words():
    assert paragraphs("<p>Et</p><ul><li>a</li></ul>") == ["Et", "- a"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>En</p><p>To</p>", "En\nTo"),
        ("<ul><li>æble</li><li>pære</li></ul>", "• æble\n• pære"),
        ('<p><a href="https://x.example/">Her</a></p>', "Her <https://x.example/>"),
        ("<p>En<br/>to</p>", "En\nto"),
        ("<ol><li>æble</li><li>pære</li></ol>", "• æble\n• pære"),
        ('<p><a href="mailto:a@b.example">Skriv</a></p>', "Skriv <mailto:a@b.example>"),
        ("<h3>Et</h3><p> to </p>\n<p></p><p>tre</p>", "Et\nto\ntre"),
        ("", ""),
    ],
)
def test_for_comparing(html, text):
    assert readable(html) == text


@given(st.text())
def test_any_text_is_read_without_a_fault(text):
    found = plain_text(text)
    assert found == found.strip("\n ")
    assert "\n\n\n" not in found


@given(
    st.lists(
        st.sampled_from(
            [
                "<ul>",
                "</ul>",
                "<li>",
                "</li>",
                "<p>",
                "</p>",
                "<a href=x>",
                "</a>",
                "<script>",
                "</script>",
                "<br>",
                "<td>",
                "ord",
                " ",
            ]
        )
    )
)
def test_tags_in_any_order_lose_no_visible_word(tags):
    html = "".join(tags)
    visible = html.split("<script>")[0].count("ord")
    assert plain_text(html).count("ord") >= visible
