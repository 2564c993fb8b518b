"""The buttons in the menu of a fee page's header that lead to its rates over the years."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from ..models import TaksterPageMixin


def rate_buttons(page, user, next_url=None, view_name=None):
    """Not for a translation, which has no rates of its own."""
    page = page.specific
    if not isinstance(page, TaksterPageMixin) or page.source_page.pk != page.pk:
        return
    if page.permissions_for_user(user).can_edit():
        for label, name, icon, priority in (
            (_("Next year's rates"), "libfees_next_year", "date", 55),
            (_("Rates over the years"), "libfees_rate_history", "history", 56),
        ):
            yield Button(label, reverse(name, args=[page.pk]), icon_name=icon, priority=priority)
