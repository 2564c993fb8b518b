"""What a translator wrote does not reach borrowers by way of a page that is live already."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from tests import factories
from wagtail_libfees.findings import PublishRefusedError, publishing_unchecked
from wagtail_libfees.pages.models import PaymentFAQPage

pytestmark = pytest.mark.django_db

ANSWER = "<p>Betal i {portal}.</p>"


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """wagtail-localize publishes when the transaction is through; in a test none ever is."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def translation(site, at_once):
    """A payment FAQ whose English translation is live."""
    factories.fee_settings(site, portal="Kassen")
    factories.translated(site.root_page)
    page = factories.faq_page(site.root_page, factories.questions(("Hvordan?", ANSWER)))
    page.save_revision().publish()
    source, _made = TranslationSource.update_or_create_from_instance(page)
    made = Translation.objects.create(source=source, target_locale=factories.locale("en"))
    say(made, "question", "How?")
    say(made, "answer", "Pay in {portal}.")
    with at_once():
        made.save_target(publish=True)
    return made


def say(translation, child, words):
    """What the translator types for the string at `child`."""
    segment = translation.source.stringsegment_set.get(context__path__endswith=f".{child}")
    return StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={"data": words, "has_error": False, "field_error": ""},
    )[0]


def english():
    return PaymentFAQPage.objects.get(locale__language_code="en")


def html():
    return Client().get(english().url).content.decode()


def test_a_good_translation_goes_live(translation, at_once):
    assert "Pay in Kassen." in html()
    say(translation, "answer", "You pay in {portal}.")
    with at_once():
        translation.save_target(publish=True)
    assert "You pay in Kassen." in html()


@pytest.mark.parametrize(
    "words",
    ["Pay in {portl}.", "Pay in {portal}, [XX].", f"{{portal}}: {factories.CPR}.", "Pay here."],
)
@pytest.mark.parametrize("publish", [True, False])
def test_a_bad_one_does_not_reach_the_live_page(translation, words, publish):
    typed = say(translation, "answer", words)
    with pytest.raises(PublishRefusedError):
        translation.save_target(publish=publish)
    assert "Pay in Kassen." in html()
    typed.refresh_from_db()
    assert typed.has_error
    assert factories.CPR not in typed.field_error


def test_the_translator_is_told_at_the_string(translation, client, at_once):
    say(translation, "answer", "Pay in {portl}.")
    client.force_login(factories.admin())
    address = reverse("wagtailadmin_pages:edit", args=[english().pk])
    client.post(address, {"action": "publish"}, follow=True)
    assert "{portl}" in client.get(address).content.decode()
    assert "Pay in Kassen." in html()
    # “Publish again to ignore these translations for now”: the source text stands there.
    with at_once():
        client.post(address, {"action": "publish"}, follow=True)
    assert "Betal i Kassen." in html()
    assert "{portl}" not in html()


def test_a_file_of_translations_that_lost_a_fact(translation, client, at_once):
    """It is taken in, told at the sentence, and not published until the fact is there again."""
    client.force_login(factories.admin())
    for words, live in (("Pay at the desk.", False), ("You pay in {portal}.", True)):
        file = translation.export_po()
        [entry] = [each for each in file if "{portal}" in each.msgid]
        entry.msgstr = words
        upload = SimpleUploadedFile("en.po", str(file).encode(), "text/x-gettext-translation")
        url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
        client.post(url, {"file": upload, "next": "/admin/"})
        with at_once():
            client.post(
                reverse("wagtailadmin_pages:edit", args=[english().pk]), {"action": "publish"}
            )
        typed = StringTranslation.objects.get(context__path__endswith=".answer")
        assert typed.data == words
        assert ("{portal}" in (typed.get_error() or "")) is not live
        assert ("You pay in Kassen." in html()) is live


def test_a_draft_that_was_never_live_may_have_anything(translation):
    PaymentFAQPage.objects.filter(pk=english().pk).update(live=False)
    say(translation, "answer", "Pay in {portl}.")
    translation.save_target(publish=False)
    assert not english().live
    assert "{portl}" in str(english().body.get_prep_value())


def test_what_is_wrong_since_does_not_keep_the_page_from_being_saved(translation, site):
    # The fact has lost its value, and the report tells of it.
    factories.fee_settings(site, portal="")
    page = english()
    page.seo_title = "Payment"
    page.save()
    assert english().seo_title == "Payment"


def test_a_page_that_nobody_translates_is_held_to_the_same(site):
    page = factories.faq_page(site.root_page)
    page.title = factories.PLACEHOLDER
    with pytest.raises(PublishRefusedError):
        page.save()
    with publishing_unchecked():
        page.save()
    assert PaymentFAQPage.objects.get(pk=page.pk).title == factories.PLACEHOLDER


def test_the_reasons_are_told_once():
    refused = PublishRefusedError(["Nej."], 1, {"body.x.text": "Nej. Ret det."})
    assert refused.messages == ["Nej."]
    assert set(refused.error_dict) == {"__all__", "body.x.text"}


RUN = "javascript:alert(1)"


def test_an_address_that_would_run_is_neither_published_nor_printed(site, at_once):
    """wagtail-localize takes any address as an override, and asks no field about it."""
    factories.translated(site.root_page)
    index = factories.notice_index(site.root_page)
    link = ("address", {"text": "Læs mere", "url": "https://bibliotek.example/"})
    notice = factories.notice(index, links=[link])
    source, _made = TranslationSource.update_or_create_from_instance(index)
    Translation.objects.create(source=source, target_locale=factories.locale("en")).save_target()
    source, _made = TranslationSource.update_or_create_from_instance(notice)
    made = Translation.objects.create(source=source, target_locale=factories.locale("en"))
    segment = source.overridablesegment_set.get(context__path__endswith=".url")
    SegmentOverride.objects.create(
        locale=made.target_locale, context=segment.context, data_json=json.dumps(RUN)
    )
    with pytest.raises(PublishRefusedError), at_once():
        made.save_target(publish=True)
    with publishing_unchecked(), at_once():
        made.save_target(publish=True)
    page = made.get_target_instance()
    assert "javascript:" not in Client().get(page.url).content.decode()


def test_a_link_that_would_run_is_not_in_the_preview_of_the_translation(site, client, at_once):
    """wagtail-localize shows the page before publishing asks anything."""
    factories.translated(site.root_page)
    answer = '<p>Se <a href="https://bibliotek.example/">betaling</a>.</p>'
    page = factories.faq_page(site.root_page, factories.questions(("Hvordan?", answer)))
    source, _made = TranslationSource.update_or_create_from_instance(page)
    made = Translation.objects.create(source=source, target_locale=factories.locale("en"))
    say(made, "question", "How?")
    say(made, "answer", 'See <a id="a1">payment</a>.')
    segment = source.overridablesegment_set.get(data_json__contains="bibliotek.example")
    SegmentOverride.objects.create(
        locale=made.target_locale, context=segment.context, data_json=json.dumps(RUN)
    )
    with publishing_unchecked(), at_once():
        made.save_target(publish=True)
    assert RUN in json.dumps(list(english().body.raw_data), default=str)
    client.force_login(factories.admin())
    preview = reverse("wagtail_localize:preview_translation", args=[made.pk])
    for address in (preview, english().url, "/libfees/answers.json?lang=en"):
        response = client.get(address)
        assert response.status_code == 200
        assert "payment" in response.content.decode(), address
        assert "javascript:" not in response.content.decode(), address
