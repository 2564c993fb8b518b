"""The guard on publishing where no form of ours is shown."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from tests import factories
from wagtail_libfees.editorial.publishing import PublishRefusedError

pytestmark = pytest.mark.django_db

BROKEN = factories.text(factories.PLACEHOLDER)


@pytest.fixture
def home():
    """A front page."""
    return factories.site().root_page


def schedule(page):
    """Let the latest draft go live with the next run of the command."""
    revision = page.save_revision(approved_go_live_at=timezone.now())
    type(page).objects.filter(pk=page.pk).update(live=False)
    return revision


def test_refusal_speaks_of_the_page_as_a_whole(home):
    page = factories.takster_page(home, BROKEN, live=False)
    with pytest.raises(PublishRefusedError) as error:
        page.save_revision().publish()
    # wagtail-localize asks for the fields of the error.
    assert set(error.value.error_dict) == {"__all__"}


def test_refused_page_does_not_keep_the_others_from_their_schedule(home):
    bad = factories.takster_page(home, BROKEN, live=False)
    good = factories.takster_page(home, live=False)
    refused = schedule(bad)
    schedule(good)
    call_command("publish_scheduled")
    assert not Page.objects.get(pk=bad.pk).live
    assert Page.objects.get(pk=good.pk).live
    refused.refresh_from_db()
    assert refused.approved_go_live_at is None
