"""`libfees_check`: what the checks say of the pages of a site, or of all sites."""

from __future__ import annotations

import json

import swapper
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_libfees.editorial.registry import Severity
from wagtail_libfees.quality.runs import PageFinding, checked_types, look_at, pages_of_sites

from .libfees_rates import find_site


class Command(BaseCommand):
    help = (
        "Prints what is wrong or worth a look on the pages: published ones as they are published, "
        "others as their latest draft. Changes nothing. Fails if it found what --fail-on says."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--site", metavar="HOST", help="Host name of one site (default: all sites)."
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument(
            "--fail-on",
            choices=["error", "warning", "never"],
            default="error",
            help="The least severity that makes the command fail (default: error).",
        )

    def handle(self, *, site, **options):
        found = look_at(pages_of_sites([find_site(site)]) if site else all_pages())
        if options["format"] == "json":
            self.stdout.write(json.dumps([as_dict(each) for each in found], ensure_ascii=False))
        else:
            for each in found:
                self.stdout.write(line(each))
            if not found:
                self.stdout.write(_("Nothing to remark."))
        count = len(failing(found, options["fail_on"]))
        if count:
            raise CommandError(
                ngettext("%(count)s finding.", "%(count)s findings.", count) % {"count": count}
            )


def all_pages():
    """Every page that the checks look at, also outside the sites."""
    model = swapper.load_model("wagtailcore", "Page")
    return model.objects.filter(content_type__in=checked_types())


def failing(found: list[PageFinding], least: str) -> list[PageFinding]:
    """The findings that make the command fail."""
    severities = {"error": [Severity.ERROR], "warning": list(Severity), "never": []}[least]
    return [each for each in found if each.finding.severity in severities]


def line(each: PageFinding) -> str:
    """A finding for a terminal."""
    severity = _("Error") if each.finding.is_error else _("Warning")
    words = f"{each.finding.message} {each.finding.mend}".strip()
    return f"{severity}: {each.page.title} ({each.page.pk}): {words} [{each.finding.code}]"


def as_dict(each: PageFinding) -> dict:
    """A finding as JSON."""
    finding = each.finding
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "site": each.site.hostname if each.site else None,
        "page": each.page.pk,
        "title": each.page.title,
        "live": each.page.live,
        "field": finding.place.field,
        "block": finding.place.block_id,
        "message": finding.message,
        "mend": finding.mend,
    }
