"""Facts in the texts of pages: where a reader, a program or an editor meets them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from freezegun import freeze_time
from wagtail.rich_text import RichText

from tests import factories as make
from wagtail_libfees.editorial.publishing import PublishRefusedError, publishing_errors
from wagtail_libfees.editorial.registry import findings, findings_of
from wagtail_libfees.models import OwnFact, facts_of_site

pytestmark = pytest.mark.django_db

NB = "\N{NO-BREAK SPACE}"


def exclusion(amount, first=None, **more):
    value = {
        "heading": "",
        "amount": Decimal(amount),
        "inclusive": True,
        "notice_days": None,
        **make.validity(first),
        **more,
    }
    return ("exclusion", value)


@pytest.fixture
def fee_page(site):
    page = make.takster_page(site.root_page, make.overdue(), exclusion(200))
    make.fee_settings(site, fee_page=page, portal="Fjordbetaling", municipality_name="Fjordby")
    return page


def faq(site, question="Hvad er {portal}?", answer="<p>Skyld {exclusion_rule}</p>", **fields):
    return make.faq_page(site.root_page, make.questions((question, answer)), **fields)


def html(page, client=None, **params):
    response = (client or Client()).get(page.url, params)
    assert response.status_code == 200
    return response.content.decode().replace(NB, " ")


def own(site, name="kaffe", value="sort", code="da", **fields):
    return OwnFact.objects.create(
        site=site, name=name, value=value, locale=make.locale(code), **fields
    )


def test_questions_and_answers_are_filled(site, fee_page):
    text = html(faq(site))
    assert "Hvad er Fjordbetaling?" in text
    assert "Skyld 200 kr. eller mere" in text
    assert "{portal}" not in text


def test_introductions_are_filled(site, fee_page):
    page = faq(site, intro="<p>Fra {municipality}</p>")
    assert "Fra Fjordby" in html(page)


def test_a_page_without_facts_costs_no_query_for_them(site, fee_page, django_assert_num_queries):
    page = faq(site, question="Uden?", answer="<p>Nej { a } {{portal}}</p>")
    facts = page.get_facts()
    with django_assert_num_queries(0):
        facts.html("<p>{ a } {{portal}}</p>")


# What is kept for a second is kept on a busy machine too.
@freeze_time("2026-11-20 12:00")
def test_forty_answers_ask_no_more_than_one(site, fee_page, django_assert_max_num_queries):
    def queries(number):
        pairs = [(f"{{portal}} {n}?", "<p>{exclusion_rule}</p>") for n in range(number)]
        page = make.faq_page(site.root_page, make.questions(*pairs))
        html(page)
        with django_assert_max_num_queries(1000) as found:
            html(page)
        return len(found)

    assert queries(40) == queries(1)


def test_amounts_follow_the_day_on_which_the_page_is_read(site):
    page = make.takster_page(site.root_page, exclusion(200), exclusion(300, first=date(2027, 1, 1)))
    make.fee_settings(site, fee_page=page)
    answers = faq(site, question="Q", answer="<p>Grænse: {exclusion_threshold}</p>")
    # 23:30 UTC is 00:30 in Copenhagen.
    with freeze_time("2026-12-31 22:30"):
        assert "Grænse: 200 kr." in html(answers)
    with freeze_time("2026-12-31 23:30"):
        assert "Grænse: 300 kr." in html(answers)


def test_no_cache_keeps_a_fact_past_the_day_on_which_it_changes(site):
    page = make.takster_page(site.root_page, exclusion(200), exclusion(300, first=date(2027, 1, 1)))
    make.fee_settings(site, fee_page=page)
    told = faq(site, question="Q", answer="<p>{exclusion_threshold}</p>")
    intro = faq(site, question="Q", answer="<p>A</p>", intro="<p>{exclusion_threshold}</p>")
    with freeze_time("2026-12-31 22:30"):
        assert "no-store" in Client().get(told.url).headers["Cache-Control"]
        assert "no-store" in Client().get(intro.url).headers["Cache-Control"]
    with freeze_time("2026-12-01 12:00"):
        assert "Cache-Control" not in Client().get(told.url).headers


def test_a_fee_page_tells_its_own_rates_on_the_day_asked_for(site):
    page = make.takster_page(
        site.root_page,
        exclusion(200),
        exclusion(300, first=date(2027, 1, 1)),
        make.text("Grænsen er {exclusion_threshold}."),
    )
    with freeze_time("2026-12-01 12:00"):
        assert "Grænsen er 200 kr." in html(page)
        assert "Grænsen er 300 kr." in html(page, date="2027-01-01")


def test_a_draft_of_the_fee_page_tells_the_public_nothing(site):
    page = make.takster_page(site.root_page, exclusion(200), live=False)
    make.fee_settings(site, fee_page=page)
    assert "(ikke oplyst)" in html(faq(site, question="Q", answer="<p>{exclusion_rule}</p>"))


def test_a_translation_speaks_its_language(site, fee_page):
    page = make.translated(faq(site, answer="<p>{exclusion_rule}</p>"))
    assert "DKK 200 or more" in html(page)


def test_labels_of_rates_are_filled_in_data_too(site):
    page = make.takster_page(
        site.root_page, make.overdue(make.group("Voksne i {municipality}", age_from=18))
    )
    make.fee_settings(site, fee_page=page, municipality_name="Fjordby")
    assert "Voksne i Fjordby" in html(page)
    assert "{municipality}" not in html(page)
    data = Client().get("/libfees/rates.json").content.decode()
    assert "Voksne i Fjordby" in data
    assert "{municipality}" not in data
    assert "{municipality}" not in Client().get("/libfees/rates.csv").content.decode()


def test_the_api_gives_values(site, fee_page):
    page = faq(site, intro="<p>Fra {municipality}</p>")
    data = Client().get(f"/api/v2/pages/{page.pk}/").json()
    assert "Fra Fjordby" in data["intro"]
    assert "Hvad er Fjordbetaling?" in str(data["body"])
    assert "{" not in data["intro"] + data["body"][0]["value"]["questions"][0]["question"]


def test_a_search_finds_the_value(site, fee_page):
    page = faq(site, intro="<p>Fra {municipality}</p>")
    words = " ".join(page.searchable_text)
    assert "Fjordbetaling" in words
    assert "Fra Fjordby" in words
    assert "{portal}" not in words


def test_a_description_for_search_engines_is_filled(site, fee_page):
    page = faq(site, search_description="Betal i {portal} & <mere>")
    assert 'content="Betal i Fjordbetaling &amp; &lt;mere&gt;"' in html(page)


def test_notices_are_filled_on_their_page_in_the_banner_and_for_channels(site, fee_page):
    index = make.notice_index(site.root_page, intro="<p>Fra {municipality}</p>")
    notice = make.notice(index, severity="urgent", lead="Ny {portal}", text="<p>Se {fee_page}</p>")
    page = html(notice)
    assert '<p class="libfees-notice-lead">Ny Fjordbetaling</p>' in html(site.root_page)
    assert '<p class="libfees-lead">Ny Fjordbetaling</p>' in page
    assert "{portal}" not in page
    assert "{fee_page}" not in page
    assert f'href="{fee_page.url}">Takster</a>' in page
    archive = html(index)
    assert "Ny Fjordbetaling" in archive
    assert "Fra Fjordby" in archive
    content = notice.to_content()
    assert content.lead == "Ny Fjordbetaling"
    assert fee_page.full_url in content.html
    data = Client().get(f"/api/v2/pages/{notice.pk}/").json()
    assert data["lead"] == "Ny Fjordbetaling"
    assert "{fee_page}" not in data["text"]


def test_staff_read_values_too(site, fee_page):
    page = make.staff_guide(site.root_page, make.questions(("{portal}?", "<p>{portal}</p>")))
    client = Client()
    client.force_login(make.admin())
    assert "Fjordbetaling?" in html(page, client)


def test_two_sites_have_their_own_facts(site, fee_page):
    other = make.site("andet.example", default=False)
    make.fee_settings(other, portal="Andetbetaling")
    page = faq(other, answer="<p>x</p>")
    answer = Client().get(
        page.url.replace("http://andet.example", ""), headers={"host": "andet.example"}
    )
    assert "Hvad er Andetbetaling?" in answer.content.decode()
    own(site, value="kun her")
    assert "kaffe" not in facts_of_site(other, "da").known


# Own facts


def test_an_own_fact_is_told_in_the_language_of_the_page_or_else_of_the_site(site):
    first = own(site, value="sort")
    own(site, name="the", value="grøn")
    own(site, value="black", code="en", translation_key=first.translation_key)
    assert facts_of_site(site, "da").text("{kaffe} {the}") == "sort grøn"
    assert facts_of_site(site, "en").text("{kaffe} {the}") == "black grøn"


@pytest.mark.parametrize(
    "name", ["max_fee_adult", "portal_url", "Kaffe", "kaffe kop", "1kaffe", "k", "kaffe\n", ""]
)
def test_an_own_fact_with_such_a_name_is_refused(site, name):
    fact = OwnFact(site=site, name=name, value="x", locale=make.locale("da"))
    with pytest.raises(ValidationError) as caught:
        fact.full_clean()
    assert "name" in caught.value.message_dict


def test_an_own_fact_stands_in_for_the_settings_until_they_state_it(site):
    own(site, name="portal", value="Kassen")
    own(site, name="phone_library", value="12 34 56 78")
    facts = facts_of_site(site, "en")
    assert facts.text("{portal}") == "Kassen"
    assert facts.html("<p>{phone_library}</p>") == '<p><a href="tel:12345678">12 34 56 78</a></p>'
    make.fee_settings(site, portal="Fjordbetaling")
    assert facts_of_site(site, "da").text("{portal}") == "Fjordbetaling"


def test_an_own_fact_keeps_its_name(site):
    fact = own(site)
    fact.name = "the"
    with pytest.raises(ValidationError):
        fact.full_clean()


# Publishing


def codes(page):
    return [finding.code for finding in publishing_errors(page)]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("<p>{portal}</p>", []),
        ("<p>{foo}</p>", ["fact_unknown"]),
        ("<p>{foo} {foo}</p>", ["fact_unknown"]),
        ("<p>{phone_payment}</p>", ["fact_gap"]),
        ("<p>{por<b>tal</b>}</p>", ["fact_split"]),
        ('<p>{{foo}} { foo } {Foo} {"foo": 1}</p>', []),
        ("<p><code>{foo}</code></p>", []),
        ('<p><a href="https://x.example/{foo}">x</a></p>', []),
    ],
)
def test_what_stops_publishing(site, fee_page, answer, expected):
    assert codes(faq(site, question="Q", answer=answer)) == expected


def test_a_refusal_names_the_fact_and_where_it_is_filled_in(site, fee_page):
    page = faq(site, answer="<p>{phone_payment}</p>")
    (error,) = publishing_errors(page)
    assert "Telefon: betaling og rykkergebyrer" in error.message
    assert "gebyrindstillingerne" in error.mend.lower()
    assert error.place.block_id
    with pytest.raises(PublishRefusedError):
        page.save_revision().publish()


@pytest.mark.parametrize(
    ("title", "expected"), [("Om {portal}", ["fact_in_title"]), ("Om {noget}", [])]
)
def test_a_title_is_shown_as_it_is(site, fee_page, title, expected):
    assert codes(faq(site, title=title)) == expected


def test_a_value_that_vanished_is_found_on_the_published_page(site, fee_page):
    page = faq(site)
    make.fee_settings(site, portal="")
    assert "Hvad er (ikke oplyst)?" in html(page)
    assert "fact_gap" in [finding.code for finding in findings(page)]


def test_a_draft_with_an_unknown_fact_is_saved(site, fee_page):
    faq(site, answer="<p>{foo}</p>").save_revision(clean=True)


def test_a_translation_that_lost_a_fact_is_told(site, fee_page):
    page = faq(site)
    translation = make.translated(page)
    assert "fact_lost_in_translation" not in [f.code for f in findings(translation)]
    translation.body[0].value["questions"][0]["question"] = "What is it?"
    lost = [f for f in findings(translation) if f.code == "fact_lost_in_translation"]
    assert [f.excerpt for f in lost] == ["{portal}"]
    assert "fact_lost_in_translation" not in [f.code for f in findings(page)]


def test_another_form_of_a_fact_in_a_translation_is_no_loss(site, fee_page):
    page = faq(site, answer="<p>{municipality_genitive} regler</p>")
    translation = make.translated(page)
    question = translation.body[0].value["questions"][0]
    question["answer"] = RichText("<p>The rules of {municipality}</p>")
    assert "fact_lost_in_translation" not in [f.code for f in findings(translation)]
    question["answer"] = RichText("<p>The rules</p>")
    assert "fact_lost_in_translation" in [f.code for f in findings(translation)]


def test_pages_of_a_run_share_what_is_looked_up(site, fee_page, django_assert_max_num_queries):
    pages = [faq(site) for _ in range(5)]

    def queries(number):
        with django_assert_max_num_queries(1000) as found:
            findings_of(pages[:number])
        return len(found)

    # Each page is asked for its site, and no page for what belongs to the site.
    assert queries(5) - queries(3) <= 2 * 3


def test_a_preview_marks_what_is_missing_or_unknown(site, fee_page):
    page = faq(site, question="{phone_payment}?", answer="<p>{phone_payment} {foo} {portal}</p>")
    response = page.make_preview_request()
    text = response.render().content.decode() if not response.is_rendered else response.text
    assert text.count('<mark class="libfees-gap">') == 2
    assert "{phone_payment}: endnu ingen værdi" in text
    assert "Fjordbetaling" in text
    assert "(ikke oplyst)" not in text


def test_a_value_with_braces_is_shown_as_it_is_in_an_answer(site, fee_page):
    make.fee_settings(site, portal="{municipality}")
    page = faq(site, question="Q", answer="<p>I {portal}</p>", intro="<p>Fra {portal}</p>")
    text = html(page)
    assert "I {municipality}" in text
    assert "Fra {municipality}" in text


@pytest.mark.parametrize("value", [make.PLACEHOLDER, make.CPR, f"Ring {make.CPR}"])
def test_a_value_that_readers_may_not_see_is_none(site, fee_page, value):
    own(site, "aaben", value)
    page = faq(site, answer="<p>Vi har {aaben}.</p>", live=False)
    [error] = [f for f in publishing_errors(page) if f.code == "fact_gap"]
    assert make.CPR not in error.message + error.mend
    with pytest.raises(PublishRefusedError):
        page.save_revision().publish()


def test_a_page_that_was_published_before_shows_no_placeholder(site, fee_page):
    fact = own(site, "aaben", "åbent altid")
    page = faq(site, answer="<p>Vi har {aaben}.</p>")
    OwnFact.objects.filter(pk=fact.pk).update(value=make.PLACEHOLDER)
    text = html(page)
    assert make.PLACEHOLDER not in text
    assert "Vi har (ikke oplyst)." in text


@pytest.mark.parametrize("value", [make.PLACEHOLDER, make.CPR])
def test_an_own_fact_with_what_readers_may_not_see_is_refused(site, value):
    with pytest.raises(ValidationError) as refused:
        OwnFact(site=site, name="aaben", value=value, locale=make.locale("da")).full_clean()
    assert list(refused.value.message_dict) == ["value"]


def test_what_is_almost_a_fact_stops_publishing(site, fee_page):
    page = faq(site, answer="<p>Betal i {Portal}</p>")
    [error] = publishing_errors(page)
    assert (error.code, error.excerpt) == ("fact_misspelt", "{Portal}")
    assert "{portal}" in error.mend
