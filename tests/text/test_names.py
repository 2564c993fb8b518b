"""Names that are marked with their language, and what is left as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.text.names import with_languages

LANGUAGES = {
    "Digital Post": "da",
    "NemKonto": "da",
    "Børn & Unge": "da",
    "Fjordby Bibliotek": "da",
    "Fjordby": "da",
    "borger.dk": "da",
}
MARKED = [
    ("in Digital Post.", 'in <span lang="da">Digital Post</span>.'),
    ("<p>Digital\nPost</p>", '<p><span lang="da">Digital\nPost</span></p>'),
    ("Digital&nbsp;Post", '<span lang="da">Digital&nbsp;Post</span>'),
    ("Digital\xa0Post", '<span lang="da">Digital\xa0Post</span>'),
    ("Ask Børn &amp; Unge", 'Ask <span lang="da">Børn &amp; Unge</span>'),
    ("Fjordby Bibliotek’s", '<span lang="da">Fjordby Bibliotek</span>’s'),
    ("(NemKonto)", '(<span lang="da">NemKonto</span>)'),
    ('<a href="/x">NemKonto</a>', '<a href="/x"><span lang="da">NemKonto</span></a>'),
    ("on borger.dk.", 'on <span lang="da">borger.dk</span>.'),
    # A void element has no text of its own to keep.
    ('<img lang="da">NemKonto', '<img lang="da"><span lang="da">NemKonto</span>'),
    (
        '<p lang="da">NemKonto <p>NemKonto</p></p>NemKonto',
        '<p lang="da">NemKonto <p>NemKonto</p></p><span lang="da">NemKonto</span>',
    ),
]
LEFT = [
    "digital post",
    "NemKontoen",
    "post@Fjordby.example",
    "www.borger.dk",
    "Fjordby.example",
    '<td data-label="NemKonto">1</td>',
    '<span lang="da">NemKonto</span>',
    '<li lang="en"><b>NemKonto</b></li>',
    "<option>NemKonto</option>",
    '<script>"NemKonto"</script>',
    "<svg><title>NemKonto</title></svg>",
    "Digital <b>Post</b>",
    "",
]


@pytest.mark.parametrize(("html", "marked"), MARKED)
def test_a_name_is_marked_with_its_language(html, marked):
    assert with_languages(html, LANGUAGES) == marked


@pytest.mark.parametrize("html", LEFT)
def test_what_is_no_name_or_cannot_be_marked_stays(html):
    assert with_languages(html, LANGUAGES) == html


@pytest.mark.parametrize("languages", [{}, {"": "da", " ": "da"}])
def test_without_names_nothing_is_marked(languages):
    assert with_languages("<p>NemKonto</p>", languages) == "<p>NemKonto</p>"


def test_the_longest_name_wins_and_marking_again_changes_nothing():
    once = with_languages("<p>Fjordby Bibliotek, Fjordby</p>", LANGUAGES)
    assert once.count("<span") == 2
    assert with_languages(once, LANGUAGES) == once


@given(st.lists(st.sampled_from(["<p>", "</p>", "<a lang='da'>", "<", "&amp;", "NemKonto", " "])))
def test_nothing_but_marks_is_added(pieces):
    html = "".join(pieces)
    marked = with_languages(html, LANGUAGES)
    assert marked.replace('<span lang="da">NemKonto</span>', "NemKonto") == html
