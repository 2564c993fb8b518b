"""Small pages and texts in which one thing is hard, with all that must come out of them."""

from __future__ import annotations

import pytest

from wagtail_libfees.imports.reading import ParsedFaq, parse_faq, read_text
from wagtail_libfees.imports.reading.columns import full_row
from wagtail_libfees.imports.reading.document import Table

BORROWER, STAFF, WORKFLOW = "borrower", "staff", "workflow"


def parsed(source: str) -> ParsedFaq:
    """A text; or a page, if it looks like one."""
    return parse_faq(read_text(source, "a"))


def items(source: str) -> list[tuple[str, str]]:
    return [(item.question, item.answer_text) for item in parsed(source).items]


def audiences(source: str) -> list[tuple[str, str]]:
    return [(item.question, str(item.audience)) for item in parsed(source).items]


def left_aside(source: str) -> str:
    return "\n".join(rejected.text for rejected in parsed(source).rejected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Hvorfor står bogen der stadig? Jeg afleverede den i\ngår?\nVent et døgn.\n",
            [("Hvorfor står bogen der stadig? Jeg afleverede den i går?", "Vent et døgn.")],
            id="second question goes on in the next line",
        ),
        pytest.param(
            "Om kortet\n\n•  Hvorfor fik jeg et indbetalingskort i stedet for en besked i\n"
            "   Digital Post?\n   Du er fritaget.\n\n•  Hvornår udløber det?\n   Se datoen.\n",
            [
                (
                    "Hvorfor fik jeg et indbetalingskort i stedet for en besked i Digital Post?",
                    "Du er fritaget.",
                ),
                ("Hvornår udløber det?", "Se datoen."),
            ],
            id="bullet whose question goes on in the next line",
        ),
        pytest.param(
            "Om betaling på biblioteket\nHvordan betaler jeg?\nMed kort.\nHvornår?\nStraks.\n",
            [("Hvordan betaler jeg?", "Med kort."), ("Hvornår?", "Straks.")],
            id="title without a blank line below it",
        ),
        pytest.param(
            "Hvad koster det?\n20 kr.\nErstatninger\nHvad koster en bog?\nPrisen for en ny.\n",
            [("Hvad koster det?", "20 kr."), ("Hvad koster en bog?", "Prisen for en ny.")],
            id="topic between two questions without blank lines",
        ),
        pytest.param(
            "Hvordan betaler jeg?\nDu kan bruge:\nDankort\nMobilePay\nHvornår?\nStraks.\n",
            [
                ("Hvordan betaler jeg?", "Du kan bruge:\nDankort\nMobilePay"),
                ("Hvornår?", "Straks."),
            ],
            id="last line of an untyped list is no topic",
        ),
        pytest.param(
            "Hvad er fristen?\n30 dage.\n\nKan andre betale for mig? Ja, med dit nummer.\n",
            [
                ("Hvad er fristen?", "30 dage."),
                ("Kan andre betale for mig?", "Ja, med dit nummer."),
            ],
            id="answered with yes on the same line",
        ),
        pytest.param(
            "What is the limit?\n30 days.\n\nCan someone else pay? Yes, online.\n",
            [("What is the limit?", "30 days."), ("Can someone else pay?", "Yes, online.")],
            id="answered with yes in English",
        ),
        pytest.param(
            "Hvad gør jeg?\nVi leder på hylden. Er bogen der? Så sletter vi kravet.\n",
            [("Hvad gør jeg?", "Vi leder på hylden. Er bogen der? Så sletter vi kravet.")],
            id="rhetoric inside an answer",
        ),
        pytest.param(
            "Hvornår starter gebyret?\nDagen efter at fristen er ud-\nløbet for en ud- og "
            "indlånt bog.\n",
            [
                (
                    "Hvornår starter gebyret?",
                    "Dagen efter at fristen er udløbet for en ud- og indlånt bog.",
                )
            ],
            id="word divided after two letters",
        ),
        pytest.param(
            "Hvad koster det?\nDet koster 200 kr. pr.\n\f\nperson.\n",
            [("Hvad koster det?", "Det koster 200 kr. pr. person.")],
            id="page break behind an abbreviation",
        ),
        pytest.param(
            "1. Hvad er en rykker?\nEt brev.\n\n2. Hvad koster den?\n40 kr.\n\n"
            "3. Betaling fra udlandet\nBrug nummeret på regningen.\n\n4. Kan den slettes?\nNej.\n",
            [
                ("Hvad er en rykker?", "Et brev."),
                ("Hvad koster den?", "40 kr."),
                ("Betaling fra udlandet", "Brug nummeret på regningen."),
                ("Kan den slettes?", "Nej."),
            ],
            id="numbered like the questions",
        ),
        pytest.param(
            "1. Hvordan betaler jeg?\nSådan:\n\n1. Log ind\n2. Vælg kort\n\n2. Hvornår?\nStraks.\n",
            [("Hvordan betaler jeg?", "Sådan:\nLog ind\nVælg kort"), ("Hvornår?", "Straks.")],
            id="numbered steps of an answer",
        ),
    ],
)
def test_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert items(text) == expected


