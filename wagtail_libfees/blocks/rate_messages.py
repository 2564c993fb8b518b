"""The words for what the rate core says, in the active language."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_libfees import rates
from wagtail_libfees.rates.texts import fill


def finding_message(finding: rates.Finding) -> str:
    """The finding of the rate core as one translated sentence."""
    template = _(rates.MESSAGES[finding.code])
    return fill(template, finding.shown_params(get_language() or "da"))


def rates_error_message(error: rates.RatesError) -> str:
    """The error of the rate core as one translated sentence."""
    language = get_language() or "da"
    shown = {
        name: rates.format_date(value, language) if isinstance(value, date) else value
        for name, value in error.params.items()
    }
    return fill(_(error.message), shown)
