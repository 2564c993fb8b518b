"""What may never be published: a gap that a standard text left, a CPR number (cpr-loven § 54)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...text.cpr_numbers import Where, find_cpr
from ...text.placeholders import find_placeholders
from ..registry import Finding, Severity, Subject, register_check


@register_check("placeholders", may_stop=True)
def check_placeholders(subject: Subject) -> Iterator[Finding]:
    """Each placeholder, wherever it stands."""
    for placed in subject.texts:
        for placeholder in find_placeholders(placed.text):
            yield Finding(
                "placeholder",
                Severity.ERROR,
                _("Replace the placeholder %(placeholder)s before you publish.")
                % {"placeholder": placeholder},
                placed.place,
                mend=_("Write what holds in your municipality, or take the sentence out."),
                excerpt=placeholder,
            )


@register_check("cpr", may_stop=True)
def check_cpr_numbers(subject: Subject) -> Iterator[Finding]:
    for placed in subject.texts:
        where = find_cpr(placed.text)
        if where is not None:
            yield Finding(
                "cpr",
                Severity.ERROR,
                _("Remove the number that looks like a CPR number before you publish."),
                placed.place,
                mend=_mend(where),
            )


def _mend(where: Where) -> str:
    if where is Where.ADDRESS:
        # Nothing can be written in front of a number in an address.
        return _("Link to another page, or take the link out.")
    return _("If it is another number, write what it is in front, such as “faktura”.")
