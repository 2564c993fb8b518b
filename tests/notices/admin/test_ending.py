"""Ending a live notice: at once, in every language, over what readers see, and with a way back."""

import re
from datetime import date, time

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.editorial.registry import findings
from wagtail_libfees.notices.ending import UndoError, end_now, undo_ending
from wagtail_libfees.pages.models import ServiceNoticePage

pytestmark = pytest.mark.django_db

NOW = "2026-11-20T11:30:20Z"  # 12.30 in Copenhagen


@pytest.fixture(autouse=True)
def _now():
    with freeze_time(NOW):
        yield


@pytest.fixture
def notice(client):
    client.force_login(factories.admin())
    index = factories.notice_index(factories.site().root_page)
    notice = factories.notice(
        index, "Lukket", from_day=date(2026, 11, 1), to_day=date(2026, 12, 31), to_time=None
    )
    notice.save_revision().publish()
    return row(notice)


@pytest.fixture
def english(notice):
    translated = factories.translated(notice)
    translated.title = "Closed"
    translated.save_revision().publish()
    return row(translated)


def row(page):
    return ServiceNoticePage.objects.get(pk=page.pk)


def url(name, page, *args):
    return reverse(f"libfees_notice_{name}", args=[page.pk, *args])


def words(*pages):
    return {f"libfees_{page.pk}-word": f"<b>{page.title}</b> gælder ikke." for page in pages}


def undo(client, response, page):
    (address,) = re.findall(r'url-value="([^"]*/undo/[^"]*)"', response.content.decode())
    return client.post(address, follow=True)


@pytest.mark.parametrize("where", ["source", "translation"])
def test_ending_ends_it_in_every_language_and_can_be_undone(client, notice, english, where):
    page = notice if where == "source" else english
    response = client.post(url("end", page), follow=True)
    for each in (notice, english):
        assert (row(each).to_day, row(each).to_time) == (date(2026, 11, 20), time(12, 30))
        assert row(each).is_over
        assert row(each).live
    assert "notice_over" not in {found.code for found in findings(row(notice))}
    undo(client, response, notice)
    for each in (notice, english):
        assert (row(each).to_day, row(each).to_time) == (date(2026, 12, 31), None)
    assert not row(notice).has_unpublished_changes


def test_withdrawing_tells_readers_why_in_their_language_and_can_be_undone(client, notice, english):
    form = client.get(url("withdraw", notice)).content.decode()
    assert "Det, der stod her, gælder ikke længere." in form
    assert "What it said no longer holds." in form
    data = words(notice, english)
    response = client.post(url("withdraw", notice), data, follow=True)
    for each, said in ((notice, "trukket tilbage"), (english, "withdrawn")):
        assert row(each).is_withdrawn
        page = client.get(row(each).url).content.decode()
        assert said in page
        assert f"&lt;b&gt;{each.title}&lt;/b&gt; gælder ikke." in page
        assert row(each).to_content().cancelled
    undo(client, response, notice)
    for each in (notice, english):
        assert not row(each).withdrawn
        assert len(row(each).updates) == 0


def test_a_word_to_readers_is_needed(client, notice):
    response = client.post(url("withdraw", notice), {f"libfees_{notice.pk}-word": " "})
    assert response.status_code == 200
    assert not row(notice).is_over


@pytest.mark.parametrize("name", ["end", "withdraw"])
def test_a_draft_stays_a_draft_and_ends_too(client, notice, name):
    draft = row(notice)
    draft.lead = "Halvt skrevet."
    draft.save_revision()
    response = client.post(url(name, notice), words(notice), follow=True)
    assert row(notice).is_over
    assert row(notice).lead != "Halvt skrevet."
    assert row(notice).has_unpublished_changes
    above = row(notice).get_latest_revision_as_object()
    assert (above.lead, above.to_time) == ("Halvt skrevet.", time(12, 30))
    undo(client, response, notice)
    above = row(notice).get_latest_revision_as_object()
    assert (above.lead, above.to_time, row(notice).is_over) == ("Halvt skrevet.", None, False)


def test_what_readers_see_could_not_be_published_today_and_is_ended_all_the_same(client, notice):
    ServiceNoticePage.objects.filter(pk=notice.pk).update(lead="Se [indsæt dato].")
    client.post(url("end", notice))
    assert row(notice).is_over


def test_an_urgent_notice_is_ended_by_who_may_publish_one(client, notice):
    urgent = row(notice)
    urgent.severity = "urgent"
    urgent.confirm(None)
    urgent.save_revision().publish()
    editor = factories.staff("r", "change_page", "publish_page", below=notice.get_parent())
    client.force_login(editor)
    response = client.post(url("end", notice), follow=True)
    assert "ikke udgive hastemeddelelser" in response.content.decode()
    assert not row(notice).is_over
    permission = Permission.objects.get(codename="publish_urgent_notice")
    editor.user_permissions.add(permission)
    client.post(url("end", notice))
    assert row(notice).is_over


@pytest.mark.parametrize("name", ["end", "withdraw"])
def test_who_may_not_publish_ends_nothing(client, notice, name):
    client.force_login(factories.staff("w", "change_page", below=notice.get_parent()))
    assert client.post(url(name, notice), words(notice)).url == reverse("wagtailadmin_home")
    assert not row(notice).is_over
    client.force_login(factories.staff("s"))
    assert client.post(url(name, notice), words(notice)).url == reverse("wagtailadmin_home")
    assert not row(notice).is_over


def test_what_was_published_since_is_not_undone(client, notice):
    token = end_now(notice, None)
    row(notice).save_revision().publish()
    with pytest.raises(UndoError):
        undo_ending(ServiceNoticePage, token, None)
    response = client.post(url("undo", notice, "odd"), follow=True)
    assert "Intet er fortrudt" in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "ends", "withdraws"),
    [
        ({}, True, True),
        ({"from_day": date(2026, 12, 1)}, False, True),
        ({"to_day": date(2026, 11, 19)}, False, False),
        ({"live": False}, False, False),
    ],
)
def test_the_buttons_are_there_while_borrowers_see_it(client, notice, fields, ends, withdraws):
    ServiceNoticePage.objects.filter(pk=notice.pk).update(**fields)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[notice.pk])).content.decode()
    assert (url("end", notice) in page) is ends
    assert (url("withdraw", notice) in page) is withdraws


def test_a_notice_that_has_just_begun_is_shown_for_a_minute(notice):
    ServiceNoticePage.objects.filter(pk=notice.pk).update(
        from_day=date(2026, 11, 20), from_time=time(12, 30)
    )
    end_now(row(notice), None)
    assert row(notice).to_time == time(12, 31)
    row(notice).full_clean()