@pytest.mark.parametrize(
    "opener", ["Relaterede artikler", "Se også:", "Related articles", "Læs også"]
)
def test_related_links_below_the_last_answer_of_a_text_without_blank_lines(opener: str) -> None:
    text = f"Hvad koster det?\nDet koster 20 kr.\n{opener}\nTakster og regler\nÅbningstider\n"
    assert items(text) == [("Hvad koster det?", "Det koster 20 kr.")]
    assert "Takster og regler" in left_aside(text)


def test_related_links_end_at_the_next_question() -> None:
    text = "Hvad koster det?\n20 kr.\nRelaterede artikler\nTakster\nHvornår?\nStraks.\n"
    assert items(text) == [("Hvad koster det?", "20 kr."), ("Hvornår?", "Straks.")]


def test_link_words_in_a_sentence_are_text() -> None:
    text = "Hvor står det?\nReglerne og priserne findes under\nLinks\npå forsiden.\n"
    assert "Links" in items(text)[0][1]


def accordion(*parts: str) -> str:
    return f"<html><body><h1>FAQ</h1>{''.join(parts)}</body></html>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(
            accordion(
                '<div><div>Jeg ser ingen gebyrer</div><button aria-controls="a"><svg><title>Åbn'
                '</title></svg></button><div id="a"><p>Log ind igen.</p></div></div>',
                '<div><button aria-controls="b"></button><div id="b"><p>Uden spørgsmål.</p></div>'
                "</div>",
                '<div><button aria-controls="c">Hvem?</button><div id="c"><p>Alle.</p></div></div>',
            ),
            [("Jeg ser ingen gebyrer", "Log ind igen."), ("Hvem?", "Alle.")],
            id="lost label behind another accordion",
        ),
        pytest.param(
            "<details><summary>Which cards <span class='sr-only'>(open)</span></summary>"
            "<p>Visa.</p><details><summary>And foreign cards?</summary><p>Most.</p></details>"
            "</details>",
            [("Which cards", "Visa."), ("And foreign cards?", "Most.")],
            id="question with an answer and a question inside",
        ),
        pytest.param(
            "<details><summary>Kan jeg betale?</summary><p>Ja.</p><details><summary>Læs mere"
            "</summary><p>Med kort.</p></details></details>",
            [("Kan jeg betale?", "Ja.\nLæs mere\nMed kort.")],
            id="more of the same answer inside",
        ),
        pytest.param(
            "<h2>Spørgsmål <span class='visually-hidden'>Fold ud</span></h2>"
            "<h3>Hvem betaler? <span class='visually-hidden'>Fold ud</span></h3><p>Alle.</p>",
            [("Hvem betaler?", "Alle.")],
            id="words for screen readers in a heading",
        ),
        pytest.param(
            "<dl><dt>Hvor længe må jeg låne?</dt><dd>30 dage.</dd><dt>Må andre?</dt><dd>Nej.</dd>"
            "<dt>Hvem?</dt><dd>Alle.</dd></dl><h2>Ordliste</h2><dl><dt>Advis</dt><dd>En besked."
            "</dd><dt>Rykker</dt><dd>Et brev.</dd></dl>",
            [("Hvor længe må jeg låne?", "30 dage."), ("Må andre?", "Nej."), ("Hvem?", "Alle.")],
            id="glossary beside a list of questions",
        ),
        pytest.param(
            "<h2>Hvordan klager jeg?</h2><p><strong>Trin 1</strong></p><p>Find regningen.</p>"
            "<p><strong>Trin 2</strong></p><p>Skriv til os.</p><h2>Hvem læser den?</h2><p>Vi.</p>",
            [
                ("Hvordan klager jeg?", "Trin 1\nFind regningen.\nTrin 2\nSkriv til os."),
                ("Hvem læser den?", "Vi."),
            ],
            id="bold steps right below a heading that asks",
        ),
    ],
)
def test_page(page: str, expected: list[tuple[str, str]]) -> None:
    assert items(page) == expected


