"""“Last reviewed” at the foot of a page: only if somebody has said so, and of this page."""

from datetime import date

import pytest

from tests import factories
from wagtail_libfees.models.reviews import PageReview

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.site().root_page


@pytest.mark.parametrize("make", [factories.takster_page, factories.faq_page])
def test_borrowers_see_the_latest_day(client, home, make):
    page, other = make(home), factories.faq_page(home, title="En anden side")
    for day in (date(2026, 3, 9), date(2026, 4, 2)):
        PageReview.objects.create(page=page, reviewed_on=day, user=factories.borrower(f"b{day}"))
    html = client.get(page.url).content.decode()
    assert '<time datetime="2026-04-02">2. april 2026</time>' in html
    # Who did it is the business of the library.
    assert "b2026-04-02" not in html
    assert "libfees-reviewed" not in client.get(other.url).content.decode()


def test_a_page_that_was_never_saved_has_no_day(home):
    from wagtail_libfees.templatetags.libfees_tags import libfees_reviewed_on

    assert libfees_reviewed_on(type(factories.faq_page(home))(title="Ny")) is None
