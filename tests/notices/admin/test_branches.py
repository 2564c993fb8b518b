"""A branch is deleted in the admin: first somebody says what its notices are about without it."""

from datetime import date, timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests import factories
from tests.notices.admin.forms import form
from wagtail_libfees.models import Branch, notices_for
from wagtail_libfees.pages.models import ServiceNoticePage

pytestmark = pytest.mark.django_db

OVER = {"to_day": date(2026, 2, 1)}


@pytest.fixture
def index():
    return factories.notice_index(factories.site().root_page)


@pytest.fixture
def harbour():
    """A branch beside another one."""
    factories.branch("Skovby")
    return factories.branch("Havnen")


@pytest.fixture
def admin(client):
    user = factories.admin()
    client.force_login(user)
    return user


def about(index, *branches, title="Lukket", **fields):
    """A notice about `branches`, published unless `live` is False."""
    notice = factories.notice(index, title, **fields)
    notice.branches = branches
    revision = notice.save_revision()
    notice.branches.commit()
    if notice.live:
        revision.publish()
    return row(notice)


def row(notice):
    return ServiceNoticePage.objects.get(pk=notice.pk)


def said(notice):
    """The names of the branches that the notice says it is about; none is the whole library."""
    return [branch.name for branch in notice.to_content().branches]


# The editor of a notice whose branch is gone


@pytest.fixture
def left(index, harbour):
    """A draft whose branch was deleted."""
    notice = about(index, harbour, live=False)
    harbour.delete()
    return row(notice)


def save_draft(client, notice, branches=(), **fields):
    url = reverse("wagtailadmin_pages:edit", args=[notice.pk])
    typed = form(severity="information", slug=notice.slug, **fields)
    return client.post(url, {**typed, "branches": branches})


def publish(client, notice, **fields):
    return save_draft(client, notice, **{"action-publish": "1", **fields})


def test_the_editor_asks_what_the_notice_is_about_now(client, admin, left):
    page = client.get(reverse("wagtailadmin_pages:edit", args=[left.pk]))
    soup = BeautifulSoup(page.content, "lxml")
    answers = soup.select("input[type=radio][name=about]")
    assert [answer["value"] for answer in answers] == ["keep", "whole", "others"]
    assert not any(answer.has_attr("checked") for answer in answers)
    assert "Havnen" in soup.select_one("[id*=about][id$=helptext]").text


def test_the_editor_of_another_notice_does_not_ask(client, admin, index, harbour):
    notice = about(index, harbour)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[notice.pk]))
    assert not BeautifulSoup(page.content, "lxml").select("input[name=about]")


def test_nothing_is_published_before_the_editor_has_answered(client, admin, left):
    page = publish(client, left)
    assert page.status_code == 200
    assert "Havnen" in BeautifulSoup(page.content, "lxml").select_one(".error-message").text
    assert not row(left).live


@pytest.mark.parametrize(
    ("answer", "branches", "expected"),
    [
        ("keep", [], ["Havnen"]),
        ("keep", ["Skovby"], ["Skovby", "Havnen"]),
        ("others", ["Skovby"], ["Skovby"]),
        ("whole", [], []),
    ],
)
def test_the_answer_is_published(client, admin, left, answer, branches, expected):
    chosen = [factories.branch(name).pk for name in branches]
    publish(client, left, about=answer, branches=chosen)
    assert row(left).live
    assert (said(row(left)), row(left).lacks_branches) == (expected, False)
    again = BeautifulSoup(
        client.get(reverse("wagtailadmin_pages:edit", args=[left.pk])).content, "lxml"
    )
    kept = [answer["value"] for answer in again.select("input[name=about][checked]")]
    assert kept == (["keep"] if answer == "keep" else [])


@pytest.mark.parametrize(("answer", "branches"), [("others", []), ("whole", ["Skovby"])])
def test_an_answer_that_fits_not_is_told(client, admin, left, answer, branches):
    chosen = [factories.branch(name).pk for name in branches]
    assert publish(client, left, about=answer, branches=chosen).status_code == 200
    assert not row(left).live


def test_a_draft_is_saved_without_an_answer(client, admin, left):
    assert save_draft(client, left, about="others", lead="Ny tekst.").status_code == 302
    draft = row(left).get_latest_revision_as_object()
    assert (draft.lead, said(draft), draft.lacks_branches) == ("Ny tekst.", ["Havnen"], True)


