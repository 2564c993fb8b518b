"""The words for what the rate core says, in the active language."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .. import rates
from ..text.messages import fill


def finding_message(finding: rates.RateFinding) -> str:
    """The finding of the rate core as one translated sentence."""
    template = _(rates.MESSAGES[finding.code])
    shown = finding.shown_params(get_language() or "da")
    if kind := finding.params.get("kind"):
        names = kind if isinstance(kind, tuple) else (str(kind),)
        shown["kind"] = ", ".join(_(name) for name in names)
    return fill(template, shown)


def rates_error_message(error: rates.RatesError) -> str:
    """The error of the rate core as one translated sentence."""
    language = get_language() or "da"
    shown = {
        name: rates.format_date(value, language) if isinstance(value, date) else value
        for name, value in error.params.items()
    }
    return fill(_(error.message), shown)
