"""A new library, from an empty site to fee rates that are read in two languages."""

from decimal import Decimal
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests import factories
from wagtail_libfees.pages.models import TaksterPage

from .library import edit, latest, progress, shown_fields, staff, told_by, translate, words

pytestmark = pytest.mark.django_db


def contact(index, matter, name, phone):
    """The fields of one contact point as the form sends them."""
    start = f"contact_points-{index}"
    value = {"matter": matter, "name": name, "phone": phone}
    sent = {f"{start}-type": "point", f"{start}-order": str(index), f"{start}-deleted": ""}
    return sent | {f"{start}-value-{field}": found for field, found in value.items()}


SETTINGS = {
    "library_name": "Fjordby Bibliotek",
    "municipality_name": "Fjordby Kommune",
    "municipality_genitive": "Fjordby Kommunes",
    **factories.posted_routes({"name": "Kassen", "url": "https://kassen.example/"}),
    "registration_delay_hours": "24",
    "advance_notice_days": "2",
    "recall_days": "14",
    "considered_lost_days": "35",
    "contact_points-count": "2",
    **contact(0, "reason", "Biblioteket", "12345678"),
    **contact(1, "payment", "Betalingskontoret", "87654321"),
}


def publish_refused(editor, page) -> str:
    """What the editor says when the page may not be published."""
    with pytest.raises(AssertionError) as caught:
        edit(editor, page)
    return str(caught.value)


def with_amounts(page):
    """The body of the draft with every amount written in."""
    body = latest(page).body
    for child in body:
        value = child.value
        for group in value.get("groups") or ():
            for number, band in enumerate(group["bands"]):
                band["amount"] = Decimal((number + 1) * 10)
        for fee in value.get("fees") or ():
            fee["amount"] = Decimal(50)
        if child.block_type == "exclusion":
            value["amount"] = Decimal(200)
    return body


def settings_form(admin, site, **changed):
    """Save the fee settings as the form shows them, with other values in `changed`."""
    url = reverse("wagtailsettings:edit", args=["wagtail_libfees", "feesettings", site.pk])
    form = BeautifulSoup(admin.get(url).content, "html.parser").select_one("main form")
    streams = ("payment_routes", "contact_points", "contact_channels", "notice_channels")
    data = {**shown_fields(form), **{f"{name}-count": "0" for name in streams}, **changed}
    response = admin.post(url, data)
    assert response.status_code == 302, response.context["form"].errors


def test_from_an_empty_site_to_two_published_languages():
    site = factories.site()
    home = site.root_page
    english_home = home.copy_for_translation(factories.locale("en"))
    english_home.save_revision().publish()
    door = reverse("wagtail_libfees:fee_page")

    # Nothing is there yet: borrowers are led nowhere, and the desk says what comes first.
    assert Client().get(door).status_code == 404
    admin, editor = staff("Lokal administrator"), staff("Redaktør")
    assert any("Takster-side" in line for line in told_by(editor))
    settings_form(admin, site, **SETTINGS)

    # One press makes the draft with the standard text; without amounts it cannot be published.
    assert editor.post(reverse("libfees_new_takster", args=[home.pk])).status_code == 302
    page = TaksterPage.objects.get()
    assert not page.live
    assert publish_refused(editor, page)
    assert not TaksterPage.objects.live().exists()

    page = edit(editor, page, body=with_amounts(page))
    assert page.live
    settings_form(admin, site, **SETTINGS, fee_page=page.pk)
    assert Client().get(door)["Location"].startswith(page.url)
    said = words(BeautifulSoup(Client().get(page.url).content, "html.parser").main)
    assert "Kassen" in said
    assert "10 kr." in said
    assert not any("Takster-side" in line for line in told_by(editor))

    # In English the standard text is there already, and the amounts are those of the one home.
    english = translate(page, {page.title: "Fees and charges", page.slug: "fees"})
    text = words(BeautifulSoup(Client().get(english.url).content, "html.parser").main)
    assert "DKK 10" in text
    total, translated = progress(page)
    assert (translated, "Borrowing is free" in text) == (total, True)
    answer = Client().get(door, headers={"accept-language": "en"})
    assert answer["Location"].startswith((english.url, page.url))

    # A changed amount is in both languages at once; nobody had to translate it.
    body = latest(page).body
    for child in body:
        if child.block_type == "exclusion":
            child.value["amount"] = Decimal(300)
    page = edit(editor, page, body=body)
    for each, shown in ((page, "300 kr."), (english, "DKK 300")):
        assert shown in words(BeautifulSoup(Client().get(each.url).content, "html.parser").main)

    # What a script asks: nothing that stops, whatever is worth a look.
    try:
        call_command("libfees_check", stdout=StringIO())
    except CommandError as error:
        pytest.fail(str(error))
