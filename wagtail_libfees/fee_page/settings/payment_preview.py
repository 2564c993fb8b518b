"""How the way of paying reads on a public page, in each language of the content."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from wagtail.coreutils import get_content_languages


@dataclass(frozen=True)
class PaymentText:
    code: str
    language: str
    html: SafeString


def payment_in_languages(settings) -> list[PaymentText]:
    """What `settings`, stored or not, say about paying; the same template as on the page."""
    return [
        PaymentText(code, str(name), _in(code, settings))
        for code, name in get_content_languages().items()
    ]


def _in(code: str, settings) -> SafeString:
    with translation.override(code):
        return render_to_string("wagtail_libfees/includes/payment.html", {"fee_settings": settings})
