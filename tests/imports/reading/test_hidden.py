"""Text of a page that nobody can bring to sight is listed, and no rate or answer."""

import pytest

from wagtail_libfees.imports.reading import parse_faq, read_text
from wagtail_libfees.imports.reading.fees import parse_fees

SEEN = "<h1>Gebyrer</h1><p>Rykkergebyr: 100 kr.</p><p>Betal inden fristen.</p>" * 2


@pytest.mark.parametrize(
    "part",
    [
        '<p style="display: none">Klargøring: 77 kr.</p>',
        '<p style="color:red;visibility:hidden">Klargøring: 77 kr.</p>',
        "<div hidden><p>Klargøring: 77 kr.</p></div>",
        '<div aria-hidden="true"><p>Klargøring: 77 kr.</p></div>',
        '<table style="display:none"><tr><td>Klargøring</td><td>77 kr.</td></tr></table>',
        "<table><tr><td>Bog</td></tr><tr hidden><td>Klargøring</td><td>77 kr.</td></tr></table>",
    ],
)
def test_hidden_rates_are_listed(part):
    parsed = parse_fees(read_text(SEEN + part + "Vi har åbent.", "side.html")).to_dict()
    assert parsed["handling_fee"] is None
    assert not [p for p in parsed["replacement_prices"] if p["amount"] == "77.00"]
    (told,) = [entry for entry in parsed["rejected"] if "77 kr." in entry["text"]]
    assert told["code"] == "hidden"


@pytest.mark.parametrize(
    "page",
    [
        # What a click opens is content.
        '<h2>Klargøring</h2><div style="display:none"><p>Klargøring: 77 kr.</p></div>',
        '<a aria-controls="x">Se her</a><p>-</p><div id="x" hidden>Klargøring: 77 kr.</div>',
        '<div role="tabpanel" aria-hidden="true"><p>Klargøring: 77 kr.</p></div>',
        '<p hidden="until-found">Klargøring: 77 kr.</p>',
        # The page behind a dialogue.
        f'<div aria-hidden="true"><p>Klargøring: 77 kr.</p>{SEEN}</div><p>Cookies?</p>',
        '<p>Klargøring: <span aria-hidden="true">77 kr.</span></p>',
    ],
)
def test_what_can_be_seen_is_read(page):
    assert str(parse_fees(read_text(SEEN + page, "side.html")).to_dict()["handling_fee"]) == "77.00"


def test_hidden_answers_are_listed():
    page = "<h2>Hvor betaler jeg mit gebyr?</h2><p>Du betaler på nettet.</p><p hidden>Gammelt.</p>"
    parsed = parse_faq(read_text(page, "side.html"))
    assert [item.answer_text for item in parsed.items] == ["Du betaler på nettet."]
    assert ["Gammelt." in entry.text for entry in parsed.rejected if entry.code == "hidden"] == [
        True
    ]
