"""A gap that a standard text left for the municipality's own facts."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..placeholders import find_placeholders
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
