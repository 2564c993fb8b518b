"""The branches of the library in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_libfees.models import Branch


class BranchViewSet(SnippetViewSet):
    """A list of branches with their library numbers."""

    model = Branch
    icon = "site"
    menu_label = _("Branches")
    list_display = ["name", "address", "isil", "site"]
    list_filter = ["site"]
