"""No door by which an urgent notice goes live without its confirmation."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.utils import timezone
from freezegun import freeze_time
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from tests import factories
from wagtail_libfees.editorial.publishing import PublishRefusedError
from wagtail_libfees.models import UrgentConfirmation
from wagtail_libfees.pages.models import ServiceNoticePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return factories.notice_index(factories.site().root_page)


@pytest.fixture
def notice(index):
    notice = factories.notice(index, "Lukket", severity="urgent", live=False)
    notice.save_revision()
    return row(notice)


def row(notice):
    return ServiceNoticePage.objects.get(pk=notice.pk)


def confirm(notice, user=None):
    row(notice).get_latest_revision_as_object().confirm(user)


def write(notice, **fields):
    draft = row(notice).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft.save_revision()


def test_an_urgent_notice_is_refused_until_it_is_confirmed(notice):
    with pytest.raises(PublishRefusedError):
        notice.latest_revision.publish()
    assert not row(notice).live
    confirm(notice)
    row(notice).latest_revision.publish()
    assert row(notice).live


def test_wagtails_own_action_is_no_way_around(notice):
    with pytest.raises(PublishRefusedError):
        PublishPageRevisionAction(notice.latest_revision).execute(skip_permission_checks=True)
    assert not row(notice).live


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Lukket længe"},
        {"lead": "Nyt"},
        {"text": "<p>Nyt</p>"},
        {"scope": "section"},
        {"services": ["desk"]},
        {"contacts": [("point", {"matter": "Nyt"})]},
    ],
)
def test_a_change_after_the_confirmation_asks_again(notice, index, change):
    confirm(notice)
    if "scope" in change:
        change["section"] = index
    revision = write(notice, **change)
    with pytest.raises(PublishRefusedError):
        revision.publish()
    assert not row(notice).live


def test_another_branch_asks_again(notice):
    confirm(notice)
    with pytest.raises(PublishRefusedError):
        write(notice, branches=[factories.branch()]).publish()


def test_saving_it_again_unchanged_does_not_ask_again(notice):
    confirm(notice)
    write(notice).publish()
    assert row(notice).live
    write(notice, show_again=False).publish()


def test_an_older_version_that_was_confirmed_once_asks_again(notice):
    first = notice.latest_revision
    confirm(notice)
    write(notice, lead="Nyt")
    confirm(notice)
    with pytest.raises(PublishRefusedError):
        row(notice).revisions.get(pk=first.pk).publish()


def test_a_live_notice_that_becomes_urgent_is_confirmed_too(index):
    notice = factories.notice(index, "Lukket")
    with pytest.raises(PublishRefusedError):
        write(notice, severity="urgent").publish()
    assert row(notice).severity == "information"


def test_what_is_not_urgent_any_more_needs_no_confirmation(notice):
    write(notice, severity="warning").publish()
    assert row(notice).live


def test_a_confirmation_is_of_one_notice(notice, index):
    confirm(notice)
    other = factories.notice(index, "Lukket", severity="urgent", live=False)
    with pytest.raises(PublishRefusedError):
        other.save_revision().publish()


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_schedule_publishes_only_what_was_confirmed(notice, confirmed):
    start = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    revision = write(notice, go_live_at=start)
    if confirmed:
        confirm(notice)
        revision.publish()
    else:
        revision.approved_go_live_at = start
        revision.save()
    assert not row(notice).live
    with freeze_time(start + timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert row(notice).live is confirmed


def test_who_may_not_publish_urgent_notices_cannot_publish_a_confirmed_one(notice):
    confirm(notice, factories.admin())
    editor = factories.staff("redaktoer", "change_page", "publish_page")
    with pytest.raises(PublishRefusedError):
        row(notice).latest_revision.publish(user=editor)
    editor.user_permissions.add(Permission.objects.get(codename="publish_urgent_notice"))
    editor = type(editor).objects.get(pk=editor.pk)
    row(notice).latest_revision.publish(user=editor)
    assert row(notice).live


def test_a_translation_follows_into_urgency_with_its_source(index):
    notice = factories.notice(index, "Lukket")
    english = factories.translated(notice)
    revision = write(notice, severity="urgent")
    confirm(notice)
    revision.publish()
    assert row(english).severity == "urgent"
    with pytest.raises(PublishRefusedError):
        write(english, title="Closed for long").publish()


def test_deleting_a_notice_takes_its_confirmation_along(notice):
    confirm(notice)
    row(notice).delete()
    assert not UrgentConfirmation.objects.exists()
