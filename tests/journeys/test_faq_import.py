"""An FAQ imported, mended, published, imported again, and taken back; staff text stays inside."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests import factories
from wagtail_libfees.pages.models import PaymentFAQPage, StaffGuidePage

from .library import latest, read_in, staff, translate, use, words

pytestmark = pytest.mark.django_db

STAFF = "Hvem retter en forkert regning?"


def source(answer="Du kan se den i portalen.", more=""):
    return (
        "\n\nQ&A til låner\n \n\n"
        f"Hvor kan jeg se min gæld?\n{answer}\n\n \n\n"
        f"Hvornår får jeg en kvittering?\nDen kommer samme dag.\n\n \n\n{more}"
        f"Q&A til medarbejder\n \n\n{STAFF}\nDet gør gruppen for økonomi.\n\n \n\n"
    ).encode()


@pytest.fixture
def site():
    return factories.site()


def public(page):
    """What everyone reads on a page; empty if it is not public."""
    response = Client().get(type(page).objects.get(pk=page.pk).get_url())
    return words(BeautifulSoup(response.content, "html.parser").main) * (
        response.status_code == 200
    )


def question_links(page):
    """The permanent addresses that a page shows for its questions, in their order."""
    response = Client().get(type(page).objects.get(pk=page.pk).get_url())
    found = BeautifulSoup(response.content, "html.parser").select(".libfees-question-link a")
    return [link["href"] for link in found]


def test_an_import_over_time(site, posted):
    editor = staff()
    home = site.root_page
    home.copy_for_translation(factories.locale("en")).save_revision().publish()

    run = read_in(editor, posted, source(), parent=home.pk)
    use(editor, posted, run)
    faq, guide = PaymentFAQPage.objects.get(), StaffGuidePage.objects.get()
    assert not faq.live
    assert not guide.live

    # The editor mends an answer, and publishes in both languages.
    draft = latest(faq)
    [group] = [child for child in draft.body if child.block_type == "questions"][:1]
    group.value["questions"][1]["answer"].source = "<p>Den kommer på mail samme dag.</p>"
    draft.save_revision(clean=False).publish()
    assert "på mail samme dag" in public(faq)
    assert STAFF not in public(faq)
    english = translate(
        PaymentFAQPage.objects.get(pk=faq.pk), {"Hvor kan jeg se min gæld?": "Where is my debt?"}
    )
    assert "Where is my debt?" in public(english)
    assert STAFF not in public(english)

    # Each question has an address that lasts, in both languages.
    links = question_links(faq)
    assert links
    assert question_links(english) == links

    # The source says something new: a draft, and what the editor mended is kept.
    more = "Kan jeg betale kontant?\nJa, i skranken.\n\n \n\n"
    before = public(faq)
    run = read_in(editor, posted, source("Du kan se den under Min konto.", more), page=faq.pk)
    use(editor, posted, run)
    assert public(faq) == before
    changed = words(BeautifulSoup(str(latest(faq).body), "html.parser"))
    assert "Kan jeg betale kontant?" in changed
    assert "på mail samme dag" in changed
    assert STAFF not in changed

    # Taken back, the draft is what it was, and nobody outside has noticed.
    posted(editor, reverse("libfees_imports:rollback", args=[run.pk]), {})
    after = words(BeautifulSoup(str(latest(faq).body), "html.parser"))
    assert "Kan jeg betale kontant?" not in after
    assert "på mail samme dag" in after
    assert public(faq) == before
    assert question_links(faq) == links
    assert {Client().get(link).status_code for link in links} == {302}
    for path in ("/libfees/notices.json", "/libfees/rates.json", "/sitemap.xml"):
        assert STAFF not in Client().get(path).content.decode()
