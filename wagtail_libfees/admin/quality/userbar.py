"""Wagtail's own content checker, with the rules that pages of tables and links need besides."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem

from wagtail_libfees.models import LibfeesPageMixin

# Rules of axe: the words for each, and what to do.
RULES = {
    "table-duplicate-name": {
        "error_name": _("Two names of a table are the same"),
        "help_text": _("Let the heading of the block say something else than its caption"),
    },
    "scope-attr-valid": {
        "error_name": _("A table heading has a wrong scope"),
        "help_text": _("Tell the developers of the site"),
    },
    "td-headers-attr": {
        "error_name": _("A table cell names a heading that is not there"),
        "help_text": _("Tell the developers of the site"),
    },
    "link-in-text-block": {
        "error_name": _("A link cannot be told from the text around it"),
        "help_text": _("Tell the developers of the site"),
    },
}


class FeeContentChecker(ContentCheckerItem):
    """The checker on the package's pages."""

    def get_axe_run_only(self, request):
        """Wagtail's rules and ours; None is all of them."""
        chosen = super().get_axe_run_only(request)
        return chosen and [*chosen, *(rule for rule in RULES if rule not in chosen)]

    def get_axe_messages(self, request):
        """Wagtail's words and ours."""
        return {**RULES, **super().get_axe_messages(request)}


def use_fee_checker(request, items, page) -> None:
    """Put our checker in the place of Wagtail's on our pages; one of the site's own stays."""
    if not isinstance(page, LibfeesPageMixin):
        return
    for position, item in enumerate(items):
        if type(item) in (AccessibilityItem, ContentCheckerItem):
            items[position] = FeeContentChecker(in_editor=item.in_editor)
