"""The head of every page: said once, the same in words and in data, in terms that programs know."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import override_settings
from freezegun import freeze_time

from tests import factories
from tests.rate_pages import CARD, save_draft
from wagtail_libfees.conf import DEFAULTS
from wagtail_libfees.page_head import open_graph_locale

pytestmark = pytest.mark.django_db

# What schema.org lets a node of a type say, its parents' properties included: those that we use.
OF_A_THING = {"@id", "@type", "name", "description", "url", "identifier", "image"}
VOCABULARY = {
    "WebPage": {"inLanguage", "datePublished", "dateModified"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "item"},
    "Library": {
        *("parentOrganization", "contactPoint", "address", "openingHoursSpecification"),
        "specialOpeningHoursSpecification",
    },
    "GovernmentOrganization": set(),
    "ContactPoint": {"contactType", "telephone", "email", "hoursAvailable"},
    "OpeningHoursSpecification": {"dayOfWeek", "opens", "closes", "validFrom", "validThrough"},
    "Service": {"audience", "offers", "provider"},
    "PeopleAudience": {"audienceType", "suggestedMinAge", "suggestedMaxAge"},
    "Offer": {"price", "priceCurrency"},
    "FAQPage": {"inLanguage", "mainEntity"},
    "Question": {"acceptedAnswer"},
    "Answer": {"text"},
    "SpecialAnnouncement": {
        *("text", "inLanguage", "datePosted", "dateModified", "expires", "publisher"),
        "announcementLocation",
    },
}
POINT = {
    "matter": "reason",
    "name": "Fjordby Bibliotek",
    "phone": "12 34 56 78",
    "email": "",
    "url": "",
    "address": "Torvet 1, 9999 Fjordby",
    "hours": "Mandag-fredag kl. 10-17, lørdag kl. 10-14",
    "login_needed": False,
}


@pytest.fixture
def stated(site):
    return factories.fee_settings(
        site,
        library_name="Fjordby Bibliotek",
        municipality_name="Fjordby Kommune",
        contact_points=[("point", POINT), ("point", {**POINT, "name": "Skranken", "phone": ""})],
    )


@pytest.fixture
def pages(site, stated):
    made = factories.page_of_each_type(site.root_page)
    made["takster"].save_revision()
    save_draft(made["takster"], CARD)
    made["takster"].get_latest_revision().publish()
    notice = made["notice"]
    notice.kind, notice.to_day = "closure", date(2030, 1, 1)
    notice.period_from_day = notice.period_to_day = date(2030, 1, 1)
    notice.branches.add(factories.branch("Havnen", address="Kajen 2", isil="DK-799902"))
    notice.save()
    return made


def head(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml").head


def named(found):
    """The content of each meta element by its name or property."""
    return {m.get("name") or m.get("property"): m["content"] for m in found.select("meta[content]")}


def links(found, rel):
    return [link["href"] for link in found.select(f'link[rel="{rel}"]')]


def nodes(found):
    [script] = found.select('script[type="application/ld+json"]')
    return json.loads(script.string)["@graph"]


KINDS = ["takster", "faq", "index", "notice", "home"]


@pytest.mark.parametrize("base", ["example_site/base.html", "wagtail_libfees/base.html"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_page_says_everything_once(client, pages, kind, base):
    page = pages[kind]
    if kind == "home" and base == "wagtail_libfees/base.html":
        pytest.skip("The front page is the site's own.")
    type(page).objects.filter(pk=page.pk).update(search_description="Om Fjordby")
    factories.translated(page)
    with override_settings(WAGTAIL_LIBFEES={"BASE_TEMPLATE": base}):
        found = head(client, page.url)
    said = named(found)
    assert len(found.select('meta[name="description"]')) == 1
    assert said["description"] == said["og:description"] == "Om Fjordby"
    assert links(found, "canonical") == [page.full_url] == [said["og:url"]]
    assert [link["hreflang"] for link in found.select("link[hreflang]")] == [
        "da",
        "en",
        "x-default",
    ]
    assert found.select_one('[hreflang="x-default"]')["href"] == page.full_url
    assert (said["og:title"], said["og:locale"]) == (page.title, "da_DK")
    assert said["og:locale:alternate"] == "en_GB"
    assert said["og:site_name"] == "Fjordby Bibliotek"
    feeds = [link["type"] for link in found.select('link[rel="alternate"][type]')]
    assert feeds.count("application/atom+xml") == feeds.count("text/calendar") == 1


def test_a_translation_speaks_its_own_language(client, pages):
    english = factories.translated(pages["takster"], title="Fees")
    found = head(client, english.url)
    assert named(found)["og:locale"] == "en_GB"
    assert found.select_one('[hreflang="x-default"]')["href"] == pages["takster"].full_url
    [way] = [node for node in nodes(found) if node["@type"] == "BreadcrumbList"]
    assert [item["name"] for item in way["itemListElement"]] == ["Fjordby Bibliotek", "Fees"]
    assert way["itemListElement"][0]["item"].endswith("/en/")


def test_a_page_in_one_language_names_no_other(client, pages):
    assert head(client, pages["faq"].url).select("link[hreflang]") == []


def test_without_a_description_a_page_is_described_by_its_first_words(client, site, pages):
    faq, notice = pages["faq"], pages["notice"]
    faq.intro = "<p>Find svar på <b>de spørgsmål</b>, vi oftest får.</p>" + "<p>Langt. </p>" * 40
    faq.save()
    said = named(head(client, faq.url))["description"]
    assert said.startswith("Find svar på de spørgsmål, vi oftest får. Langt.")
    assert said.endswith("Langt.…")
    assert len(said) <= 161
    assert named(head(client, notice.url))["description"] == notice.lead
    assert "description" not in named(head(client, site.root_page.specific.url))


def test_a_site_keeps_what_its_own_template_writes(client, pages):
    parts = [part for part in DEFAULTS["HEAD_PARTS"] if part not in ("description", "feeds")]
    with override_settings(WAGTAIL_LIBFEES={"HEAD_PARTS": parts}):
        found = head(client, pages["notice"].url)
    assert "description" not in named(found)
    assert named(found)["og:description"]
    assert found.select('[type="application/atom+xml"]') == []


@pytest.mark.parametrize("query", ["?date=2030-01-01", "?due=2026-01-01"])
def test_an_answer_is_in_no_index_and_has_no_address_of_its_own(client, pages, query):
    found = head(client, pages["takster"].url + query)
    assert named(found)["robots"] == "noindex"
    assert links(found, "canonical") == []


def test_a_further_page_of_the_archive_has_its_own_address(client, pages):
    with freeze_time("2026-11-20"):
        for number in range(21):
            factories.notice(pages["index"], f"Nr. {number}", to_day=date(2026, 1, 2))
        found = head(client, f"{pages['index'].url}?page=2&uden=betydning")
    assert links(found, "canonical") == [f"{pages['index'].full_url}?page=2"]


def test_a_page_for_staff_says_nothing(client, pages):
    client.force_login(factories.admin())
    found = head(client, pages["staff"].url)
    assert named(found)["robots"] == "noindex, nofollow"
    says = "[type*=json], [property], [rel=canonical], [rel=alternate]"
    assert not found.select(says)


def test_no_page_of_the_site_has_feeds_and_no_more(client, pages):
    found = head(client, "/soeg/")
    assert len(found.select('[type="application/atom+xml"]')) == 1
    assert not found.select("script:not([src]), [property], [rel=canonical]")


def test_linked_data_is_in_the_words_of_schema_org(client, pages):
    ids, named_elsewhere, kinds = set(), set(), set()

    def look(node):
        if isinstance(node, list):
            for each in node:
                look(each)
        if not isinstance(node, dict):
            return
        if set(node) == {"@id"}:
            named_elsewhere.add(node["@id"])
            return
        assert set(node) - OF_A_THING <= VOCABULARY[node["@type"]], node
        assert all(node.values()) or "0" in str(node.values()), node
        kinds.add(node["@type"])
        ids.add(node.get("@id"))
        for value in node.values():
            look(value)

    for kind in KINDS:
        look(nodes(head(client, pages[kind].url)))
    assert kinds == set(VOCABULARY)
    assert named_elsewhere <= ids


def test_the_library_says_whom_to_ask_and_when(client, pages):
    [library] = [n for n in nodes(head(client, pages["faq"].url)) if n["@type"] == "Library"]
    [contact] = library["contactPoint"]
    hours = [(len(h["dayOfWeek"]), h["opens"], h["closes"]) for h in contact["hoursAvailable"]]
    assert contact["telephone"] == "12 34 56 78"
    # In words, never as the code of the matter.
    assert contact["contactType"] == "Årsagen til en regning"
    assert hours == [(5, "10:00", "17:00"), (1, "10:00", "14:00")]
    assert library["address"] == "Torvet 1, 9999 Fjordby"
    assert library["openingHoursSpecification"] == contact["hoursAvailable"]


def test_channels_that_are_not_used_are_not_told(client, site, stated, pages):
    stated.contact_channels = [("channel", {"channel": "email"})]
    stated.save()
    [library] = [n for n in nodes(head(client, pages["faq"].url)) if n["@type"] == "Library"]
    assert not {"contactPoint", "address", "openingHoursSpecification"} & set(library)


def test_an_unpublished_page_is_not_on_the_way(client, site, stated, folder, fee_page):
    folder.unpublish()
    [way] = [n for n in nodes(head(client, fee_page.url)) if n["@type"] == "BreadcrumbList"]
    assert [item["name"] for item in way["itemListElement"]] == ["Fjordby Bibliotek", "Takster"]


@pytest.mark.parametrize(
    ("language", "locale"),
    [("da", "da_DK"), ("en", "en_GB"), ("en-us", "en_US"), ("kl", "kl_GL"), ("eo", "")],
)
def test_open_graph_names_a_language_with_its_territory(language, locale):
    assert open_graph_locale(language) == locale
