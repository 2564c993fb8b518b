"""The fee page as Markdown and as text, and the index for language models."""

from datetime import date

import pytest
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.machine_readable import PageExtractor

pytestmark = pytest.mark.django_db
MARKDOWN, TEXT, INDEX = "/libfees/fees.md", "/libfees/fees.txt", "/libfees/llms.txt"


@pytest.fixture(autouse=True)
def noon():
    with freeze_time("2026-11-20 11:00") as clock:
        yield clock


@pytest.fixture
def takster(site):
    page = factories.takster_page(
        site.root_page,
        factories.overdue(factories.group("Voksne", (1, None, 17)), last=date(2025, 12, 31)),
        factories.overdue(
            factories.group("Voksne", (1, 7, 20), (8, None, 70)),
            first=date(2026, 1, 1),
            last=date(2026, 12, 31),
        ),
        factories.overdue(factories.group("Voksne", (1, None, 91)), first=date(2027, 1, 1)),
        factories.text("Det koster højst {max_fee_adult} at vente. Se {portal}.", "Om gebyret"),
        slug="takster",
    )
    factories.fee_settings(
        site,
        fee_page=page.page_ptr,
        portal={"name": "Portalen", "url": "https://betal.example/"},
    )
    return page


def read(client, url=MARKDOWN, **query):
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def test_what_is_in_force_today_and_nothing_former(client, takster):
    text = read(client)
    assert "| 1–7 dage | 20 kr. |" in text
    assert "Det koster højst 70 kr. at vente. Se Portalen." in text
    assert "17 kr." not in text
    assert "91 kr." not in text
    assert "{" not in text
    head = text.splitlines()[2]
    assert head.startswith("Gælder den 20. november 2026")
    assert "1. januar 2027" in head
    assert "http://localhost/takster/" in head


def test_hours_are_told_and_not_whether_it_is_open_just_now(client, takster):
    takster.body.append(("contact", {"heading": "Kontakt", "points": []}))
    takster.save()
    point = {"matter": "payment", "name": "Opkrævningen", "hours": "Alle dage kl. 1-23"}
    factories.fee_settings(takster.get_site(), contact_points=[("point", point)])
    assert "kl. 1-23" in read(client)
    assert "Åbent nu" not in read(client)
    assert "Åbent nu" in client.get(takster.url).content.decode()


def test_midnight_brings_the_new_rates(client, takster, noon):
    before = client.get(MARKDOWN)
    noon.move_to("2027-01-01 00:00:01+01:00")
    after = client.get(MARKDOWN, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "91 kr." in after.content.decode()
    assert "20 kr." not in after.content.decode()
    again = client.get(MARKDOWN, headers={"If-None-Match": after["ETag"]})
    assert again.status_code == 304
    assert "no-cache" in again["Cache-Control"]


def test_text_has_no_marks(client, takster):
    text = read(client, TEXT)
    assert "- 1–7 dage: 20 kr." in text
    assert not set("|*[{") & set(text)


def test_each_language_has_its_own(client, takster):
    factories.translated(takster, title="Fees")
    assert read(client, lang="en").startswith("# Fees\n\nIn force on 20 November 2026")
    assert read(client).startswith("# Takster")
    assert client.get(MARKDOWN, {"lang": "xx"}).status_code == 404
    assert client.get(MARKDOWN, {"other": "1"}).status_code == 400
    assert client.post(MARKDOWN).status_code == 405


@pytest.mark.parametrize("url", [MARKDOWN, TEXT])
def test_a_page_that_is_not_public_is_not_told(client, takster, url):
    factories.restrict(takster)
    response = client.get(url)
    assert response.status_code == 404
    assert response.json()["errors"]


def test_the_index_names_what_is_there(client, site, takster):
    text = read(client, INDEX)
    assert text.startswith("# localhost\n\n## Gebyrer og betaling\n")
    assert "(http://localhost/libfees/fees.md)" in text
    assert "(http://localhost/libfees/fees.txt)" in text
    assert "answers.json" not in text
    factories.faq_page(site.root_page)
    assert "(http://localhost/libfees/answers.json)" in read(client, INDEX)
    english = read(client, INDEX, lang="en")
    assert "fees.md?lang=en" in english
    assert "fees.txt?lang=en" in english


def test_the_name_of_a_site_is_words_and_no_markdown(client, site, takster):
    """A script stores a line break in it, too."""
    name = "[Log ind](https://evil.example)\n# <b>*Gratis*</b>"
    type(site).objects.filter(pk=site.pk).update(site_name=name)
    said = r"\[Log ind\](https://evil.example) # \<b>\*Gratis\*\</b>"
    assert f" på {said}." in read(client)
    assert read(client, INDEX).startswith(f"# {said}\n\n")
    assert f" på {' '.join(name.split())}." in read(client, TEXT)


def test_a_page_gives_its_markdown_to_other_packages(site, takster):
    assert takster.get_markdown().startswith("# Takster\n")
    assert PageExtractor().extract(takster.page_ptr).splitlines()[0] != "# Takster"
    assert "70 kr." in PageExtractor().extract(takster.page_ptr)


@pytest.mark.parametrize("kind", ["faq", "index", "notice", "staff"])
def test_every_page_type_has_markdown_and_staff_has_none(site, kind):
    page = factories.page_of_each_type(site.root_page)[kind]
    found = page.get_markdown()
    assert (found == "") if kind == "staff" else f"# {page.title}\n" in found
    assert "{" not in found
    page.live = False
    page.save()
    assert page.get_markdown() == ""