def test_bold_line_for_staff_is_no_step_of_an_answer() -> None:
    page = (
        "<h2>Hvor betaler jeg?</h2><p><strong>Til personalet</strong></p><p>Vis automaten.</p>"
        "<h2>Hvornår?</h2><p>Straks.</p>"
    )
    assert "Vis automaten." in left_aside(page)


def test_links_on_lines_of_their_own_below_the_last_answer_are_the_page_s() -> None:
    text = (
        "Kan jeg få en kvittering?\nJa.\n\nBetalingssiden (https://betal.example)\n"
        "Vejledning.pdf (/Content/files/vejledning.pdf)\n\nRelaterede artikler\nA (/Article/7)\n"
    )
    assert items(text) == [("Kan jeg få en kvittering?", "Ja.")]
    assert "/Content/files" in left_aside(text)


def test_what_a_tab_for_staff_opens_is_theirs() -> None:
    page = (
        '<h1>Hjælp</h1><div role="tablist"><button role="tab" aria-controls="a">Lånere</button>'
        '<button role="tab" aria-controls="b">Personale</button></div>'
        '<div role="tabpanel" id="a"><h3>Hvor betaler jeg?</h3><p>På nettet.</p></div>'
        '<div role="tabpanel" id="b"><h3>Hvor ser vi kravet?</h3><p>I systemet.</p></div>'
    )
    assert audiences(page) == [("Hvor betaler jeg?", BORROWER), ("Hvor ser vi kravet?", STAFF)]


@pytest.mark.parametrize("level", [2, 3, 5])
def test_a_container_for_staff_holds_and_ends_whatever_its_headings(level: int) -> None:
    page = (
        f"<h1>Hjælp</h1><h{level}>Hvor betaler jeg?</h{level}><p>På nettet.</p>"
        f"<details><summary>Til personalet</summary><h{level}>Hvor ser vi kravet?</h{level}>"
        f"<p>I systemet.</p></details><h{level}>Hvornår?</h{level}><p>Straks.</p>"
    )
    assert audiences(page) == [
        ("Hvor betaler jeg?", BORROWER),
        ("Hvor ser vi kravet?", STAFF),
        ("Hvornår?", BORROWER),
    ]
    assert [item.section for item in parsed(page).items] == [None, "Til personalet", None]


def test_bold_line_in_an_answer_inside_a_container_is_part_of_it() -> None:
    page = (
        "<details><summary>Betaling</summary><h3>Hvordan betaler jeg?</h3><p>Log ind.</p>"
        "<p><b>Uden MitID</b></p><p>Gå i banken.</p><h3>Hvornår?</h3><p>Straks.</p></details>"
    )
    assert items(page) == [
        ("Hvordan betaler jeg?", "Log ind.\nUden MitID\nGå i banken."),
        ("Hvornår?", "Straks."),
    ]


def test_lost_label_is_reported() -> None:
    page = accordion(
        '<div><div>Jeg ser ingen gebyrer</div><button aria-controls="a"></button>'
        '<div id="a"><p>Log ind igen.</p></div></div>',
        '<div><button aria-controls="b"></button><div id="b"><p>Uden spørgsmål.</p></div></div>',
    )
    assert "Uden spørgsmål." in left_aside(page)


