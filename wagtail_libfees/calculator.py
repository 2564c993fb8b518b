"""The question "What will it cost?" from a form to an answer. Nothing typed is kept or logged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import rates
from .blocks.rate_messages import rates_error_message
from .rates.estimates import MAX_AGE
from .text.dates import DateError, read_date

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
        # What `read_date` understands has become one already.
        input_formats=["%Y-%m-%d"],
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
        self.fields["returned"].help_text = _("Leave it empty if you return it today.")

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
    it. `lost` is how many items count as lost now or at the next change, `examples` the least and
    the most that such an item costs, `then` and `then_most` the fee with these. `blocked_from` is
    the day of the next change, if that reaches the limit; `maybe_blocked_from` if it does with the
    price of the item. `ignored_age` says that the age is another group's than the one chosen.
    `group` is that of the borrower, `age` if it was told.
    """

    estimate: rates.Estimate
    today: date
    group: rates.GroupRates
    age: int | None
    limit: rates.Exclusion | None
    is_blocked: bool
    lost: int = 0
    examples: tuple[PricedItem, PricedItem] | None = None
    then: Decimal | None = None
    then_most: Decimal | None = None
    ignored_age: int | None = None
    blocked_from: date | None = None
    maybe_blocked_from: date | None = None

    @property
    def is_foreseen(self) -> bool:
        """Whether it is about a return on a day to come."""
        return any(line.returned > self.today for line in self.estimate.lines)

    @property
    def is_lost(self) -> bool:
        """Whether items count as lost already."""
        return self.estimate.replacement_added

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
    """The price of a kind of material, and what its handling costs on top, in DKK."""

    material: str
    amount: Decimal
    handling: Decimal

    @property
    def whole(self) -> Decimal:
        """All that is paid for it."""
        return self.amount + self.handling


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
    unfolded: bool = False
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
            self.unfolded
            or len(self.items) > 1
            or bool(first["returned"].value() or self.borrower["age"].value())
            or bool(first["returned"].errors or self.borrower["age"].errors)
        )


def _field_id(field) -> str:
    """The id of the first control of a field."""
    return field[0].id_for_label if field.use_fieldset else field.id_for_label


