"""A staff guide over time: imported with its related articles, published to staff, searched on a
call, noted as asked again; an editor sees the count, another library sees nothing of any of it."""

import re
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests import factories
from wagtail_libfees.drafts.standard_text import new_staff_guide
from wagtail_libfees.editorial.publishing import publishing_errors
from wagtail_libfees.models import AskedAgain
from wagtail_libfees.pages.models import StaffGuidePage

from .library import latest, read_in, translate, use, words

pytestmark = pytest.mark.django_db

STAFF = "Hvem retter en forkert regning?"
SOURCE = (
    "\n\nQ&A til medarbejder\n \n\n"
    f"{STAFF}\nDet gør gruppen for økonomi.\n\n \n\n"
    "Gå til svar på siden (https://bibliotek.example/svar)\n\nLink \n\n"
    "Relaterede artikler \n\nNedskrivning af gebyr (/Article/3/1201)\n"
).encode()


@pytest.fixture
def libraries():
    """Two libraries on one installation, each with its people."""
    own = factories.site("fjordby.example")
    other = factories.site("sandby.example", default=False)
    call_command("libfees_setup_roles", verbosity=0)
    return own, other


def somebody(role, site):
    """A browser of somebody with a role at a library, on its host."""
    user = User.objects.create_user(f"{role}-{site.hostname}")
    user.groups.add(Group.objects.get(name=f"{role} ({site.hostname})"))
    client = Client(headers={"host": site.hostname})
    client.force_login(user)
    return client


def at_the_desk(client, guide, **typed):
    response = client.post(guide.url.replace("http://fjordby.example", ""), typed)
    return response.status_code, BeautifulSoup(response.content, "html.parser")


def test_a_guide_over_time(libraries, posted):
    own, other = libraries
    editor, colleague = somebody("Redaktør", own), somebody("Medarbejder", own)
    strangers = [somebody("Redaktør", other), somebody("Medarbejder", other)]

    # Imported with its related articles, and published to staff with a referral.
    use(editor, posted, read_in(editor, posted, SOURCE, parent=own.root_page.pk))
    guide = StaffGuidePage.objects.get()
    draft = latest(guide)
    draft.body.insert(0, factories.referral(name="Opkrævningen", phone="12 34 56 87"))
    draft.save_revision().publish()
    guide.refresh_from_db()

    # A colleague searches by a word, and has the steps, the answer and what is related.
    status, found = at_the_desk(colleague, guide, q="betaling")
    assert status == 200
    assert "12 34 56 87" in words(found.select_one(".libfees-here"))
    status, found = at_the_desk(colleague, guide, q="forkert regning")
    question = found.select_one("details.libfees-question[open]")
    assert STAFF.rstrip("?") in words(question.summary)
    assert "Nedskrivning af gebyr (/Article/3/1201)" in words(question)
    assert question.select_one("a[href='https://bibliotek.example/svar']")

    # She notes that it was asked again, twice; the editor sees it.
    name = question.select_one("button[name=asked]")["value"]
    for times in (1, 2):
        status, found = at_the_desk(colleague, guide, q="forkert regning", asked=name)
        assert status == 200
        assert re.search(rf"{times} gang", words(found.select_one("[data-libfees-times]")))
    report = BeautifulSoup(editor.get(reverse("libfees_asked")).content, "html.parser")
    assert words(report.select_one("tbody tr")).startswith(f"{STAFF} 2")
    assert editor.get(report.select_one("tbody a")["href"].split("#")[0]).status_code == 200

    # Another library sees nothing of it, and counts nothing.
    for stranger in strangers:
        status, found = at_the_desk(stranger, guide, q="forkert regning", asked=name)
        assert status in (302, 403, 404)
        assert STAFF not in found.text
        assert STAFF not in stranger.get(reverse("libfees_asked")).content.decode()
    nobody = Client(headers={"host": own.hostname})
    assert at_the_desk(nobody, guide, q="forkert", asked=name)[0] == 302
    assert AskedAgain.objects.get().times == 2

    # Taken away and returned, it has its count; deleted, the count goes too.
    StaffGuidePage.objects.get(pk=guide.pk).unpublish()
    assert at_the_desk(colleague, guide, q="forkert regning")[0] == 404
    latest(guide).get_latest_revision().publish()
    status, found = at_the_desk(colleague, guide, q="forkert regning")
    assert "2 gange" in words(found.select_one("[data-libfees-times]"))
    StaffGuidePage.objects.get().delete()
    assert not AskedAgain.objects.exists()
    assert STAFF not in editor.get(reverse("libfees_asked")).content.decode()


def test_a_guide_of_the_standard_text_over_time(libraries):
    own, _other = libraries
    colleague = somebody("Medarbejder", own)
    factories.translated(own.root_page)

    # It waits for the rates and the settings, and then it says what they say.
    guide = new_staff_guide(own.root_page)
    assert {found.code for found in publishing_errors(guide)} == {"fact_gap"}
    assert at_the_desk(colleague, guide, q="barn")[0] == 404
    children = factories.group("Børn", age_from=0, age_to=17, bill_to="guardian")
    limit = {"heading": "", "amount": Decimal(200), "inclusive": True, **factories.validity()}
    rates = factories.takster_page(
        own.root_page, factories.overdue(children), ("exclusion", limit), slug="takster"
    )
    matters = {"payment": "Opkrævningen", "reason": "Biblioteket"}
    factories.fee_settings(
        own,
        fee_page=rates,
        registration_delay_hours=72,
        contact_points=[("point", {"matter": m, "name": name}) for m, name in matters.items()],
    )
    guide = StaffGuidePage.objects.get(pk=guide.pk)
    assert publishing_errors(guide) == []
    latest(guide).save_revision().publish()
    english = translate(StaffGuidePage.objects.get(pk=guide.pk), {})

    def told(danish, in_english):
        pages = ((guide, "regning barn", danish), (english, "bill child", in_english))
        for page, typed, sentence in pages:
            status, found = at_the_desk(colleague, page, q=typed)
            assert status == 200
            assert sentence in words(found.select_one("[data-libfees-found]"))

    told("En forælder eller værge får regningen", "A parent or guardian gets the bill")

    # The rates change, and the guide of both languages with them.
    children["bill_to"] = "borrower"
    rates.body = [factories.overdue(children), ("exclusion", limit)]
    rates.save_revision().publish()
    told("Låneren får selv regningen", "The borrower gets the bill")

    # Withdrawn in Danish, it is gone; returned, it says what holds then.
    StaffGuidePage.objects.get(pk=guide.pk).unpublish()
    assert at_the_desk(colleague, guide, q="barn")[0] == 404
    latest(guide).get_latest_revision().publish()
    told("Låneren får selv regningen", "The borrower gets the bill")
