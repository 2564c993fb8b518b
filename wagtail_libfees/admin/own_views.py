"""Views of Wagtail and wagtail-localize that have no hook, kept to what is the user's own.

They show the name of a thing before they ask whether one may have it, or list the things of all
libraries. Here what belongs to another library is not there. A site gets this by mounting
`wagtail_libfees.admin_urls` before Wagtail's own admin; docs/security.md says what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

import swapper
from django.apps import apps
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils.translation import gettext as _
from wagtail.admin.urls import urlpatterns as wagtail_addresses
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Locale, TranslatableMixin

from ..path_numbers import is_key
from .own_things import explorable_pages, is_site_row, known_things, linkable, site_row_models
from .site_rows import choosable, rows_of

View = Callable[..., HttpResponse]
# Takes the request and the arguments of the address; raises `Http404` for what is not the user's.
Guard = Callable[..., Any]


def guarded_by(guard: Guard, view: View) -> View:
    """`view`, with `guard` asked first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        guard(request, **kwargs)
        return view(request, *args, **kwargs)

    return guarded


def _there(found: QuerySet | bool) -> None:
    if not (found if isinstance(found, bool) else found.exists()):
        raise Http404


def own_page(request: HttpRequest, **ids: int) -> None:
    """The first page of the address is one of the user's explorer."""
    _there(explorable_pages(request.user).filter(pk=next(iter(ids.values()))))


def linkable_page(request: HttpRequest, parent_page_id: int) -> None:
    """The page whose children a chooser shows is one that it may show."""
    model = swapper.load_model("wagtailcore", "Page")
    _there(model.objects.filter(linkable(request.user), pk=parent_page_id))


def linkable_pages(request: HttpRequest) -> None:
    """The chosen pages are those that a chooser shows; others are left out."""
    model = swapper.load_model("wagtailcore", "Page")
    asked = _numbers(request.GET.getlist("id"))
    known = model.objects.filter(linkable(request.user), pk__in=asked)
    _set_ids(request, known.values_list("pk", flat=True))


def own_things(request: HttpRequest, app_label: str, model_name: str, action: str) -> None:
    """What a bulk action names is the user's; other things are left out."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        raise Http404 from None
    known = known_things(request.user, model)
    if known is None:
        return
    asked = request.GET.getlist("id")
    if "all" in asked:
        asked = _all_listed(request, model, action)
        if known.filter(pk__in=asked).count() == len(asked):
            # Wagtail says "all" in its form again, however many there are.
            return
    _set_ids(request, known.filter(pk__in=_numbers(asked)).values_list("pk", flat=True))


def _all_listed(request: HttpRequest, model, action: str) -> list[int]:
    """What Wagtail's list shows of `model`, of which "all" are asked for."""
    found = bulk_action_registry.get_bulk_action_class(
        model._meta.app_label, model._meta.model_name, action
    )
    if found is None:
        raise Http404
    listing = found(request, model).get_all_objects_in_listing_query(request.GET.get("childOf"))
    return list(listing)


def _numbers(asked: Iterable) -> list:
    return [pk for pk in asked if is_key(str(pk))]


def _set_ids(request: HttpRequest, ids) -> None:
    query = request.GET.copy()
    query.setlist("id", [str(pk) for pk in ids])
    request.GET = query
    # Wagtail repeats it as the address of its form.
    request.META["QUERY_STRING"] = query.urlencode()


class OwnPageTypesUsageView(PageTypesUsageReportView):
    """The report of page types, whose last edited page may be another library's."""

    def decorate_paginated_queryset(self, page_types):
        found = super().decorate_paginated_queryset(page_types)
        asked = [item.last_edited_page_id for item in found if item.last_edited_page_id]
        own = set(
            explorable_pages(self.request.user).filter(pk__in=asked).values_list("pk", flat=True)
        )
        for item in found:
            if item.last_edited_page_id not in own:
                item.last_edited_page = None
        return found


def translatable_page(request: HttpRequest, page_id: int) -> None:
    """Sending a page to translation makes pages: it is for who may edit it."""
    pages = swapper.load_model("wagtailcore", "Page").objects.filter(pk=page_id)
    _there(any(page.permissions_for_user(request.user).can_edit() for page in pages))


def sent_to_translation(request: HttpRequest, page_id: int) -> None:
    """The same; and the only language that is left is ticked in the form."""
    translatable_page(request, page_id)
    page = swapper.load_model("wagtailcore", "Page").objects.get(pk=page_id)
    there = page.get_translations(inclusive=True).exclude(alias_of__isnull=False)
    left = Locale.objects.exclude(pk__in=there.values("locale_id"))[:2]
    if len(left) == 1:
        request.GET = request.GET.copy()
        request.GET.setdefault("select_locale", left[0].language_code)


def translatable_row(request: HttpRequest, app_label: str, model_name: str, pk: str) -> None:
    """The same of a snippet of ours; Wagtail's rights to others are for all sites."""
    found = [model for model in site_row_models() if model._meta.model_name == model_name]
    if found and app_label == found[0]._meta.app_label:
        _there(rows_of(request.user, found[0]).filter(pk=unquote(pk)))


