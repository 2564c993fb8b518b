"""Fields that a page cannot be published without, and that are empty: a draft may leave them so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import Block, BooleanBlock, ListBlock, StructBlock
from wagtail.fields import StreamField

from ...blocks.base import AmountBlock
from ...blocks.walk import Place, children_of
from ..registry import Finding, Severity, Subject, register_check

_EMPTY = (None, "", [], {})


@register_check("required_fields", may_stop=True)
def check_required_fields(subject: Subject) -> Iterator[Finding]:
    """Each of them, in the fields of the page and in the blocks of its streams.

    An amount is told by the rate core, with the days or the thing that it is for.
    """
    for field in subject.page._meta.concrete_fields:
        label, place = str(field.verbose_name), Place(field.name)
        if isinstance(field, StreamField):
            stream = getattr(subject.page, field.name)
            yield from _in_block(list(stream.get_prep_value()), stream.stream_block, place, label)
        elif _is_required(field) and field.value_from_object(subject.page) in _EMPTY:
            yield _finding(label, place)


def _is_required(field) -> bool:
    """Whether an editor has to fill the field in; Wagtail fills in all of its own but the title."""
    if field.name != "title" and field.model._meta.app_label == "wagtailcore":
        return False
    return field.editable and not field.blank and not field.primary_key


def _in_block(raw: Any, block: Block, place: Place, label: str = "") -> Iterator[Finding]:
    """What is empty in the stored value of a block; `label` is that of the field around it."""
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _in_block((raw or {}).get(name), child, place.at_child(name))
        return
    if _is_needed(block) and (raw in _EMPTY or (isinstance(block, BooleanBlock) and not raw)):
        yield _finding(label or str(block.label), place)
    for child, inner in children_of(raw, block):
        yield from _in_block(child["value"], inner, place.at_block(child.get("id")))


def _is_needed(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return bool(block.meta.min_num)
    return block.required and not isinstance(block, AmountBlock)


def _finding(label: str, place: Place) -> Finding:
    return Finding(
        "field_empty",
        Severity.ERROR,
        _("“%(field)s” is empty.") % {"field": label[:1].upper() + label[1:]},
        place,
        mend=_("Fill it in."),
    )