def table(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


@pytest.mark.parametrize(
    ("names", "rest", "kept"),
    [
        (("Opdateret",), ("12.03.2024",), []),
        (("Ansvarlig", "Id"), ("Mette", "A-17"), []),
        (("Uddybning",), ("Gælder også børn.",), ["Gælder også børn."]),
        (("Bemærkninger",), ("Kun med kort.",), ["Kun med kort."]),
    ],
)
def test_only_columns_with_answers_join_the_answer(names, rest, kept) -> None:
    page = table(("Spørgsmål", "Svar", *names), ("Hvordan betaler jeg?", "Online.", *rest))
    assert items(page) == [("Hvordan betaler jeg?", "\n".join(["Online.", *kept]))]
    for words in {*rest} - {*kept}:
        assert words in left_aside(page)


def test_column_of_dates_without_a_name_is_no_answer() -> None:
    page = table(("Hvor betaler jeg?", "Online.", "12.03.2024"), ("Hvem?", "Alle.", "1/2-2024"))
    assert items(page) == [("Hvor betaler jeg?", "Online."), ("Hvem?", "Alle.")]
    assert "12.03.2024" in left_aside(page)


def test_column_for_staff_stays_with_staff() -> None:
    page = table(
        ("Spørgsmål", "Svar til låner", "Note til personalet"),
        ("Hvordan betaler jeg?", "Online.", "Slå sagen op først."),
        ("Hvem?", "Alle.", ""),
    )
    found = [(i.question, i.answer_text, str(i.audience)) for i in parsed(page).items]
    assert found == [
        ("Hvordan betaler jeg?", "Online.", BORROWER),
        ("Hvordan betaler jeg?", "Slå sagen op først.", STAFF),
        ("Hvem?", "Alle.", BORROWER),
    ]
    assert len({item.key for item in parsed(page).items}) == 3


def test_who_several_rows_are_for_stands_in_one_cell() -> None:
    page = (
        "<table><tr><th>Målgruppe</th><th>Emne</th><th>Spørgsmål</th><th>Svar</th></tr>"
        "<tr><td rowspan=2>Lånere</td><td rowspan=3>Betaling</td>"
        "<td>Hvor betaler jeg?</td><td>På nettet.</td></tr>"
        "<tr><td>Hvornår?</td><td>Straks.</td></tr>"
        "<tr><td rowspan=2>Personale</td><td>Hvordan slettes det?</td><td>I systemet.</td></tr>"
        "<tr><td>Klage</td><td>Hvem afgør det?</td><td>Lederen.</td></tr>"
        "<tr><td colspan=4>Lån</td></tr>"
        "<tr><td></td><td></td><td>Hvor længe?</td><td>30 dage.</td></tr></table>"
    )
    assert audiences(page) == [
        ("Hvor betaler jeg?", BORROWER),
        ("Hvornår?", BORROWER),
        ("Hvordan slettes det?", STAFF),
        ("Hvem afgør det?", STAFF),
        # Nobody says for whom this is, on a page that is for both.
        ("Hvor længe?", STAFF),
    ]
    sections = [item.section for item in parsed(page).items]
    assert sections == ["Betaling", "Betaling", "Betaling", "Klage", "Lån"]


def test_list_in_a_cell_is_a_list() -> None:
    page = table(
        ("Spørgsmål", "Svar"),
        ("Hvordan?", "<p>Med:</p><ul><li>kort</li><li>app<ol><li>ny</li></ol></li></ul>Tak."),
    )
    assert parsed(page).items[0].answer_html == (
        "<p>Med:</p><ul><li>kort</li><li>app<ol><li>ny</li></ol></li></ul><p>Tak.</p>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Hvad nu?\nVent.\n\nSkal jeg henvise til andre?\nJa, når låneren mangler MitID.\n",
        "Hvad nu?\nVent.\n\nMå vi afvise en låner?\nNej.\n",
        "Hvad nu?\nVent.\n\nSkal kommunerne selv oprette brugere?\nJa.\n",
        "Hvad nu?\nVent.\n\nHvem opretter os?\nJeres lokale administrator gør det.\n",
        "For jer som bibliotek\n\nHvordan får vi adgang?\nDet sker af sig selv.\n",
        "Til kommunerne\n\nHvordan får vi adgang?\nDet sker af sig selv.\n",
        "https://kombit.dk/faq\n\nHvordan får vi adgang?\nDet kan I se i vejledningen.\n",
    ],
)
def test_what_speaks_to_libraries_is_not_for_borrowers(text: str) -> None:
    assert parsed(text).items[-1].audience in (STAFF, WORKFLOW)


