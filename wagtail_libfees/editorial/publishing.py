"""What stops a page from being published: placeholders, CPR numbers and broken rates."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from wagtail_libfees import rates
from wagtail_libfees.blocks.messages import finding_message
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.importers.masking import mask_cpr

from .page_text import page_texts
from .placeholders import find_placeholders


@dataclass(frozen=True)
class PublishingError:
    """One reason why a page cannot be published, with the form field that it belongs to."""

    code: str
    field: str
    message: str


class PublishRefusedError(ValidationError):
    """Raised when a page with publishing errors would go live.

    It belongs to the page as a whole: wagtail-localize asks a `ValidationError` for its fields.
    """

    def __init__(self, messages: list[str]):
        super().__init__({NON_FIELD_ERRORS: messages})


def publishing_errors(page) -> list[PublishingError]:
    """Everything that stops `page`, as it is in memory, from being published."""
    return [*_text_errors(page), *_rate_errors(page)]


def _text_errors(page) -> Iterator[PublishingError]:
    """A placeholder or a CPR number, wherever it stands. The digits are never repeated."""
    for field, text in page_texts(page):
        for placeholder in find_placeholders(text):
            yield PublishingError(
                "placeholder",
                field,
                _("Replace the placeholder %(placeholder)s before you publish.")
                % {"placeholder": placeholder},
            )
        if mask_cpr(text)[1]:
            yield PublishingError(
                "cpr",
                field,
                _("Remove the number that looks like a CPR number before you publish."),
            )


def _rate_errors(page) -> Iterator[PublishingError]:
    """Errors that the rate core finds in the blocks of the page."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            card = rate_card(getattr(page, field.name))
            for finding in rates.findings(card):
                if finding.severity is rates.Severity.ERROR:
                    yield PublishingError(finding.code, field.name, finding_message(finding))
