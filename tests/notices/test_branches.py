"""Branches: their numbers, languages and sites, and what stays of them when they are deleted."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from tests import factories
from wagtail_libfees.clock import today
from wagtail_libfees.models import Branch, DeletedBranch, notices_for
from wagtail_libfees.pages.models import ServiceNoticePage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("isil", ["", "DK-710100", "DK-000000"])
def test_an_isil_is_dk_and_six_digits(isil):
    factories.branch(isil=isil).full_clean()


@pytest.mark.parametrize(
    "isil",
    [
        "710100",
        "DK710100",
        "dk-710100",
        "DK-71010",
        "DK-7101000",
        "DK-71010a",
        "DK-٧١٠١٠٠",
        " ",
        "DK-710100\n",
        "SE-710100",
    ],
)
def test_what_is_no_isil_of_a_danish_library_is_refused(isil):
    with pytest.raises(ValidationError) as caught:
        Branch(name="Havnen", isil=isil, locale=factories.locale("da")).full_clean()
    assert list(caught.value.message_dict) == ["isil"]


def test_two_branches_cannot_have_one_isil_but_translations_can():
    branch = factories.branch(isil="DK-710100")
    with pytest.raises(ValidationError):
        Branch(name="Byen", isil="DK-710100", locale=branch.locale).full_clean()
    translated = branch.copy_for_translation(factories.locale("en"))
    translated.full_clean()
    branch.full_clean()


def test_a_notice_can_name_the_branches_of_its_site_and_of_every_site():
    here, there = factories.site(), factories.site("andenby.example", default=False)
    factories.branch("Fælles")
    factories.branch("Her", site=here)
    factories.branch("Der", site=there)
    factories.branch("Here", "en", site=here)
    offered = Branch.offered(here, factories.locale("da"))
    assert [branch.name for branch in offered] == ["Fælles", "Her"]


# Deleting


@pytest.fixture
def site():
    return factories.site()


@pytest.fixture
def index(site):
    return factories.notice_index(site.root_page)


@pytest.fixture
def harbour():
    """A branch in Danish, beside another one."""
    factories.branch("Skovby", isil="DK-700200")
    return factories.branch("Havnen", isil="DK-700100")


def about(index, *branches, title="Lukket", **fields):
    """A notice about `branches`, with a published version."""
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


def banner(site, branch, language="da"):
    return [notice.title for notice in notices_for(site, language, branch=branch)]


@transaction.atomic
def delete_whole(delete, branch):
    """Delete, or leave all as it was, inside the transaction of a test too."""
    delete(branch)


OVER = {"to_day": date(2026, 2, 1)}
LATER = {"from_day": today() + timedelta(days=30)}

# Each way to delete a branch by itself, and each notice that borrowers read now or soon.
ASKED = {
    "the branch": lambda branch: branch.delete(),
    "a query": lambda branch: Branch.objects.filter(pk=branch.pk).delete(),
    "a query of all": lambda branch: Branch.objects.all().delete(),
}
BINDING = {"live": {}, "coming": LATER, "without end": {"to_day": None}}
FREE = {"over": OVER, "draft": {"live": False}, "expired": {"expire_at": timezone.now()}}


@pytest.mark.parametrize("delete", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("fields", BINDING.values(), ids=BINDING)
def test_a_branch_that_a_live_or_coming_notice_names_is_not_deleted(index, harbour, delete, fields):
    notice = about(index, harbour, title="Lukket på havnen", **fields)
    with pytest.raises(ProtectedError, match=r"Havnen.*Lukket på havnen") as caught:
        delete_whole(delete, harbour)
    assert caught.value.protected_objects == {notice}
    assert Branch.objects.filter(pk=harbour.pk).exists()
    assert not DeletedBranch.objects.exists()
    assert list(row(notice).branches.all()) == [harbour]


@pytest.mark.parametrize("delete", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("fields", FREE.values(), ids=FREE)
def test_what_nobody_reads_any_more_keeps_the_name(index, harbour, delete, fields):
    notice = about(index, harbour, **fields)
    delete(harbour)
    notice = row(notice)
    assert (said(notice), notice.lacks_branches) == (["Havnen"], True)
    draft = notice.get_latest_revision_as_object()
    assert (said(draft), draft.lacks_branches) == (["Havnen"], True)


def test_a_version_that_waits_for_its_day_counts_as_coming(index, harbour):
    notice = about(index, harbour, live=False)
    notice.save_revision(approved_go_live_at=timezone.now() + timedelta(days=3))
    with pytest.raises(ProtectedError):
        delete_whole(Branch.delete, harbour)


def test_a_scheduled_version_of_a_live_notice_counts_too(index, harbour):
    notice = about(index)
    notice.branches = [harbour]
    notice.save_revision(approved_go_live_at=timezone.now() + timedelta(days=3))
    with pytest.raises(ProtectedError):
        delete_whole(Branch.delete, harbour)


def test_a_branch_goes_with_its_site_and_the_notice_does_not_widen(client, site, index):
    there = factories.site("andenby.example", default=False)
    harbour = factories.branch("Havnen", site=there)
    factories.branch("Skovby", site=site)
    notice = about(index, harbour)
    assert banner(site, "skovby") == []
    there.delete()
    assert not Branch.objects.filter(pk=harbour.pk).exists()
    assert said(row(notice)) == ["Havnen"]
    assert banner(site, "skovby") == []
    assert banner(site, "") == ["Lukket"]


def test_both_languages_go_with_the_site(site, index):
    there = factories.site("andenby.example", default=False)
    harbour = factories.branch("Havnen", site=there)
    english = harbour.copy_for_translation(factories.locale("en"))
    english.name = "The harbour"
    english.save()
    notice = about(index, harbour)
    translated = factories.translated(notice)
    there.delete()
    assert said(row(notice)) == ["Havnen"]
    assert said(row(translated)) == ["The harbour"]


def test_a_language_of_the_branch_that_stays_takes_its_place(site, index, harbour):
    english = harbour.copy_for_translation(factories.locale("en"))
    english.name = "The harbour"
    english.save()
    notice = about(index, harbour)
    draft = row(notice)
    draft.title = "Ny tekst"
    draft.save_revision()
    harbour.delete()
    notice = row(notice)
    assert (said(notice), notice.lacks_branches) == (["The harbour"], False)
    assert banner(site, "the-harbour") == ["Lukket"]
    assert banner(site, "skovby") == []
    draft = notice.get_latest_revision_as_object()
    assert (draft.title, said(draft), draft.lacks_branches) == ("Ny tekst", ["The harbour"], False)
    with pytest.raises(ProtectedError):
        delete_whole(Branch.delete, english)


def test_the_last_languages_cannot_go_together_either(index, harbour):
    harbour.copy_for_translation(factories.locale("en")).save()
    notice = about(index, harbour)
    with pytest.raises(ProtectedError), transaction.atomic():
        Branch.objects.filter(translation_key=harbour.translation_key).delete()
    assert list(row(notice).branches.all()) == [harbour]


def test_a_translation_is_about_what_its_source_is(site, index, harbour):
    notice = about(index, harbour, **OVER)
    english = factories.translated(notice)
    english.save_revision()
    harbour.delete()
    assert said(row(english)) == ["Havnen"]
    draft = row(english).get_latest_revision_as_object()
    assert (said(draft), draft.former_branches) == (["Havnen"], row(notice).former_branches)


def test_the_other_branches_of_a_notice_stay(site, index, harbour):
    forest = Branch.objects.get(name="Skovby")
    notice = about(index, harbour, forest, **OVER)
    harbour.delete()
    assert said(row(notice)) == ["Skovby", "Havnen"]


def test_a_draft_that_names_a_deleted_branch_is_not_published_wider(index, harbour):
    notice = about(index)
    notice.branches = [harbour]
    revision = notice.save_revision()
    harbour.delete()
    assert said(row(notice)) == []
    with pytest.raises(ValidationError, match="Havnen"):
        revision.publish()
    assert said(row(notice).get_latest_revision_as_object()) == ["Havnen"]
    draft = row(notice).get_latest_revision_as_object()
    draft.keeps_former_branches = True
    draft.save_revision().publish()
    assert said(row(notice)) == ["Havnen"]


def test_a_branch_of_which_nothing_is_known_widens_nothing(index, harbour):
    """As one that went before names were kept."""
    notice = about(index, harbour, live=False)
    harbour.delete()
    DeletedBranch.objects.all().delete()
    draft = row(notice).get_latest_revision_as_object()
    assert said(draft) == said(row(notice)) == ["En afdeling, der ikke findes længere"]


def test_every_reader_of_a_notice_is_told_the_former_name(client, site, index, harbour):
    notice = about(index, harbour, kind="closure", period_from_day=today())
    Branch.objects.filter(name="Skovby").update(site=site)
    notice.add_former([str(harbour.translation_key)], keeps=True)
    notice.write_branches([])
    harbour.delete()
    archive = client.get(index.url).content.decode()
    assert "Havnen" in archive
    assert "Havnen" in client.get(notice.url).content.decode()
    assert "Lukket" not in client.get(f"{index.url}?branch=dk-700200").content.decode()
    assert "Lukket" not in client.get("/libfees/notices.json?branch=skovby").content.decode()
    (item,) = client.get("/libfees/notices.json").json()["items"]
    assert item["_libfees"]["branches"] == [{"name": "Havnen", "isil": ""}]
    assert "LOCATION:Havnen" in client.get("/libfees/notices.ics").content.decode()
    assert (
        "LOCATION:Havnen" not in client.get("/libfees/notices.ics?branch=skovby").content.decode()
    )
    data = client.get(f"/api/v2/pages/{notice.pk}/?fields=branches").json()
    assert data["branches"] == [{"name": "Havnen", "address": "", "isil": ""}]
    row(notice).unpublish()
    assert "CANCELLED" in client.get("/libfees/notices.ics").content.decode()
    assert "VEVENT" not in client.get("/libfees/notices.ics?branch=skovby").content.decode()
