"""What the package's blocks share."""

from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue

from ..rates import AmountError, parse_amount
from ..text.addresses import href, with_safe_addresses
from .dates import SpelledDateBlock
from .rate_messages import rates_error_message

# Links, lists and emphasis: what an answer to a borrower needs, and what the importers keep.
# The chooser of facts in text adds no markup.
FACT_FEATURE = "libfees-fact"
RICH_TEXT_FEATURES = [
    *("bold", "italic", "link", "document-link", "ol", "ul", "h3", "h4"),
    FACT_FEATURE,
]

# A rate above this is a typing mistake (a missing comma), not a library fee. DKK.
LARGEST_AMOUNT = 100_000

# Before a stored text that is no number but reads as one, as spreadsheets have it.
TEXT_MARK = "'"


class AmountField(forms.DecimalField):
    """An amount as people write it: `20`, `12,50`, `1.234,50 kr.`

    Not a number field of the browser: those drop a Danish comma without a word, and 12,50 would
    become 1250.
    """

    def __init__(self, **kwargs):
        kwargs["widget"] = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(**kwargs)

    def to_python(self, value):
        """The Decimal of a text; raises `ValidationError` that tells the mend."""
        if value in self.empty_values or isinstance(value, Decimal):
            return value if isinstance(value, Decimal) else None
        try:
            return parse_amount(str(value))
        except AmountError as exc:
            raise ValidationError(rates_error_message(exc)) from exc

    def prepare_value(self, value):
        """Decimals after a comma, and none if the amount is whole."""
        if not isinstance(value, Decimal):
            return value
        whole = value == value.to_integral_value()
        return f"{value:.0f}" if whole else f"{value:.2f}".replace(".", ",")


class AsTyped(str):
    """What an editor typed where a number belongs and is none; kept in a draft as it stands."""

    __slots__ = ()


class StatedValue(blocks.StructValue):
    """A value whose numbers may still be half typed."""

    def stated(self, name: str):
        """The number of a field; None if it is empty or is no number yet."""
        value = self.get(name)
        return None if isinstance(value, str) else value


class FieldsBlock(blocks.StructBlock):
    """A block of fields, of which two versions are compared in words."""

    def get_comparison_class(self):
        """What Wagtail compares two versions of a page by."""
        from .comparison import FieldsComparison

        return FieldsComparison


def without_half_typed(value):
    """A block's value without what is no number yet, for what shows it."""
    if isinstance(value, AsTyped):
        return None
    if isinstance(value, blocks.StructValue):
        found = [(name, without_half_typed(child)) for name, child in value.items()]
        return type(value)(value.block, found)
    if isinstance(value, ListValue):
        child = value.list_block.child_block
        found = [
            ListValue.ListChild(child, without_half_typed(b.value), id=b.id)
            for b in value.bound_blocks
        ]
        return ListValue(value.list_block, bound_blocks=found)
    return value


class LenientDraftMixin:
    """What a draft keeps as it was typed, also if it is no number, day or address.

    Publishing refuses it. Of such a text the native value is `AsTyped`, in the form and in what is
    stored; `read` makes the value of a stored text, or raises an error.
    """

    def clean(self, value):
        """Ranges and the form of a number count when validation is not deferred."""
        if not self.is_deferred_validation:
            return super().clean(value)
        try:
            return self.understood(value)
        except ValidationError:
            return AsTyped(value)

    def understood(self, value):
        """What a draft takes the typed value for; raises `ValidationError` if it is none."""
        return self.field.to_python(self.value_for_form(value))

    def to_python(self, value):
        """The value of what is stored; a text that is none comes back as it was typed."""
        if not isinstance(value, str):
            return super().to_python(value)
        if not value:
            return getattr(self.field, "empty_value", None)
        if value.startswith(TEXT_MARK):
            return AsTyped(value[1:])
        try:
            return self.read(value)
        except (ValueError, ArithmeticError, ValidationError):
            return AsTyped(value)

    def get_prep_value(self, value):
        """What is stored. A text that would be read as a number gets the mark of a text.

        "20.5" can be 20,50 or a slip for 205: it must not become a number by being saved.
        """
        if not isinstance(value, AsTyped):
            return super().get_prep_value(value)
        stored = str(value)
        return stored if self.to_python(stored) == value else TEXT_MARK + stored

    def get_form_state(self, value):
        """What was typed, as it was typed."""
        return str(value) if isinstance(value, AsTyped) else super().get_form_state(value)


