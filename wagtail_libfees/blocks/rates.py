"""The blocks of a fee page. Each is one version of one kind of rates and knows its `to_rates()`.

A value may be half typed (a draft): `to_rates()` leaves out what has no place yet, such as a
band without its first day, and says unknown where an amount is missing.
"""

from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .. import rates
from ..rates.layout import tables
from . import choices
from .base import (
    VALIDITY_FIELDS,
    AgeBlock,
    AmountBlock,
    AsTyped,
    DayBlock,
    FieldsBlock,
    NumberBlock,
    StatedValue,
    TermBlock,
    ValidityMixin,
    without_half_typed,
)
from .bill_words import bill_words
from .keys import is_trial, key_of
from .table import RowsBlock, TableBlock
from .validation import RateChecksMixin


class RateValue(StatedValue):
    """The value of a rate block: knows when it is in force and its form in the rates core."""

    @property
    def validity(self) -> rates.Validity:
        """When this version is in force, and who decided it."""
        link = self.get("decision_url")
        return rates.Validity(
            valid_from=self.stated("valid_from"),
            valid_to=self.stated("valid_to"),
            adopted_by=self.get("adopted_by") or "",
            adopted_on=self.stated("adopted_on"),
            decision_url="" if not link or isinstance(link, AsTyped) else link,
        )


class RateBlock(RateChecksMixin, ValidityMixin):
    """Base of the rate blocks. `kind` names the field of `rates.RateCard` that it fills."""

    kind: str = ""
    # The child that is edited as a table, if there is one.
    table: str = ""
    # What the editor's picture of the block shows besides the defaults.
    preview: ClassVar[dict] = {}

    class Meta:
        group = _("Rates")
        form_classname = "struct-block libfees-form"
        preview_template = "wagtail_libfees/blocks/preview.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # One place for comments on a block, in its heading: a button at each short field would lie
        # over the next one.
        for name, child in self.child_blocks.items():
            if name != "heading" and isinstance(child, blocks.FieldBlock):
                child.field.widget.show_add_comment_button = False

    def get_context(self, value, parent_context=None):
        """What the template shows: of a draft no number that is none."""
        return super().get_context(without_half_typed(value), parent_context)

    def get_preview_value(self):
        return self.normalize({**self.get_default(), "heading": self.meta.label, **self.preview})


def _rate_layout(*names: str) -> blocks.BlockGroup:
    """The fields of a rate block, with the dates and the decision folded away."""
    return blocks.BlockGroup(children=list(names), settings=list(VALIDITY_FIELDS))


def _entries(found) -> tuple:
    """The entries of a list block in the rates core, each with its key."""
    return tuple(entry.value.to_rates(key_of(entry.id)) for entry in found.bound_blocks)


class StatedAmountMixin(FieldsBlock):
    """A line with an amount. The API says whether it is known, fee-free or unknown."""

    def get_api_representation(self, value, context=None):
        """The fields, and `state`: an amount of null does not tell fee-free from unknown."""
        rate = value.to_rates()
        state = rates.AmountState.UNKNOWN if rate is None else rate.state
        return {**super().get_api_representation(value, context), "state": state.value}


class BandValue(StatedValue):
    def to_rates(self) -> rates.Band | None:
        """The band, or None while it has no first day."""
        if self.stated("from_day") is None:
            return None
        return rates.Band(
            from_day=self.stated("from_day"),
            to_day=self.stated("to_day"),
            amount=self.stated("amount"),
            fee_free=bool(self.get("fee_free")),
            replacement_added=bool(self.get("replacement_added")),
        )


class BandBlock(StatedAmountMixin):
    """One step: from day, to day, amount."""

    from_day = DayBlock(label=_("From day"))
    to_day = DayBlock(required=False, label=_("To day"))
    amount = AmountBlock(label=_("Amount (DKK)"))
    fee_free = blocks.BooleanBlock(required=False, label=_("Fee-free"))
    replacement_added = blocks.BooleanBlock(required=False, label=_("Replacement is added"))

    class Meta:
        icon = "arrow-right"
        label = _("Band")
        label_format = "{from_day}-{to_day}: {amount}"
        value_class = BandValue
        form_layout = ["from_day", "to_day", "amount", "fee_free", "replacement_added"]