def test_a_branch_in_another_language_is_not_taken_off_by_saving(client, admin, index, harbour):
    """As it stands in when the branch in the language of the notice is deleted."""
    english = harbour.copy_for_translation(factories.locale("en"))
    english.save()
    notice = about(index, harbour)
    harbour.delete()
    page = client.get(reverse("wagtailadmin_pages:edit", args=[notice.pk]))
    boxes = BeautifulSoup(page.content, "lxml").select("input[name=branches][checked]")
    assert [box["value"] for box in boxes] == [str(english.pk)]


# Deleting


def delete_url(*branches):
    if len(branches) == 1:
        return reverse(Branch.snippet_viewset.get_url_name("delete"), args=[branches[0].pk])
    bulk = reverse("wagtail_bulk_action", args=["wagtail_libfees", "branch", "delete"])
    return f"{bulk}?{'&'.join(f'id={branch.pk}' for branch in branches)}"


def answers(**by_notice):
    return {"libfees_branches": "settled", **by_notice}


def answer(client, notice, about, *chosen, url):
    sent = {f"libfees_{notice.pk}-about": about}
    sent[f"libfees_{notice.pk}-branches"] = [branch.pk for branch in chosen]
    return client.post(url, answers(**sent))


def is_there(*branches):
    return Branch.objects.filter(pk__in=[branch.pk for branch in branches]).exists()


@pytest.fixture
def forest(harbour):
    return Branch.objects.get(name="Skovby")


WAYS = {"alone": lambda harbour: (harbour,), "two": lambda harbour: (harbour, factories.branch())}


@pytest.mark.parametrize("ask", ["get", "post"])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_notices_are_listed_and_nothing_is_chosen(client, admin, index, harbour, way, ask):
    live = about(index, harbour, title="Lukket nu")
    coming = about(index, harbour, title="Lukket snart", from_day=date(2099, 1, 1))
    about(index, harbour, title="Lukket engang", **OVER)
    branches = way(harbour)
    page = getattr(client, ask)(delete_url(*branches))
    assert page.status_code == 200
    soup = BeautifulSoup(page.content, "lxml")
    groups = soup.select(".libfees-page form > fieldset")
    assert [group["id"] for group in groups] == [f"libfees_{n.pk}" for n in (live, coming)]
    assert "Lukket nu" in groups[0].legend.text
    boxes = [box["value"] for box in groups[0].select("[type=radio]")]
    assert boxes == ["take_back", "keep", "whole", "others"]
    assert not soup.select("[type=radio][checked]")
    names = [
        box.find_parent("label").get_text(strip=True) for box in groups[0].select("[type=checkbox]")
    ]
    assert names == ["Skovby"]
    assert is_there(harbour)


def test_what_is_not_answered_is_told_and_linked(client, admin, index, harbour):
    first, second = about(index, harbour, title="En"), about(index, harbour, title="To")
    page = answer(client, first, "keep", url=delete_url(harbour))
    soup = BeautifulSoup(page.content, "lxml")
    (link,) = soup.select("[role=alert] a")
    assert (link["href"], link.text) == (f"#libfees_{second.pk}", "To")
    group = soup.select_one(link["href"])
    assert soup.select_one(f"#{group['aria-describedby']}").text
    assert soup.select_one(f"#libfees_{first.pk} [value=keep]").has_attr("checked")
    assert is_there(harbour)
    assert said(row(first)) == ["Havnen"]
    assert not row(first).former_branches


def test_others_are_one_at_least(client, admin, index, harbour):
    notice = about(index, harbour)
    page = answer(client, notice, "others", url=delete_url(harbour))
    assert page.status_code == 200
    assert is_there(harbour)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(
    ("said_of_it", "expected", "in_the_banner_of_skovby"),
    [("keep", ["Havnen"], False), ("others", ["Skovby"], True), ("whole", [], True)],
)
def test_the_answer_is_in_the_page_and_in_the_draft(
    client, admin, index, harbour, forest, way, said_of_it, expected, in_the_banner_of_skovby
):
    notice = about(index, harbour)
    draft = row(notice)
    draft.lead = "Ny tekst"
    draft.save_revision()
    chosen = [forest] if said_of_it == "others" else []
    branches = way(harbour)
    response = answer(client, notice, said_of_it, *chosen, url=delete_url(*branches))
    assert response.status_code == 302
    assert not is_there(*branches)
    notice = row(notice)
    assert (said(notice), notice.lacks_branches, notice.live) == (expected, False, True)
    assert notice.has_unpublished_changes
    draft = notice.get_latest_revision_as_object()
    assert (draft.lead, said(draft), draft.lacks_branches) == ("Ny tekst", expected, False)
    shown = notices_for(index.get_site(), "da", branch="skovby")
    assert bool(shown) is in_the_banner_of_skovby
    logged = PageLogEntry.objects.get(action="wagtail_libfees.branch_deleted")
    assert (logged.user, logged.data["about"]) == (admin, said_of_it)
    draft.save_revision().publish()
    assert said(row(notice)) == expected


