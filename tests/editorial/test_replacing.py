"""Replacing an outdated word: the grammar around it, and the markup in it."""

import re

import lxml.html
import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.editorial.builtin_terms import TERMS
from wagtail_libfees.editorial.terms import Term, find_uses, replace_uses

# What stands around a word is bent with it; None: that is left to a person.
GRAMMAR = [
    ("den bøde, du har fået", "det gebyr, du har fået"),
    ("denne bøde", "dette gebyr"),
    ("Min bøde", "Mit gebyr"),
    ("MIN BØDE", "MIT GEBYR"),
    ("jeres bøde", "jeres gebyr"),
    ("barnets bøde", "barnets gebyr"),
    ("en bødes størrelse", "et gebyrs størrelse"),
    ("Bødens størrelse", "Gebyrets størrelse"),
    ("Bøde for sen aflevering", "Gebyr for sen aflevering"),
    ("gebyr, bøde og erstatning", "gebyr, gebyr og erstatning"),
    ("uden bøde", "uden gebyr"),
    ("Du betaler bøde", "Du betaler gebyr"),
    ("to store bøder", "to store gebyrer"),
    ("Bøderne er høje", "Gebyrerne er høje"),
    ("Bøden er på 20 kr.", "Gebyret er på 20 kr."),
    ("Bøden er betalt den 1. maj", "Gebyret er betalt den 1. maj"),
    ("Skyldig bøde", None),
    ("en ny bøde", None),
    ("Din første bøde", None),
    ("Bøden er høj", None),
    ("Din bøde bliver ikke større", None),
    ("Du får en bøde, og den skal betales", None),
    ("Efter persondataloven", "Efter databeskyttelsesloven"),
    ("Persondatalovens regler", "Databeskyttelseslovens regler"),
    ("en ny persondatalov", "en ny databeskyttelseslov"),
    ("persondatalovgivningen", "databeskyttelseslovgivningen"),
    ("sygesikringsbevisernes", "sundhedskortenes"),
    ("et girokort, girokortets, girokortene", "et ICK, ICKets, ICKene"),
]


@pytest.mark.parametrize(("text", "after"), GRAMMAR)
def test_the_words_around_are_bent_or_left_to_a_person(text, after):
    uses = find_uses(text, TERMS)
    assert uses
    assert {use.replaceable for use in uses} == {after is not None}
    after = text if after is None else after.replace("ICK", "indbetalingskort")
    assert replace_uses(text, TERMS) == after


# Marks stand within what is replaced.
MARKS = [
    ("Du får en <b>bøde</b> nu", "Du får et <b>gebyr</b> nu"),
    ('se din <a href="x">bøde</a> i', 'se dit <a href="x">gebyr</a> i'),
    ('Se <a href="x">din</a> bøde', 'Se <a href="x">dit</a> gebyr'),
    ('Se <a href="x">din bøde</a>', 'Se <a href="x">dit gebyr</a>'),
    ("Du får en<br/>bøde", "Du får et<br/>gebyr"),
    ("<i>Danskernes</i> <b>Digitale</b> Bibliotek", "<i>Det</i> <b>Digitale</b> Folkebibliotek"),
    ("Danskernes Digitale<b> Bibliotek</b>", "Det Digitale<b> Folkebibliotek</b>"),
    ("en&nbsp;<b>bøde</b>", "et&nbsp;<b>gebyr</b>"),
    ("<b>Nem</b>ID", None),
    ("Nem<b>ID</b>", None),
    ("<b>Nem</b> <i>ID</i>", None),
    ("<b>giro</b>kort", None),
    ("Kultur<b>styrelsen</b>", None),
]


@pytest.mark.parametrize(("text", "after"), MARKS)
def test_marks_stay_where_they_stand(text, after):
    text, after = f"<p>{text}</p>", after and f"<p>{after}</p>"
    [use] = find_uses(text, TERMS)
    assert use.replaceable is (after is not None)
    assert replace_uses(text, TERMS) == (after or text)
    assert "  " not in use.written
    assert "<" not in use.written


# Properties

WORDS = st.sampled_from(
    [
        *("NemID", "Nem", "ID", "en", "din", "bøde", "bøden", "girokort"),
        *("Danskernes", "Digitale", "Bibliotek", "SKAT", "gæld", "e-Boks", "ikke", "uden"),
        *("&amp;", "&nbsp;", "&lt;b&gt;", "Nem&shy;ID", "R&amp;D", ".", "2023", "lukkede"),
    ]
)
RUNS = st.lists(WORDS, max_size=6).map(" ".join) | st.lists(WORDS, max_size=3).map("".join)
INLINE = st.recursive(
    RUNS,
    lambda inner: st.lists(
        inner
        | st.tuples(st.sampled_from(["b", "i"]), inner).map("<{0[0]}>{0[1]}</{0[0]}>".format)
        | inner.map('<a href="https://x.example/NemID" title="en bøde">{}</a>'.format)
        | inner.map("{}<br>".format),
        max_size=5,
    ).map("".join),
    max_leaves=8,
)
RICH = st.lists(INLINE.map("<p>{}</p>".format) | INLINE.map("<ul><li>{}</li></ul>".format)).map(
    "".join
)
BROKEN = st.lists(
    WORDS | st.sampled_from(["<b>", "</b>", "<a ", "<a href='", '"', "'", ">", "<", " ", "</a>"])
).map("".join)
HOSTILE_TERMS = [
    *TERMS,
    Term("R&D", "<script>"),
    Term("lukkede", 'A & "B" <i>'),
    Term("uden", "&lt;"),
]


def tags(text):
    return re.findall(r"<[^<>]*>", text)


def cleaned(text):
    return nh3.clean(text, tags={"p", "ul", "li", "b", "i", "a", "br"}, link_rel=None)


def tree(text):
    """The elements that lxml sees."""
    root = lxml.html.fragment_fromstring(text, create_parent="div")
    return [(element.tag, dict(element.attrib), len(element)) for element in root.iter()]


@given(RICH)
def test_replacing_keeps_every_mark_and_makes_no_broken_html(text):
    clean = cleaned(text)
    after = replace_uses(clean, HOSTILE_TERMS)
    assert tags(after) == tags(clean)
    assert tree(after) == tree(clean)
    assert cleaned(after) == after


@given(BROKEN)
def test_replacing_keeps_every_mark_of_broken_html(text):
    assert tags(replace_uses(text, HOSTILE_TERMS)) == tags(text)


@given(st.text())
def test_any_text_is_read(text):
    assert replace_uses(text, TERMS) is not None


@given(BROKEN | RICH)
def test_a_use_is_stored_where_it_says(text):
    end = 0
    for use in find_uses(text, TERMS):
        assert end <= use.start < use.end <= len(text)
        end = use.end
