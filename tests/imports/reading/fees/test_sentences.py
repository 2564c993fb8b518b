"""One sentence is the whole page: what it says in natural words, and what it does not say."""

from __future__ import annotations

import pytest

from wagtail_libfees.imports.reading import read_text
from wagtail_libfees.imports.reading.fees import ParsedFees, parse_fees


def parsed(text: str) -> ParsedFees:
    return parse_fees(read_text(text, "page.txt"))


def values(page: ParsedFees) -> dict[str, object]:
    """All that became a value of the page, in short."""
    exclusion = page.exclusion.value if page.exclusion else None
    found = {
        "exclusion": exclusion and (int(exclusion.amount or 0), exclusion.inclusive),
        "handling": page.handling_fee and int(page.handling_fee.value),
        "reminders": [int(fee.value.amount or 0) for fee in page.reminder_fees],
        "prices": [(p.value.material, int(p.value.amount or 0)) for p in page.replacement_prices],
        "bands": [
            (group.borrowers.label, band.value.from_day, band.value.to_day, band.value.fee_free)
            for group in page.overdue_fees
            for band in group.bands
        ],
        "valid_from": page.valid_from and page.valid_from.value.isoformat(),
    }
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize(
    ("sentence", "exclusion"),
    [
        ("Lån er på pause, hvis du skylder 200 kr. eller mere.", (200, True)),
        ("Du kan ikke få nye lån, når gælden er over 250 kr.", (250, False)),
        ("Skylder du mindst 150 kr., virker dit lånerkort ikke i automaterne.", (150, True)),
        ("Nye lån er ikke mulige, når du skylder 150 kr. eller derover.", (150, True)),
        ("Udlånsautomaten afviser kort med en gæld på 200 kr. eller mere.", (200, True)),
        ("Du kan låne igen, når gælden er under 200 kr.", (200, True)),
        ("Du kan låne, så længe du højst skylder 190 kr.", (190, False)),
        ("Du bliver ikke spærret, før du skylder 200 kr.", (200, True)),
        ("If you owe the library DKK 200 or more, your card stops working.", (200, True)),
        ("No new loans once fees exceed DKK 220.", (220, False)),
        ("Vi slår dine lån fra, når gebyrerne runder 170 kr.", (170, True)),
        ("Skylder man over 250 kr., er det forbudt at låne.", (250, False)),
        ("Lån er kun muligt, hvis du skylder under 180 kr.", (180, True)),
        ("Er gælden over 300 kr., klarer du dig uden nye lån.", (300, False)),
        ("Skylder du over 230 kr.? Så får du ingen nye lån.", (230, False)),
        ("Skylder du 180 kr. eller derunder, kan du stadig låne.", (180, False)),
        ("Du må højst skylde 140 kr., hvis du vil låne.", (140, False)),
        ("Ved en restance på 160 kr. kan du kun aflevere.", (160, True)),
        ("Din ret til at låne forsvinder ved en gæld på 120 kr.", (120, True)),
        ("You get a loan prohibition at a debt of DKK 200 or more.", (200, True)),
    ],
)
def test_a_debt_and_what_follows_for_borrowing_lock_out(sentence, exclusion) -> None:
    assert values(parsed(sentence)) == {"exclusion": exclusion}


