"""The words for a finding, in the active language."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_libfees import rates
from wagtail_libfees.rates.texts import fill


def finding_message(finding: rates.Finding) -> str:
    """The finding of the rate core as one translated sentence."""
    template = _(rates.MESSAGES[finding.code])
    return fill(template, finding.shown_params(get_language() or "da"))
