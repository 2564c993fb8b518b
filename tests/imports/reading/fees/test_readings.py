"""Small pages in the layouts of libraries, each with the bands that a person reads in it."""

from __future__ import annotations

from datetime import date

import pytest

from wagtail_libfees.imports.reading import read_text
from wagtail_libfees.imports.reading.fees import ParsedFees, parse_fees

WEEKS = [(1, 7), (8, 14), (15, None)]


def read(text: str, today: date = date(2026, 6, 1)) -> ParsedFees:
    name = "page.html" if text.lstrip().startswith("<") else "page.txt"
    return parse_fees(read_text(text, name), today)


def bands(groups) -> dict[str, list[tuple[int, int | None, int]]]:
    return {
        group.borrowers.label: [
            (band.value.from_day, band.value.to_day, int(band.value.amount or 0))
            for band in group.bands
        ]
        for group in groups
    }


def priced(days, *amounts):
    return [(*band, amount) for band, amount in zip(days, amounts, strict=True)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            (
                "Gebyrer\n\nNår lånetiden overskrides 1-7 dage\nVoksne kr. 11 | Børn kr. 2\n\n"
                "Regning\nNår lånetiden overskrides med mere end 7 dage sender vi en regning og"
                " tager et gebyr\nVoksne kr. 90 | Børn kr. 30\n"
            ),
            {"Voksne": [(1, 7, 11), (8, None, 90)], "Børn": [(1, 7, 2), (8, None, 30)]},
        ),
        (
            "Forsinkelse  Under 16  16 og derover\n1-7 dage  3,-  12,-\nover 7 dage  31,-  62,-\n",
            {"Under 16": [(1, 7, 3), (8, None, 31)], "16 og derover": [(1, 7, 12), (8, None, 62)]},
        ),
        (
            "Gebyrer (voksne / børn)\n1 uge for sent: 12 / 4 kr.\nMere end 1 uge: 64 / 23 kr.\n",
            {"Voksne": [(1, 7, 12), (8, None, 64)], "Børn": [(1, 7, 4), (8, None, 23)]},
        ),
        (
            "Gebyrer (voksne/børn)\n\n1-7 dage: 20/10 kr.\nOver 7 dage: 120/60 kr.\n",
            {"Voksne": [(1, 7, 20), (8, None, 120)], "Børn": [(1, 7, 10), (8, None, 60)]},
        ),
        (
            (
                "Takster\n\n| Dage | Voksne | Børn |\n|---|---|---|\n| 1-7 | 20 kr. | 10 kr. |\n"
                "| over 7 | 80 kr. | 40 kr. |\n"
            ),
            {"Voksne": [(1, 7, 20), (8, None, 80)], "Børn": [(1, 7, 10), (8, None, 40)]},
        ),
        (
            "Gebyrer\n\nBørn 0-12 år\n0 kr. uanset hvor længe\n\nVoksne\n1-7 dage 20 kr.\n",
            {"Børn 0-12 år": [(1, None, 0)], "Voksne": [(1, 7, 20)]},
        ),
        (
            "Gebyrer\n\nVoksne\n1-7 dage: 20 kr.\n8-14 dage: 2x15 kr.\n15-30 dage: 90 kr.\n",
            {"Voksne": [(1, 7, 20), (15, 30, 90)]},
        ),
        (
            (
                "<table><tr><th>Voksne<th>2025<th>2026<tr><td>1-7 dage<td>18 kr.<td>20 kr."
                "<tr><td>over 7 dage<td>85 kr.<td>95 kr.</table>"
            ),
            {"Voksne": [(1, 7, 20), (8, None, 95)]},
        ),
        (
            (
                "Gebyr\n\nEn voksen låner, der afleverer 1-7 dage for sent, betaler et gebyr på"
                " 25 kr., og ved mere end 7 dage er gebyret 90 kr. For børn under 15 år er gebyret"
                " henholdsvis 5 kr. og 20 kr.\n"
            ),
            {
                "Voksen låner": [(1, 7, 25), (8, None, 90)],
                "Børn under 15 år": [(1, 7, 5), (8, None, 20)],
            },
        ),
        (
            (
                "Gebyr for forsinkelse\nDe første 7 dage: 12 kr.\nDe næste 7 dage: 44 kr.\n"
                "Derefter: 91 kr.\n"
            ),
            {"Alle lånere": priced(WEEKS, 12, 44, 91)},
        ),
        (
            (
                "Gebyrer for sen aflevering\nVoksne\n1-7 dage 12 kr.\n8-14 dage 44 kr.\n"
                "15 dage og derover 91 kr.\n\nBørn betaler 2, 7 og 19 kr.\n"
            ),
            {"Voksne": priced(WEEKS, 12, 44, 91), "Børn": priced(WEEKS, 2, 7, 19)},
        ),
        (
            "Gebyr for forsinkelse\nDag 1 - 7  12 kr.\nDag 8 -  44 kr.\n",
            {"Alle lånere": [(1, 7, 12), (8, None, 44)]},
        ),
        (
            (
                "Gebyr på børns kort: 1-7 dage 2 kr., over 7 dage 9 kr.\n"
                "Gebyr på voksnes kort: 1-7 dage 12 kr., over 7 dage 44 kr.\n"
            ),
            {"Børns": [(1, 7, 2), (8, None, 9)], "Voksnes": [(1, 7, 12), (8, None, 44)]},
        ),
        (
            (
                "<table><tr><th>Late</th><th>Under 16</th><th>16 and over</th></tr>"
                "<tr><td>1-7 days</td><td>DKK 2</td><td>DKK 12</td></tr>"
                "<tr><td>Over 7 days</td><td>DKK 9</td><td>DKK 44</td></tr></table>"
            ),
            {"Under 16": [(1, 7, 2), (8, None, 9)], "16 and over": [(1, 7, 12), (8, None, 44)]},
        ),
        (
            (
                "Late fees\nAdults\nWeek 1: 12 kr.\nFrom week 2: 44 kr.\n\n"
                "Kids\nWeek 1: nothing\nFrom week 2: 9 kr.\n"
            ),
            {"Adults": [(1, 7, 12), (8, None, 44)], "Kids": [(1, 7, 0), (8, None, 9)]},
        ),
        (
            "Fees for late return\n1-7 days 12 kr.\n7< days 44 kr.\n",
            {"All borrowers": [(1, 7, 12), (8, None, 44)]},
        ),
        (
            (
                "Gebyr for sen aflevering (kr.)\n  2025  2026\nVoksne\n1-7 dage  20  21\n"
                "Over 7 dage  90  94\n"
            ),
            {"Voksne": [(1, 7, 21), (8, None, 94)]},
        ),
        (
            (
                "Gebyrer\nVed 1-7 dage er gebyret 12 kr. (der sendes en rykker)\n"
                "Ved mere end 7 dage er gebyret 44 kr. (der sendes en ny rykker)\n"
            ),
            {"Alle lånere": [(1, 7, 12), (8, None, 44)]},
        ),
    ],
)
def test_a_page_is_read_as_a_person_reads_it(page, expected) -> None:
    parsed = read(page)
    assert bands(parsed.overdue_fees) == expected
    assert not parsed.reminder_fees