class GroupValue(StatedValue):
    def to_rates(self, key: str = "") -> rates.GroupRates:
        """The group with the bands that have a first day."""
        bands = (band.to_rates() for band in self["bands"])
        return rates.GroupRates(
            group=rates.BorrowerGroup(
                self.get("label") or "", self.stated("age_from"), self.stated("age_to")
            ),
            bands=tuple(band for band in bands if band is not None),
            fee_free=bool(self.get("fee_free")),
            bill_to=rates.BillTo(self["bill_to"]) if self.get("bill_to") else None,
            own_bill_from=self.stated("own_bill_from"),
            bill_by=rates.BillBy(self["bill_by"]) if self.get("bill_by") else None,
            key=key,
        )


class BorrowerGroupBlock(FieldsBlock):
    """Borrowers who pay alike, and their bands."""

    rates_kind = "overdue"

    label = TermBlock(
        label=_("Name of the group"),
        help_text=_("As borrowers know it. Empty: a name is proposed from the ages."),
    )
    age_from = AgeBlock(label=_("Age from"))
    age_to = AgeBlock(label=_("Age to"), help_text=_("The last year of age in the group."))
    fee_free = blocks.BooleanBlock(
        required=False,
        label=_("The group is fee-free"),
        help_text=_("The group pays no overdue fee. Lost items are still charged."),
    )
    bill_to = blocks.ChoiceBlock(
        choices=choices.bill_to_choices, required=False, label=_("Who gets the bill")
    )
    own_bill_from = AgeBlock(
        label=_("Own bill from age"),
        help_text=_("The age from which borrowers of the group get the bill themselves."),
    )
    bill_by = blocks.ChoiceBlock(
        choices=choices.bill_by_choices, required=False, label=_("How the bill is sent")
    )
    bands = RowsBlock(
        BandBlock(),
        default=[],
        label=_("Bands"),
        help_text=_(
            "Day 1 is the day after the due date. The amount is what the borrower owes in all on "
            "those days. Leave “To day” empty in the last band."
        ),
    )

    class Meta:
        icon = "group"
        label = _("Borrower group")
        label_format = "{label}"
        value_class = GroupValue
        form_layout = [
            "label",
            "age_from",
            "age_to",
            "fee_free",
            "bands",
            "bill_to",
            "own_bill_from",
            "bill_by",
        ]

    def clean(self, value):
        """Fill in what follows from the rest: a name from the ages, the end of a band."""
        cleaned = super().clean(value)
        low, high = cleaned.stated("age_from"), cleaned.stated("age_to")
        if not cleaned.get("label") and (low is not None or high is not None):
            # The words of the source language, where the amounts have their home.
            cleaned["label"] = rates.group_label(low, high, settings.LANGUAGE_CODE)
        for band, following in pairwise(cleaned["bands"]):
            if band.get("to_day") is None and (following.stated("from_day") or 0) > 1:
                band["to_day"] = following["from_day"] - 1
        return cleaned


class OverdueFeesValue(RateValue):
    def to_rates(self) -> rates.OverdueFees:
        accrual = self.get("accrual")
        return rates.OverdueFees(
            groups=_entries(self["groups"]),
            validity=self.validity,
            accrual=rates.Accrual(accrual) if accrual else None,
        )

    @cached_property
    def tables(self):
        """The tables that show these fees; groups that share their bands stand side by side."""
        return tables(self.to_rates())

    @property
    def bills(self) -> dict[str, str]:
        """Who gets the bills, in words, and whose: the groups of which the same is said."""
        said: dict[str, list[str]] = {}
        for group in self.to_rates().groups:
            if words := bill_words(group):
                said.setdefault(words, []).append(group.group.label)
        return {words: ", ".join(labels) for words, labels in said.items()}


