"""What publishing counts: versions, and those that show again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from wagtail_libfees.pages.models import ServiceNoticePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice():
    return factories.notice(factories.notice_index(factories.site().root_page), live=False)


def numbers(notice):
    row = ServiceNoticePage.objects.get(pk=notice.pk)
    return row.version, row.dismissal_version


def publish(notice, **fields):
    draft = ServiceNoticePage.objects.get(pk=notice.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def test_each_publishing_counts_and_a_draft_does_not(notice):
    assert numbers(notice) == (0, 0)
    publish(notice)
    notice.save_revision()
    assert numbers(notice) == (1, 0)
    publish(notice, show_again=True)
    assert numbers(notice) == (2, 1)
    publish(notice, show_again=False)
    assert numbers(notice) == (3, 1)


def test_publishing_an_old_revision_counts_on(notice):
    old = notice.save_revision()
    old.publish()
    publish(notice, show_again=True)
    ServiceNoticePage.objects.get(pk=notice.pk).revisions.get(pk=old.pk).publish()
    assert numbers(notice) == (3, 1)


def test_two_who_loaded_the_same_version_count_twice(notice):
    publish(notice)
    first = ServiceNoticePage.objects.get(pk=notice.pk)
    second = ServiceNoticePage.objects.get(pk=notice.pk)
    one, other = first.save_revision(), second.save_revision()
    one.publish()
    other.publish()
    assert numbers(notice) == (3, 0)


def test_scheduling_does_not_count_until_the_time_has_come(notice):
    publish(notice)
    draft = ServiceNoticePage.objects.get(pk=notice.pk)
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.show_again = True
    draft.save_revision().publish()
    assert numbers(notice) == (1, 0)
