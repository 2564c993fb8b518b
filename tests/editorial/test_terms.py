"""Which uses of an old word are outdated, and which are history, addresses or other words."""

import pytest

from wagtail_libfees.editorial.builtin_terms import TERMS
from wagtail_libfees.editorial.registry import Severity
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
    ("Bøder og erstatning", "Gebyrer og erstatning"),
    ("Dine overdagspenge", "Dine gebyrer"),
    ("Overdagspengene er høje", "Gebyrerne er høje"),
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


# Spellings that one gets by copying and pasting, in marks, in compounds.
SPELLINGS = [
    ("Nem\u2011ID", "MitID"),
    ("Nem&#8209;ID", "MitID"),
    ("Nem\u00adID", "MitID"),
    ("Nem&shy;ID", "MitID"),
    ("Nem\u200bID", "MitID"),
    ("Nem\u00a0ID", "MitID"),
    ("Nem&nbsp;ID", "MitID"),
    ("nem-id-nøglekort", "MitID-nøglekort"),
    ("NemID&#x27;s", "MitID&#x27;s"),
    ("NemID&amp;co", "MitID&amp;co"),
    ("NemID’et", "MitID’et"),
    ("MitID/NemID", "MitID/MitID"),
    ("(NemID)", "(MitID)"),
    ("NemID<b>-login</b>", "MitID<b>-login</b>"),
    ("girokort<i>et</i>", "indbetalingskort<i>et</i>"),
    ("e\u2011Boks", None),
    ("E-boks", None),
    ("gebyr/bøde", None),
]


@pytest.mark.parametrize(("written", "after"), SPELLINGS)
def test_a_word_is_found_however_it_is_stored(written, after):
    text = f"<p>Brug {written} her</p>"
    assert len(find_uses(text, TERMS)) == 1
    if after:
        assert replace_uses(text, TERMS) == f"<p>Brug {after} her</p>"


def test_a_phrase_does_not_reach_over_paragraphs():
    assert find_uses("<p>Det er Nem</p><p>ID er væk</p>", TERMS) == []
    [use] = find_uses("<p>Det koster en</p><p>Bøde</p>", TERMS)
    assert use.written == "Bøde"


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://x.example/NemID" title="NemID">Om login</a>',
        '<a title="a > NemID" href="x">Om login</a>',
        '<embed alt="NemID" embedtype="image" format="left" id="1"/>',
        "<!-- NemID -->",
        "Se /hjaelp/nemid",
        "Hent nemid.pdf",
        "Se nemid.example",
        "inkasso-firma",
        "Ring på 70 80 70 10",
        "Faktura 1203451234",
    ],
)
def test_marks_files_and_numbers_are_no_words(text):
    assert find_uses(text, TERMS) == []
    assert replace_uses(text, TERMS) == text


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
    assert [(term.new, term.severity) for term in found] == [(own.new, own.severity)]
    assert found[0].old.casefold() == spelling.casefold()


@pytest.mark.parametrize(
    ("own", "text", "after"),
    [
        (Term("NemID", "kommunens login"), "Brug Nem ID", "Brug kommunens login"),
        (Term("NemID", "kommunens login"), "NEMID er vejen", "KOMMUNENS LOGIN er vejen"),
        (Term("nemid", "kommunens login"), "Brug NemID", "Brug kommunens login"),
        (Term("skat", "kommunen"), "Du sender skat til staten", None),
        (Term("SKAT", "kommunen"), "TAG JERES SKAT MED", None),
        (Term("SKAT", "kommunen"), "Gæld sendes til SKAT", "Gæld sendes til kommunen"),
        (Term("bøde", "gebyr"), "Du får en bøde", "Du får et gebyr"),
        # Forms of another word are for a person.
        (Term("bøde", "afgift"), "Du får en bøde", "Du får en bøde"),
        (Term("bøde", "afgift"), "Betal bøde", "Betal afgift"),
        (Term("bøde", "afgift"), "Politiet giver en bøde", None),
        (Term("posthus", "bank"), "Betal på et posthus", "Betal på et bank"),
        (Term("posthus", "bank"), "Betal på posthuset", "Betal på bank"),
        # A word that the package has not
        (Term("KMD", "kommunens system"), "Log på KMD", "Log på kommunens system"),
        (Term("e\u2011faktura", "regning"), "Se din e-faktura", "Se din regning"),
        (Term("R&D", "Udvikling"), "<p>Vores R&amp;D</p>", "<p>Vores Udvikling</p>"),
        (Term("Udvikling", "R&D"), "<p>Vores Udvikling</p>", "<p>Vores R&amp;D</p>"),
        (Term("Udvikling", "R&D"), "Vores Udvikling", "Vores R&D"),
        (Term("Udvikling", "<b>R"), "Vores Udvikling", "Vores Udvikling"),
        (Term("<b>", "R"), "<p><b>Vores</b></p>", None),
        (Term("\u200b", "R"), "Vores \u200b Udvikling", None),
    ],
)
def test_a_term_of_a_site_is_recognised_by_the_same_rules(own, text, after):
    terms = merged([(own, True)], TERMS)
    assert bool(find_uses(text, terms)) is (after is not None)
    assert replace_uses(text, terms) == (after or text)


def test_a_site_can_switch_a_term_off():
    assert find_uses("Brug NemID", merged([(Term("NemID", ""), False)], TERMS)) == []


@pytest.mark.parametrize(
    ("off", "text", "count"),
    [
        ("posthus", "Betal på posthuset", 0),
        ("persondatalov", "Efter persondataloven", 0),
        ("NEM-ID", "Brug NemID", 0),
        # This is a word of its own.
        ("bøder", "Du får en bøde", 1),
    ],
)
def test_what_a_term_is_switched_off_by(off, text, count):
    assert len(find_uses(text, merged([(Term(off, ""), False)], TERMS))) == count


def test_a_term_of_a_site_is_text_and_no_pattern():
    own = Term("(a+)+$", "b")
    assert find_uses("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", [own]) == []


def test_a_long_text_is_read_in_no_time():
    assert find_uses("ikke længere " * 5_000 + "<" * 5_000, TERMS) == []
