"""The sentences above the days of a notice say what the form would do with what is typed."""

import pytest
from django.urls import reverse
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.notices.sentence_panel import DAYS, TIMES
from wagtail_libfees.pages.models import ServiceNoticePage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with freeze_time("2026-12-01T11:00:00Z"):
        yield


def ask(client, **typed):
    client.force_login(factories.admin())
    return client.get(reverse("libfees_notice_sentences"), typed).json()


SHOWN = "Lånerne ser banneret fra i dag "


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            {"from_day": "i dag", "to_day": "6.12", "to_time": "22"},
            SHOWN + "til søndag den 6. december kl. 22.00.",
        ),
        (
            {"from_day": "01.12.2026", "to_day": "6. januar 2027"},
            SHOWN + "til og med onsdag den 6. januar 2027.",
        ),
        (
            {"from_day": "5.12", "from_time": "kl. 9", "to_day": "6.12"},
            "fra lørdag den 5. december kl. 09.00 til og med søndag den 6. december.",
        ),
        ({"from_day": "6.12", "to_day": "6.12"}, "én dag: søndag den 6. december."),
        ({"from_day": "i dag"}, "indtil videre. Skriv den sidste dag"),
        ({"from_day": "i dag", "review_day": "6.12"}, "Du ser på den igen søndag den 6. december."),
        ({"from_day": "20.11.2026", "to_day": "i går"}, "sluttede mandag den 30. november."),
        ({"from_day": "6.12", "to_day": "5.12"}, "slutter, før den begynder"),
        ({"to_day": "6.12"}, "Skriv den første dag"),
        ({"from_day": "i dag", "to_day": "31.2"}, ""),
        ({"from_day": "i dag", "to_time": "😀"}, ""),
        ({"from_day": "x" * 3000}, ""),
    ],
)
def test_the_sentence_of_the_banner(client, typed, shown):
    told = ask(client, **typed)["shown"]
    assert shown in told
    assert bool(shown) is bool(told)


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        (
            {"period_from_day": "8.12", "period_to_day": "22.12", "kind": "closure"},
            "Lukket fra tirsdag den 8. december til og med tirsdag den 22. december.",
        ),
        (
            {"period_from_day": "8.12", "period_to_day": "8.12", "kind": "closure"},
            "Lukket hele dagen: tirsdag den 8. december.",
        ),
        (
            {"period_from_day": "8.12", "period_to_day": "8.12", "period_to_time": "12"},
            "Det sker fra tirsdag den 8. december til tirsdag den 8. december kl. 12.00.",
        ),
        ({"period_from_day": "8.12"}, "Det begynder tirsdag den 8. december."),
        ({"period_from_day": "8.12", "period_to_day": "7.12"}, "Det slutter, før det begynder."),
        ({"period_to_day": "8.12"}, ""),
        ({"period_from_day": "hej"}, ""),
    ],
)
def test_the_sentence_of_what_happens(client, typed, period):
    assert ask(client, **typed)["period"] == period


def test_the_fields_stand_in_the_order_of_the_sentences(client):
    index = factories.notice_index(factories.site().root_page)
    client.force_login(factories.admin())
    notice = factories.notice(index, kind="closure")
    page = client.get(reverse("wagtailadmin_pages:edit", args=[notice.pk])).content.decode()
    order = ["from_day", "from_time", "to_day", "to_time", "review_day"]
    order += [f"period_{name}" for name in order[:4]]
    places = [page.index(f'name="{name}"') for name in order]
    assert places == sorted(places)
    assert sorted(order) == sorted((*DAYS, *TIMES))
    assert "Lånerne ser banneret fra" in page
    assert {field.name for field in ServiceNoticePage._meta.fields} >= set(order)


def test_who_has_no_access_to_the_admin_is_told_nothing(client):
    assert client.get(reverse("libfees_notice_sentences")).status_code == 302
