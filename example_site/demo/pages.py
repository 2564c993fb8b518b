"""Makes the Danish pages of the demo."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from example_site.home.models import HomePage
from wagtail_libfees.imports.faq.drafts import import_faq
from wagtail_libfees.imports.reading.faq import parse_faq
from wagtail_libfees.imports.reading.sources import read_source
from wagtail_libfees.models import Branch, FeeSettings
from wagtail_libfees.pages.models import (
    PaymentFAQPage,
    ServiceNoticeIndexPage,
    ServiceNoticePage,
    StaffGuidePage,
    TaksterPage,
)

from . import content, notices

FAQ_SOURCE = "example_site/demo/spoergsmaal-og-svar.txt"

# The source has an address in the midst of a sentence; an editor lets the name be the link.
_RAW_LINK = re.compile(rf"({content.PORTAL_NAME})(?: på)? \(?<a ([^>]*)>https://[^<]*</a>\)?")


class NotEmptyError(Exception):
    """The database holds a site that is not the demo."""


def make_site() -> Site:
    """The front page and the default site, in place of the welcome page of a new Wagtail."""
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    old = list(root.get_children())
    if any(page.specific_class is not Page for page in old):
        raise NotEmptyError
    home = root.add_child(instance=HomePage(locale=_danish(), **content.HOME))
    home.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.site_name, site.root_page = content.SITE_NAME, home
    site.hostname, site.port = site_address()
    site.save()
    # Not before the site has its new root: deleting the old one would take the site with it.
    for page in Page.objects.filter(pk__in=[page.pk for page in old]):
        page.delete()
    home.refresh_from_db()
    return site


def site_address() -> tuple[str, int]:
    """Host and port of `BASE_URL`, so that links to the site's own pages can be followed."""
    base = urlsplit(os.environ.get("BASE_URL") or "http://localhost")
    return base.hostname or "localhost", base.port or (443 if base.scheme == "https" else 80)


def _danish() -> Locale:
    return Locale.objects.get_or_create(language_code="da")[0]


def make_takster(home) -> TaksterPage:
    """The fee page."""
    page = TaksterPage(show_in_menus=True, body=content.takster_body(), **content.TAKSTER)
    return add_published(home, page)


def make_questions(home) -> tuple[PaymentFAQPage, StaffGuidePage]:
    """The payment FAQ and the staff guide: imported as drafts, sorted by an editor, published."""
    # The name as a person types it in the project folder: a second import finds the pages by it.
    data = (settings.BASE_DIR / FAQ_SOURCE).read_bytes()
    result = import_faq(parse_faq(read_source(FAQ_SOURCE, data)), parent=home)
    pages = {found.model: found.page for found in result.pages}
    faq = _edited(pages[PaymentFAQPage], content.FAQ, content.FAQ_GROUPS, show_in_menus=True)
    faq.body.extend(content.faq_blocks_after_questions())
    guide = _edited(pages[StaffGuidePage], content.STAFF_GUIDE, content.STAFF_GROUPS)
    guide.body.insert(0, content.referral())
    for page in (faq, guide):
        page.save_revision().publish()
    return faq, guide


def _edited(page, fields, groups, **more):
    """The latest draft of an imported page with its own title and its questions in groups."""
    draft = page.get_latest_revision_as_object()
    for name, value in {**fields, **more}.items():
        setattr(draft, name, value)
    draft.body = draft.body.stream_block.to_python(_grouped(draft.body, groups))
    return draft


def _grouped(stream, groups) -> list:
    """The questions of `stream` under the headings of `groups`, each with the id that it had."""
    questions = [
        question for child in stream.get_prep_value() for question in child["value"]["questions"]
    ]
    return [
        {
            "type": "questions",
            "value": {
                "heading": heading,
                "questions": [_beginning_with(questions, start) for start in starts],
            },
        }
        for heading, starts in groups.items()
    ]


def _beginning_with(questions, start):
    [found] = [q for q in questions if q["value"]["question"].startswith(start)]
    answer = _RAW_LINK.sub(r"<a \2>\1</a>", found["value"]["answer"])
    return {**found, "value": {**found["value"], "answer": answer}}


def make_branches(site) -> dict[str, Branch]:
    """The branches in both languages; those in Danish, by key."""
    english, _ = Locale.objects.get_or_create(language_code="en")
    made = {}
    for key, fields in notices.BRANCHES.items():
        made[key] = Branch.objects.create(site=site, locale=_danish(), **fields)
        translated = made[key].copy_for_translation(english)
        translated.name = notices.BRANCH_NAMES_IN_ENGLISH[key]
        translated.save()
    return made


def make_notices(site, days, faq, takster) -> ServiceNoticeIndexPage:
    """The archive with its notices; `days` are the days that they name."""
    index = ServiceNoticeIndexPage(show_in_menus=True, **notices.NOTICE_INDEX)
    add_published(site.root_page, index)
    branches = make_branches(site)
    for fields in notices.notices(days, faq, takster):
        named = [branches[key] for key in fields.pop("branches", [])]
        add_published(index, ServiceNoticePage(branches=named, **fields))
    return index


def make_settings(site, takster) -> None:
    """Gebyrindstillinger of the demo."""
    FeeSettings.objects.update_or_create(
        site=site,
        defaults={
            "fee_page": takster,
            "library_name": content.SITE_NAME,
            "municipality_name": content.MUNICIPALITY,
            "municipality_genitive": content.MUNICIPALITY_GENITIVE,
            "payment_routes": content.payment_routes(),
            "contact_points": content.contact_points(),
            "notice_channels": [("channel", name) for name in content.NOTICE_CHANNELS],
        },
    )


def add_published(parent, page):
    """`page` below `parent`, with a published revision as if an editor had made it."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
