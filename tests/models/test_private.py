"""Staff text never reaches the public: every door is tried."""

import io
import json

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from tests import factories
from wagtail_libfees.models import PrivatePageMixin
from wagtail_libfees.pages.models import StaffGuidePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]

# Words that stand nowhere else: in the title, the introduction, a question, its answer, a slug.
TITLE = "Vejledning zebra"
INTRO = "Indledning giraf"
QUESTION = "Hvad gør vi med flodhesten?"
ANSWER = "Send sagen til pingvinen"
SLUG = "vejledning-zebra"
WORDS = ("zebra", "giraf", "flodhest", "pingvin")


@pytest.fixture
def guide(site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return factories.staff_guide(
            site.root_page,
            factories.questions((QUESTION, f"<p>{ANSWER}</p>")),
            title=TITLE,
            slug=SLUG,
            intro=f"<p>{INTRO}</p>",
            search_description="zebra i søgemaskiner",
            show_in_menus=True,
        )


@pytest.fixture(params=["anonymous", "borrower"])
def outsider(request, client):
    """The client of someone who may not read staff text."""
    if request.param == "borrower":
        client.force_login(factories.borrower())
    return client


@pytest.fixture
def colleague(client):
    client.force_login(factories.staff())
    return client


def says_nothing(response) -> bool:
    """Whether no word of the guide is in the answer: neither its body nor its headers."""
    body = response.getvalue() if response.streaming else response.content
    said = f"{body.decode()} {dict(response.items())}".casefold()
    # The address that was asked for may come back, as the place to go on to after the login.
    said = said.replace(SLUG, "").replace(SLUG.upper(), "")
    return not any(word in said for word in WORDS)


def restrictions(page):
    return [r.restriction_type for r in PageViewRestriction.objects.filter(page=page)]


def remove_unnoticed(page):
    """Take the restriction away by a door that sends no signals."""
    found = PageViewRestriction.objects.filter(page=page)
    PageViewRestriction.groups.through.objects.filter(pageviewrestriction__in=found).delete()
    found._raw_delete("default")


# The page itself


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "?fields=*",
        "?preview=true",
        "?rendering_preview=1",
        "index.html",
        "feed/",
        "?mode=amp",
        "%2e%2e/vejledning-zebra/",
    ],
)
def test_the_page_shows_nothing_to_an_outsider(outsider, guide, tail):
    response = outsider.get(f"/{SLUG}/{tail}")
    assert response.status_code in (302, 403, 404)
    assert says_nothing(response)


@pytest.mark.parametrize("path", [f"/{SLUG}", f"//{SLUG}/", f"/{SLUG.upper()}/", f"/en/{SLUG}/"])
def test_another_spelling_of_the_address_shows_nothing_to_an_outsider(outsider, guide, path):
    response = outsider.get(path, follow=True)
    assert says_nothing(response)


@pytest.mark.parametrize("method", ["post", "head", "options", "put"])
def test_other_methods_show_nothing_to_an_outsider(outsider, guide, method):
    assert says_nothing(getattr(outsider, method)(f"/{SLUG}/"))


def test_an_anonymous_reader_is_sent_to_the_login_page(client, guide):
    response = client.get(f"/{SLUG}/")
    assert response.status_code == 302
    assert response.url.startswith(reverse("wagtailcore_login"))


def test_a_login_without_access_to_the_admin_is_refused(client, guide):
    client.force_login(factories.borrower())
    assert client.get(f"/{SLUG}/").status_code in (302, 403)


def test_a_login_is_refused_by_the_page_itself_too(client, guide):
    remove_unnoticed(guide)
    client.force_login(factories.borrower())
    assert client.get(f"/{SLUG}/").status_code == 403


def test_staff_read_the_page(colleague, guide):
    response = colleague.get(f"/{SLUG}/")
    assert response.status_code == 200
    for words in (TITLE, INTRO, QUESTION, ANSWER):
        assert words in response.content.decode()


def test_no_cache_keeps_the_page(colleague, guide):
    sent = colleague.get(f"/{SLUG}/").headers["Cache-Control"]
    assert "no-store" in sent
    assert "private" in sent


def test_search_engines_are_told_to_stay_away(colleague, guide):
    assert 'content="noindex' in colleague.get(f"/{SLUG}/").content.decode()


def test_a_deactivated_colleague_may_not_read(guide):
    user = factories.staff()
    user.is_active = False
    assert not guide.may_read(user)
    assert not guide.may_read(AnonymousUser())


