"""Headings that name staff, in the many words that libraries have for them."""

import pytest

from wagtail_libfees.imports.reading.audience import audience_of_heading, audience_of_item
from wagtail_libfees.imports.reading.page_audience import PageAnswer, judge_answers
from wagtail_libfees.imports.reading.records import Audience
from wagtail_libfees.text.cpr_masking import MASK, mask_cpr


@pytest.mark.parametrize(
    "heading",
    [
        "Medarbejder-Q&A",
        "Kun for frontpersonalet",
        "Til frontmedarbejdere",
        "Til skrankevagter",
        "Til dig i skranken",
        "Til kollegerne",
        "Til bibliotekarerne",
        "Til biblioteksassistenter",
        "Til studentermedhjælperne",
        "Medarbejdervejledning",
        "Personalevejledning",
        "Svar til lånere (kun medarbejdere)",
        "Staff-only",
        "Instruks til skranken",
        "Til os i vagten",
        "Huskeliste til vagten",
        "Til vagthavende",
        "Bag disken",
        "Behind the desk",
        "For the front desk",
        "Skrankevejledning",
        "Vagtinstruks",
        "Personaleinfo",
        "Medarbejderspørgsmål",
        "Internt: sådan gør vi",
        "Interne retningslinjer",
        "Internal procedures",
        "Procedurer (kun internt)",
        "Kære kolleger",
        "Til kollegaerne",
        "Til superbrugere",
        "For librarians",
        "Ikke til offentliggørelse",
        "Tekst (ikke til lånerne)",
        "Not for the public",
        "Når låneren henvender sig",
        "Sådan svarer vi lånerne",
        "Til dig der har vagt",
        "Til dig, der sidder i skranken",
        "Til jer, der passer biblioteket om aftenen",
        "Når du arbejder her",
        "Velkommen som ny kollega",
        "Til os, der arbejder",
        "Spørgsmål fra lånere – og hvad vi svarer",
        "Noter til os selv",
        "Drejebog",
    ],
)
def test_heading_for_staff(heading):
    assert audience_of_heading(heading) is Audience.STAFF


@pytest.mark.parametrize(
    "heading",
    [
        "Spørg personalet",
        "Betaling",
        "Hvor er bibliotekaren?",
        "Henvend dig til skranken",
        "Vagttelefon",
        "Interne lån mellem biblioteker",
        "Til dig, der har fået en regning",
        "Til dig der skylder penge",
        "Til dig som ikke har MitID",
        "Bøger, der ikke er til hjemlån",
    ],
)
def test_heading_that_only_speaks_of_staff(heading):
    assert audience_of_heading(heading) is None


@pytest.mark.parametrize(
    "heading",
    [
        "Til dig der er låner",
        "Til dig som ny låner",
        "For dig som borger",
        "Når du er låner",
        "Om betaling (offentlig side)",
    ],
)
def test_heading_that_speaks_to_a_borrower(heading):
    assert audience_of_heading(heading) is Audience.BORROWER


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Hvor finder vi lånerens gamle regninger?", "Under fanen Økonomi."),
        ("Hvordan åbner vi for en låner igen?", "Tryk F7."),
        ("Hvordan ser jeg en låners regninger?", "Under fanen Økonomi."),
        ("Hvad med gamle gebyrer?", "Slå låneren op, og slet dem."),
        ("Internt: Sådan annullerer vi et gebyr", "Gå til fanen Økonomi."),
        ("Instruks til skranken", "Tryk F7."),
        ("Hvorfor skal jeg betale?", "Forklar roligt, at fristen stod på kvitteringen."),
        ("Jeg fik ingen besked", "Sig, at beskeden er en service."),
        ("Kan jeg betale her?", "Nej.\nInternt: vis vejen til automaten."),
        ("Kan jeg betale her?", "Nej.\nIntern note: vis vejen til automaten."),
        ("Kan jeg betale her?", "Nej. (Til personalet: vis vejen til automaten.)"),
    ],
)
def test_who_looks_a_borrower_up_is_staff(question, answer):
    assert audience_of_item(question, answer) is not Audience.BORROWER


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Er opsætningen ændret?", "Ja, gebyrgrupperne er lagt om i Cicero."),
        ("Hvor er papirerne?", "På fællesdrevet."),
        ("Hvem tømmer automaten?", "Betjenten. Nøglen ligger i boks 3."),
        ("Gebyr skal slettes", "Find posten, og annullér den."),
        ("Hvad siger man, når nogen bliver vrede?", "Bevar roen."),
        ("Kan afdrag aftales?", "Ring til Opkrævningen på lokal 4412."),
        ("Kan gebyret nedsættes?", "Sagen forelægges afdelingslederen."),
        ("Hvad hvis vedkommende ikke har mail?", "Udskriv en kvittering."),
        ("Hvornår nulstilles et gebyr?", "Natten efter."),
        ("Bogen kommer ind uden stregkode", "Læg den på vognen."),
        ("Can the deadline be moved?", "Only the team leader can do that."),
        ("Someone asks for a discount", "Do not promise anything."),
        ("The book was returned", "Check the shelf, and clear the charge."),
    ],
)
def test_a_sign_of_any_kind_makes_an_answer_one_for_staff(question, answer):
    (judged,) = judge_answers([], [PageAnswer(question, answer)])
    assert not judged.is_public


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Hvad er Cicero?", "Det system, som bibliotekerne bruger."),
        ("Hvad gør I, når en låner ikke betaler?", "Så sender vi en rykker."),
        ("Er det kun til internt brug?", "Ja, dine oplysninger bliver hos os."),
        ("Hvornår registreres min betaling?", "Samme nat."),
        ("Hvad hvis I har lukket?", "Læg den i kassen ved døren."),
        ("Hvad sker der, når vi har lukket?", "Så flyttes fristen."),
        ("Bogen står stadig på min konto", "Sig det til os, så leder vi efter den."),
        ("Hvornår falder beløbet?", "Når biblioteket nedskriver kravet."),
        ("Kan jeg klage?", "Ja, tal med personalet i skranken."),
    ],
)
def test_what_is_told_to_a_borrower_of_the_library_is_no_sign(question, answer):
    assert audience_of_item(question, answer) is Audience.BORROWER


@pytest.mark.parametrize(
    "question",
    [
        "Kan jeg bruge en anden låners kort?",
        "Kan jeg betale for en anden låner?",
        "Hvordan bliver jeg låner?",
        "Hvad gør I med lånernes data?",
        "Jeg har fået besked fra personalet",
    ],
)
def test_who_asks_about_other_borrowers_is_one(question):
    assert audience_of_item(question, "Ja.") is Audience.BORROWER


@pytest.mark.parametrize("answer", ["Sig det til os.", "Fortæl os, hvad der er sket."])
def test_who_is_asked_to_tell_the_library_is_a_borrower(answer):
    assert audience_of_item("Bogen er våd. Hvad gør jeg?", answer) is Audience.BORROWER


@pytest.mark.parametrize(
    "number", ["01.01.90-1234", "01-01-90-1234", "01 01 90-1234", "01/01/90 - 1234"]
)
def test_number_with_a_parted_date_is_masked(number):
    assert mask_cpr(f"Mit nummer er {number}.")[0] == f"Mit nummer er {MASK}."


@pytest.mark.parametrize(
    "text", ["den 1.12.2026-1.1.2027", "01.12.2026-2027", "kl. 10.00-1400", "tlf. 12 34 56 78"]
)
def test_dates_and_times_are_no_personal_numbers(text):
    assert mask_cpr(text)[0] == text
