"""Each condition of a permission by itself: with all that is needed it is done, without one not."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.fee_page.admin.ways import expiring
from wagtail_libfees.imports.models import WatchedSource
from wagtail_libfees.models import UrgentConfirmation
from wagtail_libfees.notices.admin.urgent import confirm_button
from wagtail_libfees.pages.models import ServiceNoticePage
from wagtail_libfees.quality.check_runs import checkable_pages

pytestmark = pytest.mark.django_db

URGENT = "publish_urgent_notice"
IMPORT = "add_importrun"


@pytest.fixture
def urgent(site):
    """An urgent notice that nobody has confirmed, as a draft."""
    page = factories.notice(
        factories.notice_index(site.root_page),
        severity="urgent",
        live=False,
        to_day=date(2099, 1, 1),
    )
    page.save_revision()
    return page


@pytest.fixture
def source(fee_page):
    """A watched source whose page has changed."""
    return WatchedSource.objects.create(
        page=fee_page.page_ptr,
        source="https://fjordby.example/takster",
        changed_at=timezone.now(),
        changes={"new": 2},
    )


def confirm(client, notice):
    """Send what the confirmation sends."""
    draft = notice.get_latest_revision_as_object()
    client.post(reverse("libfees_confirm_urgent", args=[notice.pk]), {"digest": draft.digest})


def sees_the_confirmation(client, user, urgent, **more):
    address = reverse("libfees_confirm_urgent", args=[urgent.pk])
    return client.get(address).status_code == 200


def publishes_by_confirming(client, user, urgent, **more):
    confirm(client, urgent)
    return ServiceNoticePage.objects.get(pk=urgent.pk).live


def confirms(client, user, urgent, **more):
    confirm(client, urgent)
    return UrgentConfirmation.objects.filter(page_id=urgent.pk).exists()


def is_offered_the_confirmation(client, user, urgent, **more):
    return bool(list(confirm_button(urgent, user)))


def is_not_kept_from_urgent_notices(client, user, urgent, **more):
    refusals = {refusal.code for refusal in urgent.urgent_refusals(user)}
    return "urgent_not_allowed" not in refusals


def marks_a_change_as_seen(client, user, source, **more):
    client.post(reverse("libfees_watched:seen", args=[source.pk]))
    source.refresh_from_db()
    return source.changed_at is None


def has_a_page_checked(client, user, fee_page, **more):
    return checkable_pages(user).filter(pk=fee_page.pk).exists()


def is_asked_about_an_end(client, user, fee_page, **more):
    address = reverse("wagtailadmin_pages:edit", args=[fee_page.pk])
    return "libfees_guard" in client.post(address, expiring(fee_page)).content.decode()


# What is done, what it needs, and what the user has all the same.
CONDITIONS = [
    (sees_the_confirmation, {"change_page", URGENT}, set()),
    (confirms, {"change_page", URGENT}, set()),
    (publishes_by_confirming, {"change_page", "publish_page", URGENT}, set()),
    (is_offered_the_confirmation, {"change_page", URGENT}, {"publish_page"}),
    (is_not_kept_from_urgent_notices, {URGENT}, {"change_page", "publish_page"}),
    (marks_a_change_as_seen, {"change_page", IMPORT}, {"add_page"}),
    (has_a_page_checked, {"change_page"}, {"add_page"}),
    (is_asked_about_an_end, {"change_page", "publish_page"}, set()),
]
ROWS = [
    pytest.param(done, needed | always, lacking, id=f"{done.__name__}-{lacking or 'all'}")
    for done, needed, always in CONDITIONS
    for lacking in ["", *sorted(needed)]
]


@pytest.mark.parametrize(("done", "permissions", "lacking"), ROWS)
def test_a_condition(client, done, permissions, lacking, site, fee_page, urgent, source):
    has = permissions - {lacking}
    user = factories.staff("kollega", *(name for name in has if name.endswith("_page")))
    models = [name for name in has if not name.endswith("_page")]
    user.groups.get().permissions.add(*Permission.objects.filter(codename__in=models))
    client.force_login(user)
    world = {"fee_page": fee_page, "urgent": urgent, "source": source}
    assert done(client, user, **world) is not bool(lacking)
