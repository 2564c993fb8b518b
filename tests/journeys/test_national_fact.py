"""A national fact that changes: an editor is told, states it herself, the pages follow in both
languages; when the package has caught up, her own goes and nothing is left to look at."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.editorial.national import NATIONAL
from wagtail_libfees.editorial.registry import findings
from wagtail_libfees.models import OwnFact

from .library import read, staff, translate, words

pytestmark = pytest.mark.django_db

NAME = "phone_mitid"
FORMER, NEW = NATIONAL[NAME].text, "70 12 34 56"
ENGLISH = {
    "Hvem hjælper med MitID?": "Who helps with MitID?",
    f"Ring {{{NAME}}}.": f"Call {{{NAME}}}.",
}


def told(page):
    """What the checks say of national facts on the page."""
    fresh = type(page).objects.get(pk=page.pk)
    return [each.code for each in findings(fresh) if each.code.startswith("national_")]


def test_a_national_fact_over_time(site, posted, monkeypatch):
    answer = factories.questions(("Hvem hjælper med MitID?", f"<p>Ring {{{NAME}}}.</p>"))
    page = factories.faq_page(site.root_page, answer, slug="svar")
    page.save_revision().publish()
    english = translate(page, ENGLISH)
    pages = (page, english)

    def say(number):
        return [number in words(read(each).select_one(".libfees-main")) for each in pages]

    with freeze_time(NATIONAL[NAME].checked):
        assert (say(FORMER), told(page), told(english)) == ([True, True], [], [])

    # A year later somebody has to look.
    with freeze_time(NATIONAL[NAME].checked + timedelta(370)):
        assert told(page) == told(english) == ["national_unchecked"]
        # The number is another by now: she states it, and both pages follow at once.
        editor = staff()
        add = f"{reverse(OwnFact.snippet_viewset.get_url_name('add'))}?locale=da"
        stated = {"site": site.pk, "name": NAME, "value": NEW, "description": ""}
        posted(editor, add, stated)
        assert say(NEW) == [True, True]
        assert say(FORMER) == [False, False]
        assert told(page) == told(english) == ["national_differs"]

        # The package catches up: nobody has to look, and who had typed the old number is told.
        mended = replace(
            NATIONAL[NAME], text=NEW, former=(FORMER,), checked=NATIONAL[NAME].checked
            + timedelta(365)
        )  # fmt: skip
        monkeypatch.setitem(NATIONAL, NAME, mended)
        assert told(page) == told(english) == []
        typed = factories.questions(("Hvem?", f"<p>Ring {FORMER}.</p>"))
        assert told(factories.faq_page(site.root_page, typed)) == ["national_outdated"]

        # Her own goes, and the pages say the same by the package.
        own = OwnFact.objects.get()
        posted(editor, reverse(OwnFact.snippet_viewset.get_url_name("delete"), args=[own.pk]), {})
        assert say(NEW) == [True, True]
        assert told(page) == told(english) == []
