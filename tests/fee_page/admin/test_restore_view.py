"""A fee page that is gone is told on the front page, by the checks and by a command, and mended."""

from io import StringIO

import django
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.checks import Tags, run_checks
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import GroupSitePermission, Page, PageViewRestriction
from wagtail.users.models import UserProfile

from tests import factories
from wagtail_libfees.models import FeePageBackup, FeeSettings
from wagtail_libfees.pages.models import TaksterPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def fee_page(site):
    page = factories.takster_page(site.root_page, title="Takster")
    factories.fee_settings(site, fee_page=page.page_ptr)
    return page


def url_of(site):
    return reverse("libfees_restore_fee_page", args=[site.pk])


def warnings(**kwargs):
    found = run_checks(tags=[Tags.database], **kwargs)
    return [message.id for message in found if message.id.startswith("wagtail_libfees")]


def run(*arguments):
    out, err = StringIO(), StringIO()
    call_command("libfees_restore_takster", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


# The front page of the admin and the button


def test_the_front_page_tells_and_offers_the_button(client, site, fee_page):
    fee_page.delete()
    client.force_login(factories.admin())
    text = client.get(reverse("wagtailadmin_home")).content.decode()
    assert url_of(site) in text


def test_the_front_page_says_nothing_when_nothing_is_wrong(client, site, fee_page):
    client.force_login(factories.admin())
    assert url_of(site) not in client.get(reverse("wagtailadmin_home")).text


def test_asking_changes_nothing_and_the_button_brings_it_back(client, site, fee_page):
    fee_page.delete()
    client.force_login(factories.admin())
    assert "Takster" in client.get(url_of(site)).content.decode()
    assert not TaksterPage.objects.exists()
    response = client.post(url_of(site))
    page = TaksterPage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.live
    assert FeeSettings.objects.get(site=site).fee_page_id == page.pk


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_in_its_place_is_said_to_be_so(method, client, site, fee_page):
    client.force_login(factories.admin())
    assert getattr(client, method)(url_of(site)).status_code in (200, 302)
    assert TaksterPage.objects.count() == 1


def test_a_site_without_settings_is_offered_a_new_page(client, site):
    client.force_login(factories.admin())
    assert "<button" in client.get(url_of(site)).content.decode().split("<main")[1]
    client.post(url_of(site))
    assert not TaksterPage.objects.get().live


def test_a_private_page_has_no_button(client, site, fee_page):
    PageViewRestriction.objects.create(page=fee_page, restriction_type="login")
    client.force_login(factories.admin())
    assert '<form action="" method="post"' not in client.get(url_of(site)).content.decode()
    assert client.post(url_of(site)).status_code == 302
    assert PageViewRestriction.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["staff", "other site", "borrower", None])
def test_who_may_not_change_the_settings_is_refused(who, method, client, site, fee_page):
    fee_page.delete()
    if who == "borrower":
        client.force_login(factories.borrower())
    elif who:
        user = factories.staff()
        if who == "other site":
            GroupSitePermission.objects.create(
                group=user.groups.get(),
                site=factories.site("andenby.example", default=False),
                permission=Permission.objects.get(codename="change_feesettings"),
            )
        client.force_login(user)
    assert getattr(client, method)(url_of(site)).status_code == 302
    assert not TaksterPage.objects.exists()


def test_changing_settings_does_not_give_the_right_to_publish(client, site, fee_page):
    Page.objects.get(pk=fee_page.pk).unpublish()
    user = factories.staff()
    user.groups.get().permissions.add(Permission.objects.get(codename="change_feesettings"))
    client.force_login(user)
    client.post(url_of(site))
    assert not TaksterPage.objects.get().live


@pytest.fixture
def roles(site):
    """One of each role of the site, by name."""
    call_command("libfees_setup_roles", verbosity=0)

    def member(name):
        user = factories.staff(name.lower().replace("ø", "oe"))
        user.groups.set(Group.objects.filter(name=name))
        return user

    return member


@pytest.mark.parametrize(("role", "back"), [("Redaktør", True), ("Formidler", False)])
def test_who_may_publish_brings_a_deleted_page_back(role, back, roles, client, site, fee_page):
    fee_page.delete()
    client.force_login(roles(role))
    assert (url_of(site) in client.get(reverse("wagtailadmin_home")).text) is back
    assert ("feesettings" in client.get(url_of(site)).text) is False
    client.post(url_of(site))
    assert TaksterPage.objects.filter(live=True).exists() is back
    assert (FeeSettings.objects.get(site=site).fee_page_id is not None) is back


@pytest.mark.parametrize("chosen", ["in its place", "unpublished", "never"])
def test_a_publisher_chooses_no_fee_page(chosen, roles, client, site, fee_page):
    if chosen == "unpublished":
        Page.objects.get(pk=fee_page.pk).unpublish()
    if chosen == "never":
        FeePageBackup.objects.all().delete()
        FeeSettings.objects.update(fee_page=None)
    client.force_login(roles("Redaktør"))
    before = FeeSettings.objects.get(site=site).fee_page_id
    assert client.post(url_of(site)).url == reverse("wagtailadmin_home")
    assert FeeSettings.objects.get(site=site).fee_page_id == before
    assert TaksterPage.objects.count() == 1


# What is said before the button is pressed


def words(client, site):
    """What the view says in English, and whether it has the button."""
    user = factories.admin()
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(user)
    text = client.get(url_of(site)).text.split("<main")[1]
    return text, 'method="post"' in text


