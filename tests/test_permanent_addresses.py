"""Making permanent addresses: on every way to go live, and by the command for what had none."""

import uuid
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command

from tests import factories
from tests.journeys.library import translate
from wagtail_libfees.models import PermanentAddress
from wagtail_libfees.permanent_addresses import keep_addresses

pytestmark = pytest.mark.django_db


def run():
    out = StringIO()
    call_command("libfees_addresses", stdout=out)
    return out.getvalue().strip()


def told():
    return [m for m in run_checks(databases=["default"]) if m.id == "wagtail_libfees.W013"]


@pytest.fixture
def faq(site):
    return factories.faq_page(site.root_page, factories.questions(("A?", "<p>A</p>")))


@pytest.fixture
def notice(site):
    return factories.notice(factories.notice_index(site.root_page))


def test_what_went_live_without_a_signal_is_told_and_gets_its_addresses(faq, notice):
    PermanentAddress.objects.all().delete()
    [message] = told()
    assert "libfees_addresses" in message.hint
    assert run() == "2 permanente adresser er nye."
    assert told() == []
    assert run() == "0 permanente adresser er nye."


def test_drafts_are_not_told_and_get_none(site):
    factories.notice(factories.notice_index(site.root_page), live=False)
    factories.faq_page(site.root_page, live=False)
    assert told() == []
    assert run() == "0 permanente adresser er nye."


def test_an_faq_without_questions_lacks_none(site):
    factories.faq_page(site.root_page, factories.text("Kun tekst."))
    assert told() == []


def with_another(faq, **item):
    """The FAQ with one more question before its own, as a draft."""
    raw = list(faq.body.get_prep_value())
    value = {"question": "B?", "answer": "<p>B</p>"}
    # Wagtail takes what has no id for the value itself.
    more = {"type": "item", "value": value, **item} if item else value
    raw[0]["value"]["questions"].insert(0, more)
    faq.body = faq.body.stream_block.to_python(raw)
    return faq.save_revision()


def test_a_draft_of_a_live_page_changes_nothing(faq, notice):
    before = list(PermanentAddress.objects.values())
    notice.title = "Kladde"
    notice.save_revision()
    with_another(faq, id=str(uuid.uuid4()))
    assert list(PermanentAddress.objects.values()) == before


def test_a_question_that_is_added_gets_one_and_the_others_keep_theirs(faq):
    before = set(PermanentAddress.objects.values_list("key", flat=True))
    with_another(faq, id=str(uuid.uuid4())).publish()
    after = set(PermanentAddress.objects.values_list("key", flat=True))
    assert before < after
    assert len(after) == 2


def test_a_question_that_a_script_stored_without_an_id_has_none_that_lasts(client, faq):
    with_another(faq).publish()
    assert PermanentAddress.objects.count() == 1
    assert client.get(faq.url).status_code == 200


def test_a_translation_by_wagtail_localize_has_the_addresses_of_its_source(faq, notice):
    keys = set(PermanentAddress.objects.values_list("key", flat=True))
    translate(faq, {"A?": "A in English?"})
    assert set(PermanentAddress.objects.values_list("key", flat=True)) == keys
    titles = PermanentAddress.objects.get(translation_key=faq.translation_key).titles
    assert titles == {"da": "A?", "en": "A in English?"}


def test_a_crowd_of_keys_makes_longer_ones(site, monkeypatch):
    taken = []

    def crowded(syllables, choose):
        taken.append(syllables)
        return "bade7" if syllables == 2 else f"badebade{len(taken) % 8 + 2}"

    monkeypatch.setattr("wagtail_libfees.permanent_addresses.sayable_key", crowded)
    index = factories.notice_index(site.root_page)
    for _ in range(3):
        factories.notice(index)
    assert PermanentAddress.objects.count() == 3
    assert max(taken) == 3


def test_keeping_addresses_costs_few_queries(site, django_assert_max_num_queries):
    pairs = [(f"Spørgsmål {n}?", "<p>Svar.</p>") for n in range(60)]
    page = factories.faq_page(site.root_page, factories.questions(*pairs))
    with django_assert_max_num_queries(3):
        keep_addresses(page)
