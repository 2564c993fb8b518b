"""SMS parts, against the package smsutil and by hand."""

import pytest
import smsutil
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.notices.channels import gsm

EVERYTHING = st.characters(blacklist_categories=("Cs",), blacklist_characters="\x1b")
GSM_TEXT = st.text(st.sampled_from(sorted(gsm.BASIC | gsm.EXTENDED)), max_size=700)
# Long enough for several parts, with pairs at every place.
MIXED = st.text(st.sampled_from("aæøå€{}^é–😀á ."), min_size=50, max_size=700)


def assert_as_smsutil(text):
    expected = smsutil.split(text)
    found = gsm.parts(text)
    assert len(found) == max(1, len(expected.parts))
    assert "".join(found) == text
    if text:
        assert list(found) == [part.content for part in expected.parts]
        assert (gsm.encoding(text) == gsm.GSM) == (expected.encoding == "gsm0338")


@given(GSM_TEXT)
def test_gsm_parts_are_those_of_smsutil(text):
    assert_as_smsutil(text)


@given(st.text(EVERYTHING, max_size=300))
def test_parts_of_any_text_are_those_of_smsutil(text):
    assert_as_smsutil(text)


@given(MIXED)
def test_parts_with_pairs_are_those_of_smsutil(text):
    assert_as_smsutil(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("æøåÆØÅé" * 22 + "a" * 6, 1),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("–" * 70, 1),
        ("–" * 71, 2),
        ("–" * 134, 2),
        ("–" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        # 153 septets: the pair of the euro sign does not fit any more.
        ("a" * 152 + "€" + "a" * 152, 3),
        ("–" * 66 + "😀" + "–" * 66, 3),
    ],
)
def test_number_of_parts(text, count):
    assert len(gsm.parts(text)) == count


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“Nyt” – „her‟…", '"Nyt" - "her‟...'),
        ("20\N{NO-BREAK SPACE}kr.", "20 kr."),
        ("Tórshavn á í ú", "Torshavn a i u"),
        ("blåbærgrød é ü ñ ß £ €", "blåbærgrød é ü ñ ß £ €"),
        ("bib\N{SOFT HYPHEN}liotek", "bibliotek"),
        ("•\tpunkt", "- punkt"),
    ],
)
def test_plain_typography(text, plain):
    assert "".join(gsm.simple(c) for c in text) == plain


def test_typography_stays_where_it_costs_nothing():
    found = gsm.message("Kort – og “fint”")
    assert found.text == "Kort – og “fint”"
    assert found.simplified == ()


def test_typography_is_made_plain_where_it_costs_a_part():
    found = gsm.message("ord " * 30 + "– og “fint”")
    assert found.simplified == ("–", "“", "”")
    assert (found.encoding, len(found.parts)) == (gsm.GSM, 1)


def test_an_emoji_makes_plain_typography_useless():
    found = gsm.message("ord " * 30 + "– 😀")
    assert "–" in found.text
    assert found.encoding == gsm.UCS2
    assert found.outside == ("–", "😀")


def test_letters_in_two_characters_are_one():
    assert gsm.message("A\N{COMBINING RING ABOVE}rhus").text == "Århus"


@given(st.text(EVERYTHING, max_size=300))
def test_making_plain_never_costs_a_part(text):
    import unicodedata

    composed = unicodedata.normalize("NFC", text)
    assert len(gsm.message(text).parts) <= len(gsm.parts(composed))
