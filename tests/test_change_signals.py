"""Signals: what other code of a site is told, once, and when."""

from datetime import date

import pytest
from django.core.management import call_command
from django.dispatch import receiver
from freezegun import freeze_time

from tests import factories
from wagtail_libfees import signals
from wagtail_libfees.change_signals import tell_changes
from wagtail_libfees.models import FeeSettings, SignalState
from wagtail_libfees.pages.models import ServiceNoticePage, TaksterPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """`told(signal)` listens, and gives the list of what it is told."""
    connected = []

    def listen(signal):
        heard = []

        def hear(sender, **kwargs):
            heard.append({"sender": sender, **kwargs})

        signal.connect(hear, weak=False)
        connected.append((signal, hear))
        return heard

    with django_capture_on_commit_callbacks() as waiting:
        listen.waiting = waiting
        yield listen
    for signal, hear in connected:
        signal.disconnect(hear)


@pytest.fixture
def done(django_capture_on_commit_callbacks):
    """`with done():` ends as a transaction does."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def site():
    return factories.site()


@pytest.fixture
def page(site):
    page = factories.takster_page(
        site.root_page,
        factories.overdue(factories.group("Voksne", (1, None, 20)), first=date(2026, 1, 1)),
        factories.overdue(factories.group("Voksne", (1, None, 25)), first=date(2027, 1, 1)),
    )
    factories.fee_settings(site, fee_page=page)
    return page


def test_rates_published(told, done, page):
    heard = told(signals.rates_published)
    english = factories.translated(page)
    with done():
        english.save_revision().publish()
    assert heard == []
    with done():
        page.save_revision().publish()
    [news] = heard
    assert (news["sender"], news["page"]) == (TaksterPage, page)
    assert len(news["card"].overdue) == 2


def test_rates_in_force_changed_by_the_day_alone(told, done, site, page):
    heard = told(signals.rates_in_force_changed)
    with freeze_time("2026-12-31 12:00"), done():
        call_command("libfees_send_signals")
    assert heard == []
    with freeze_time("2027-01-01 02:00"):
        with done():
            call_command("libfees_send_signals")
        with done():
            call_command("libfees_send_signals")
    [news] = heard
    assert (news["sender"], news["site"], news["day"]) == (FeeSettings, site, date(2027, 1, 1))
    [change] = news["changes"]
    assert (change.old.amount, change.new.amount) == (20, 25)
    assert news["old"].overdue != news["new"].overdue


@freeze_time("2026-11-20 09:00")
def test_rates_in_force_changed_by_publishing(told, done, site, page):
    heard = told(signals.rates_in_force_changed)
    tell_changes(site)
    page.body = [factories.overdue(factories.group("Voksne", (1, None, 30)))]
    with done():
        page.save_revision().publish()
    assert [change.new.amount for change in heard[0]["changes"]] == [30]
    assert len(heard) == 1


def test_fee_page_moved(told, done, site, page):
    heard = told(signals.fee_page_moved)
    tell_changes(site)
    old_url = page.url
    page.slug = "gebyrer"
    with done():
        page.save_revision().publish()
    assert [(n["old_url"], n["new_url"]) for n in heard] == [(old_url, "/gebyrer/")]
    above = factories.home_page_below(site.root_page, "Om")
    with done():
        page.move(above, pos="last-child")
    assert heard[-1]["new_url"] == f"{above.url}gebyrer/"
    with done():
        above.slug = "om-os"
        above.save_revision().publish()
    assert heard[-1]["new_url"] == "/om-os/gebyrer/"
    page.refresh_from_db()
    with done():
        page.unpublish()
    assert heard[-1]["new_url"] == ""
    with done():
        settings = FeeSettings.objects.get(site=site)
        settings.fee_page_url = "https://andet.example/takster"
        settings.save()
    assert heard[-1]["new_url"] == "https://andet.example/takster"
    assert len(heard) == 5


@freeze_time("2026-11-20 09:00")
def test_notice_published_and_ended(told, done, site):
    published, ended = told(signals.notice_published), told(signals.notice_ended)
    tell_changes(site)
    archive = factories.notice_index(site.root_page)
    notice = factories.notice(archive, live=False)
    with done():
        notice.save_revision().publish()
    assert [(n["sender"], n["page"].pk) for n in published] == [(ServiceNoticePage, notice.pk)]
    other = factories.notice(archive, to_day=date(2026, 11, 21), review_day=None)
    with done():
        tell_changes(site)
    assert ended == []
    with done():
        notice.refresh_from_db()
        notice.unpublish()
    assert [(n["page_id"], n["page"].pk) for n in ended] == [(notice.pk, notice.pk)]
    with freeze_time("2026-11-22 09:00"), done():
        call_command("libfees_send_signals")
    assert ended[-1]["page_id"] == other.pk
    third = factories.notice(archive, "Tredje")
    tell_changes(site)
    gone = third.pk
    third.delete()
    with done():
        call_command("libfees_send_signals")
    assert (ended[-1]["page_id"], ended[-1]["page"]) == (gone, None)


def test_finding_new_is_told_by_the_command_once(told, done, site, page):
    heard = told(signals.finding_new)
    call_command("libfees_send_signals")
    faq = factories.faq_page(site.root_page, factories.questions(("Hvad?", "<p>[beløb]</p>")))
    with done():
        tell_changes(site)
    assert heard == []
    with done():
        call_command("libfees_send_signals")
    found = {(n["page"].pk, n["finding"].code) for n in heard}
    assert (faq.pk, "placeholder") in found
    number = len(heard)
    with done():
        call_command("libfees_send_signals")
    assert len(heard) == number


def test_where_nobody_listens_nothing_is_looked_at(site, page, django_assert_num_queries):
    with django_assert_num_queries(0):
        tell_changes(site, findings=True)
    assert not SignalState.objects.exists()


def test_a_receiver_that_fails_stops_nothing(told, done, page, caplog):
    @receiver(signals.rates_published)
    def fail(sender, **kwargs):
        raise RuntimeError("no chat")

    heard = told(signals.rates_published)
    try:
        with done():
            page.save_revision().publish()
    finally:
        signals.rates_published.disconnect(fail)
    assert len(heard) == 1
    assert "no chat" in caplog.text
