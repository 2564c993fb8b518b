"""Notices to come, in the archive."""

from datetime import date

import pytest
from freezegun import freeze_time

from tests import factories

pytestmark = pytest.mark.django_db


@freeze_time("2026-11-20 12:00")
def test_notice_to_come_is_in_the_archive_and_not_in_the_banner(client):
    index = factories.notice_index(factories.site().root_page)
    factories.notice(index, "Lukket til jul", from_day=date(2026, 12, 24))
    text = client.get(index.url).content.decode()
    assert "Lukket til jul" in text.split('id="libfees-coming"')[1]
    assert "libfees-notices" not in text
