"""Whom a page is for, judged from all of it. `?` in front of a page: the doubt is listed."""

from __future__ import annotations

import pytest

from wagtail_libfees.imports.reading import Audience, parse_faq, read_text
from wagtail_libfees.imports.reading.audience import audience_of_heading
from wagtail_libfees.imports.reading.borrower_signs import is_ordered

BORROWER, STAFF = Audience.BORROWER, Audience.STAFF
NEUTRAL = "Hvem retter fejl?\nDet gør kommunen.\n\n"
DU = "Hvor betaler jeg?\nDu betaler på nettet.\n\n"
JER = "Hvordan får vi adgang?\nJeres leder bestiller den.\n\n"
TRADE = "Hvornår sendes filen?\nNår fordringen er oprettet i FBS.\n\n"
DELETE = "Hvem må slette gebyret?\nAfdelingslederen.\n\n"
WE = "Må vi forlænge fristen?\nJa.\n\nSer vi betalingen?\nNej.\n"

PAGES = [
    # What stands before the first question.
    ("Siden henvender sig til biblioteker i ordningen.\n\n" + DU + NEUTRAL, [STAFF, STAFF]),
    ("Svarene er rettet mod økonomimedarbejdere.\n\n" + NEUTRAL, [STAFF]),
    ("This guide is for member libraries.\n\nWhen does it start?\nIn May.\n", [STAFF]),
    ("Her kan du, der bruger bibliotekerne, læse mere.\n\n" + DU + NEUTRAL, [BORROWER] * 2),
    ("Gebyrer for bibliotekerne i kommunen.\n\n" + DU + NEUTRAL, [BORROWER] * 2),
    ("?Debitorpost og kontoplan\n\n" + NEUTRAL, [STAFF]),
    ("Når du har aftenvagt\n\n" + NEUTRAL, [STAFF]),
    ("Kære kollega\n\nHer er svarene.\n\n" + NEUTRAL, [STAFF]),
    ("Notes for the front desk\n\nWho may waive it?\nThe manager.\n", [STAFF]),
    ("Hvad gør vi, hvis vores søn mister den?\nI får en regning.\n", [BORROWER]),
    # A part for somebody else than borrowers, whoever it is.
    ("Til låner\n\n" + DU + "Til Sandby\n\n" + WE, [BORROWER, STAFF, STAFF]),
    # The library asks itself.
    (
        "?" + DU + "Hvor mange gebyrer sletter vi?\nTi om måneden.\n\n" + NEUTRAL,
        [BORROWER, STAFF, STAFF],
    ),
    (DU + "Hvorfor tager vi gebyr?\nFor at bøgerne kommer hjem.\n\n" + NEUTRAL, [BORROWER] * 3),
    (DU + "Hvad gør vi med dine data?\nVi sletter dem.\n\n" + NEUTRAL, [BORROWER] * 3),
    # Whom the answers address, and the words of the trade.
    (JER + NEUTRAL, [STAFF, STAFF]),
    (TRADE + NEUTRAL, [STAFF, STAFF]),
    (DU + NEUTRAL, [BORROWER] * 2),
    ("?Hvad er en fordring?\nEt beløb, der skyldes.\n\n" + NEUTRAL, [STAFF] * 2),
    # Nobody is spoken to, and nothing is asked that borrowers ask: an editor decides.
    ("?" + NEUTRAL, [STAFF]),
    ("?" + DU + NEUTRAL * 2, [BORROWER, STAFF, STAFF]),
    ("Gebyrer\n\nHvad koster en rykker?\n100 kr.\n\n" + NEUTRAL, [BORROWER] * 2),
    # Who fetches, pays or renews for others, or takes a payment, may stand behind the desk.
    ("?Kan jeg forny for nogen?\nJa.\n\nHvordan tager jeg imod betaling?\nTryk.\n", [STAFF] * 2),
    ("Hvad er en fordring?\nEn fordring er din gæld.\n\n" + NEUTRAL, [BORROWER] * 2),
    ("Til forældre\n\nHvem betaler for os?\nI hæfter for dem.\n\n" + NEUTRAL, [BORROWER] * 2),
    ("Kan jeg ringe til jer?\nJa, når du har dit brev.\n\n" + NEUTRAL, [BORROWER] * 2),
    # Both: only what clearly speaks to a borrower stays theirs.
    ("?" + DU + DU.replace("betaler", "låner") + JER + NEUTRAL, [BORROWER, BORROWER, STAFF, STAFF]),
    # One sign is enough: what says nothing of its readers is looked at by somebody.
    (
        "?" + DU + DU.replace("betaler", "låner") + DU.replace("betaler", "ser") + TRADE,
        [BORROWER] * 2 + [STAFF] * 2,
    ),
    (
        "?" + DU + DELETE + NEUTRAL,
        [BORROWER, STAFF, STAFF],
    ),
    # A part in which a borrower is spoken to, and nothing is for staff, is theirs.
    (
        "?# Gebyr\n\n" + DU + NEUTRAL + "# Kasser\n\n" + DELETE,
        [BORROWER, BORROWER, STAFF],
    ),
    # A part in which nobody is spoken to, beside one in which a borrower is.
    ("?# Gebyr\n\n" + DU + "# Ånden\n\n" + NEUTRAL * 2, [BORROWER, STAFF, STAFF]),
    # One that is for staff by its own words does not leak from between others.
    (
        "?" + DU + "Hvordan opretter man en skole som låner?\nVælg låntype, og kryds af.\n\n",
        [BORROWER, STAFF],
    ),
    # De, staff who are named, and a claim that goes to Gældsstyrelsen, are for borrowers.
    (
        (
            "Gebyrer\n\nHvad, hvis gebyret er forkert?\nDe kan henvende Dem til personalet.\n\n"
            "Hvornår sendes fordringen?\nHar De ikke betalt, får Gældsstyrelsen den.\n\n"
            "Kan afgørelsen påklages?\nJa, til kommunen, jf. loven.\n"
        ),
        [BORROWER] * 3,
    ),
    # A heading of a kind that staff have ends the part for borrowers.
    ("Lånernes spørgsmål\n\n" + DU + "Driftens spørgsmål\n\n" + NEUTRAL, [BORROWER, STAFF]),
    ("Gebyrer\n\nFor brugere\n\n" + DU + "For bogholdet\n\n" + NEUTRAL, [BORROWER, STAFF]),
    # A part that names its readers is no sign of the page.
    ("Til låner\n\n" + DU + "Til personalet\n\n" + TRADE, [BORROWER, STAFF]),
]


