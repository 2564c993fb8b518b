"""Which numbers stop publishing as CPR numbers, and which are other numbers.

The people do not exist; the days do.
"""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from tests import factories
from wagtail_libfees.editorial.registry import findings
from wagtail_libfees.text.cpr_numbers import Where, find_cpr

PERSONS = [
    # A digit more, glued to its front.
    "8010190 1234",
    "8010190-1234",
    "<p>8<b>010190</b> 1234</p>",
    "010190-1234",
    "0101901234",
    "010190 1234",
    "010190–1234",
    "610190-1234",
    "01 01 90 1234",
    "01.01.90-1234",
    "01.01.1990-1234",
    "(010190-1234)",
    "1.1.1990-1234",
    "1/1-1990-1234",
    "1.1.90-1234",
    "01011990-1234",
    "010190/1234",
    "010190:1234",
    "010190-\n1234",
    "<p>010190-<br/>1234</p>",
    "<p>010190-<br/>\n1234</p>",
    "\uff10\uff11\uff10\uff11\uff19\uff10-\uff11\uff12\uff13\uff14",
    "<p>&#65296;10190-1234</p>",
    "cpr: 0101901234",
    "Sag 010190-1234",
    "Sagen om 010190-1234",
    # Only like the name of another number.
    "Jens Hansen, Ringsted 010190 1234",
    "Jean 0101901234 skylder",
    "Kortegaard 010190 1234",
    "Hotel 0101901234",
    "Hotellet 0101901234",
    "Registrering 010190 1234",
    "Han fik 0101901234",
    "Fakturaen til 0101901234",
    "Betaling for 0101901234",
    "pnr. 0101901234",
    # Often the CPR number itself (domain.md 4.5).
    "lånerkort 0101901234",
    "Lånerkortnummer 010190 1234",
    "lånernr. 0101901234",
    "lånerkontonummer 010190-1234",
    "Kunde 0101901234",
    "MobilePay 0101901234",
    "Skriv 0101901234 i MobilePay",
    "ring 0101901234",
    # Named, but another.
    "Faktura 12345, 010190-1234",
    "Jens, tlf. 12 34 56 78, 010190-1234",
    "Jens, tlf. 12 34 56 78 010190-1234",
    "<p>Telefon 12 34 56 78</p><p>010190-1234</p>",
    # Torn by markup, entities and what nobody sees.
    "010190-<b>1234</b>",
    "010190<b>-1234</b>",
    "<b>010190</b>-1234",
    "0101<i>90-1234</i>",
    "010190&nbsp;1234",
    "010190&ndash;1234",
    "010190&#8211;1234",
    "010190&#x2011;1234",
    "010190&shy;1234",
    "010190\u200b-1234",
    "010190\u2060\u200b1234",
    "01&#8203;0190-1234",
    "010190<!-- -->-1234",
    # In a tag, and in what only looks like one.
    '<embed embedtype="image" id="1" alt="Kort med 010190-1234">',
    "<embed alt='0101901234'/>",
    "Se <brev 010190-1234>",
    "Se <brev 0101901234",
    "a < b 010190-1234 > c",
]

OTHER_NUMBERS = [
    "20190101 1234",
    "Lukket 01.07.2019-2023.",
    "Lukket 1.7.2019-2023.",
    "Lukket 1.7.19 - 1200 mangler.",
    "Fakturanr. 010190/1234",
    "Telefon 201212/1234",
    "Sagsnr. 010123/2023",
    "Version nr. 1.1.20-1234",
    "010190/12345",
    "<p>010190</p><p>1234 kr.</p>",
    "Sagsnr. 01.07.2019-1234",
    "18010190 1234",
    "+4510190 1234",
    "4571 0101 9012 3456",
    "5790001 230456",
    "3010190 1234 5678",
    "8010190 12345",
    "Faktura nr. 8010190 1234",
    "Stregkoden 3010190 1234",
    "Faktura nr. 010120-1234 er betalt.",
    "faktura 010120-1234",
    "Fakturaen 010120-1234",
    "Fakturanummeret er 010120-1234",
    "faktura (010120-1234)",
    "faktura <b>010120-1234</b>",
    "faktura&nbsp;010120-1234",
    "Telefon 20 12 12-1234",
    "Telefon 70 20 12 12-1234",
    "Tlf. +45 20 12 12-1234",
    "Mobil: 20 12 12 1234",
    "konto 010190-1234",
    "kontonr. 1551 010290-1234",
    "bankkontonummer 010190-1234",
    "Sagsnummer: 01.02.23-0012",
    "Sags nr. 010223-0012",
    "Journalnummer 29.01.20-2023",
    "Journalnr. 290120-2023",
    "P-nummer: 1003291234",
    "Materialets stregkode er 3112901234.",
    "stregkoden 3112901234",
    "Du finder dit betalings-ID, fx 1203451234, på kortet.",
    "betalings-id f.eks. 120345-1234",
    "Løbenr. 010190-1234",
    "Eksemplarnummer 0101901234",
    "Reference: 010190-1234",
    "Ordre 0101901234",
    "Your invoice no. 010190-1234",
    "Transaction ID: 0101901234",
    "EAN-nummer 5798004123456",
    "ISBN 0101901234",
    "+71&lt;000000010190123+83127845&lt;",
    "Priserne er 20 12 10 1000 kr.",
    "Ring på 0101 9012",
    "12 12 12 12",
    "320190-1234",
    "011390-1234",
    # Addresses: ten digits are the moment of a file, or the id of what it leads to.
    '<a href="https://fjordby.example/takster.pdf?v=1705312345">Takster</a>',
    '<a href="https://www.facebook.com/events/1203451234">Begivenheden</a>',
    '<a href="https://fjordby.example/sag/view/0411231234">Sagen</a>',
    "Se https://fjordby.example/sag/view/0411231234",
    "Se fjordby.dk/sag/0411231234.",
    "https://fjordby.example/faktura-010120-1234.pdf",
    "https://fjordby.example/?id=ab010190-1234-4abc-9abc-0101901234ab",
    "https://fjordby.example/?id=12010190-1234",
    '<a href="tel:+4520121212">20 12 12 12</a>',
    '<a linktype="page" id="0101901234">Taksterne</a>'.replace("0101901234", "12"),
    "",
]

