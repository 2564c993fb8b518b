"""A payment portal that is not the one of the fee settings."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail_libfees.editorial.registry import Finding, Severity, Subject, register_check
from wagtail_libfees.fee_page.check_context import facts_of
from wagtail_libfees.text.prose import squeezed

# The names that portals of Danish municipalities have; in text also glued or in other case.
KNOWN = (
    "Mit Betalingsoverblik",
    "Dit Betalingsoverblik",
    "Min Betalingsoversigt",
    "Betal din kommune",
)
_PORTALS = re.compile(
    "|".join(rf"\b{name.replace(' ', chr(92) + 's*')}\b" for name in KNOWN), re.IGNORECASE
)


@register_check("portal")
def check_portal(subject: Subject) -> Iterator[Finding]:
    """Each portal in the text that the settings name otherwise, or say that there is none."""
    facts = facts_of(subject)
    if facts is None:
        return
    name = facts.settings.portal_name
    if not name and (not facts.settings.routes or facts.settings.portal):
        return
    for placed, words in subject.prose:
        for found in _PORTALS.finditer(words):
            if not _names(found.group(), name):
                yield _finding(squeezed(found.group()), name, placed.place)


def _names(written: str, name: str) -> bool:
    """Whether what is written is the name of the settings, or the known name within it: the
    settings may say “Fjordby Kommunes Mit Betalingsoverblik” or add “(KMD)”."""
    return _letters(written) in _letters(name)


def _letters(name: str) -> str:
    return "".join(name.casefold().split())


def _finding(written, name, place):
    if name:
        message = _("The text names the portal “%(written)s”; the fee settings name “%(name)s”.")
    else:
        message = _("The text names the portal “%(written)s”; by the fee settings there is none.")
    return Finding(
        "other_portal",
        Severity.WARNING,
        message % {"written": written, "name": name},
        place,
        mend=_("Use the name of the settings, or correct the settings."),
        excerpt=written,
    )
