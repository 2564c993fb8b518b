"""Dates and times in blocks, typed as people write them."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail import blocks

from ..date_fields import SpelledDateField, SpelledTimeField


class SpelledBlockMixin:
    """Takes a form field of the package; with `past`, a date without a year is one that was."""

    form_field: type[forms.Field]
    field_options: dict[str, Any]

    def __init__(self, *args, past=False, **kwargs):
        self.past = past
        super().__init__(*args, **kwargs)
        self.field = self.form_field(widget=self.form_field.widget(past=past), **self.field_options)

    def deconstruct(self):
        """The block without what is of its form only."""
        path, args, kwargs = super().deconstruct()
        return path, args, {name: value for name, value in kwargs.items() if name != "past"}


class SpelledDateBlock(SpelledBlockMixin, blocks.DateBlock):
    """A date, stored as `2026-12-06`."""

    form_field = SpelledDateField


class SpelledTimeBlock(SpelledBlockMixin, blocks.TimeBlock):
    """A time of day, stored as `22:00:00`."""

    form_field = SpelledTimeField


# Migrations see Wagtail's own blocks: what is stored is the same.
DECONSTRUCT_ALIASES = {
    SpelledDateBlock: "wagtail.blocks.DateBlock",
    SpelledTimeBlock: "wagtail.blocks.TimeBlock",
}
