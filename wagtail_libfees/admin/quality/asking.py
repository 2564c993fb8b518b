"""A request to the local administrator to state facts in the fee settings.

It stands in the history of the page, and on the desk of who may change the settings for as long
as they do not state what was asked for. The guided start makes it, and the list of findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.log_actions import LogFormatter, log
from wagtail.models import PageLogEntry

from ...blocks.walk import Place
from ...drafts.start import CONTACT
from ...editorial.facts import may_stand_in, registered_facts, without_own
from ...editorial.findings.fact_findings import names_in, tells_facts
from ...editorial.page_text import placed_texts
from ...fee_page.settings.admin.access import settings_url, sites_with_settings_for
from ...models import TaksterPageMixin
from ...sites import below_sites
from ..desk.lines import DeskLine, register_desk_lines
from .access import EditablePageMixin, field_url

ACTION = "wagtail_libfees.ask_for_facts"
# The desk looks at so many requests, the latest first.
MOST_ENTRIES = 30


def ask_for_facts(page, names: Iterable[str], user) -> None:
    """Ask for the facts of these names, as far as the fee settings can state them."""
    known = registered_facts()
    facts = [name for name in dict.fromkeys(names) if name in known and known[name].setting]
    log(instance=page, action=ACTION, user=user, data={"facts": facts})


def asked(page) -> PageLogEntry | None:
    """The last request for facts of `page`."""
    found = PageLogEntry.objects.filter(page_id=page.pk, action=ACTION).select_related("user")
    return found.order_by("-timestamp", "-pk").first()


def asked_words(entry: PageLogEntry) -> str:
    """Who asked, and when."""
    day = date_format(localtime(entry.timestamp), "j. F Y")
    return _("Asked on %(day)s by %(user)s.") % {"day": day, "user": entry.user_display_name}


def request_for(page, names: Iterable[str]) -> dict[str, Any] | None:
    """What the list of findings needs to ask for these facts; None if there is nothing to ask.

    `asked` tells of the last request, if that was for all of them.
    """
    facts = list(dict.fromkeys(names))
    if not facts or page.pk is None:
        return None
    last = asked(page)
    is_asked = last is not None and set(facts) <= _names_of(last)
    return {
        "url": reverse("libfees_ask_for_facts", args=[page.pk]),
        "facts": ",".join(facts),
        "count": len(facts),
        "asked": asked_words(last) if last and is_asked else "",
    }


def labels(names: Iterable[str]) -> str:
    """The facts in words."""
    known = registered_facts()
    return ", ".join(str(known[name].label) if name in known else name for name in names)


class AskForFactsView(EditablePageMixin, View):
    """Takes the names of facts from the list of findings, and answers what was done in words."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        ask_for_facts(self.page, request.POST.get("facts", "").split(","), request.user)
        told = _("The local administrator has been asked, and sees it on the front page.")
        return JsonResponse({"told": told})


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
        if tells_facts(page):
            yield from _line(page, last[page.pk], user)


def _line(page, entry: PageLogEntry, user) -> Iterator[DeskLine]:
    missing = _still_missing(page.get_latest_revision_as_object(), _names_of(entry))
    if not missing:
        return
    yield DeskLine(
        _("%(user)s asks you to fill in for “%(page)s”: %(facts)s.")
        % {
            "user": entry.user_display_name,
            "page": page.get_admin_display_title(),
            "facts": labels(missing),
        },
        _where_to_state(page, missing, user),
        icon="user",
        action=_("Fill in"),
    )


def _names_of(entry: PageLogEntry) -> set[str]:
    return set((entry.data or {}).get("facts", []))


def _still_missing(draft, names: set[str]) -> list[str]:
    """Those of the facts that a text of the draft names and neither settings nor rates state."""
    facts = draft.get_facts()
    named = dict.fromkeys(n for placed in placed_texts(draft) for n in names_in(placed.text))
    wanted = [name for name in named if name in names and name in facts.known]
    stated = without_own(facts.sources)
    return [name for name in wanted if not facts.known[name].read(stated)]


def _where_to_state(page, missing: list[str], user) -> str:
    """The step of the start that has a field for each, or else the first field of the settings."""
    if (
        isinstance(page, TaksterPageMixin)
        and all(map(may_stand_in, missing))
        and page.permissions_for_user(user).can_edit()
    ):
        return reverse("libfees_start", args=[page.pk, CONTACT.key])
    field = registered_facts()[missing[0]].setting
    return field_url(settings_url(page.get_site()), Place(field))


def ask_log_actions(actions) -> None:
    """The action, for Wagtail's history and reports."""

    @actions.register_action(ACTION)
    class AskForFacts(LogFormatter):
        label = gettext_lazy("Ask the local administrator")

        def format_message(self, log_entry):
            return _("Asked the local administrator for: %(facts)s") % {
                "facts": labels((log_entry.data or {}).get("facts", []))
            }


def ask_urls():
    """The address that the list of findings sends to."""
    return [
        path(
            "libfees/quality/<libfees_id:page_id>/ask/",
            AskForFactsView.as_view(),
            name="libfees_ask_for_facts",
        )
    ]
