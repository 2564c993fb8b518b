"""What the package itself puts on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.permission_policies.pages import PagePermissionPolicy

from wagtail_libfees.clock import today
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.editorial.concerns import report_of
from wagtail_libfees.editorial.registry import findings_of
from wagtail_libfees.quality.check_runs import (
    PageFinding,
    checkable_pages,
    ids_by_model,
    look_at,
)
from wagtail_libfees.rates import format_date
from wagtail_libfees.sites import site_of_each

from ..quality.access import edit_url
from ..start.views import is_start
from .lines import MOST_LINES, DeskLine, register_desk_lines, shared

# Pages that the user worked on last, and pages of the user's sites: more are for the report.
MOST_OWN_PAGES = 30
MOST_PAGES = 200
SOON = timedelta(days=30)
ENDS_SOON = timedelta(days=2)


@register_desk_lines
def own_findings(user) -> Iterator[DeskLine]:
    """Findings in the drafts that the user owns or wrote last, one line for a page."""
    mine = checkable_pages(user).filter(Q(owner=user) | Q(latest_revision__user=user))
    recent = mine.order_by("-latest_revision_created_at").values_list("pk", flat=True)
    pages: dict[int, list] = {}
    latest = checkable_pages(user).filter(pk__in=list(recent[:MOST_OWN_PAGES]))
    for found in look_at(latest, drafts=True, shared=shared()):
        if not _is_told_of_all_pages(found) and not is_start(found.page):
            pages.setdefault(found.page.pk, []).append(found)
    for found in pages.values():
        first = found[0]
        # As the editor of the page counts them.
        number = report_of(each.finding for each in found).count
        count = ngettext("%(count)s finding", "%(count)s findings", number) % {"count": number}
        yield DeskLine(
            f"{first.page.get_admin_display_title()}: {count}. {first.finding.message}",
            edit_url(first.page, first.finding.place),
            icon="clipboard-list",
            urgent=first.finding.is_error,
            lead=_("Stops publishing:") if first.finding.is_error else "",
        )


# Told of every page that the user may edit, by the function below.
DEAD_LINK = "link_gone"
_OF_ALL_PAGES = {"translation_behind": "translations", "not_reviewed": "reviews"}


def _is_told_of_all_pages(found: PageFinding) -> bool:
    """Whether others than the author are told too; not of what only a draft says."""
    is_published = found.page.live and not found.page.has_unpublished_changes
    is_lasting = found.finding.code.startswith("calendar_") or found.finding.code == DEAD_LINK
    return found.finding.code in _OF_ALL_PAGES or (is_lasting and is_published)


@register_desk_lines
def behind(user) -> Iterator[DeskLine]:
    """Translations behind their source, and pages that nobody has reviewed in time."""
    live = checkable_pages(user).filter(live=True).values_list("pk", "content_type")
    by_model = ids_by_model(live[:MOST_PAGES])
    pages = [page for model, ids in by_model.items() for page in _light(model, ids)]
    found = findings_of(pages, names=set(_OF_ALL_PAGES.values()), shared=shared())
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
    # An alias ends with what it follows.
    own = model.objects.live().filter(alias_of=None)
    found = own.filter(ending | Q(review_day__lte=day), pk__in=ids)
    for notice in found.order_by("to_day", "pk")[:MOST_LINES]:
        if notice.is_over:
            continue
        text = _notice_text(notice, day)
        if notice.is_active and notice.permissions_for_user(user).can_publish():
            end = reverse("libfees_notice_end", args=[notice.pk])
            yield DeskLine(
                text, end, "date", action=_("End now"), does=True, page_url=edit_url(notice)
            )
        else:
            yield DeskLine(text, edit_url(notice), icon="date")


def _notice_text(notice, day) -> str:
    title = notice.get_admin_display_title()
    if notice.to_day is not None and notice.to_day <= day + ENDS_SOON:
        last = format_date(notice.to_day, get_language() or "da")
        return _("“%(title)s” ends on %(day)s. Does it still hold?") % {"title": title, "day": last}
    return _("“%(title)s” is to be reviewed.") % {"title": title}


def _changeable(user):
    return PagePermissionPolicy().instances_user_has_permission_for(user, "change")


@register_desk_lines
def fee_pages_with_coming_rates(user) -> Iterator[DeskLine]:
    """Rates that change within a month."""
    day = today()
    for page in _fee_pages(user):
        change = page.rate_card.next_change(day)
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


@register_desk_lines
def rate_calendar(user) -> Iterator[DeskLine]:
    """Rates that end with nothing after them, holes between them, slips of the year."""
    pages = _fee_pages(user)
    found = findings_of(pages, names={"rate_calendar"}, shared=shared())
    for page, findings in zip(pages, found, strict=True):
        for finding in findings:
            yield DeskLine(
                f"{page.get_admin_display_title()}: {finding.message}",
                edit_url(page, finding.place),
                icon="date",
                urgent=finding.is_error,
            )


@register_desk_lines
def dead_links(user) -> Iterator[DeskLine]:
    """Links on public pages to what is deleted, a line for a page: whoever deleted it is gone.

    Of the pages that were published last, since each is read as a whole.
    """
    live = checkable_pages(user).filter(live=True).order_by("-last_published_at", "-pk")
    by_model = ids_by_model(live.values_list("pk", "content_type")[:MOST_OWN_PAGES])
    pages = [
        page
        for model, ids in by_model.items()
        for page in model.objects.filter(pk__in=ids).select_related("locale")
    ]
    found = findings_of(pages, names={"links"}, shared=shared())
    told = 0
    for page, findings in zip(pages, found, strict=True):
        dead = [finding for finding in findings if finding.code == DEAD_LINK]
        if dead and told < MOST_LINES:
            told += 1
            yield DeskLine(
                f"{page.get_admin_display_title()}: {dead[0].message}",
                edit_url(page, dead[0].place),
                icon="link",
            )


def _fee_pages(user) -> list:
    """The published fee pages that the user may change, without those that translate one."""
    known = shared()
    if "libfees.own_fee_pages" not in known:
        known["libfees.own_fee_pages"] = _ask_for_fee_pages(user)
    return known["libfees.own_fee_pages"]


def _ask_for_fee_pages(user) -> list:
    model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    if model is None:
        return []
    pages = model.objects.live().filter(pk__in=_changeable(user).values("pk"))
    found = list(pages.select_related("locale").order_by("pk")[:MOST_LINES])
    sites = site_of_each(found)
    for page in found:
        if page.pk in sites:
            page.source_locale_id = sites[page.pk].root_page.locale_id
    return [page for page in found if page.source_page.pk == page.pk]