@pytest.mark.parametrize(("page", "audiences"), PAGES)
def test_a_page_has_an_audience(page: str, audiences: list[Audience]) -> None:
    parsed = parse_faq(read_text(page.removeprefix("?")))
    assert [item.audience for item in parsed.items] == audiences
    listed = {rejected.code for rejected in parsed.rejected}
    assert bool({"page_doubtful", "page_silent"} & listed) == page.startswith("?")


@pytest.mark.parametrize(
    ("answer", "audience"),
    [("Kommunen.", STAFF), ("Ring til os, så får du svar om dit gebyr.", BORROWER)],
)
def test_a_part_beside_that_for_borrowers_is_theirs_where_it_speaks_to_one(
    answer, audience
) -> None:
    page = "<h2>Til lånere</h2><h3>Hvor betaler jeg?</h3><p>På nettet.</p>"
    page += f"<h2>Resten</h2><h3>Hvem retter fejl?</h3><p>{answer}</p>"
    parsed = parse_faq(read_text(page, "page.html"))
    assert [item.audience for item in parsed.items] == [BORROWER, audience]
    listed = {r.code for r in parsed.rejected}
    assert any(code.startswith("page_") for code in listed) == (audience is STAFF)


def test_a_remark_to_staff_is_listed_and_the_answer_stays() -> None:
    parsed = parse_faq(read_text(f"{DU.strip()}\n\nTil personalet: klager går til Hanne.\n"))
    assert [item.audience for item in parsed.items] == [BORROWER]
    assert "Hanne" not in parsed.items[0].answer_text
    assert ["Hanne" in r.text for r in parsed.rejected if r.code == "staff_note"] == [True]


def test_what_the_judgement_rests_on_is_listed() -> None:
    parsed = parse_faq(read_text(JER + TRADE + NEUTRAL))
    (told,) = [entry for entry in parsed.rejected if entry.code == "page_for_staff"]
    assert "Jeres" in told.text
    assert "fordringen" in told.text


def test_a_site_that_writes_to_libraries_is_for_staff_until_an_answer_speaks_to_a_borrower() -> (
    None
):
    page = parse_faq(read_text("https://kombit.dk/faq\n\n" + DU + NEUTRAL))
    assert [item.audience for item in page.items] == [BORROWER, STAFF]


@pytest.mark.parametrize("heading", ["For Borgerservice", "Til brugerstyring", "Til kundeportalen"])
def test_an_office_or_a_system_is_no_heading_for_borrowers(heading: str) -> None:
    assert audience_of_heading(heading) is not BORROWER
    assert audience_of_heading("For brugerne") is BORROWER


@pytest.mark.parametrize(
    ("answer", "ordered"),
    [
        ("Vedhæft altid den gamle regning.", "Vedhæft"),
        ("Foreninger betaler ikke.", ""),
        ("Guitarer og keyboards må lånes.", ""),
        ("Whoever owns the card answers.", ""),
        ("Senest fire uger efter.", ""),
    ],
)
def test_an_order_begins_with_its_verb_and_not_with_who_does_it(answer: str, ordered: str) -> None:
    assert is_ordered(answer) == ordered