def calculate(
    card: rates.RateCard,
    data,
    today: date,
    other_names: Callable[[], Mapping[str, str]] | None = None,
) -> Calculator:
    """Answer the question in `data` (a QueryDict: `due` and `returned` repeat, one per item).

    `card` has all versions, so that coming rates are foreseen. Without any of the fields nothing
    is asked; a form that is sent empty asks, and is told what is missing. A group that the rates do
    not have is looked for in `other_names`: what it is called in other languages.
    """
    # "Add an item" and "Remove" ask for other rows, and for no answer yet.
    more, removed = bool(data.get("more")), data.get("remove", "")
    asked = not more and not removed and any(name in data for name in FIELDS)
    rows = _rows(data, more, removed, today)
    groups = group_names(card, today)
    who = {name: data[name] for name in ("group", "age") if data.get(name)}
    if other_names and "group" in who and who["group"] not in groups:
        who["group"] = other_names().get(who["group"], who["group"])
    borrower = {
        "groups": groups,
        "initial": who,
        "auto_id": "libfees-%s",
        "label_suffix": "",
    }
    calculator = Calculator(
        BorrowerForm(who if asked else None, **borrower),
        [_item_form(row, index, today, asked) for index, row in enumerate(rows)],
        asked,
        unfolded=more or bool(removed),
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


def _rows(data, more, removed, today):
    """What was typed for each item, at most `MOST_ITEMS`, and at least one row.

    `removed` is the number of the item to leave out, as the form counts, from 1.
    """
    due, returned = ([_day(text, today) for text in data.getlist(n)] for n in ("due", "returned"))
    rows = [
        {"due": value, "returned": returned[index] if index < len(returned) else ""}
        for index, value in enumerate(due)
        if str(index + 1) != removed
    ]
    # A row that was left empty is no item, unless it is the only one.
    filled = [row for row in rows if row["due"] or row["returned"]] or [{}]
    return ([*filled, {}] if more else filled)[:MOST_ITEMS]


def _day(text: str, today: date) -> str:
    """A day as the form's field has it; what is not understood stays as it was typed.

    A browser's own field sends it like that. One without such a field sends what people write.
    """
    try:
        return read_date(text, today, past=True).isoformat()
    except DateError:
        return text


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
    estimate = replace(estimate, lines=tuple(_settled(line, today) for line in estimate.lines))
    last_day = max(line.returned for line in estimate.lines)
    group, _accrual = rates.group_for(card, last_day, borrower)
    on_day = card.as_of(last_day)
    limit = next((rule for rule in on_day.exclusions if rule.amount is not None), None)
    blocked = bool(limit and estimate.total is not None and limit.excludes(estimate.total))
    owed, lost = _owed_with_replacement(estimate)
    examples = _examples(on_day) if lost else None
    least, most = (owed + lost * found.whole for found in examples) if examples else (None, None)
    calculator.answer = Answer(
        estimate=estimate,
        today=today,
        group=group,
        age=borrower.age,
        limit=limit,
        is_blocked=blocked,
        lost=lost,
        examples=examples,
        then=least,
        then_most=most,
        ignored_age=_ignored_age(on_day, borrower),
        blocked_from=None if blocked else _blocked_from(estimate, limit),
        maybe_blocked_from=_replacement_from(estimate)
        if limit and most is not None and limit.excludes(most)
        else None,
    )


def _settled(line: rates.EstimateLine, today: date) -> rates.EstimateLine:
    """The line; what came back on a day that is over costs no more later."""
    return replace(line, next_change=None) if line.returned < today else line


def _ignored_age(card: rates.RateCard, borrower: rates.Borrower) -> int | None:
    """The age of a borrower whose chosen group is for other ages."""
    chosen = next(
        (
            found.group
            for version in card.overdue
            for found in version.groups
            if found.group.label == borrower.group
        ),
        None,
    )
    if chosen is None or borrower.age is None or chosen.has_no_ages or chosen.covers(borrower.age):
        return None
    return borrower.age


def _blocked_from(estimate: rates.Estimate, limit: rates.Exclusion | None) -> date | None:
    """The day on which the fee of a single item next changes, if it then reaches the limit."""
    change = estimate.lines[0].next_change if len(estimate.lines) == 1 else None
    if limit is None or change is None or not limit.excludes(change.fee.amount or Decimal(0)):
        return None
    return change.day


def _replacement_from(estimate: rates.Estimate) -> date | None:
    """The day on which the replacement of a single item comes on top, if that is to come."""
    change = estimate.lines[0].next_change if len(estimate.lines) == 1 else None
    return change.day if change and change.fee.replacement_added else None


def _owed_with_replacement(estimate: rates.Estimate) -> tuple[Decimal, int]:
    """The fees with which items count as lost, and how many do: now, or a single set's next."""
    nothing = Decimal(0)
    if estimate.replacement_added:
        lost = sum(len(line.items) for line in estimate.lines if line.fee.replacement_added)
        return (nothing, 0) if estimate.total is None else (estimate.total, lost)
    change = estimate.lines[0].next_change if len(estimate.lines) == 1 else None
    if change is None or not change.fee.replacement_added:
        return nothing, 0
    if change.fee.state is rates.AmountState.UNKNOWN:
        return nothing, 0
    return change.fee.amount or nothing, len(estimate.lines[0].items)


def _examples(card: rates.RateCard) -> tuple[PricedItem, PricedItem] | None:
    """The least and the most of the fixed prices of a lost item; None if there are none."""
    found = [
        PricedItem(
            price.material,
            price.amount,
            Decimal(0) if version.handling_included else version.handling_fee or Decimal(0),
        )
        for version in card.replacements
        for price in version.prices
        if price.pricing is rates.Pricing.FIXED and price.amount is not None
    ]
    if not found:
        return None
    return min(found, key=lambda one: one.whole), max(found, key=lambda one: one.whole)
