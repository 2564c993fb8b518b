"""Facts in the admin: the list, the data of the chooser, own facts, what the editor loads."""

import pytest
from django.urls import reverse

from tests import factories as make
from wagtail_libfees.models import OwnFact

pytestmark = pytest.mark.django_db

LIST = "libfees_facts"
CHOICES = "libfees_fact_choices"


@pytest.fixture
def site():
    site = make.site()
    make.fee_settings(site, portal_name="Fjordbetaling")
    return site


def own(site, name="kaffe", value="sort"):
    return OwnFact.objects.create(
        site=site, name=name, value=value, description="Om kaffe", locale=make.locale("da")
    )


def choices(client, at=""):
    response = client.get(reverse(CHOICES), {"at": at})
    assert response.status_code == 200
    return {row["name"]: row for row in response.json()["facts"]}


@pytest.mark.parametrize("name", [LIST, CHOICES])
@pytest.mark.parametrize("who", ["anonymous", "borrower", "kollega"])
def test_others_are_refused(client, site, name, who):
    if who != "anonymous":
        client.force_login(make.borrower() if who == "borrower" else make.staff("kollega"))
    response = client.get(reverse(name))
    assert response.status_code in (302, 403)
    assert "Fjordbetaling" not in response.content.decode()


def test_the_list_says_value_place_and_use(client, site):
    make.faq_page(site.root_page, make.questions(("Hvad er {portal}?", "<p>A</p>")), title="Q og A")
    own(site)
    client.force_login(make.admin())
    html = client.get(reverse(LIST)).content.decode()
    for told in ("{portal}", "Fjordbetaling", "Q og A", "{kaffe}", "sort", "endnu ingen værdi"):
        assert told in html


def test_a_draft_counts_as_use_and_other_sites_do_not(client, site):
    page = make.faq_page(site.root_page, title="Kladde")
    page.intro = "<p>{portal}</p>"
    page.save_revision()
    other = make.site("andet.example", default=False)
    make.faq_page(other.root_page, make.questions(("{portal}?", "<p>A</p>")), title="Fremmed")
    client.force_login(make.admin())
    html = client.get(reverse(LIST), {"site": site.pk}).content.decode()
    assert "Kladde" in html
    assert "Fremmed" not in html


def test_an_editor_sees_only_the_site_that_is_theirs(client, site):
    other = make.site("andet.example", default=False)
    make.fee_settings(other, portal_name="Andetbetaling")
    client.force_login(make.staff("redaktoer", "change_page", "add_page", below=site.root_page))
    assert client.get(reverse(LIST), {"site": other.pk}).status_code in (302, 403)
    assert "Andetbetaling" not in client.get(reverse(LIST)).content.decode()
    page = make.faq_page(other.root_page)
    at = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert choices(client, at)["portal"]["value"] == "Fjordbetaling"


@pytest.mark.parametrize("asked", ["x", "0", "99999", "1" * 30, "-1"])
def test_a_site_that_is_none_is_refused(client, site, asked):
    client.force_login(make.admin())
    assert client.get(reverse(LIST), {"site": asked}).status_code in (302, 403, 404)


def test_the_chooser_speaks_the_language_of_the_page(client, site):
    make.fee_settings(site, registration_delay_hours=72)
    page = make.faq_page(site.root_page)
    english = make.translated(page)
    client.force_login(make.admin())
    edit = [reverse("wagtailadmin_pages:edit", args=[p.pk]) for p in (page, english)]
    assert choices(client, edit[0])["registration_delay"]["value"] == "72 timer"
    assert choices(client, edit[1])["registration_delay"]["value"] == "72 hours"


def test_the_chooser_knows_the_site_of_a_new_page(client, site):
    other = make.site("andet.example", default=False)
    make.fee_settings(other, portal_name="Andetbetaling")
    client.force_login(make.admin())
    args = ["libfees_pages", "paymentfaqpage", other.root_page.pk]
    at = reverse("wagtailadmin_pages:add", args=args)
    assert choices(client, at)["portal"]["value"] == "Andetbetaling"


@pytest.mark.parametrize("at", ["", "/", "nonsens", "/admin/pages/99999/edit/", "//x", "\x00"])
def test_nonsense_is_answered_for_the_users_own_site(client, site, at):
    client.force_login(make.admin())
    assert choices(client, at)["portal"]["value"] == "Fjordbetaling"


def test_the_editor_loads_the_chooser_without_inline_script(client, site):
    client.force_login(make.admin())
    page = make.faq_page(site.root_page)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    for told in ("fact-chooser.js", "fact-rich-text.js", "fact-fields.js", "libfees-facts-config"):
        assert told in html
    assert "libfees-fact-field" in html


def test_a_fact_in_use_cannot_be_deleted(client, site):
    fact = own(site)
    page = make.faq_page(site.root_page, make.questions(("{kaffe}?", "<p>A</p>")))
    client.force_login(make.admin())
    url = reverse(OwnFact.snippet_viewset.get_url_name("delete"), args=[fact.pk])
    client.post(url)
    assert OwnFact.objects.filter(pk=fact.pk).exists()
    page.delete()
    client.post(url)
    assert not OwnFact.objects.filter(pk=fact.pk).exists()


def test_an_unknown_fact_is_told_on_publishing_and_a_draft_is_saved(client, site):
    page = make.faq_page(site.root_page, make.questions(("{foo}?", "<p>A</p>")))
    client.force_login(make.admin())
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(url).context["form"]
    child = page.body[0]
    item = child.value["questions"].bound_blocks[0]
    data = {
        "title": page.title,
        "slug": page.slug,
        "intro": "null",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "body-count": 1,
        "body-0-deleted": "",
        "body-0-order": 0,
        "body-0-type": "questions",
        "body-0-id": child.id,
        "body-0-value-heading": "",
        "body-0-value-questions-count": 1,
        "body-0-value-questions-0-deleted": "",
        "body-0-value-questions-0-order": 0,
        "body-0-value-questions-0-id": item.id,
        "body-0-value-questions-0-value-question": "{foo}?",
        "body-0-value-questions-0-value-answer": '{"blocks":[{"key":"a","text":"A","type":'
        '"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}',
    }
    data = {**{name: form[name].value() or "" for name in form.fields if name not in data}, **data}
    data = {name: value for name, value in data.items() if value is not None and value != []}
    response = client.post(url, {**data, "action-publish": "1"})
    assert response.status_code == 200
    assert "{foo}" in str(response.context["form"].errors)
    assert client.post(url, data).status_code == 302
