"""`libfees_check`: what the checks say of the pages of a site, or of all sites."""

from __future__ import annotations

import json

import swapper
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from wagtail_libfees.editorial.registry import Severity
from wagtail_libfees.fee_page.faults import site_name
from wagtail_libfees.fee_page.findings import fee_page_findings
from wagtail_libfees.quality.check_runs import (
    PageFinding,
    checked_types,
    look_at,
    pages_of_sites,
    worst_first,
)

from ..options import find_site


class Command(BaseCommand):
    help = (
        "Prints what is wrong or worth a look on the pages: published ones as they are published, "
        "others as their latest draft; and which sites have lost their fee page. Changes nothing. "
        "Fails if it found what --fail-on says."
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
        found = all_findings(find_site(site) if site else None)
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


def all_findings(site: Site | None) -> list[PageFinding]:
    """What the checks say of `site`, or of every site and of what lies outside them."""
    pages = pages_of_sites([site]) if site else all_pages()
    of_sites = [each for each in fee_page_findings() if site is None or each.site.pk == site.pk]
    return worst_first([*of_sites, *look_at(pages)])


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
    where = f"{each.page.title} ({each.page.pk})" if each.page else site_name(each.site)
    return f"{severity}: {where}: {words} [{each.finding.code}]"


def as_dict(each: PageFinding) -> dict:
    """A finding as JSON."""
    finding = each.finding
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "site": each.site.hostname if each.site else None,
        "page": each.page.pk if each.page else None,
        "title": each.page.title if each.page else "",
        "live": each.page.live if each.page else None,
        "field": finding.place.field,
        "block": finding.place.block_id,
        "message": finding.message,
        "mend": finding.mend,
    }
