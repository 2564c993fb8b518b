"""`libfees_rates`: export, import and check the rates of a site."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from wagtail_libfees import rates
from wagtail_libfees.blocks.rate_messages import finding_message, rates_error_message
from wagtail_libfees.blocks.rates import rate_card, version_keys
from wagtail_libfees.blocks.stored_blocks import storable
from wagtail_libfees.clock import today
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.rates import fee_page_of, plan_rates, write_rates
from wagtail_libfees.fee_page.settings.fee_page_link import is_public
from wagtail_libfees.rates.records import path_text
from wagtail_libfees.sites import site_host

from ..options import find_site, find_user
from ..rate_lines import card_lines, finding_line, plan_lines


class Command(BaseCommand):
    help = "Exports the rates of a site, imports them as a draft, or checks them. Never publishes."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        site = {"metavar": "HOST", "help": "Host name of the site (default: the default site)."}
        draft = {"action": "store_true", "help": "The latest draft instead of what is published."}

        export = actions.add_parser("export", help="Write the rates to a file or the terminal.")
        export.add_argument("--site", **site)
        export.add_argument("--format", choices=["json", "csv", "text"], default="json")
        export.add_argument("--delimiter", choices=[",", ";"], default=",", help="Of the CSV.")
        export.add_argument("--output", metavar="FILE")
        export.add_argument("--draft", **draft)

        read = actions.add_parser("import", help="Read a file into a draft of the fee page.")
        read.add_argument("file", metavar="FILE")
        read.add_argument("--site", **site)
        read.add_argument("--format", choices=["json", "csv"], help="Default: by the file's name.")
        read.add_argument("--user", help="User name to import as; that user's permissions hold.")
        read.add_argument("--dry-run", action="store_true", help="Show, and change nothing.")

        check = actions.add_parser("check", help="Print what is wrong or worth a look.")
        check.add_argument("--site", **site)
        check.add_argument("--format", choices=["text", "json"], default="text")
        check.add_argument("--draft", **draft)

    def handle(self, *, action, **options):
        try:
            {"export": self._export, "import": self._import, "check": self._check}[action](options)
        except DraftError as exc:
            raise CommandError(str(exc)) from exc
        except rates.RatesError as exc:
            raise CommandError(rates_error_message(exc)) from exc

    def _export(self, options):
        card = page_card(find_site(options["site"]), draft=options["draft"])
        if options["format"] == "csv":
            text = rates.export_csv(card, options["delimiter"])
        elif options["format"] == "text":
            text = "".join(f"{line}\n" for line in card_lines(card))
        else:
            text = rates.export_json(card)
        if options["output"]:
            write_file(options["output"], text)
        else:
            self.stdout.write(text, ending="")

    def _import(self, options):
        page = home_of_rates(find_site(options["site"]))
        user = find_user(options["user"])
        card = read_card(options["file"], options["format"])
        plan = plan_rates(page, card) if options["dry_run"] else write_rates(page, card, user)
        for line in plan_lines(plan):
            self.stdout.write(line)
        if storable(card) != card:
            self.stdout.write(_("The wording of bands is not kept; pages write it from the days."))
        for finding in rates.card_findings(card):
            self.stdout.write(finding_line(finding))
        self.stdout.write(self._outcome(plan, options["dry_run"]))

    def _outcome(self, plan, dry_run):
        if not plan.changes_anything:
            return _("“%(page)s” says this already; nothing was saved.") % {"page": plan.page}
        if dry_run:
            return _("Nothing was saved.")
        return _("Saved as a draft of “%(page)s”; nothing is published.") % {"page": plan.page}

    def _check(self, options):
        site, draft = find_site(options["site"]), options["draft"]
        card = page_card(site, draft=draft)
        page = home_of_rates(site)
        keys = version_keys(page.get_latest_revision_as_object().body if draft else page.body)
        found = [*rates.card_findings(card), *rates.calendar_findings(card, today(), keys)]
        if options["format"] == "json":
            self.stdout.write(json.dumps([as_dict(f) for f in found], ensure_ascii=False))
        else:
            for finding in found:
                self.stdout.write(finding_line(finding))
        errors = sum(finding.severity is rates.Severity.ERROR for finding in found)
        if errors:
            raise CommandError(
                ngettext(
                    "The rates have %(count)d error; mend it on the fee page.",
                    "The rates have %(count)d errors; mend them on the fee page.",
                    errors,
                )
                % {"count": errors}
            )
        if not found and options["format"] == "text":
            self.stdout.write(_("Nothing to remark."))


def home_of_rates(site: Site):
    """The home of the site's rates, published or not."""
    page = fee_page_of(site)
    if page is None:
        raise CommandError(
            _("%(site)s has no fee page; choose a fee-rates page in the site's fee settings.")
            % {"site": site_host(site)}
        )
    return page


def page_card(site: Site, *, draft: bool) -> rates.RateCard:
    """The rates of the site's fee page, as published or as in its latest draft."""
    page = home_of_rates(site)
    if draft:
        return rate_card(page.get_latest_revision_as_object().body)
    if not is_public(page):
        raise CommandError(
            _("“%(page)s” is not published; publish it, or say --draft.") % {"page": page}
        )
    return page.rate_card


def read_card(name: str, form: str | None) -> rates.RateCard:
    """The card in a file; raises `CommandError` or `ExchangeError` if there is none."""
    data = read_file(name)
    form = form or Path(name).suffix.lower().removeprefix(".")
    if form not in ("json", "csv"):
        raise CommandError(_("Is “%(file)s” JSON or CSV? Say --format.") % {"file": name})
    card = rates.import_json(data) if form == "json" else rates.import_csv(data)
    if card == rates.RateCard():
        raise CommandError(_("“%(file)s” has no rates; nothing was saved.") % {"file": name})
    return card


def read_file(name: str) -> bytes:
    """The bytes of a file that is not empty and not too large."""
    most = libfees_settings.IMPORT_MAX_BYTES
    try:
        if not Path(name).is_file():  # also keeps devices and pipes, which may never end, out
            raise CommandError(_("There is no file “%(file)s”.") % {"file": name})
        with Path(name).open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as exc:
        raise CommandError(
            _("“%(file)s” cannot be read: %(why)s") % {"file": name, "why": exc}
        ) from exc
    if not data:
        raise CommandError(_("“%(file)s” is empty.") % {"file": name})
    if len(data) > most:
        raise CommandError(
            _("“%(file)s” is larger than %(most)s bytes.") % {"file": name, "most": most}
        )
    return data


def write_file(name: str, text: str) -> None:
    """Write `text` as UTF-8, with the line ends that it has."""
    try:
        Path(name).write_text(text, encoding="utf-8", newline="")
    except (OSError, ValueError) as exc:
        raise CommandError(
            _("“%(file)s” cannot be written: %(why)s") % {"file": name, "why": exc}
        ) from exc


def as_dict(finding: rates.RateFinding) -> dict:
    """A finding as JSON."""
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "place": path_text(finding.place),
        "message": finding_message(finding),
    }
