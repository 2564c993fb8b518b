"""Facts in the admin: the list, the data of the chooser, own facts, what the editor loads."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import strip_tags

from tests import factories as make
from wagtail_libfees.models import OwnFact

pytestmark = pytest.mark.django_db

LIST = "libfees_facts"
CHOICES = "libfees_fact_choices"


@pytest.fixture
def site():
    site = make.site()
    make.fee_settings(site, portal="Fjordbetaling")
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
    make.fee_settings(other, portal="Andetbetaling")
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
    make.fee_settings(other, portal="Andetbetaling")
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
    for told in (
        "fact-values.js",
        "fact-chooser.js",
        "fact-rich-text.js",
        "fact-fields.js",
        "libfees-facts-config",
    ):
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


def posted(client, page, question, answer="A"):
    """What the editor of `page`, which has one question, sends when that is what was typed."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(url).context["form"]
    child = page.body[0]
    item = child.value["questions"].bound_blocks[0]
    block = {"key": "a", "text": answer, "type": "unstyled", "depth": 0}
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
        "body-0-value-questions-0-value-question": question,
        "body-0-value-questions-0-value-answer": json.dumps(
            {"blocks": [{**block, "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}
        ),
    }
    data = {**{name: form[name].value() or "" for name in form.fields if name not in data}, **data}
    return url, {name: value for name, value in data.items() if value is not None and value != []}


def test_an_unknown_fact_is_told_on_publishing_and_a_draft_is_saved(client, site):
    page = make.faq_page(site.root_page, make.questions(("{foo}?", "<p>A</p>")))
    client.force_login(make.admin())
    url, data = posted(client, page, "{foo}?")
    response = client.post(url, {**data, "action-publish": "1"})
    assert response.status_code == 200
    assert "{foo}" in str(response.context["form"].errors)
    assert client.post(url, data).status_code == 302


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Hvad er {betalingsportalens navn}?", "Hvad er {portal}?"),
        ("Hvad er {Name of the payment portal}?", "Hvad er {portal}?"),
        ("Hvad er {om kaffe}?", "Hvad er {kaffe}?"),
        ("Hvad er {portal} 😀 {ukendt ting} {{portal}}?",) * 2,
    ],
)
@pytest.mark.parametrize("publish", [{}, {"action-publish": "1"}])
def test_the_words_of_a_fact_are_stored_as_its_name(client, site, typed, stored, publish):
    own(site)
    page = make.faq_page(site.root_page, make.questions(("Q?", "<p>A</p>")))
    client.force_login(make.admin())
    url, data = posted(client, page, typed, answer=typed)
    assert client.post(url, {**data, **publish}).status_code == 302
    page.refresh_from_db()
    saved = page.latest_revision.as_object().body[0].value["questions"][0]
    assert saved["question"] == stored
    assert strip_tags(saved["answer"].source) == stored


def test_words_that_are_almost_a_fact_are_told_on_publishing(client, site):
    page = make.faq_page(site.root_page, make.questions(("Q?", "<p>A</p>")))
    client.force_login(make.admin())
    url, data = posted(client, page, "Hvad er {betalingsportalen navn}?")
    response = client.post(url, {**data, "action-publish": "1"})
    assert "{portal}" in str(response.context["form"].errors)


SETTINGS, FEE_PAGE, OWN = "feesettings", "pages", "ownfact"


@pytest.mark.parametrize(
    ("role", "has_timings", "places"),
    [
        ("Lokal administrator", False, {"portal": SETTINGS, "recall_days": SETTINGS}),
        # What the fee page says of times comes before the settings.
        ("Lokal administrator", True, {"portal": SETTINGS, "recall_days": FEE_PAGE}),
        ("Redaktør", False, {"portal": "", "recall_days": ""}),
        ("Formidler", True, {"portal": "", "recall_days": FEE_PAGE, "kaffe": ""}),
    ],
)
def test_the_editor_is_led_where_the_role_may_change_a_value(
    client, site, role, has_timings, places
):
    call_command("libfees_setup_roles", verbosity=0)
    timings = (
        [("timings", {"heading": "", "recall_days": 14, **make.validity()})] if has_timings else []
    )
    fee_page = make.takster_page(site.root_page, make.overdue(), *timings)
    make.fee_settings(site, fee_page=fee_page)
    own(site)
    user = make.staff("rikke")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    told = choices(client, reverse("wagtailadmin_pages:edit", args=[fee_page.pk]))
    for name, place in {"max_fee_adult": FEE_PAGE, "kaffe": OWN, **places}.items():
        assert (place in told[name]["url"]) if place else (told[name]["url"] == ""), name
        if told[name]["url"]:
            assert client.get(told[name]["url"]).status_code == 200, name


def test_an_own_fact_is_changed_in_the_language_of_the_page(client, site):
    danish = own(site)
    page = make.faq_page(site.root_page)
    english = make.translated(page)
    copy = danish.copy_for_translation(english.locale)
    copy.save()
    client.force_login(make.admin())
    name = OwnFact.snippet_viewset.get_url_name("edit")
    for edited, fact in ((page, danish), (english, copy)):
        at = reverse("wagtailadmin_pages:edit", args=[edited.pk])
        assert choices(client, at)["kaffe"]["url"] == reverse(name, args=[fact.pk])


def test_an_own_value_of_a_national_fact_is_changed_where_it_stands(client, site):
    client.force_login(make.admin())
    page = make.faq_page(site.root_page)
    at = reverse("wagtailadmin_pages:edit", args=[page.pk])
    before = choices(client, at)["phone_1881"]
    stated = own(site, "phone_1881", "70 10 18 81")
    after = choices(client, at)["phone_1881"]
    assert (before["value"], after["value"]) == ("1881", "70 10 18 81")
    edit = reverse(OwnFact.snippet_viewset.get_url_name("edit"), args=[stated.pk])
    assert edit in str(after)
    assert edit not in str(before)


def test_rich_text_shows_the_words_of_a_link(client, site):
    make.fee_settings(site, portal={"name": "Fjordbetaling", "url": "https://betal.example/"})
    client.force_login(make.admin())
    told = choices(client)["portal_url"]
    assert (told["value"], told["shown"]) == ("https://betal.example/", "Fjordbetaling")


def test_own_facts_are_made_where_the_others_are_listed(client, site):
    add = reverse(OwnFact.snippet_viewset.get_url_name("add"))
    client.force_login(make.staff("formidler", "change_page", "add_page", below=site.root_page))
    html = client.get(reverse(LIST)).content.decode()
    assert "Egne fakta" in html
    assert add not in html
    client.force_login(make.admin())
    assert add in client.get(reverse(LIST)).content.decode()