@pytest.mark.parametrize(
    "sentence",
    [
        "Kortet spærres ikke længere ved 200 kr.",
        "Vi tager ikke længere 50 kr. for klargøring.",
        "Rykkergebyret er afskaffet; det var 100 kr.",
        "Klargøringsgebyret på 50 kr. er bortfaldet.",
        "Gebyret var tidligere 20 kr. for voksne.",
        "I 2020 kostede det 20 kr. at aflevere 1-7 dage for sent.",
        "Fra 1. januar 2028 hæves gebyret til 250 kr. efter 30 dage.",
        "Regninger under 50 kr. sendes først efter 30 dage.",
        "Du kan betale beløb på over 10 kr. med MobilePay.",
        "Har du betalt for meget, får du beløb over 25 kr. retur inden for 14 dage.",
        "I 2024 indbragte gebyrerne kommunen 235.000 kr.",
        "Gebyret er 3 kr. pr. dag, dog højst 90 kr.",
        "Gebyret er 3 euro efter 7 dage.",
        "Dette er sidste dag, du kan aflevere uden gebyr.",
        "Siden er sidst opdateret 12. juni 2025.",
        "I prisen er medregnet 45 kr. til klargøring.",
        "Bestilling af bøger er gratis.",
        "Lånte du den for mere end 30 dage siden, er den nok 250 kr. værd.",
        "Bøger over 900 kr. må ikke sendes med posten.",
        "Vi har foreslået byrådet en grænse på 300 kr. for udelukkelse.",
        "Hvis byrådet siger ja, bliver rykkergebyret 200 kr. næste år.",
        "I nabokommunen koster en rykker 250 kr.",
        "Tidligere blev man spærret ved 100 kr.",
        "En skolebog kan let koste 300 kr.",
    ],
)
def test_what_is_no_rate_of_today_is_none(sentence: str) -> None:
    page = parsed(sentence)
    assert values(page) == {}
    assert page.rejected or page.sections


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tidligere tog vi 100 kr. for en rykker, i dag tager vi 150 kr.", {"reminders": [150]}),
        ("Ved erstatning lægges 75 kr. oven i prisen til klargøring.", {"handling": 75}),
        ("Bogens pris plus 50 kr. er det, du betaler, når du mister den.", {"handling": 50}),
        ("Oven i prisen kommer 35 kr. for at få bogen gjort klar til udlån.", {"handling": 35}),
        ("You pay DKK 45 for getting a new copy ready for the shelf.", {"handling": 45}),
        (
            "For krav op til 400 kr. er rykkeren 120 kr., for større krav 240 kr.",
            {"reminders": [120, 240]},
        ),
        (
            "Rykkeren koster 90 kr., hvis du skylder op til 400 kr., ellers 190 kr.",
            {"reminders": [90, 190]},
        ),
        ("Regningen for en mistet bog er 260 kr.", {"prices": [("bog", 260)]}),
        ("Børnekort er gebyrfri.", "Børnekort"),
        ("Ingen betaler gebyr på vores bibliotek.", "Alle lånere"),
        ("Under 16 år? Så koster det ikke noget at aflevere for sent.", "Under 16 år"),
        ("En mistet lydbog erstattes med 400 kr.", {"prices": [("lydbog", 400)]}),
        ("En mistet lydbog erstattes med 4OO DKK.", {"prices": [("lydbog", 400)]}),
        ("Taksterne træder i kraft 1/7-26.", {"valid_from": "2026-07-01"}),
        ("Lånere til og med 17 år slipper for gebyr.", "Lånere til og med 17 år"),
        ("Det er gratis at aflevere for sent.", "Alle lånere"),
    ],
)
def test_what_a_sentence_says(sentence: str, expected) -> None:
    if isinstance(expected, str):
        expected = {"bands": [(expected, 1, None, True)]}
    assert values(parsed(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("Du får en besked 3 dage, før du skal aflevere.", "advance_notice_days", 3),
        ("Vi sender en hjemkaldelse efter 14 dage.", "recall_days", 14),
        ("Efter 30 dage regner vi bogen for tabt.", "considered_lost_days", 30),
        ("Beløb under 50 kr. sender vi først regning på senere.", "invoice_minimum", 50),
    ],
)
def test_days_around_a_loan_are_timings(sentence: str, field: str, value: int) -> None:
    page = parsed(sentence)
    assert page.timings is not None
    assert getattr(page.timings.value, field) == value
    assert page.to_card().timings == (page.timings.value,)


