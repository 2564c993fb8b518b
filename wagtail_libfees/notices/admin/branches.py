"""The branches of the library in the admin."""

from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from wagtail_libfees.admin.site_rows import RowDeleteView, SiteRowViewSet
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.models import Branch

from ..former_branches import other_languages


def kept_by_notices(branch: Branch) -> str:
    """What notices that nobody is asked about say once `branch` is deleted; empty if none does."""
    model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
    count = model.objects.filter(branches=branch).count() if model else 0
    if not count:
        return ""
    key = str(branch.translation_key)
    others = other_languages({key}, [branch.pk]).get(key, [])
    if others:
        told = ngettext(
            "%(count)d notice names it and names “%(other)s” instead.",
            "%(count)d notices name it and name “%(other)s” instead.",
            count,
        )
    else:
        told = ngettext(
            "%(count)d notice names it and keeps the name.",
            "%(count)d notices name it and keep the name.",
            count,
        )
    return told % {"count": count, "other": ", ".join(each.name for each in others)}


class BranchDeleteView(RowDeleteView):
    """Tells how many notices name the branch: Wagtail's own count knows nothing of them."""

    def get_usage_url(self):
        return None

    @property
    def confirmation_message(self):
        """Wagtail's question, and what becomes of the notices that nobody was asked about."""
        told = kept_by_notices(self.object)
        return f"{super().confirmation_message} {told}".rstrip()

    def form_valid(self, form):
        """Delete it, unless a notice that names it has gone live since the question."""
        try:
            return super().form_valid(form)
        except ProtectedError as protected:
            messages.error(self.request, protected.args[0])
            return redirect(self.get_delete_url())


class BranchViewSet(SiteRowViewSet):
    """A list of branches with their library numbers."""

    model = Branch
    delete_view_class = BranchDeleteView
    icon = "site"
    menu_label = _("Branches")
    list_display = ["name", "address", "isil", "site"]
    list_filter = ["site"]
    search_fields = ["name", "address", "isil"]
