"""CPR numbers are masked before anything else sees the text (cpr-loven § 54).

A CPR number is ddmmyy and four digits, with a hyphen, a space or nothing between. One with a
hyphen is masked whatever stands before it; a bare or spaced one unless it is named as another
number: too much masked is seen and mended, too little is published.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from .cpr_patterns import GLUED, HYPHENED, LOOSE, as_seen, before_number, naming

MASK = "XXXXXX-XXXX"

_FOUR_DIGITS = re.compile(r"\d{4}")
# Not "kort", "kunde", "ring" and "MobilePay": the number of the borrower's card is often the CPR
# number, and people write that one in the comment of a payment.
_OTHER_NUMBER = naming(
    r"faktura|invoice|ordre|order|regning|rykker|konto|account|kreditor|ean|gln|cvr|isbn|isil|faust"
    r"|tlf|telefon|phone|mobil|tel",
    r"betaling|payment|sag|journal|fik?",
    r"[\s:#=/]*",
)


def mask_cpr(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with CPR-like numbers replaced by `MASK`, and their offsets in the result.

    A text in which a number hides behind invisible characters or other digits comes back without
    these.
    """
    masked = _masked(text)
    if masked is text and text.isascii() and text.isprintable():
        # Nothing hides in it.
        return text, ()
    seen = as_seen(masked)
    if seen != masked and (seen_masked := _masked(seen)) != seen:
        masked = seen_masked
    if masked == text:
        return text, ()
    return masked, tuple(found.start() for found in re.finditer(re.escape(MASK), masked))


def _masked(text: str) -> str:
    if not _FOUR_DIGITS.search(text):
        return text
    masked = LOOSE.sub(_mask_unless_named, HYPHENED.sub(MASK, text))
    return GLUED.sub(_mask_unless_named, masked)


def mask_cpr_in_address(address: str) -> str:
    """The address of a link with CPR-like numbers replaced, whatever stands before them: the
    parts of an address ("/sag/", "tel:") say too little of what a number is."""
    masked = _masked_whole(address)
    read = as_seen(unquote(masked))
    read_masked = _masked_whole(read)
    return masked if read_masked == read else quote(read_masked, safe="/:?#[]@!$&'()*+,;=~%")


def _masked_whole(text: str) -> str:
    return GLUED.sub(MASK, LOOSE.sub(MASK, HYPHENED.sub(MASK, text)))


def _mask_unless_named(found: re.Match[str]) -> str:
    before = before_number(found, 40)
    return found.group() if _OTHER_NUMBER.search(before) else MASK
