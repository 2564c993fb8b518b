"""The question "What will it cost?" from a form to an answer. Nothing typed is kept or logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
            "required": gettext_lazy("Write the date on which you should have returned it."),
            "invalid": gettext_lazy("Write the date as day, month and year, such as 31-12-2026."),
        },
    )


class OverdueItemForm(forms.Form):
    """One item: when it was due, and when it comes back.

    If that is left empty, it comes back today, or in time if it is not due yet.
    """

    due = date_field(gettext_lazy("When was it due?"), required=True)
    returned = date_field(gettext_lazy("When do you return it?"), required=False)

    use_required_attribute = False

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["returned"].help_text = _("Empty: today.")

    def clean(self):
        """Refuse dates out of range."""
        cleaned = super().clean()
        for name in ("due", "returned"):
            day = cleaned.get(name)
            if day and not EARLIEST <= day <= LATEST:
                self.add_error(name, _("This date is too far away. Check the year."))
        return cleaned

    def item(self) -> rates.Item:
        """The item; one that comes back before it is due costs what it does on that day."""
        due = self.cleaned_data["due"]
        return rates.Item(due, max(due, self.cleaned_data["returned"] or self.today))


class BorrowerForm(forms.Form):
    """Who pays: a group, or an age."""

    group = forms.ChoiceField(
        label=gettext_lazy("Who has borrowed?"), required=False, widget=forms.RadioSelect
    )
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
        self.fields["group"].choices = [(name, name) for name in groups]
        if len(groups) == 1:
            self.fields["group"].initial = groups[0]
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


@dataclass(frozen=True)
class Answer:
    """What an estimate means for the borrower.

    `limit` is the exclusion on the day of return; `is_blocked` tells whether the fees alone reach
    it. `example` is what an item costs that counts as lost, with its handling, `then` the fee with
    it; None unless the replacement is added now or at the next change. `blocked_from` is the day of
    the next change, if that reaches the limit; `maybe_blocked_from` if it does with the price of
    the item, which `example` is one of. `group` is that of the borrower, `age` if it was told.
    """

    estimate: rates.Estimate
    today: date
    group: rates.GroupRates
    age: int | None
    limit: rates.Exclusion | None
    is_blocked: bool
    example: PricedItem | None
    then: Decimal | None
    blocked_from: date | None = None
    maybe_blocked_from: date | None = None

    @property
    def is_foreseen(self) -> bool:
        """Whether it is about a return on a day to come."""
        return any(line.returned > self.today for line in self.estimate.lines)

    @property
    def is_late(self) -> bool:
        """Whether any item comes back after its due date."""
        return any(line.fee.days for line in self.estimate.lines)

    @property
    def last_day(self) -> date | None:
        """The last day on which it costs nothing, if it is not over; of the item due first."""
        due = min(line.due for line in self.estimate.lines)
        return due if due >= self.today and not self.is_late else None


@dataclass(frozen=True)
class PricedItem:
    """The price of a kind of material with what its handling costs, in DKK."""

    material: str
    amount: Decimal


@dataclass(frozen=True)
class Mistake:
    """What is wrong, as a sentence, and the id of the field; empty if it is no one field."""

    text: str
    field: str = ""


@dataclass
class Calculator:
    """The forms as they were sent, and the answer or the error to show.

    `answer` is None while nothing is asked or something is wrong; `error` is a sentence.
    """

    borrower: BorrowerForm
    items: list[OverdueItemForm]
    asked: bool
    answer: Answer | None = None
    error: str = ""

    @property
    def estimate(self) -> rates.Estimate | None:
        """The fees of what was asked."""
        return self.answer.estimate if self.answer else None

    @property
    def is_wrong(self) -> bool:
        """Whether a question was asked that has no answer."""
        return self.asked and self.answer is None

    @property
    def mistakes(self) -> list[Mistake]:
        """What is wrong, in the order of the form."""
        if self.error:
            return [Mistake(self.error)]
        return [
            Mistake(text, _field_id(form[name]))
            for form in (self.borrower, *self.items)
            for name, texts in form.errors.items()
            for text in texts
        ]

    @property
    def goes_deep(self) -> bool:
        """Whether something is asked, or wrong, beyond a group and one due date."""
        first = self.items[0]
        return (
            len(self.items) > 1
            or bool(first["returned"].value() or self.borrower["age"].value())
            or bool(first["returned"].errors or self.borrower["age"].errors)
        )


def _field_id(field) -> str:
    """The id of the first control of a field."""
    return field[0].id_for_label if field.use_fieldset else field.id_for_label


def calculate(card: rates.RateCard, data, today: date) -> Calculator:
    """Answer the question in `data` (a QueryDict: `due` and `returned` repeat, one per item).

    `card` has all versions, so that coming rates are foreseen. Without any of the fields nothing
    is asked; a form that is sent empty asks, and is told what is missing.
    """
    # "Add an item" and "Remove" ask for other rows, and for no answer yet.
    more, removed = bool(data.get("more")), data.get("remove", "")
    asked = not more and not removed and any(name in data for name in FIELDS)
    rows = _rows(data, more, removed)
    borrower = {
        "groups": group_names(card, today),
        "initial": {name: data[name] for name in ("group", "age") if data.get(name)},
        "auto_id": "libfees-%s",
        "label_suffix": "",
    }
    calculator = Calculator(
        BorrowerForm(data if asked else None, **borrower),
        [_item_form(row, index, today, asked) for index, row in enumerate(rows)],
        asked,
    )
    if asked and len([due for due in data.getlist("due") if due]) > MOST_ITEMS:
        calculator.error = _("Ask about %(most)s items at most.") % {"most": MOST_ITEMS}
        return calculator
    valid = [form.is_valid() for form in (calculator.borrower, *calculator.items)]
    if asked and all(valid):
        _answer(calculator, card, today)
    return calculator


def group_names(card: rates.RateCard, day: date) -> list[str]:
    """The labels of the groups in force on `day`."""
    return [group.group.label for fees in card.as_of(day).overdue for group in fees.groups]


def _rows(data, more, removed):
    """What was typed for each item, at most `MOST_ITEMS`, and at least one row.

    `removed` is the number of the item to leave out, as the form counts, from 1.
    """
    due, returned = data.getlist("due"), data.getlist("returned")
    rows = [
        {"due": value, "returned": returned[index] if index < len(returned) else ""}
        for index, value in enumerate(due)
        if str(index + 1) != removed
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


def _answer(calculator, card, today):
    borrower = calculator.borrower.borrower()
    try:
        estimate = rates.estimate(card, [form.item() for form in calculator.items], borrower)
    except rates.RatesError as exc:
        calculator.error = rates_error_message(exc)
        return
    last_day = max(line.returned for line in estimate.lines)
    group, _accrual = rates.group_for(card, last_day, borrower)
    on_day = card.as_of(last_day)
    limit = next((rule for rule in on_day.exclusions if rule.amount is not None), None)
    blocked = bool(limit and estimate.total is not None and limit.excludes(estimate.total))
    owed = _owed_with_replacement(estimate)
    example = None if owed is None else _example(on_day)
    then = None if example is None or owed is None else owed + example.amount
    calculator.answer = Answer(
        estimate=estimate,
        today=today,
        group=group,
        age=borrower.age,
        limit=limit,
        is_blocked=blocked,
        example=example,
        then=then,
        blocked_from=None if blocked else _blocked_from(estimate, limit),
        maybe_blocked_from=_replacement_from(estimate)
        if limit and then is not None and limit.excludes(then)
        else None,
    )


def _blocked_from(estimate: rates.Estimate, limit: rates.Exclusion | None) -> date | None:
    """The day on which the fee of a single item next changes, if it then reaches the limit."""
    change = estimate.lines[0].next_change if len(estimate.lines) == 1 else None
    if limit is None or change is None or not limit.excludes(change.fee.amount or Decimal(0)):
        return None
    return change.day


def _replacement_from(estimate: rates.Estimate) -> date | None:
    """The day on which the replacement of a single item comes on top, if that is to come."""
    [line] = estimate.lines
    change = line.next_change
    return change.day if change and change.fee.replacement_added else None


def _owed_with_replacement(estimate: rates.Estimate) -> Decimal | None:
    """The fee of a single item once the replacement is added; None where it never is."""
    if len(estimate.lines) != 1:
        return None
    [line] = estimate.lines
    fees = [line.fee, *([line.next_change.fee] if line.next_change else [])]
    added = next((fee for fee in fees if fee.replacement_added), None)
    if added is None or added.state is rates.AmountState.UNKNOWN:
        return None
    return added.amount or Decimal(0)


def _example(card: rates.RateCard) -> PricedItem | None:
    """The first fixed price of a lost item, with its handling."""
    for version in card.replacements:
        extra = None if version.handling_included else version.handling_fee
        for price in version.prices:
            if price.pricing is rates.Pricing.FIXED and price.amount is not None:
                return PricedItem(price.material, price.amount + (extra or 0))
    return None
