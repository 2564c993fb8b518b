"""CPR numbers are masked before anything else sees the text (cpr-loven § 54).

A CPR number is ddmmyy and four digits, with a hyphen, a space or nothing between.
The four digits make it hard to tell from a phone number or an invoice id, so a bare
or spaced run must also stand alone and not be named as something else.
"""

from __future__ import annotations

import re

MASK = "XXXXXX-XXXX"

# A day may be 61-91 in a replacement number. Dashes: hyphen, soft, non-breaking, en, minus.
_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
_DATE = rf"{_DAY}(?:0[1-9]|1[0-2])\d\d"
_DASH = "[-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212]"
_GAP = "[ \t\u00a0\u2007\u2009\u202f]"
# The date itself may be parted too: 01.01.90-1234, 01-01-90-1234.
_PARTED = rf"{_DAY}[./ -]?(?:0[1-9]|1[0-2])[./ -]?\d\d"
_HYPHENED = re.compile(rf"(?<![\d+])(?:{_DATE}|{_PARTED}){_GAP}?{_DASH}{_GAP}?\d{{4}}(?!\d)")
_LOOSE = re.compile(rf"(?<![\d+])(?<!\d[ .,/\-]){_DATE}{_GAP}?\d{{4}}(?![ .,/\-]?\d)")
_FOUR_DIGITS = re.compile(r"\d{4}")
_OTHER_NUMBER = re.compile(
    r"(?:faktura|invoice|ordre|order|regning|rykker|betalings?|payment|konto|account|kreditor|kunde"
    r"|sags?|journal|ean|gln|cvr|fik?|kort|isbn|isil|faust|tlf|telefon|phone|mobil|tel|ring|mobilepay)"
    r"[\w\-]*\.?(?:\s*(?:nr|nummer|id|no|number|til|på|on)\b\.?)?[\s:#=/]*$",
    re.IGNORECASE,
)


def mask_cpr(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with CPR-like numbers replaced by `MASK`, and their offsets in the result."""
    if not _FOUR_DIGITS.search(text):
        return text, ()
    masked = _HYPHENED.sub(MASK, text)
    masked = _LOOSE.sub(_mask_unless_named, masked)
    if masked == text:
        return text, ()
    return masked, tuple(found.start() for found in re.finditer(re.escape(MASK), masked))


def mask_cpr_in_address(address: str) -> str:
    """The address of a link with CPR-like numbers replaced, whatever stands before them: the
    parts of an address ("/sag/", "tel:") say too little of what a number is."""
    if not _FOUR_DIGITS.search(address):
        return address
    return _LOOSE.sub(MASK, _HYPHENED.sub(MASK, address))


def _mask_unless_named(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - 40) : found.start()]
    return found.group() if _OTHER_NUMBER.search(before) else MASK
