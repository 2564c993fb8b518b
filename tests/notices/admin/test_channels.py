"""The view “Channels”: what it shows, who may see it, and what its buttons write."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests import factories
from wagtail_libfees.models import FeeSettings, LedgerEntry
from wagtail_libfees.notices.admin.board import Board

pytestmark = pytest.mark.django_db


def channels(page):
    return reverse("libfees_notice_channels", args=[page.pk])


def address(name, page, channel="sms", *more):
    return reverse(name, args=[page.pk, channel, *more])


def mark_sent(client, page, channel="sms", **given):
    draft = type(page).objects.get(pk=page.pk)
    seen = Board(draft, draft.get_latest_revision_as_object()).state(channel)
    data = {"seen": seen.seen if seen else "", **given}
    return client.post(address("libfees_channel_sent", page, channel), data, follow=True)


def change(page, **fields):
    """Save a draft of the page."""
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    # As the editor saves a half-typed draft: without asking if it could be published.
    return draft.save_revision(clean=False)


def words(response):
    return response.content.decode()


def test_chosen_channels_stand_side_by_side_in_the_order_of_the_site(client, notice, editor):
    client.force_login(editor)
    response = client.get(channels(notice))
    assert [state.name for state in response.context["board"].states] == [
        "sms",
        "poster",
        "screen",
        "desk",
    ]
    html = words(response)
    assert "Fjordby Bibliotek: Ny betaling. Du betaler et nyt sted." in html
    assert "0 af 4 kanaler er markeret" in html


def test_reading_writes_nothing(client, notice, editor):
    FeeSettings.objects.all().delete()
    client.force_login(editor)
    html = words(client.get(channels(notice)))
    assert "Der er ikke valgt kanaler" in html
    assert "kanaler er markeret" not in html
    assert LedgerEntry.objects.count() == FeeSettings.objects.count() == 0


def test_latest_draft_is_shown_and_said_to_be_one(client, notice, editor):
    change(notice, title="Helt ny titel")
    client.force_login(editor)
    html = words(client.get(channels(notice)))
    assert "Fjordby Bibliotek: Helt ny titel." in html
    assert "Du ser den seneste kladde" in html


def test_notice_that_is_not_published_says_so(client, notice, editor):
    notice.unpublish()
    client.force_login(editor)
    assert "Meddelelsen er ikke udgivet" in words(client.get(channels(notice)))


def test_half_typed_draft_is_told_what_it_lacks(client, notice, editor):
    change(notice, from_day=None)
    client.force_login(editor)
    assert "Skriv det først" in words(client.get(channels(notice)))
    assert client.get(address("libfees_channel_file", notice, "poster", "a4")).status_code == 404
    client.post(address("libfees_channel_sent", notice), {"seen": ""})
    assert LedgerEntry.objects.count() == 0


def test_hostile_words_are_escaped(client, notice, editor):
    change(notice, title="<script>alert(1)</script>", lead='"><img src=x onerror=alert(1)>')
    client.force_login(editor)
    html = words(client.get(channels(notice)))
    assert "<script>alert(1)" not in html
    assert "<img src=x" not in html


def test_sent_text_is_kept_with_time_and_name_and_logged(client, notice, editor):
    client.force_login(editor)
    response = mark_sent(client, notice)
    entry = LedgerEntry.objects.get()
    assert (entry.page_id, entry.title, entry.channel) == (notice.pk, "Ny betaling", "sms")
    assert entry.text.startswith("Fjordby Bibliotek: Ny betaling. Du betaler et nyt sted.")
    assert (entry.sent_by, entry.sent_by_name) == (editor, "redaktoer")
    assert "1 af 4 kanaler er markeret" in words(response)
    logged = PageLogEntry.objects.get(action="wagtail_libfees.channel_sent")
    assert (logged.user, logged.message) == (editor, "Markeret som sendt: Sms")


def test_change_after_sending_is_shown_where_it_matters(client, notice, editor):
    client.force_login(editor)
    mark_sent(client, notice, "sms")
    mark_sent(client, notice, "poster")
    change(notice, unchanged="<p>Gebyrerne er de samme.</p>")
    board = client.get(channels(notice)).context["board"]
    assert [state.status for state in board.states[:2]] == ["sent", "sent"]
    change(notice, lead="Du betaler et andet sted.")
    response = client.get(channels(notice))
    assert [s.status for s in response.context["board"].states[:2]] == ["changed", "changed"]
    assert "siger nu noget andet" in words(response)
    assert "<del>" in words(response)
    mark_sent(client, notice, "sms")
    assert client.get(channels(notice)).context["board"].state("sms").status == "sent"
    assert LedgerEntry.objects.filter(channel="sms").count() == 2


def test_what_the_user_did_not_see_is_not_marked(client, notice, editor):
    client.force_login(editor)
    response = mark_sent(client, notice, seen="0" * 32)
    assert "ændret i mellemtiden" in words(response)
    assert LedgerEntry.objects.count() == 0


def test_pressed_twice_it_is_sent_once(client, notice, editor):
    client.force_login(editor)
    mark_sent(client, notice)
    assert "allerede markeret" in words(mark_sent(client, notice))
    assert LedgerEntry.objects.count() == 1


def test_unknown_channel_is_refused(client, notice, editor):
    client.force_login(editor)
    assert "ikke installeret" in words(mark_sent(client, notice, "fax"))
    assert client.get(address("libfees_channel_file", notice, "fax", "a4")).status_code == 404


def test_taking_down(client, notice, editor):
    client.force_login(editor)
    mark_sent(client, notice, "poster")
    change(notice, lead="Rettet.")
    mark_sent(client, notice, "poster")
    client.post(address("libfees_channel_down", notice, "poster"))
    assert LedgerEntry.objects.filter(taken_down_by=editor).count() == 2
    assert client.get(channels(notice)).context["board"].state("poster").status == "taken_down"
    assert PageLogEntry.objects.get(action="wagtail_libfees.channel_taken_down").message == (
        "Markeret som taget ned: Plakat"
    )


@pytest.mark.parametrize("channel", ["poster", "sms"])
def test_nothing_to_take_down(client, notice, editor, channel):
    client.force_login(editor)
    if channel == "sms":
        mark_sent(client, notice, channel)
    response = client.post(address("libfees_channel_down", notice, channel), follow=True)
    assert "ikke noget at tage ned" in words(response)
    assert not LedgerEntry.objects.exclude(taken_down_at=None).exists()


def test_task_is_complete_when_each_chosen_channel_is_ticked(client, notice, editor):
    client.force_login(editor)
    for channel in ("sms", "poster", "screen", "desk"):
        response = mark_sent(client, notice, channel)
    assert "er fuldført" in words(response)


def test_a_channel_no_longer_chosen_keeps_its_record_and_does_not_count(
    client, notice, editor, site
):
    client.force_login(editor)
    mark_sent(client, notice, "sms")
    factories.fee_settings(site, notice_channels=[("channel", "poster")])
    response = client.get(channels(notice))
    assert [s.name for s in response.context["board"].states] == ["poster", "sms"]
    assert response.context["board"].progress["done"] == 0
    assert "ikke valgt længere" in words(response)


def test_deleted_notice_and_user_leave_the_record(client, notice, editor):
    client.force_login(editor)
    mark_sent(client, notice)
    notice.delete()
    editor.delete()
    entry = LedgerEntry.objects.get()
    assert (entry.page, entry.title, entry.sent_by, entry.sent_by_name) == (
        None,
        "Ny betaling",
        None,
        "redaktoer",
    )


def test_record_is_no_use_of_the_notice(client, notice, editor):
    from wagtail.models import ReferenceIndex

    client.force_login(editor)
    mark_sent(client, notice)
    assert not ReferenceIndex.get_references_to(notice).exists()


@pytest.mark.parametrize(
    ("channel", "file", "kind", "how"),
    [
        ("poster", "a4", "application/pdf", "attachment"),
        ("poster", "a3", "application/pdf", "attachment"),
        ("poster", "picture", "image/png", "inline"),
        ("poster", "qr-svg", "image/svg+xml", "attachment"),
        ("poster", "qr-png", "image/png", "attachment"),
        ("newsletter", "html", "text/html; charset=utf-8", "attachment"),
        ("newsletter", "txt", "text/plain; charset=utf-8", "attachment"),
    ],
)
def test_files(client, notice, editor, channel, file, kind, how):
    client.force_login(editor)
    response = client.get(address("libfees_channel_file", notice, channel, file))
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"].startswith(f'{how}; filename="')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_unknown_file_is_not_found(client, notice, editor):
    client.force_login(editor)
    assert client.get(address("libfees_channel_file", notice, "sms", "a4")).status_code == 404


def test_responsible_is_in_the_desk_script_only(client, notice, editor):
    client.force_login(editor)
    board = client.get(channels(notice)).context["board"]
    naming = [state.name for state in board.states if "ansvarlig" in state.rendered.text]
    assert naming == ["desk"]


ADDRESSES = [
    ("get", "libfees_notice_channels", []),
    ("post", "libfees_channel_sent", ["sms"]),
    ("post", "libfees_channel_down", ["poster"]),
    ("get", "libfees_channel_file", ["poster", "a4"]),
]


@pytest.mark.parametrize(
    "who", ["anonymous", "borrower", "staff without the page", "of another section"]
)
@pytest.mark.parametrize(("method", "name", "more"), ADDRESSES)
def test_others_are_refused(client, notice, site, who, method, name, more):
    if who == "borrower":
        client.force_login(factories.borrower())
    elif who == "staff without the page":
        client.force_login(factories.staff("kollega"))
    elif who != "anonymous":
        elsewhere = factories.faq_page(site.root_page)
        client.force_login(factories.staff("anden", "change_page", below=elsewhere))
    response = getattr(client, method)(reverse(name, args=[notice.pk, *more]))
    assert response.status_code in (302, 403)
    if response.status_code == 302:
        allowed = (reverse("wagtailadmin_login"), reverse("wagtailadmin_home"))
        assert response.url.startswith(allowed)
    assert LedgerEntry.objects.count() == 0


@pytest.mark.parametrize("name", ["libfees_channel_sent", "libfees_channel_down"])
def test_a_link_marks_nothing(client, notice, editor, name):
    client.force_login(editor)
    assert client.get(address(name, notice, "poster")).status_code == 405
    assert LedgerEntry.objects.count() == 0


@pytest.mark.parametrize("name", ["libfees_channel_sent", "libfees_channel_down"])
def test_a_form_from_elsewhere_marks_nothing(notice, editor, name):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(address(name, notice, "poster")).status_code == 403


def test_another_page_type_has_no_channels(client, site):
    client.force_login(factories.admin())
    assert client.get(channels(factories.faq_page(site.root_page))).status_code == 404


def test_button_stands_in_the_header_and_the_listing_of_a_notice(client, notice, editor):
    client.force_login(editor)
    other = factories.faq_page(notice.get_parent().get_parent())
    for url in (
        reverse("wagtailadmin_pages:edit", args=[notice.pk]),
        reverse("wagtailadmin_explore", args=[notice.get_parent().pk]),
    ):
        assert channels(notice) in words(client.get(url))
    listing = words(client.get(reverse("wagtailadmin_explore", args=[other.get_parent().pk])))
    assert f"/libfees/notices/{other.pk}/" not in listing


def test_settings_are_offered_to_who_may_change_them(client, notice, editor):
    client.force_login(editor)
    assert client.get(channels(notice)).context["settings_url"] == ""
    client.force_login(factories.admin())
    settings_url = client.get(channels(notice)).context["settings_url"]
    assert client.get(settings_url).status_code == 200
