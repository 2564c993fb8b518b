"""Sources that are too large are refused at once, with what mends it."""

import pytest

from wagtail_libfees.imports.reading import faq
from wagtail_libfees.imports.reading.errors import SourceError
from wagtail_libfees.imports.reading.faq import parse_faq
from wagtail_libfees.imports.reading.fees import parse, parse_fees
from wagtail_libfees.imports.reading.sources import read_text

PAGE = "<body><h2>Kan jeg betale?</h2><p>Ja.</p><h2>Hvor?</h2><p>På nettet.</p></body>"


def test_faq_of_too_many_paragraphs_is_refused(monkeypatch):
    document = read_text(PAGE, "x.html")
    assert parse_faq(document).items
    monkeypatch.setattr(faq, "MAX_BLOCKS", 3)
    with pytest.raises(SourceError, match="split"):
        parse_faq(document)


def test_fee_page_of_too_many_characters_is_refused(monkeypatch):
    document = read_text("Voksne\n1-7 dage: 20 kr.\nEfter 7 dage: 70 kr.\n", "x.txt")
    assert parse_fees(document).overdue_fees
    monkeypatch.setattr(parse, "MAX_CHARACTERS", 10)
    with pytest.raises(SourceError, match="part with the fees"):
        parse_fees(document)
