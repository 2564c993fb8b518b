"""A notice page as the plain data that channels, feeds and templates read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from django.http import HttpRequest
from django.utils import timezone, translation
from wagtail.images.models import Filter
from wagtail.models import Site

from ..blocks.rich_text import expand_all
from ..editorial.fact_streams import filled_stream
from ..editorial.fact_values import Facts
from ..fee_page.settings.fee_page_link import is_public
from ..models.addresses import NOTICE, address_path
from . import NoticeSeverity
from .branches import in_language
from .choices import service_choices
from .core.content import (
    BranchFacts,
    ContactPoint,
    Link,
    NoticeContent,
    NoticeUpdate,
    PaymentChange,
)
from .updates import told_updates, update_moment

LAST_MOMENT = datetime.max.replace(tzinfo=UTC)
# The shape that social media show in full.
SOCIAL_IMAGE = "fill-1200x630"

_PROSE = {
    "html": "text",
    "changes_html": "changes",
    "unchanged_html": "unchanged",
    "action_html": "to_do",
}
_ROOT_RELATIVE = re.compile(r'(<a\b[^>]*?\bhref=")(/(?!/)[^"]*")')


def notice_content(
    notice,
    request_or_site: HttpRequest | Site | None = None,
    *,
    for_staff: bool = False,
    relative: bool = False,
    mark_gaps: bool = False,
) -> NoticeContent:
    """What `notice` says, in its own language; every address is absolute.

    Reads only. `for_staff` adds who is responsible: never for what the public sees. `relative`
    leaves the site out of its own addresses, for the page itself. `mark_gaps` shows facts
    without a value as gaps. Half-typed drafts are welcome, as the preview of a channel shows them.
    """
    site = _site(notice, request_or_site)
    root = site.root_url if site and not relative else ""
    facts = notice.get_facts(mark_gaps=mark_gaps)
    links = filled_stream(notice.links, facts)
    # Who previews a draft sees what is typed ahead too.
    prose = _prose(notice, root, facts, None if mark_gaps else timezone.now())
    with translation.override(notice.locale.language_code):
        words = {"services": _services(notice)}
    return NoticeContent(
        key=f"{notice.translation_key}-{notice.locale.language_code}",
        url=_absolute(notice.get_url(current_site=site), root) if notice.path else "",
        language=notice.locale.language_code,
        title=notice.title,
        kind=notice.kind,
        severity=NoticeSeverity(notice.severity),
        lead=facts.text(notice.lead),
        window=notice.window,
        period=notice.period,
        **prose,
        **words,
        review_day=notice.review_day,
        branches=_branches(notice),
        contacts=tuple(_contact(c.value) for c in filled_stream(notice.contacts, facts)),
        links=tuple(filter(None, (_link(child, notice, site, root) for child in links))),
        payment=_payment(notice.payment_change, facts),
        image_url=_image_url(notice.image, root),
        responsible=_name(notice.responsible) if for_staff else "",
        published_at=notice.first_published_at,
        changed_at=_changed_at(notice, prose["updates"]),
        version=notice.version,
        cancelled=notice.first_published_at is not None
        and (not notice.live or notice.is_withdrawn),
        permanent_url=_absolute(address_path(NOTICE, notice.permanent_key), root),
    )


def _site(notice, request_or_site) -> Site | None:
    if isinstance(request_or_site, HttpRequest):
        return Site.find_for_request(request_or_site)
    if request_or_site is not None:
        return request_or_site
    return notice.get_site() if notice.path else None


def _absolute(address: str | None, root: str) -> str:
    """An address with the site in front if it has none."""
    return f"{root}{address}" if address and address.startswith("/") else address or ""


def _payment(change: PaymentChange | None, facts: Facts) -> PaymentChange | None:
    """The change of payment with the facts in its words filled in."""
    if change is None:
        return None
    old, new = facts.text(change.old_balances), facts.text(change.new_balances)
    return replace(change, old_balances=old, new_balances=new)


def _changed_at(notice, told: tuple[NoticeUpdate, ...]) -> datetime | None:
    """When it was last published, or an update that had been typed ahead was told since."""
    published = notice.last_published_at
    return max([published, *(update.moment for update in told)]) if published else None


def _prose(notice, root, facts: Facts, until: datetime | None) -> dict:
    """The rich texts as HTML, and the timeline: expanded in one pass, for the sake of links.

    Of the timeline what is told at `until`; None: everything.
    """
    told = told_updates(filled_stream(notice.updates, facts), until or LAST_MOMENT)
    entries = [child.value for child in told]
    sources = [facts.html(getattr(notice, name) or "") for name in _PROSE.values()]
    sources += [entry["text"].source if entry.get("text") else "" for entry in entries]
    html = _expand(sources, root)
    moments = [update_moment(entry) for entry in entries]
    updates = map(NoticeUpdate, moments, html[len(_PROSE) :])
    return {
        **dict(zip(_PROSE, html, strict=False)),
        "updates": tuple(sorted(updates, key=lambda update: update.moment, reverse=True)),
    }


def _expand(sources: list[str], root: str) -> list[str]:
    """Each source as HTML whose links on this site have the site's address."""
    expanded = expand_all(sources)
    return [_ROOT_RELATIVE.sub(rf"\g<1>{root}\g<2>", expanded[source]) for source in sources]


def _services(notice) -> tuple[str, ...]:
    """The services in words, in the order of the choices."""
    return tuple(str(label) for code, label in service_choices() if code in notice.services)


def _branches(notice) -> tuple[BranchFacts, ...]:
    branches = in_language(notice.branches.all(), notice.locale)
    named = [BranchFacts(b.name, b.address, b.isil) for b in branches]
    return (*named, *map(BranchFacts, notice.former_branch_names))


def _contact(point) -> ContactPoint:
    return ContactPoint(
        matter=point.get("matter") or "",
        name=point.get("name") or "",
        phone=point.get("phone") or "",
        email=point.get("email") or "",
        url=point.get("url") or "",
        address=point.get("address") or "",
        opening_hours=point.get("hours") or "",
        login_needed=bool(point.get("login_needed")),
    )


def _link(child, notice, site, root) -> Link | None:
    """A link of the notice; None for a page that is gone or that not everyone may read."""
    if child.block_type == "address":
        url, text = child.value.get("url") or "", child.value.get("text") or ""
        return Link(text or url, url) if url else None
    page = _page_in_language(child.value.get("page"), notice.locale)
    url = page.get_url(current_site=site) if page else None
    return Link(child.value.get("text") or page.title, _absolute(url, root)) if url else None


def _page_in_language(page, locale):
    """`page`, or its translation if that is public; None if neither is."""
    if page is None:
        return None
    if page.locale_id != locale.pk:
        translated = page.get_translation_or_none(locale)
        if translated is not None and is_public(translated):
            return translated
    return page if is_public(page) else None


def _image_url(image, root) -> str:
    """The image for social media. A size that is not made yet is not made here: reading never
    writes; the image as it was uploaded stands in for it.
    """
    if image is None:
        return ""
    made = image.find_existing_renditions(Filter(SOCIAL_IMAGE))
    shown = next(iter(made.values()), None)
    return _absolute(shown.url if shown else image.file.url, root)


def _name(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
