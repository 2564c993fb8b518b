"""The own facts of a site in the admin."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from wagtail_libfees.models import OwnFact
from wagtail_libfees.quality.check_runs import pages_of_sites
from wagtail_libfees.quality.fact_usage import fact_usage

from ..site_rows import SiteRowViewSet


class OwnFactViewSet(SiteRowViewSet):
    """A list of the facts that editors have made."""

    model = OwnFact
    icon = "code"
    menu_label = gettext_lazy("Own facts")
    list_display = ["name", "value", "description", "site"]
    list_filter = ["site"]
    search_fields = ["name", "value", "description"]


def keep_used_facts(request, instances):
    """Refuse to delete a fact that a page names: readers would see its braces."""
    own = [fact for fact in instances if isinstance(fact, OwnFact)]
    if not own:
        return None
    used = fact_usage(pages_of_sites({fact.site for fact in own}))
    found = [(fact, used[fact.name][0]) for fact in own if used.get(fact.name)]
    if not found:
        return None
    fact, page = found[0]
    messages.error(
        request,
        _("%(fact)s stands in “%(page)s”. Take it out of the text before you delete it.")
        % {"fact": fact, "page": page.get_admin_display_title()},
    )
    return redirect(OwnFact.snippet_viewset.get_url_name("list"))
