"""`libfees_import_rates`: read old fee pages into structured rates, as drafts."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.imports.command_options import (
    Failure,
    add_attachment,
    add_profile,
    check_failed,
    check_profile,
    import_target,
    importing_user,
)
from wagtail_libfees.imports.command_rollback import tell_rollback
from wagtail_libfees.imports.fees.drafts import FeesImport, import_fees, plan_fees
from wagtail_libfees.imports.fees.reading import reading_of
from wagtail_libfees.imports.messages import importer_error_message
from wagtail_libfees.imports.reading.errors import ImporterError
from wagtail_libfees.imports.reading.fees import ParsedFees, parse_fees, source_lines
from wagtail_libfees.imports.sources import read_document
from wagtail_libfees.imports.targets import fee_page_with_id


@dataclass(frozen=True)
class Imported:
    """One source, and what its import did or would do, if that was asked for."""

    parsed: ParsedFees
    result: FeesImport | None = None


class Command(BaseCommand):
    help = (
        "Reads fee pages of any kind into the rate blocks of a fee page, as a draft. What is not "
        "understood is listed. Never publishes."
    )

    def add_arguments(self, parser):
        parser.add_argument("sources", nargs="*", metavar="SOURCE", help="A file or an address.")
        add_profile(parser)
        target = parser.add_mutually_exclusive_group()
        target.add_argument("--parent", help="Id of the page to make the draft below.")
        target.add_argument("--page", help="Id of a fee page to import into.")
        parser.add_argument("--user", help="User name to import as; that user's permissions hold.")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Take the source's rates also where the draft says something else.",
        )
        add_attachment(parser)
        parser.add_argument("--dry-run", action="store_true", help="Show, and change nothing.")
        parser.add_argument(
            "--rollback",
            metavar="RUN",
            help="Take back the import with this number (see libfees_import_runs), as a draft.",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, sources, rollback, parent, page, user, format, **options):  # noqa: A002
        self.user = importing_user(user)
        self.as_json = format == "json"
        if bool(sources) == (rollback is not None):
            raise CommandError(_("Name the sources to import, or --rollback with a run."))
        if rollback is not None:
            tell_rollback(self.stdout, rollback, self.user, as_json=self.as_json)
            return
        check_profile(options["profile"])
        self.options = options
        # What a dry run hands to a program is what was read, and for that no page is needed.
        self.only_reads = self.as_json and options["dry_run"] and not (parent or page)
        self.target = {} if self.only_reads else import_target(parent, page, fee_page_with_id)
        results = [self._one(source) for source in sources]
        if self.as_json:
            self.stdout.write(json.dumps([as_dict(r) for r in results], ensure_ascii=False))
        else:
            for imported in results:
                self._show(imported)
        check_failed(results)

    def _one(self, source):
        """Import one source; what goes wrong with it does not stop the others."""
        how = {**self.target, "overwrite": self.options["overwrite"]}
        try:
            document, origin = read_document(source, self.options["attachment"])
            parsed = parse_fees(document, profile=self.options["profile"])
            if self.only_reads:
                return Imported(parsed)
            reading = reading_of(parsed, source_lines(document))
            if self.options["dry_run"]:
                return Imported(parsed, plan_fees(reading, **how))
            return Imported(parsed, import_fees(reading, origin=origin, user=self.user, **how))
        except (ImporterError, DraftError) as exc:
            return Failure(source, importer_error_message(exc))

    def _show(self, imported):
        """A report that a person reads."""
        if isinstance(imported, Failure):
            return
        result = imported.result
        where = f"{result.page.title} ({result.page.pk})" if result.page else _("a new page")
        self.stdout.write(f"{imported.parsed.source} -> {where}")
        for kind, action in result.kinds.items():
            self.stdout.write(f"  {kind}: {action}")
        texts = len(result.sections)
        self.stdout.write("  " + _("blocks of text: %(count)s") % {"count": texts})
        for rejected in imported.parsed.rejected:
            self.stdout.write(f"  - {rejected.place}: {rejected.text[:100]!r} ({rejected.reason})")
        if result.run is not None:
            self.stdout.write("  " + _("Import %(run)s.") % {"run": result.run.pk})
        elif not result.changes_anything:
            self.stdout.write("  " + _("Nothing has changed since the last import."))


def as_dict(imported: Imported | Failure) -> dict:
    """The JSON object of one source."""
    if isinstance(imported, Failure):
        return {"source": imported.source, "error": imported.error}
    return imported.parsed.to_dict()
