"""The form of the fee settings: what a new choice has to fulfil, and what is written down."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import AbstractPage

from wagtail_libfees.blocks.base import LARGEST_AMOUNT, AmountField

from .fee_page_keeping import accept_address
from .fee_page_state import choice_message, page_fault
from .settings_library import danish_genitive
from .settings_log import hold_choices, log_changes, snapshot


class FeeSettingsForm(WagtailAdminModelForm):
    """Checks the fee page when it is newly chosen, proposes a genitive, and logs every change."""

    invoice_minimum = AmountField(
        required=False,
        label=_("Smallest debt that is billed (DKK)"),
        min_value=0,
        max_value=LARGEST_AMOUNT,
        max_digits=8,
        decimal_places=2,
        error_messages={"min_value": _("An amount is 0 kr. or more.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self._meta.model._meta.get_fields():
            if isinstance(field, models.PositiveSmallIntegerField) and field.name in self.fields:
                tell_limits(self.fields[field.name], field)
        self.before = snapshot(self.instance)
        if not self.instance.municipality_genitive:
            proposal = danish_genitive(self.instance.municipality_name)
            self.initial["municipality_genitive"] = proposal

    def clean(self):
        """A page chosen long ago may have been unpublished since: other fields can be saved."""
        cleaned = super().clean()
        page = cleaned.get("fee_page")
        if page is not None and "fee_page" in self.changed_data:
            fault = page_fault(page, self.instance.site)
            if fault is not None:
                self.add_error("fee_page", choice_message(fault, page))
        return cleaned

    def save(self, commit=True):
        """Save, and write down who changed what.

        A page that somebody deleted while the form was checked is as gone as one deleted after.
        Who saves an address without a page has said where the rates are.
        """
        if not commit:
            return super().save(commit=False)
        with transaction.atomic():
            hold_choices()
            if not _is_there(self.instance.fee_page):
                self.instance.fee_page = None
            saved = super().save()
            if saved.fee_page_url and self.cleaned_data.get("fee_page") is None:
                accept_address(saved.site)
            log_changes(saved, self.before, self.for_user)
        return saved


def tell_limits(field, model_field) -> None:
    """Let a number out of range, or none at all, be answered with the range."""
    validators = model_field.validators
    low = max(v.limit_value for v in validators if isinstance(v, MinValueValidator))
    high = min(v.limit_value for v in validators if isinstance(v, MaxValueValidator))
    text = gettext("Write a whole number from %(low)s to %(high)s, or leave the field empty.")
    text %= {"low": low, "high": high}
    field.error_messages["invalid"] = text
    field.validators = [MinValueValidator(low, text), MaxValueValidator(high, text)]


def _is_there(page: AbstractPage | None) -> bool:
    return page is None or type(page).objects.filter(pk=page.pk).exists()
