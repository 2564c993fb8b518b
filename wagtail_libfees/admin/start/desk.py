"""On the desk: fee pages that somebody has begun."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ...conf import libfees_settings
from ...drafts.start import STEPS, errors_by_step
from ...quality.check_runs import checkable_pages
from ..desk.lines import MOST_LINES, DeskLine, register_desk_lines
from .views import FINISH, is_start


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
