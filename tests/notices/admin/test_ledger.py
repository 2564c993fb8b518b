"""What the ledger asks for, and where: the report, the first page of the admin, `ledger_tasks`."""

import codecs
from datetime import date

import pytest
from django.urls import reverse
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.models import LedgerEntry
from wagtail_libfees.notices.admin.board import Board
from wagtail_libfees.notices.admin.mark_sent import MarkError, mark_sent, mark_taken_down
from wagtail_libfees.notices.admin.tasks import SEND, SEND_ANEW, TAKE_DOWN, by_notice, ledger_tasks
from wagtail_libfees.notices.desk import MOST_LOOKED_AT, channels

pytestmark = pytest.mark.django_db
BEFORE, AFTER = "2026-06-30T21:59:59Z", "2026-06-30T22:00:00Z"


def send(page, channel, user):
    """Mark a channel as sent as it is now."""
    draft = page.get_latest_revision_as_object()
    mark_sent(page, channel, Board(page, draft).state(channel).seen, user)


def kinds(user):
    return [(task.kind, task.channel) for task in ledger_tasks(user)]


@pytest.fixture
def ending(notice):
    """The notice, until and including 30 June 2026."""
    notice.to_day = date(2026, 6, 30)
    notice.save_revision().publish()
    return type(notice).objects.get(pk=notice.pk)


def test_chosen_channels_are_to_be_sent(notice, editor):
    assert kinds(editor) == [
        (SEND, "Sms"),
        (SEND, "Plakat"),
        (SEND, "Infoskærm"),
        (SEND, "Skrankevejledning til personalet"),
    ]
    send(notice, "sms", editor)
    assert (SEND, "Sms") not in kinds(editor)


def test_a_site_that_has_chosen_nothing_is_asked_for_nothing(notice, editor, site):
    factories.fee_settings(site, notice_channels=[])
    assert kinds(editor) == []


def test_another_address_of_the_page_need_not_be_told(notice, editor):
    send(notice, "sms", editor)
    send(notice, "poster", editor)
    notice.slug = "et-andet-navn"
    notice.save_revision().publish()
    assert not {(SEND_ANEW, "Sms"), (SEND_ANEW, "Plakat")} & set(kinds(editor))


def test_publishing_tells_on_the_website(notice, editor, site):
    factories.fee_settings(site, notice_channels=[("channel", "web"), ("channel", "sms")])
    assert kinds(editor) == [(SEND, "Sms")]
    board = Board(notice)
    assert board.progress == {"done": 1, "all": 2, "complete": False}
    with pytest.raises(MarkError):
        send(notice, "web", editor)


def test_a_translation_need_not_be_sent(notice, editor):
    english = factories.translated(notice)
    assert {task.title for task in ledger_tasks(editor)} == {"Ny betaling"}
    send(english, "sms", editor)
    english.lead = "Something else."
    english.save_revision().publish()
    assert (SEND_ANEW, "Sms") in kinds(editor)


def test_tasks_of_a_notice_stand_together(notice, editor):
    factories.notice(notice.get_parent(), title="En anden")
    groups = by_notice(ledger_tasks(editor))
    assert [(group[0].title, len(group)) for group in groups] == [
        ("Ny betaling", 4),
        ("En anden", 4),
    ]


def test_a_draft_is_asked_for_nothing(notice, editor):
    notice.unpublish()
    assert kinds(editor) == []


def test_published_change_asks_to_send_anew(notice, editor):
    send(notice, "sms", editor)
    notice.lead = "Noget andet."
    revision = notice.save_revision()
    assert (SEND_ANEW, "Sms") not in kinds(editor)
    revision.publish()
    assert (SEND_ANEW, "Sms") in kinds(editor)


@pytest.mark.parametrize(("moment", "asked"), [(BEFORE, False), (AFTER, True)])
def test_what_hangs_is_to_come_down_from_the_second_that_the_notice_is_over(
    ending, editor, moment, asked
):
    with freeze_time("2026-06-01"):
        send(ending, "poster", editor)
        send(ending, "sms", editor)
    with freeze_time(moment):
        assert ((TAKE_DOWN, "Plakat") in kinds(editor)) is asked
        if asked:
            assert kinds(editor) == [(TAKE_DOWN, "Plakat")]
            (task,) = ledger_tasks(editor)
            assert task.since == ending.window.end
            mark_taken_down(ending, "poster", editor)
            assert kinds(editor) == []


