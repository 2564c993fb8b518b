"""The payment FAQ as a borrower reads it."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.dateparse import parse_datetime
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.models.addresses import question_keys

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


def read(client, page):
    return BeautifulSoup(client.get(page.url).content, "lxml")


def test_a_question_folds_out(client, site):
    page = factories.faq_page(
        site.root_page, factories.questions(("Må jeg betale nu?", "<p>Ja, gerne.</p>"))
    )
    [question] = read(client, page).select(".libfees-question")
    summary, answer, _link = question.find_all(recursive=False)
    assert question.get("open") is None
    assert summary.name == "summary"
    assert summary.get_text(strip=True) == "Må jeg betale nu?"
    assert answer.get_text(strip=True) == "Ja, gerne."


def test_the_anchor_stands_on_the_answer_inside_the_details(client, site):
    page = factories.faq_page(site.root_page)
    block_id = page.body[0].value["questions"].bound_blocks[0].id
    [answer] = read(client, page).select("details > div")
    assert answer.get("id") == f"q-{block_id}"


def test_the_anchor_stays_when_the_question_is_changed_and_moved(client, site):
    page = factories.faq_page(
        site.root_page, factories.questions(("Først?", "<p>A</p>"), ("Sidst?", "<p>B</p>"))
    )
    before = [div.get("id") for div in read(client, page).select("details > div")]
    raw = list(page.body.get_prep_value())
    raw[0]["value"]["questions"].reverse()
    raw[0]["value"]["questions"][0]["value"]["question"] = "Ændret?"
    page.body = page.body.stream_block.to_python(raw)
    page.save_revision().publish()
    after = [div.get("id") for div in read(client, page).select("details > div")]
    assert after == before[::-1]


def test_each_question_shows_its_permanent_address(client, site):
    pairs = [(f"Spørgsmål {n}?", "<p>Svar.</p>") for n in range(3)]
    page = factories.faq_page(site.root_page, factories.questions(*pairs))
    soup = read(client, page)
    links = soup.select("details > .libfees-question-link a")
    assert {link.get_text() for link in links} == {"Link til spørgsmålet"}
    targets = [client.get(link.get("href"))["Location"] for link in links]
    assert targets == [f"{page.url}#{div.get('id')}" for div in soup.select(".libfees-answer")]
    assert [script.get("src") for script in soup.select("script[data-copied]")] == [
        "/static/wagtail_libfees/questions.js"
    ]


@pytest.mark.parametrize("name", ["open-answers", "helped"])
def test_no_script_of_the_questions_is_larger_than_two_kilobytes(name):
    found = finders.find(f"wagtail_libfees/{name}.js")
    assert Path(found).stat().st_size <= 2048


@pytest.mark.usefixtures("nothing_kept")
def test_the_addresses_of_forty_questions_cost_one_query(client, site, django_assert_num_queries):
    pairs = [(f"Spørgsmål {n}?", "<p>Svar.</p>") for n in range(40)]
    page = factories.faq_page(site.root_page, factories.questions(*pairs))
    with django_assert_num_queries(1):
        assert len(question_keys(page)) == 40
    read(client, page)
    with CaptureQueriesContext(connection) as found:
        read(client, page)
    asked = [query for query in found if "permanentaddress" in query["sql"]]
    assert len(asked) == 1


def test_a_page_without_questions_loads_no_script_for_them(client, site):
    page = factories.faq_page(site.root_page, factories.text("Kun tekst."))
    assert read(client, page).select("script[data-copied]") == []


def test_no_id_is_there_twice(client, site):
    pairs = [("Ens?", "<p>Samme svar.</p>")] * 5
    blocks = (factories.questions(*pairs, heading="A"), factories.questions(*pairs, heading="A"))
    page = factories.faq_page(site.root_page, *blocks)
    ids = [element.get("id") for element in read(client, page).select("[id]")]
    assert len(ids) == len(set(ids)) >= 10


def test_links_in_answers_are_expanded_each_in_its_own_answer(client, site):
    targets = [factories.takster_page(site.root_page, slug=f"side-{n}") for n in range(3)]
    pairs = [
        (f"Spørgsmål {n}?", f'<p><a linktype="page" id="{target.pk}">Side {n}</a></p>')
        for n, target in enumerate(targets)
    ]
    page = factories.faq_page(site.root_page, factories.questions(*pairs))
    links = read(client, page).select("details > .libfees-answer a")
    assert [(a.get_text(), a.get("href")) for a in links] == [
        (f"Side {n}", f"/side-{n}/") for n in range(3)
    ]


def test_a_link_to_a_page_that_is_gone_leaves_its_words(client, site):
    page = factories.faq_page(
        site.root_page,
        factories.questions(("Hvor?", '<p><a linktype="page" id="999999">Her</a> og der.</p>')),
    )
    assert "Her og der." in read(client, page).select(".libfees-question")[0].get_text()


@pytest.mark.parametrize(
    "answer",
    [
        "<p>Et <b>uafsluttet afsnit",
        "<p>Slut på noget andet</p></div></details>",
        "<p>Et \x1e tegn fra en fil</p>",
    ],
)
def test_a_broken_answer_does_not_take_the_next_one_along(client, site, answer):
    page = factories.faq_page(
        site.root_page, factories.questions(("A?", answer), ("B?", "<p>Svaret på B.</p>"))
    )
    content = read(client, page).main.decode()
    assert content.count("Svaret på B.") == 1
    assert content.index("B?") < content.index("Svaret på B.")


def test_words_of_an_editor_are_no_markup(client, site):
    page = factories.faq_page(
        site.root_page,
        factories.questions(("<script>alert(1)</script>?", "<p>Nej</p>"), heading="<b>Fed</b>"),
    )
    content = client.get(page.url).content.decode()
    assert "<script>alert(1)" not in content
    assert "&lt;b&gt;Fed&lt;/b&gt;" in content


def test_the_api_gives_the_questions(client, site):
    page = factories.faq_page(site.root_page, factories.questions(("Hvad?", "<p>Det.</p>")))
    [block] = client.get(f"/api/v2/pages/{page.pk}/?fields=body").json()["body"]
    [question] = block["value"]["questions"]
    assert block["type"] == "questions"
    assert question["value"]["question"] if "value" in question else question["question"]
    assert "<p>Det.</p>" in str(question)


def test_an_answer_is_found_by_the_search_of_the_site(client, site):
    from django.core.management import call_command

    page = factories.faq_page(
        site.root_page, factories.questions(("Hvad?", "<p>Okapien bor i skoven.</p>"))
    )
    call_command("update_index", verbosity=0)
    results = client.get("/soeg/", {"q": "okapien"}).context["results"]
    assert [found.pk for found in results] == [page.pk]


def test_the_payment_block_says_only_what_the_settings_say(client, site):
    page = factories.faq_page(site.root_page, ("payment", {"heading": "", "text": ""}))
    assert read(client, page).select(".libfees-payment a") == []
    factories.fee_settings(
        site, portal={"name": "Fjordpay", "url": "https://betal.example/", "login_needed": True}
    )
    [link] = read(client, page).select(".libfees-payment a")
    assert (link.get("href"), "Fjordpay" in link.get_text()) == ("https://betal.example/", True)


def test_the_payment_block_of_another_site_does_not_name_this_ones_portal(client, site):
    other = factories.site("andenby.example", default=False)
    factories.fee_settings(site, portal={"name": "Fjordpay", "url": "https://betal.example/"})
    page = factories.faq_page(other.root_page, ("payment", {"heading": "", "text": ""}))
    response = client.get(
        page.url_path.replace(other.root_page.url_path, "/"), headers={"host": other.hostname}
    )
    assert response.status_code == 200
    assert "Fjordpay" not in response.content.decode()


@pytest.mark.parametrize(
    ("moment", "said", "seconds"),
    [
        ("2026-11-20T08:59:00Z", "Åbner i dag kl. 10", 60),
        ("2026-11-20T09:00:00Z", "Åbent nu til kl. 14", 4 * 3600),
        ("2026-11-20T12:59:59Z", "Åbent nu til kl. 14", 1),
        ("2026-11-20T13:00:00Z", "Lukket nu", 10 * 3600),
        ("2026-12-24T12:00:00Z", "", 11 * 3600),
    ],
)
def test_contact_stands_at_the_foot_and_says_until_when_it_is_open(
    client, site, moment, said, seconds
):
    point = {"matter": "payment", "name": "Opkrævningen", "phone": "12 34 56 87"}
    point["phone_hours"] = "Mandag-fredag kl. 10-14"
    point |= {"email": "kassen@fjordby.example", "email_for": "dem uden Digital Post"}
    factories.fee_settings(site, contact_points=[("point", point)])
    page = factories.faq_page(site.root_page, factories.questions(("Må jeg?", "<p>Ja.</p>")))
    with freeze_time(moment):
        response = client.get(page.url)
        kept = BeautifulSoup(client.get(page.url).content, "lxml")
    soup = BeautifulSoup(response.content, "lxml")
    [foot] = soup.select(".libfees-contact")
    assert [each.get_text() for each in foot.select(".libfees-open-now")] == (
        [said] if said else []
    )
    assert soup.select(".libfees-questions ~ .libfees-contact")
    assert "kassen@fjordby.example (kun for dem uden Digital Post)" in foot.get_text()
    assert kept.select_one(".libfees-contact").get_text() == foot.get_text()
    assert (
        response.wsgi_request.libfees_boundary.timestamp() - parse_datetime(moment).timestamp()
        == seconds
    )
