"""The report, live findings, replacing a term and reviewing, each for those who may."""

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.models import GroupSitePermission

from tests import factories
from tests.editorial.forms import form
from wagtail_libfees.admin.quality.side_panel import list_context
from wagtail_libfees.admin.quality.ways import WaysToMend
from wagtail_libfees.blocks import takster_blocks
from wagtail_libfees.blocks.walk import Place
from wagtail_libfees.editorial.concerns import report_of
from wagtail_libfees.editorial.facts import registered_facts
from wagtail_libfees.editorial.national import NATIONAL
from wagtail_libfees.editorial.registry import findings
from wagtail_libfees.models import FeeSettings, PageReview
from wagtail_libfees.quality.check_runs import look_at

pytestmark = pytest.mark.django_db

NEMID = factories.questions(("Hvordan?", "<p>Log på med NemID.</p>"))


@pytest.fixture
def home():
    return factories.site().root_page


@pytest.fixture
def boss(client):
    user = factories.admin()
    client.force_login(user)
    return user


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def report(client, **query):
    response = client.get(reverse("libfees_quality"), query)
    assert response.status_code == 200
    rows = [row for page in response.context["object_list"] for row in page.rows]
    return [(row.title, row.found.finding.code) for row in rows]


# The report


def test_the_report_lists_findings_errors_first(client, boss, home):
    factories.faq_page(home, factories.questions(("A?", "Fra 1. juni")), title="Advarsel")
    factories.faq_page(home, NEMID, title="Fejl")
    assert report(client) == [("Fejl", "outdated_term"), ("Advarsel", "date_without_year")]


def test_a_published_page_is_looked_at_as_it_is_published(client, boss, home):
    page = factories.faq_page(home, title="Udgivet")
    page.title = "Kladde [indsæt navn]"
    page.save_revision()
    assert report(client) == []


def test_the_drafts_of_published_pages_can_be_asked_for(client, boss, home):
    page = factories.faq_page(home, title="Udgivet")
    page.title = "Kladde [indsæt navn]"
    page.save_revision(user=boss)
    assert [code for _title, code in report(client, version="draft")] == ["placeholder"]
    # The desk tells of drafts, and so does the list that it leads to.
    desk = client.get(reverse("wagtailadmin_home")).content.decode()
    assert f"{reverse('libfees_quality')}?version=draft" in desk


def test_a_page_that_is_not_published_is_looked_at_as_its_draft(client, boss, home):
    page = factories.faq_page(home, live=False)
    page.title = "Kladde [indsæt navn]"
    page.save_revision()
    assert [code for _title, code in report(client)] == ["placeholder"]


def test_an_empty_report(client, boss, home):
    assert report(client) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"severity": "error"}, ["outdated_term"]),
        ({"severity": "warning"}, ["date_without_year", "band_gap"][:1]),
        ({"kind": "date_without_year"}, ["date_without_year"]),
        ({"kind": "rates"}, []),
        ({"kind": "nonsense"}, ["outdated_term", "date_without_year"]),
        ({"severity": "error", "kind": "date_without_year"}, []),
    ],
)
def test_filters(client, boss, home, query, expected):
    factories.faq_page(home, NEMID)
    factories.faq_page(home, factories.questions(("A?", "Fra 1. juni")))
    assert [code for _title, code in report(client, **query)] == expected


def test_rate_findings_have_one_kind(client, boss, home):
    rows = [(1, 7, 20), (9, None, 70)]
    factories.takster_page(home, factories.overdue(factories.group("Voksne", *rows)))
    assert "band_gap" in [code for _title, code in report(client, kind="rates")]


def test_the_filter_of_sites(client, boss, home):
    other = factories.site("sandby.example", default=False)
    factories.faq_page(home, NEMID, title="Her")
    factories.faq_page(other.root_page, NEMID, title="Der")
    assert {title for title, _code in report(client)} == {"Her", "Der"}
    assert {title for title, _code in report(client, site=other.pk)} == {"Der"}


def lost_fee_page(host):
    site = factories.site(host, default=False)
    page = factories.takster_page(site.root_page)
    factories.fee_settings(site, fee_page=page.page_ptr)
    page.delete()
    return site


