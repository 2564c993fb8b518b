"""Links and related articles of an article come along with its last question."""

from dataclasses import replace

import pytest

from wagtail_libfees.imports.reading.faq import parse_faq
from wagtail_libfees.imports.reading.records import Audience
from wagtail_libfees.imports.reading.sources import read_source

STAFF = "Q&A til medarbejder\n \n\nHvem sletter et gebyr?\nLederen af udlånet.\n\n \n\n"
BORROWERS = "Q&A til låner\n \n\nHvor betaler jeg?\nI portalen.\n\n \n\n"
TAIL = (
    "Gå til svar på siden (https://bibliotek.example/svar)\n\n"
    "Link \n\nRelaterede artikler \n\n"
    "Nedskrivning af gebyr (/Article/3/1201)\n\nRykkere trin for trin (/A…\n"
)


def related(text, name="artikel.txt"):
    found = parse_faq(read_source(name, text.encode()))
    links = {i.question: [(link.title, link.url) for link in i.related] for i in found.items}
    return links, found


def test_the_links_of_an_article_come_with_its_last_question():
    links, found = related(BORROWERS + STAFF + TAIL)
    assert links == {
        "Hvor betaler jeg?": [],
        "Hvem sletter et gebyr?": [
            ("Gå til svar på siden", "https://bibliotek.example/svar"),
            ("Nedskrivning af gebyr (/Article/3/1201)", ""),
            ("Rykkere trin for trin (/A…", ""),
        ],
    }
    assert [r.text.strip() for r in found.rejected if r.code == "related"] == [
        "Link",
        "Relaterede artikler",
    ]


def test_what_leads_into_the_old_system_is_no_text_for_borrowers():
    links, found = related(STAFF + BORROWERS + TAIL)
    assert links["Hvor betaler jeg?"] == [
        ("Gå til svar på siden", "https://bibliotek.example/svar")
    ]
    assert len(links["Hvem sletter et gebyr?"]) == 2
    links, found = related(BORROWERS + TAIL)
    assert len(links["Hvor betaler jeg?"]) == 1
    assert "Nedskrivning af gebyr (/Article/3/1201)" in [r.text for r in found.rejected]


def test_links_of_a_page_have_its_site():
    page = (
        "<h1>Spørgsmål til personalet</h1><h2>Hvem sletter et gebyr?</h2><p>Lederen.</p>"
        "<h2>Relaterede artikler</h2><ul><li><a href='/Article/7'>Annullering</a></li>"
        "<li><a href='mailto:a@b.example'>Skriv</a></li><li>Uden link</li></ul>"
    )
    document = read_source("side.html", page.encode())
    found = parse_faq(replace(document, base_url="https://intranet.example/kb/"))
    assert [(link.title, link.url) for link in found.items[-1].related] == [
        ("Annullering", "https://intranet.example/Article/7"),
        ("Skriv (mailto:a@b.example)", ""),
    ]
    assert "Uden link" in [r.text for r in found.rejected]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//"])
def test_an_address_that_is_none_is_words(address):
    page = (
        "<h1>Til personalet</h1><h2>Hvem sletter et gebyr?</h2><p>Lederen.</p>"
        f"<h2>Link</h2><p><a href='{address}'>Klik</a></p>"
    )
    _links, found = related(page, "side.html")
    assert all(link.url == "" for item in found.items for link in item.related)


def test_many_links_are_a_menu():
    tail = "Relaterede artikler\n\n" + "\n\n".join(
        f"Artikel {n} (https://x.example/{n})" for n in range(60)
    )
    links, found = related(STAFF + tail)
    assert len(links["Hvem sletter et gebyr?"]) == 30
    assert len([r for r in found.rejected if "Artikel" in r.text]) == 30
    assert all(item.audience is not Audience.BORROWER for item in found.items)
