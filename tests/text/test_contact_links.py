"""What becomes a telephone or a mail link in an answer, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.text.contact_links import linked_contacts, linked_names

LINKED = [
    ("Ring 12 34 56 87.", 'Ring <a href="tel:12345687">12 34 56 87</a>.'),
    ("(1234 5687)", '(<a href="tel:12345687">1234 5687</a>)'),
    ("+45 33 66 30 00", '<a href="tel:+4533663000">+45 33 66 30 00</a>'),
    ("telefon 33663000", 'telefon <a href="tel:33663000">33663000</a>'),
    ("33&nbsp;66&nbsp;30&nbsp;00", '<a href="tel:33663000">33&nbsp;66&nbsp;30&nbsp;00</a>'),
    (
        "<p>Skriv til bib@by.example.</p>",
        '<p>Skriv til <a href="mailto:bib@by.example">bib@by.example</a>.</p>',
    ),
]
LEFT = [
    "Det koster 12 34 56 78 kr.",
    "<a href='tel:12345678'>12 34 56 78</a>",
    '<a href="/x"><b>bib@by.example</b></a>',
    "<code>bib@by.example</code>",
    "Sag 33663000",
    "Konto 1234 56 78 90 12 34",
    "Fra 2025 2026",
    "010190-1234 og 1.234,50",
    "@by.example og bib@",
    "",
]


@pytest.mark.parametrize(("html", "linked"), LINKED)
def test_it_becomes_a_link(html, linked):
    assert linked_contacts(html) == linked


@pytest.mark.parametrize("html", LEFT)
def test_it_stays(html):
    assert linked_contacts(html) == html


@given(st.text(alphabet="0123456789 @.ab<>\"'&;/=-+"))
def test_words_stay_the_same(text):
    once = linked_contacts(text)
    assert once.replace("</a>", "").count(">") >= text.replace("</a>", "").count(">")
    assert 'href="javascript' not in once


NAMES = {"Takster": "/takster/", "Svar & råd": '/svar/?a=1&b="2"', "Svar": "/andet/"}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("Se siden Takster.", 'Se siden <a href="/takster/">Takster</a>.'),
        ("Takster, og Takster", '<a href="/takster/">Takster</a>, og Takster'),
        ("takster Taksterne Pris-Takster", "takster Taksterne Pris-Takster"),
        ('<a href="/x/">Se <b>Takster</b></a>', '<a href="/x/">Se <b>Takster</b></a>'),
        ('<p title="Takster">a</p>', '<p title="Takster">a</p>'),
        (
            "Svar &amp; råd",
            '<a href="/svar/?a=1&amp;b=&quot;2&quot;">Svar &amp; råd</a>',
        ),
    ],
)
def test_a_name_of_a_page_is_a_link_where_it_first_stands(html, expected):
    assert linked_names(html, NAMES) == expected
