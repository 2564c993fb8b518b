"""Looking at many pages at once: for the report, the desk and the command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import swapper
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from wagtail.models import AbstractPage, Site
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..editorial.registry import Finding, findings_of
from ..fee_page.check_context import SITES, all_facts
from ..models import LibfeesPageMixin
from ..sites import below_sites, site_id_of


@dataclass(frozen=True)
class PageFinding:
    """A finding and its page, as borrowers read it, or its draft if it is not published.

    `page` is None for what is said of the site as a whole.
    """

    page: AbstractPage | None
    finding: Finding
    site: Site | None


def checked_models() -> list[type]:
    """The installed page types of the package, and those that a site made on its mixins."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, LibfeesPageMixin) and issubclass(model, AbstractPage)
    ]


def checked_types() -> list[ContentType]:
    """The content types of the page types that are looked at."""
    return list(ContentType.objects.get_for_models(*checked_models()).values())


def checkable_pages(user):
    """The pages of every type that `user` may edit and the checks look at.

    Not an alias: what is said of it is said of the page that it follows, and mended there.
    """
    found = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return found.filter(content_type__in=checked_types(), alias_of=None)


def look_at(
    queryset, *, drafts: bool = False, shared: dict[Any, Any] | None = None
) -> list[PageFinding]:
    """What the checks say of the pages of `queryset`, of base pages; errors first.

    A published page is looked at as it is published, another as its latest draft is; with
    `drafts`, every page as its latest draft is. `shared` is that of `findings_of`.
    """
    shared = {} if shared is None else shared
    pages = [_as_read(page, drafts) for page in _specific(queryset)]
    if SITES not in shared:
        shared[SITES] = all_facts()
    facts = shared[SITES]
    found = [
        PageFinding(page, finding, fees.site if (fees := facts.get(site_id_of(page))) else None)
        for page, findings in zip(pages, findings_of(pages, shared=shared), strict=True)
        for finding in findings
    ]
    return worst_first(found)


def worst_first(found: Iterable[PageFinding]) -> list[PageFinding]:
    """Errors first, then by site; what is said of a site before what is said of its pages."""
    return sorted(found, key=_order)


def _specific(queryset) -> Iterator[AbstractPage]:
    """The pages as their own types: one query for each type, each with its latest draft."""
    ids = list(queryset.values_list("pk", "content_type"))
    for model, own in ids_by_model(ids).items():
        yield from model.objects.filter(pk__in=own).select_related("latest_revision", "locale")


def ids_by_model(ids: Iterable[tuple[int, int]]) -> dict[type, list[int]]:
    """The ids of pages by their type, from (id, content type); a type without any is left out."""
    found: dict[type, list[int]] = {}
    models = {kind.pk: kind.model_class() for kind in checked_types()}
    for pk, kind in ids:
        found.setdefault(models[kind], []).append(pk)
    # In the order in which the types are installed.
    return {model: found[model] for model in checked_models() if model in found}


def _as_read(page, drafts: bool):
    is_published = page.live and not (drafts and page.has_unpublished_changes)
    if is_published or page.latest_revision is None:
        return page
    return page.latest_revision.as_object()


def pages_of_sites(sites: Iterable[Site]):
    """The base pages that the checks look at below the roots of `sites`, in all languages."""
    model = swapper.load_model("wagtailcore", "Page")
    return model.objects.filter(below_sites(*sites), content_type__in=checked_types())


def _order(found: PageFinding) -> tuple:
    site = str(found.site) if found.site else ""
    page = (found.page.title, found.page.pk) if found.page else ("", 0)
    return (not found.finding.is_error, site, *page)