def test_a_lost_fee_page_is_in_the_report(client, boss, home):
    site = lost_fee_page("sandby.example")
    other = factories.site("fjordby.example", default=False)
    assert report(client) == [("sandby.example", "fee_page")]
    assert report(client, site=site.pk, kind="fee_page", severity="error") != []
    assert report(client, site=other.pk) == []
    assert report(client, severity="warning") == []
    address = reverse("libfees_restore_fee_page", args=[site.pk])
    assert address in client.get(reverse("libfees_quality")).content.decode()
    export = client.get(reverse("libfees_quality"), {"export": "csv"})
    assert address in b"".join(export.streaming_content).decode()


def test_a_lost_fee_page_has_no_page_type(client, boss, home):
    lost_fee_page("sandby.example")
    page = factories.faq_page(home)
    assert report(client, content_type=page.content_type_id) == []


def test_a_lost_fee_page_of_another_library_is_not_told(client, home):
    lost_fee_page("sandby.example")
    client.force_login(factories.staff("lokal", "change_page", below=home))
    assert report(client) == []


def test_only_pages_that_the_user_may_edit(client, home):
    other = factories.site("sandby.example", default=False)
    factories.faq_page(home, NEMID, title="Her")
    factories.faq_page(other.root_page, NEMID, title="Der")
    client.force_login(factories.staff("lokal", "change_page", below=other.root_page))
    assert report(client) == [("Der", "outdated_term")]
    sites = client.get(reverse("libfees_quality")).context["filters"].form.fields["site"].queryset
    assert [site.hostname for site in sites] == ["sandby.example"]


def test_many_pages_few_queries(home, django_assert_max_num_queries):
    from wagtail_libfees.quality.check_runs import checkable_pages

    user = factories.admin()
    for _ in range(30):
        factories.faq_page(home, NEMID)
    look_at(checkable_pages(user))
    with django_assert_max_num_queries(25):
        look_at(checkable_pages(user))


def test_the_report_groups_by_page_and_names_the_field(client, boss, home):
    pair = ("Hvorfra?", "<p>Log på med NemID fra 1. juni.</p>")
    factories.faq_page(home, factories.questions(pair, pair), title="Om login")
    factories.faq_page(home, NEMID, title="Andet")
    response = client.get(reverse("libfees_quality"))
    soup = BeautifulSoup(response.content, "html.parser")
    first = soup.select_one(".libfees-report__page")
    assert len(soup.select(".libfees-report__page h2")) == 2
    assert "Andet" in first.h2.text
    login = soup.select(".libfees-report__page")[1]
    lines = [li.get_text(" ", strip=True) for li in login.select(".libfees-finding")]
    # NemID, the date and the question asked twice: one line each, the first two in two places.
    assert len(lines) == 3
    assert "Hvorfra? › Svar (2 steder)" in lines[0]
    [link] = login.select(".libfees-finding--error a")
    assert "libfees-field=body&libfees-child=answer#block-" in link["href"]


def test_a_page_with_many_findings_is_short_in_the_report(client, boss, home):
    pairs = [(f"Spørgsmål {i}", f"<p>Fra {i + 1}. juni</p>") for i in range(25)]
    factories.faq_page(home, factories.questions(*pairs))
    html = client.get(reverse("libfees_quality")).content.decode()
    assert html.count("libfees-finding__words") == 10
    assert "15 mere på siden" in html