def test_the_page_refuses_without_any_restriction_too(outsider, guide):
    """The two ways hold each alone: here the restriction is gone by a door without signals."""
    remove_unnoticed(guide)
    assert restrictions(guide) == []
    response = outsider.get(f"/{SLUG}/")
    assert response.status_code in (302, 403)
    assert says_nothing(response)


# Lists of pages


API = "/api/v2/pages/"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?fields=*",
        "?type=libfees_pages.StaffGuidePage&fields=*",
        "?type=libfees_pages.StaffGuidePage&fields=title,intro,body",
        "?search=zebra",
        "?search=giraf",
        "?search=pingvinen",
        f"?slug={SLUG}",
        "?order=title&limit=20",
        "?show_in_menus=true&fields=*",
        "?descendant_of={home}&fields=*",
        "?child_of={home}&fields=*",
        "?locale=da&fields=*",
    ],
)
def test_the_list_of_the_api_leaves_it_out(outsider, site, guide, query):
    response = outsider.get(API + query.format(home=site.root_page.pk))
    assert says_nothing(response)
    assert guide.pk not in [item["id"] for item in json.loads(response.content).get("items", [])]


@pytest.mark.parametrize("query", ["", "?fields=*", "?fields=intro,body"])
def test_the_api_does_not_know_it(outsider, guide, query):
    response = outsider.get(f"{API}{guide.pk}/{query}")
    assert response.status_code == 404
    assert says_nothing(response)


@pytest.mark.parametrize("query", [f"?html_path=/{SLUG}/", "?id={pk}"])
def test_the_api_does_not_find_it(outsider, guide, query):
    response = outsider.get(f"{API}find/{query.format(pk=guide.pk)}", follow=True)
    assert response.status_code == 404
    assert says_nothing(response)


@pytest.mark.parametrize("relation", ["translation_of", "child_of", "ancestor_of", "descendant_of"])
def test_the_api_tells_nothing_by_its_relations(outsider, guide, relation):
    english = factories.translated(guide, slug="guide-zebra")
    for page in (guide, english):
        assert says_nothing(outsider.get(f"{API}?{relation}={page.pk}&fields=*"))


def test_the_api_of_its_parent_does_not_name_it(outsider, site, guide):
    assert says_nothing(outsider.get(f"{API}{site.root_page.pk}/?fields=*"))


def test_the_page_offers_no_field_to_the_api():
    assert [field.name for field in getattr(StaffGuidePage, "api_fields", [])] == []


def test_only_the_title_is_searched(guide):
    assert {"intro", "body"}.isdisjoint(f.field_name for f in StaffGuidePage.get_search_fields())


@pytest.mark.parametrize("query", ["zebra", "giraf", "flodhesten", "pingvinen"])
def test_the_search_of_the_site_does_not_find_it(outsider, guide, query):
    call_command("update_index", verbosity=0)
    response = outsider.get("/soeg/", {"q": query})
    assert response.status_code == 200
    assert response.context["results"] == []


def test_the_sitemap_leaves_it_out(outsider, guide):
    response = outsider.get("/sitemap.xml")
    assert response.status_code == 200
    assert "<url>" in response.rendered_content
    assert says_nothing(response)
    assert SLUG not in response.rendered_content


def test_the_sitemap_leaves_it_out_without_a_restriction_too(outsider, guide):
    remove_unnoticed(guide)
    assert SLUG not in outsider.get("/sitemap.xml").rendered_content


def test_menus_and_other_pages_do_not_name_it(outsider, site, guide):
    factories.page_of_each_type(site.root_page)
    public = Page.objects.live().public().descendant_of(site.root_page, inclusive=True)
    assert public.count() == 5
    for page in public:
        response = outsider.get(page.url)
        assert response.status_code == 200
        assert says_nothing(response)
        assert SLUG not in response.content.decode()


# Ways that an editor can make it public


@pytest.mark.parametrize(
    "kind",
    [PageViewRestriction.NONE, PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN],
)
def test_the_privacy_dialog_cannot_open_the_page(client, guide, kind):
    client.force_login(factories.admin())
    url = reverse("wagtailadmin_pages:set_privacy", args=[guide.pk])
    client.post(url, {"restriction_type": kind, "password": "hemmelig", "groups": []})
    assert restrictions(guide) == [PageViewRestriction.GROUPS]
    client.force_login(factories.borrower())
    assert client.get(f"/{SLUG}/").status_code == 302
    assert says_nothing(client.get(API))
    client.logout()
    assert client.get(f"/{SLUG}/").status_code == 302
    assert says_nothing(client.get(API))


