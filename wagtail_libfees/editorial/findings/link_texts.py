"""Links whose words do not tell where they lead; a screen reader reads them out alone."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...text.all_text import as_read
from ...text.lazy_pattern import lazy_pattern
from ...text.prose import squeezed
from ..registry import Finding, Severity, Subject, register_check

_LINK = lazy_pattern(
    r"<a\b(?P<attributes>[^<>]*)>(?P<words>(?:(?!<a\b).)*?)</a>", re.IGNORECASE | re.DOTALL
)
# Something else than words may lead there, and have its own.
_PICTURE = lazy_pattern(r"<(?:img|embed|svg)\b", re.IGNORECASE)
_DO = (
    r"klik|tryk|se|læs|find|find det|følg|hent|gå|vis|click|press|tap|see|read|view|follow|go|get"
    r"|learn|find out"
)
_THERE = (
    r"her|herunder|here|mere|mere her|more|more here|link|linket|link her"
    r"|(?:dette|det|denne|this|the)\s+(?:link|side|page)|siden|videre"
)
_SAYS_NOTHING = lazy_pattern(
    rf"(?:(?:{_DO})\s+)?(?:(?:via|på|til|on|to|at|ved)\s+)?(?:{_THERE})"
    r"|klik|tryk|click|læs|read|hent|download|gå til|info|mere info|more info",
    re.IGNORECASE,
)
# An address is read out letter by letter; the name of a server alone is a name: borger.dk.
_RAW = lazy_pattern(r"(?:https?://|www\.)\S+|[\w.-]+\.[a-z]{2,}/\S+", re.IGNORECASE)
_AROUND = " \u00a0.,:;!?()[]<>«»‹›→–-…\"'“”„’"


@register_check("link_texts")
def check_link_texts(subject: Subject) -> Iterator[Finding]:
    """Each link that is called “her”, by its address, or nothing at all."""
    for placed in subject.texts:
        for link in _LINK.finditer(placed.text):
            words = squeezed(as_read(link["words"]))
            if not _leads_somewhere(link):
                continue
            if _RAW.fullmatch(words.strip(_AROUND)):
                yield Finding(
                    "link_raw",
                    Severity.WARNING,
                    _("The link “%(words)s” is called by its address.") % {"words": words},
                    placed.place,
                    mend=_("Let the words of the link name the page that it leads to."),
                    excerpt=words,
                )
            elif _says_nothing(words):
                yield Finding(
                    "link_text",
                    Severity.WARNING,
                    _("The link “%(words)s” does not tell where it leads.") % {"words": words},
                    placed.place,
                    mend=_("Let the words of the link name the page that it leads to."),
                    excerpt=words,
                )


def _leads_somewhere(link: re.Match[str]) -> bool:
    """Whether it is a link of words, and not a mark that others lead to."""
    is_link = re.search(r"\b(?:href|linktype)\s*=", link["attributes"], re.IGNORECASE)
    return bool(is_link) and not _PICTURE.search(link["words"])


def _says_nothing(words: str) -> bool:
    said = words.strip(_AROUND)
    return not said or bool(_SAYS_NOTHING.fullmatch(said))
