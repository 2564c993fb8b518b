"""The form of a service notice in the page editor."""

from django.utils.translation import gettext as _
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

    def _post_clean(self):
        super()._post_clean()
        if not self.is_deferred_validation and self._is_outdated():
            self.add_error(
                None,
                _(
                    "Someone else changed the notice after you opened it, and nothing was "
                    "published. Look at the history. Publishing again puts your version in place "
                    "of theirs."
                ),
            )

    def _is_outdated(self):
        """Whether there is a later version than the one in the form, such as one that ends it.

        By the hidden fields of Wagtail's editor; it looks at them itself only when it autosaves.
        """
        loaded = self.data.get("overwrite_revision_id") or self.data.get("loaded_revision_id")
        return bool(loaded) and loaded != str(self.instance.latest_revision_id)

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
