"""What the poster's fonts can show.

A PDF/UA document may not hold a character without a glyph, and Typst then refuses the whole of it.
So what the fonts lack is left out before, and the editor is told which characters.
"""

from __future__ import annotations

from typing import Final

from ...text.lazy_pattern import lazy_pattern

# The fonts inside Typst (Libertinus Serif, DejaVu Sans Mono, New Computer Modern) have them all.
RANGES: Final = (
    (0x0020, 0x007E),
    (0x00A0, 0x00AC),
    (0x00AE, 0x02AF),  # Latin
    (0x038E, 0x03A1),
    (0x03A3, 0x0482),  # Greek, Cyrillic
    (0x048A, 0x04FF),
    (0x05D0, 0x05EA),  # Hebrew
    (0x0621, 0x063A),  # Arabic
    (0x0640, 0x064A),
    (0x0660, 0x0669),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),  # dashes, quotation marks, bullets
    (0x202F, 0x203A),
    (0x20A0, 0x20BF),  # currencies
    (0x2122, 0x2122),
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),
    (0x2713, 0x2714),
)
_LACKING: Final = lazy_pattern(
    "[^\n" + "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in RANGES) + "]"
)
# A word without an end would run over the edge: it may break after so many characters.
_ENDLESS: Final = lazy_pattern(r"(\S{24})(?=\S{24})")
# What belongs together: the figures of a phone number, the day and the month.
_FIGURES: Final = lazy_pattern(r"(?<=\d) (?=\d)|(?<=\d\.) (?=[a-zæøå])")
BREAK: Final = "\N{ZERO WIDTH SPACE}"


def lacking(text: str) -> tuple[str, ...]:
    """The visible characters that cannot be shown, each once."""
    return tuple(dict.fromkeys(c for c in _LACKING.findall(text) if c.isprintable()))


def showable(text: str) -> str:
    """`text` without what cannot be shown; endless words can break, numbers cannot."""
    text = _FIGURES.sub("\N{NO-BREAK SPACE}", text)
    return _ENDLESS.sub(rf"\1{BREAK}", _LACKING.sub("", text))
