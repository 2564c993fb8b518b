"""The page as BeautifulSoup, masked like the blocks."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import NavigableString

from wagtail_libfees.text.cpr_masking import mask_cpr, mask_cpr_in_address

_ADDRESSES = ("href", "src", "action", "data")


def masked_soup(markup: str) -> BeautifulSoup:
    """The soup of a page, without CPR numbers in its words and its attributes."""
    soup = BeautifulSoup(markup, "lxml")
    for words in soup.find_all(string=True):
        masked, found = mask_cpr(str(words))
        if found:
            words.replace_with(NavigableString(masked))
    # A number that markup tears is whole in the words of the element around it, the innermost.
    if mask_cpr(soup.get_text())[1]:
        for element in reversed(soup.find_all(True)):
            text = element.get_text()
            masked, found = mask_cpr(text)
            if found and masked != text:
                element.string = masked
    for element in soup.find_all(True):
        for name, value in list(element.attrs.items()):
            if isinstance(value, str):
                mask = mask_cpr_in_address if name in _ADDRESSES else _masked
                element[name] = mask(value)
    return soup


def _masked(text: str) -> str:
    return mask_cpr(text)[0]
