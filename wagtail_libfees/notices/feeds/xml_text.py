"""Text that may stand in every feed, whatever an editor pasted."""

from __future__ import annotations

from ...text.lazy_pattern import lazy_pattern

# What XML 1.0 cannot hold, not even escaped (https://www.w3.org/TR/xml/#charsets), and the
# characters of C1, which no one types.
_FORBIDDEN = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = lazy_pattern(r"\s+")
ELLIPSIS = "…"


def xml_safe(text: str) -> str:
    """`text` without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def without_markup(text: str) -> str:
    """One line of text in which nothing can be read as markup.

    What reads the feed of a screen often takes a description for HTML, whatever the feed says.
    The marks that stand in for `<` and `>` look alike.
    """
    line = _SPACE.sub(" ", xml_safe(text)).strip()
    return line.replace("<", "‹").replace(">", "›")


def shortened(text: str, room: int) -> str:
    """`text` in at most `room` characters, cut between words and with an ellipsis if it is."""
    if len(text) <= room:
        return text
    cut = text[: room - 1]
    whole = cut if text[room - 1].isspace() else cut.rsplit(" ", 1)[0]
    return whole.rstrip(" ,;:–-") + ELLIPSIS
