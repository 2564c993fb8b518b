"""`libfees_import_faq`: import questions and answers from files and addresses as drafts."""

from __future__ import annotations

import json

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
from wagtail_libfees.imports.command_output import import_as_dict, import_lines
from wagtail_libfees.imports.command_rollback import tell_rollback
from wagtail_libfees.imports.faq.drafts import import_faq, plan_faq
from wagtail_libfees.imports.messages import importer_error_message
from wagtail_libfees.imports.reading.errors import ImporterError
from wagtail_libfees.imports.sources import read_any
from wagtail_libfees.imports.targets import question_page


class Command(BaseCommand):
    help = (
        "Imports questions and answers as drafts: those for borrowers on a payment FAQ, those for "
        "staff on a private staff guide. Never publishes."
    )

    def add_arguments(self, parser):
        parser.add_argument("sources", nargs="*", metavar="SOURCE", help="A file or an address.")
        add_profile(parser)
        target = parser.add_mutually_exclusive_group()
        target.add_argument("--parent", help="Id of the page to make the drafts below.")
        target.add_argument("--page", help="Id of a payment FAQ or staff guide to import into.")
        parser.add_argument("--user", help="User name to import as; that user's permissions hold.")
        add_attachment(parser)
        parser.add_argument("--dry-run", action="store_true", help="Show, and change nothing.")
        parser.add_argument("--diff", action="store_true", help="Show the words that differ.")
        parser.add_argument(
            "--rollback",
            metavar="RUN",
            help="Take back the import with this number (see libfees_import_runs), as a draft.",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, sources, rollback, profile, user, format, **options):  # noqa: A002
        self.user = importing_user(user)
        self.as_json = format == "json"
        if bool(sources) == (rollback is not None):
            raise CommandError(_("Name the sources to import, or --rollback with a run."))
        if rollback is not None:
            tell_rollback(self.stdout, rollback, self.user, as_json=self.as_json)
            return
        check_profile(profile)
        self.profile, self.options = profile, options
        self.target = import_target(options["parent"], options["page"], question_page)
        results = [self._one(source) for source in sources]
        self._show(results)
        check_failed(results)

    def _one(self, source):
        """Import one source; what goes wrong with it does not stop the others."""
        try:
            parsed, origin = read_any(source, self.profile, self.options["attachment"])
            if self.options["dry_run"]:
                return plan_faq(parsed, **self.target)
            return import_faq(parsed, **self.target, user=self.user, origin=origin)
        except (ImporterError, DraftError) as exc:
            return Failure(source, importer_error_message(exc))

    def _show(self, results):
        """A report that a person reads, or a program."""
        if self.as_json:
            self.stdout.write(json.dumps([as_dict(r) for r in results], ensure_ascii=False))
            return
        for result in results:
            if isinstance(result, Failure):
                continue
            for line in import_lines(result, diff=self.options["diff"]):
                self.stdout.write(line)
            if not result.parsed.items:
                self.stdout.write("  " + _("No questions were found in this source."))
            elif result.run is not None:
                self.stdout.write("  " + _("Import %(run)s.") % {"run": result.run.pk})
            elif not self.options["dry_run"]:
                self.stdout.write("  " + _("Nothing has changed since the last import."))


def as_dict(result) -> dict:
    """The JSON object of one source."""
    if isinstance(result, Failure):
        return {"source": result.source, "error": result.error}
    return import_as_dict(result)
