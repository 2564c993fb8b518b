"""Views of the example site that are no pages."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap
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


class EveryLanguage(Sitemap):
    """The public pages of the site in all its languages, each with the others that it is in."""

    def items(self):
        """The pages below the front page, and below each translation of it."""
        found = Page.objects.none()
        for root in self.get_wagtail_site().root_page.get_translations(inclusive=True):
            found = found | Page.objects.descendant_of(root, inclusive=True)
        return found.live().public().order_by("path").defer_streamfields().specific()

    def _urls(self, page, protocol, domain):
        """Wagtail's, with the alternates that Django's template prints."""
        urls = super()._urls(page, protocol, domain)
        alternates = self._alternates()
        for url in urls:
            url["alternates"] = alternates.get(url["location"], ())
        return urls

    def _alternates(self):
        """The same page in each language, by the address of each; `x-default` is the site's own."""
        codes = dict(Locale.objects.values_list("pk", "language_code"))
        groups = {}
        for page in self.items():
            found = {"lang_code": codes[page.locale_id], "location": self.location(page)}
            group = groups.setdefault(page.translation_key, [])
            group.append(found)
            if found["lang_code"] == settings.LANGUAGE_CODE:
                group.append({**found, "lang_code": "x-default"})
        return {found["location"]: group for group in groups.values() for found in group}


def robots(request):
    """What search engines may read: everything public; and where the sitemap is."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {reverse(name)}" for name in ("wagtailadmin_home", "admin:index")),
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def server_error(request):
    """The page of an error: without database, session or context, which may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=500)