class OverdueFeesBlock(RateBlock):
    """Fees for returning too late: groups by bands."""

    kind = "overdue"
    table = "groups"
    preview = {
        "groups": [
            {
                "label": "Børn under 18 år",
                "age_from": 0,
                "age_to": 17,
                "bands": [
                    {"from_day": 1, "to_day": 7, "amount": Decimal("10")},
                    {"from_day": 8, "amount": Decimal("40")},
                ],
            },
            {
                "label": "Voksne fra 18 år",
                "age_from": 18,
                "bands": [
                    {"from_day": 1, "to_day": 7, "amount": Decimal("20")},
                    {"from_day": 8, "amount": Decimal("70")},
                ],
            },
        ]
    }

    heading = TermBlock(label=_("Heading"))
    groups = TableBlock(BorrowerGroupBlock(), default=[], min_num=1, label=_("Groups"))
    accrual = blocks.ChoiceBlock(
        choices=choices.accrual_choices,
        required=False,
        label=_("One fee for items with"),
        help_text=_("Items that share this date and come back together cost one fee."),
    )

    class Meta:
        icon = "table"
        label = _("Overdue fees")
        form_classname = "struct-block libfees-form libfees-overdue-fees"
        description = _("What it costs to return too late, by borrower group and days overdue.")
        value_class = OverdueFeesValue
        template = "wagtail_libfees/blocks/overdue_fees.html"
        form_layout = _rate_layout("heading", "accrual", "groups")


class ReplacementPriceValue(StatedValue):
    def to_rates(self, key: str = "") -> rates.ReplacementPrice:
        """The price of one kind of material."""
        return rates.ReplacementPrice(
            material=self.get("material") or "",
            amount=self.stated("amount"),
            pricing=rates.Pricing(self.get("pricing") or rates.Pricing.FIXED),
            note=self.get("note") or "",
            key=key,
        )


class ReplacementPriceBlock(StatedAmountMixin):
    """What one kind of lost or damaged material costs."""

    rates_kind = "replacements"

    material = TermBlock(required=True, label=_("Material"))
    pricing = blocks.ChoiceBlock(
        choices=choices.pricing_choices, default=rates.Pricing.FIXED.value, label=_("Price")
    )
    amount = AmountBlock(label=_("Amount (DKK)"))
    note = TermBlock(label=_("Note"))

    class Meta:
        icon = "tag"
        label = _("Replacement price")
        label_format = "{material}: {amount}"
        value_class = ReplacementPriceValue
        form_layout = ["material", "pricing", "amount", "note"]


class ReplacementPricesValue(RateValue):
    def to_rates(self) -> rates.ReplacementPrices:
        return rates.ReplacementPrices(
            prices=_entries(self["prices"]),
            handling_fee=self.stated("handling_fee"),
            handling_included=bool(self.get("handling_included")),
            refund_months=self.stated("refund_months"),
            validity=self.validity,
        )


class ReplacementPricesBlock(RateBlock):
    """Prices of lost and damaged items."""

    kind = "replacements"
    table = "prices"
    preview = {
        "prices": [
            {"material": "Bog", "pricing": "fixed", "amount": Decimal("250"), "note": ""},
            {"material": "Film", "pricing": "purchase_price", "amount": None, "note": ""},
        ]
    }

    heading = TermBlock(label=_("Heading"))
    prices = TableBlock(ReplacementPriceBlock(), default=[], label=_("Prices"))
    handling_fee = AmountBlock(label=_("Handling fee for each item (DKK)"))
    handling_included = blocks.BooleanBlock(
        required=False, label=_("The prices contain the handling fee")
    )
    refund_months = NumberBlock(
        required=False,
        min_value=0,
        max_value=120,
        label=_("Refund of found items, months after payment"),
        help_text=_("0: what is paid is not refunded. Empty: nothing is said about it."),
    )

    class Meta:
        icon = "tag"
        label = _("Replacement prices")
        description = _("What lost or damaged items cost, and whether found ones are refunded.")
        value_class = ReplacementPricesValue
        template = "wagtail_libfees/blocks/replacement_prices.html"
        form_layout = _rate_layout(
            "heading", "prices", "handling_fee", "handling_included", "refund_months"
        )


class ReminderFeeValue(StatedValue):
    def to_rates(self, key: str = "") -> rates.ReminderFee:
        """One reminder fee and what it applies to."""
        return rates.ReminderFee(
            amount=self.stated("amount"),
            basis=rates.ReminderBasis(self.get("basis") or rates.ReminderBasis.FLAT),
            debt_from=self.stated("debt_from"),
            debt_to=self.stated("debt_to"),
            from_inclusive=bool(self.get("from_inclusive", True)),
            to_inclusive=bool(self.get("to_inclusive")),
            claim=self.get("claim") or "",
            key=key,
        )


