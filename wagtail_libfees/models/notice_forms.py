"""The form of a service notice in the page editor."""

from wagtail.models import Locale

from .base import LibfeesPageForm
from .branches import Branch


class ServiceNoticeForm(LibfeesPageForm):
    """Offers the branches of the notice's own site and language as check boxes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "branches" in self.fields:
            self.fields["branches"].queryset = self._branches()
        if "show_again" in self.fields and not self.instance.has_unpublished_changes:
            # What was published with it has been counted.
            self.initial["show_again"] = False

    def save(self, commit=True):
        """A new notice is not live before it is published: an urgent one waits for that."""
        if self.instance._state.adding:
            self.instance.live = False
        return super().save(commit)

    def _branches(self):
        place = self.instance if self.instance.path else self.parent_page
        site = place.get_site() if place else None
        locale = self.instance.locale if self.instance.locale_id else Locale.get_active()
        return Branch.offered(site, locale)