def test_a_page_that_exists_is_chosen_and_not_made_again(client, site, fee_page):
    factories.fee_settings(site, fee_page=None)
    text, button = words(client, site)
    assert "made again" not in text
    assert "Choose this page" in text
    assert button
    client.post(url_of(site))
    assert FeeSettings.objects.get(site=site).fee_page_id == fee_page.pk
    assert TaksterPage.objects.count() == 1


def test_where_a_page_is_moved_is_said(client, site, fee_page):
    Page.objects.get(pk=fee_page.pk).move(Page.get_first_root_node(), "last-child")
    text, button = words(client, site)
    assert f"is moved below “{site.root_page.title}”" in text
    assert button


def test_a_page_of_another_site_has_no_button(client, site, fee_page):
    second = factories.site("andenby.example", default=False)
    factories.fee_settings(second, fee_page=fee_page.page_ptr)
    text, button = words(client, second)
    assert "belongs to another site" in text
    assert not button
    client.post(url_of(second))
    assert Page.objects.get(pk=fee_page.pk).get_site() == site


def test_an_address_can_be_the_answer(client, site, fee_page):
    factories.fee_settings(site, fee_page_url="/gammel-takster/")
    fee_page.delete()
    assert "/gammel-takster/" in words(client, site)[0]


@pytest.mark.parametrize(("answer", "live"), [({}, True), ({"forget": ""}, False)])
def test_a_deleted_translation_is_brought_back_or_forgotten(answer, live, client, site, fee_page):
    english = factories.translated(fee_page, title="Fees")
    english.save_revision().publish()
    TaksterPage.objects.filter(pk=english.pk).delete()
    text, button = words(client, site)
    assert "“Fees” (English), a translation of the fee page, is made again" in text
    assert "Bring the translation back" in client.get(reverse("wagtailadmin_home")).text
    assert button
    for _again in range(2):
        client.post(url_of(site), answer)
        assert TaksterPage.objects.filter(pk=english.pk, live=True).exists() is live
        assert TaksterPage.objects.filter(locale=site.root_page.locale).count() == 1
    assert "is in its place" in client.get(url_of(site)).text
    assert url_of(site) not in client.get(reverse("wagtailadmin_home")).text


# The system check


def test_the_check_of_the_database_warns(site, fee_page):
    assert warnings(databases=["default"]) == []
    fee_page.delete()
    assert warnings(databases=["default"]) == ["wagtail_libfees.W010"]


def test_without_a_database_nothing_is_asked(site, fee_page, django_assert_num_queries):
    fee_page.delete()
    with django_assert_num_queries(0):
        assert warnings(databases=[]) == []


@pytest.mark.parametrize("databases", [None, ["default"]])
def test_a_deployment_is_told_once(site, fee_page, databases):
    fee_page.delete()
    found = run_checks(include_deployment_checks=True, databases=databases)
    twice = databases and django.VERSION >= (6, 1)
    assert [each.id for each in found].count("wagtail_libfees.W010") == (2 if twice else 1)


# The command


def test_the_command_brings_back_what_is_gone(site, fee_page):
    fee_page.delete()
    out, err = run()
    assert "Takster" in out
    assert err == ""
    assert TaksterPage.objects.get().live
    assert run()[1] == ""


def test_the_command_knows_one_site_by_its_host(site, fee_page):
    second = factories.site("andenby.example", default=False)
    other = factories.takster_page(second.root_page, title="Priser")
    factories.fee_settings(second, fee_page=other.page_ptr)
    fee_page.delete()
    other.delete()
    assert "Priser" in run("--site", "andenby.example")[0]
    assert [page.title for page in TaksterPage.objects.all()] == ["Priser"]


def test_the_command_makes_a_page_for_a_site_without_settings(site):
    with pytest.raises(CommandError):
        run("--site", "localhost")
    assert not TaksterPage.objects.get().live


def test_the_command_leaves_a_site_alone_that_lost_nothing(site, fee_page):
    second = factories.site("andenby.example", default=False)
    factories.fee_settings(second, portal="Portalen")
    fee_page.delete()
    out, err = run()
    assert err == ""
    assert second.site_name in out
    assert TaksterPage.objects.get().get_site() == site
    assert FeeSettings.objects.get(site=second).fee_page_id is None


def test_a_page_that_stays_out_of_reach_fails_the_command(site, fee_page):
    factories.restrict(site.root_page)
    fee_page.delete()
    with pytest.raises(CommandError):
        run()


def test_an_unknown_site_is_said_to_be_so():
    with pytest.raises(CommandError):
        run("--site", "findes.ikke")


def test_what_needs_a_person_fails_the_command(site, fee_page):
    PageViewRestriction.objects.create(page=fee_page, restriction_type="login")
    with pytest.raises(CommandError):
        run()


def test_an_alias_is_told_without_a_button_that_cannot_mend_it(client, site, fee_page):
    alias = fee_page.create_alias(parent=site.root_page, update_slug="kopi")
    factories.fee_settings(site, fee_page=alias.page_ptr)
    client.force_login(factories.admin())
    assert "Se, hvad der kan gøres" in client.get(reverse("wagtailadmin_home")).content.decode()
    html = client.get(url_of(site)).content.decode()
    assert "som den følger" in html
    assert "skjult" not in html
    assert 'method="post"' not in html.split("<main")[1]
