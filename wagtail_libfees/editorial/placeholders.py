"""Gaps that a standard text leaves for the municipality's own facts."""

from __future__ import annotations

import re

# What stands in square brackets is a placeholder if it is marked bold, is only X's, is the name
# of a municipality, or tells the editor what to do. Other brackets ("[sic]", "[1]") are text.
_CONTENT = r"\[(?P<{0}>[^\[\]<>\n]{{1,80}})\]"
_BOLD = re.compile(
    r"(?:\*\*|<(?:b|strong)>)\s*" + _CONTENT.format("bold") + r"\s*(?:\*\*|</(?:b|strong)>)",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"\[\[[^\[\]\n]{1,80}\]\]"
    r"|\[\s*(?:x{2,}|(?:indsæt|skriv|udfyld|insert|fill in|your|jeres)\b[^\[\]\n]{0,80}"
    r"|[^\[\]\n]{1,60}\s(?:kommunes?|municipality))\s*\]",
    re.IGNORECASE,
)


def find_placeholders(text: str) -> list[str]:
    """The placeholders in `text` (plain, Markdown or rich text), in order, brackets included."""
    found = {match.start("bold") - 1: f"[{match['bold']}]" for match in _BOLD.finditer(text)}
    for match in _TELLING.finditer(text):
        found.setdefault(match.start(), match.group())
    return [found[place] for place in sorted(found)]
