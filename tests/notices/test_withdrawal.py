"""A translated notice is public only while its source is, at every door."""

import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests import factories
from wagtail_libfees.editorial.publishing import PublishRefusedError
from wagtail_libfees.editorial.registry import findings
from wagtail_libfees.notices.banner import notices_for
from wagtail_libfees.notices.desk import taken_back_translations
from wagtail_libfees.pages.models import ServiceNoticePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return factories.site()


@pytest.fixture
def index(site):
    return factories.notice_index(site.root_page)


@pytest.fixture
def danish(index):
    notice = factories.notice(index, title="Lukket")
    notice.save_revision().publish()
    return row(notice)


@pytest.fixture
def english(danish):
    page = factories.translated(danish, title="Closed")
    page.save_revision().publish()
    return row(page)


def row(page):
    return ServiceNoticePage.objects.get(pk=page.pk)


def unpublish(page, client):
    page.unpublish()


def unpublish_in_the_admin(page, client):
    client.force_login(factories.admin())
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def expire(page, client):
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    call_command("publish_scheduled")


def restrict(page, client):
    factories.restrict(page)


def restrict_the_archive(page, client):
    factories.restrict(page.get_parent())


def restrict_in_the_admin(page, client):
    client.force_login(factories.admin())
    data = {"restriction_type": "login"}
    client.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), data)


def delete(page, client):
    page.delete()


def delete_in_the_admin(page, client):
    client.force_login(factories.admin())
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def move_to_where_not_everyone_reads(page, client):
    archive = factories.notice_index(page.get_parent().get_parent(), slug="internt")
    factories.restrict(archive)
    page.move(archive, "last-child")


HIDDEN = [
    move_to_where_not_everyone_reads,
    unpublish,
    unpublish_in_the_admin,
    expire,
    restrict,
    restrict_the_archive,
    restrict_in_the_admin,
    delete,
    delete_in_the_admin,
]


def shown(site, client, english):
    """Where the English notice is read: banner, its page, archive and feed."""
    client.logout()
    archive = english.get_parent()
    return {
        "banner": [notice.title for notice in notices_for(site, "en")],
        "page": [client.get(english.url).status_code],
        "archive": "Closed" in client.get(archive.url).content.decode(),
        "feed": "Closed" in client.get("/libfees/notices.json?lang=en").content.decode(),
    }


@pytest.mark.parametrize("way", HIDDEN)
def test_a_translation_goes_with_its_source(way, site, danish, english, client):
    assert shown(site, client, english)["banner"] == ["Closed"]
    way(danish, client)
    doors = shown(site, client, english)
    assert doors == {"banner": [], "page": [404], "archive": False, "feed": False}
    assert not row(english).live


@pytest.mark.parametrize(
    ("way", "back"),
    [
        (unpublish, lambda page: row(page).save_revision().publish()),
        (restrict, lambda page: PageViewRestriction.objects.all().delete()),
        (restrict_the_archive, lambda page: PageViewRestriction.objects.get().delete()),
    ],
)
def test_a_translation_comes_back_with_its_source(way, back, site, danish, english, client):
    draft = row(english)
    draft.title = "Closed, perhaps"
    draft.save_revision()
    way(danish, client)
    back(danish)
    page = row(english)
    assert (page.live, page.title, page.withdrawn_revision) == (True, "Closed", None)
    assert page.get_latest_revision_as_object().title == "Closed, perhaps"
    assert shown(site, client, page)["banner"] == ["Closed"]


def test_a_translation_comes_back_when_its_source_is_moved_out(index, danish, english, client):
    move_to_where_not_everyone_reads(danish, client)
    row(danish).move(type(index).objects.get(pk=index.pk), "last-child")
    assert row(english).live


def test_a_translation_that_was_taken_back_by_itself_stays_away(danish, english):
    row(english).unpublish()
    row(danish).unpublish()
    row(danish).save_revision().publish()
    assert not row(english).live


def test_a_translation_that_may_not_be_published_any_more_stays_a_draft(danish, english):
    english.lead = f"Ring {factories.PLACEHOLDER}"
    revision = english.save_revision()
    ServiceNoticePage.objects.filter(pk=english.pk).update(live_revision=revision)
    row(danish).unpublish()
    row(danish).save_revision().publish()
    assert row(danish).live
    assert not row(english).live


def test_a_translation_is_not_published_before_its_source(danish, english):
    row(danish).unpublish()
    with pytest.raises(PublishRefusedError, match="Lukket"):
        row(english).save_revision().publish()


def test_a_translation_expires_with_its_source(danish, english):
    page = row(danish)
    page.expire_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    assert row(english).expire_at == page.expire_at


def test_a_notice_in_one_language_and_its_siblings_are_left_alone(site, index, danish, english):
    alone = factories.notice(english.get_parent().specific, title="Only in English")
    other = factories.notice(index, title="En anden")
    row(danish).unpublish()
    factories.restrict(other)
    assert row(alone).live


def test_taking_back_a_translation_leaves_the_source(danish, english):
    row(english).unpublish()
    row(english).delete()
    assert row(danish).live


# What the dialogs say before their buttons


def dialog(client, name, *pages):
    """What somebody reads in a dialog of the admin before pressing its button."""
    if name.startswith("bulk "):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name.split()[1]])
        url += "?" + "&".join(f"id={page.pk}" for page in pages)
    else:
        url = reverse(f"wagtailadmin_pages:{name}", args=[pages[0].pk])
    response = client.get(url)
    assert response.status_code == 200
    found = response.json()["html"] if name == "set_privacy" else response.content
    return BeautifulSoup(found, "lxml").get_text(" ", strip=True)


