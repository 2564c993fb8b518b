"""The template tags: an empty string instead of a guess, and words in the reader's language."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests import factories
from wagtail_libfees import rates
from wagtail_libfees.blocks import ReminderFeesBlock
from wagtail_libfees.models import FeeSettings


def render(code, **context):
    return Template("{% load libfees_tags %}" + code).render(Context(context))


def request(host="localhost"):
    return RequestFactory().get("/", headers={"host": host})


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


URL = "{% libfees_fee_page_url %}"


# The fee page and the settings


@pytest.mark.django_db
def test_the_address_of_the_fee_page_is_empty_when_nothing_is_configured():
    factories.site()
    assert render(URL, request=request()) == ""


@pytest.mark.parametrize("context", [{}, {"request": None}])
def test_the_address_of_the_fee_page_is_empty_without_a_request(context):
    assert render(URL, **context) == ""


@pytest.mark.django_db
def test_the_address_of_the_fee_page_follows_the_language():
    site = factories.site()
    page = factories.takster_page(site.root_page, slug="takster")
    factories.translated(page, slug="fees")
    factories.fee_settings(site, fee_page=page)
    assert render(URL, request=request()) == "/takster/"
    with translation.override("en"):
        assert render(URL, request=request()) == "/en/fees/"


@pytest.mark.django_db
def test_the_address_of_the_fee_page_is_that_of_the_site():
    first, second = factories.site(), factories.site("andenby.example", default=False)
    factories.fee_settings(first, fee_page_url="/takster")
    assert render(URL, request=request(second.hostname)) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "code",
    [URL, "{% libfees_settings_of_site as s %}{{ s.portal_name }}", "{% libfees_notices %}"],
)
def test_a_tag_writes_nothing(code):
    factories.site()
    with CaptureQueriesContext(connection) as captured:
        render(code, request=request())
    assert all(query["sql"].startswith("SELECT") for query in captured.captured_queries)
    assert not FeeSettings.objects.exists()


@pytest.mark.django_db
def test_the_settings_are_those_of_the_site():
    first, second = factories.site(), factories.site("andenby.example", default=False)
    factories.fee_settings(first, portal="Fjordpay")
    code = "{% libfees_settings_of_site as s %}{{ s.portal_name }}"
    assert render(code, request=request()) == "Fjordpay"
    assert render(code, request=request(second.hostname)) == ""
    assert render(code) in ("", "None")


@pytest.mark.django_db
@pytest.mark.parametrize("context", [{}, {"request": None}])
def test_there_are_no_notices_without_a_request(context):
    assert render("{% libfees_notices %}", **context).strip() == ""


# Amounts, dates and days


@pytest.mark.parametrize(
    ("amount", "danish"),
    [
        (Decimal(20), "20 kr."),
        (Decimal("20.00"), "20 kr."),
        (Decimal("20.50"), "20,50 kr."),
        (Decimal("1234.50"), "1.234,50 kr."),
        (Decimal(0), "0 kr."),
    ],
)
def test_an_amount_is_written_as_in_danish(amount, danish):
    assert plain(render("{{ a|libfees_amount }}", a=amount)) == danish


def test_an_unknown_amount_is_said_in_words():
    for language in ("da", "en"):
        with translation.override(language):
            shown = render("{{ a|libfees_amount }}", a=None)
        assert shown
        assert not any(character.isdigit() for character in shown)


@pytest.mark.parametrize(
    ("language", "shown"), [("da", "1. januar 2027"), ("en", "1 January 2027"), (None, "1. januar")]
)
def test_a_date_is_written_in_words(language, shown):
    with translation.override(language):
        assert shown in render("{{ d|libfees_date }}", d=date(2027, 1, 1))


def test_a_moment_is_a_day_of_copenhagen():
    moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    shown = render("{{ d|libfees_day_of|date:'Y-m-d' }} {{ d|libfees_date }}", d=moment)
    assert shown == "2027-01-01 1. januar 2027"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.fjordby.example/betal?a=1", "fjordby.example"),
        ("https://betal.fjordby.example", "betal.fjordby.example"),
        ("https://[", "https://["),
        ("/betal", "/betal"),
        ("", ""),
    ],
)
def test_the_text_of_a_link_is_a_name_that_can_be_said(address, name):
    assert render("{{ a|libfees_host }}", a=address) == name


def test_no_date_is_an_empty_string():
    assert render("{{ d|libfees_date }}", d=None) == ""


@pytest.mark.parametrize(
    ("band", "shown"),
    [
        (rates.Band(1, 7, fee_free=True), "Fee-free"),
        (rates.Band(1, 7, Decimal(0)), "DKK 0"),
        (rates.Band(1, 7), "Not stated"),
        (None, "Fee-free"),
    ],
)
def test_fee_free_nothing_and_unknown_are_told_apart(band, shown):
    with translation.override("en"):
        words = plain(render("{% libfees_fee b %}", b=band))
    assert words == shown


def test_a_band_says_that_the_replacement_is_added():
    band = rates.Band(31, None, Decimal(230), replacement_added=True)
    with translation.override("en"):
        shown = plain(render("{% libfees_fee b %}", b=band))
    assert re.sub("<[^>]+>", "", shown) == "DKK 230 + replacement"


@pytest.mark.parametrize(("block_id", "anchor"), [("abc", "q-abc"), ("", ""), (None, "")])
def test_an_anchor_is_made_of_the_id_of_the_question(block_id, anchor):
    assert render("{{ i|libfees_anchor }}", i=block_id) == anchor


# Reminder fees


def scope(**fee):
    value = ReminderFeesBlock().to_python({"fees": [{"amount": "100", **fee}]})
    with translation.override("en"):
        return plain(render("{% libfees_reminder_scope f %}", f=value["fees"][0]))


def test_a_flat_reminder_fee_is_for_every_reminder():
    assert scope(basis="flat") == "Every reminder"


def test_a_reminder_fee_by_claim_names_the_claim():
    assert scope(basis="claim", claim="Erstatning") == "Erstatning"


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        ({"debt_from": "100", "from_inclusive": True}, ["100", "or more"]),
        ({"debt_from": "100", "from_inclusive": False}, ["over", "100"]),
        ({"debt_to": "200", "to_inclusive": True}, ["up to", "200"]),
        ({"debt_to": "200", "to_inclusive": False}, ["under", "200"]),
        ({"debt_from": "100", "debt_to": "200"}, ["100", "and", "200"]),
        ({}, ["Every debt"]),
    ],
)
def test_a_reminder_fee_by_debt_names_its_edges(edges, words):
    shown = scope(basis="debt", **edges)
    assert all(word in shown for word in words)


# Rich text


@pytest.mark.parametrize("value", [None, ""])
def test_no_rich_text_is_an_empty_string(value):
    assert render("{% libfees_richtext v %}", v=value) == ""


@pytest.mark.django_db
def test_rich_text_outside_a_page_is_expanded_too():
    page = factories.takster_page(factories.site().root_page, slug="takster")
    words = f'<p><a linktype="page" id="{page.pk}">Takster</a></p>'
    assert render("{% libfees_richtext v %}", v=words) == '<p><a href="/takster/">Takster</a></p>'


@pytest.mark.parametrize(
    ("language", "shown"),
    [("da", "1. januar 2027"), ("en-gb", "1 January 2027"), ("de", "1. Januar 2027")],
)
def test_a_day_is_written_in_the_language_of_the_page(language, shown):
    with translation.override(language):
        assert render("{{ day|libfees_date }}", day=date(2027, 1, 1)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Efter {considered_lost_days}.", "Efter {Dage til bortkommet}."),
        ("{egen} og {{portal}}", "{egen} og {{portal}}"),
        ("<b>{considered_lost_days}</b>", "&lt;b&gt;{Dage til bortkommet}&lt;/b&gt;"),
    ],
)
def test_facts_in_a_text_are_told_by_the_words_of_editors(text, shown):
    assert render("{{ text|libfees_fact_words }}", text=text) == shown
