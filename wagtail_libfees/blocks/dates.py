"""Dates and times in blocks, typed as people write them."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail import blocks

from ..date_fields import SpelledDateField, SpelledTimeField


class SpelledBlockMixin:
    """Takes a form field of the package; with `past`, a date without a year is one that was.

    Migrations see Wagtail's own block: what is stored is the same.
    """

    form_field: type[forms.Field]
    field_options: dict[str, Any]

    def __init__(self, *args, past=False, **kwargs):
        self.past = past
        super().__init__(*args, **kwargs)
        self.field = self.form_field(widget=self.form_field.widget(past=past), **self.field_options)

    def deconstruct(self):
        """The block as Wagtail's own."""
        _path, args, kwargs = super().deconstruct()
        own = f"wagtail.blocks.{type(self).__mro__[2].__name__}"
        return own, args, {name: value for name, value in kwargs.items() if name != "past"}


class SpelledDateBlock(SpelledBlockMixin, blocks.DateBlock):
    """A date, stored as `2026-12-06`."""

    form_field = SpelledDateField


class SpelledTimeBlock(SpelledBlockMixin, blocks.TimeBlock):
    """A time of day, stored as `22:00:00`."""

    form_field = SpelledTimeField
