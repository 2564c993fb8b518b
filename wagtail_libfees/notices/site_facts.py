"""What the channels need to know of a site, from its fee settings."""

from wagtail.models import Site

from ..blocks.contact_points import channel_order
from ..fee_page.settings.models import FeeSettings
from ..sites import name_in_one_line
from .core.content import SiteFacts


def site_facts(site: Site | None, settings: FeeSettings | None = None) -> SiteFacts:
    """The facts of `site`; reads only, and asserts nothing that no one stated.

    `settings` spares the query where the caller has them.
    """
    if site is None:
        return SiteFacts(name="", root_url="")
    settings = settings or FeeSettings.for_site(site)
    return SiteFacts(
        name=settings.library_name or name_in_one_line(site),
        root_url=site.root_url,
        language=site.root_page.locale.language_code,
        municipality=settings.municipality_name,
        short_url=settings.short_url,
        portal_name=settings.portal_name,
        portal_url=settings.portal_url,
        portal_login_needed=settings.portal_login_needed,
        sms_part_price=settings.sms_part_price,
        contact_order=tuple(channel_order(settings.contact_channels)),
    )
