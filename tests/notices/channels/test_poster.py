"""The poster as a PDF: tags, language, title, words and the QR code, all read back."""

import io
import re
from dataclasses import replace

import pypdf
import pypdfium2
import pytest
import zxingcpp

from wagtail_libfees.notices import NoticeSeverity
from wagtail_libfees.notices.channels import poster, qr, registered
from wagtail_libfees.notices.channels.glyphs import RANGES, lacking, showable

from .examples import ENGLISH, HOSTILE, NOTICE, SITE, with_words

CHANNEL = registered()["poster"]
POINTS = {"a4": (595, 842), "a3": (842, 1191)}


def read(content=NOTICE, site=SITE, paper="a4"):
    """The poster as pypdf reads it."""
    return pypdf.PdfReader(io.BytesIO(CHANNEL.pdf(content, site, paper)))


def words_of(reader):
    """All words, without the hyphens and breaks of the typesetter."""
    text = "".join(page.extract_text() for page in reader.pages)
    return re.sub(r"[\s\u200b\u00ad-]+", "", text)


def squeezed(text):
    return re.sub(r"[\s-]+", "", text)


def codes(content, site=SITE):
    return [problem.code for problem in CHANNEL.render(content, site).problems]


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_one_page_of_the_paper(paper):
    reader = read(paper=paper)
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == POINTS[paper]


@pytest.mark.parametrize(("content", "language"), [(NOTICE, "da"), (ENGLISH, "en")])
def test_tagged_with_language_and_title(content, language):
    reader = read(content)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == content.title
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_words_are_read_back():
    found = words_of(read())
    for words in (
        SITE.name,
        NOTICE.title,
        NOTICE.lead,
        "Det skal du gøre",
        "Hav dit MitID klar.",
        "Fra den 1. juni 2026 og indtil videre",
        SITE.short_url,
        "12 34 56 87",
    ):
        assert squeezed(words) in found


def test_qr_code_leads_to_the_notice_when_printed_in_black_and_white():
    page = pypdfium2.PdfDocument(CHANNEL.pdf(NOTICE, SITE))[0]
    picture = page.render(scale=2, grayscale=True).to_pil()
    (found,) = zxingcpp.read_barcodes(picture.point(lambda light: 255 * (light > 127)))
    assert found.text == NOTICE.url


def test_qr_code_alone_is_read_back():
    from PIL import Image

    picture = Image.open(io.BytesIO(qr.png(NOTICE.url)))
    assert zxingcpp.read_barcodes(picture.convert("L"))[0].text == NOTICE.url
    assert qr.svg(NOTICE.url).startswith(b"<?xml")


def test_picture_has_no_colour():
    from PIL import Image

    picture = Image.open(io.BytesIO(CHANNEL.picture(NOTICE, SITE))).convert("RGB")
    assert all(red == green == blue for _, (red, green, blue) in picture.getcolors(1 << 20))


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_data(words):
    found = words_of(read(with_words(words)))
    if "שלום" not in words:  # Read back in the order of the eye, not of the ear.
        assert squeezed(showable(words).replace("\u200b", "")) in found


def test_markup_of_the_typesetter_is_printed_as_it_is():
    found = words_of(read(replace(NOTICE, lead='#read("/etc/passwd") *b* $x$ // ende')))
    assert squeezed('#read("/etc/passwd") *b* $x$ // ende') in found
    assert "root:" not in found


def test_every_character_that_is_let_through_has_a_glyph():
    alphabet = [chr(n) for first, last in RANGES for n in range(first, last + 1)]
    shown = "".join(c for c in alphabet if c.isprintable())
    assert lacking(shown) == ()
    read(replace(NOTICE, lead=shown[::2], html="", action_html="", changes_html=""))
    read(replace(NOTICE, lead=shown[1::2], html="", action_html="", changes_html=""))


def test_what_the_font_lacks_is_said():
    problems = CHANNEL.render(replace(NOTICE, title="Hurra 😀"), SITE).problems
    assert [(p.code, p.params["characters"]) for p in problems] == [("no_glyph", "😀")]


