"""A search as borrowers ask it: on the page, at the address of the site, and in the site's own."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.journeys import library
from tests.search import corpus
from tests.search.queries import QUERIES
from wagtail_libfees.models import OutdatedTerm, OwnFact, SearchSynonym, UnansweredSearch
from wagtail_libfees.pages.models import PaymentFAQPage
from wagtail_libfees.search.published import find_questions

pytestmark = pytest.mark.django_db

PAIRS = [
    ("Hvad koster det at aflevere for sent?", "<p>Et gebyr. Ring 12 34 56 87.</p>"),
    ("Jeg kan ikke låne mere?", "<p>Du er spærret. Se <a href='https://x.example/'>siden</a>.</p>"),
    ("Har I åbent om søndagen?", "<p>Ja, kl. {opens} hver søndag.</p>"),
]


@pytest.fixture
def faq(site):
    return factories.faq_page(site.root_page, factories.questions(*PAIRS, heading="Alt"))


def asked(client, url, **query):
    return BeautifulSoup(client.get(url, query).content, "html.parser")


def questions(soup):
    return [details.summary.get_text().strip() for details in soup.select("details[open]")]


def names(site, typed, language="da"):
    found = find_questions(site, language, typed).questions
    return [BeautifulSoup(each.question, "html.parser").get_text() for each in found]


def test_what_is_found_is_open_and_marked(client, faq):
    soup = asked(client, faq.url, q="bøder")
    assert questions(soup) == [PAIRS[0][0]]
    assert [mark.get_text() for mark in soup.select("details mark")] == [
        "aflevere",
        "sent",
        "gebyr",
    ]
    assert len(soup.select("details.libfees-question")) == 1
    assert soup.select_one("[role=status]").get_text(strip=True) == "1 svar på ”bøder”"
    assert soup.find(id="libfees-q")["value"] == "bøder"
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"
    assert soup.select_one("details a[href='tel:12345687']").get_text() == "12 34 56 87"


def test_without_a_search_all_are_there_and_closed(client, faq):
    soup = asked(client, faq.url)
    assert len(soup.select("details.libfees-question")) == 3
    assert questions(soup) == []
    assert [h.get_text() for h in soup.select("summary > h3")] == [q for q, _a in PAIRS]


@pytest.mark.parametrize("typed", ["<b>x</b>", "' OR 1=1 --", "\x00", "x" * 200, "   "])
def test_hostile_words_are_a_search(client, faq, typed):
    for url in (faq.url, reverse("wagtail_libfees:question_search")):
        response = client.get(url, {"q": typed})
        assert response.status_code == 200
        assert b"<b>x</b>" not in response.content


@pytest.mark.parametrize("typed", ["x" * 201, "x" * 10_000, "bøde " * 2000, "\x00" * 10_000])
def test_too_many_letters_are_refused_in_a_sentence_and_not_counted(client, faq, typed):
    for url in (faq.url, reverse("wagtail_libfees:question_search")):
        response = client.get(url, {"q": typed})
        assert response.status_code == 400
        soup = BeautifulSoup(response.content, "html.parser")
        assert soup.select_one("[data-libfees-count]").text == "Søg med højst 200 bogstaver."
        assert not questions(soup)
    assert not UnansweredSearch.objects.exists()


def test_the_address_of_the_search_takes_no_post(faq):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("wagtail_libfees:question_search"), {"q": "bøde"}).status_code == 405


def test_what_may_help_is_called_so_and_counted_as_a_search_in_vain(client, faq):
    typed = "kan jeg låne en cykelpumpe"
    soup = asked(client, faq.url, q=typed)
    assert questions(soup) == []
    assert [q.summary.text.strip() for q in soup.select(".libfees-found details")] == [PAIRS[1][0]]
    assert soup.select_one("[data-libfees-count]").text == f"Intet sikkert svar på ”{typed}”"
    assert soup.select_one(".libfees-not-found")
    assert UnansweredSearch.objects.get().words == typed


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("mistet", ["Erstatning #mistet"]),
        ("hvad koster en bog", ["Erstatning #mistet"]),
        ("lånerkort pris", ["Andet #andre-priser"]),
        ("kan jeg låne en cykelpumpe", []),
    ],
)
def test_a_search_leads_to_the_place_on_the_fee_page(client, site, faq, typed, places):
    page = library.fee_page(site)
    soup = asked(client, faq.url, q=typed)
    links = soup.select(".libfees-places a")
    assert [f"{a.text} {a['href'].removeprefix(page.url)}" for a in links] == places
    assert "300" not in soup.select_one("[data-libfees-found]").text
    told = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert all(told.find(id=a["href"].partition("#")[2]) for a in links)
    assert UnansweredSearch.objects.exists() == (not places)
    page.unpublish()
    assert not asked(client, faq.url, q=typed).select(".libfees-places")


def test_the_forty_searches_find_their_questions_in_stored_pages(site):
    """By whatever database the tests run on."""
    named = {}
    for language in ("da", "en"):
        stored = [(e.question, f"<p>{e.answer}</p>") for e in corpus.entries(language)]
        locale = factories.locale(language)
        factories.faq_page(site.root_page, factories.questions(*stored), locale=locale)
        named |= {(language, e.question): e.key for e in corpus.entries(language)}
    found = [
        ([named[language, each] for each in names(site, typed, language)], meant)
        for language, typed, meant in QUERIES
    ]
    assert sum(bool(meant & {*keys[:1]}) for keys, meant in found) >= 0.85 * len(QUERIES)
    assert sum(bool(meant & {*keys[:3]}) for keys, meant in found) >= 0.95 * len(QUERIES)


def test_the_address_of_the_site_answers_in_each_language(client, site, faq):
    english = factories.translated(faq, title="Payment")
    english.body = [factories.questions(("Why am I blocked?", "<p>You owe too much.</p>"))]
    english.save_revision().publish()
    url = reverse("wagtail_libfees:question_search")
    danish = asked(client, url, q="spærret")
    assert questions(danish) == [PAIRS[1][0]]
    assert danish.select_one(".libfees-question-link a")["href"].startswith(f"{faq.url}#q-")
    found = asked(client, url, q="suspended", language="en")
    assert questions(found) == ["Why am I blocked?"]
    assert found.html["lang"] == "en"
    assert questions(asked(client, url, q="suspended", language="da")) == []


def test_a_fact_is_filled_before_it_is_searched_and_follows_its_value(site, faq):
    fact = OwnFact.objects.create(site=site, locale=faq.locale, name="opens", value="kaffetid")
    assert names(site, "kaffetid") == [PAIRS[2][0]]
    fact.value = "morgenstund"
    fact.save()
    assert names(site, "kaffetid") == []
    [found] = find_questions(site, "da", "morgenstund").questions
    assert "<mark>morgenstund</mark>" in found.answer


def test_a_change_is_found_at_once_also_one_that_no_signal_tells_of(site, faq):
    assert names(site, "spærret")
    PaymentFAQPage.objects.filter(pk=faq.pk).update(body=[])
    assert names(site, "spærret") == []


def hide_unpublished(page):
    page.unpublish()


def hide_restricted(page):
    factories.restrict(page)


def hide_expired(page):
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(days=1))


@pytest.mark.parametrize("hide", [hide_unpublished, hide_restricted, hide_expired])
def test_what_not_everyone_may_read_is_not_found(site, faq, hide):
    assert names(site, "spærret")
    hide(faq)
    assert names(site, "spærret") == []


def test_drafts_staff_text_and_other_sites_are_not_found(client, site, faq, elsewhere):
    secret = factories.questions(("Hvad er kanariefuglen?", "<p>Kanariefugl.</p>"))
    factories.staff_guide(site.root_page, secret)
    factories.faq_page(site.root_page, secret, live=False)
    factories.faq_page(elsewhere, secret)
    draft = faq.get_latest_revision_as_object() if faq.latest_revision_id else faq
    draft.body = [secret]
    draft.save_revision()
    assert names(site, "kanariefugl") == []
    soup = asked(client, faq.url, q="kanariefugl")
    assert not soup.select("details[open]")
    shown = asked(client, reverse("wagtail_libfees:question_search"), q="kanariefugl")
    assert "Kanariefugl." not in shown.get_text()


def test_a_page_that_is_not_public_is_searched_by_who_may_read_it(client, faq):
    factories.restrict(faq)
    client.force_login(factories.borrower())
    assert questions(asked(client, faq.url, q="spærret")) == [PAIRS[1][0]]


def test_words_of_editors_and_outdated_terms_stand_for_others(site, faq):
    assert names(site, "helligdag") == []
    synonym = SearchSynonym.objects.create(site=site, words="helligdag, søndag")
    assert names(site, "helligdagen") == [PAIRS[2][0]]
    synonym.delete()
    OutdatedTerm.objects.create(site=site, term="helligdag", replacement="søndag")
    assert names(site, "helligdage") == [PAIRS[2][0]]


def test_a_search_costs_no_more_queries_for_more_questions(
    client, site, faq, django_assert_max_num_queries
):
    factories.faq_page(
        site.root_page,
        factories.questions(*[(f"Hvad med sag {n}?", "<p>Svar om gebyr.</p>") for n in range(60)]),
    )
    names(site, "gebyr")
    with django_assert_max_num_queries(8):
        names(site, "gebyr")


def test_what_is_not_found_shows_who_to_ask_and_all_questions(client, site, faq):
    soup = asked(client, faq.url, q="parkering")
    assert "Ingen svar på ”parkering”" in soup.select_one("[role=status]").get_text()
    assert soup.select_one(".libfees-not-found")
    assert len(soup.select("details.libfees-question")) == 3


def test_questions_are_data_for_search_engines(client, faq):
    soup = asked(client, faq.url)
    [data] = [
        s.string for s in soup.select("script[type='application/ld+json']") if "FAQPage" in s.string
    ]
    assert PAIRS[0][0] in data
    assert "acceptedAnswer" in data
    assert "FAQPage" not in asked(client, faq.url, q="gebyr").decode()


@pytest.mark.usefixtures("search_index")
def test_the_sites_own_search_finds_the_words_of_borrowers(client, site):
    page = factories.faq_page(site.root_page, factories.questions(*PAIRS))
    assert [found.pk for found in PaymentFAQPage.objects.search("blokeret")] == [page.pk]
    soup = asked(client, "/soeg/", q="blokeret")
    assert soup.select_one(f"main a[href^='{page.url}#q-']").get_text() == PAIRS[1][0]


# The count of what was not found


def test_a_search_without_an_answer_is_counted_without_the_reader(client, site, faq):
    client.get(faq.url, {"q": "Parkering"})
    client.get(faq.url, {"q": "gebyr"})
    client.get(faq.url, {"q": "toilet", "typing": "1"})
    client.head(faq.url, {"q": "toilet"})
    client.get(faq.url, {"q": "toilet"}, headers={"Sec-Purpose": "prefetch"})
    [row] = UnansweredSearch.objects.all()
    assert (row.site, row.language, row.words, row.times) == (site, "da", "parkering", 1)