def test_a_published_notice_stays_published(client, admin, index, harbour):
    notice = about(index, harbour)
    answer(client, notice, "whole", url=delete_url(harbour))
    notice = row(notice)
    assert not notice.has_unpublished_changes
    assert notice.live_revision_id == notice.latest_revision_id
    assert notice.status_string == row(notice).status_string


def test_a_notice_is_taken_back_with_its_translations(client, admin, index, harbour):
    notice = about(index, harbour)
    english = factories.translated(notice)
    answer(client, notice, "take_back", url=delete_url(harbour))
    assert not is_there(harbour)
    assert not row(notice).live
    assert not row(english).live
    assert said(row(notice)) == ["Havnen"]


def test_translations_follow(client, admin, index, harbour, forest):
    notice = about(index, harbour)
    english = factories.translated(notice)
    page = client.get(delete_url(harbour))
    assert len(BeautifulSoup(page.content, "lxml").select(".libfees-page form > fieldset")) == 1
    answer(client, notice, "others", forest, url=delete_url(harbour))
    assert said(row(english)) == ["Skovby"]


def test_an_alias_follows(client, admin, index, harbour):
    notice = about(index, harbour)
    alias = notice.create_alias(parent=index, update_slug="alias")
    answer(client, notice, "keep", url=delete_url(harbour))
    assert not is_there(harbour)
    assert (said(row(alias)), row(alias).lacks_branches) == (["Havnen"], False)


def test_wagtails_question_counts_the_notices_that_keep_the_name(client, admin, index, harbour):
    about(index, harbour, **OVER)
    about(index, harbour, live=False)
    page = client.get(delete_url(harbour)).content.decode()
    assert "2 meddelelser nævner den og beholder navnet" in page
    assert "referenced" not in page
    client.post(delete_url(harbour))
    assert not is_there(harbour)


def test_wagtails_question_names_the_language_that_takes_its_place(client, admin, index, harbour):
    english = harbour.copy_for_translation(factories.locale("en"))
    english.name = "The harbour"
    english.save()
    about(index, harbour)
    page = client.get(delete_url(harbour)).content.decode()
    assert "1 meddelelse nævner den og nævner ”The harbour” i stedet" in page
    client.post(delete_url(harbour))
    assert not is_there(harbour)


def test_the_question_of_many_says_of_each_what_its_notices_say_then(client, admin, index, harbour):
    english = harbour.copy_for_translation(factories.locale("en"))
    english.name = "The harbour"
    english.save()
    about(index, harbour)
    other = factories.branch("Engbakken")
    about(index, other, **OVER)
    forest = Branch.objects.get(name="Skovby")
    page = client.get(delete_url(harbour, other, forest))
    soup = BeautifulSoup(page.content, "lxml")
    assert [item.get_text(strip=True) for item in soup.select(".nice-padding li")] == [
        "Engbakken: 1 meddelelse nævner den og beholder navnet.",
        "Havnen: 1 meddelelse nævner den og nævner ”The harbour” i stedet.",
        "Skovby",
    ]
    assert "henvis" not in soup.select_one(".nice-padding").text
    client.post(delete_url(harbour, other, forest))
    assert not is_there(harbour, other, forest)


def test_two_languages_of_a_branch_are_one_branch_in_the_question(client, admin, index, harbour):
    english = harbour.copy_for_translation(factories.locale("en"))
    english.name = "The harbour"
    english.save()
    about(index, harbour)
    page = BeautifulSoup(client.get(delete_url(english, harbour)).content, "lxml")
    asked = page.select_one(".libfees-page p").get_text()
    assert "Havnen" in asked
    assert "The harbour" not in asked


