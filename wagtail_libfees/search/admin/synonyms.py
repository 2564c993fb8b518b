"""The words that mean the same, in the admin."""

from django.utils.translation import gettext_lazy as _

from wagtail_libfees.admin.site_rows import SiteRowViewSet
from wagtail_libfees.models import SearchSynonym


class SearchSynonymViewSet(SiteRowViewSet):
    """A list of what editors have added to the words of the package."""

    model = SearchSynonym
    icon = "search"
    menu_label = _("Synonyms")
    list_display = ["words", "site"]
    list_filter = ["site"]
    search_fields = ["words"]
