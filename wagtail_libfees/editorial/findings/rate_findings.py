"""What the rate core says of the rate blocks of a page."""

from collections.abc import Iterator

from wagtail.fields import StreamField

from wagtail_libfees import rates
from wagtail_libfees.blocks.messages import finding_message
from wagtail_libfees.blocks.rates import RateBlock, rate_card

from ..place import Place
from ..registry import Finding, Severity, Subject, register_check


@register_check("rates", may_stop=True)
def check_rates(subject: Subject) -> Iterator[Finding]:
    """The findings of the rate core, each at the block, group or band that it is about."""
    for field in subject.page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(subject.page, field.name)
            for finding in rates.findings(rate_card(stream)):
                yield Finding(
                    finding.code,
                    Severity(finding.severity.value),
                    finding_message(finding),
                    Place(field.name, _block_id(stream, finding.place)),
                )


def _block_id(stream, place: rates.Place) -> str:
    """The id of the innermost block or list item that a place of the rate core names."""
    kind, position, *inner = place
    children = [c for c in stream if isinstance(c.block, RateBlock) and c.block.kind == kind]
    if not isinstance(position, int) or position >= len(children):
        return ""
    block_id, value = children[position].id, children[position].value
    for name, index in zip(inner[::2], inner[1::2], strict=False):
        items = getattr(value.get(name), "bound_blocks", ())
        if not isinstance(index, int) or index >= len(items):
            break
        block_id, value = items[index].id or block_id, items[index].value
    return block_id or ""
