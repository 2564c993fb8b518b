"""Which pages name which facts."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import AbstractPage

from ..editorial.findings.fact_findings import names_in
from ..editorial.page_text import page_texts
from .check_runs import checked_models


def fact_usage(queryset) -> dict[str, list[AbstractPage]]:
    """The pages of `queryset`, of base pages, by the facts that they name.

    Both what is published and the latest draft count; each page is there once for a fact.
    """
    ids = list(queryset.values_list("pk", flat=True))
    used: dict[str, list[AbstractPage]] = {}
    for model in checked_models():
        for page in model.objects.filter(pk__in=ids).select_related("latest_revision", "locale"):
            for name in sorted(_names(_versions(page))):
                used.setdefault(name, []).append(page)
    return used


def _versions(page) -> list[AbstractPage]:
    """The page as it is published, and its latest draft."""
    latest = page.latest_revision
    return [page] if latest is None else [page, latest.as_object()]


def _names(pages: Iterable[AbstractPage]) -> set[str]:
    return {
        name
        for page in pages
        for _field, text in page_texts(page)
        if "{" in text
        for name in names_in(text)
    }
