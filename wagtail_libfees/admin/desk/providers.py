"""What the package itself puts on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.permission_policies.pages import PagePermissionPolicy

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.editorial.registry import findings_of
from wagtail_libfees.models.clock import today
from wagtail_libfees.models.imports import Status
from wagtail_libfees.quality.runs import checked_models, editable_pages, look_at
from wagtail_libfees.rates import format_date

from ..imports.access import may_import, visible_runs
from ..quality.access import edit_url
from .registry import MOST_LINES, DeskLine, register_desk_lines

# Pages that the user worked on last, and pages of the user's sites: more are for the report.
MOST_OWN_PAGES = 30
MOST_PAGES = 200
SOON = timedelta(days=30)
ENDS_SOON = timedelta(days=2)


@register_desk_lines
def own_findings(user) -> Iterator[DeskLine]:
    """Findings in the drafts that the user owns or wrote last, one line for a page."""
    mine = editable_pages(user).filter(Q(owner=user) | Q(latest_revision__user=user))
    recent = mine.order_by("-latest_revision_created_at").values_list("pk", flat=True)
    pages: dict[int, list] = {}
    latest = editable_pages(user).filter(pk__in=list(recent[:MOST_OWN_PAGES]))
    for found in look_at(latest, drafts=True):
        if found.finding.code not in _OF_ALL_PAGES:
            pages.setdefault(found.page.pk, []).append(found)
    for found in pages.values():
        first = found[0]
        count = ngettext("%(count)s finding", "%(count)s findings", len(found))
        yield DeskLine(
            f"{first.page.get_admin_display_title()}: {count % {'count': len(found)}}. "
            f"{first.finding.message}",
            edit_url(first.page, first.finding.place.anchor),
            icon="clipboard-list",
            urgent=first.finding.is_error,
            lead=_("Stops publishing:") if first.finding.is_error else "",
        )


# Told of every page that the user may edit, by the two below.
_OF_ALL_PAGES = {"translation_behind": "translations", "not_reviewed": "reviews"}


@register_desk_lines
def behind(user) -> Iterator[DeskLine]:
    """Translations behind their source, and pages that nobody has reviewed in time."""
    ids = list(editable_pages(user).filter(live=True).values_list("pk", flat=True)[:MOST_PAGES])
    pages = [page for model in checked_models() for page in _light(model, ids)]
    found = findings_of(pages, names=set(_OF_ALL_PAGES.values()))
    for page, findings in zip(pages, found, strict=True):
        for finding in findings:
            yield DeskLine(
                f"{page.get_admin_display_title()}: {finding.message}",
                edit_url(page),
                icon="globe" if finding.code == "translation_behind" else "time",
            )


def _light(model, ids):
    """The pages of a type without their streams, which are read only if they are compared."""
    heavy = [f.name for f in model._meta.get_fields() if f.name in ("body", "intro", "text")]
    return model.objects.filter(pk__in=ids).select_related("locale").defer(*heavy)


@register_desk_lines
def notices(user) -> Iterator[DeskLine]:
    """Notices that end today or soon, and notices whose day of review has come."""
    model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
    if model is None:
        return
    day = today()
    ids = _changeable(user).values("pk")
    ending = Q(to_day__gte=day, to_day__lte=day + ENDS_SOON)
    found = model.objects.live().filter(ending | Q(review_day__lte=day), pk__in=ids)
    for notice in found.order_by("to_day", "pk")[:MOST_LINES]:
        if notice.is_over:
            continue
        yield DeskLine(_notice_text(notice, day), edit_url(notice), icon="date")


def _notice_text(notice, day) -> str:
    title = notice.get_admin_display_title()
    if notice.to_day is not None and notice.to_day <= day + ENDS_SOON:
        last = format_date(notice.to_day, get_language() or "da")
        return _("“%(title)s” ends on %(day)s. Does it still hold?") % {"title": title, "day": last}
    return _("“%(title)s” is to be reviewed.") % {"title": title}


def _changeable(user):
    return PagePermissionPolicy().instances_user_has_permission_for(user, "change")


@register_desk_lines
def imports(user) -> Iterator[DeskLine]:
    """Imports that wait for somebody to look at them."""
    if not may_import(user):
        return
    waiting = visible_runs(user).filter(status=Status.PARSED)
    for run in waiting.defer("records", "rejected").order_by("-started_at")[:MOST_LINES]:
        yield DeskLine(
            _("The import of %(source)s waits for you.") % {"source": run.source},
            reverse("libfees_imports:run", args=[run.pk]),
            icon="download",
        )


@register_desk_lines
def coming_rates(user) -> Iterator[DeskLine]:
    """Rates that change within a month."""
    model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    if model is None:
        return
    day = today()
    pages = model.objects.live().filter(pk__in=_changeable(user).values("pk"))
    for page in pages.select_related("locale").order_by("pk")[:MOST_LINES]:
        change = page.rate_card.next_change(day) if page.source_page.pk == page.pk else None
        if change is not None and change <= day + SOON:
            yield DeskLine(
                _("“%(title)s”: other rates come into force on %(day)s.")
                % {
                    "title": page.get_admin_display_title(),
                    "day": format_date(change, get_language() or "da"),
                },
                edit_url(page),
                icon="date",
            )
