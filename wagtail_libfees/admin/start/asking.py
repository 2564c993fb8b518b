"""A request to the local administrator to state facts in the fee settings.

It stands in the history of the page, and on the desk of who may change the settings for as long
as they do not state what was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log
from wagtail.models import PageLogEntry

from ...drafts.library_facts import LibraryFact
from ...editorial.facts import registered_facts

ACTION = "wagtail_libfees.ask_for_facts"


def ask_for_facts(page, facts: Iterable[LibraryFact], user) -> None:
    """Ask for what the settings do not state of `facts`."""
    names = [each.fact.name for each in facts if not each.in_settings]
    log(instance=page, action=ACTION, user=user, data={"facts": names})


def asked(page) -> PageLogEntry | None:
    """The last request for facts of `page`."""
    found = PageLogEntry.objects.filter(page_id=page.pk, action=ACTION).select_related("user")
    return found.order_by("-timestamp", "-pk").first()


def labels(names: Iterable[str]) -> str:
    """The facts in words."""
    known = registered_facts()
    return ", ".join(str(known[name].label) if name in known else name for name in names)


def ask_log_actions(actions) -> None:
    """The action, for Wagtail's history and reports."""

    @actions.register_action(ACTION)
    class AskForFacts(LogFormatter):
        label = gettext_lazy("Ask the local administrator")

        def format_message(self, log_entry):
            return _("Asked the local administrator for: %(facts)s") % {
                "facts": labels((log_entry.data or {}).get("facts", []))
            }
