"""`libfees_setup_roles`: gives what is missing, once, for each site, and takes nothing away."""

from io import StringIO
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Site

from tests import factories
from wagtail_libfees import roles
from wagtail_libfees.models import FeeSettings

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("libfees_setup_roles", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def warned(*arguments):
    err = StringIO()
    call_command("libfees_setup_roles", *arguments, stdout=StringIO(), stderr=err)
    return err.getvalue()


def member(group_name):
    user = User.objects.create_user(group_name, password="kodeord")
    user.groups.add(Group.objects.get(name=group_name))
    return user


ROLES = ["Lokal administrator", "Redaktør", "Formidler", "Medarbejder"]


def test_one_site_has_a_group_for_each_role():
    factories.site()
    assert "Redaktør: + wagtailadmin.access_admin" in run()
    assert set(ROLES) <= set(Group.objects.values_list("name", flat=True))


def test_again_changes_nothing():
    factories.site()
    run()
    before = GroupPagePermission.objects.count()
    assert "+" not in run()
    assert GroupPagePermission.objects.count() == before


def test_a_dry_run_changes_nothing():
    factories.site()
    factories.site("sandby.example", default=False)
    assert "+" in run("--dry-run")
    assert not Group.objects.filter(name__startswith="Redaktør").exists()
    assert not Collection.objects.filter(name="sandby.example").exists()


def test_what_others_granted_stays():
    factories.site()
    run()
    group = Group.objects.get(name="Formidler")
    own = Permission.objects.get(codename="add_importrun")
    group.permissions.add(own)
    run()
    assert own in group.permissions.all()


def test_what_was_taken_away_is_given_again():
    factories.site()
    run()
    GroupPagePermission.objects.filter(group__name="Redaktør").delete()
    assert "publish_page" in run()


@pytest.mark.parametrize(
    ("role", "edit", "publish"),
    [("Lokal administrator", True, True), ("Redaktør", True, True), ("Formidler", True, False)],
)
def test_what_a_role_may_do_with_pages(role, edit, publish):
    home = factories.site().root_page
    run()
    permissions = factories.faq_page(home).permissions_for_user(member(role))
    assert permissions.can_edit() is edit
    assert permissions.can_publish() is publish


@pytest.mark.parametrize(
    ("role", "settings", "importer", "terms"),
    [
        ("Lokal administrator", True, True, True),
        ("Redaktør", False, True, False),
        ("Formidler", False, False, False),
    ],
)
def test_what_a_role_may_open(client, role, settings, importer, terms):
    site = factories.site()
    run()
    client.force_login(member(role))
    wanted = {
        reverse("wagtailsettings:edit", args=["wagtail_libfees", "feesettings", site.pk]): settings,
        reverse("libfees_imports:index"): importer,
        reverse("libfees_terms:index"): terms,
        reverse("libfees_quality"): True,
    }
    for url, may in wanted.items():
        assert (client.get(url).status_code == 200) is may, url


def test_several_sites_have_groups_and_a_collection_each():
    here = factories.site("fjordby.example")
    there = factories.site("sandby.example", default=False)
    run()
    user = member("Lokal administrator (sandby.example)")
    assert factories.faq_page(there.root_page).permissions_for_user(user).can_edit()
    assert not factories.faq_page(here.root_page).permissions_for_user(user).can_edit()
    policy = FeeSettings.get_permission_policy()
    assert list(policy.sites_user_has_permission_for(user, "change")) == [there]
    assert Collection.objects.filter(name="sandby.example").count() == 1


def test_one_of_several_sites():
    factories.site("fjordby.example")
    factories.site("sandby.example", default=False)
    run("--site", "sandby.example")
    assert Group.objects.filter(name="Redaktør (sandby.example)").exists()
    assert not Group.objects.filter(name="Redaktør (fjordby.example)").exists()


def test_one_host_on_two_ports_has_groups_for_each():
    first = factories.site("fjordby.example")
    second = factories.site("sikker.example", default=False)
    Site.objects.filter(pk=second.pk).update(hostname="fjordby.example", port=443)
    run()
    assert "+" not in run("--site", "fjordby.example:443")
    with pytest.raises(CommandError, match=r"fjordby\.example:80"):
        run("--site", "fjordby.example")
    for site in (first, Site.objects.get(pk=second.pk)):
        user = member(f"Redaktør (fjordby.example:{site.port})")
        assert site.root_page.permissions_for_user(user).can_edit()
    assert not first.root_page.permissions_for_user(user).can_edit()


def test_the_groups_of_a_time_with_one_site_are_told_of():
    factories.site("fjordby.example")
    assert warned() == ""
    factories.site("sandby.example", default=False)
    assert "Redaktør" in warned("--dry-run")
    GroupCollectionPermission.objects.filter(group__name__in=ROLES).delete()
    assert warned() == ""


def test_a_site_that_took_over_a_host_is_told_of():
    old = factories.site("fjordby.example")
    factories.site("sandby.example", default=False)
    run()
    Site.objects.filter(pk=old.pk).update(hostname="ny.example")
    factories.site("fjordby.example", default=False)
    Site.clear_site_root_paths_cache()
    told = warned()
    assert "Redaktør (fjordby.example)" in told
    assert old.root_page.title in told


def test_translations_of_a_site_are_its_own():
    site = factories.site()
    run()
    english = factories.translated(site.root_page)
    assert GroupPagePermission.objects.filter(group__name="Redaktør", page=english).exists()
    assert warned() == ""


def test_an_editor_writes_in_every_language_of_the_site_and_sends_to_translation():
    site = factories.site()
    english = site.root_page.copy_for_translation(factories.locale("en"))
    run()
    user = member("Redaktør")
    assert english.permissions_for_user(user).can_publish()
    assert user.has_perm("wagtail_localize.submit_translation")
    writer = member("Formidler")
    assert not english.permissions_for_user(writer).can_publish()
    assert not writer.has_perm("wagtail_localize.submit_translation")


def test_a_language_that_comes_later_is_for_the_roles_too():
    site = factories.site()
    run()
    english = site.root_page.copy_for_translation(factories.locale("en"))
    assert english.permissions_for_user(member("Redaktør")).can_publish()
    writer = english.permissions_for_user(member("Formidler"))
    assert (writer.can_edit(), writer.can_publish()) == (True, False)
    assert "+" not in run("--dry-run")
    # A page further down is nobody's front page.
    before = GroupPagePermission.objects.count()
    factories.faq_page(site.root_page).copy_for_translation(factories.locale("en"))
    assert GroupPagePermission.objects.count() == before


def test_a_group_of_a_single_sign_on_has_the_role_that_it_is_mapped_to(settings):
    """A plain Django group, such as a login makes it; it is there before or made here."""
    site = factories.site()
    Group.objects.create(name="AD-Bibliotek-Web")
    settings.WAGTAIL_LIBFEES = {
        "ROLE_GROUPS": {"Redaktør": ["AD-Bibliotek-Web"], "Medarbejder": ["AD-Bibliotek-Alle"]}
    }
    assert "AD-Bibliotek-Web: + wagtailadmin.access_admin" in run()
    editor = member("AD-Bibliotek-Web")
    assert site.root_page.permissions_for_user(editor).can_publish()
    assert not member("AD-Bibliotek-Alle").has_perm("wagtailadmin.access_admin")
    assert "+" not in run()
    english = site.root_page.copy_for_translation(factories.locale("en"))
    # Wagtail keeps what it has looked up with the user.
    again = User.objects.get(pk=editor.pk)
    assert english.permissions_for_user(again).can_publish()


def test_a_group_is_mapped_to_the_role_of_one_library(settings):
    here = factories.site("fjordby.example")
    there = factories.site("sandby.example", default=False)
    settings.WAGTAIL_LIBFEES = {"ROLE_GROUPS": {"Redaktør (sandby.example)": ["AD-Sandby"]}}
    run()
    editor = member("AD-Sandby")
    assert there.root_page.permissions_for_user(editor).can_publish()
    assert not here.root_page.permissions_for_user(editor).can_edit()


@pytest.mark.parametrize("stated", [["AD"], {"Redaktør": "AD"}, None])
def test_a_mapping_of_another_shape_is_refused(settings, stated):
    factories.site()
    settings.WAGTAIL_LIBFEES = {"ROLE_GROUPS": stated}
    with pytest.raises(ImproperlyConfigured, match="ROLE_GROUPS"):
        run()


def test_the_rights_to_pages_are_called_as_the_page_model_is(monkeypatch):
    """A site that has swapped the base page has permissions of other names."""
    other = SimpleNamespace(_meta=SimpleNamespace(app_label="base", model_name="municipalpage"))
    monkeypatch.setattr("wagtail_libfees.roles.swapper.load_model", lambda *names: other)
    assert roles._of_pages(("add", "bulk_delete")) == (
        "base.add_municipalpage",
        "base.bulk_delete_municipalpage",
    )