def translated_source(request: HttpRequest, translation_source_id: int) -> None:
    """Bringing translations up to date publishes them: it is for who may edit the source."""
    from wagtail_localize.models import TranslationSource

    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    try:
        instance = source.get_source_instance()
    except ObjectDoesNotExist:
        raise Http404 from None
    if isinstance(instance, swapper.load_model("wagtailcore", "Page")):
        translatable_page(request, instance.pk)
    elif is_site_row(type(instance)):
        _there(rows_of(request.user, type(instance)).filter(pk=instance.pk))


def own_translations(translations: QuerySet, user) -> QuerySet:
    """Those of `translations` whose source is a page of the user's explorer, or a row of theirs."""
    page = swapper.load_model("wagtailcore", "Page")
    ours = {
        model: rows_of(user, model)
        for model in site_row_models()
        if issubclass(model, TranslatableMixin)
    }
    types = ContentType.objects.get_for_models(*ours) if ours else {}
    pages = ContentType.objects.get_for_models(
        *(model for model in apps.get_models() if issubclass(model, page))
    )
    known = explorable_pages(user)
    keys = Q(source__object_id__in=known.values("translation_key"))
    own = Q(source__specific_content_type__in=pages.values()) & keys
    for model, rows in ours.items():
        own |= Q(
            source__specific_content_type=types[model],
            source__object_id__in=rows.values("translation_key"),
        )
    others = ~Q(source__specific_content_type__in=[*pages.values(), *types.values()])
    return translations.filter(own | others)


def _translations_report():
    """wagtail-localize's report, with the user's own translations."""
    from wagtail_localize.views.report import TranslationsReportView

    class OwnTranslationsReportView(TranslationsReportView):
        def get_queryset(self):
            return own_translations(super().get_queryset(), self.request.user).order_by("-pk")

    return OwnTranslationsReportView


def _snippets_api():
    """wagtail-localize's list of the rows of a snippet, with those that the user may choose."""
    from wagtail_localize.views.snippets_api import SnippetViewSet

    class OwnSnippetsViewSet(SnippetViewSet):
        def get_queryset(self):
            model = self.get_model()
            return (
                choosable(self.request.user, model)
                if is_site_row(model)
                else super().get_queryset()
            )

    return OwnSnippetsViewSet


def _keeps_its_kind(view: View) -> View:
    """wagtail-localize's saving of an override, which takes whatever is sent for any field.

    In the place of a page or a document, what is none would break each publishing of the
    translation. Addresses are asked about when the page is published.
    """
    from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

    @wraps(view)
    def keeping(request: HttpRequest, translation_id: int, overridable_segment_id: int):
        with transaction.atomic():
            response = view(request, translation_id, overridable_segment_id)
            if request.method == "PUT" and response.status_code < 300:
                segment = OverridableSegment.objects.get(pk=overridable_segment_id)
                translation = Translation.objects.get(pk=translation_id)
                saved = SegmentOverride.objects.get(
                    context=segment.context_id, locale=translation.target_locale_id
                )
                if isinstance(segment.data, int) and not is_key(str(saved.data)):
                    transaction.set_rollback(True)
                    text = _("Choose a page or a file here; something else was sent.")
                    return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")
        return response

    return keeping


def guarded_views() -> Iterator[tuple[str, View]]:
    """The name of each address of Wagtail's and the view that takes its place."""
    guards: dict[str, Guard] = {
        "wagtailadmin_explore": own_page,
        "wagtailadmin_explore_results": own_page,
        "wagtailadmin_pages:move_confirm": own_page,
        "wagtailadmin_choose_page_child": linkable_page,
        "wagtailadmin_choose_page_chosen_multiple": linkable_pages,
    }
    views: dict[str, View] = {
        "wagtailadmin_reports:page_types_usage": OwnPageTypesUsageView.as_view(),
        "wagtailadmin_reports:page_types_usage_results": OwnPageTypesUsageView.as_view(
            results_only=True
        ),
    }
    if apps.is_installed("wagtail_localize"):
        report, api = _translations_report(), _snippets_api()
        guards |= {
            "wagtail_localize:submit_page_translation": sent_to_translation,
            "wagtail_localize:submit_snippet_translation": translatable_row,
            "wagtail_localize:update_translations": translated_source,
        }
        override = "wagtail_localize:edit_override"
        views |= {
            override: _keeps_its_kind(wagtail_view(override)),
            "wagtail_localize:translations_report": report.as_view(),
            "wagtail_localize:translations_report_results": report.as_view(results_only=True),
            "wagtail_localize:snippets_api_listing": api.as_view({"get": "list"}),
            "wagtail_localize:snippets_api_detail": api.as_view({"get": "retrieve"}),
        }
    for name, guard in guards.items():
        views[name] = guarded_by(guard, wagtail_view(name))
    yield from views.items()


def wagtail_view(name: str) -> View:
    """The view of an address of Wagtail's admin."""
    return _addresses()[name].callback


def _addresses() -> dict[str, URLPattern]:
    return {name: pattern for name, _route, pattern in _walk(wagtail_addresses)}


def routes() -> dict[str, list[str]]:
    """The routes of each address of Wagtail's admin, below where the admin is mounted."""
    found: dict[str, list[str]] = {}
    for name, route, _pattern in _walk(wagtail_addresses):
        found.setdefault(name, []).append(route)
    return found


def _walk(patterns, before="", namespace="") -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, route, inner)
        else:
            yield f"{namespace}{pattern.name}", route, pattern
