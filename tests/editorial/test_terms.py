"""Which uses of an old word are outdated, and which are history, addresses or other words."""

import pytest

from wagtail_libfees.editorial.registry import Severity
from wagtail_libfees.editorial.term_data import TERMS
from wagtail_libfees.editorial.terms import Term, find_uses, merged, replace_uses

# text, text after the replacement of what can be replaced; None: found, but nothing to put in place
OUTDATED = [
    ("Log på med NemID.", "Log på med MitID."),
    ("Brug dit nemid", "Brug dit MitID"),
    ("Brug NEMID", "Brug MitID"),
    ("Brug Nem-ID eller Nem ID", "Brug MitID eller MitID"),
    ("Brug dit NemID-login", "Brug dit MitID-login"),
    ("Find dit NemIDs nøglekort", "Find dit MitIDs nøglekort"),
    ("Hvis man ikke har NemID, kan man ringe.", "Hvis man ikke har MitID, kan man ringe."),
    ("Uden NemID kan du ringe", "Uden MitID kan du ringe"),
    ("Når biblioteket er lukket, bruger du NemID", "Når biblioteket er lukket, bruger du MitID"),
    ("<p>Log på med <b>NemID</b>.</p>", "<p>Log på med <b>MitID</b>.</p>"),
    ('<a href="https://www.nemid.nu/">NemID</a>', '<a href="https://www.nemid.nu/">MitID</a>'),
    ("Betal med girokortet", "Betal med indbetalingskortet"),
    ("GIROKORT", "INDBETALINGSKORT"),
    ("Girokort sendes med posten", "Indbetalingskort sendes med posten"),
    ("Du får en bøde", "Du får et gebyr"),
    ("Bøden er høj", "Gebyret er høj"),
    ("Bøder og erstatning", "Gebyrer og erstatning"),
    ("overdagspenge", "gebyr"),
    ("Vis dit sygesikringsbevis", "Vis dit sundhedskort"),
    ("Vis sygesikringskortet", "Vis sundhedskortet"),
    ("Se Kulturstyrelsen", "Se Slots- og Kulturstyrelsen"),
    ("Efter Persondataloven", "Efter Databeskyttelsesloven"),
    ("Regningen ligger i din e-Boks", None),
    ("Du får besked i eBoksen", None),
    ("Betal på posthuset", None),
    ("Gæld sendes til SKAT", "Gæld sendes til Gældsstyrelsen"),
    ("Brevet sendes med Post Nord", None),
]

RIGHT = [
    "NemID lukkede i 2023",
    "NemID er lukket.",
    "NemID blev erstattet af MitID",
    "MitID har afløst NemID",
    "MitID (tidligere NemID)",
    "Brug MitID i stedet for NemID",
    "Du kan ikke længere bruge NemID",
    "NemID virker ikke længere",
    "NemID closed in 2023",
    "You can no longer use NemID",
    "Se www.nemid.nu",
    "Se https://nemid.nu/dk-da/ for mere",
    "Skriv til nemid@fjordby.example",
    '<a href="https://www.nemid.nu/">Om loginnet</a>',
    "Gå til e-boks.dk",
    "Digital Post læses i e-Boks, på mit.dk eller borger.dk",
    "Posthuset ligger ved siden af biblioteket",
    "Slots- og Kulturstyrelsen",
    "TAG JERES SKAT MED",
    "Du betaler skat af din løn",
    "Politiet giver en bøde",
    "Der er ingen bøde",
    "ENEMIDT",
    "Rykkerne kommer fra kommunen",
    "Log på med MitID",
    "Betal med indbetalingskort",
    "",
]


@pytest.mark.parametrize(("text", "after"), OUTDATED)
def test_an_outdated_word_is_found_and_replaced(text, after):
    assert find_uses(text, TERMS)
    assert replace_uses(text, TERMS) == (text if after is None else after)


@pytest.mark.parametrize("text", RIGHT)
def test_history_addresses_and_other_words_are_left_alone(text):
    assert find_uses(text, TERMS) == []
    assert replace_uses(text, TERMS) == text


@pytest.mark.parametrize("old", ["NemID", "posthuset"])
def test_what_is_dead_is_an_error(old):
    [term] = [term for term in TERMS if term.old == old]
    assert term.severity is Severity.ERROR


def test_a_use_knows_its_place_in_the_stored_text():
    text = "<p>Kort &amp; godt: brug <i>NemID</i> nu.</p>"
    [use] = find_uses(text, TERMS)
    assert text[use.start : use.end] == use.written == "NemID"


@pytest.mark.parametrize("spelling", ["NemID", "nemid", "Nem-ID"])
def test_a_term_of_a_site_takes_the_place_of_the_one_of_the_package(spelling):
    own = Term(spelling, "det kommunale login")
    found = [t for t in merged([(own, True)], TERMS) if t.old.casefold() in ("nemid", "nem-id")]
    assert found == [own]


def test_a_site_can_switch_a_term_off():
    assert find_uses("Brug NemID", merged([(Term("NemID", ""), False)], TERMS)) == []


def test_a_term_of_a_site_is_text_and_no_pattern():
    own = Term("(a+)+$", "b")
    assert find_uses("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", [own]) == []


def test_a_long_text_is_read_in_no_time():
    assert find_uses("ikke længere " * 5_000 + "<" * 5_000, TERMS) == []
