"""One row of the review: as a form with the fields of its block, or, in a long list, as text."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_libfees.blocks.base import VALIDITY_FIELDS
from wagtail_libfees.text.cpr_masking import mask_cpr

REMOVE = "remove"


class RowForm(forms.Form):
    """The fields of one struct, without its lists."""

    def clean(self):
        """What was typed; a CPR number in a label must no more be stored than one in a source."""
        cleaned = super().clean()
        return {k: mask_cpr(v)[0] if isinstance(v, str) else v for k, v in cleaned.items()}


@cache
def form_class(block_type: type[blocks.StructBlock], removable: bool) -> type[RowForm]:
    """The form of a struct block. The dates of a version are asked for once, elsewhere."""
    fields = {
        name: _field(child)
        for name, child in block_type().child_blocks.items()
        if isinstance(child, blocks.FieldBlock) and name not in VALIDITY_FIELDS
    }
    if removable:
        fields[REMOVE] = forms.BooleanField(required=False, label=_("Remove"))
    return type(f"{block_type.__name__}Form", (RowForm,), fields)


def _field(child: blocks.FieldBlock) -> forms.Field:
    field = copy.deepcopy(child.field)
    field.label, field.initial = child.label, child.get_default()
    field.help_text = getattr(child.field, "help_text", "")
    return field


class ClosedRow:
    """A row of a long list as text. A form of all its fields would be more than a server takes;
    a tick opens it for correction, or removes it."""

    is_closed = True

    def __init__(self, block, key, value, data=None):
        self.block, self.key, self.value, self.words = block, key, value, None
        self.is_removed = data is not None and key in data.getlist("remove_row")
        self.is_to_open = data is not None and key in data.getlist("open")

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The label and the text of each field that says something."""
        form = form_class(type(self.block), False)(initial=self._initial())
        return [(bound.label, text) for bound in form if (text := _text(bound))]

    def _initial(self):
        names = form_class(type(self.block), False).base_fields
        children = self.block.child_blocks
        return {name: children[name].to_python(self.value[name]) for name in names}


def _text(bound) -> str:
    """What a field holds, in words."""
    value = bound.initial
    if isinstance(value, bool):
        return _("yes") if value else ""
    choices = getattr(bound.field, "choices", None)
    if choices is not None:
        return str(dict(_flat(choices)).get(value, value or ""))
    return "" if value is None else str(bound.field.widget.format_value(bound.value()) or "")


def _flat(choices) -> Iterator[tuple[str, str]]:
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield key, label
