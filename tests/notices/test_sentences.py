"""What the page of a notice says for its fields: every sentence, in Danish and English."""

import re
from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from freezegun import freeze_time

from tests import factories

pytestmark = pytest.mark.django_db

NOW, BEFORE, AFTER = "2026-11-20T11:00:00Z", "2026-11-19T11:00:00Z", "2027-01-02T11:00:00Z"
DAY, NEXT, YEAR = date(2026, 11, 20), date(2026, 11, 21), date(2027, 1, 1)
CHRISTMAS = {"period_from_day": date(2026, 12, 24), "period_to_day": date(2026, 12, 26)}
PAYING = {"kind": "payment_change", "from_day": DAY}
POINT = {"matter": "Regningen", "name": "Betalingskontoret", "hours": "9-12"}
# What it is: (the fields, when it is read).
ROWS = {
    "until further notice": ({"from_day": DAY}, NOW),
    "from a time on": ({"from_day": DAY, "from_time": time(9)}, NOW),
    "from day to day": ({"from_day": DAY, "to_day": NEXT}, NOW),
    "to a time": ({"from_day": DAY, "to_day": DAY, "to_time": time(16, 5)}, NOW),
    "on one day": ({"from_day": DAY, "to_day": DAY}, NOW),
    "coming": ({"from_day": DAY, "to_day": DAY}, BEFORE),
    "over": ({"from_day": DAY, "to_day": NEXT}, AFTER),
    "what it tells of is stated": ({"from_day": DAY, **CHRISTMAS}, NOW),
    "what it tells of is stated, and over": ({"from_day": DAY, "to_day": NEXT, **CHRISTMAS}, AFTER),
    "the services": ({"from_day": DAY, "services": ["payment", "app"]}, NOW),
    "the text in parts": (
        {
            "from_day": DAY,
            "changes": "<p>Stedet</p>",
            "unchanged": "<p>Taksterne</p>",
            "to_do": "<p>Ingenting</p>",
        },
        NOW,
    ),
    "payment from a day on": (
        {
            **PAYING,
            "cut_off_day": YEAR,
            "old_balances": "Ved skranken",
            "old_channel_ends": date(2027, 3, 31),
            "new_balances": "I portalen",
            "login_needed": True,
        },
        NOW,
    ),
    "payment without a day or login": (
        {
            **PAYING,
            "old_url": "https://gammel.example/",
            "new_url": "https://ny.example/",
            "login_needed": False,
        },
        NOW,
    ),
    "payment of which nothing is said about login": ({**PAYING, "new_balances": "Her"}, NOW),
    "an update": (
        {
            "from_day": DAY,
            "updates": [("update", {"day": DAY, "time": time(9), "text": "<p>Det virker</p>"})],
        },
        NOW,
    ),
    "a link and a contact": (
        {
            "from_day": DAY,
            "links": [("address", {"text": "Læs planen", "url": "https://plan.example/"})],
            "contacts": [("point", POINT)],
        },
        NOW,
    ),
}


@pytest.fixture
def archives():
    """The Danish and the English archive of one library."""
    danish = factories.notice_index(factories.site().root_page)
    return danish, factories.translated(danish, title="Notices")


def words(client, archive, fields, moment):
    """Each piece of the page's text after kind and title, but for lead and way back."""
    with freeze_time(moment):
        notice = factories.notice(archive, "Titel", lead="Kort sagt", **fields)
        page = BeautifulSoup(client.get(notice.url).content, "lxml")
    pieces = [re.sub(r"\s+", " ", piece) for piece in page.article.stripped_strings]
    assert {"Titel", "Kort sagt"} <= set(pieces)
    return [piece for piece in pieces[pieces.index("Titel") + 1 : -1] if piece != "Kort sagt"]


