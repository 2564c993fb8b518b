from __future__ import annotations

import pytest

from wagtail_libfees.imports.reading import Audience, parse_faq, read_text
from wagtail_libfees.imports.reading.audience import audience_of_heading, audience_of_item


@pytest.mark.parametrize(
    ("heading", "audience"),
    [
        ("Q&A til låner", Audience.BORROWER),
        ("Spørgsmål fra borgere – til borgerne", Audience.BORROWER),
        ("For borrowers", Audience.BORROWER),
        ("Q&A til medarbejder", Audience.STAFF),
        ("FAQ for personalet", Audience.STAFF),
        ("For library staff", Audience.STAFF),
        ("Internt", Audience.STAFF),
        ("Intern vejledning", Audience.STAFF),
        ("Arbejdsgang", Audience.WORKFLOW),
        ("Henvisning fra filialen", Audience.WORKFLOW),
        ("Workflow at the desk", Audience.WORKFLOW),
        ("Betaling", None),
        ("Spørg personalet", None),
        ("Internet", None),
        ("International betaling", None),
        ("Betaling i skranken", None),
    ],
)
def test_heading_names_audience(heading: str, audience: Audience | None) -> None:
    assert audience_of_heading(heading) is audience


@pytest.mark.parametrize(
    ("question", "answer", "audience"),
    [
        ("Låneren har spørgsmål til et beløb?", "Ring.", Audience.WORKFLOW),
        ("Hvem hjælper?", "Du henviser låneren til kommunen.", Audience.WORKFLOW),
        ("Kan borger betale her?", "Nej.", Audience.STAFF),
        ("Må vi slette?", "Kun til internt brug: spørg lederen.", Audience.STAFF),
        ("What do we say to a customer who is angry?", "Stay calm.", Audience.STAFF),
        ("Hvordan betaler jeg?", "Spørg personalet i skranken.", Audience.BORROWER),
        ("Kan borgere fra andre kommuner låne?", "Ja.", Audience.BORROWER),
    ],
)
def test_words_name_audience(question: str, answer: str, audience: Audience) -> None:
    assert audience_of_item(question, answer) is audience


def test_heading_of_the_same_level_does_not_end_a_staff_section() -> None:
    parsed = parse_faq(
        read_text(
            "<h2>Til personalet</h2><h3>Hvem retter det?</h3><p>Chefen.</p>"
            "<h2>Kasser</h2><h3>Hvem tømmer dem?</h3><p>Vagten.</p>"
        )
    )
    assert [item.audience for item in parsed.items] == [Audience.STAFF, Audience.STAFF]


def test_a_page_titled_for_staff_has_no_borrower_items() -> None:
    parsed = parse_faq(
        read_text("<title>FAQ til medarbejdere</title><h2>Hvem retter det?</h2><p>Chefen.</p>")
    )
    assert [item.audience for item in parsed.items] == [Audience.STAFF]