def test_a_question_says_what_its_answer_is_about() -> None:
    parsed = read("Spørgsmål: Hvornår bliver jeg spærret?\nSvar: Når du skylder 230 kr.\n")
    assert parsed.exclusion is not None
    assert parsed.exclusion.value.amount == 230


def test_an_amount_without_days_is_the_first_band_where_that_makes_the_better_card() -> None:
    page = "Gebyr for sen aflevering\nFor sent afleveret - voksne 12 kr.\n{}Efter 30 dage: 90 kr.\n"
    whole = read(page.format("8-30 dage: 44 kr.\n"))
    assert bands(whole.overdue_fees) == {"Voksne": [(1, 7, 12), (8, 30, 44), (31, None, 90)]}
    assert not whole.rejected
    alone = read("Gebyr for sen aflevering\nFor sent afleveret - voksne 12 kr.\n")
    assert not alone.overdue_fees
    assert [line.code for line in alone.rejected] == ["no_days"]


def test_rows_that_say_the_same_stay_listed() -> None:
    parsed = read("Gebyr for sen aflevering\nVoksne 12 kr.\nVoksne 12 kr.\n8-30 dage: 44 kr.\n")
    assert bands(parsed.overdue_fees) == {"Alle lånere": [(8, 30, 44)]}
    assert "no_days" in [line.code for line in parsed.rejected]


