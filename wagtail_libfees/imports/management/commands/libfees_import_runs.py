"""`libfees_import_runs`: what was imported when, by whom, and what became of it."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_libfees.imports.command_output import run_as_dict, run_line
from wagtail_libfees.imports.models import ImportRun

MOST = 10_000


class Command(BaseCommand):
    help = "Lists the imports, the latest first, with the numbers that --rollback takes."

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--limit", type=int, default=50, help="How many (default: 50).")

    def handle(self, *, format, limit, **options):  # noqa: A002
        runs = ImportRun.objects.select_related("user").prefetch_related("items", "pages")
        if not 1 <= limit <= MOST:
            raise CommandError(_("--limit is a number from 1 to %(most)s.") % {"most": MOST})
        found = runs[:limit]
        if format == "json":
            self.stdout.write(json.dumps([run_as_dict(run) for run in found], ensure_ascii=False))
            return
        for run in found:
            self.stdout.write(run_line(run))