DIALOGS = ["delete", "unpublish", "set_privacy", "bulk delete", "bulk unpublish"]
TOO = "”Closed” (Engelsk) bliver trukket tilbage sammen med den."


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_says_what_goes_too(name, index, danish, english, client):
    client.force_login(factories.admin())
    told = dialog(client, name, danish)
    assert told.count(TOO) == 1
    above = dialog(client, name, index)
    hint = f"Hvis siderne under også ryger ud: {TOO}"
    assert (hint in above) if "unpublish" in name else (TOO in above)
    assert "Lukket” (" not in dialog(client, name, english)
    row(english).unpublish()
    assert "Closed" not in dialog(client, name, danish)


def test_moving_below_a_private_page_says_what_goes_too(site, index, danish, english, client):
    client.force_login(factories.admin())
    private = factories.notice_index(site.root_page, slug="internt")
    factories.restrict(private)

    def told(page, destination):
        url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk])
        return BeautifulSoup(client.get(url).content, "lxml").get_text(" ", strip=True)

    assert told(danish, private).count(TOO) == 1
    assert TOO in told(index, private)
    assert TOO not in told(danish, site.root_page)
    # Of many pages the new parent is chosen behind this dialog.
    hint = f"Hvis den nye overordnede side er privat: {TOO}"
    assert dialog(client, "bulk move", danish).count(hint) == 1
    assert "Closed” (" not in dialog(client, "bulk move", danish, english)
    row(danish).move(private, "last-child")
    assert TOO not in told(danish, private)
    assert TOO not in dialog(client, "bulk move", danish)


def test_what_is_deleted_itself_does_not_go_too(danish, english, client):
    client.force_login(factories.admin())
    assert TOO not in dialog(client, "bulk delete", danish, english)


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_says_which_notices_lose_their_section(name, site, index, client):
    client.force_login(factories.admin())
    section = factories.home_page_below(site.root_page, "Musik")
    below = factories.home_page_below(section, "Noder")
    here = {"scope": "section", "section": section}
    closed = factories.notice(index, title="Nodesamlingen er lukket", **here)
    factories.translated(closed, title="Sheet music is closed")
    factories.notice(index, title="Det var i fjor", to_day=date(2026, 1, 2), **here)
    factories.notice(index, title="En kladde", live=False, **here)
    factories.restrict(factories.notice(index, title="Internt", **here))
    factories.notice(index, title="Overalt", section=section)
    told = dialog(client, name, section)
    assert "”Nodesamlingen er lukket” vises kun på ”Musik” og siderne under den." in told
    for other in ("Sheet music", "Det var i fjor", "En kladde", "Internt", "Overalt"):
        assert other not in told
    assert "Nodesamlingen" not in dialog(client, name, below)


def test_a_dialog_names_ten_and_counts_the_others(site, index, client):
    client.force_login(factories.admin())
    section = factories.home_page_below(site.root_page, "Musik")
    for number in range(12):
        factories.notice(index, title=f"Nr. {number}", scope="section", section=section)
    told = dialog(client, "delete", section)
    assert told.count("vises kun på ”Musik”") == 10
    assert "Det samme gælder 2 andre meddelelser." in told


def test_nobody_without_the_right_is_told(danish, english, client):
    client.force_login(factories.staff("gaest"))
    for name in ("delete", "unpublish", "set_privacy"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[danish.pk])
        assert "Closed" not in client.get(url, follow=True).content.decode()
    # A page that is not in their explorer is not there for them.
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    assert client.get(f"{bulk}?id={danish.pk}").status_code == 404


def test_unpublishing_says_it_afterwards_too(danish, english, client):
    client.force_login(factories.admin())
    url = reverse("wagtailadmin_pages:unpublish", args=[danish.pk])
    answer = client.post(url, follow=True).content.decode()
    assert "”Closed” (Engelsk) blev trukket tilbage" in answer


def test_beside_the_day_of_expiry_stands_what_ends_with_it(danish, english, client):
    client.force_login(factories.admin())

    def said(page):
        editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        # The dialog is a template in a script, which is no markup yet.
        return re.findall(
            r'expire_at-helptext"[^>]*>\s*<div class="help">(.*?)</div>', editor.content.decode()
        )

    assert said(danish) == ["Det slutter sammen med den: ”Closed” (Engelsk)."]
    assert said(english) == []
    row(english).unpublish()
    assert said(danish) == []


def test_a_page_in_memory_does_not_forget_what_was_taken_back(danish, english):
    stale = row(english)
    row(danish).unpublish()
    stale.unpublish()
    row(danish).save_revision().publish()
    assert row(english).live


def test_the_desk_says_what_waits(danish, english, client):
    user = factories.admin()
    assert list(taken_back_translations(user)) == []
    row(danish).unpublish()
    [line] = taken_back_translations(user)
    assert "Closed" in line.text
    assert "Lukket" in line.text
    assert list(taken_back_translations(factories.staff("gaest"))) == []
    row(danish).delete()
    [line] = taken_back_translations(user)
    assert "Closed" in line.text
    # It may stand alone, but whoever publishes it is told before.
    told = [found.code for found in findings(row(english))]
    assert "notice_source_deleted" in told
    row(english).save_revision().publish()
    assert list(taken_back_translations(user)) == []
    assert "notice_source_deleted" not in [found.code for found in findings(row(english))]
