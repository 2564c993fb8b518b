"""The guard at every door by which a page goes live without a revision being published."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests import factories
from wagtail_libfees.findings import PublishRefusedError, publishing_unchecked
from wagtail_libfees.pages.models import PaymentFAQPage, TaksterPage

pytestmark = pytest.mark.django_db

GAP = factories.overdue(factories.group("Voksne", (1, 7, 20), (9, None, 70)))
PLACEHOLDER = factories.text(factories.PLACEHOLDER)
CPR = factories.text(f"Ring til {factories.CPR}.")
WRONG = {"gap": GAP, "placeholder": PLACEHOLDER, "cpr": CPR}


@pytest.fixture
def home():
    return factories.site().root_page


def new(*blocks, **fields):
    fields.setdefault("live", True)
    return TaksterPage(title="Takster", slug="takster", body=list(blocks), **fields)


def page_with(home, *blocks, **fields):
    return factories.takster_page(home, *blocks, **fields)


@pytest.mark.parametrize("block", WRONG.values(), ids=WRONG)
def test_a_new_page_is_not_added_live(home, block):
    with pytest.raises(PublishRefusedError):
        home.add_child(instance=new(block))
    assert not TaksterPage.objects.exists()


def test_nor_beside_another(home):
    sound = home.add_child(instance=new(factories.overdue()))
    other = new(PLACEHOLDER)
    other.slug = "priser"
    with pytest.raises(PublishRefusedError):
        sound.add_sibling(instance=other)


def test_a_sound_page_is_added_live_in_one_step(home):
    page = home.add_child(instance=TaksterPage(title="Takster", body=[factories.overdue()]))
    assert page.live
    assert (page.slug, page.locale, page.get_url()) == ("takster", home.locale, "/takster/")


def test_values_are_checked_as_they_are_stored(home):
    bands = [{"from_day": 1, "to_day": None, "amount": "20"}]
    value = {"groups": [{"label": "Voksne", "bands": bands}], "valid_from": "2026-01-01"}
    page = home.add_child(instance=TaksterPage(title="Takster", body=[("overdue_fees", value)]))
    assert page.body[0].id == TaksterPage.objects.get().body[0].id
    page.title = "Gebyrer"
    page.save()


def test_a_draft_is_added_as_it_is(home):
    home.add_child(instance=new(GAP, PLACEHOLDER, CPR, live=False))
    assert not TaksterPage.objects.get().live


def test_facts_of_a_new_page_are_those_of_its_site(home):
    faq = factories.questions(("Hvor?", "<p>På {portal}.</p>"))
    page = PaymentFAQPage(title="Om betaling", body=[faq])
    with pytest.raises(PublishRefusedError):
        home.add_child(instance=page)
    factories.fee_settings(home.get_site(), portal="Betalingen")
    home.refresh_from_db()
    home.add_child(instance=PaymentFAQPage(title="Om betaling", body=[faq]))
    assert PaymentFAQPage.objects.get().live


@pytest.mark.parametrize("clean", [True, False])
def test_a_draft_does_not_go_live_by_being_saved(home, clean):
    page = page_with(home, GAP, live=False)
    page.live = True
    with pytest.raises(PublishRefusedError):
        page.save(clean=clean)
    assert not TaksterPage.objects.get().live


def test_a_live_page_does_not_get_what_may_not_be_published(home):
    page = page_with(home, factories.overdue())
    page.body = page.body.stream_block.to_python([])
    page.body.append(PLACEHOLDER)
    with pytest.raises(PublishRefusedError):
        page.save()
    assert len(TaksterPage.objects.get().body) == 1


def test_what_is_wrong_already_keeps_nobody_from_mending_something_else(home):
    page = page_with(home, GAP)
    page.title = "Gebyrer"
    page.save()
    assert TaksterPage.objects.get().title == "Gebyrer"


def test_a_copy_does_not_go_live(home):
    page = page_with(home, GAP)
    with pytest.raises(PublishRefusedError):
        page.copy(update_attrs={"slug": "kopi"}, keep_live=True)
    page.copy(update_attrs={"slug": "kopi"}, keep_live=False)
    assert TaksterPage.objects.live().count() == 1


def test_nor_a_copy_below_another(home):
    folder = factories.home_page_below(home, "Om biblioteket")
    page_with(folder, GAP)
    with pytest.raises(PublishRefusedError):
        folder.copy(recursive=True, update_attrs={"slug": "kopi"}, keep_live=True)
    assert TaksterPage.objects.count() == 1


def test_an_alias_shows_what_its_source_has_published(home):
    page = page_with(home, GAP)
    assert page.create_alias(update_slug="kopi").live


def test_a_new_urgent_notice_is_not_added_live(home):
    index = factories.notice_index(home)
    notice = factories.notice(index, severity="urgent", live=False)
    notice.live = True
    with pytest.raises(PublishRefusedError):
        notice.save()
    with pytest.raises(PublishRefusedError):
        notice.copy(update_attrs={"slug": "kopi", "live": True}, keep_live=True)


@pytest.mark.parametrize("below", [False, True])
def test_the_admin_says_why_a_copy_is_not_published(editor, home, below):
    folder = factories.home_page_below(home, "Om biblioteket")
    page = page_with(folder, PLACEHOLDER)
    url = reverse("wagtailadmin_pages:copy", args=[folder.pk if below else page.pk])
    data = {
        **({"copy_subpages": "on"} if below else {}),
        "new_title": "Kopi",
        "new_slug": "kopi",
        "new_parent_page": home.pk,
        "publish_copies": "on",
    }
    response = editor.post(url, data, follow=True)
    assert response.redirect_chain == [(url, 302)]
    assert factories.PLACEHOLDER in response.content.decode()
    assert not Page.objects.filter(slug="kopi").exists()


def test_the_admin_copies_as_drafts_and_what_is_sound(editor, home):
    data = {"new_slug": "kopi", "new_title": "Kopi", "new_parent_page": home.pk}
    wrong, sound = page_with(home, PLACEHOLDER), page_with(home, factories.overdue())
    editor.post(reverse("wagtailadmin_pages:copy", args=[wrong.pk]), data)
    data |= {"new_slug": "kopi-2", "publish_copies": "on"}
    editor.post(reverse("wagtailadmin_pages:copy", args=[sound.pk]), data)
    live = Page.objects.filter(slug__startswith="kopi").order_by("slug")
    assert list(live.values_list("slug", "live")) == [("kopi", False), ("kopi-2", True)]


def test_a_script_that_wants_round_it_says_so(home):
    with publishing_unchecked():
        page = home.add_child(instance=new(GAP, PLACEHOLDER))
        page.save_revision(clean=False).publish()
    assert TaksterPage.objects.get().live
    with pytest.raises(PublishRefusedError):
        page.save_revision(clean=False).publish()


def test_the_way_round_ends_with_an_error_too(home):
    with pytest.raises(RuntimeError), publishing_unchecked():
        raise RuntimeError
    with pytest.raises(PublishRefusedError):
        home.add_child(instance=new(PLACEHOLDER))


def test_publishing_asks_the_checks_once(home, monkeypatch):
    page = page_with(home, live=False)
    asked = []
    original = TaksterPage.get_refusals
    monkeypatch.setattr(
        TaksterPage, "get_refusals", lambda self, user=None: asked.append(1) or original(self, user)
    )
    page.save_revision().publish()
    assert len(asked) == 1


@pytest.mark.parametrize("fields", [["body"], ["title", "body"], ["live", "body"]])
def test_some_fields_of_a_live_page_are_saved_like_all(home, fields):
    page = page_with(home, factories.overdue())
    page.body = [GAP]
    with pytest.raises(PublishRefusedError):
        page.save(update_fields=fields)


def test_a_draft_does_not_go_live_by_one_field(home):
    page = page_with(home, PLACEHOLDER, live=False)
    page.live = True
    with pytest.raises(PublishRefusedError):
        page.save(update_fields=["live"])
    page.save(update_fields=["latest_revision_created_at"])