IN_ADDRESSES = [
    '<a href="https://fjordby.example/?cpr=0101901234">x</a>',
    '<a href="https://fjordby.example/?cpr=010190-1234">x</a>',
    '<a href="https://fjordby.example/?a=1&amp;cprnr=0101901234">x</a>',
    '<a href="https://fjordby.example/cpr/0101901234">x</a>',
    '<a href="https://fjordby.example/?personnummer=0101901234">x</a>',
    '<a href="https://fjordby.example/010190-1234.pdf">x</a>',
    '<a href="https://fjordby.example/brev-010190-1234.pdf">x</a>',
    '<a href="https://fjordby.example/brev_010190-1234_kopi.pdf">x</a>',
    '<a href="https://fjordby.example/010190%2D1234">x</a>',
    '<a href="mailto:a@fjordby.example?subject=010190-1234">x</a>',
    "<a href='/010190-1234'>x</a>",
    "Se https://fjordby.example/010190-1234",
    "https://fjordby.example/010190-1234",
]


@pytest.mark.parametrize("text", PERSONS)
def test_a_cpr_number_is_found_however_it_is_written(text):
    assert find_cpr(text) is Where.WORDS


@pytest.mark.parametrize("text", OTHER_NUMBERS)
def test_another_number_is_left_alone(text):
    assert find_cpr(text) is None


@pytest.mark.parametrize("text", IN_ADDRESSES)
def test_an_address_is_read_more_narrowly(text):
    assert find_cpr(text) is Where.ADDRESS


HOSTILE = [
    "<" * 20_000,
    "<!--" * 20_000,
    "<a " + "a" * 20_000 + ">",
    "<a " + 'x="' * 10_000 + ">",
    "01 " * 20_000,
    "a" * 50_000,
    "a-" * 25_000,
    "a." * 25_000,
    "a.+" * 15_000,
    "faktura " * 10_000 + "010190-1234",
    "&shy;" * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_read_quickly(text):
    assert find_cpr(text) is None


@pytest.mark.django_db
@pytest.mark.parametrize("text", [PERSONS[0], IN_ADDRESSES[0], "010190&nbsp;1234"])
def test_the_digits_are_not_repeated(text, caplog):
    page = factories.faq_page(
        factories.site().root_page, factories.questions(("Hvad?", f"<p>{text}</p>"))
    )
    [finding] = [finding for finding in findings(page) if finding.code == "cpr"]
    assert not any(ch.isdigit() for ch in finding.message + finding.mend + finding.excerpt)
    assert "1234" not in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["010190-1234", "01.02.23-0012", "0101901234", "01 01 90 1234"])
def test_the_mend_that_the_message_names_works(number):
    page = factories.faq_page(
        factories.site().root_page, factories.questions(("Hvad?", f"<p>Betal {number} nu</p>"))
    )
    [finding] = findings(page)
    assert "”faktura”" in finding.mend
    page.body[0].value["questions"][0]["answer"].source = f"<p>Betal faktura {number} nu</p>"
    assert findings(page) == []


FILES = [
    ("kort.txt", "Kort", False),
    ("kort-010190-1234.txt", "Kort", True),
    ("kort_010190-1234_2.txt", "Kort", True),
    ("faktura-010120-1234.txt", "Faktura", False),
    ("IMG_0101201234.txt", "Foto", False),
    ("kort.txt", "Kort til 0101901234", True),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "title", "found"), FILES)
def test_the_name_and_the_title_of_a_linked_document_are_read(site, name, title, found):
    document = Document(title=title)
    document.file.save(name, ContentFile(b"x"))
    link = f'<a linktype="document" id="{document.pk}">Kortet</a>'
    page = factories.faq_page(site.root_page, factories.questions(("A?", f"<p>{link}</p>")))
    assert ("cpr" in {each.code for each in findings(page)}) is found


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "title", "found"), FILES)
def test_the_name_and_the_title_of_a_shown_image_are_read(site, name, title, found):
    file = get_test_image_file(filename=name.replace(".txt", ".png"))
    image = Image.objects.create(title=title, file=file)
    page = factories.notice(factories.notice_index(site.root_page), image=image)
    assert ("cpr" in {each.code for each in findings(page)}) is found
