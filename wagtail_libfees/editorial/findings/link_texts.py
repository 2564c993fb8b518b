"""Links whose words do not tell where they lead; a screen reader reads them out alone."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..prose import prose, squeezed
from ..registry import Finding, Severity, Subject, register_check

_LINK = re.compile(r"<a\b[^<>]*>(?P<words>.*?)</a>", re.IGNORECASE | re.DOTALL)
_SAYS_NOTHING = re.compile(
    r"(?:(?:klik|tryk|se|læs|læs mere|find|følg|click|press|see|read|read more)\s+)?(?:her|here"
    r"|link|linket|dette link|this link)",
    re.IGNORECASE,
)


@register_check("link_texts")
def check_link_texts(subject: Subject) -> Iterator[Finding]:
    """Each link that is called “her” and nothing else."""
    for placed in subject.texts:
        for link in _LINK.finditer(placed.text):
            words = squeezed(prose(link["words"]))
            if _SAYS_NOTHING.fullmatch(words.strip(" .:!>»→")):
                yield Finding(
                    "link_text",
                    Severity.WARNING,
                    _("The link “%(words)s” does not tell where it leads.") % {"words": words},
                    placed.place,
                    mend=_("Let the words of the link name the page that it leads to."),
                    excerpt=words,
                )