# What it is: (what it says in Danish, what it says in English).
SENTENCES = {
    "until further notice": (
        ["Fra den 20. november 2026 og indtil videre"],
        ["From 20 November 2026 until further notice"],
    ),
    "from a time on": (
        ["Fra den 20. november 2026 kl. 9.00 og indtil videre"],
        ["From 20 November 2026 at 9:00 until further notice"],
    ),
    "from day to day": (
        ["Fra den 20. november 2026 til og med den 21. november 2026"],
        ["From 20 November 2026 to and including 21 November 2026"],
    ),
    "to a time": (
        ["Fra den 20. november 2026 til den 20. november 2026 kl. 16.05"],
        ["From 20 November 2026 until 20 November 2026 at 16:05"],
    ),
    "on one day": (
        ["20. november 2026"],
        ["20 November 2026"],
    ),
    "coming": (
        ["Denne meddelelse gælder ikke endnu.", "Den gælder fra den 20. november 2026."],
        ["This notice is not in force yet.", "It is in force from 20 November 2026."],
    ),
    "over": (
        [
            "Denne meddelelse er udløbet.",
            "Den gjaldt fra den 20. november 2026 til og med den 21. november 2026.",
        ],
        [
            "This notice has expired.",
            "It was in force from 20 November 2026 to and including 21 November 2026.",
        ],
    ),
    "what it tells of is stated": (
        ["Hvornår", "Fra den 24. december 2026 til og med den 26. december 2026"],
        ["When", "From 24 December 2026 to and including 26 December 2026"],
    ),
    "what it tells of is stated, and over": (
        [
            "Denne meddelelse er udløbet.",
            "Hvornår",
            "Fra den 24. december 2026 til og med den 26. december 2026",
        ],
        [
            "This notice has expired.",
            "When",
            "From 24 December 2026 to and including 26 December 2026",
        ],
    ),
    "the services": (
        ["Fra den 20. november 2026 og indtil videre", "Hvad det berører", "Betaling, App"],
        ["From 20 November 2026 until further notice", "What it affects", "Payment, App"],
    ),
    "the text in parts": (
        [
            "Fra den 20. november 2026 og indtil videre",
            "Det ændrer sig",
            "Stedet",
            "Det ændrer sig ikke",
            "Taksterne",
            "Det skal du gøre",
            "Ingenting",
        ],
        [
            "From 20 November 2026 until further notice",
            "What changes",
            "Stedet",
            "What does not change",
            "Taksterne",
            "What you must do",
            "Ingenting",
        ],
    ),
    "payment from a day on": (
        [
            "Fra den 20. november 2026 og indtil videre",
            "Her ser og betaler du det, du skylder",
            "Det, du skyldte før den 1. januar 2027",
            "Ved skranken",
            "Du kan betale dér til og med den 31. marts 2027.",
            "Det, du skylder fra og med den 1. januar 2027",
            "I portalen",
            "Du skal logge ind for at betale.",
        ],
        [
            "From 20 November 2026 until further notice",
            "Where you see and pay what you owe",
            "What you owed before 1 January 2027",
            "Ved skranken",
            "You can pay there up to and including 31 March 2027.",
            "What you owe from 1 January 2027 on",
            "I portalen",
            "You must log in to pay.",
        ],
    ),
    "payment without a day or login": (
        [
            "Fra den 20. november 2026 og indtil videre",
            "Her ser og betaler du det, du skylder",
            "Det, du skylder fra før",
            "Se og betal gamle regninger",
            "Det, du skylder fremover",
            "Se og betal nye regninger",
            "Du kan betale uden at logge ind.",
        ],
        [
            "From 20 November 2026 until further notice",
            "Where you see and pay what you owe",
            "What you owe from before",
            "See and pay old bills",
            "What you owe from now on",
            "See and pay new bills",
            "You can pay without logging in.",
        ],
    ),
    "payment of which nothing is said about login": (
        [
            "Fra den 20. november 2026 og indtil videre",
            "Her ser og betaler du det, du skylder",
            "Det, du skylder fremover",
            "Her",
        ],
        [
            "From 20 November 2026 until further notice",
            "Where you see and pay what you owe",
            "What you owe from now on",
            "Her",
        ],
    ),
    "an update": (
        [
            "Fra den 20. november 2026 og indtil videre",
            "Opdateringer",
            "20. november 2026 kl. 9.00",
            "Det virker",
        ],
        [
            "From 20 November 2026 until further notice",
            "Updates",
            "20 November 2026 at 9:00",
            "Det virker",
        ],
    ),
    "a link and a contact": (
        [
            "Fra den 20. november 2026 og indtil videre",
            "Læs mere",
            "Læs planen",
            "Kontakt",
            "Regningen",
            "Betalingskontoret",
            "Åbningstider",
            "9-12",
        ],
        [
            "From 20 November 2026 until further notice",
            "Read more",
            "Læs planen",
            "Contact",
            "Regningen",
            "Betalingskontoret",
            "Opening hours",
            "9-12",
        ],
    ),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_notice_says_its_fields_in_both_languages(client, archives, row):
    assert tuple(words(client, archive, *ROWS[row]) for archive in archives) == SENTENCES[row]
