"""How many parts an SMS has: GSM 03.38 (3GPP TS 23.038) and UCS-2.

A message in the GSM alphabet has room for 160 septets, or 153 in each of several parts, as a header
joins them; some characters take two. With one character outside the alphabet the whole message is
UCS-2: 70 code units, or 67 in each part. A pair (an escape and its character, a surrogate pair) is
never parted.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED: Final = frozenset("\f^{}\\[~]|€")
GSM: Final = "GSM-7"
UCS2: Final = "UCS-2"
# Room in units: alone, and in each of several parts.
ROOM: Final = {GSM: (160, 153), UCS2: (70, 67)}

# What editors' programs write for characters that a phone has too.
SIMPLE: Final = {
    "–": "-",
    "—": "-",
    "‑": "-",
    "−": "-",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "…": "...",
    "•": "-",
    "·": "-",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
    "\t": " ",
    "ç": "Ç",
}
# Invisible, and each would cost the whole message its alphabet.
_INVISIBLE: Final = ("\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH NO-BREAK SPACE}")


@dataclass(frozen=True, slots=True)
class Message:
    """An SMS as it is sent. `simplified` are the characters that were replaced to save a part."""

    text: str
    encoding: str
    parts: tuple[str, ...]
    simplified: tuple[str, ...] = ()

    @property
    def outside(self) -> tuple[str, ...]:
        """The characters that are not in the GSM alphabet, each once."""
        return tuple(dict.fromkeys(c for c in self.text if c not in BASIC and c not in EXTENDED))


def encoding(text: str) -> str:
    """`GSM-7`, or `UCS-2` as soon as one character is not in the GSM alphabet."""
    return GSM if all(c in BASIC or c in EXTENDED for c in text) else UCS2


def units(character: str, encoded: str) -> int:
    """How many units a character takes: septets, or UTF-16 code units."""
    if encoded == GSM:
        return 2 if character in EXTENDED else 1
    return 2 if ord(character) > 0xFFFF else 1


def parts(text: str) -> tuple[str, ...]:
    """`text` as the parts in which it is sent; a single part has more room."""
    encoded = encoding(text)
    alone, joined = ROOM[encoded]
    if sum(units(c, encoded) for c in text) <= alone:
        return (text,)
    found: list[str] = []
    start = used = 0
    for index, character in enumerate(text):
        size = units(character, encoded)
        if used + size > joined:
            found.append(text[start:index])
            start, used = index, 0
        used += size
    return (*found, text[start:])


def message(text: str) -> Message:
    """`text` as an SMS, its typography made plain if, and only if, that saves a part."""
    text = unicodedata.normalize("NFC", text)
    as_written = parts(text)
    plain = "".join(simple(c) for c in text)
    if len(parts(plain)) >= len(as_written):
        return Message(text, encoding(text), as_written)
    replaced = tuple(dict.fromkeys(c for c in text if simple(c) != c))
    return Message(plain, encoding(plain), parts(plain), replaced)


def simple(character: str) -> str:
    """The same in the GSM alphabet, where something stands for it; else the character itself.

    Letters lose an accent that the alphabet lacks (á í ó ú); Danish letters are in it.
    """
    if character in BASIC or character in EXTENDED:
        return character
    if character in _INVISIBLE:
        return ""
    if character in SIMPLE:
        return SIMPLE[character]
    base = unicodedata.normalize("NFD", character)[0]
    return base if base in BASIC else character