def test_unpublished_notice_is_to_come_down(notice, editor):
    send(notice, "screen", editor)
    notice.unpublish()
    assert kinds(editor) == [(TAKE_DOWN, "Infoskærm")]


def test_deleted_notice_is_to_come_down_for_who_put_it_up(notice, editor):
    send(notice, "poster", editor)
    notice.delete()
    (task,) = ledger_tasks(editor)
    assert (task.kind, task.title, task.url) == (TAKE_DOWN, "Ny betaling", "")
    assert ledger_tasks(factories.staff("anden", "change_page")) == []
    assert len(ledger_tasks(factories.admin())) == 1


def test_others_are_asked_for_nothing(notice, site):
    elsewhere = factories.faq_page(site.root_page)
    assert ledger_tasks(factories.staff("anden", "change_page", below=elsewhere)) == []
    assert ledger_tasks(factories.borrower()) == []


def test_many_notices_cost_as_many_queries_as_their_number_allows(
    notice, editor, django_assert_max_num_queries
):
    for number in range(5):
        factories.notice(notice.get_parent(), title=f"Gammel {number}", to_day=date(2026, 1, 2))
    ledger_tasks(editor)
    with django_assert_max_num_queries(40):
        ledger_tasks(editor)


def test_report_shows_tasks_and_ledger(client, notice, editor):
    send(notice, "sms", editor)
    client.force_login(editor)
    html = client.get(reverse("libfees_ledger")).content.decode()
    assert "<strong>Ny betaling</strong>: Ikke sendt endnu." in html
    assert "channels.css" in html
    assert "redaktoer" in html
    assert reverse("libfees_notice_channels", args=[notice.pk]) in html


def test_report_is_exported_with_the_text(client, notice, editor):
    send(notice, "sms", editor)
    type(notice).objects.filter(pk=notice.pk).update(title="=1+1", draft_title="=1+1")
    client.force_login(editor)
    response = client.get(reverse("libfees_ledger"), {"export": "csv"})
    sent = b"".join(response.streaming_content)
    assert sent.startswith(codecs.BOM_UTF8)
    assert "Du betaler et nyt sted." in sent.decode()
    assert "=1+1" not in sent.decode().replace("'=1+1", "")


def test_report_shows_only_notices_that_the_user_may_edit(client, notice, editor, site):
    send(notice, "sms", editor)
    elsewhere = factories.faq_page(site.root_page)
    client.force_login(factories.staff("anden", "change_page", below=elsewhere))
    assert "Ny betaling" not in client.get(reverse("libfees_ledger")).content.decode()


@pytest.mark.parametrize("name", ["libfees_ledger", "libfees_ledger_results"])
@pytest.mark.parametrize("who", ["anonymous", "borrower", "staff"])
def test_report_refuses_others(client, notice, name, who):
    if who == "borrower":
        client.force_login(factories.borrower())
    elif who == "staff":
        client.force_login(factories.staff("kollega"))
    response = client.get(reverse(name))
    assert response.status_code in (302, 403)
    assert b"Ny betaling" not in response.content


def test_first_page_of_the_admin_reminds(client, notice, editor):
    client.force_login(editor)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("libfees_notice_channels", args=[notice.pk]) in html
    assert "libfees-desk" in html
    assert "desk.css" in html


def test_first_page_is_silent_where_there_is_nothing(client, editor, site):
    factories.fee_settings(site, notice_channels=[])
    client.force_login(editor)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "libfees-channels/#" not in html


def test_reading_tasks_writes_nothing(notice, editor):
    ledger_tasks(editor)
    assert LedgerEntry.objects.count() == 0


def test_the_desk_asks_no_more_for_many_notices_than_for_few(
    notice, editor, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(1000) as found:
            list(channels(editor))
        return len(found)

    for number in range(MOST_LOOKED_AT):
        send(factories.notice(notice.get_parent(), title=f"Nr. {number}"), "sms", editor)
    few = queries()
    for number in range(5):
        send(factories.notice(notice.get_parent(), title=f"Nr. 1{number}"), "sms", editor)
    assert queries() <= few
