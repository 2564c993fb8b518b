"""Mistakes in a rate block, shown at the field where they stand.

Drafts and autosave run `clean()` on half-typed values with validation deferred; the rate core is
asked only when the editor publishes (or schedules, or sends to moderation).
"""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from .. import rates
from .rate_messages import finding_message


class RateChecksMixin(blocks.StructBlock):
    """Refuses, on publishing, a block whose rates have an error finding."""

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            errors = [f for f in block_findings(cleaned) if f.severity is rates.Severity.ERROR]
            if errors:
                raise _nest([(f.place[2:], ValidationError(finding_message(f))) for f in errors])
        return cleaned


def block_findings(value) -> tuple[rates.RateFinding, ...]:
    """What the rate core says of one rate block alone; place 0 and 1 are the kind and 0."""
    return rates.card_findings(rates.RateCard(**{value.block.kind: (value.to_rates(),)}))


def _nest(errors):
    """One error for a struct, from (place, error) pairs; a place alternates name and index."""
    here = [error for place, error in errors if not place]
    below: dict = {}
    for place, error in errors:
        if place:
            below.setdefault(place[0], []).append((place[1:], error))
    return StructBlockValidationError(
        block_errors={name: _nest_child(found) for name, found in below.items()},
        non_block_errors=here,
    )


def _nest_child(errors):
    """The error of one child: a list's if the places go on with an index, else the child's own."""
    by_index: dict[int, list] = {}
    here = []
    for place, error in errors:
        if place:
            by_index.setdefault(place[0], []).append((place[1:], error))
        else:
            here.append(error)
    if not by_index:
        return ValidationError(here)
    return ListBlockValidationError(
        block_errors={index: _nest(found) for index, found in by_index.items()},
        non_block_errors=here,
    )
