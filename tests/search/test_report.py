"""The report of searches without an answer, and the question that is made of one."""

from datetime import date

import pytest
from django.urls import reverse

from tests import factories
from wagtail_libfees.models import UnansweredSearch

pytestmark = pytest.mark.django_db
REPORT = "libfees_unanswered"


@pytest.fixture
def faq(site):
    page = factories.faq_page(site.root_page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def search(site, words="hvor er toilettet", language="da"):
    return UnansweredSearch.objects.create(
        site=site, language=language, words=words, times=3, last_on=date(2026, 11, 2)
    )


def test_an_editor_sees_the_searches_of_the_own_sites(client, site, faq, elsewhere):
    search(site)
    search(elsewhere.get_site(), "hvor er hesten")
    user = factories.staff("kim", "change_page", "add_page", below=site.root_page)
    client.force_login(user)
    content = client.get(reverse(REPORT)).content.decode()
    assert "hvor er toilettet" in content
    assert "2. november 2026" in content
    assert "hesten" not in content


def test_a_question_is_made_in_the_draft_and_nothing_is_published(editor, site, faq):
    row = search(site, "ring ••• toilet")
    response = editor.post(reverse("libfees_unanswered_question", args=[row.pk]))
    faq.refresh_from_db()
    draft = faq.get_latest_revision_as_object()
    added = draft.body[-1].value["questions"].bound_blocks[-1]
    assert added.value["question"] == "Ring … toilet?"
    assert f"block-{added.id}-section" in response.url
    assert "libfees-child=answer" in response.url
    assert len(faq.body[0].value["questions"]) == 1
    assert not UnansweredSearch.objects.exists()
    assert editor.get(response.url.split("#")[0]).status_code == 200


def test_without_an_faq_in_the_language_it_says_so(editor, site, faq):
    row = search(site, language="en")
    response = editor.post(reverse("libfees_unanswered_question", args=[row.pk]), follow=True)
    assert "sprog" in response.content.decode()
    assert UnansweredSearch.objects.exists()


def test_what_is_no_question_is_taken_off(editor, site, faq):
    row = search(site)
    editor.post(reverse("libfees_unanswered_drop", args=[row.pk]))
    assert not UnansweredSearch.objects.exists()


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=1+1 toilet", "'=1+1 toilet"),
        (" =1+1 toilet", "' =1+1 toilet"),
        ("\n=1+1 toilet", "'\n'=1+1 toilet"),
        ("＝1+1 toilet", "'＝1+1 toilet"),
        # Behind what a spreadsheet drops.
        ("\u200b=1+1 toilet", "'\u200b=1+1 toilet"),
        ("toilet;\ufeff=1+1;", "toilet;\ufeff'=1+1;"),
        # Danish spreadsheets part this file at semicolons.
        ("toilet;=1+1;", "toilet;'=1+1;"),
        ('toilet"; "=1+1;', 'toilet""; ""\'=1+1;'),
        ("toilet\n@sum(1);", "toilet\n'@sum(1);"),
        ("toilet; - og bad", "toilet; '- og bad"),
        ("wi-fi, a+b og e-bog", "wi-fi, a+b og e-bog"),
    ],
)
def test_the_report_is_a_file_that_runs_no_formula(editor, site, faq, words, cell):
    search(site, words)
    content = b"".join(editor.get(reverse(REPORT), {"export": "csv"}).streaming_content).decode()
    assert cell in content