def test_the_privacy_dialog_can_narrow_it_to_groups(client, guide):
    client.force_login(factories.admin())
    url = reverse("wagtailadmin_pages:set_privacy", args=[guide.pk])
    chosen = Group.objects.create(name="Betaling")
    client.post(url, {"restriction_type": "groups", "groups": [chosen.pk]})
    assert restrictions(guide) == [PageViewRestriction.GROUPS]


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_a_script_cannot_let_in_everyone_with_a_login(guide, kind):
    restriction = PageViewRestriction.objects.get(page=guide)
    restriction.restriction_type = kind
    restriction.save()
    assert restrictions(guide) == [PageViewRestriction.GROUPS]


def test_a_group_that_gets_access_to_the_admin_later_may_read(client, guide):
    client.force_login(factories.staff("ny"))
    assert client.get(f"/{SLUG}/").status_code == 200


def test_a_page_that_was_narrowed_is_not_opened_to_a_new_group(client, guide):
    chosen = Group.objects.create(name="Betaling")
    PageViewRestriction.objects.get(page=guide).groups.set([chosen])
    client.force_login(factories.staff("ny"))
    assert client.get(f"/{SLUG}/").status_code == 302


def test_a_new_group_without_access_to_the_admin_is_not_let_in(guide):
    made = Group.objects.create(name="Frivillige")
    made.permissions.add(Permission.objects.get(codename="change_feesettings"))
    assert made not in PageViewRestriction.objects.get(page=guide).groups.all()


def test_other_pages_keep_the_restriction_that_an_editor_chose(site):
    page = factories.faq_page(site.root_page)
    factories.restrict(page)
    assert restrictions(page) == [PageViewRestriction.LOGIN]
    factories.staff("ny")
    PageViewRestriction.objects.filter(page=page).delete()
    assert restrictions(page) == []


def test_deleting_the_restriction_brings_it_back(guide):
    PageViewRestriction.objects.filter(page=guide).delete()
    assert restrictions(guide) == [PageViewRestriction.GROUPS]


def test_publishing_and_unpublishing_keep_it(guide):
    for change in (lambda: guide.unpublish(), lambda: guide.save_revision().publish()):
        change()
        guide.refresh_from_db()
        assert restrictions(guide) == [PageViewRestriction.GROUPS]


def test_moving_keeps_it(site, guide):
    guide.move(factories.notice_index(site.root_page), pos="last-child")
    assert restrictions(guide) == [PageViewRestriction.GROUPS]


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_copy_is_restricted(guide, keep_live):
    copied = guide.copy(update_attrs={"slug": "kopi"}, keep_live=keep_live)
    assert restrictions(copied) == [PageViewRestriction.GROUPS]


def test_a_copy_in_the_admin_is_restricted(client, site, guide):
    client.force_login(factories.admin())
    data = {
        "new_title": "Kopi",
        "new_slug": "kopi",
        "new_parent_page": site.root_page.pk,
        "publish_copies": "on",
    }
    client.post(reverse("wagtailadmin_pages:copy", args=[guide.pk]), data)
    assert restrictions(Page.objects.get(slug="kopi")) == [PageViewRestriction.GROUPS]


def test_an_alias_is_restricted(client, guide):
    alias = guide.create_alias(update_slug="alias")
    assert restrictions(alias) == [PageViewRestriction.GROUPS]
    assert client.get("/alias/").status_code == 302


def test_a_copy_for_translation_is_restricted(client, guide):
    english = factories.translated(guide, slug="guide-zebra")
    assert restrictions(english) == [PageViewRestriction.GROUPS]
    assert client.get("/en/guide-zebra/").status_code == 302


def test_a_translation_of_wagtail_localize_is_restricted(client, guide):
    from wagtail_localize.models import Translation, TranslationSource

    factories.translated(guide.get_parent(), slug="front")
    source, _ = TranslationSource.update_or_create_from_instance(guide)
    translation = Translation.objects.create(source=source, target_locale=factories.locale("en"))
    translation.save_target(publish=True)
    english = translation.get_target_instance()
    assert english.pk != guide.pk
    assert restrictions(english) == [PageViewRestriction.GROUPS]
    assert says_nothing(client.get(english.url))


