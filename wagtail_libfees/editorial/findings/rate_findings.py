"""What the rate core says of the rate blocks of a page."""

from collections.abc import Iterator, Sequence

from wagtail.fields import StreamField

from wagtail_libfees import rates
from wagtail_libfees.blocks.rate_messages import finding_message
from wagtail_libfees.blocks.rates import RateBlock, rate_card
from wagtail_libfees.blocks.table import not_understood
from wagtail_libfees.blocks.walk import Place

from ..registry import Finding, Severity, Subject, register_check

# The field of the block or list item that mends it; for others it is one of several.
_FIELDS = {
    **dict.fromkeys((code for code in rates.MESSAGES if code.endswith("_unknown")), "amount"),
    "group_without_label": "label",
    "bill_age_without_guardian": "bill_to",
    "bill_too_young": "bill_by",
    **dict.fromkeys(("bill_age_outside", "bill_to_guardian_of_adults"), "own_bill_from"),
    **dict.fromkeys(("calendar_ended", "calendar_ends_soon", "calendar_returns"), "valid_to"),
    **dict.fromkeys(("calendar_hole", "calendar_hole_later", "calendar_overlap"), "valid_from"),
    **dict.fromkeys(("versions_together", "validity_reversed", "calendar_far_away"), "valid_from"),
}


@register_check("rates", may_stop=True)
def check_rates(subject: Subject) -> Iterator[Finding]:
    """The findings of the rate core, each at the block, group or band that it is about."""
    for field in subject.page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(subject.page, field.name)
            yield from _not_understood(field.name, stream)
            for finding in rates.card_findings(rate_card(stream)):
                yield as_finding(finding, field.name, stream)


def as_finding(finding: rates.RateFinding, field_name: str, stream) -> Finding:
    """What the rate core says, at the field of the stream that it is about."""
    return Finding(
        finding.code,
        Severity(finding.severity.value),
        finding_message(finding),
        Place(field_name, block_id(stream, finding.place), _FIELDS.get(finding.code, "")),
    )


def _not_understood(field_name: str, stream) -> Iterator[Finding]:
    """The numbers, days and addresses of a draft that are none yet, or that nobody can mean."""
    for child in stream:
        for place, reason in not_understood(child.value):
            here = Place(field_name, innermost_id(child, place), str(place[-1]))
            yield Finding("number_not_understood", Severity.ERROR, reason, here)


def block_id(stream, place: rates.CardPlace) -> str:
    """The id of the innermost block or list item that a place of the rate core names."""
    kind, position, *inner = place
    children = [c for c in stream if isinstance(c.block, RateBlock) and c.block.kind == kind]
    if not isinstance(position, int) or position >= len(children):
        return ""
    return innermost_id(children[position], inner)


def innermost_id(child, inner: Sequence[str | int]) -> str:
    """The id of the innermost list item of a stream's child that a place in it names."""
    block_id, value = child.id, child.value
    for name, index in zip(inner[::2], inner[1::2], strict=False):
        items = getattr(value.get(name), "bound_blocks", ())
        if not isinstance(index, int) or index >= len(items):
            break
        block_id, value = items[index].id or block_id, items[index].value
    return block_id or ""
