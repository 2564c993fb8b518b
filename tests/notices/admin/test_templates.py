"""What a new notice starts from."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import factories
from wagtail_libfees.editorial.publishing import publishing_errors
from wagtail_libfees.notices.choices import notice_kind_choices
from wagtail_libfees.notices.templates import TEMPLATES
from wagtail_libfees.pages.models import ServiceNoticePage
from wagtail_libfees.text.placeholders import find_placeholders

from .forms import form

pytestmark = pytest.mark.django_db

CODES = [template.code for template in TEMPLATES]


@pytest.fixture
def index():
    return factories.notice_index(factories.site().root_page)


@pytest.fixture
def admin(client):
    user = factories.admin()
    client.force_login(user)
    return user


def add_url(parent):
    return reverse("wagtailadmin_pages:add", args=["libfees_pages", "servicenoticepage", parent.pk])


def form_of(client, parent, code):
    response = client.get(add_url(parent), {"template": code})
    assert response.status_code == 200
    return response.context["form"]


def test_adding_a_notice_asks_what_it_starts_from(client, admin, index):
    page = BeautifulSoup(client.get(add_url(index)).content, "lxml")
    links = [a["href"] for a in page.select(".listing a")]
    assert links == [f"{add_url(index)}?template={code}" for code in CODES]
    assert client.get(add_url(index), {"template": "nonsense"}).context.get("form") is None


@pytest.mark.parametrize("template", TEMPLATES, ids=CODES)
def test_a_template_fills_the_form_and_nothing_is_written(client, admin, index, template):
    page = form_of(client, index, template.code).instance
    assert page.kind == template.kind
    assert (page.title != "") is (template.code != "blank")
    assert not ServiceNoticePage.objects.exists()


def test_a_title_of_a_template_has_its_slug_and_two_do_not_share_one(client, admin, index):
    """The editor makes a slug as one types; who keeps the title would find it missing."""
    slug = "du-betaler-det-du-skylder-biblioteket-et-nyt-sted"
    assert form_of(client, index, "new_payment")["slug"].value() == slug
    factories.notice(index, slug=slug)
    assert form_of(client, index, "new_payment")["slug"].value() == f"{slug}-2"
    assert form_of(client, index, "blank")["slug"].value() == ""


def test_the_address_of_a_template_follows_the_title_also_with_a_number(client, admin, index):
    """In all languages, until it is published: nobody is sent to /indsaet-afdeling-2/."""
    home = index.get_parent()
    factories.translated(home)
    archive = factories.translated(index)
    gap = form_of(client, index, "closed")["slug"].value()
    factories.notice(index, slug=gap)
    slug = form_of(client, index, "closed")["slug"].value()
    title = form_of(client, index, "closed").instance.title
    client.post(add_url(index), form(title=title, slug=slug, severity="warning"))
    notice = ServiceNoticePage.objects.get(slug=slug)
    notice.copy_for_translation(archive.locale, alias=True)
    url = reverse("wagtailadmin_pages:edit", args=[notice.pk])
    typed = form(title="Lukket 5. juli", slug=slug, severity="warning")
    client.post(url, {**typed, "action-publish": "1"})
    found = ServiceNoticePage.objects.filter(translation_key=notice.translation_key)
    assert {(each.slug, each.live) for each in found} == {("lukket-5-juli", True)}
    client.post(url, {**typed, "slug": slug, "action-publish": "1"})
    assert found.get(pk=notice.pk).slug == slug, "what was published once, people name"


def test_a_draft_of_a_template_that_was_only_tried_is_told_and_easily_deleted(client, admin, index):
    title = form_of(client, index, "closed").instance.title
    tried = factories.notice(index, title=title, live=False, owner=admin)
    factories.notice(index, title="Lukket 5. juli", live=False, owner=admin)
    factories.notice(index, title=f"{title} ", slug="andens", live=False, owner=None)
    page = BeautifulSoup(client.get(add_url(index)).content, "lxml")
    shown, _templates = page.select("ul.listing")
    [go_on, delete] = [a["href"] for a in shown.select("a")]
    assert go_on == reverse("wagtailadmin_pages:edit", args=[tried.pk])
    assert client.post(delete).url == add_url(index)
    assert not ServiceNoticePage.objects.filter(pk=tried.pk).exists()


@pytest.mark.parametrize("template", TEMPLATES, ids=CODES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_gap_is_one_that_stops_publishing(template, language):
    fields = template.fields(language)
    assert fields["kind"] in dict(notice_kind_choices())
    # A service that the editor did not choose is told to nobody.
    assert "services" not in fields
    assert len(fields.get("lead", "")) <= 300
    for text in fields.values():
        if isinstance(text, str):
            assert text.count("[") == len(find_placeholders(text))
    if template.code != "blank":
        assert any(find_placeholders(text) for text in fields.values() if isinstance(text, str))


@pytest.mark.parametrize("code", [code for code in CODES if code != "blank"])
def test_an_unfilled_template_cannot_be_published(client, admin, index, code):
    page = form_of(client, index, code).instance
    assert "placeholder" in {error.code for error in publishing_errors(page)}


def test_the_texts_are_in_the_language_of_the_page(client, admin, index):
    english = factories.translated(index, slug="notices")
    assert "[indsæt" in form_of(client, index, "closed").instance.lead
    assert "[insert" in form_of(client, english, "closed").instance.lead


def test_a_new_payment_solution_asks_for_all_of_it(client, admin, index):
    page = form_of(client, index, "new_payment").instance
    asked = {e.field for e in publishing_errors(page) if e.code == "payment_change_open"}
    assert asked == {"cut_off_day", "old_url", "old_channel_ends", "new_url", "login_needed"}


def test_what_the_settings_say_of_the_portal_is_filled_in(client, admin, index):
    factories.fee_settings(
        index.get_site(),
        portal={"name": "Portalen", "url": "https://portal.example/", "login_needed": True},
    )
    page = form_of(client, index, "new_payment").instance
    assert (page.new_url, page.login_needed) == ("https://portal.example/", True)
    assert form_of(client, index, "closed").instance.new_url == ""


def test_the_choice_does_not_stay_for_the_next_page(client, admin, index):
    form_of(client, index, "closed")
    assert form_of(client, index, "blank").instance.lead == ""
    url = reverse(
        "wagtailadmin_pages:add", args=["libfees_pages", "paymentfaqpage", index.get_parent().pk]
    )
    assert client.get(url, {"template": "closed"}).context["form"].instance.title == ""


def test_who_may_not_add_a_page_sees_no_templates(client, index):
    client.force_login(factories.staff())
    response = client.get(add_url(index))
    assert response.status_code == 302
    client.force_login(factories.borrower())
    assert client.get(add_url(index)).status_code == 302


def test_the_questions_of_a_payment_change_are_open_for_that_kind_only(client, admin, index):
    for code, folded in (("new_payment", False), ("closed", True)):
        page = client.get(add_url(index), {"template": code})
        soup = BeautifulSoup(page.content, "lxml")
        panel = soup.select_one("[name=cut_off_day]").find_parent("section")
        assert ("collapsed" in panel["class"]) is folded


def test_branches_are_check_boxes_of_the_site_and_language(client, admin, index):
    factories.branch("Her", site=index.get_site())
    factories.branch("Der", site=factories.site("andenby.example", default=False))
    factories.branch("Here", "en")
    page = BeautifulSoup(client.get(add_url(index), {"template": "blank"}).content, "lxml")
    boxes = page.select("input[type=checkbox][name=branches]")
    assert [box.find_parent("label").get_text(strip=True) for box in boxes] == ["Her"]
