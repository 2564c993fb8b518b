"""A year of rates: copied in November, published, translated, midnight, and copied again."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.blocks.keys import key_of
from wagtail_libfees.editorial.registry import findings

from .library import ENGLISH, edit, fee_page, latest, progress, read, staff, translate, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def danish():
    """The fee page of 2026, with every kind of rates, published."""
    return fee_page(factories.site())


def copy_to_next_year(client, page):
    """Press the button, as a plain form."""
    url = reverse("libfees_next_year", args=[page.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"action": "copy"}).status_code == 302


def coming(page):
    """What the page says is coming."""
    return words(read(page).select_one("#coming-rates"))


def test_a_year_of_rates(danish):
    with freeze_time("2026-11-20 09:00"):
        english = translate(danish, ENGLISH)
        assert progress(danish)[0] == progress(danish)[1]
        editor = staff()

        # An unchanged copy is no change in any language, and costs the translator nothing.
        copy_to_next_year(editor, danish)
        danish = edit(editor, danish)
        assert coming(danish) == coming(english) == ""
        for page, adults in ((danish, "Voksne"), (english, "Adults")):
            year = words(read(page, date="2027-01-01").main)
            assert adults in year
        assert not any(word in year for word in ("Voksne", "Bøger", "Lånerkort", "Sal"))
        total, translated = progress(danish)
        assert total == translated
        codes = {finding.code for finding in findings(english)}
        assert "translation_behind" not in codes

        # One amount of the coming year changes; its name is changed too.
        body = latest(danish).body
        fees = [child for child in body if child.block_type == "other_fees"][-1]
        fees.value["fees"][1]["amount"] = Decimal(350)
        danish = edit(editor, danish, body=body)
        assert "300" in coming(danish)
        assert "Sal" in coming(danish)
        assert "Voksne" not in coming(danish)
        assert "Hall" in coming(english)
        assert "350" in coming(english)
        for danish_word in ("Sal ", "Nyt lånerkort", "Voksne"):
            assert danish_word not in coming(english)

        # The translator has nothing to do, and doing it changes nothing.
        told = coming(english)
        english = translate(danish, {})
        assert coming(english) == told

        fees.value["fees"][0]["label"] = "Nyt lånerkort, voksne"
        danish = edit(editor, danish, body=body)
        assert coming(english) == told
        total, translated = progress(danish)
        assert total - translated == 1

    with freeze_time("2026-12-31 22:59:59"):
        assert "300" in words(read(english).main)
    with freeze_time("2026-12-31 23:00:00"):
        for page in (danish, english):
            assert coming(page) == ""
            assert "350" in words(read(page).main)
            assert "300 kr." not in words(read(page).select_one("[id^=libfees-other]"))
            assert read(page).select_one("#former-rates")

    with freeze_time("2027-11-20 09:00"):
        editor = staff()  # a year later one logs in again
        copy_to_next_year(editor, danish)
        danish = edit(editor, danish)
        assert coming(danish) == coming(english) == ""
        total, translated = progress(danish)
        assert total - translated == 2, "the label of 2027, and the same in 2028"


def test_a_version_and_its_entries_know_what_they_continue(danish):
    copy_to_next_year(staff(), danish)
    page = edit(staff(), danish)
    versions = [child for child in page.body if child.block_type == "overdue_fees"]
    assert len({key_of(child.id) for child in versions}) == 1
    old, new = ([group.id for group in child.value["groups"].bound_blocks] for child in versions)
    assert not set(old) & set(new)
    assert [key_of(found) for found in old] == [key_of(found) for found in new]
    assert versions[1].value["valid_from"] == date(date.today().year + 1, 1, 1)
