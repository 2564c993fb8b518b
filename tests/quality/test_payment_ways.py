"""Prose that lets borrowers pay in a way that the fee settings do not name."""

import pytest

from tests import factories
from wagtail_libfees.editorial.registry import findings

pytestmark = pytest.mark.django_db

PORTAL = {"kind": "portal", "name": "Mit Betalingsoverblik"}
DESK, MOBILEPAY, CARD = {"kind": "desk"}, {"kind": "mobilepay"}, {"kind": "card_by_post"}


def ways_found(site, routes, text):
    """The words of the text that are told as a way of paying of its own."""
    routes = [factories.payment_route(**route) for route in routes]
    factories.fee_settings(site, payment_routes=routes)
    page = factories.faq_page(
        site.root_page, factories.questions(("Hvordan betaler jeg?", f"<p>{text}</p>"))
    )
    return [f.excerpt for f in findings(page) if f.code == "other_way_of_paying"]


@pytest.mark.parametrize(
    ("routes", "text", "found"),
    [
        ([DESK], "Du betaler i betalingsportalen.", ["betalingsportalen"]),
        ([DESK], "You pay in the portal.", ["portal"]),
        ([DESK], "Du kan betale i din netbank.", ["netbank"]),
        ([DESK], "Pay in your online bank.", ["online bank"]),
        ([PORTAL], "Du kan betale med MobilePay.", ["MobilePay"]),
        ([PORTAL], "You can pay by Mobile Pay.", ["Mobile Pay"]),
        ([DESK], "Du betaler med det girokort, du får med posten.", ["girokort"]),
        ([DESK], "You can pay with a giro form.", ["giro form"]),
        ([PORTAL], "Tilmeld betaling til Betalingsservice.", ["Betalingsservice"]),
        ([PORTAL], "Du kan betale dit gebyr i skranken.", ["betale dit gebyr i skranken"]),
        ([PORTAL], "You can pay your fee at the library.", ["pay your fee at the library"]),
        ([PORTAL], "Du kan betale i afdrag.", ["i afdrag"]),
        ([PORTAL], "You can pay in instalments.", ["in instalments"]),
        ([{"kind": "none"}], "Betal med MobilePay.", ["MobilePay"]),
        (
            [DESK, MOBILEPAY],
            "Betal med MobilePay eller et indbetalingskort",
            ["indbetalingskort"],
        ),
    ],
)
def test_a_way_that_the_settings_do_not_name_is_told(site, routes, text, found):
    assert ways_found(site, routes, text) == found


@pytest.mark.parametrize(
    ("routes", "text"),
    [
        ([], "Du kan betale med MobilePay."),
        ([{"kind": "other", "name": "Kommunens side"}], "Du kan betale med MobilePay."),
        ([PORTAL], "Du betaler i portalen."),
        ([PORTAL], "Du betaler i din netbank, hvor du logger på med MitID."),
        ([CARD], "Betal girokortet i din netbank."),
        ([PORTAL, MOBILEPAY], "Betal med MobilePay."),
        ([PORTAL], "Du kan ikke betale med MobilePay."),
        ([PORTAL], "Kan jeg betale med MobilePay?"),
        ([PORTAL], "You cannot pay at the library."),
        ([PORTAL], "Tidligere betalte man med girokort, men nu betaler man digitalt."),
        ([PORTAL], "Spørg på biblioteket, hvis du er i tvivl om betaling."),
        ([PORTAL], "Aflever bogen på biblioteket."),
        ([PORTAL], "Du betaler for en bog, som du fandt på biblioteket."),
        ([PORTAL], "Du kan betale for kopier med MobilePay."),
        ([PORTAL], "Leje af mødelokaler betales med MobilePay."),
        ([PORTAL], "MobilePay er en app."),
        ([PORTAL], "Har du ikke MitID, betaler du med et indbetalingskort."),
        ([PORTAL], "Du betaler med kort eller MobilePay i kommunens betalingsløsning."),
        ([PORTAL], "You pay by card or MobilePay in {portal}."),
        ([DESK], "Læs mere på borgerportalen om betaling."),
        ([DESK], "Du betaler i {portal}."),
    ],
)
def test_few_false_alarms(site, routes, text):
    assert ways_found(site, routes, text) == []


def test_the_finding_says_what_to_do(site):
    factories.fee_settings(site, portal="Kassen")
    page = factories.faq_page(
        site.root_page, factories.questions(("Hvordan?", "<p>Betal med MobilePay.</p>"))
    )
    [finding] = [f for f in findings(page) if f.code == "other_way_of_paying"]
    assert not finding.is_error
    assert "“MobilePay”" in finding.mend or "”MobilePay”" in finding.mend
