"""`libfees_import_runs`: what was imported when, by whom, and what became of it."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand

from wagtail_libfees.management.import_lines import run_as_dict, run_line
from wagtail_libfees.models import ImportRun


class Command(BaseCommand):
    help = "Lists the imports, the latest first, with the numbers that --rollback takes."

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--limit", type=int, default=50, help="How many (default: 50).")

    def handle(self, *, format, limit, **options):  # noqa: A002
        runs = ImportRun.objects.select_related("user").prefetch_related("items", "pages")
        found = runs[: max(limit, 0)]
        if format == "json":
            self.stdout.write(json.dumps([run_as_dict(run) for run in found], ensure_ascii=False))
            return
        for run in found:
            self.stdout.write(run_line(run))