@pytest.mark.parametrize(
    "page",
    [
        "Voksne\n1-7 dage: 20 kr.\nEfter 7 dage: 10 kr.",
        "Voksne\n1-7 dage: 20 kr.\n\nBørn\n1-7 dage: 50 kr.",
        "Voksne\n1-7 dage: 2O kr.\nEfter 7 dage: 80 kr.",
    ],
    ids=["falling", "dearer children", "scanned"],
)
def test_what_no_library_has_is_in_doubt(page: str) -> None:
    doubts = parsed(f"Gebyrer\n\n{page}").to_dict()["doubts"]
    assert [set(doubt) for doubt in doubts] == [{"about", "readings", "text", "place"}]


def test_a_row_that_cannot_be_read_keeps_its_days() -> None:
    page = parsed("Gebyrer\n\nVoksne\nFra 1. dag: 20 kr.\nFra 8. dag: 5 kr. pr. dag\n")
    assert values(page) == {"bands": [("Voksne", 1, 7, False)]}


@pytest.mark.parametrize(
    "sentence",
    [
        "Du får ingen rykkere fra os, og heller ikke noget rykkergebyr på 100 kr.",
        "Rykkergebyret på 100 kr. bliver sløjfet.",
        "Rykkeren er gratis, men det er inkassoen ikke: den koster 250 kr.",
        "For 2 x 40 kr. kan du leje lokalet en hel dag.",
        "Klargøring koster 45 kr., når det er en bog, og ellers 80 kr.",
        "Vi har sat prisen for klargøring op fra 40 kr. til 55 kr.",
    ],
)
def test_a_sentence_that_may_mean_something_else_is_listed_and_no_value(sentence) -> None:
    page = parsed(f"Gebyrer\n\n{sentence}")
    assert values(page) == {}
    assert [line.text for line in page.rejected] == [sentence]


def test_what_a_fee_can_be_lowered_to_is_no_fee_of_others() -> None:
    page = parsed("Efter 30 dage er gebyret 200 kr., men det kan nedsættes til 100 kr.")
    assert values(page) == {"bands": [("Alle lånere", 31, None, False)]}
    assert page.overdue_fees[0].bands[0].value.amount == 200
    assert [line.code for line in page.rejected] == ["half_understood"]


def test_what_it_costs_is_told_in_the_next_sentence() -> None:
    page = parsed("Gebyrer\n\nVi sender en rykker. Den koster 100 kr. hver gang.")
    assert values(page) == {"reminders": [100]}


@pytest.mark.parametrize(
    ("sentence", "exclusion"),
    [
        ("Dit lånerkort bliver sat ud af kraft, hvis gælden passerer 300 kr.", (300, False)),
        ("Vi udlåner ikke til personer med en gæld på mere end 400 kr.", (400, False)),
        ("Anyone owing over 100 kr. is turned away at the loans desk.", (100, False)),
    ],
)
def test_a_card_that_is_out_of_force_locks_out(sentence, exclusion) -> None:
    assert values(parsed(sentence)) == {"exclusion": exclusion}


@pytest.mark.parametrize(
    "sentence",
    [
        "We never charge late fees for picture books.",
        "Tidsskrifter er gebyrfri.",
        "Opsøgende biblioteksbetjening er uden gebyr, uanset hvor sent der afleveres.",
        "Institutioner og skoler er undtaget fra gebyr.",
        "Lørdagens koncert koster 90 kr. for voksne og 40 kr. for børn.",
        "A cup of coffee in the café is 20 kr.",
        "En billet til forfatteraftenen kan købes for 125 kr., og den refunderes ikke.",
        "Dagstaksten for forsinkede film er 10 kr.",
    ],
)
def test_what_is_for_a_kind_of_thing_or_for_an_evening_is_listed(sentence) -> None:
    page = parsed(sentence)
    assert values(page) == {}
    assert page.other_fees == ()
    assert [listed.text for listed in page.rejected] == [sentence]
