"""Permanent addresses of notices and questions: what is printed once leads on for years."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests import factories
from wagtail_libfees.models import PermanentAddress
from wagtail_libfees.permanent_addresses import keep_addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(site):
    return factories.notice_index(site.root_page, slug="meddelelser")


@pytest.fixture
def notice(index):
    return factories.notice(index, "Lukket i dag", slug="lukket")


@pytest.fixture
def other_faq(site):
    """Another FAQ; where it is asked for first, it stands before the one of the tests."""
    return factories.faq_page(site.root_page, title="Andet", slug="andet")


@pytest.fixture
def faq(site):
    pairs = ("Kan jeg betale kontant?", "<p>Nej.</p>"), ("Kan jeg få rabat?", "<p>Ja.</p>")
    return factories.faq_page(site.root_page, factories.questions(*pairs), slug="svar")


def address_of(page, question=""):
    return PermanentAddress.objects.get(translation_key=page.translation_key, question=question)


def path_of(page, question=""):
    address = address_of(page, question)
    return f"/libfees/{address.kind}/{address.key}"


def question_id(page, number=0):
    return page.body[0].value["questions"].bound_blocks[number].id


def raw_body(page):
    return list(page.body.get_prep_value())


def with_body(page, raw):
    """Publish `page` with another stored body; returns it as it then is."""
    page.body = page.body.stream_block.to_python(raw)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def ask(client, path, language="da", **extra):
    return client.get(path, headers={"accept-language": language}, **extra)


def sentence(response):
    return BeautifulSoup(response.content, "lxml").select_one("main").get_text(" ", strip=True)


# Being there


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("end", ["", "/"])
def test_a_notice_is_found(client, notice, method, end):
    response = getattr(client, method)(path_of(notice) + end)
    assert (response.status_code, response["Location"]) == (302, "/meddelelser/lukket/")
    assert "max-age=60" in response["Cache-Control"]
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


def test_a_question_is_found_at_its_anchor(client, faq):
    block_id = question_id(faq, 1)
    response = client.get(path_of(faq, block_id))
    assert (response.status_code, response["Location"]) == (302, f"/svar/#q-{block_id}")


@pytest.mark.parametrize("query", ["?utm_source=sms", "?date=i%20morgen&date=&%00=%FF"])
def test_the_query_goes_along_and_does_no_harm(client, faq, query):
    block_id = question_id(faq)
    target = client.get(path_of(faq, block_id) + query)["Location"]
    assert target.startswith("/svar/?")
    assert target.endswith(f"#q-{block_id}")
    assert client.get(target).status_code == 200


def test_a_key_may_be_typed_in_capitals_with_marks(client, notice):
    key = address_of(notice).key
    assert client.get(f"/libfees/n/{'-'.join(key).upper()}").status_code == 302


def test_reading_writes_nothing(client, notice, faq):
    before = list(PermanentAddress.objects.values())
    for path in (path_of(notice), path_of(faq, question_id(faq)), faq.url, notice.url):
        client.get(path)
    assert list(PermanentAddress.objects.values()) == before


# What they survive


def test_renaming(client, notice):
    path = path_of(notice)
    notice.slug, notice.title = "alt-lukket", "Alt er lukket"
    notice.save_revision().publish()
    assert client.get(path)["Location"] == "/meddelelser/alt-lukket/"


def test_moving(client, site, notice):
    path = path_of(notice)
    notice.move(factories.notice_index(site.root_page, slug="nyt"), pos="last-child")
    assert client.get(path)["Location"] == "/nyt/lukket/"


def test_rewording_and_moving_a_question(client, faq):
    block_id = question_id(faq)
    path = path_of(faq, block_id)
    raw = raw_body(faq)
    raw[0]["value"]["questions"].reverse()
    raw[0]["value"]["questions"][1]["value"]["question"] = "Tager I kontanter?"
    faq = with_body(faq, raw)
    assert path_of(faq, block_id) == path
    assert client.get(path)["Location"] == f"/svar/#q-{block_id}"


def test_a_question_that_is_moved_to_another_group(client, faq):
    block_id = question_id(faq)
    path = path_of(faq, block_id)
    raw = raw_body(faq)
    moved = raw[0]["value"]["questions"].pop(0)
    group = {"type": "questions", "value": {"heading": "Kontanter", "questions": [moved]}}
    with_body(faq, [group, *raw])
    assert client.get(path)["Location"] == f"/svar/#q-{block_id}"


@pytest.mark.parametrize(
    ("language", "target"),
    [("da", "/meddelelser/lukket/"), ("en", "/en/notices/shut/"), ("de", "/meddelelser/lukket/")],
)
def test_a_notice_answers_in_the_readers_language(client, index, notice, language, target):
    factories.translated(index, slug="notices")
    factories.translated(notice, slug="shut")
    assert ask(client, path_of(notice), language)["Location"] == target


def test_a_translation_that_is_no_public_page_leaves_the_source(client, index, notice):
    factories.translated(index, slug="notices")
    factories.translated(notice, slug="shut", live=False)
    assert ask(client, path_of(notice), "en")["Location"] == "/meddelelser/lukket/"


def test_a_question_answers_in_the_readers_language(client, faq):
    factories.translated(faq, slug="answers")
    block_id = question_id(faq)
    assert PermanentAddress.objects.count() == 2
    response = ask(client, path_of(faq, block_id), "en")
    assert response["Location"] == f"/en/answers/#q-{block_id}"


def test_a_question_that_the_translation_lacks_is_shown_in_the_source(client, faq):
    english = factories.translated(faq, slug="answers")
    block_id = question_id(faq)
    raw = raw_body(english)
    raw[0]["value"]["questions"].pop(0)
    with_body(english, raw)
    assert ask(client, path_of(faq, block_id), "en")["Location"] == f"/svar/#q-{block_id}"


# Being gone


def unpublish(page):
    page.unpublish()


def delete(page):
    page.delete()


def restrict(page):
    factories.restrict(page)


def expire(page):
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now())


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("take_away", [unpublish, delete, restrict, expire])
def test_a_notice_that_is_gone_says_so_and_where_to_look(client, index, notice, take_away, method):
    path = path_of(notice)
    take_away(notice)
    response = getattr(client, method)(path)
    assert response.status_code == 410
    assert "no-store" in response["Cache-Control"]
    if method == "get":
        soup = BeautifulSoup(response.content, "lxml")
        assert soup.h1.get_text() == "Meddelelsen er her ikke længere"
        assert [a.get("href") for a in soup.select(".libfees a")] == [index.url]
        assert ("Meddelelsen hed ”Lukket i dag”." in sentence(response)) is (
            take_away is not restrict
        )


def test_what_comes_back_is_found_again(client, notice):
    path = path_of(notice)
    notice.unpublish()
    assert client.get(path).status_code == 410
    notice.save_revision().publish()
    assert client.get(path).status_code == 302


def test_a_question_that_was_taken_out_leads_to_the_others(client, site, fee_page, other_faq, faq):
    path = path_of(faq, question_id(faq))
    raw = raw_body(faq)
    raw[0]["value"]["questions"].pop(0)
    with_body(faq, raw)
    response = client.get(path)
    soup = BeautifulSoup(response.content, "lxml")
    assert response.status_code == 410
    assert "Spørgsmålet lød ”Kan jeg betale kontant?”." in soup.get_text()
    links = [a.get("href") for a in soup.select(".libfees a")]
    assert links == [faq.url, other_faq.url, fee_page.url]


@pytest.mark.parametrize("take_away", [unpublish, delete, restrict])
def test_the_questions_of_a_page_that_is_gone_are_gone(client, faq, take_away):
    path = path_of(faq, question_id(faq))
    take_away(faq)
    assert client.get(path).status_code == 410


def test_what_is_gone_speaks_english_with_the_title_that_was_read_in_english(client, index, notice):
    factories.translated(index, slug="notices", title="Notices")
    factories.translated(notice, slug="shut", title="Closed today")
    path = path_of(notice)
    notice.get_translations().get().delete()
    notice.delete()
    response = ask(client, path, "en")
    soup = BeautifulSoup(response.content, "lxml")
    assert soup.h1.get_text() == "The notice is no longer there"
    assert "Closed today" in soup.get_text()
    assert [a.get("href") for a in soup.select(".libfees a")] == ["/en/notices/"]


def test_a_title_that_was_never_public_is_not_told(client, site, notice, index):
    path = path_of(notice)
    restriction = factories.restrict(index)
    notice.title = "Hemmelig titel"
    notice.save_revision().publish()
    notice.title = "Hemmelig kladde"
    notice.save_revision()
    restriction.delete()
    notice.delete()
    said = sentence(client.get(path))
    assert "Hemmelig" not in said
    assert "Lukket i dag" in said


def test_words_of_an_editor_are_no_markup(client, index):
    notice = factories.notice(index, "<script>alert(1)</script>")
    path = path_of(notice)
    notice.delete()
    assert b"<script>alert(1)" not in client.get(path).content


# Never having been


@pytest.mark.parametrize("kind", ["n", "q"])
@pytest.mark.parametrize(
    "key", ["bade7", "bade", "%00", "%F0%9F%92%A9", "x" * 5000, "%2e%2e", "bade7'--", "-", "%20"]
)
def test_a_key_that_never_was_is_a_sentence(client, site, kind, key):
    response = client.get(f"/libfees/{kind}/{key}")
    assert response.status_code == 404
    assert sentence(response)


def test_a_notice_is_no_question(client, site, notice):
    assert client.get(path_of(notice).replace("/n/", "/q/")).status_code == 404


def test_a_notice_that_was_never_published_has_none(client, index):
    factories.notice(index, live=False)
    assert not PermanentAddress.objects.exists()


@pytest.mark.parametrize("take_away", [lambda page: None, unpublish, delete])
def test_a_key_of_another_site_is_not_there(client, notice, elsewhere, take_away):
    path = path_of(notice)
    take_away(notice)
    response = client.get(path, headers={"host": "andenby.example"})
    assert response.status_code == 404
    assert "Lukket i dag" not in response.content.decode()


def test_what_moved_to_another_site_is_gone_here_and_there_over_there(client, notice, elsewhere):
    path = path_of(notice)
    notice.move(factories.notice_index(elsewhere, slug="nyt"), pos="last-child")
    assert client.get(path).status_code == 410
    there = client.get(path, headers={"host": "andenby.example"})
    assert there["Location"] == "/nyt/lukket/"


def test_writing_is_refused(client, notice):
    assert client.post(path_of(notice)).status_code == 405


def test_questions_for_staff_have_none(client, site):
    factories.staff_guide(site.root_page)
    assert not PermanentAddress.objects.exists()


# Keys


def test_a_key_is_never_used_again(index, monkeypatch):
    keys = iter(["bade7", "bade7", "bade7", "musa3"])
    monkeypatch.setattr("wagtail_libfees.permanent_addresses.sayable_key", lambda *args: next(keys))
    first = factories.notice(index)
    assert address_of(first).key == "bade7"
    first.delete()
    assert address_of(factories.notice(index)).key == "musa3"


def test_a_site_that_is_deleted_leaves_its_keys(client, site, elsewhere):
    notice = factories.notice(factories.notice_index(elsewhere))
    path, far = path_of(notice), elsewhere.get_site()
    elsewhere.delete()
    far.delete()
    assert client.get(path).status_code == 404
    assert PermanentAddress.objects.filter(translation_key=notice.translation_key).exists()


def test_a_copy_has_keys_of_its_own(faq):
    copied = faq.copy(update_attrs={"slug": "kopi", "title": "Kopi"}, keep_live=True)
    block_id = question_id(faq)
    assert path_of(faq, block_id) != path_of(copied, block_id)


def test_publishing_again_makes_no_second_one(faq, notice):
    before = set(PermanentAddress.objects.values_list("key", flat=True))
    for page in (faq, notice):
        page.save_revision().publish()
        assert keep_addresses(page) == 0
    assert set(PermanentAddress.objects.values_list("key", flat=True)) == before


def test_facts_in_a_question_are_told_in_words(client, site):
    factories.fee_settings(site, portal="Fjordpay")
    pair = ("Hvad er {portal}?", "<p>En portal.</p>")
    page = factories.faq_page(site.root_page, factories.questions(pair))
    path = path_of(page, question_id(page))
    page.delete()
    assert "Hvad er Fjordpay?" in sentence(client.get(path))


def test_a_private_page_has_its_address_when_it_becomes_public(client, index):
    restriction = factories.restrict(index, PageViewRestriction.LOGIN)
    notice = factories.notice(index, slug="skjult")
    path = path_of(notice)
    assert client.get(path).status_code == 410
    assert "Lukket i dag" not in sentence(client.get(path))
    restriction.delete()
    assert client.get(path)["Location"] == "/meddelelser/skjult/"
