"""The package's settings, read live from Django's so that `override_settings` just works.

A site sets them in one dictionary, `WAGTAIL_LIBFEES`; docs/settings.md lists them.
"""

import re
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model

# A scheme, a host that may begin with `*.`, and perhaps a port, of EMBED_ORIGINS.
ORIGIN = re.compile(r"https?://(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?")

DEFAULTS: dict[str, Any] = {
    # The template that the package's pages extend; a site names its own base here.
    "BASE_TEMPLATE": "wagtail_libfees/base.html",
    # What the package writes in the head of a page; a site takes out what its own template writes.
    "HEAD_PARTS": ("description", "canonical", "languages", "open_graph", "feeds", "linked_data"),
    # Concrete page types, "app_label.ModelName". A site with its own base page names its own.
    "TAKSTER_PAGE_MODEL": "libfees_pages.TaksterPage",
    "FAQ_PAGE_MODEL": "libfees_pages.PaymentFAQPage",
    "STAFF_GUIDE_PAGE_MODEL": "libfees_pages.StaffGuidePage",
    "NOTICE_PAGE_MODEL": "libfees_pages.ServiceNoticePage",
    # The largest source that an import reads, in bytes.
    "IMPORT_MAX_BYTES": 10 * 1024 * 1024,
    # Hosts of one's own network that imports may fetch from, as "host" or "host:port".
    "FETCH_ALLOWED_HOSTS": (),
    # The longest that a cache in front of the site keeps a page, in seconds: so long before other
    # rates come into force, the fee page asks not to be kept.
    "LONGEST_CACHE": 60 * 60,
    # The origins ("https://catalogue.example") whose pages may show the calculator and the rates in
    # a frame, besides the site itself.
    "EMBED_ORIGINS": (),
    # Whether the open data of one site also lists the rates of all others, for comparison.
    "OPEN_DATA_ALL_SITES": False,
    # The kinds of what a fee page tells, in an order of the site's own; those that are not named
    # follow. See `models.page_parts.KINDS`.
    "TAKSTER_ORDER": (),
    # The most lines of the banner: each a notice, or the last a link to the rest.
    "NOTICE_LIMIT": 2,
    # Channels of the site's own, as dotted paths to subclasses of notices.channels.Channel.
    "NOTICE_CHANNELS": (),
    # Groups, such as those of a single sign-on, that have a role: {"Redaktør": ["AD-Bibliotek"]}.
    "ROLE_GROUPS": {},
    # Whether the banner shows a notice without a translation in the site's own language.
    "NOTICE_UNTRANSLATED": True,
    # The cache, by its name in CACHES, that keeps the lists of notices, and for how many seconds
    # at most: so late a change is seen that no signal tells of, such as one by SQL.
    "NOTICE_CACHE": "default",
    "NOTICE_CACHE_SECONDS": 300,
    # The cache that keeps the rendered texts of pages, None for none, and for how many seconds at
    # most what no signal tells of is not seen.
    "PAGE_CACHE": "default",
    "PAGE_CACHE_SECONDS": 300,
    # What a change of a notice purges from the frontend cache besides the archive and the feeds:
    # nothing, every public page of the site (True), or what the named function of a site returns.
    "NOTICE_PURGE_PAGES": False,
}


class LibfeesSettings:
    """The value of each key of `WAGTAIL_LIBFEES`, or its default, as an attribute."""

    def __getattr__(self, name: str) -> Any:
        try:
            default = DEFAULTS[name]
        except KeyError:
            raise AttributeError(f"WAGTAIL_LIBFEES has no setting {name!r}") from None
        return self.stated().get(name, default)

    def stated(self) -> dict[str, Any]:
        """What the site has set itself."""
        return getattr(settings, "WAGTAIL_LIBFEES", {})

    def page_model(self, name: str) -> type[Model] | None:
        """The page type that the setting `name` points to; None if its app is not installed.

        Raises `ImproperlyConfigured` if the site itself named a model that does not exist.
        """
        label = getattr(self, name)
        try:
            return apps.get_model(label)
        except (LookupError, ValueError) as exc:
            if name in self.stated():
                message = f"WAGTAIL_LIBFEES['{name}'] names {label!r}, which is not a model."
                raise ImproperlyConfigured(message) from exc
            return None


libfees_settings = LibfeesSettings()
