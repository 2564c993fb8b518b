"""`libfees_import_rates`: read old fee pages into structured rates, as drafts."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.fees import FeesImport, import_fees, plan_fees
from wagtail_libfees.drafts.messages import importer_error_message
from wagtail_libfees.drafts.sources import read_document
from wagtail_libfees.drafts.targets import any_page
from wagtail_libfees.importers.errors import ImporterError
from wagtail_libfees.importers.fees import parse_fees
from wagtail_libfees.management.import_sources import (
    Failure,
    check_failed,
    import_target,
    user_named,
)
from wagtail_libfees.models import TaksterPageMixin


class Command(BaseCommand):
    help = (
        "Reads fee pages of any kind into the rate blocks of a fee page, as a draft. What is not "
        "understood is listed. Never publishes."
    )

    def add_arguments(self, parser):
        parser.add_argument("sources", nargs="+", metavar="SOURCE", help="A file or an address.")
        target = parser.add_mutually_exclusive_group()
        target.add_argument("--parent", help="Id of the page to make the draft below.")
        target.add_argument("--page", help="Id of a fee page to import into.")
        parser.add_argument("--user", help="User name to import as; that user's permissions hold.")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Take the source's rates also where the draft says something else.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Show, and change nothing.")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, sources, parent, page, user, format, **options):  # noqa: A002
        self.target = import_target(parent, page, _fee_page)
        self.user = user_named(user)
        self.options = options
        results = [self._one(source) for source in sources]
        if format == "json":
            self.stdout.write(json.dumps([as_dict(r) for r in results], ensure_ascii=False))
        else:
            for result in results:
                self._show(result)
        check_failed(results)

    def _one(self, source):
        """Import one source; what goes wrong with it does not stop the others."""
        overwrite = self.options["overwrite"]
        try:
            document, origin = read_document(source)
            parsed = parse_fees(document)
            if self.options["dry_run"]:
                return plan_fees(parsed, **self.target, overwrite=overwrite)
            return import_fees(
                parsed, origin=origin, **self.target, user=self.user, overwrite=overwrite
            )
        except (ImporterError, DraftError) as exc:
            return Failure(source, importer_error_message(exc))

    def _show(self, result):
        """A report that a person reads."""
        if isinstance(result, Failure):
            return
        where = f"{result.page.title} ({result.page.pk})" if result.page else _("a new page")
        self.stdout.write(f"{result.parsed.source} -> {where}")
        for kind, action in result.kinds.items():
            self.stdout.write(f"  {kind}: {action}")
        texts = len(result.sections)
        self.stdout.write("  " + _("blocks of text: %(count)s") % {"count": texts})
        for rejected in result.parsed.rejected:
            self.stdout.write(f"  - {rejected.place}: {rejected.text[:100]!r} ({rejected.reason})")
        if not result.changes_anything:
            self.stdout.write("  " + _("Nothing has changed since the last import."))


def as_dict(result: FeesImport | Failure) -> dict:
    """The JSON object of one source."""
    if isinstance(result, Failure):
        return {"source": result.source, "error": result.error}
    return result.parsed.to_dict()


def _fee_page(pk):
    page = any_page(pk)
    if not isinstance(page, TaksterPageMixin):
        raise DraftError(_("Page %(id)s is not a fee page.") % {"id": pk})
    return page
