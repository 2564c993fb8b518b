"""On the desk: fee pages that somebody has begun, and what colleagues ask for to finish one."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from ...conf import libfees_settings
from ...drafts.library_facts import library_facts
from ...drafts.start import CONTACT, STEPS, errors_by_step
from ...fee_page.settings.admin.access import settings_url, sites_with_settings_for
from ...models import TaksterPageMixin
from ...quality.check_runs import checkable_pages
from ...sites import below_sites
from ..desk.lines import MOST_LINES, DeskLine, register_desk_lines
from .asking import ACTION, labels
from .views import FINISH, is_start

# The desk looks at so many requests, the latest first.
MOST_ENTRIES = 30


@register_desk_lines
def starts(user) -> Iterator[DeskLine]:
    """Fee pages that the user has begun and nobody has published, with the step to go on at."""
    model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    if model is None:
        return
    mine = Q(owner=user) | Q(latest_revision__user=user)
    begun = model.objects.filter(mine, live=False, pk__in=checkable_pages(user).values("pk"))
    pages = begun.select_related("locale").order_by("-latest_revision_created_at")
    for page in pages[:MOST_LINES]:
        if is_start(page):
            yield _start_line(page)


def _start_line(page) -> DeskLine:
    missing = [
        key for key, found in errors_by_step(page.get_latest_revision_as_object()).items() if found
    ]
    text = _("“%(page)s” is a draft: %(done)s of %(all)s steps are done.")
    if not missing:
        text = _("“%(page)s” is a draft. Nothing is missing; it can be published.")
    return DeskLine(
        text
        % {
            "page": page.get_admin_display_title(),
            "done": len(STEPS) - len(missing),
            "all": len(STEPS),
        },
        reverse("libfees_start", args=[page.pk, missing[0] if missing else FINISH]),
        icon="tasks",
        action=_("Go on"),
    )


@register_desk_lines
def facts_asked_for(user) -> Iterator[DeskLine]:
    """What colleagues ask for, of the sites whose settings `user` may change."""
    sites = list(sites_with_settings_for(user))
    if not sites:
        return
    model = PageLogEntry._meta.get_field("page").related_model
    own = model.objects.filter(below_sites(*sites)).values("pk")
    entries = PageLogEntry.objects.filter(action=ACTION, page__in=own).select_related("user")
    last: dict[int, PageLogEntry] = {}
    for entry in entries.order_by("-timestamp", "-pk")[:MOST_ENTRIES]:
        last.setdefault(entry.page_id, entry)
    for page in model.objects.filter(pk__in=last).specific():
        if isinstance(page, TaksterPageMixin):
            yield from _line(page, last[page.pk], user)


def _line(page, entry: PageLogEntry, user) -> Iterator[DeskLine]:
    names = set((entry.data or {}).get("facts", []))
    facts = library_facts(page.get_latest_revision_as_object())
    missing = [each.fact.name for each in facts if each.fact.name in names and not each.in_settings]
    if not missing:
        return
    may_edit = page.permissions_for_user(user).can_edit()
    yield DeskLine(
        _("%(user)s asks you to fill in for “%(page)s”: %(facts)s.")
        % {
            "user": entry.user_display_name,
            "page": page.get_admin_display_title(),
            "facts": labels(missing),
        },
        reverse("libfees_start", args=[page.pk, CONTACT.key])
        if may_edit
        else settings_url(page.get_site()),
        icon="user",
        action=_("Fill in"),
    )