def test_too_much_text_is_said_and_never_cut():
    long = replace(NOTICE, changes_html="<p>" + "Noget ændrer sig. " * 200 + "Slut.</p>")
    assert codes(long) == ["too_long"]
    reader = read(long)
    assert len(reader.pages) > 1
    assert "Slut." in words_of(reader)


def test_small_words_are_said():
    much = replace(NOTICE, changes_html="<p>" + "Noget ændrer sig. " * 80 + "</p>")
    assert codes(much) == ["small"]
    assert codes(NOTICE) == []
    assert len(read(much).pages) == 1


def test_an_address_gets_no_hyphen():
    address = "https://bibliotek.fjordby.example/servicemeddelelser/betalingsoverblikket/"
    page = read(replace(NOTICE, url=address), replace(SITE, short_url="")).pages[0]
    found = re.sub(r"[\s\u200b]+", "", page.extract_text())
    assert poster.typed(address) in found


def test_words_of_the_title_stay_whole():
    found = read(replace(NOTICE, title="Betal dine regninger i Mit Betalingsoverblik"))
    assert "Betalingsoverblik" in found.pages[0].extract_text()


def test_short_text_is_set_larger():
    def size(content):
        text = pypdfium2.PdfDocument(CHANNEL.pdf(content, SITE))[0].get_textpage()
        first = text.get_text_range().index(content.title[:5])
        _, bottom, _, top = text.get_charbox(first)
        return top - bottom

    short = replace(NOTICE, payment=None, changes_html="", action_html="", html="")
    assert size(short) > size(NOTICE)
    assert codes(short) == []


@pytest.mark.parametrize(
    ("severity", "mark"),
    [
        (NoticeSeverity.INFORMATION, None),
        (NoticeSeverity.WARNING, "BEMÆRK"),
        (NoticeSeverity.URGENT, "VIGTIGT"),
    ],
)
def test_mark_by_severity(severity, mark):
    found = words_of(read(replace(NOTICE, severity=severity)))
    assert [word for word in ("BEMÆRK", "VIGTIGT") if word in found] == ([mark] if mark else [])


def test_text_without_changes_and_actions_is_on_the_poster():
    plain = replace(NOTICE, payment=None, changes_html="", action_html="")
    assert "Læs det hele" in CHANNEL.text(plain, SITE)
    assert "Læs det hele" not in CHANNEL.text(NOTICE, SITE)


def test_unpublished_notice_has_a_poster_without_a_code():
    draft = replace(NOTICE, url="")
    assert codes(draft, replace(SITE, short_url="")) == ["missing_address"]
    assert CHANNEL.render(draft, SITE).file("qr-png") is None
    assert len(read(draft).pages) == 1


def test_files():
    files = CHANNEL.render(NOTICE, SITE).files
    assert [made.name for made in files] == ["a4", "a3", "picture", "qr-png", "qr-svg"]
    assert files[0].make().startswith(b"%PDF")
    assert files[2].make().startswith(b"\x89PNG")


def test_without_the_extra_it_says_so(monkeypatch):
    monkeypatch.setattr(poster, "is_installed", lambda: False)
    found = CHANNEL.render(NOTICE, SITE)
    assert [problem.code for problem in found.problems] == ["not_installed"]
    assert found.files == ()
    assert NOTICE.title in found.text


@pytest.mark.parametrize(("permanent", "said"), [("", 1), ("https://fjordby.example/n/bade7", 0)])
def test_the_editor_is_told_when_the_address_does_not_last(permanent, said):
    made = CHANNEL.render(replace(NOTICE, permanent_url=permanent), SITE)
    assert [fact.message for fact in made.facts] == [poster.FLEETING_ADDRESS] * said


@pytest.mark.parametrize("short", ["", "fjordby.example/nyt"])
def test_the_code_leads_to_the_permanent_address_and_a_short_one_of_the_site_is_printed(short):
    permanent = "https://bibliotek.fjordby.example/libfees/n/bade7"
    site = replace(SITE, short_url=short)
    pdf = CHANNEL.pdf(replace(NOTICE, permanent_url=permanent), site)
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=2, grayscale=True).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    printed = re.sub(r"[\s\u200b]+", "", pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text())
    assert found.text == permanent
    assert (short or permanent.removeprefix("https://")) in printed
