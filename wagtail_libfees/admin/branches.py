"""The branches of the library in the admin."""

from django.utils.translation import gettext_lazy as _

from wagtail_libfees.models import Branch

from .site_rows import SiteRowViewSet


class BranchViewSet(SiteRowViewSet):
    """A list of branches with their library numbers."""

    model = Branch
    icon = "site"
    menu_label = _("Branches")
    list_display = ["name", "address", "isil", "site"]
    list_filter = ["site"]