TABLE = (
    "<table><tr><td>1-7 dage</td><td>{} kr.</td></tr>"
    "<tr><td>Over 7 dage</td><td>{} kr.</td></tr></table>"
)
VERSIONS = (
    "<h2>Gebyrer for sen aflevering</h2>"
    f"<p>Gælder til og med 31. december 2025:</p>{TABLE.format(11, 61)}"
    f"<p>Gælder fra 1. januar 2026:</p>{TABLE.format(12, 62)}"
    f"<p>Gælder fra 1. januar 2027:</p>{TABLE.format(13, 63)}"
)


def test_rates_of_other_times_are_versions_of_their_own() -> None:
    parsed = read(VERSIONS)
    assert bands(parsed.overdue_fees) == {"Alle lånere": [(1, 7, 12), (8, None, 62)]}
    assert [
        (v.is_coming, v.valid_from, v.valid_to, *bands(v.groups).values()) for v in parsed.versions
    ] == [
        (False, None, date(2025, 12, 31), [(1, 7, 11), (8, None, 61)]),
        (True, date(2027, 1, 1), None, [(1, 7, 13), (8, None, 63)]),
    ]
    days = [version.validity.valid_from for version in parsed.to_card().overdue]
    assert days == [date(2026, 1, 1), date(2027, 1, 1)]
    assert {line.code for line in parsed.rejected} >= {"former", "coming"}


@pytest.mark.parametrize(
    ("today", "holds", "comes"),
    [(date(2025, 6, 1), 20, [21]), (date(2026, 6, 1), 21, []), (date(2024, 6, 1), 20, [21])],
)
def test_of_columns_of_years_the_newest_that_has_begun_holds(today, holds, comes) -> None:
    page = "Gebyr for forsinkelse\n  2025  2026\nVoksne\n1-7 dage  20 kr.  21 kr.\n"
    parsed = read(page + "Over 7 dage  90 kr.  94 kr.\n", today)
    assert bands(parsed.overdue_fees)["Voksne"][0] == (1, 7, holds)
    assert [bands(v.groups)["Voksne"][0][2] for v in parsed.versions if v.is_coming] == comes


def test_rates_hold_until_their_last_day() -> None:
    line = "Voksne: 1-7 dage {} kr., derefter {} kr.\n\n"
    page = "Til og med 31. december 2026\n" + line.format(12, 44)
    parsed = read(f"{page}Fra 1. januar 2027\n" + line.format(13, 45))
    assert bands(parsed.overdue_fees) == {"Voksne": [(1, 7, 12), (8, None, 44)]}
    assert [(v.is_coming, v.valid_from) for v in parsed.versions] == [(True, date(2027, 1, 1))]


def test_a_sentence_that_frees_somebody_of_what_is_not_clear_is_listed() -> None:
    page = "Gebyr for sen aflevering\n1-7 dage: 20 kr.\nOver 7 dage: 90 kr.\n\n"
    parsed = read(f"{page}Det er gratis at aflevere for sent, hvis du ringer i forvejen.\n")
    assert [line.code for line in parsed.rejected] == ["half_understood"]


def test_a_sentence_about_one_band_that_will_change_is_no_version() -> None:
    page = "Gebyrer\nVoksne\n1-7 dage: 20 kr.\nOver 7 dage: 90 kr.\n"
    parsed = read(f"{page}Fra 1. januar 2028 er gebyret 250 kr. efter 30 dage.\n")
    assert not parsed.versions
    assert [line.code for line in parsed.rejected] == ["coming"]
