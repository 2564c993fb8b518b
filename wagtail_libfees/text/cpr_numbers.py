"""Whether a text that is to be published holds a CPR number (cpr-loven § 54).

What is found stops publishing, so a number that is named as another is believed, also one with a
hyphen; an import is more cautious (`cpr_masking`).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from urllib.parse import unquote

from .all_text import all_text
from .cpr_patterns import DATE, GLUED, HYPHENED, LOOSE, before_number, naming
from .lazy_pattern import lazy_pattern
from .reading import KEPT_TEXTS


class Where(StrEnum):
    WORDS = "words"
    ADDRESS = "address"


_NAMED = naming(
    r"faktura|invoice|ordre|order|regning|opkrævning|rykker|konto|account|kreditor|iban|ean|gln|cvr"
    r"|se-nr|p-nr|p-nummer|isbn|issn|ismn|isil|faust|tlf|telefon|phone|mobil|tel|fax|telefax"
    r"|stregkode|barcode|bilag|serie|kvittering|receipt|reference|ref",
    r"betaling|indbetaling|payment|sag|case|journal|fik?|løbe|eksemplar|materiale|item|vare|produkt"
    r"|product|billet|ticket|booking|reservation|dokument|document|transaktion|transaction"
    r"|postering|version|model|katalog|hylde",
    # "fakturaen er 12...", "et betalings-id, fx 12...", the registration number before an account.
    r"(?:\s+(?:er|lyder|is)\b)?(?:,?\s*(?:fx|f\.\s?eks\.?|for eksempel|e\.g\.|for example)\s)?"
    r"[\s:#=/(“”\"»«_-]*(?:\+?\d{1,4}[ \u00a0-])?",
)
# Any run of ten digits may be the id of a page or a moment; with a hyphen hardly any is.
_IN_ADDRESS = lazy_pattern(rf"(?<![^\W_]){DATE}-\d{{4}}(?![^\W_]|-)")
_AS_PARAMETER = lazy_pattern(
    rf"(?:cpr|person(?:al)?-?(?:nummer|nr|number|id)|l(?:å|aa)ner|borrower|patron)[\w-]*[=/:]{DATE}\d{{4}}(?!\d)",
    re.IGNORECASE,
)
# What follows an amount: "20 12 10 1000 kr." is no person.
_AMOUNT = lazy_pattern(r"\s*(?:kr\b|kroner\b|DKK\b|,-)", re.IGNORECASE)


@lru_cache(maxsize=KEPT_TEXTS)
def find_cpr(text: str) -> Where | None:
    """Where a number that looks like a CPR number stands in a text, plain or rich; None if none."""
    read = all_text(text)
    numbers = (found for shape in (HYPHENED, LOOSE, GLUED) for found in shape.finditer(read.words))
    if any(map(_is_person, numbers)):
        return Where.WORDS
    return Where.ADDRESS if any(map(_address_holds_one, read.addresses)) else None


def file_name_holds_cpr(name: str) -> bool:
    """Whether the name of a file holds one with a hyphen: others are moments and serial numbers."""
    return _address_holds_one(name.replace("_", " "))


def _is_person(found: re.Match[str]) -> bool:
    if _AMOUNT.match(found.string, found.end()):
        return False
    return not _is_named(found)


def _is_named(found: re.Match[str]) -> bool:
    return bool(_NAMED.search(before_number(found, 60)))


def _address_holds_one(address: str) -> bool:
    address = unquote(address)
    if _AS_PARAMETER.search(address):
        return True
    return any(not _is_named(found) for found in _IN_ADDRESS.finditer(address))
