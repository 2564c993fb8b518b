"""Which brackets are gaps that the editor still has to fill, and which are text."""

import pytest

from wagtail_libfees.editorial.placeholders import find_placeholders

PLACEHOLDERS = [
    ("Ring på [XX XX XX XX]", []),
    ("Ring på [XXXX]", ["[XXXX]"]),
    ("Ring på [xx]", ["[xx]"]),
    ("Ring på [ XXX ]", ["[ XXX ]"]),
    ("Ring på <b>[telefonnummer]</b>.", ["[telefonnummer]"]),
    ("Ring på <strong> [telefonnummer] </strong>.", ["[telefonnummer]"]),
    ("Ring på **[telefonnummer]**.", ["[telefonnummer]"]),
    ("[indsæt telefonnummer]", ["[indsæt telefonnummer]"]),
    ("[Indsæt beløb] kr.", ["[Indsæt beløb]"]),
    ("[INDSÆT BELØB]", ["[INDSÆT BELØB]"]),
    ("[skriv navn på portalen]", ["[skriv navn på portalen]"]),
    ("[udfyld]", ["[udfyld]"]),
    ("[insert amount]", ["[insert amount]"]),
    ("[fill in the name]", ["[fill in the name]"]),
    ("[your library]", ["[your library]"]),
    ("[jeres portal]", ["[jeres portal]"]),
    ("[[beløb]]", ["[[beløb]]"]),
    ("[Navn kommune]", ["[Navn kommune]"]),
    ("[Navn Kommunes] bibliotek", ["[Navn Kommunes]"]),
    ("[indsæt a] og [indsæt b]", ["[indsæt a]", "[indsæt b]"]),
    ("Fodnote [1] og [12]", []),
    ("Citat [sic] og [...] og […]", []),
    ("[a]", []),
    ("[x]", []),
    ("Krydset [ ] eller [X]", []),
    ("Beløb [se taksterne]", []),
    ("[skrivebord]", []),
    ("[indsættelse af penge]", []),
    ("Kommunen [Fjordby]", []),
    ("[]", []),
    ("[[]]", []),
    ("uden slut [indsæt", []),
    ("uden start indsæt]", []),
    ("<p>[<b>x</b>]</p>", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "found"), PLACEHOLDERS)
def test_a_gap_is_found_and_other_brackets_are_left_alone(text, found):
    assert find_placeholders(text) == found


def test_a_long_text_of_brackets_is_read_quickly():
    assert find_placeholders("[" * 20_000 + "**" * 20_000) == []
