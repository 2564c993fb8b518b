"""The form of the fee settings: what a new choice has to fulfil, and what is written down."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from wagtail_libfees.blocks.base import LARGEST_AMOUNT, AmountField

from .fee_page_state import choice_message, page_fault
from .settings_library import danish_genitive
from .settings_log import log_changes, snapshot


class FeeSettingsForm(WagtailAdminModelForm):
    """Checks the fee page when it is newly chosen, proposes a genitive, and logs every change."""

    invoice_minimum = AmountField(
        required=False,
        label=_("Smallest debt that is billed (DKK)"),
        min_value=0,
        max_value=LARGEST_AMOUNT,
        max_digits=8,
        decimal_places=2,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
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
        """Save, and write down who changed what."""
        saved = super().save(commit=commit)
        if commit:
            log_changes(saved, self.before, self.for_user)
        return saved