class ReminderFeeBlock(StatedAmountMixin):
    """What a reminder adds to the bill."""

    rates_kind = "reminders"

    amount = AmountBlock(required=True, label=_("Amount (DKK)"))
    basis = blocks.ChoiceBlock(
        choices=choices.reminder_basis_choices,
        default=rates.ReminderBasis.FLAT.value,
        label=_("Depends on"),
    )
    debt_from = AmountBlock(label=_("Debt from (DKK)"))
    from_inclusive = blocks.BooleanBlock(
        required=False, default=True, label=_("Include exactly the lower amount")
    )
    debt_to = AmountBlock(label=_("Debt to (DKK)"))
    to_inclusive = blocks.BooleanBlock(required=False, label=_("Include exactly the upper amount"))
    claim = TermBlock(label=_("Kind of claim"))

    class Meta:
        icon = "mail"
        label = _("Reminder fee")
        label_format = "{amount}"
        value_class = ReminderFeeValue
        form_layout = [
            "amount",
            "basis",
            "debt_from",
            "from_inclusive",
            "debt_to",
            "to_inclusive",
            "claim",
        ]


class ReminderFeesValue(RateValue):
    def to_rates(self) -> rates.ReminderFees:
        return rates.ReminderFees(fees=_entries(self["fees"]), validity=self.validity)


class ReminderFeesBlock(RateBlock):
    kind = "reminders"
    table = "fees"
    preview = {"fees": [{"amount": Decimal("100")}]}

    heading = TermBlock(label=_("Heading"))
    fees = TableBlock(ReminderFeeBlock(), default=[], min_num=1, label=_("Reminder fees"))

    class Meta:
        icon = "mail"
        label = _("Reminder fees")
        description = _("What is added to a bill that is not paid in time.")
        value_class = ReminderFeesValue
        template = "wagtail_libfees/blocks/reminder_fees.html"
        form_layout = _rate_layout("heading", "fees")


class ExclusionValue(RateValue):
    def to_rates(self) -> rates.Exclusion:
        return rates.Exclusion(
            amount=self.stated("amount"),
            inclusive=bool(self.get("inclusive")),
            notice_days=self.stated("notice_days"),
            validity=self.validity,
        )


class ExclusionBlock(RateBlock):
    """From which debt a borrower may no longer borrow."""

    kind = "exclusions"
    preview = {"heading": _("Blocked"), "amount": Decimal("200")}

    heading = TermBlock(label=_("Heading"))
    amount = AmountBlock(required=True, label=_("Threshold (DKK)"))
    inclusive = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("A debt of exactly this amount also excludes"),
        help_text=_("Yes: “200 kr. or more”. No: “more than 200 kr.”."),
    )
    notice_days = DayBlock(required=False, label=_("Written notice, days before the exclusion"))

    class Meta:
        icon = "lock"
        label = _("Exclusion threshold")
        description = _("How much a borrower may owe before borrowing stops.")
        value_class = ExclusionValue
        template = "wagtail_libfees/blocks/exclusion.html"
        form_layout = _rate_layout("heading", "amount", "inclusive", "notice_days")


class OtherFeeValue(StatedValue):
    def to_rates(self, key: str = "") -> rates.OtherFee:
        """One fee of its own kind."""
        return rates.OtherFee(
            kind=rates.OtherFeeKind(self.get("kind") or rates.OtherFeeKind.OTHER),
            label=self.get("label") or "",
            amount=self.stated("amount"),
            fee_free=bool(self.get("fee_free")),
            note=self.get("note") or "",
            key=key,
        )


class OtherFeeBlock(StatedAmountMixin):
    rates_kind = "other_fees"

    label = TermBlock(required=True, label=_("What it is for"))
    kind = blocks.ChoiceBlock(
        choices=choices.other_fee_choices, default=rates.OtherFeeKind.OTHER.value, label=_("Kind")
    )
    amount = AmountBlock(label=_("Amount (DKK)"))
    fee_free = blocks.BooleanBlock(required=False, label=_("Free of charge"))
    note = TermBlock(label=_("Note"))

    class Meta:
        icon = "tag"
        label = _("Fee")
        label_format = "{label}: {amount}"
        value_class = OtherFeeValue
        form_layout = ["label", "kind", "amount", "fee_free", "note"]


