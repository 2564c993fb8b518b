"""What is kept to a library in Wagtail's own views stays usable for who it is for.

What is kept from others: tests/doors.
"""

from functools import partial
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail_localize.models import SegmentOverride, Translation, TranslationSource

from tests import factories
from wagtail_libfees.models import Branch

pytestmark = pytest.mark.django_db

BULK = ("wagtailcore", "page", "delete")


@pytest.fixture
def home():
    site = factories.site("fjordby.example")
    factories.site("sandby.example", default=False)
    call_command("libfees_setup_roles", stdout=StringIO())
    return site.root_page


@pytest.fixture
def local(client, home):
    """The local administrator of the first library, logged in."""
    user = factories.borrower("lokal")
    user.groups.add(Group.objects.get(name="Lokal administrator (fjordby.example)"))
    client.force_login(user)
    return client


@pytest.fixture
def theirs(home):
    """The front page of the other library."""
    return type(home).objects.get(title="Forside sandby.example")


def test_a_link_may_lead_to_a_public_page_of_another_library(local, theirs):
    page = factories.faq_page(theirs, title="Deres svar")
    draft = factories.faq_page(theirs, title="Deres kladde", live=False)
    html = local.get(reverse("wagtailadmin_choose_page_child", args=[theirs.pk])).json()["html"]
    assert page.title in html
    assert draft.title not in html
    chosen = local.get(f"/admin/choose-page/chosen-multiple/?id={page.pk}&id={draft.pk}").json()
    assert [each["id"] for each in chosen["result"]] == [page.pk]


def test_ones_own_draft_may_be_chosen_and_moved(local, home):
    draft = factories.faq_page(home, title="Vores kladde", live=False)
    below = factories.faq_page(home)
    chosen = local.get(f"/admin/choose-page/chosen-multiple/?id={draft.pk}").json()
    assert [each["id"] for each in chosen["result"]] == [draft.pk]
    address = reverse("wagtailadmin_pages:move_confirm", args=[draft.pk, below.pk])
    assert draft.title in local.get(address).content.decode()


@pytest.mark.parametrize("ids", ["id={own}&id={other}", "id=all", "id=all&childOf={home}"])
def test_many_are_deleted_of_ones_own_and_no_others(local, home, theirs, ids):
    own, other = factories.faq_page(home), factories.faq_page(theirs)
    address = reverse("wagtail_bulk_action", args=BULK)
    query = ids.format(own=own.pk, other=other.pk, home=home.pk)
    local.post(f"{address}?{query}")
    left = set(type(own).objects.values_list("pk", flat=True))
    assert left == {other.pk}


def test_a_long_list_that_is_ones_own_is_named_as_all(local, home):
    factories.faq_page(home)
    address = reverse("wagtail_bulk_action", args=BULK)
    html = local.get(f"{address}?id=all&childOf={home.pk}").content.decode()
    assert "id=all" in html


def test_a_shared_branch_is_in_the_snippets_api(local, home, theirs):
    names = {"vores": home.get_site(), "deres": theirs.get_site(), "faelles": None}
    for name, site in names.items():
        Branch.objects.create(name=name, locale=home.locale, site=site)
    address = reverse("wagtail_localize:snippets_api_listing", args=["wagtail_libfees", "branch"])
    assert {row["title"] for row in local.get(address).json()} == {"vores", "faelles"}


def test_ones_own_page_is_sent_to_translation(local, home, theirs):
    factories.locale("en")
    for page, status in ((factories.faq_page(home), 200), (factories.faq_page(theirs), 404)):
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        assert local.get(address).status_code == status


@pytest.mark.parametrize(("languages", "ticked"), [(["en"], 1), (["en", "de"], 0)])
def test_the_only_language_that_is_left_is_ticked(local, home, languages, ticked):
    for code in languages:
        factories.locale(code)
    page = factories.faq_page(home)
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert local.get(address).content.decode().count(" checked") == ticked


@pytest.mark.parametrize(
    ("sent", "status"), [("javascript:alert(1)", 400), ("", 400), ("own", 200)]
)
def test_an_override_of_a_page_is_a_page(
    client, home, django_capture_on_commit_callbacks, sent, status
):
    """Anything else would break each publishing of the translation."""
    at_once = partial(django_capture_on_commit_callbacks, execute=True)
    factories.translated(home)
    index = factories.notice_index(home)
    link = ("page", {"text": "Læs mere", "page": index})
    notice = factories.notice(index, links=[link])
    for page in (index, notice):
        source, _made = TranslationSource.update_or_create_from_instance(page)
        made = Translation.objects.create(source=source, target_locale=factories.locale("en"))
        with at_once():
            made.save_target()
    segment = source.overridablesegment_set.get(context__path__endswith=".page")
    client.force_login(factories.admin())
    address = reverse("wagtail_localize:edit_override", args=[made.pk, segment.pk])
    value = str(index.pk) if sent == "own" else sent
    body = encode_multipart(BOUNDARY, {"value": value})
    response = client.put(address, body, content_type=MULTIPART_CONTENT)
    assert response.status_code // 100 == status // 100
    assert SegmentOverride.objects.exists() == (status == 200)
    with at_once():
        made.save_target(publish=True)
