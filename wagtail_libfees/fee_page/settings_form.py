"""The form of the fee settings: what a new choice has to fulfil, and what is written down."""

from urllib.parse import urlsplit

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractPage

from ..blocks.base import LARGEST_AMOUNT, AmountField
from ..date_fields import SpelledModelForm
from ..models.links import fee_page_link
from .backups import accept_address
from .faults import choice_message, page_fault
from .local_address import can_be_fee_page, destination, is_local
from .settings.history import hold_choices, log_changes, snapshot, told_of_others
from .settings.library import danish_genitive


class FeeSettingsForm(SpelledModelForm):
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

    # When the settings that the editor saw were saved; a script may leave it out.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Media:
        # A finding leads to the field that mends it, in whichever tab that is.
        js = ["wagtail_libfees/admin/go-there.js", "wagtail_libfees/admin/session.js"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self._meta.model._meta.get_fields():
            if isinstance(field, models.PositiveSmallIntegerField) and field.name in self.fields:
                tell_limits(self.fields[field.name], field)
        self.before = snapshot(self.instance)
        self.initial["seen"] = self.version
        if not self.instance.municipality_genitive:
            proposal = danish_genitive(self.instance.municipality_name)
            self.initial["municipality_genitive"] = proposal

    @property
    def version(self) -> str:
        """When the settings were last saved; empty before the first time."""
        return self.instance.updated_at.isoformat() if self.instance.pk else ""

    def clean(self):
        """A page chosen long ago may have been unpublished since: other fields can be saved."""
        cleaned = super().clean()
        page = cleaned.get("fee_page")
        if page is not None and "fee_page" in self.changed_data:
            fault = page_fault(page, self.instance.site)
            if fault is not None:
                self.add_error("fee_page", choice_message(fault, page))
        self._ask_address(cleaned.get("fee_page_url") or "")
        self._ask_about_others()
        return cleaned

    def _ask_about_others(self) -> None:
        """Refuse once to save over what somebody else saved since the form was opened.

        It keeps what was typed and is of the present version from now on: who saves again means it.
        """
        name = self.add_prefix("seen")
        if self.data.get(name, self.version) == self.version:
            return
        self.add_error(None, told_of_others(self.instance, self.data[name]))
        self.data = self.data.copy()
        self.data[name] = self.version

    def _ask_address(self, address: str) -> None:
        """Refuse a new path on the site at which no page answers, and what is no page at all.

        With the name of the server in front it may be another system's, so a dead one is only told.
        """
        link = fee_page_link(address, self.instance.site.hostname)
        if "fee_page_url" not in self.changed_data or not is_local(link, self.instance.site):
            return
        is_dead = destination(link, self.instance.site) is None
        if is_dead and urlsplit(link).netloc:
            return
        if not can_be_fee_page(link, self.instance.site):
            text = gettext(
                "There is no page at %(address)s. Choose the page in the field above or correct "
                "the address. If another system answers there, write the whole address, from "
                "https:// on."
            )
            self.add_error("fee_page_url", text % {"address": link})

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
