"""The demo: made once, never overwritten, public in two languages."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision, Site
from wagtail_localize.models import Translation

from example_site.demo import content, english
from example_site.demo.english import MissingTranslation
from example_site.demo.pages import FAQ_SOURCE, site_address
from example_site.home.models import HomePage
from wagtail_libfees import rates
from wagtail_libfees.findings import findings
from wagtail_libfees.models import FeeSettings, resolve_fee_page
from wagtail_libfees.pages.models import (
    PaymentFAQPage,
    ServiceNoticePage,
    StaffGuidePage,
    TaksterPage,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

TYPES = ["HomePage", "TaksterPage", "PaymentFAQPage", "ServiceNoticeIndexPage"]


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("", ("localhost", 80)),
        ("http://127.0.0.1:8104", ("127.0.0.1", 8104)),
        ("https://demo.example/", ("demo.example", 443)),
    ],
)
def test_the_site_stands_where_it_is_served(monkeypatch, base, address):
    monkeypatch.setenv("BASE_URL", base)
    assert site_address() == address


def load():
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def danish(model):
    return model.objects.get(locale__language_code="da")


def public_pages():
    return Page.objects.live().public().filter(depth__gt=1).specific()


def test_makes_every_page_type_below_the_front_page_of_the_default_site():
    site = Site.objects.get()
    assert site.is_default_site
    assert (site.hostname, site.port) == ("localhost", 80)
    assert isinstance(site.root_page.specific, HomePage)
    titles = list(site.root_page.get_children().values_list("title", flat=True))
    assert titles == [
        "Takster",
        "Spørgsmål om betaling",
        "Vejledning til personalet",
        "Servicemeddelelser",
    ]


def test_takes_the_place_of_the_welcome_page():
    assert not Page.objects.filter(depth=2).exclude(
        content_type__app_label="home", content_type__model="homepage"
    )


def test_every_public_page_is_live_in_both_languages():
    pages = list(public_pages())
    by_key = {}
    for page in pages:
        assert not page.has_unpublished_changes, page
        by_key.setdefault(page.translation_key, set()).add(page.locale.language_code)
    assert len(by_key) == 7
    assert all(languages == {"da", "en"} for languages in by_key.values())


def test_every_public_page_answers(client):
    for page in public_pages():
        response = client.get(page.url)
        assert response.status_code == 200, page.url
        # A name in it may be marked with its language.
        assert BeautifulSoup(response.content, "lxml").h1.get_text() == page.title


def test_pages_have_descriptions_and_borrowers_pages_are_in_the_menu():
    for page in public_pages():
        assert page.search_description, page
    in_menu = public_pages().in_menu().filter(locale__language_code="en")
    assert [page.specific_class.__name__ for page in in_menu.order_by("path")] == TYPES[1:]


def test_the_english_pages_are_translations_that_an_editor_can_go_on_with():
    for page in public_pages().filter(locale__language_code="da"):
        translation = Translation.objects.get(source__object_id=page.translation_key)
        total, translated = translation.get_progress()
        assert total == translated > 0, page


def test_nothing_danish_is_left_on_the_english_pages(client):
    for page in public_pages().filter(locale__language_code="en"):
        main = client.get(page.url).content.decode().split("<main")[1].split("</main>")[0]
        for word in (" ikke ", " regning ", " aflevere", "Voksne", " og ", " eller "):
            assert word not in main, (page.url, word)


def test_a_text_without_a_translation_is_refused():
    with pytest.raises(MissingTranslation, match="Ny tekst"):
        english.english({}, "Ny tekst")
    assert english.english({}, "12 34 56 78") == "12 34 56 78"


def test_a_second_run_changes_nothing():
    before = list(Page.objects.order_by("pk").values()), Revision.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert "nothing was changed" in load()
    assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert (list(Page.objects.order_by("pk").values()), Revision.objects.count()) == before


def test_a_second_run_keeps_what_an_editor_changed():
    page = danish(TaksterPage)
    page.title = "Vores takster"
    page.save_revision().publish()
    danish(PaymentFAQPage).unpublish()
    load()
    assert danish(TaksterPage).title == "Vores takster"
    assert not danish(PaymentFAQPage).live


def test_refuses_a_database_with_another_site():
    HomePage.objects.all().delete()
    Page.get_first_root_node().add_child(instance=StaffGuidePage(title="Vores egen"))
    with pytest.raises(CommandError, match="empty database"):
        load()
    assert not HomePage.objects.exists()


@pytest.mark.parametrize(
    ("day", "child", "adult"),
    [
        (1, 10, 20),
        (7, 10, 20),
        (8, 40, 70),
        (14, 40, 70),
        (15, 55, 120),
        (30, 55, 120),
        (31, 120, 230),
    ],
)
def test_the_figures_of_the_fee_page(day, child, adult):
    [fees] = danish(TaksterPage).rate_card.as_of(date(2026, 11, 20)).overdue
    for group, amount in zip(fees.groups, (child, adult), strict=True):
        [band] = [b for b in group.bands if b.from_day <= day <= (b.to_day or day)]
        assert band.amount == Decimal(amount)
        assert band.replacement_added is (day > 30)


def test_the_rates_have_no_findings():
    for page in TaksterPage.objects.all():
        assert rates.card_findings(page.rate_card) == ()


def test_the_settings_lead_to_the_fee_page_in_each_language():
    site = Site.objects.get()
    assert FeeSettings.for_site(site).portal_name == "Mit Betalingsoverblik"
    assert FeeSettings.for_site(site).portal_url.endswith(".example/")
    assert resolve_fee_page(site, "da").page.title == "Takster"
    assert resolve_fee_page(site, "en").page.title == "Fees and prices"


def test_the_questions_come_from_the_importer():
    faq, guide = danish(PaymentFAQPage), danish(StaffGuidePage)
    questions = [q for b in faq.body if b.block_type == "questions" for q in b.value["questions"]]
    staff = [q for b in guide.body if b.block_type == "questions" for q in b.value["questions"]]
    assert len(questions) == 14
    # Of the two others an editor has made the steps of a referral.
    assert len(staff) == 7
    assert [len(b.value["cases"]) for b in guide.body if b.block_type == "referral"] == [3]
    before = Revision.objects.count()
    call_command("libfees_import_faq", FAQ_SOURCE, stdout=StringIO())
    assert Revision.objects.count() == before


def test_the_staff_guide_is_for_staff_only(client):
    guide = StaffGuidePage.objects.get()
    assert guide.live
    assert guide not in Page.objects.public()
    response = client.get(guide.url)
    assert response.status_code == 302
    assert "login" in response.url
    assert not Translation.objects.filter(source__object_id=guide.translation_key)
    for page in public_pages():
        assert "personalet" not in client.get(page.url).content.decode()


def test_the_staff_guide_can_be_deleted_with_the_pages_around_it():
    guide = StaffGuidePage.objects.get()
    guide.get_view_restrictions().delete()
    assert guide.get_view_restrictions().exists()
    guide.delete()
    danish(HomePage).delete()
    connection.check_constraints()


def test_the_demo_is_worded_as_a_good_editor_would():
    for page in Page.objects.filter(depth__gt=1).exclude(content_type__model="homepage").specific():
        found = [finding for finding in findings(page) if finding.code != "notice_over"]
        assert found == [], page


def test_two_notices_are_shown_and_one_is_over():
    notices = ServiceNoticePage.objects.filter(locale__language_code="da").order_by("path")
    assert [(n.severity, n.is_active, n.is_over) for n in notices] == [
        ("information", True, False),
        ("warning", True, False),
        ("warning", False, True),
    ]


@pytest.mark.parametrize("offset", range(8))
def test_the_library_closes_on_a_monday_and_the_system_on_a_weekend(offset):
    today = date(2026, 12, 25) + timedelta(days=offset)
    days = content.dates(today)
    assert days["closed_on"].weekday() == 0
    assert days["closure_from"] < today < days["closed_on"]
    assert days["outage_from"].weekday() == 5
    assert days["outage_to"] < today


def test_the_source_of_the_questions_is_read_from_any_folder(monkeypatch, tmp_path):
    HomePage.objects.all().delete()
    monkeypatch.chdir(tmp_path)
    assert not Path(FAQ_SOURCE).exists()
    assert "was made" in load()