def test_a_branch_that_no_notice_names_is_deleted_as_ever(client, admin, index, harbour):
    assert client.post(delete_url(harbour)).status_code == 302
    assert not is_there(harbour)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_notice_that_went_live_since_the_question_is_asked_about(
    client, admin, index, harbour, monkeypatch, way
):
    """The question was answered, and a colleague published one more."""
    branches = way(harbour)
    notice = about(index, harbour)
    monkeypatch.setattr(
        "wagtail_libfees.notices.admin.branch_deletion.notices_left_without", lambda branches: []
    )
    response = client.post(delete_url(*branches), follow=True)
    assert response.status_code == 200
    assert "Lukket" in response.content.decode()
    assert is_there(harbour)
    assert said(row(notice)) == ["Havnen"]


# Roles


@pytest.fixture
def library(index):
    """A site with the three roles, and its local administrator."""
    call_command("libfees_setup_roles", stdout=StringIO())
    return index.get_site()


def in_role(client, role, name):
    user = User.objects.create_user(name, password="kodeord")
    user.groups.add(Group.objects.get(name__startswith=role))
    client.force_login(user)
    return user


def test_a_local_administrator_decides(client, library, index):
    harbour = factories.branch("Havnen", site=library)
    notice = about(index, harbour)
    in_role(client, "Lokal administrator", "lokal")
    response = answer(client, notice, "keep", url=delete_url(harbour))
    assert response.status_code == 302
    assert not is_there(harbour)


@pytest.mark.parametrize("role", ["Redaktør", "Formidler"])
def test_who_may_not_delete_branches_is_not_asked(client, library, index, role):
    harbour = factories.branch("Havnen", site=library)
    notice = about(index, harbour)
    in_role(client, role, "redaktoer")
    assert answer(client, notice, "whole", url=delete_url(harbour)).status_code in (302, 404)
    assert is_there(harbour)
    assert said(row(notice)) == ["Havnen"]


BRANCHES_ONLY = ("delete_branch", "change_branch")
URGENT = {"severity": "urgent"}


@pytest.mark.parametrize(
    ("rights", "fields", "reason"),
    [
        ((), {}, "Du redigerer den ikke."),
        (("change_page",), {}, "Du må ikke udgive den."),
        (("change_page", "publish_page"), URGENT, "Du må ikke udgive hastemeddelelser."),
    ],
)
def test_who_may_not_change_the_notice_is_told_whom_to_ask(
    client, index, harbour, rights, fields, reason
):
    owner = factories.staff("ansvarlig")
    notice = about(index, harbour, responsible=owner, live=not fields, **fields)
    ServiceNoticePage.objects.filter(pk=notice.pk).update(live=True)
    user = factories.staff("kollega", *rights)
    user.user_permissions.set(Permission.objects.filter(codename__in=BRANCHES_ONLY))
    client.force_login(user)
    for page in (
        client.get(delete_url(harbour)),
        answer(client, notice, "whole", url=delete_url(harbour)),
    ):
        text = (
            BeautifulSoup(page.content, "lxml")
            .select_one(".libfees-page")
            .get_text(" ", strip=True)
        )
        assert "Lukket" in text
        assert reason in text
        assert fields or "ansvarlig" in text
        assert 'type="radio"' not in page.content.decode()
    assert is_there(harbour)
    assert said(row(notice)) == ["Havnen"]


def test_a_private_notice_is_not_named_to_who_does_not_edit_it(client, index, harbour):
    notice = about(index, harbour, title="Hemmelig lukning")
    factories.restrict(notice)
    user = factories.staff("kollega")
    user.user_permissions.set(Permission.objects.filter(codename__in=BRANCHES_ONLY))
    client.force_login(user)
    page = client.get(delete_url(harbour)).content.decode()
    assert "Hemmelig" not in page
    assert is_there(harbour)


@pytest.mark.parametrize("locked", ["locked", "scheduled"])
def test_a_locked_notice_is_unlocked_first(client, admin, index, harbour, locked):
    notice = about(index, harbour)
    if locked == "locked":
        someone = factories.staff("laaser")
        ServiceNoticePage.objects.filter(pk=notice.pk).update(locked=True, locked_by=someone)
    else:
        notice.save_revision(approved_go_live_at=timezone.now() + timedelta(days=3))
    page = answer(client, notice, "keep", url=delete_url(harbour))
    assert "Lukket" in page.content.decode()
    assert is_there(harbour)


def test_an_urgent_notice_is_changed_by_who_may_publish_one(client, admin, index, harbour):
    notice = about(index, harbour, severity="urgent", live=False)
    ServiceNoticePage.objects.filter(pk=notice.pk).update(live=True)
    answer(client, notice, "keep", url=delete_url(harbour))
    assert not is_there(harbour)
    assert said(row(notice)) == ["Havnen"]
