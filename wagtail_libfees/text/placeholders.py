"""Gaps that a standard text leaves for the municipality's own facts.

A gap stops publishing, so each rule is a closed one: what is not known to be a gap is text.
"""

from __future__ import annotations

import re

from .all_text import all_text
from .lazy_pattern import lazy_pattern

# Bold is marked while the words are read: by Markdown itself, or by signs that nobody types.
_BOLD = (
    (lazy_pattern(r"<(?:b|strong)(?:\s[^<>]*)?>", re.IGNORECASE), "⦃"),
    (lazy_pattern(r"</(?:b|strong)\s*>", re.IGNORECASE), "⦄"),
)
_MARKS = lazy_pattern(r"\*\*|[⦃⦄]")
_OPENS, _CLOSES = ("**", "⦃"), ("**", "⦄")
_BREAK = lazy_pattern(r"<br\s*/?>", re.IGNORECASE)
_BRACKETS = lazy_pattern(r"\[\[[^\[\]\n]{1,120}\]\]|\[(?P<content>[^\[\]\n]{1,120})\]")

_UNITS = (
    r"kr|kroner|øre|dkk|pct|procent|percent|kl|dage?s?|uger?|måned(?:er)?|år|timers?|time|minutter"
    r"|døgn|days?|weeks?|months?|years?|hours?|minutes"
)
# What a standard text leaves out, by its name.
_FACTS = (
    r"kommune(?:n|s|ns)?|kommunenavn|kommunens navn|municipality|bibliotek(?:ets?|s)?|library"
    r"|bibliotekets navn|navn(?:et)?|navn på (?:kommunen?|biblioteket?|portalen)|name"
    r"|(?:library|municipality|portal)(?:[’']s)? name|portal(?:en|ens navn)?|afdeling(?:en)?|branch"
    r"|kontaktperson|telefon(?:nummer|nr|tid)?|tlf(?:\.? ?nr)?|(?:tele)?phone(?: number)?|nummer"
    r"|number|e-?mail(?:adresse)?|mail(?:adresse)?|e-?mail address|adresse|address|url|link"
    r"|hjemmeside|website|beløb(?:et)?|pris(?:en)?|sats(?:en)?|amount|price|rate"
    r"|antal(?: dage| timer)?|number of (?:days|hours)|dato(?:en)?|date|frist(?:en)?|deadline"
    r"|åbningstid(?:er)?|opening hours|todo|tbd|(?:skal )?udfyldes"
)
_TELLING = lazy_pattern(
    # An instruction to the editor.
    r"(?:indsæt|skriv|udfyld|angiv|insert|fill in|your|jeres)\b.*"
    r"|.+\s(?:kommunes?|municipality)"
    rf"|(?=.*\bx{{2,}}\b)(?:(?:x{{2,}}|\+?\d+|{_UNITS}|{_FACTS})(?:[\s.,:–-]+|$))+",
    re.IGNORECASE,
)
_NAMING = lazy_pattern(
    r"(?:(?:tilføj|vælg|indtast|enter|add|choose|specify|type)\s+(?:(?:the|your|a|jeres|et|en)\s+)?)?"
    rf"(?:{_FACTS})\.?",
    re.IGNORECASE,
)
# Bold brackets are the mark of the standard text, but a note, a label or a button may be bold too.
_NO_GAP = lazy_pattern(
    r"\W*\w?\W*|[\d\s.,*–-]+|sic!?|red\.?|(?:hent|download|læs|se|vis|find|åbn|luk|lukket|klik|tryk"
    r"|gå|print|udskriv|nyt?|nye|opdateret|rettet|aflyst|gratis|obs|nb|bemærk|vigtigt|get|read|see"
    r"|show|open|closed?|click|press|new|updated|cancelled|free|note|important|pdf|video)\b.*",
    re.IGNORECASE,
)
_XS = r"x{2,40}(?:[ –-]x{2,40}){0,8}"
_BARE = lazy_pattern(
    r"\blorem\s+ipsum\b"
    rf"|(?<![\w-]){_XS}\.?\s*(?:(?:{_UNITS})\b|%)(?!-)"
    rf"|\b(?:kr\.?|dkk)\s*{_XS}(?![\w-])"
    r"|\b(?:tlf|telefon|telefonnummer|tel|phone|(?:ring|call)(?:\s+til)?(?:\s+\w+)?\s+(?:på|on))"
    rf"\.?:?\s*{_XS}(?![\w-])",
    re.IGNORECASE,
)


def find_placeholders(text: str) -> list[str]:
    """The placeholders in `text` (plain, Markdown or rich text): those in brackets, with these, and
    then those without."""
    marked = _marked(text)
    in_brackets = [found for found in _BRACKETS.finditer(marked) if _is_gap(found)]
    rest = _MARKS.sub("", _BRACKETS.sub(" ", marked))
    return [
        *(_MARKS.sub("", found.group()) for found in in_brackets),
        *(found.group() for found in _BARE.finditer(rest)),
    ]


def _marked(text: str) -> str:
    """All that the text says, with its bold marked."""
    text = _BREAK.sub(" ", text)
    for tag, mark in _BOLD:
        text = tag.sub(mark, text)
    return all_text(text).text


def _is_gap(found: re.Match[str]) -> bool:
    """Whether what stands in brackets is for the editor to fill in."""
    content = _MARKS.sub("", found["content"] or "").strip()
    if found["content"] is None or _TELLING.fullmatch(content):
        return True
    # "filter[date]=" in an address names nothing to the editor.
    is_glued = found.string[max(0, found.start() - 1) : found.start()].isalnum()
    if _NAMING.fullmatch(content) and not is_glued:
        return True
    return _is_bold(found) and not _NO_GAP.fullmatch(content)


def _is_bold(found: re.Match[str]) -> bool:
    """Whether the brackets stand in bold, or all that is in them does."""
    text, content = found.string, (found["content"] or "").strip()
    before, after = (
        text[max(0, found.start() - 9) : found.start()],
        text[found.end() : found.end() + 9],
    )
    around = before.rstrip().endswith(_OPENS) and after.lstrip().startswith(_CLOSES)
    return around or (content.startswith(_OPENS) and content.endswith(_CLOSES))