class OtherFeesValue(RateValue):
    def to_rates(self) -> rates.OtherFees:
        return rates.OtherFees(fees=_entries(self["fees"]), validity=self.validity)


class OtherFeesBlock(RateBlock):
    """Card, deposit, print and the like; never mixed with overdue fees."""

    kind = "other_fees"
    table = "fees"
    preview = {
        "fees": [
            {"label": "Nyt lånerkort", "kind": "card", "amount": Decimal("20"), "note": ""},
            {"label": "Print, A4", "kind": "print", "amount": Decimal("2"), "note": ""},
        ]
    }

    heading = TermBlock(label=_("Heading"))
    fees = TableBlock(OtherFeeBlock(), default=[], min_num=1, label=_("Fees"))

    class Meta:
        icon = "list-ul"
        label = _("Other fees")
        description = _("Library card, deposit, print, rooms and other services with a price.")
        value_class = OtherFeesValue
        template = "wagtail_libfees/blocks/other_fees.html"
        form_layout = _rate_layout("heading", "fees")


class TimingsValue(RateValue):
    def to_rates(self) -> rates.Timings:
        names = (
            "advance_notice_days",
            "recall_days",
            "considered_lost_days",
            "registration_delay_hours",
            "invoice_minimum",
            "payment_deadline_days",
        )
        return rates.Timings(**{name: self.stated(name) for name in names}, validity=self.validity)


class TimingsBlock(RateBlock):
    """The days and limits around a loan and its bill."""

    kind = "timings"
    preview = {"advance_notice_days": 3, "considered_lost_days": 30}

    heading = TermBlock(label=_("Heading"))
    advance_notice_days = DayBlock(
        required=False, label=_("Advance notice, days before the due date")
    )
    recall_days = DayBlock(required=False, label=_("Recall, days overdue"))
    considered_lost_days = DayBlock(required=False, label=_("Considered lost after, days overdue"))
    registration_delay_hours = NumberBlock(
        required=False, min_value=0, max_value=1000, label=_("A payment shows within, hours")
    )
    invoice_minimum = AmountBlock(label=_("Smallest debt that is invoiced (DKK)"))
    payment_deadline_days = DayBlock(required=False, label=_("Time to pay, days"))

    class Meta:
        icon = "date"
        label = _("Deadlines")
        description = _("When reminders go out, when an item counts as lost, how long to pay.")
        value_class = TimingsValue
        template = "wagtail_libfees/blocks/timings.html"
        form_layout = _rate_layout(
            "heading",
            "advance_notice_days",
            "recall_days",
            "considered_lost_days",
            "registration_delay_hours",
            "invoice_minimum",
            "payment_deadline_days",
        )


RATE_BLOCKS: dict[str, type[RateBlock]] = {
    "overdue_fees": OverdueFeesBlock,
    "replacement_prices": ReplacementPricesBlock,
    "reminder_fees": ReminderFeesBlock,
    "exclusion": ExclusionBlock,
    "other_fees": OtherFeesBlock,
    "timings": TimingsBlock,
}


def rate_card(stream) -> rates.RateCard:
    """The whole card of a stream: every version of every kind, in the editor's order."""
    versions: dict[str, list] = {kind: [] for kind in rates.KINDS}
    for child in stream:
        if isinstance(child.block, RateBlock):
            versions[child.block.kind].append(child.value.to_rates())
    return rates.RateCard(**{kind: tuple(found) for kind, found in versions.items()})


def version_keys(stream) -> dict[str, list[str]]:
    """By kind, the key of each version of a stream, which tells what continues what.

    A trial has its id for one: it is to end, and what it continues is to come back.
    """
    keys: dict[str, list[str]] = {kind: [] for kind in rates.KINDS}
    for child in stream:
        if isinstance(child.block, RateBlock):
            key = child.id if is_trial(child.id) else key_of(child.id)
            keys[child.block.kind].append(key)
    return keys