def test_a_page_converted_from_an_alias_is_restricted(client, guide):
    alias = guide.create_alias(update_slug="alias")
    alias.alias_of = None
    alias.save()
    assert restrictions(alias) == [PageViewRestriction.GROUPS]


def test_a_page_without_a_path_of_its_own_restriction_but_below_a_public_one(site):
    index = factories.notice_index(site.root_page)
    moved = factories.staff_guide(site.root_page)
    moved.move(index, pos="last-child")
    assert not Page.objects.public().filter(pk=moved.pk).exists()


def test_deleting_the_page_takes_its_restriction_along(guide):
    Page.objects.get(pk=guide.pk).delete()
    assert not PageViewRestriction.objects.exists()


def test_deleting_its_parent_takes_the_restriction_along(site):
    index = factories.notice_index(site.root_page)
    factories.staff_guide(index)
    Page.objects.get(pk=index.pk).delete()
    assert not PageViewRestriction.objects.exists()


# The editor


def test_an_editors_preview_is_refused_to_an_outsider(outsider, guide):
    response = outsider.get(reverse("wagtailadmin_pages:view_draft", args=[guide.pk]))
    assert response.status_code == 302
    assert says_nothing(response)


def test_the_type_is_private_by_construction():
    assert issubclass(StaffGuidePage, PrivatePageMixin)
    assert "password" not in StaffGuidePage.private_page_options


def medarbejder(site, name="medarbejder"):
    """Someone who may read the staff guide of `site`, and nothing in the admin."""
    call_command("libfees_setup_roles", verbosity=0, stdout=io.StringIO())
    user = factories.borrower(name)
    user.groups.add(Group.objects.get(name__startswith="Medarbejder", site_permissions__site=site))
    return user


@pytest.mark.parametrize("role_first", [True, False])
def test_a_medarbejder_reads_the_guide_of_her_library_without_the_admin(site, client, role_first):
    if role_first:
        user = medarbejder(site)
    page = factories.staff_guide(site.root_page, factories.questions(("A?", "<p>B.</p>")))
    if not role_first:
        user = medarbejder(site)
    client.force_login(user)
    assert client.get(page.url).status_code == 200
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 302


def test_a_medarbejder_of_another_library_reads_nothing(guide, site, client):
    other = factories.site("sandby.example", default=False)
    client.force_login(medarbejder(other))
    assert not guide.may_read(medarbejder(other, "to"))
    assert says_nothing(client.get(guide.url, headers={"host": "localhost"}))


def test_a_guide_that_was_narrowed_is_not_opened_for_the_role(guide, site, client):
    restriction = PageViewRestriction.objects.get(page=guide)
    restriction.groups.set([Group.objects.create(name="Ledelsen")])
    factories.staff()
    client.force_login(medarbejder(site))
    assert says_nothing(client.get(guide.url))


@pytest.mark.parametrize("words", ["zebra", "giraf", "pingvinen", TITLE])
def test_a_search_that_forgets_who_may_read_does_not_find_it(guide, words):
    assert not Page.objects.live().search(words).get_queryset().filter(pk=guide.pk).exists()
    assert not type(guide).objects.search(words).get_queryset().exists()


def test_the_admin_finds_it_by_its_title(guide):
    assert guide.pk in [page.pk for page in Page.objects.autocomplete("vejledning")]


def test_an_editor_of_another_library_reads_nothing_of_it_nor_its_title(guide, site, client):
    other = factories.site("sandby.example", default=False)
    editor = factories.staff("anden", "change_page", below=other.root_page)
    assert not guide.may_read(editor)
    client.force_login(editor)
    guide.save()
    for address in (guide.url, API, f"{API}?fields=*"):
        assert says_nothing(client.get(address, headers={"host": "localhost"}))


def test_an_editor_who_comes_later_reads_the_guide_of_her_library_only(guide, site, client):
    other = factories.site("sandby.example", default=False)
    theirs = factories.staff_guide(other.root_page)
    editor = factories.staff("ny", "change_page", below=site.root_page)
    assert guide.may_read(editor)
    assert not theirs.may_read(editor)
    group = editor.groups.get()
    assert group in PageViewRestriction.objects.get(page=guide).groups.all()
    assert group not in PageViewRestriction.objects.get(page=theirs).groups.all()


def test_who_may_edit_all_pages_reads_the_guide_of_each_library(guide):
    factories.site("sandby.example", default=False)
    assert guide.may_read(factories.staff("central", "change_page"))
