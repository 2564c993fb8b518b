"""`libfees_check_sources`: look at the watched sources again; for cron or a systemd timer."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.editorial.national import NATIONAL
from wagtail_libfees.imports.messages import importer_error_message
from wagtail_libfees.imports.models import WatchedSource
from wagtail_libfees.imports.reading.errors import ImporterError
from wagtail_libfees.imports.reading.profiles.registry import profile_names
from wagtail_libfees.imports.targets import question_page
from wagtail_libfees.imports.watch import check_source, national_states, watch_anew


class Command(BaseCommand):
    help = (
        "Reads the watched sources again and marks those that have changed, for the editor to see "
        "in the importer's menu. Imports nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--watch", metavar="SOURCE", help="Watch this file or address too.")
        parser.add_argument("--page", help="With --watch: id of the page with its questions.")
        parser.add_argument("--profile", default="auto", help="With --watch: how to read it.")
        parser.add_argument(
            "--national",
            action="store_true",
            help="Look instead whether the sources of the national facts still say the same.",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, watch, page, profile, national, format, **options):  # noqa: A002
        if national:
            self._look_at_national()
            return
        if watch:
            self._watch(watch, page, profile)
        sources = list(WatchedSource.objects.select_related("page"))
        for source in sources:
            check_source(source)
        if format == "json":
            self.stdout.write(json.dumps([as_dict(s) for s in sources], ensure_ascii=False))
        else:
            self._show(sources)
        failed = [source for source in sources if source.error]
        if failed:
            reasons = " | ".join(f"{source.source}: {source.error}" for source in failed)
            raise CommandError(
                _("These sources could not be read: %(reasons)s") % {"reasons": reasons}
            )

    def _look_at_national(self):
        """Fails with each fact that its source does not state any more, or cannot be read for."""
        found = national_states()
        for name, state in found.items():
            self.stdout.write(f"{name} <- {NATIONAL[name].source}: {state or _('unchanged')}")
        if differing := [name for name, state in found.items() if state]:
            raise CommandError(
                _("Look at the sources of these national facts: %(facts)s")
                % {"facts": ", ".join(differing)}
            )

    def _watch(self, source, page, profile):
        if profile not in profile_names():
            raise CommandError(
                _("Unknown profile “%(name)s”; known are: %(known)s.")
                % {"name": profile, "known": ", ".join(profile_names())}
            )
        try:
            watch_anew(source, question_page(page), profile)
        except (DraftError, ImporterError) as exc:
            raise CommandError(
                _("“%(source)s” is not watched: %(reason)s")
                % {"source": source, "reason": importer_error_message(exc)}
            ) from exc

    def _show(self, sources):
        for source in sources:
            changes = ", ".join(f"{kind}: {count}" for kind, count in source.changes.items())
            state = source.error or changes or _("unchanged")
            self.stdout.write(f"{source.source} -> {source.page.title}: {state}")


def as_dict(source: WatchedSource) -> dict:
    """The JSON object of a watched source."""
    return {
        "source": source.source,
        "page": source.page_id,
        "checked_at": source.checked_at.isoformat(),
        "changed_at": source.changed_at.isoformat() if source.changed_at else None,
        "changes": source.changes,
        "error": source.error,
    }