def test_the_report_as_csv(client, boss, home):
    factories.faq_page(home, NEMID, title="=1+1")
    response = client.get(reverse("libfees_quality"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert "NemID" in str(row)
    assert "'=1+1" in row.values()
    assert row["Felt"] == "Hvordan? › Svar"


def test_the_report_as_a_workbook(client, boss, home):
    factories.faq_page(home, NEMID)
    response = client.get(reverse("libfees_quality"), {"export": "xlsx"})
    assert b"".join(response.streaming_content)[:2] == b"PK"


# Live findings


def live(client, page, data):
    return client.post(reverse("libfees_live_findings", args=[page.pk]), data)


def test_live_findings_of_what_is_typed(client, boss, home):
    page = factories.faq_page(home)
    answer = json.loads(live(client, page, form(page, answer="Brug NemID")).content)
    assert (answer["valid"], answer["count"]) == (True, 1)
    assert "NemID" in answer["list"]
    assert (answer["stopping"], "1 forældet ord" in answer["causes"]) == (1, True)
    assert json.loads(live(client, page, form(page)).content)["count"] == 0


def test_live_findings_write_nothing(client, boss, home):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page = factories.faq_page(home)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        live(client, page, form(page, title="Ny titel"))
    written = [q["sql"] for q in captured if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert written == []
    page.refresh_from_db()
    assert (page.title, page.get_latest_revision()) == ("Om betaling", None)


@pytest.mark.parametrize("data", [{}, {"title": "Hej"}, {"body-count": "mange"}])
def test_live_findings_of_no_whole_form_are_refused(client, boss, home, data):
    page = factories.faq_page(home)
    assert live(client, page, data).status_code == 400


def test_live_findings_escape_what_is_typed(client, boss, home):
    page = factories.faq_page(home)
    words = "[indsæt &lt;script&gt;]"
    answer = json.loads(live(client, page, form(page, title="[indsæt <b>x]")).content)
    assert "<b>x" not in answer["list"]
    assert words not in answer["list"]


def test_live_findings_need_post(client, boss, home):
    page = factories.faq_page(home)
    assert client.get(reverse("libfees_live_findings", args=[page.pk])).status_code == 405


def test_the_editor_has_the_side_panel(client, boss, home):
    page = factories.faq_page(home, NEMID)
    content = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'data-side-panel-toggle="libfees-quality"' in content
    assert reverse("libfees_live_findings", args=[page.pk]) in content
    content = client.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).content.decode()
    assert 'data-side-panel-toggle="libfees-quality"' not in content


# The way to what mends a finding

PORTAL = factories.questions(("Hvor?", "<p>I {portal}, senest {recall_days} efter.</p>"))


def lines(client, page, **typed):
    """The list as it is for what is typed, line by line."""
    html = live(client, page, form(page, **typed)).json()["list"]
    return list(BeautifulSoup(html, "html.parser").select(".libfees-finding"))


@pytest.mark.parametrize("may", [True, False])
def test_a_missing_fact_leads_to_the_settings_whom_may_change_them(client, home, may):
    page = factories.faq_page(home, PORTAL, live=False)
    user = factories.staff("kollega", "change_page", "publish_page", below=home)
    if may:
        permission = Permission.objects.get(codename="change_feesettings")
        group = user.groups.get()
        GroupSitePermission.objects.create(group=group, site=home.get_site(), permission=permission)
    client.force_login(user)
    [line] = lines(client, page, answer="I {portal}")
    links = [a["href"] for a in line.select(".libfees-finding__actions a")]
    assert "{portal}" not in line.text
    if may:
        [link] = links
        assert "libfees-field=payment_routes#panel-child-content-payment_routes-section" in link
        assert client.get(link).status_code == 200
    else:
        assert links == []
        assert "Bed en lokal administrator" in line.text
    # The place in the text is there as well.
    assert "Hvad? › Svar" in line.text


@pytest.mark.parametrize(
    ("blocks", "fact", "expected"),
    [
        ([("exclusion", {"amount": None})], "exclusion_rule", ("exclusion", "amount")),
        ([("timings", {})], "recall_days", ("timings", "recall_days")),
        ([], "exclusion_rule", None),
    ],
)
def test_a_missing_fact_of_the_rates_leads_to_its_block(home, blocks, fact, expected):
    text = factories.text(f"<p>{{{fact}}}</p>")
    page = factories.takster_page(home, text, *blocks, live=False)
    [gap] = [f for f in findings(page) if f.code == "fact_gap"]
    way = WaysToMend(page, factories.admin()).way(gap)
    block = next((b for b in page.body if expected and b.block_type == expected[0]), None)
    wanted = Place("body", block.id, expected[1]) if block else Place("body")
    assert (way.place, way.url, way.note) == (wanted, "", "")


def test_another_page_leads_to_the_rates_of_the_fee_page(home):
    fee_page = factories.takster_page(home, ("exclusion", {"amount": "200"}))
    factories.fee_settings(home.get_site(), fee_page=fee_page.page_ptr)
    answer = "<p>{exclusion_notice_days}</p>"
    page = factories.faq_page(home, factories.questions(("?", answer)), live=False)
    [gap] = [f for f in findings(page) if f.code == "fact_gap"]
    way = WaysToMend(page, factories.admin()).way(gap)
    assert f"/pages/{fee_page.pk}/edit/" in way.url
    assert way.url.endswith(f"libfees-child=notice_days#block-{fee_page.body[0].id}-section")
    way = WaysToMend(page, factories.staff("gæst")).way(gap)
    assert (way.url, way.note != "", way.ask) == ("", True, "")


def test_every_fact_of_the_package_names_a_field_that_is_there(home):
    settings_fields = {field.name for field in FeeSettings._meta.get_fields()}
    blocks = dict(takster_blocks())
    for fact in registered_facts().values():
        # A national fact has a source and no field.
        assert fact.setting or fact.rate or fact.name in NATIONAL, fact.name
        assert not fact.setting or fact.setting in settings_fields
        name, _, child = fact.rate.partition(".")
        assert not name or child in blocks[name].child_blocks


def test_four_hundred_findings_are_a_short_list(client, boss, home):
    """Many questions with the same, and many with something of their own."""
    answer = "<p>Fra {} brug NemID [beløb {}].</p>"
    pairs = [(f"Spørgsmål {i}", answer.format(f"{i % 28 + 1}. juni", i)) for i in range(200)]
    page = factories.faq_page(home, factories.questions(*pairs), live=False)
    context = list_context(report_of(findings(page)), page, boss)
    assert context["report"].count >= 400
    html = render_to_string("wagtail_libfees/admin/quality/findings.html", context)
    assert len(html) < 60_000
    assert html.count("libfees-finding__words") <= 3 * 25
    assert "Erstat alle 200" in html


# Replacing


def replace_url(page, term=""):
    url = reverse("libfees_replace_terms", args=[page.pk])
    return f"{url}?term={term}" if term else url


def answers(page):
    draft = page.get_latest_revision_as_object()
    return [q["answer"].source for q in draft.body[0].value["questions"]]


def test_the_difference_is_shown_first(client, boss, home):
    page = factories.faq_page(home, NEMID)
    content = client.get(replace_url(page, "NemID")).content.decode()
    assert "NemID" in content
    assert "MitID" in content
    assert page.get_latest_revision() is None


def test_replacing_makes_a_draft_and_publishes_nothing(client, boss, home):
    page = factories.faq_page(home, NEMID, factories.text("Betal med girokort"))
    assert client.post(replace_url(page, "NemID")).status_code == 302
    page.refresh_from_db()
    assert answers(page) == ["<p>Log på med MitID.</p>"]
    assert page.has_unpublished_changes
    assert "NemID" in str(page.body)
    assert "girokort" in str(page.get_latest_revision_as_object().body)
    assert page.get_latest_revision().user == boss


def test_replacing_all_terms(client, boss, home):
    page = factories.faq_page(home, NEMID, factories.text("Betal med girokort"))
    client.post(replace_url(page))
    page.refresh_from_db()
    assert "indbetalingskort" in str(page.get_latest_revision_as_object().body)


def test_ids_of_questions_survive(client, boss, home):
    page = factories.faq_page(home, NEMID)
    before = [item.id for item in page.body[0].value["questions"].bound_blocks]
    client.post(replace_url(page))
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert [item.id for item in draft.body[0].value["questions"].bound_blocks] == before


def test_nothing_to_replace_makes_no_draft(client, boss, home):
    page = factories.faq_page(home)
    assert client.get(replace_url(page)).status_code == 200
    client.post(replace_url(page))
    page.refresh_from_db()
    assert page.get_latest_revision() is None


def test_a_locked_page_is_not_changed(client, boss, home):
    page = factories.faq_page(home, NEMID, locked=True)
    client.post(replace_url(page))
    page.refresh_from_db()
    assert page.get_latest_revision() is None


def click_replace(client, page, term="NemID", **changes):
    """Post the form of the page editor by the button in its side panel."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(url, {**form(page), "libfees_replace": term, **changes}, follow=True)
    page.refresh_from_db()
    return response.content.decode()


def test_one_click_replaces_in_what_is_typed(client, boss, home):
    page = factories.faq_page(home, NEMID, title="Om betaling")
    html = click_replace(client, page, title="Betaling og NemID")
    assert page.get_latest_revision_as_object().title == "Betaling og MitID"
    assert page.title == "Om betaling"
    # The draft as typed is kept before it, and shown beside it.
    before = page.revisions.order_by("created_at").first()
    assert before.as_object().title == "Betaling og NemID"
    compare = [page.pk, before.pk, page.latest_revision_id]
    assert reverse("wagtailadmin_pages:revisions_compare", args=compare) in html


def test_one_click_of_a_word_that_is_gone_saves_what_was_typed(client, boss, home):
    page = factories.faq_page(home, title="Om betaling")
    html = click_replace(client, page, title="Andet")
    assert "Der er intet at erstatte" in html
    assert page.get_latest_revision_as_object().title == "Andet"


def test_one_click_of_two_editors_keeps_what_each_has_written(client, boss, home):
    page = factories.faq_page(home, NEMID)
    page.title = "Kollegaens titel"
    page.save_revision(user=factories.admin("kollega"))
    click_replace(client, page, title="Min NemID")
    titles = [found.as_object().title for found in page.revisions.order_by("pk")]
    assert titles == ["Kollegaens titel", "Min NemID", "Min MitID"]


def test_one_click_never_publishes(client, boss, home):
    page = factories.faq_page(home)
    typed = {"title": "Betal med girokort", "action-publish": "1"}
    click_replace(client, page, "girokort", **typed)
    # Who asks for both gets what Wagtail does, and no replacement behind it.
    assert page.title == page.get_latest_revision_as_object().title == "Betal med girokort"


def test_one_click_is_refused_on_a_locked_page(client, boss, home):
    page = factories.faq_page(home, NEMID, locked=True)
    click_replace(client, page)
    assert page.get_latest_revision() is None


def test_the_panel_offers_the_click(client, boss, home):
    page = factories.faq_page(home, NEMID)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'form="page-edit-form" name="libfees_replace" value="NemID"' in html


# Reviewing


def test_reviewed_today(client, boss, home):
    page = factories.faq_page(home)
    url = reverse("libfees_review", args=[page.pk])
    assert client.get(url).status_code == 200
    assert not PageReview.objects.exists()
    assert client.post(url).status_code == 302
    assert PageReview.objects.get().user == boss
    assert page.get_latest_revision() is None
    assert boss.username in client.get(url).content.decode()


# Permissions

VIEWS = ["libfees_live_findings", "libfees_replace_terms", "libfees_review"]


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_views_of_a_page_refuse_who_may_not_edit_it(client, home, name, method):
    page = factories.faq_page(home, NEMID)
    other = factories.site("sandby.example", default=False)
    client.force_login(factories.staff("lokal", "change_page", below=other.root_page))
    response = getattr(client, method)(reverse(name, args=[page.pk]))
    # Wagtail answers a refusal in the admin with a redirect to its front page.
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")
    assert page.get_latest_revision() is None
    assert not PageReview.objects.exists()


@pytest.mark.parametrize("name", VIEWS)
def test_views_of_a_page_of_another_kind_are_not_there(client, boss, home, name):
    assert client.post(reverse(name, args=[home.pk])).status_code == 404
    assert client.post(reverse(name, args=[999_999])).status_code == 404


def test_the_report_refuses_who_edits_nothing(client, home):
    client.force_login(factories.staff("gæst"))
    assert client.get(reverse("libfees_quality")).status_code == 302


def test_who_may_not_open_the_settings_asks_who_may(client, home):
    """Of any page: it stands on the desk until the settings say it."""
    call_command("libfees_setup_roles", stdout=io.StringIO())
    people = {}
    for role in ("Redaktør", "Lokal administrator"):
        people[role] = factories.borrower(role)
        people[role].groups.add(Group.objects.get(name=role))
    answer = "<p>Ring til {phone_payment}, eller gå til {portal_url}.</p>"
    page = factories.faq_page(home, factories.questions(("?", answer)), live=False)
    client.force_login(people["Redaktør"])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    button = soup(client.get(edit)).select_one("[data-libfees-ask]")
    assert button["data-libfees-ask"] == "phone_payment,portal_url"
    told = client.post(button["data-url"], {"facts": f"{button['data-libfees-ask']},x"}).json()
    assert "er spurgt" in told["told"]
    html = soup(client.get(edit))
    assert html.select_one("[data-libfees-ask]") is None
    assert "Spurgt den" in html.select_one(".libfees-cause__ask").text

    client.force_login(people["Lokal administrator"])
    desk = soup(client.get(reverse("wagtailadmin_home")))
    [line] = [row for row in desk.select(".libfees-desk__line") if "beder dig" in row.text]
    assert "libfees-field=contact_points" in line.a["href"]
    assert soup(client.get(edit)).select_one("[data-libfees-ask]") is None
    contact = {"matter": "payment", "name": "Kontoret", "phone": "12 34 56 78"}
    factories.fee_settings(
        home.get_site(), portal={"url": "https://x.example/"}, contact_points=[("point", contact)]
    )
    assert "beder dig" not in client.get(reverse("wagtailadmin_home")).content.decode()