@pytest.mark.parametrize(
    "text",
    [
        "Skal jeg oplyse mit nummer?\nJa.\n",
        "Hvornår har I åbent?\nHver dag. I skranken er der altid en.\n",
        "Må vi låne sammen?\nJa, I kan dele et kort.\n",
        "Kan I sende bogen til mig?\nJa, hvis du beder om det.\n",
        "https://kombit.dk/faq\n\nHvor betaler jeg?\nLog ind. I portalen vælger du kort.\n",
        "Betyder mit gebyr noget for kommunen?\nNej, ikke for dig.\n",
    ],
)
def test_what_speaks_to_borrowers_stays_theirs(text: str) -> None:
    assert parsed(text).items[-1].audience == BORROWER


def test_topic_with_text_does_not_hold_the_questions_beside_it() -> None:
    page = "<h2>Mistet bog</h2><p>Kontakt os.</p><h2>Hvornår betaler jeg?</h2><p>Straks.</p>"
    assert [(item.question, item.section) for item in parsed(page).items] == [
        ("Hvornår betaler jeg?", None)
    ]
    page = "<h2>Betaling</h2><p>Kort sagt:</p><h3>Hvornår betaler jeg?</h3><p>Straks.</p>"
    assert [item.section for item in parsed(page).items] == ["Betaling"]


@pytest.mark.parametrize("ident", ["x-0202911236", "0202911236", "s020291-1236", "nr_0202911236_a"])
def test_place_carries_no_cpr_number(ident: str) -> None:
    page = f'<details id="{ident}"><summary>Hvad?</summary><p>Det.</p></details>'
    found = parsed(page + f'<details id="{ident}"><summary>Hvem?</summary></details>')
    assert found.items
    places = [str(entry.place) for entry in (*found.items, *found.rejected)]
    assert not any("1236" in place for place in places)


@pytest.mark.parametrize(
    "address",
    ["/sag/{}", "https://x.dk/?cpr={}", "tel:{}", "mailto:a@b.dk?subject={}", "/a/{}/b#{}"],
)
def test_address_of_a_link_carries_no_cpr_number(address: str) -> None:
    for number in ("0202911236", "020291-1236"):
        found = parsed(
            f'<h2>Hvad?</h2><p>Se <a href="{address.replace("{}", number)}">siden</a>.</p>'
        )
        assert "1236" not in found.items[0].answer_html
        assert "cpr" in {rejected.code for rejected in found.rejected}


@pytest.mark.parametrize("address", ["tel:+4512345678", "/node/20241231", "/a/4512999999"])
def test_other_numbers_in_addresses_are_kept(address: str) -> None:
    page = f'<h2>Hvad?</h2><p>Se <a href="{address}">siden</a>.</p>'
    assert address in parsed(page).items[0].answer_html


def test_spans_of_a_table_are_not_believed_beyond_measure() -> None:
    wide = "<td colspan=1000 rowspan=1000>1</td>" * 20
    page = "<table>" + f"<tr><td>Hvad?</td><td>Det.</td>{wide}</tr>" * 3 + "</table>"
    (read,) = [block for block in read_text(page, "a").blocks if isinstance(block, Table)]
    assert max(len(full_row(row)) for row in read.rows) < 200
    assert {item.question for item in parsed(page).items} == {"Hvad?"}
