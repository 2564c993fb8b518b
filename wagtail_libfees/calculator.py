"""The question "What will it cost?" from a form to an answer. Nothing typed is kept or logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import rates
from .blocks.rate_messages import rates_error_message
from .rates.estimates import MAX_AGE

# Enough for a bag of books; a longer list is no borrower's.
MOST_ITEMS = 10
EARLIEST = date(2000, 1, 1)
LATEST = date(2100, 12, 31)
FIELDS = ("due", "returned", "group", "age")


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


def date_field(label, *, required):
    """A date within the range that makes sense here."""
    return forms.DateField(
        label=label,
        required=required,
        widget=DateInput(attrs={"min": EARLIEST.isoformat(), "max": LATEST.isoformat()}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"],
        error_messages={
            "required": gettext_lazy("Write the due date."),
            "invalid": gettext_lazy("Write the date as day, month and year, such as 31-12-2026."),
        },
    )


class OverdueItemForm(forms.Form):
    """One item: when it was due, and when it comes back; today if that is left empty."""

    due = date_field(gettext_lazy("Due date"), required=True)
    returned = date_field(gettext_lazy("Date of return"), required=False)

    use_required_attribute = False

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["returned"].help_text = _("Empty: today.")

    def clean(self):
        """Refuse dates out of range, and a return before the due date."""
        cleaned = super().clean()
        due, returned = cleaned.get("due"), cleaned.get("returned") or self.today
        for name, day in (("due", due), ("returned", returned)):
            if day and not EARLIEST <= day <= LATEST:
                self.add_error(name, _("This date is too far away. Check the year."))
        if due and "returned" not in self.errors and returned < due:
            self.add_error(
                "returned", _("The date of return is before the due date: nothing is to be paid.")
            )
        return cleaned

    def item(self) -> rates.Item:
        return rates.Item(
            due=self.cleaned_data["due"], returned=self.cleaned_data["returned"] or self.today
        )


class BorrowerForm(forms.Form):
    """Who pays: a group, or an age."""

    group = forms.ChoiceField(label=gettext_lazy("Who has borrowed?"), required=False)
    age = forms.IntegerField(
        label=gettext_lazy("Or the age of the borrower"),
        required=False,
        min_value=0,
        max_value=MAX_AGE,
        error_messages={
            "invalid": gettext_lazy("Write the age as a whole number of years."),
            "min_value": gettext_lazy("Write an age from 0 to 130."),
            "max_value": gettext_lazy("Write an age from 0 to 130."),
        },
    )

    use_required_attribute = False

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", _("Choose")), *((name, name) for name in groups)]
        self.fields["group"].error_messages["invalid_choice"] = _(
            "This group is not in the rates. Choose one of the list."
        )

    def clean(self):
        """Ask for one of the two."""
        cleaned = super().clean()
        if not self.errors and not cleaned.get("group") and cleaned.get("age") is None:
            self.add_error("group", _("Choose a group, or write an age."))
        return cleaned

    def borrower(self) -> rates.Borrower:
        return rates.Borrower(age=self.cleaned_data["age"], group=self.cleaned_data["group"])


@dataclass
class Calculator:
    """The forms as they were sent, and the answer or the error to show.

    `estimate` is None while nothing is asked or something is wrong; `error` is a sentence.
    """

    borrower: BorrowerForm
    items: list[OverdueItemForm]
    asked: bool
    estimate: rates.Estimate | None = None
    error: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether a question was asked that has no answer."""
        return self.asked and self.estimate is None


def calculate(card: rates.RateCard, data, today: date) -> Calculator:
    """Answer the question in `data` (a QueryDict: `due` and `returned` repeat, one per item).

    `card` has all versions, so that coming rates are foreseen. Without any `due` nothing is asked.
    """
    # "Add an item" asks for another row, and for no answer yet.
    more = bool(data.get("more"))
    asked = not more and any(data.get(name) for name in FIELDS)
    borrower = {"groups": group_names(card, today), "initial": data.dict()}
    calculator = Calculator(
        BorrowerForm(data if asked else None, **borrower),
        [_item_form(row, index, today, asked) for index, row in enumerate(_rows(data, more))],
        asked,
    )
    if asked and len([due for due in data.getlist("due") if due]) > MOST_ITEMS:
        calculator.error = _("Ask about %(most)s items at most.") % {"most": MOST_ITEMS}
        return calculator
    valid = [form.is_valid() for form in (calculator.borrower, *calculator.items)]
    if asked and all(valid):
        _answer(calculator, card)
    return calculator


def group_names(card: rates.RateCard, day: date) -> list[str]:
    """The labels of the groups in force on `day`."""
    return [group.group.label for fees in card.as_of(day).overdue for group in fees.groups]


def _rows(data, more):
    """What was typed for each item, at most `MOST_ITEMS`, and at least one row."""
    due, returned = data.getlist("due"), data.getlist("returned")
    rows = [
        {"due": value, "returned": returned[index] if index < len(returned) else ""}
        for index, value in enumerate(due)
    ]
    # A row that was left empty is no item, unless it is the only one.
    filled = [row for row in rows if row["due"] or row["returned"]] or [{}]
    return ([*filled, {}] if more else filled)[:MOST_ITEMS]


def _item_form(row, index, today, asked):
    return OverdueItemForm(
        row if asked else None,
        initial=row,
        today=today,
        auto_id=f"libfees-%s-{index}",
        label_suffix="",
    )


def _answer(calculator, card):
    try:
        calculator.estimate = rates.estimate(
            card, [form.item() for form in calculator.items], calculator.borrower.borrower()
        )
    except rates.RatesError as exc:
        calculator.error = rates_error_message(exc)
