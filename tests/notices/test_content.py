"""A notice page as plain data for channels and feeds."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests import factories
from tests.kept import kept
from wagtail_libfees.notices import NoticeSeverity
from wagtail_libfees.notices.core.content import BranchFacts, Link, PaymentChange

pytestmark = pytest.mark.django_db

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@kept
def site():
    return factories.site("fjordby.example")


@kept
def index(site):
    return factories.notice_index(site.root_page)


def test_every_field_of_a_notice_is_in_its_content(site, index):
    notice = factories.notice(
        index,
        "Ny betaling",
        kind="payment_change",
        severity="warning",
        lead="Du betaler et nyt sted.",
        text="<p>Tekst</p>",
        changes="<p>Stedet</p>",
        unchanged="<p>Taksterne</p>",
        to_do="<p>Intet</p>",
        review_day=date(2026, 12, 1),
        services=["website", "payment"],
        contacts=[("point", {"matter": "Regningen", "phone": "12 34 56 78", "hours": "10-14"})],
        updates=[
            ("update", {"day": date(2026, 1, 2), "time": time(9), "text": "<p>Først</p>"}),
            ("update", {"day": date(2026, 7, 2), "time": time(9), "text": "<p>Sidst</p>"}),
        ],
        cut_off_day=date(2026, 1, 1),
        old_balances="Ved skranken",
        old_url="https://gammel.example/",
        old_channel_ends=date(2026, 3, 31),
        new_balances="I portalen",
        new_url="https://ny.example/",
        login_needed=True,
    )
    content = notice.to_content()
    assert content.url == f"http://fjordby.example{notice.url}"
    assert (content.language, content.title, content.kind) == ("da", "Ny betaling", notice.kind)
    assert content.severity is NoticeSeverity.WARNING
    assert content.window == notice.window
    assert (content.html, content.changes_html) == ("<p>Tekst</p>", "<p>Stedet</p>")
    assert (content.unchanged_html, content.action_html) == ("<p>Taksterne</p>", "<p>Intet</p>")
    assert content.services == ("Betaling", "Hjemmeside")
    [contact] = content.contacts
    assert (contact.matter, contact.phone, contact.opening_hours) == (
        "Regningen",
        "12 34 56 78",
        "10-14",
    )
    assert [update.html for update in content.updates] == ["<p>Sidst</p>", "<p>Først</p>"]
    assert content.updates[0].moment == datetime(2026, 7, 2, 9, tzinfo=COPENHAGEN)
    assert content.payment == PaymentChange(
        cut_off_day=date(2026, 1, 1),
        old_balances="Ved skranken",
        old_url="https://gammel.example/",
        old_channel_ends=date(2026, 3, 31),
        new_balances="I portalen",
        new_url="https://ny.example/",
        login_needed=True,
    )


def test_a_notice_of_another_kind_says_nothing_of_payment(index):
    notice = factories.notice(index, kind="closure", old_balances="Blev skrevet engang")
    assert notice.to_content().payment is None


def test_who_is_responsible_is_for_staff_only(index):
    user = factories.admin("birthe")
    notice = factories.notice(index, responsible=user)
    assert "birthe" not in repr(notice.to_content())
    assert notice.to_content(for_staff=True).responsible == "birthe"


def test_links_in_text_get_the_address_of_the_site(site, index):
    faq = factories.faq_page(site.root_page)
    text = (
        f'<p><a linktype="page" id="{faq.pk}">Svar</a> <a href="https://x.example/a">x</a> '
        '<a href="mailto:a@b.example">a</a> &lt;a href="/ikke/"&gt;</p>'
    )
    html = factories.notice(index, text=text).to_content().html
    assert f'<a href="http://fjordby.example{faq.url}">Svar</a>' in html
    assert '<a href="https://x.example/a">' in html
    assert '<a href="mailto:a@b.example">' in html
    assert '&lt;a href="/ikke/"&gt;' in html


def test_a_page_that_not_everyone_may_read_is_not_linked(site, index):
    faq = factories.faq_page(site.root_page, title="Svar")
    draft = factories.faq_page(site.root_page, live=False)
    guide = factories.staff_guide(site.root_page)
    notice = factories.notice(
        index,
        links=[("page", {"page": page, "text": ""}) for page in (faq, draft, guide, None)]
        + [("address", {"text": "Portalen", "url": "https://portal.example/"})],
    )
    assert notice.to_content().links == (
        Link("Svar", f"http://fjordby.example{faq.url}"),
        Link("Portalen", "https://portal.example/"),
    )


def test_a_translation_links_to_translations_and_names_its_own_branches(site, index):
    faq = factories.faq_page(site.root_page, title="Svar")
    english = factories.translated(faq, title="Answers")
    harbour = factories.branch("Havnen", isil="DK-710100")
    translated = harbour.copy_for_translation(factories.locale("en"))
    translated.name = "The harbour"
    translated.save()
    notice = factories.notice(index, links=[("page", {"page": faq, "text": ""})])
    notice.branches.set([harbour, factories.branch("Byen")])
    notice.save()
    assert [b.name for b in notice.to_content().branches] == ["Byen", "Havnen"]
    content = factories.translated(notice).to_content()
    assert content.branches == (
        BranchFacts("Byen"),
        BranchFacts("The harbour", isil="DK-710100"),
    )
    assert content.links == (Link("Answers", f"http://fjordby.example{english.url}"),)
    assert content.key != notice.to_content().key


@pytest.mark.parametrize("asked", ["request", "site", "nothing"])
def test_the_address_is_absolute_however_one_asks(site, index, asked):
    notice = factories.notice(index)
    request = RequestFactory(SERVER_NAME="fjordby.example").get("/")
    argument = {"request": request, "site": site, "nothing": None}[asked]
    assert notice.to_content(argument).url == f"http://fjordby.example{notice.url}"


def test_reading_an_image_makes_no_new_size_of_it(site, index):
    image = get_image_model().objects.create(title="Havn", file=get_test_image_file())
    notice = factories.notice(index, image=image)
    assert notice.to_content().image_url.startswith("http://fjordby.example/")
    assert not image.renditions.exists()
    made = image.get_rendition("fill-1200x630")
    assert notice.to_content().image_url == f"http://fjordby.example{made.url}"


def test_publishing_makes_the_size_that_social_media_show(
    site, index, django_capture_on_commit_callbacks
):
    image = get_image_model().objects.create(title="Havn", file=get_test_image_file())
    notice = factories.notice(index, image=image)
    with django_capture_on_commit_callbacks(execute=True):
        notice.save_revision().publish()
    made = image.renditions.get(filter_spec="fill-1200x630")
    assert notice.to_content().image_url == f"http://fjordby.example{made.url}"


def test_an_image_whose_file_is_gone_keeps_nobody_from_publishing(
    index, django_capture_on_commit_callbacks
):
    image = get_image_model().objects.create(title="Havn", file=get_test_image_file())
    image.file.storage.delete(image.file.name)
    notice = factories.notice(index, image=image, live=False)
    with django_capture_on_commit_callbacks(execute=True):
        notice.save_revision().publish()
    assert type(notice).objects.get(pk=notice.pk).live


def test_a_half_typed_draft_has_content(index):
    notice = factories.notice(
        index,
        live=False,
        kind="payment_change",
        contacts=[("point", {})],
        links=[("page", {}), ("address", {})],
        updates=[("update", {}), ("update", {"day": date(2026, 1, 1)})],
    )
    content = notice.to_content()
    assert (content.links, content.updates, content.payment) == ((), (), PaymentChange())
    assert not content.cancelled


def test_a_notice_that_was_taken_down_is_cancelled(index):
    notice = factories.notice(index, live=False)
    notice.save_revision().publish()
    notice.refresh_from_db()
    assert (notice.to_content().cancelled, notice.to_content().version) == (False, 1)
    notice.unpublish()
    assert notice.to_content().cancelled


def test_links_in_several_fields_cost_as_many_queries_as_in_one(site, index):
    faq = factories.faq_page(site.root_page)
    links = [f'<p><a linktype="page" id="{faq.pk}">Svar {number}</a></p>' for number in range(3)]
    several = dict(zip(("text", "changes", "to_do"), links, strict=True))
    counts = []
    for fields in ({"text": "".join(links)}, several):
        notice = factories.notice(index, **fields)
        notice.to_content()
        with CaptureQueriesContext(connection) as captured:
            notice.to_content()
        counts.append(len(captured))
    assert counts[0] == counts[1]
