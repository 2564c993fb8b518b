"""A stored text is read as a borrower sees it, and each letter knows where it is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.text.reading import PARAGRAPH, fold, read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("Ét  to\tog tre", "Ét to og tre"),
        ("<b>Nem</b>ID", "NemID"),
        ("din</a> <i> bøde", "din bøde"),
        ("Nem&nbsp;ID og Nem\u00a0ID", "Nem ID og Nem ID"),
        ("Nem\u2011ID og Nem&#x2011;ID", "Nem-ID og Nem-ID"),
        ("Nem\u00adID, Nem&shy;ID, Nem\u200bID, \ufeffNemID", "NemID, NemID, NemID, NemID"),
        ("R&amp;D &lt;b&gt; &#39;x&#x27;", "R&D <b> 'x'"),
        ("&nosuchthing; & co", "&nosuchthing; & co"),
        ("<p>Ét</p><p>to</p>", f"{PARAGRAPH}Ét{PARAGRAPH}to{PARAGRAPH}"),
        ("<li>Ét</li> \n <li>to", f"{PARAGRAPH}Ét{PARAGRAPH}to"),
        ("Ét<br/>to\ntre", "Ét\nto\ntre"),
        ('<a title="a > b" href="x">Ét</a>', "Ét"),
        ("<embed alt='NemID' embedtype=\"image\"/>", PARAGRAPH),
        ("<!-- NemID -->Ét", "Ét"),
        ("5 < 10 og 10 > 5", "5 < 10 og 10 > 5"),
        ("se fjordby.dk/nemid nu", f"se {' ' * 16} nu"),
        ("se <b>e-boks</b>.dk nu", f"se {' ' * 9} nu"),
        ("gå til /hjaelp/nemid", f"gå til {' ' * 13}"),
        ("MitID/NemID", "MitID/NemID"),
    ],
)
def test_what_is_read(text, words):
    assert read(text).prose == words


def test_the_words_have_their_addresses():
    reading = read("<p>Se e-boks.dk</p>")
    assert (reading.words.strip(), reading.prose.strip()) == ("Se e-boks.dk", "Se")
    assert len(reading.words) == len(reading.prose)


@pytest.mark.parametrize(
    ("text", "rich"),
    [("<b>x", True), ("R&amp;D", True), ("R&D", False), ("5 < 10", False), ("", False)],
)
def test_html_is_told_from_plain_text(text, rich):
    assert read(text).is_rich is rich


@pytest.mark.parametrize(
    ("text", "word", "stored"),
    [
        ("Brug NemID nu", "NemID", "NemID"),
        ("Brug   <b>Nem</b>ID nu", "NemID", "Nem</b>ID"),
        ("<p>Kort &amp; godt: <i>NemID</i></p>", "NemID", "NemID"),
        ("Nem&nbsp;ID", "Nem ID", "Nem&nbsp;ID"),
        ("&lt;NemID&gt;", "<NemID>", "&lt;NemID&gt;"),
        ("Nem&shy;ID.", "NemID", "Nem&shy;ID"),
        ("din</a> <i> bøde", "din bøde", "din</a> <i> bøde"),
    ],
)
def test_what_is_read_knows_where_it_is_stored(text, word, stored):
    reading = read(text)
    start = reading.words.index(word)
    first, end = reading.stored(start, start + len(word))
    assert text[first:end] == stored


PIECES = [
    *("<b>", "</b>", "<p>", "</p>", "<br/>", '<a href="x">', "</a>", "<", ">", "&", "&amp;"),
    *("&nbsp;", "&shy;", "\u00ad", "\u2011", " ", "  ", "\n", "NemID", "x", ".", "e-boks.dk", '"'),
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_every_letter_is_stored_where_it_says(text):
    reading = read(text)
    for place, letter in enumerate(reading.words):
        start, end = reading.stored(place, place + 1)
        assert 0 <= start < end <= len(text)
        if letter.isalnum():
            assert text[start:end] == letter


@pytest.mark.parametrize(
    ("word", "folded"),
    [("e\u2011Boks", "e-Boks"), (" Nem\u00a0 ID ", "Nem ID"), ("<b>", "<b>"), ("\u200b", "")],
)
def test_a_word_is_folded_as_a_text_is(word, folded):
    assert fold(word) == folded


def test_the_sentence_of_a_word():
    reading = read("<p>Først. Det koster 20 kr. at låne</p><p>Sidst.</p>")
    start = reading.words.index("koster")
    first, end = reading.sentence(start, start + 6)
    assert reading.words[first:end].strip() == "Det koster 20 kr. at låne"


@pytest.mark.parametrize("piece", ["<", "<a '", '<a "', "&", "&amp;", "<b", "<b>", " \n", "\u00ad"])
def test_a_long_hostile_text_is_read_in_no_time(piece):
    read(piece * 20_000)
