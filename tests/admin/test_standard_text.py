"""The standard text in the admin."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests import factories as make
from tests.drafts.newer_text import newer
from wagtail_libfees.drafts.standard_text import new_takster_page
from wagtail_libfees.pages.models import StaffGuidePage, TaksterPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make.site().root_page


@pytest.fixture
def page(home):
    return new_takster_page(home)


def new_url(parent):
    return reverse("libfees_new_takster", args=[parent.pk])


def parts_url(page):
    return reverse("libfees_standard_text", args=[page.pk])


def test_an_editor_is_asked_first_and_a_get_makes_nothing(client, home):
    client.force_login(make.staff("redaktoer", "add_page"))
    assert client.get(new_url(home)).status_code == 200
    assert TaksterPage.objects.count() == 0


def test_the_draft_is_made_and_its_first_step_opened(client, home):
    client.force_login(make.staff("redaktoer", "add_page"))
    response = client.post(new_url(home))
    page = TaksterPage.objects.get()
    assert response.url == reverse("libfees_start", args=[page.pk, "rates"])
    assert not page.live
    assert client.get(response.url).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["anonymous", "borrower", "kollega"])
def test_others_are_refused(client, home, page, method, who):
    if who != "anonymous":
        client.force_login(make.borrower() if who == "borrower" else make.staff("kollega"))
    for url in (new_url(home), parts_url(page)):
        response = getattr(client, method)(url)
        assert response.status_code in (302, 403)
        if response.status_code == 302:
            assert "/takster" not in response.url
    assert TaksterPage.objects.count() == 1
    assert page.revisions.count() == 1


def test_no_fee_page_below_a_fee_page(client, page):
    client.force_login(make.admin())
    assert client.post(new_url(page), follow=True).status_code in (200, 403)
    assert TaksterPage.objects.count() == 1


def test_the_button_stands_in_the_explorer_and_on_the_page(client, home, page):
    client.force_login(make.admin())
    explorer = client.get(reverse("wagtailadmin_explore", args=[home.pk])).content.decode()
    assert new_url(home) in explorer
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert parts_url(page) in editor
    client.force_login(make.staff("kigger", "publish_page"))
    explorer = client.get(reverse("wagtailadmin_explore", args=[home.pk])).content.decode()
    assert new_url(home) not in explorer


def test_a_newer_wording_is_shown_and_taken_over(client, page, monkeypatch):
    newer(monkeypatch)
    client.force_login(make.staff("redaktoer", "change_page"))
    html = client.get(parts_url(page)).content.decode()
    assert "<ins>" in html
    assert 'value="recall"' in html
    response = client.post(parts_url(page), {"part": ["recall"]})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    draft = TaksterPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert "to gange" in str(draft.body)


def test_choosing_nothing_changes_nothing(client, page):
    client.force_login(make.admin())
    assert client.post(parts_url(page)).url == parts_url(page)
    assert page.revisions.count() == 1


# Wagtail's own way to a new page


def add_url(home, model="taksterpage"):
    return reverse("wagtailadmin_pages:add", args=["libfees_pages", model, home.pk])


def test_adding_a_fee_page_offers_the_standard_text_and_the_empty_page(client, home):
    client.force_login(make.staff("redaktoer", "add_page"))
    assert client.get(add_url(home)).url == new_url(home)
    empty = f"{add_url(home)}?empty=1"
    assert empty in client.get(new_url(home)).content.decode()
    response = client.get(empty)
    assert response.context["form"].instance.pk is None
    assert TaksterPage.objects.count() == 0


@pytest.mark.parametrize("may", [True, False])
def test_who_may_import_can_begin_with_an_old_page(client, home, may):
    user = make.staff("redaktoer", "add_page")
    if may:
        permission = Permission.objects.get(codename="add_importrun")
        user.groups.get().permissions.add(permission)
    client.force_login(user)
    address = f"{reverse('libfees_imports:add')}?what=fees&amp;parent={home.pk}"
    assert (address in client.get(new_url(home)).content.decode()) is may
    if may:
        form = client.get(address.replace("&amp;", "&")).context["form"]
        assert (form.initial["what"], form.initial["parent"]) == ("fees", str(home.pk))


def test_other_pages_and_posted_forms_are_not_asked(client, home):
    client.force_login(make.admin())
    assert client.get(add_url(home, "paymentfaqpage")).context["form"]
    posted = {"title": "", "slug": "", "intro": "null", "body-count": "0"}
    assert client.post(add_url(home), posted).context["form"].errors


def test_who_may_not_add_is_refused_as_before(client, home):
    client.force_login(make.staff("kollega"))
    assert client.get(add_url(home)).status_code == 302


def test_a_staff_guide_starts_from_the_standard_text_too(client, home):
    client.force_login(make.staff("redaktoer", "add_page", "change_page"))
    url = reverse("libfees_new_staff_guide", args=[home.pk])
    add = reverse("wagtailadmin_pages:add", args=["libfees_pages", "staffguidepage", home.pk])
    assert client.get(add).url == url
    assert client.get(f"{add}?empty=1").status_code == 200
    assert add in client.get(url).content.decode()
    assert StaffGuidePage.objects.count() == 0
    response = client.post(url)
    guide = StaffGuidePage.objects.get()
    assert (guide.live, guide.title) == (False, "Vejledning til personalet")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[guide.pk])
    assert client.get(response.url).status_code == 200
    client.force_login(make.staff("kollega"))
    assert client.post(url).status_code in (302, 403)
    assert StaffGuidePage.objects.count() == 1


def test_facts_are_told_by_their_words_and_not_by_their_names(client, home, page):
    client.force_login(make.admin())
    page.body = []
    page.save_revision()
    shown = client.get(parts_url(page)).content.decode()
    assert "{Dage til bortkommet}" in shown
    assert "{considered_lost_days}" not in shown
