"""Dates and times in the admin: form fields that read them as people write them, and say so.

Wagtail's own date field turns what it does not understand into today. These keep what was typed,
show beside it how it is understood, and refuse the rest. What they understand is that of
`text.dates`, which the widget asks by `admin.dates`; there is no second reader in the browser.
"""

from __future__ import annotations

from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import from_current_timezone
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm, formfield_for_dbfield
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from .clock import today
from .text.dates import DateError, read_date, read_moment, read_time, spelled_date
from .text.messages import fill


def date_error_message(error: DateError) -> str:
    """The error of a date or time as one translated sentence."""
    return fill(_(error.message), error.params)


class SpelledInput(forms.TextInput):
    """A line of text; the script adds how it is understood, and for dates a calendar.

    `reads` names what is typed: `date`, `time` or `moment`. With `past`, a date without a year is
    the last one that was.
    """

    reads = ""
    format = ""

    def __init__(self, attrs=None, *, past=False):
        self.past = past
        fixed = {
            "autocomplete": "off",
            "spellcheck": "false",
            "data-controller": "libfees-date",
            "data-libfees-date-reads-value": self.reads,
            "data-libfees-date-url-value": reverse_lazy("libfees_dates"),
            "data-libfees-date-calendar-value": gettext_lazy("Choose in the calendar"),
        }
        super().__init__({**fixed, **(attrs or {})})

    def get_context(self, name, value, attrs):
        """Add what is fixed to this widget, also for a block's template in the browser."""
        context = super().get_context(name, value, attrs)
        if self.past:
            context["widget"]["attrs"]["data-libfees-date-past-value"] = "true"
        return context

    def format_value(self, value):
        """A date or time as it is written here; a text as it was typed."""
        if isinstance(value, datetime) and timezone.is_aware(value):
            value = timezone.localtime(value)
        if isinstance(value, (date, time)):
            return value.strftime(self.format)
        return super().format_value(value)

    class Media:
        css = {"all": ["wagtail_libfees/admin/dates.css"]}
        js = ("wagtail_libfees/admin/dates.js",)


class SpelledDateInput(SpelledInput):
    reads, format = "date", "%d.%m.%Y"


class SpelledTimeInput(SpelledInput):
    reads, format = "time", "%H.%M"


class SpelledDateTimeInput(SpelledInput):
    reads, format = "moment", "%d.%m.%Y %H.%M"


class SpelledMixin:
    """Reads a text by the package's reader. `past` is that of the widget."""

    def to_python(self, value):
        """The date or time of a text; raises `ValidationError` that tells the mend."""
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        try:
            return self.read(value)
        except DateError as exc:
            raise ValidationError(date_error_message(exc), code="invalid") from exc

    @property
    def past(self) -> bool:
        """Whether a date without a year is the last one that was."""
        return getattr(self.widget, "past", False)


class SpelledDateField(SpelledMixin, forms.DateField):
    """A date: `06.12.2026`, `6. december 2026`, `6/12`, `lørdag`, `2026-12-06`."""

    widget = SpelledDateInput

    def read(self, text: str) -> date:
        return read_date(text, today(), past=self.past)


class SpelledTimeField(SpelledMixin, forms.TimeField):
    """A time of day: `22`, `22.00`, `kl. 22`, `22:30`."""

    widget = SpelledTimeInput

    def read(self, text: str) -> time:
        return read_time(text)


class SpelledDateTimeField(SpelledMixin, forms.DateTimeField):
    """A date with a time, in the current time zone: `06.12.2026 22.00`, `6. december kl. 22`."""

    widget = SpelledDateTimeInput

    def read(self, text: str) -> datetime:
        return from_current_timezone(read_moment(text, today(), past=self.past))


READERS = {"date": SpelledDateField, "time": SpelledTimeField, "moment": SpelledDateTimeField}


def understood(reads: str, text: str, *, past: bool = False) -> dict:
    """How a field of the kind `reads` understands `text`, for the line beside it.

    `value` is the text as it is written here, `words` the date with its weekday; `iso` is what a
    calendar begins with. Where it is not understood, `error` says why.
    """
    field = READERS[reads]()
    field.widget.past = past
    try:
        value = field.to_python(text)
    except ValidationError as exc:
        return {"error": exc.messages[0]}
    if value is None:
        return {"value": "", "words": ""}
    answer = {"value": field.widget.format_value(value), "words": ""}
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        clock = value.strftime("%H.%M")
        answer["words"] = _("%(day)s at %(time)s") % {"day": _spelled(value), "time": clock}
    elif isinstance(value, date):
        answer["words"] = _spelled(value)
    if isinstance(value, date):
        answer["iso"] = f"{value:%Y-%m-%d}"
    return answer


def _spelled(day: date) -> str:
    return spelled_date(day, get_language() or "da")


# A date and time is a date too, so it is asked for first.
_FORM_FIELDS = (
    (models.DateTimeField, SpelledDateTimeField),
    (models.DateField, SpelledDateField),
    (models.TimeField, SpelledTimeField),
)

_WAGTAILS = (AdminDateInput, AdminTimeInput, AdminDateTimeInput)


def spelled_formfield(db_field, **kwargs):
    """The form field of a model field, for `Meta.formfield_callback` of a form of the admin."""
    for model_field, form_class in _FORM_FIELDS:
        if isinstance(db_field, model_field):
            widget = kwargs.get("widget")
            # Wagtail's panel of the schedule names its own.
            if (widget if isinstance(widget, type) else type(widget)) in _WAGTAILS:
                del kwargs["widget"]
            return db_field.formfield(**{"form_class": form_class, **kwargs})
    return formfield_for_dbfield(db_field, **kwargs)


class SpelledModelForm(WagtailAdminModelForm):
    """A form of the admin whose dates are read as people write them."""

    class Meta:
        formfield_callback = spelled_formfield