class LenientTextMixin(LenientDraftMixin):
    """A text that has a form of its own, such as an address."""

    def understood(self, value):
        return self.field.clean(self.value_for_form(value))

    def read(self, stored):
        self.field.run_validators(stored)
        return stored


class LinkBlock(LenientTextMixin, blocks.URLBlock):
    """An address on the web."""

    def get_api_representation(self, value, context=None):
        """No address that runs, wherever it came from."""
        return href(super().get_api_representation(value, context))


class EmailBlock(LenientTextMixin, blocks.EmailBlock):
    """An e-mail address."""


class DateOfRatesBlock(LenientDraftMixin, SpelledDateBlock):
    """A day of a version of the rates."""

    read = staticmethod(date.fromisoformat)


class NumberBlock(LenientDraftMixin, blocks.IntegerBlock):
    """A whole number. Not a number field of the browser: those drop what they do not understand."""

    read = int

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.field.widget = forms.TextInput(attrs={"inputmode": "numeric"})


class DayBlock(NumberBlock):
    """A whole number of days, 1 or more."""

    def __init__(self, **kwargs):
        kwargs.setdefault("min_value", 1)
        kwargs.setdefault("max_value", 3650)
        super().__init__(**kwargs)


class AgeBlock(NumberBlock):
    """An age in whole years."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        kwargs.setdefault("min_value", 0)
        kwargs.setdefault("max_value", 130)
        super().__init__(**kwargs)


class AmountBlock(LenientDraftMixin, blocks.DecimalBlock):
    """An amount in DKK with at most two decimals."""

    read = Decimal

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        kwargs.setdefault("min_value", 0)
        kwargs.setdefault("max_value", LARGEST_AMOUNT)
        kwargs.setdefault("max_digits", 8)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(**kwargs)
        self.field = AmountField(
            required=self.field.required,
            help_text=self.field.help_text,
            min_value=self.field.min_value,
            max_value=self.field.max_value,
            max_digits=self.field.max_digits,
            decimal_places=self.field.decimal_places,
        )

    def get_api_representation(self, value, context=None):
        """A text such as "20.00": a JSON number would be read as a float."""
        return f"{value:.2f}" if isinstance(value, Decimal) else None


class TermBlock(blocks.CharBlock):
    """A short optional text; `default=""` because wagtail-localize cannot take None."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        kwargs.setdefault("default", "")
        kwargs.setdefault("max_length", 255)
        super().__init__(**kwargs)


class FactTermBlock(TermBlock):
    """A short text in which the editor can choose facts."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.field.widget.attrs["data-controller"] = "libfees-fact-field"


class ProseBlock(blocks.RichTextBlock):
    """Rich text with the package's features; optional unless said otherwise."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        kwargs.setdefault("required", False)
        kwargs.setdefault("default", "")
        super().__init__(**kwargs)

    def get_api_representation(self, value, context=None):
        """The text as it is stored, but for addresses that run, wherever they came from."""
        return with_safe_addresses(super().get_api_representation(value, context) or "")


class ValidityMixin(FieldsBlock):
    """The fields that say when a block of rates is in force and who decided it.

    They are flat children, not a block of their own: wagtail-localize does not look for lists
    inside a struct inside a struct.
    """

    valid_from = DateOfRatesBlock(
        required=False,
        label=_("Valid from"),
        help_text=_("The first day that these rates apply. Empty: they apply already."),
    )
    valid_to = DateOfRatesBlock(
        required=False,
        label=_("Valid to"),
        help_text=_("The last day, for a trial period. Empty: until further notice."),
    )
    adopted_by = TermBlock(
        label=_("Adopted by"), help_text=_("For example: the municipal council.")
    )
    adopted_on = DateOfRatesBlock(required=False, label=_("Adopted on"), past=True)
    decision_url = LinkBlock(
        required=False,
        default="",
        label=_("Link to the decision"),
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"])],
    )


VALIDITY_FIELDS = ["valid_from", "valid_to", "adopted_by", "adopted_on", "decision_url"]

# Migrations see Wagtail's own blocks: what is stored has the same form.
DECONSTRUCT_ALIASES = {
    DateOfRatesBlock: "wagtail.blocks.DateBlock",
    EmailBlock: "wagtail.blocks.EmailBlock",
    LinkBlock: "wagtail.blocks.URLBlock",
}
