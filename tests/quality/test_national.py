"""National facts on pages: what somebody has to look at."""

from datetime import date, timedelta

import pytest
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.editorial.national import NATIONAL
from wagtail_libfees.editorial.registry import findings
from wagtail_libfees.models import OwnFact

pytestmark = pytest.mark.django_db

CHECKED = NATIONAL["phone_mitid"].checked


def told(site, text):
    """The findings about national facts in an answer."""
    page = factories.faq_page(
        site.root_page, factories.questions(("Hvem hjælper mig?", f"<p>{text}</p>"))
    )
    return [found.code for found in findings(page) if found.code.startswith("national_")]


@pytest.mark.parametrize(
    ("text", "own", "day", "found"),
    [
        ("Ring {phone_mitid}.", None, CHECKED, []),
        ("Ring {phone_mitid}.", None, CHECKED + timedelta(364), []),
        ("Ring {phone_mitid}.", None, CHECKED + timedelta(366), ["national_unchecked"]),
        ("Ring {phone_mitid} eller {phone_mitid}.", "11 22 33 44", CHECKED, ["national_differs"]),
        ("Ring {phone_mitid}.", "33 98 00 10", date(2036, 1, 1), []),
        ("Ring {hours_1881}.", None, CHECKED, ["national_unchecked"]),
        ("Ring {portal} mandag–torsdag fra 8–22 og fredag fra 8–18.", None, CHECKED,
         ["national_outdated"]),
        ("Ring mandag-torsdag.", None, CHECKED, []),
    ],
)  # fmt: skip
def test_what_somebody_has_to_look_at(site, text, own, day, found):
    if own:
        locale = site.root_page.locale
        OwnFact.objects.create(site=site, name="phone_mitid", value=own, locale=locale)
    with freeze_time(day):
        assert told(site, text) == found
