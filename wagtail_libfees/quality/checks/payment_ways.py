"""A way of paying that the fee settings do not name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail_libfees.blocks.payment_routes import route_kind_choices
from wagtail_libfees.editorial.claim_patterns import OTHER_BUSINESS
from wagtail_libfees.editorial.registry import Finding, Severity, Subject, register_check
from wagtail_libfees.fee_page.check_context import facts_of
from wagtail_libfees.text.lazy_pattern import lazy_pattern
from wagtail_libfees.text.prose import sentences, squeezed


def _words(*patterns: str) -> re.Pattern[str]:
    return lazy_pattern("|".join(patterns), re.IGNORECASE)


_PAYS = _words(r"\b(?:ind)?betal(?:e|er|es|ing|ingen)?\b", r"\b(?:pay|pays|paid|payment)\b")
# The words of each way. A fact in braces is no word of the text.
_SAYS = {
    "portal": _words(r"(?<![{\w])(?:betalings|payment )?portal(?:en)?(?![}\w])"),
    "netbank": _words(r"\b(?:netbank(?:en)?|(?:online|internet) bank(?:ing)?)\b"),
    "card_by_post": _words(
        r"\b(?:giro|indbetalings|FI-?)kort(?:et)?\b",
        r"\b(?:giro (?:form|slip|card)s?|payment slips?)\b",
    ),
    "betalingsservice": _words(r"\bbetalingsservice\b", r"\bdirect debit\b"),
    "mobilepay": _words(r"\bmobile\s?pay\b"),
    "desk": _words(
        r"\bbetaler?\b(?:\s+[^\W\d]+){0,4}\s+(?:i|ved|på)\s+"
        r"(?:skranken|biblioteket(?:s skranke)?)\b",
        r"\bpay\b(?:\s+[^\W\d]+){0,4}\s+at\s+(?:the|your)\s+(?:library\s+)?(?:desk|counter|library)\b",
    ),
    "instalments": _words(r"\b(?:i|på) (?:rater|afdrag)\b", r"\b(?:in|by) instal?lments\b"),
}
# What comes with another way: a bill in a portal is paid from a bank as well.
_COMES_WITH = {
    "netbank": {"portal", "card_by_post", "betalingsservice"},
    # Who cannot log in to a portal gets a slip by post.
    "card_by_post": {"portal"},
}
# MobilePay is also a means of paying in a portal, where the sentence says so.
_IN_PORTAL = _words(r"betalings(?:løsning|portal)", r"\bportal", r"\bpayment (?:site|solution)\b")
# A way that is denied, or was, or is asked for, is not offered; nor is that of other business.
_UNLESS = _words(
    r"\b(?:ikke|ingen|aldrig|hverken|tidligere|hidtil|not|no|never|neither|formerly|previously)\b",
    r"n['’]t\b",
    r"\bcannot\b",
    r"\?\s*\Z",
    r"\b(?:spørgsmål|spørg|kontakt|ring|questions?|ask|contact|call)\b",
    r"\b(?:kaffe\w*|print\w*|kopi\w*|bogsalg\w*|kassér\w*|coffee|cop(?:y|ies)|book sale)\b",
)


@register_check("payment_ways")
def check_payment_ways(subject: Subject) -> Iterator[Finding]:
    """Each sentence that tells borrowers to pay in a way that the settings do not name."""
    facts = facts_of(subject)
    kinds = {route.kind for route in facts.settings.routes} if facts else set()
    # Another way may be any of them, and an empty list says nothing.
    if not kinds or "other" in kinds:
        return
    for placed, words in subject.prose:
        for sentence in sentences(words):
            for kind, written in ways_in(sentence):
                if kind == "mobilepay" and "portal" in kinds and _IN_PORTAL.search(sentence):
                    continue
                if not kinds & {kind, *_COMES_WITH.get(kind, ())}:
                    yield _finding(kind, written, placed.place)


def ways_in(sentence: str) -> Iterator[tuple[str, str]]:
    """(kind, words) of each way of paying that the sentence offers to borrowers."""
    if not _PAYS.search(sentence) or _UNLESS.search(sentence) or OTHER_BUSINESS.search(sentence):
        return
    for kind, pattern in _SAYS.items():
        if found := pattern.search(sentence):
            yield kind, squeezed(found.group())


def _finding(kind: str, written: str, place) -> Finding:
    message = _("The text says “%(written)s”; that is none of the ways of paying of the settings.")
    mend = _("Correct the text, or add “%(way)s” to the ways of paying in the fee settings.")
    return Finding(
        "other_way_of_paying",
        Severity.WARNING,
        message % {"written": written},
        place,
        mend=mend % {"way": dict(route_kind_choices())[kind]},
        excerpt=written,
    )
