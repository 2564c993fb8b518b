"""What Wagtail's editor saves by itself, while something is typed only half."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests import factories
from wagtail_libfees.pages.models import PaymentFAQPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(client):
    client.force_login(factories.admin())
    return factories.site().root_page


def typed(**fields):
    """The form of a questions page."""
    empty = {"title": "", "slug": "", "intro": rich_text(""), "body": streamfield([])}
    comments = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}
    return nested_form_data({**empty, "comments": comments, **fields})


def latest(page):
    """The page as its newest draft has it."""
    return PaymentFAQPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def save_by_itself(client, address, **fields):
    """What the server answers to a draft that nobody pressed a button for."""
    data = {**typed(**fields), "libfees_autosave": "1"}
    return client.post(address, data, headers={"accept": "application/json"}).json()


def test_a_title_that_is_being_typed_is_enough_for_a_first_draft(client, home):
    """The browser fills in the name in the address when one leaves the title."""
    add = reverse("wagtailadmin_pages:add", args=["libfees_pages", "paymentfaqpage", home.pk])
    answer = save_by_itself(client, add, title="Spørg")
    page = PaymentFAQPage.objects.get(pk=answer["pk"])
    assert (page.title, page.slug) == ("Spørg", "spørg")
    # It is in the address of that draft, and no error there, until one leaves the title.
    answer = save_by_itself(client, answer["url"], title="Spørgsmål")
    draft = latest(page)
    assert (answer["success"], draft.title, draft.slug) == (True, "Spørgsmål", "spørg")
    save_by_itself(client, reverse("wagtailadmin_pages:edit", args=[page.pk]), title="", slug="a")
    assert latest(page).slug == "a"


def test_a_title_that_is_being_written_anew_keeps_nothing_else_from_being_saved(client, home):
    page = factories.faq_page(home, title="Spørgsmål")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = save_by_itself(client, edit, slug=page.slug, search_description="Ny")
    draft = latest(page)
    assert (draft.title, draft.search_description) == ("Spørgsmål", "Ny")
    assert list(answer["field_updates"]["libfees_unread"]) == ["title"]


def test_who_presses_a_button_gives_a_title(client, home):
    page = factories.faq_page(home, title="Spørgsmål")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.post(edit, typed(slug=page.slug)).context["form"].errors.keys() == {"title"}
    client.post(edit, typed(title="Andet"))
    draft = latest(page)
    assert (draft.title, draft.slug) == ("Andet", page.slug)


@pytest.mark.parametrize("slug", ["spørgsmål", "andet"])
def test_an_address_that_a_page_beside_it_has_is_told_with_a_free_one(client, home, slug):
    """At the title too where that gives the address: nobody looks for it on another tab."""
    factories.faq_page(home, title="Spørgsmål", slug="spørgsmål")
    factories.faq_page(home, title="Ældre spørgsmål", slug="andet")
    add = reverse("wagtailadmin_pages:add", args=["libfees_pages", "paymentfaqpage", home.pk])
    errors = client.post(add, typed(title="Spørgsmål", slug=slug)).context["form"].errors
    is_of_title = slug == "spørgsmål"
    assert errors.keys() == ({"slug", "title"} if is_of_title else {"slug"})
    named = "”Spørgsmål”" if is_of_title else "”Ældre spørgsmål”"
    for told in errors.values():
        assert named in told[0]
        assert f"”{slug}-1”" in told[0]
    typed_anew = typed(title="Spørgsmål", slug=f"{slug}-1")
    assert client.post(add, typed_anew).status_code == 302
