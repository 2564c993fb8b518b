"""Which brackets are gaps that the editor still has to fill, and which are text."""

import pytest

from wagtail_libfees.text.placeholders import find_placeholders

PLACEHOLDERS = [
    ("Ring på [XX XX XX XX]", ["[XX XX XX XX]"]),
    ("Ring på [+45 XX XX XX XX]", ["[+45 XX XX XX XX]"]),
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

# Standard texts of libraries and of their suppliers; each has one gap.
GAPS = [
    "[XX dage]",
    "[xxx kr.]",
    "[XX-XX dage]",
    "[kl. XX-XX]",
    "[Kommune]",
    "[Kommunen]",
    "[Kommunens navn]",
    "[navn på kommunen]",
    "[Bibliotekets navn]",
    "[telefonnummer]",
    "[tlf.]",
    "[beløb]",
    "[Dato]",
    "[udfyldes]",
    "[skal udfyldes]",
    "[angiv beløb]",
    "[tilføj telefonnummer]",
    "[phone number]",
    "[municipality]",
    "[library name]",
    "[enter phone number]",
    "**[Dannevang Kommune]**",
    "**[Fjordby]**",
    "<b>[Dannevang Biblioteks]</b>",
    # The mark inside the brackets, and what nobody sees.
    "[<b>XX</b>]",
    "[<b>Dannevang Kommune</b>]",
    "[**Fjordby**]",
    "<b>[</b>XX]",
    "<b>[XX</b>]",
    "[indsæt <b>beløb</b>]",
    "[indsæt<br/>beløb]",
    "[indsæt&nbsp;beløb]",
    "[ind\u00adsæt beløb]",
    "[ind&shy;sæt beløb]",
    "[\u200bXX]",
    "&#91;XX&#93;",
    '<embed embedtype="image" id="1" alt="[indsæt tekst]">',
    '<a href="[indsæt adresse]">Betal</a>',
    "https://[indsæt domæne].dk/takster",
    "<kort [XX]>",
    # Without brackets.
    "efter XX dage",
    "efter XX-XX dage",
    "XX kr.",
    "koster xx kr.",
    "kr. XX",
    "XX&nbsp;kr.",
    "<b>XX</b> kr.",
    "XX %",
    "tlf. XXXXXXXX",
    "tlf.: XX XX XX XX",
    "ring til os på XX XX XX XX",
    "Lorem ipsum dolor sit amet",
]
NO_GAPS = [
    "<b>[1]</b>",
    "<strong>[12]</strong>",
    "**[a]**",
    "<b>[sic]</b>",
    "<b>[…]</b>",
    "**[Hent PDF]**",
    "<b>[Nyt]</b>",
    "<b>[Opdateret 1. maj 2026]</b>",
    "<b>[Læs mere]</b>",
    "<b>Hvad</b> [om] <b>det</b>",
    "Tryk på [Enter]",
    "Tryk på [Vælg] og [Tilføj]",
    "[om kommunen]",
    "[telefonen ringer]",
    "[bind XX]",
    "Super Bowl XX",
    "Størrelse XXL",
    "Dronningen i XXX",
    "Dit nummer er XXXXXX-XXXX",
    "Boks 20 kr.",
    "Max kr. 20",
    "ring på 12 34 56 78",
    "https://fjordby.example/?filter[date]=1&filter[name]=2",
    '<a href="https://fjordby.example/?filter[name]=2">Find bogen</a>',
    "a &lt; b [ ] c",
    "[<b></b>]",
]


@pytest.mark.parametrize("text", GAPS)
def test_a_gap_is_found_however_it_is_written(text):
    assert len(find_placeholders(text)) == 1
    assert not any(mark in find_placeholders(text)[0] for mark in ("<", "**", "\u00ad", "&"))


@pytest.mark.parametrize("text", NO_GAPS)
def test_text_is_no_gap(text):
    assert find_placeholders(text) == []


def test_gaps_in_brackets_come_first_and_each_once():
    text = "<p>Ring på tlf. XXXX om [beløb]</p><p>**[Navn]** inden [XX dage] og XX dage</p>"
    assert find_placeholders(text) == ["[beløb]", "[Navn]", "[XX dage]", "tlf. XXXX", "XX dage"]


@pytest.mark.parametrize(("text", "found"), PLACEHOLDERS)
def test_a_gap_is_found_and_other_brackets_are_left_alone(text, found):
    assert find_placeholders(text) == found


def test_a_long_text_of_brackets_is_read_quickly():
    assert find_placeholders("[" * 20_000 + "**" * 20_000) == []
    assert find_placeholders("<b>" * 20_000 + "xx " * 20_000 + "[x" * 20_000) == []
    assert find_placeholders("ring til " * 10_000 + "**[ " * 10_000) == []
