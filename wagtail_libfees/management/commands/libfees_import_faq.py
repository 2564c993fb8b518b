"""`libfees_import_faq`: import questions and answers from files as drafts."""

from __future__ import annotations

import json

import swapper
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.faq import FaqImport, import_faq, plan_faq
from wagtail_libfees.importers.errors import ImporterError
from wagtail_libfees.importers.faq import parse_faq
from wagtail_libfees.importers.plan import Kind
from wagtail_libfees.importers.profiles.registry import profile_names
from wagtail_libfees.importers.sources import read_source
from wagtail_libfees.models import PaymentFAQPageMixin, StaffGuidePageMixin


class Command(BaseCommand):
    help = (
        "Imports questions and answers as drafts: those for borrowers on a payment FAQ, those for "
        "staff on a private staff guide. Never publishes."
    )

    def add_arguments(self, parser):
        parser.add_argument("sources", nargs="+", metavar="SOURCE", help="A file.")
        parser.add_argument("--profile", default="auto", help="How to read it (default: auto).")
        target = parser.add_mutually_exclusive_group()
        target.add_argument("--parent", help="Id of the page to make the drafts below.")
        target.add_argument("--page", help="Id of a payment FAQ or staff guide to import into.")
        parser.add_argument("--user", help="User name to import as; that user's permissions hold.")
        parser.add_argument("--dry-run", action="store_true", help="Show, and change nothing.")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, sources, profile, parent, page, user, dry_run, format, **options):  # noqa: A002
        if profile not in profile_names():
            raise CommandError(
                _("Unknown profile “%(name)s”; known are: %(known)s.")
                % {"name": profile, "known": ", ".join(profile_names())}
            )
        self.dry_run = dry_run
        self.target = self._target(parent, page)
        self.user = self._user(user)
        self.profile = profile
        results = [self._one(source) for source in sources]
        if format == "json":
            self.stdout.write(json.dumps([as_dict(r) for r in results], ensure_ascii=False))
        else:
            for result in results:
                self._show(result)
        failed = [result for result in results if isinstance(result, Failure)]
        if failed:
            raise CommandError(
                ngettext(
                    "%(count)d source could not be imported: %(reasons)s",
                    "%(count)d sources could not be imported: %(reasons)s",
                    len(failed),
                )
                % {
                    "count": len(failed),
                    "reasons": " | ".join(f"{f.source}: {f.error}" for f in failed),
                }
            )

    def _one(self, source):
        """Import one source; what goes wrong with it does not stop the others."""
        try:
            document = read_source(source, max_bytes=libfees_settings.IMPORT_MAX_BYTES)
            parsed = parse_faq(document, self.profile)
            if self.dry_run:
                return plan_faq(parsed, **self.target)
            return import_faq(parsed, **self.target, user=self.user)
        except (ImporterError, DraftError) as exc:
            return Failure(source, str(exc))

    def _target(self, parent, page):
        if page is not None:
            return {"page": find(page, PaymentFAQPageMixin, StaffGuidePageMixin)}
        if parent is not None:
            return {"parent": find(parent)}
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            raise CommandError(_("There is no default site; say --parent or --page."))
        return {"parent": site.root_page.specific}

    def _user(self, name):
        if name is None:
            return None
        model = get_user_model()
        try:
            return model._default_manager.get_by_natural_key(name)
        except model.DoesNotExist as exc:
            raise CommandError(_("There is no user “%(name)s”.") % {"name": name}) from exc

    def _show(self, result):
        """A report that a person reads."""
        if isinstance(result, Failure):
            return
        self.stdout.write(f"{result.parsed.source}: {result.parsed.profile} ({result.parsed.why})")
        for found in result.pages:
            counts = ", ".join(
                f"{kind}: {count}" for kind in Kind if (count := found.plan.count(kind))
            )
            name = found.model._meta.verbose_name
            where = f"{name} {found.page.pk}" if found.page else _("new %(type)s") % {"type": name}
            self.stdout.write(f"  {where}: {counts or _('nothing')}")
        for rejected in result.parsed.rejected:
            self.stdout.write(f"  - {rejected.place}: {rejected.text[:100]!r} ({rejected.reason})")
        if not self.dry_run and result.run is None:
            self.stdout.write("  " + _("Nothing has changed since the last import."))


class Failure:
    """A source that could not be imported, and why."""

    def __init__(self, source, error):
        self.source = source
        self.error = error


def as_dict(result: FaqImport | Failure) -> dict:
    """The JSON object of one source."""
    if isinstance(result, Failure):
        return {"source": result.source, "error": result.error}
    actions = {
        id(planned.item): str(planned.kind)
        for found in result.pages
        for planned in found.plan.items
    }
    data = result.parsed.to_dict()
    for item, entry in zip(result.parsed.items, data["items"], strict=True):
        entry["action"] = actions.get(id(item))
    return data


def find(pk, *types):
    """The page with the id `pk`, of one of `types` if any; raises `CommandError`."""
    model = swapper.load_model("wagtailcore", "Page")
    page = model.objects.filter(pk=pk).first() if str(pk).isdigit() else None
    if page is None or page.is_root():
        raise CommandError(_("There is no page with the id %(id)s.") % {"id": pk})
    page = page.specific
    if types and not isinstance(page, types):
        raise CommandError(
            _("Page %(id)s is neither a payment FAQ nor a staff guide.") % {"id": pk}
        )
    return page
