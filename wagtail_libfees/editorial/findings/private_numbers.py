"""A number that looks like a CPR number (cpr-loven § 54). The digits are never repeated."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail_libfees.importers.masking import mask_cpr

from ..registry import Finding, Severity, Subject, register_check


@register_check("cpr", may_stop=True)
def check_cpr_numbers(subject: Subject) -> Iterator[Finding]:
    """Each text with such a number."""
    for placed in subject.texts:
        if mask_cpr(placed.text)[1]:
            yield Finding(
                "cpr",
                Severity.ERROR,
                _("Remove the number that looks like a CPR number before you publish."),
                placed.place,
                mend=_("If it is another number, write what it is in front, such as “faktura”."),
            )
