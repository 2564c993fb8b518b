"""The notices of a site, read from the database: the list of them, and what they say in full."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Site

from ..clock import today
from ..conf import libfees_settings
from ..fee_page.settings.models import FeeSettings
from ..models.addresses import with_notice_keys
from ..sites import below_sites
from ..stamps import NoticeStamp
from .branches import Branch
from .core.content import NoticeContent
from .core.listing import ListedBranch, ListedNotice, NoticeList
from .updates import update_moments

# What `scope` says of a notice that stands in one section only.
SECTION_ONLY = "section"


def read_notice_list(site: Site) -> NoticeList:
    """The public notices of `site` that hold or are to come; former ones are not even read."""
    # The mark first: a change after it makes the list newer than its mark, never older.
    stamp = NoticeStamp.current()
    model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
    pages = list(_current_and_coming(model, site)) if model else []
    archives, sections = _archives(pages, site), _sections(pages)
    return NoticeList(
        stamp=stamp.value,
        changed_at=stamp.changed_at,
        language=site.root_page.locale.language_code,
        notices=tuple(_listed(page, site, archives, sections) for page in pages),
        branches=_branches(site),
        names=FeeSettings.for_site(site).names,
    )


def _current_and_coming(model, site) -> QuerySet:
    not_over = Q(to_day__isnull=True) | Q(to_day__gte=today())
    not_expired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    public = model.objects.live().public().filter(below_sites(site), not_over, not_expired)
    return public.select_related("locale", "section").prefetch_related("branches").order_by("pk")


def _archives(pages, site) -> dict[str, tuple[tuple[str, str], ...]]:
    """By the place of each published page that has notices: its address in each language."""
    if not pages:
        return {}
    paths = {_parent_path(page) for page in pages}
    base = site._meta.get_field("root_page").related_model
    keys = base.objects.filter(path__in=paths).values("translation_key")
    found = base.objects.live().public().filter(translation_key__in=keys).select_related("locale")
    addresses: dict[UUID, list[tuple[str, str]]] = {}
    for page in found:
        if url := page.get_url(current_site=site):
            named = (page.locale.language_code, url)
            addresses.setdefault(page.translation_key, []).append(named)
    return {p.path: tuple(addresses.get(p.translation_key, ())) for p in found if p.path in paths}


def _parent_path(page) -> str:
    return page.path[: -page.steplen]


def _sections(pages) -> dict[int, tuple[str, ...]]:
    """By the id of each section that a notice names: where it and its translations stand."""
    named = {page.section_id: page.section for page in pages if page.section_id}
    if not named:
        return {}
    keys = {section.translation_key for section in named.values()}
    paths: dict[UUID, list[str]] = {key: [] for key in keys}
    base = type(next(iter(named.values())))
    for key, path in base.objects.filter(translation_key__in=keys).values_list(
        "translation_key", "path"
    ):
        paths[key].append(path)
    return {pk: tuple(paths[section.translation_key]) for pk, section in named.items()}


def _listed(page, site, archives, sections) -> ListedNotice:
    return ListedNotice(
        pk=page.pk,
        key=str(page.translation_key),
        language=page.locale.language_code,
        title=page.title,
        lead=page.lead,
        kind=page.kind,
        severity=page.severity,
        window=page.window,
        url=page.get_url(current_site=site) or "",
        archives=archives.get(_parent_path(page), ()),
        branches=(
            *(str(branch.translation_key) for branch in page.branches.all()),
            *page.former_branches,
        ),
        everywhere=page.scope != SECTION_ONLY,
        # A section that was deleted is nowhere.
        sections=sections.get(page.section_id, ()),
        dismissal_version=page.dismissal_version,
        expires=page.expire_at,
        updates=tuple(update_moments(page.updates)),
    )


def _branches(site) -> tuple[ListedBranch, ...]:
    """The branches that notices of `site` can name, each once for all its languages."""
    offered = Branch.objects.filter(Q(site=site) | Q(site=None)).select_related("locale")
    by_key: dict[str, list[Branch]] = {}
    for branch in offered.order_by("pk"):
        by_key.setdefault(str(branch.translation_key), []).append(branch)
    return tuple(
        ListedBranch(
            key,
            tuple(dict.fromkeys(h for branch in same for h in branch_handles(branch))),
            tuple((branch.locale.language_code, branch.name) for branch in same),
        )
        for key, same in by_key.items()
    )


def branch_handles(branch) -> list[str]:
    """How an address can name `branch`: by its ISIL, or by its name; the first is the best."""
    handles = [branch.isil.lower(), slugify(branch.name, allow_unicode=True)]
    return [handle for handle in handles if handle]


# More than anyone reads; it only keeps a mistake from making a feed of thousands.
MOST = 100


def notice_contents(site: Site, notices: Iterable[ListedNotice]) -> list[NoticeContent]:
    """What each of `notices` says, in their order; one that is not public any more is left out."""
    order = [notice.pk for notice in notices][:MOST]
    if not order:
        return []
    pages = {page.pk: page for page in _public().filter(pk__in=order)}
    return [pages[pk].to_content(site) for pk in order if pk in pages]


def withdrawn_contents(site: Site, language: str, branch: str = "") -> list[NoticeContent]:
    """The notices of `site` that were published, would still hold, and were taken back.

    For calendars, which must be told. Private ones are not among them.
    """
    if (model := libfees_settings.page_model("NOTICE_PAGE_MODEL")) is None:
        return []
    not_over = Q(to_day__isnull=True) | Q(to_day__gte=today())
    # One that was withdrawn with a word is public, and over since.
    to_come = Q(period_to_day__isnull=True) | Q(period_to_day__gte=today())
    taken_back = (Q(live=False) & not_over) | (Q(live=True, withdrawn=True) & to_come)
    pages = model.objects.public().filter(below_sites(site), taken_back)
    pages = pages.filter(first_published_at__isnull=False, locale__language_code=language)
    if branch:
        everywhere = Q(branches=None, former_branches=[])
        pages = pages.filter(everywhere | Q(branches__translation_key=branch)).distinct()
    return [page.to_content(site) for page in _with_parts(pages).order_by("-pk")[:MOST]]


def _public():
    return _with_parts(libfees_settings.page_model("NOTICE_PAGE_MODEL").objects.live().public())


def _with_parts(pages):
    parts = pages.select_related("locale", "image", "responsible").prefetch_related("branches")
    return with_notice_keys(parts)
