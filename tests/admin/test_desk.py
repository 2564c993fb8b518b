"""The desk: what waits for a user, nothing of others, and nothing when nothing waits."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext
from wagtail.models import Site

from tests import factories
from wagtail_libfees.admin.desk import DeskLine, lines, register_desk_lines
from wagtail_libfees.admin.desk.lines import desk_lines
from wagtail_libfees.clock import today

pytestmark = pytest.mark.django_db

NEMID = factories.questions(("Hvordan?", "<p>Log på med NemID.</p>"))


@pytest.fixture
def home():
    """A front page below which a fee page is being written."""
    found = factories.site().root_page
    factories.takster_page(found, live=False, title="Takster i kladde")
    return found


@pytest.fixture
def boss():
    return factories.admin()


def texts(user):
    return [line.text for line in desk_lines(user)]


def test_nothing_waits(client, boss, home):
    factories.faq_page(home, owner=boss)
    assert desk_lines(boss) == []
    client.force_login(boss)
    content = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "libfees-desk" in content
    assert "desk.css" in content
    assert escape(gettext("Nothing needs you today.")) in content


def test_findings_on_my_pages(boss, home):
    page = factories.faq_page(home, NEMID, title="Min side", owner=boss)
    factories.faq_page(home, factories.questions(("X?", "NemID")), title="En andens side")
    [line] = desk_lines(boss)
    assert line.urgent
    assert "Min side" in line.text
    assert line.url.startswith(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def test_findings_on_pages_that_i_wrote_last(boss, home):
    page = factories.faq_page(home, NEMID, title="Rettet af mig")
    page.save_revision(user=boss)
    assert "Rettet af mig" in texts(boss)[0]


def test_findings_in_my_draft_of_a_published_page(boss, home):
    page = factories.faq_page(home, owner=boss)
    page.title = "Kladde [indsæt navn]"
    page.save_revision(user=boss)
    assert "[indsæt navn]" in texts(boss)[0]


def test_a_page_that_i_may_no_longer_edit(home):
    user = factories.staff("tidligere")
    factories.faq_page(home, NEMID, owner=user)
    assert desk_lines(user) == []


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"to_day": today()}, True),
        ({"to_day": today() + timedelta(days=2)}, True),
        ({"to_day": today() + timedelta(days=3)}, False),
        ({"to_day": today() - timedelta(days=1)}, False),
        ({"review_day": today()}, True),
        ({"review_day": today() + timedelta(days=1)}, False),
        ({"to_day": today(), "live": False}, False),
        ({}, False),
    ],
)
def test_notices(boss, home, fields, shown):
    factories.notice(factories.notice_index(home), title="Lukket", **fields)
    assert any("Lukket" in text for text in texts(boss)) is shown


def test_a_notice_is_told_once_although_its_copy_follows_it(boss, home):
    factories.translated(home)
    archive = factories.notice_index(home)
    english = factories.translated(archive)
    notice = factories.notice(archive, title="Lukket", to_day=today())
    notice.copy_for_translation(english.locale, alias=True)
    told = [text for text in texts(boss) if "Lukket" in text]
    assert len(told) == 1, told


def test_a_notice_is_ended_on_the_desk_by_who_may_publish(boss, home, client):
    notice = factories.notice(factories.notice_index(home), title="Lukket", review_day=today())
    writer = factories.staff("skribent", "change_page", below=home)
    (line,) = [line for line in desk_lines(writer) if "Lukket" in line.text]
    assert not line.does
    (line,) = [line for line in desk_lines(boss) if "Lukket" in line.text]
    assert (line.action, line.does) == ("Afslut nu", True)
    client.force_login(boss)
    desk = client.get(reverse("wagtailadmin_home")).content.decode()
    assert f'<a href="{line.page_url}">' in desk
    client.post(line.url)
    assert type(notice).objects.get(pk=notice.pk).is_over


def test_rates_that_change_soon(boss, home):
    soon, later = today() + timedelta(days=20), today() + timedelta(days=60)
    factories.takster_page(home, factories.overdue(), factories.overdue(first=soon), title="Snart")
    other = factories.site("sandby.example", default=False).root_page
    factories.takster_page(
        other, factories.overdue(), factories.overdue(first=later), title="Senere"
    )
    found = [text for text in texts(boss) if "træder i kraft" in text]
    assert len(found) == 1
    assert "Snart" in found[0]


def test_pages_to_review(boss, home):
    site = home.get_site()
    factories.fee_settings(site, fee_page_url="https://x.example/", review_interval_months=12)
    factories.faq_page(home, title="Glemt", first_published_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert "Glemt" in texts(boss)[0]


def test_only_what_the_user_may_act_on(boss, home):
    other = factories.site("sandby.example", default=False)
    user = factories.staff("lokal", "change_page", below=other.root_page)
    factories.notice(factories.notice_index(home), title="Ikke min", to_day=today())
    factories.takster_page(
        home, factories.overdue(), factories.overdue(first=today() + timedelta(days=5))
    )
    factories.fee_settings(home.get_site(), review_interval_months=1)
    factories.faq_page(home, first_published_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert len(desk_lines(boss)) >= 3
    assert desk_lines(user) == []


def test_who_edits_nothing_has_no_desk(client, home):
    client.force_login(factories.staff("gæst"))
    assert "libfees-desk" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_others_add_lines(client, boss, home, monkeypatch, caplog):
    monkeypatch.setattr(lines, "_providers", {})
    register_desk_lines(lambda user: [DeskLine(f"Til {user}<b>", "/admin/x/")])

    @register_desk_lines
    def broken(user):
        raise RuntimeError

    @register_desk_lines
    def many(user):
        return [DeskLine(str(i), "/") for i in range(100)]

    assert len(desk_lines(boss)) == 1 + lines.MOST_LINES
    assert "broken" in caplog.text
    client.force_login(boss)
    assert escape("Til admin<b>") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_bounded_queries(boss, home, monkeypatch, django_assert_max_num_queries):
    # What the ledger costs is a matter of its own tests.
    monkeypatch.setattr("wagtail_libfees.notices.desk.ledger_tasks", lambda user: [])
    index = factories.notice_index(home)
    for number in range(20):
        factories.faq_page(home, factories.questions((f"{number}?", "NemID")), owner=boss)
        factories.notice(index, title=f"N{number}", to_day=today(), owner=boss)
    desk_lines(boss)
    with django_assert_max_num_queries(60):
        desk_lines(boss)


def test_more_sites_ask_no_more(boss, home, django_assert_max_num_queries):
    """Each site has a fee page, chosen in the settings, and a notice that holds."""

    def queries(number):
        while Site.objects.count() < number:
            site = factories.site(f"by{Site.objects.count()}.example", default=False)
            factories.fee_settings(site, fee_page=factories.takster_page(site.root_page))
            factories.notice(factories.notice_index(site.root_page))
        Site.clear_site_root_paths_cache()
        Site.get_site_root_paths()
        with django_assert_max_num_queries(1000) as found:
            desk_lines(boss)
        return len(found)

    few = queries(3)
    assert queries(8) == few <= 45


def test_an_old_notice_has_a_date_in_words(boss, home):
    factories.notice(factories.notice_index(home), to_day=today(), from_day=date(2020, 1, 1))
    assert str(today().year) in texts(boss)[0]


def test_a_lost_fee_page_is_urgent_and_has_a_button(client, boss, home):
    site = home.get_site()
    page = factories.takster_page(home, live=False)
    factories.fee_settings(site, fee_page=page)
    line = desk_lines(boss)[0]
    assert line.urgent
    assert line.action
    assert line.url == reverse("libfees_restore_fee_page", args=[site.pk])
    client.force_login(boss)
    assert line.action in client.get(reverse("wagtailadmin_home")).content.decode()


def test_who_may_only_change_settings_hears_of_the_fee_page(client, home):
    user = factories.staff("lokal")
    user.groups.get().permissions.add(Permission.objects.get(codename="change_feesettings"))
    factories.fee_settings(home.get_site(), fee_page=factories.takster_page(home, live=False))
    client.force_login(user)
    assert "libfees-desk" in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("exists", [True, False])
def test_a_site_without_fee_page_is_offered_one(exists):
    home = factories.site().root_page
    user = factories.staff("skriver", "add_page", below=home)
    if exists:
        factories.takster_page(home, live=False)
    offered = [line.url for line in desk_lines(user)]
    assert (reverse("libfees_new_takster", args=[home.pk]) in offered) is not exists


@pytest.mark.parametrize(
    ("exists", "action"),
    [("published", "Choose it"), ("draft", "Go on with it"), ("", "Make a fee page")],
)
def test_a_page_that_nobody_has_chosen_is_offered(boss, exists, action):
    site = factories.site()
    factories.fee_settings(site)
    if exists:
        page = factories.takster_page(site.root_page, title="Priser", live=False)
        revision = page.save_revision()
        if exists == "published":
            revision.publish()
    [line] = [line for line in desk_lines(boss) if line.urgent]
    assert line.action == gettext(action)
    assert ("Priser" in line.text) is bool(exists)


def test_who_cannot_bring_the_page_back_is_not_offered_a_rival(boss):
    site = factories.site()
    page = factories.takster_page(site.root_page)
    factories.fee_settings(site, fee_page=page.page_ptr)
    page.delete()
    writer = factories.staff("skriver", "add_page", below=site.root_page)
    [line] = desk_lines(writer)
    assert not line.does
    assert not line.action
    assert line.url == reverse("wagtailadmin_explore", args=[site.root_page_id])
    assert [each.action for each in desk_lines(boss)] == [gettext("Bring the fee page back")]


def test_a_fee_page_in_another_language_is_one(boss):
    site = factories.site()
    english = factories.translated(site.root_page)
    factories.takster_page(english)
    writer = factories.staff("skriver", "add_page", below=site.root_page)
    assert desk_lines(writer) == []


def test_of_several_sites_only_those_in_use_are_offered_a_fee_page(boss, home):
    other = factories.site("sandby.example", default=False)
    elsewhere = factories.site("oedal.example", default=False)
    factories.site("ubrugt.example", default=False)
    factories.takster_page(home)
    factories.fee_settings(elsewhere, fee_page_url="https://oedal.example/takster/")
    factories.fee_settings(other)
    writer = factories.staff("skriver", "add_page")
    [line] = [line for line in desk_lines(writer) if line.action]
    assert line.url == reverse("libfees_new_takster", args=[other.root_page_id])
    # Who may change the settings hears it once.
    assert [line.urgent for line in desk_lines(boss) if "sandby" in line.text] == [True]


def test_more_than_fits_is_told(client, boss, home, monkeypatch):
    monkeypatch.setattr(lines, "_providers", {})
    register_desk_lines(lambda user: [DeskLine(str(i), "/") for i in range(9)])
    client.force_login(boss)
    assert "3 ting mere" in client.get(reverse("wagtailadmin_home")).content.decode()
