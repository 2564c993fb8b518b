"""The desk of a staff guide: its own questions, its referrals and borrowers' questions together."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time
from wagtail.models import GroupSitePermission

from tests import factories
from wagtail_libfees.models import AskedAgain, PermanentAddress, UnansweredSearch
from wagtail_libfees.models.private_pages import READ_STAFF_GUIDE
from wagtail_libfees.search import published

pytestmark = pytest.mark.django_db

SAY = "Det er Opkrævningen, der svarer."


@pytest.fixture
def guide(site):
    group = factories.questions(
        ("Må vi tage kontanter i skranken?", "<p>Nej, kassen er kun til småkøb.</p>"),
        ("Hvem sletter et gebyr?", "<p>Lederen af udlånet.</p>"),
        heading="Kolleger",
    )
    group[1]["questions"][0]["say"] = "Vi tager ikke imod kontanter."
    return factories.staff_guide(
        site.root_page,
        factories.referral(name="Opkrævningen", phone="12 34 56 87", ready="Nummeret", say=SAY),
        group,
        slug="vejledning",
    )


@pytest.fixture
def faq(site):
    page = factories.faq_page(
        site.root_page,
        factories.questions(("Kan jeg betale kontant?", "<p>Nej, kun med kort.</p>")),
    )
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def colleague(client, site):
    """Somebody who reads the guide of this library and has no way into the admin."""
    return reader(client, site)


def reader(client, site, name="medarbejder"):
    user = factories.borrower(name)
    group = Group.objects.create(name=f"Medarbejder {name}")
    app, codename = READ_STAFF_GUIDE.split(".")
    right = Permission.objects.get(content_type__app_label=app, codename=codename)
    GroupSitePermission.objects.create(group=group, site=site, permission=right)
    user.groups.add(group)
    client.force_login(user)
    return client


def asked(client, guide, typed, **more):
    response = client.post(guide.url, {"q": typed, **more})
    return response, BeautifulSoup(response.content, "html.parser")


def questions(found):
    return [" ".join(each.text.split()) for each in found.select("[data-libfees-found] h3")]


def test_questions_of_staff_and_of_borrowers_are_found_together(colleague, guide, faq):
    _response, found = asked(colleague, guide, "kontanter")
    assert questions(found) == [
        "Kan jeg betale kontant? Kan læses af lånerne",
        "Må vi tage kontanter i skranken? Kun for personalet",
    ]
    assert "Vi tager ikke imod kontanter." in found.select(".libfees-say")[-1].text
    first, second = found.select("details.libfees-question")
    assert first.has_attr("open")
    assert not second.has_attr("open")


def test_who_answers_is_found_also_where_only_the_settings_say_it(colleague, site):
    point = {"matter": "payment", "name": "Debitorkontoret", "phone": "12 34 56 87"}
    point |= {"phone_hours": "Mandag-fredag kl. 10-14"}
    settings = factories.fee_settings(site, contact_points=[("point", point)])
    guide = factories.staff_guide(
        site.root_page, factories.referral(point="payment", name="", phone=""), slug="anden"
    )
    with freeze_time("2026-11-20T12:00:00Z"):
        [case] = asked(colleague, guide, "debitorkontoret")[1].select(".libfees-referral")
    assert "Åbent nu til kl. 14" in case.get_text()
    settings.contact_points = []
    settings.save()
    _response, found = asked(colleague, guide, "debitorkontoret")
    assert "Ingen svar" in found.select_one("[data-libfees-count]").get_text()


def test_the_link_to_send_is_the_permanent_address(colleague, guide, faq, site):
    _response, found = asked(colleague, guide, "betale kontant")
    link = found.select_one("details [data-libfees-question-link]")["href"]
    key = PermanentAddress.objects.get(translation_key=faq.translation_key).key
    assert link == f"{site.root_url}/libfees/q/{key}"


@pytest.mark.parametrize("typed", ["betaling", "betalingen", "opkrævningen", "nummeret", "betalng"])
def test_a_referral_is_found_by_what_it_is_about_who_answers_and_what_one_says(
    colleague, guide, faq, typed
):
    _response, found = asked(colleague, guide, typed)
    case = found.select_one(".libfees-referral .libfees-here")
    assert "selve betalingen" in case.text
    assert case.select_one("a")["href"] == "tel:12345687"
    assert SAY in case.text
    assert len(found.select(".libfees-referral")) == 1


def test_a_case_without_a_name_has_that_of_the_fee_settings(colleague, site):
    point = {"matter": "payment", "name": "Finans", "phone": "11 22 33 44", "hours": "Kl. 10-12"}
    factories.fee_settings(site, contact_points=[("point", point)])
    own = factories.staff_guide(
        site.root_page,
        factories.referral(point="payment"),
        factories.referral(point="payment", name="Anne", phone="55 66 77 88"),
        factories.referral(point="reason"),
        factories.referral(),
    )
    found = BeautifulSoup(colleague.get(own.url).content, "html.parser")
    settings, named, nobody, _nobody = found.select(".libfees-cases li")
    assert "Finans" in settings.text
    assert "11 22 33 44" in settings.text
    assert "Anne" in named.text
    assert "Finans" not in named.text
    assert "Der er ikke skrevet nogen" in nobody.text


def test_nothing_found_says_so_and_counts_nothing_for_borrowers(colleague, guide, faq):
    _response, found = asked(colleague, guide, "elefant")
    assert found.select_one("[data-libfees-count]").text == "Ingen svar på ”elefant”"
    assert found.select(".libfees-referral")
    assert not UnansweredSearch.objects.exists()


def test_more_than_can_be_read_is_told_and_not_cut(colleague, guide):
    response, found = asked(colleague, guide, "kontanter " * 21)
    assert response.status_code == 400
    assert found.select_one("[data-libfees-count]").text == "Søg med højst 200 bogstaver."
    # The guide itself, as without a search.
    assert found.select(".libfees-referral")
    assert not found.select("#libfees-answers")


def test_what_may_help_by_chance_is_no_answer(colleague, guide):
    _response, found = asked(colleague, guide, "bestille elefant giraf gebyr")
    assert found.select_one("[data-libfees-count]").text.startswith("Intet sikkert svar på")
    assert found.select_one("#libfees-answers").text == "Måske hjælper et af disse"
    assert questions(found) == ["Hvem sletter et gebyr? Kun for personalet"]
    _response, found = asked(colleague, guide, "hvem sletter gebyr")
    assert found.select_one("[data-libfees-count]").text == "1 svar på ”hvem sletter gebyr”"


def test_the_desk_leads_to_the_place_on_the_fee_page(colleague, guide, fee_page):
    fee_page.body = [("replacement_prices", {"prices": []})]
    fee_page.save_revision().publish()
    _response, found = asked(colleague, guide, "erstatning")
    [link] = found.select("[data-libfees-found] .libfees-places a")
    assert link["href"].startswith(fee_page.url + "#")


@pytest.mark.parametrize("typed", ["x" * 200, "<script>alert(1)</script>", "' OR 1=1 --", "\0"])
def test_whatever_is_typed_is_a_search(colleague, guide, typed):
    response, _found = asked(colleague, guide, typed)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_the_page_is_kept_nowhere_and_its_address_has_no_words(colleague, guide):
    for response in (colleague.get(guide.url), asked(colleague, guide, "kontanter")[0]):
        assert "no-store" in response.headers["Cache-Control"]
    form = BeautifulSoup(response.content, "html.parser").select_one("[data-libfees-desk]")
    assert form["method"] == "post"
    assert form["autocomplete"] == "off"


def test_an_index_with_staff_text_is_none_that_borrowers_search(colleague, client, guide, faq):
    published._kept.clear()
    asked(colleague, guide, "kontanter")
    client.logout()
    said = client.get(reverse("wagtail_libfees:question_search"), {"q": "kontanter"})
    assert "Kan jeg betale" in said.content.decode()
    assert "skranken" not in said.content.decode()


# Asked again


def name_of(found, words):
    item = next(each for each in found.select("details") if words in each.text)
    return item.select_one("button[name=asked]")["value"]


def test_a_question_is_noted_as_asked_again_in_one_row_a_month(colleague, guide, faq):
    _response, found = asked(colleague, guide, "kontanter")
    for words in ("Må vi tage", "Må vi tage", "Kan jeg betale", "Kan jeg betale"):
        with freeze_time("2026-11-30 10:00"):
            response, page = asked(colleague, guide, "kontanter", asked=name_of(found, words))
        assert response.status_code == 200
        assert "noteret" in page.select_one("[data-libfees-noted]").text
    assert sorted(AskedAgain.objects.values_list("times", flat=True)) == [2, 2]
    with freeze_time("2026-12-01 10:00"):
        _response, page = asked(colleague, guide, "kontanter", asked=name_of(found, "Må vi tage"))
    assert "3 gange på et år, senest 1. december 2026" in page.text
    assert AskedAgain.objects.count() == 3


@pytest.mark.parametrize("name", ["", "x", "1-", "-", "0-0", "99999999-a", "１-a", "{pk}-gone"])
def test_what_is_no_question_is_not_noted(colleague, guide, name):
    response, found = asked(colleague, guide, "", asked=name.format(pk=guide.pk))
    assert response.status_code == (400 if name else 200)
    assert ("er der ikke længere" in found.text) == bool(name)
    assert not AskedAgain.objects.exists()


def test_a_question_of_another_library_is_not_noted(colleague, guide, elsewhere):
    other = factories.faq_page(elsewhere)
    hidden = factories.staff_guide(elsewhere)
    for page in (other, hidden):
        block_id = page.body[0].value["questions"].bound_blocks[0].id
        response, _found = asked(colleague, guide, "", asked=f"{page.pk}-{block_id}")
        assert response.status_code == 400
    assert not AskedAgain.objects.exists()


@pytest.mark.parametrize("who", ["nobody", "borrower", "colleague elsewhere", "editor elsewhere"])
def test_others_note_nothing_and_find_nothing(client, guide, elsewhere, who):
    block_id = guide.body[1].value["questions"].bound_blocks[0].id
    if who == "borrower":
        client.force_login(factories.borrower())
    elif who == "colleague elsewhere":
        reader(client, elsewhere.get_site())
    elif who == "editor elsewhere":
        client.force_login(factories.staff("eva", "change_page", below=elsewhere))
    response, _found = asked(client, guide, "kontanter", asked=f"{guide.pk}-{block_id}")
    assert response.status_code in (302, 403)
    assert "småkøb" not in response.content.decode()
    assert not AskedAgain.objects.exists()


def test_a_count_needs_the_form_of_the_page(guide, site):
    strict = reader(Client(enforce_csrf_checks=True), site)
    assert strict.post(guide.url, {"asked": "1-x"}).status_code == 403


def test_a_count_goes_with_its_question_and_not_with_its_page_being_unpublished(colleague, guide):
    _response, found = asked(colleague, guide, "")
    for words in ("Må vi tage", "Hvem sletter"):
        asked(colleague, guide, "", asked=name_of(found, words))
    guide = type(guide).objects.get(pk=guide.pk)
    guide.unpublish()
    guide.save_revision().publish()
    assert AskedAgain.objects.count() == 2
    # A draft without a question is no loss yet.
    draft = guide.get_latest_revision_as_object()
    kept = draft.body[1].value["questions"].bound_blocks[0].id
    draft.body[1].value["questions"].pop(1)
    draft.save_revision()
    assert AskedAgain.objects.count() == 2
    draft.get_latest_revision().publish()
    assert [row.question for row in AskedAgain.objects.all()] == [kept]
    type(guide).objects.get(pk=guide.pk).delete()
    assert not AskedAgain.objects.exists()


def test_a_translation_without_the_question_keeps_its_count(colleague, guide):
    _response, found = asked(colleague, guide, "")
    asked(colleague, guide, "", asked=name_of(found, "Må vi tage"))
    english = factories.translated(guide, body=[factories.text("Later.")])
    english.save_revision().publish()
    assert AskedAgain.objects.count() == 1
    english.delete()
    assert AskedAgain.objects.count() == 1


def test_an_editor_sees_the_count_and_another_library_does_not(
    colleague, client, guide, faq, site, elsewhere
):
    _response, found = asked(colleague, guide, "kontanter")
    for words in ("Må vi tage", "Må vi tage", "Kan jeg betale"):
        asked(colleague, guide, "", asked=name_of(found, words))
    client.force_login(factories.staff("kim", "change_page", below=site.root_page))
    report = BeautifulSoup(client.get(reverse("libfees_asked")).content, "html.parser")
    rows = [row.get_text(" ", strip=True) for row in report.select("tbody tr")]
    assert rows[0].startswith("Må vi tage kontanter i skranken? 2")
    assert rows[1].startswith("Kan jeg betale kontant? 1")
    assert f"/pages/{guide.pk}/edit/" in report.select_one("tbody a")["href"]
    sheet = client.get(reverse("libfees_asked"), {"export": "csv"})
    assert "Må vi tage" in sheet.getvalue().decode()
    client.force_login(factories.staff("eva", "change_page", below=elsewhere))
    said = client.get(reverse("libfees_asked")).content.decode()
    assert "kontant" not in said
    assert "Der er ikke noteret noget endnu" in said
