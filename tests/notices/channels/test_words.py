"""The language, the window and the contacts of a notice in words."""

from dataclasses import replace
from datetime import date, time

import pytest

from wagtail_libfees.notices import Window
from wagtail_libfees.notices.channels.contacts import contact_lines
from wagtail_libfees.notices.channels.when import period
from wagtail_libfees.notices.channels.words import ChannelLanguage
from wagtail_libfees.notices.core.content import ContactPoint

from .examples import CONTACT

DAY, LATER = date(2026, 6, 1), date(2026, 6, 3)


@pytest.mark.parametrize(
    ("window", "danish", "english"),
    [
        (
            Window(DAY),
            "Fra den 1. juni 2026 og indtil videre",
            "From 1 June 2026 until further notice",
        ),
        (
            Window(DAY, None, LATER),
            "Fra den 1. juni 2026 til og med den 3. juni 2026",
            "From 1 June 2026 to and including 3 June 2026",
        ),
        (
            Window(DAY, time(8), LATER, time(16, 30)),
            "Fra den 1. juni 2026 kl. 8.00 til den 3. juni 2026 kl. 16.30",
            "From 1 June 2026 at 8:00 until 3 June 2026 at 16:30",
        ),
        (Window(DAY, None, DAY), "Den 1. juni 2026", "On 1 June 2026"),
        (Window(DAY, time(8), DAY), "Den 1. juni 2026 fra kl. 8.00", "On 1 June 2026 from 8:00"),
        (
            Window(DAY, None, DAY, time(12)),
            "Den 1. juni 2026 indtil kl. 12.00",
            "On 1 June 2026 until 12:00",
        ),
        (
            Window(DAY, time(8), DAY, time(12)),
            "Den 1. juni 2026 kl. 8.00-12.00",
            "On 1 June 2026 from 8:00 to 12:00",
        ),
    ],
)
def test_period(window, danish, english):
    assert period(window, ChannelLanguage("da")) == danish
    assert period(window, ChannelLanguage("en")) == english


@pytest.mark.parametrize(
    ("code", "language"),
    [("da", "da"), ("da-dk", "da"), ("en-GB", "en"), ("en_US", "en"), ("pl", "da"), ("", "da")],
)
def test_a_language_without_texts_reads_as_danish(code, language):
    assert ChannelLanguage(code).language == language


def labels(order, point=CONTACT):
    return [line.label for line in contact_lines([point], order, ChannelLanguage("da"))[0].lines]


def test_contacts_follow_the_order_of_the_site():
    assert labels(("phone", "self_service")) == [
        "Telefon",
        "Selvbetjening (kræver login)",
        "Åbningstider",
    ]


def test_without_an_order_self_service_comes_first_and_in_person_last():
    assert labels(()) == [
        "Selvbetjening (kræver login)",
        "Telefon",
        "E-mail",
        "Personligt fremmøde",
        "Åbningstider",
    ]


def test_a_channel_that_the_site_does_not_use_is_not_shown():
    assert labels(("email",)) == ["E-mail"]


def test_a_made_up_channel_is_passed_over():
    assert labels(("fax", "email")) == ["E-mail"]


def test_login_is_said_only_where_it_is_needed():
    assert "Selvbetjening" in labels((), replace(CONTACT, login_needed=False))


def test_an_empty_contact_has_a_heading_and_no_lines():
    (found,) = contact_lines([ContactPoint()], (), ChannelLanguage("en"))
    assert (found.heading, found.lines) == ("Contact", ())


def test_phone_leads_to_digits_only():
    (found,) = contact_lines(
        [replace(CONTACT, phone="+45 12 34 56 78")], ("phone",), ChannelLanguage("da")
    )
    assert found.lines[0].url == "tel:+4512345678"
