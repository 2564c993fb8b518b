"""Views of the example site that are no pages."""

from django.shortcuts import render
from wagtail.models import Locale, Page, Site

RESULTS = 20


def search(request):
    """The public pages of this site, in the reader's language, that hold the words in `q`."""
    # Search engines read a quotation mark as syntax, and databases refuse a null character.
    query = request.GET.get("q", "").translate({0: None, ord('"'): " "}).strip()[:200]
    site = Site.find_for_request(request)
    pages = (
        Page.objects.live()
        .public()
        .filter(locale=Locale.get_active())
        .descendant_of(site.root_page.localized)
        .specific()
    )
    results = list(pages.search(query)[:RESULTS]) if query else []
    return render(request, "example_site/search.html", {"query": query, "results": results})
